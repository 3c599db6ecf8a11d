//! What the customer will have to cope with, and what is done towards it.

use super::words::empty;
use super::work::{actions_cell, notes_cell, state_words};
use crate::language::Language;
use crate::page::block::{Block, Cell, Column, Piece, Row, Table};
use crate::page::common::Linked;
use crate::page::desk::{Desk, anchor};
use crate::record::{Horizon, Kind};
use crate::review::challenge::{Standing, challenges};
use crate::review::work::Work;

/// The section.
#[must_use]
pub fn block(desk: &Desk<'_>, work: &Work<'_>) -> Block {
    let mut all = challenges(desk.checked, desk.site.as_of);
    all.sort_by_key(|one| (one.ended.is_some(), one.challenge.horizon.value != Horizon::Strategic));
    let columns = vec![
        Column::wide(&desk.site.language.word("challenge")),
        Column::text(&desk.site.language.word("horizon")),
        Column::text(&desk.site.language.word("since-title")),
        Column::wide(&desk.site.language.word("objectives")),
        Column::wide(&desk.site.language.word("actions")),
        Column::wide(&desk.site.language.word("notes")),
    ];
    let rows = all.iter().map(|one| row(desk, work, one)).collect();
    let why = &desk.site.language.word("no-challenge-of-theirs-is-recorded");
    let example = format!(
        "[[challenge]]\ntitle = \"New rules from 2027\"\nhorizon = \"strategic\"\nsource = \"Their head of quality\"\nsince = {}",
        desk.site.as_of
    );
    let table = Table::whole(
        &desk.site.language.word("challenges"),
        columns,
        rows,
        empty(desk, Kind::Challenge, why, "objectives.toml", example),
    );
    Block::table(
        "challenges",
        &desk.site.language.word("challenges"),
        lead(&all, work, &desk.site.language),
        table,
    )
}

/// “2 lie ahead, 1 of them strategic; nothing is done towards 1.”
fn lead(all: &[Standing<'_>], work: &Work<'_>, language: &Language) -> String {
    let open: Vec<_> = all.iter().filter(|one| one.ended.is_none()).collect();
    let strategic = open.iter().filter(|one| one.challenge.horizon.value == Horizon::Strategic).count();
    let is_idle = |one: &&&Standing<'_>| {
        let key = &one.entry.key;
        let is_met = work.objectives(key).iter().any(|objective| objective.is_open());
        !is_met && work.actions(key).iter().all(|action| action.is_dropped())
    };
    let idle = open.iter().filter(is_idle).count();
    let ahead = match open.len() {
        0 => return String::new(),
        1 if strategic == 1 => language.word("one-lies-ahead-a-strategic-one"),
        1 => language.word("one-lies-ahead-an-operational-one"),
        all => language
            .say("all-lie-ahead-strategic-of-them-strategic", &[("all", &all), ("strategic", &strategic)]),
    };
    match (idle, open.len()) {
        (0, _) => format!("{ahead}."),
        (_, 1) => language.say("ahead-nothing-is-done-towards-it", &[("ahead", &ahead)]),
        (idle, _) => {
            language.say("ahead-nothing-is-done-towards-idle-of-them", &[("ahead", &ahead), ("idle", &idle)])
        }
    }
}

fn row(desk: &Desk<'_>, work: &Work<'_>, one: &Standing<'_>) -> Row {
    let key = &one.entry.key;
    let mut what = Cell::text(desk.title(one.entry));
    if let Some(source) = &one.challenge.source {
        what = what.below(desk.site.language.say("from-source", &[("source", &source.value)]));
    }
    if let Some(ended) = one.challenge.ended.as_ref().filter(|_| one.ended.is_some()) {
        what = what.below(desk.site.language.say(
            "over-since-date-why",
            &[("date", &desk.site.language.date(ended.on.value)), ("why", &ended.why.value)],
        ));
    }
    let since = one.challenge.since.as_ref().map(|since| desk.date(since.value));
    Row {
        anchor: anchor(key),
        over: one.ended.is_some(),
        source: Some(desk.source(one.entry)),
        ..Row::of(vec![
            what,
            Cell::text(one.challenge.horizon.value.word()),
            Cell::or(since, &desk.site.language.word("not-said")),
            objectives_cell(desk, work, one),
            actions_cell(desk, work.actions(key), one.ended.is_none()),
            notes_cell(desk, work.notes(key)),
        ])
    }
}

fn objectives_cell(desk: &Desk<'_>, work: &Work<'_>, one: &Standing<'_>) -> Cell {
    let all = work.objectives(&one.entry.key);
    if all.is_empty() {
        return Cell::or(None::<Piece>, &desk.site.language.word("none"));
    }
    let lines = all.iter().map(|objective| {
        let link = Linked::to(desk.title(objective.entry), desk.href(&objective.entry.key));
        vec![Piece::Link(link), Piece::None(state_words(objective, &desk.site.language))]
    });
    Cell { under: lines.collect(), ..Cell::default() }
}
