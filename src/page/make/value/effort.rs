//! The effort that the account took, against what it is given.

use chrono::NaiveDate;

use super::span;
use crate::page::block::{Cell, Column, Piece, Row, Table};
use crate::page::common::Figure;
use crate::page::desk::{Desk, working};
use crate::page::make::timeline::period_text;
use crate::page::make::words::{any_member, any_person, empty, list_line};
use crate::record::{Duration, Kind, Period};
use crate::review::effort::{Budget, Spent, budget, spent};

/// How many stretches of effort are shown.
const EFFORTS: u32 = 4;

/// The effort of the last stretches of the length for which effort is given, against what is given.
#[must_use]
pub fn table(desk: &Desk<'_>) -> Table {
    let budget = budget(desk.checked, desk.site.config, desk.site.as_of);
    let per = budget.map_or(Period::MONTH, |budget| budget.per);
    let end = |times| per.times_before(times, desk.site.as_of);
    let times = (0..EFFORTS).map(|times| (end(times + 1), end(times)));
    let stretches: Vec<_> = times.map(|(after, to)| (after, to, spent(desk.checked, after, to))).collect();
    let is_said = stretches.iter().any(|(_, _, spent)| !spent.notes.is_empty());
    let rows = stretches
        .iter()
        .filter(|_| is_said)
        .map(|(after, to, spent)| row(desk, (*after, *to), spent, budget));
    let people = list_line("people", any_person(desk).into_iter().chain(any_member(desk)));
    let example = format!("+++\nchannel = \"call\"{people}\neffort = \"30min\"\n+++\nWhat was said.");
    let why = desk.site.language.say(
        "no-note-of-the-last-efforts-stretches-of",
        &[("efforts", &EFFORTS), ("period_text", &period_text(per, &desk.site.language))],
    );
    let empty = empty(desk, Kind::Note, &why, &format!("notes/{}-call.md", desk.site.as_of), example);
    let columns = vec![
        Column::text(&desk.site.language.word("time")),
        Column::number(&desk.site.language.word("effort")),
        Column::number(&desk.site.language.word("given")),
        Column::number(&desk.site.language.word("of-what-is-given")),
    ];
    Table::whole(&desk.site.language.word("effort"), columns, rows.collect(), empty)
        .titled(&desk.site.language.word("effort"))
}

fn row(
    desk: &Desk<'_>,
    (after, to): (NaiveDate, NaiveDate),
    spent: &Spent<'_>,
    budget: Option<Budget>,
) -> Row {
    let minutes = u32::try_from(spent.minutes).unwrap_or(u32::MAX);
    let unsaid =
        working(desk.site.language.word("contacts-that-do-not-say-how-long"), spent.unsaid.to_string());
    let evidence = desk.evidence(
        desk.site.language.word("the-sum-over-the-notes-of-the-time"),
        vec![unsaid],
        spent.notes.iter().rev().copied(),
    );
    let took = Figure::plain(Duration { minutes }.to_string(), f64::from(minutes)).because(evidence);
    let given = budget.map(|budget| budget.minutes);
    let share = given.filter(|given| *given > 0).map(|given| {
        let share = f64::from(minutes) / f64::from(given);
        let words = desk.site.language.percent(share, 0);
        let piece = if minutes > given {
            Piece::Late(desk.site.language.say("words-over", &[("words", &words)]))
        } else {
            Piece::Text(words)
        };
        Cell::of(piece).sorted(share)
    });
    let from = after.succ_opt().unwrap_or(after);
    Row::of(vec![
        Cell::text(span(desk, from, to)).sorted(to),
        Cell::of(took),
        Cell::or(given.map(|minutes| Duration { minutes }.to_string()), &desk.site.language.word("not-said")),
        share.unwrap_or_else(|| Cell::or(None::<String>, "–")),
    ])
}
