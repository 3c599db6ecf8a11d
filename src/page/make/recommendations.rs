//! What somebody proposed to improve, to whom, what was decided and what came of it; the open ones first.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::words::{any_member, empty, line, list_line};
use crate::page::block::{Block, Cell, Column, Piece, Row, Table};
use crate::page::common::Linked;
use crate::page::desk::{Desk, anchor};
use crate::record::{Decision, Entry, Kind, Ruling};
use crate::review::past::followers;
use crate::review::recommendation::{Standing, recommendations};

/// The section.
#[must_use]
pub fn block(desk: &Desk<'_>) -> Block {
    let mut all = recommendations(desk.checked, &desk.site.context(), desk.site.as_of);
    let decisions = followers(desk.checked, |one: &Decision| &one.of, desk.site.as_of);
    // What waits for a decision, the most pressing first; then what was decided, the latest first.
    all.sort_by_key(|one| {
        let decided = one.decision.and_then(|(entry, _)| entry.date).filter(|_| !one.is_open());
        (!one.is_open(), Reverse(decided), one.due.is_none(), one.due, one.entry.date)
    });
    let columns = vec![
        Column::wide(&desk.site.language.word("recommendation")),
        Column::wide(&desk.site.language.word("improves")),
        Column::text(&desk.site.language.word("from")),
        Column::text(&desk.site.language.word("to-title")),
        Column::text(&desk.site.language.word("by-2")),
        Column::wide(&desk.site.language.word("decision")),
        Column::wide(&desk.site.language.word("outcome")),
    ];
    let member = any_member(desk);
    let example = format!(
        "[[recommendation]]\nwhat = \"Send the report on Mondays\"\nimproves = [\"late reports\"]\nexpects = \"Nobody asks for it any more.\"\non = {}{}{}",
        desk.site.as_of,
        line("from", member.clone()),
        list_line("to", member)
    );
    let rows = all
        .iter()
        .map(|one| row(desk, one, decisions.get(&one.entry.key).map_or(&[], Vec::as_slice)))
        .collect();
    let empty = empty(
        desk,
        Kind::Recommendation,
        &desk.site.language.word("nothing-was-proposed"),
        "recommendations.toml",
        example,
    );
    let table = Table::whole(&desk.site.language.word("recommendations"), columns, rows, empty);
    Block::table("recommendations", &desk.site.language.word("recommendations"), lead(desk, &all), table)
}

/// “2 wait for a decision, 1 of them past its day; 3 were accepted, 1 declined.”
fn lead(desk: &Desk<'_>, all: &[Standing<'_>]) -> String {
    let open = all.iter().filter(|one| one.is_open()).count();
    let late = all.iter().filter(|one| is_late(desk, one)).count();
    let ruled = |ruling| {
        let decided = all.iter().filter_map(|one| one.decision);
        decided.filter(|(_, decision)| decision.is.value == ruling).count()
    };
    if all.is_empty() {
        return String::new();
    }
    let waiting = match open {
        0 => desk.site.language.word("none-waits-for-a-decision"),
        1 => desk.site.language.word("one-waits-for-a-decision"),
        open => desk.site.language.say("open-wait-for-a-decision", &[("open", &open)]),
    };
    let late = match late {
        0 => String::new(),
        late => desk.site.language.say("late-past-the-day", &[("late", &late)]),
    };
    desk.site.language.say(
        "waiting-late-ruled-accepted-ruled2-declined",
        &[
            ("waiting", &waiting),
            ("late", &late),
            ("ruled", &ruled(Ruling::Accepted)),
            ("ruled2", &ruled(Ruling::Declined)),
        ],
    )
}

fn is_late(desk: &Desk<'_>, one: &Standing<'_>) -> bool {
    one.is_open() && one.due.is_some_and(|due| due < desk.site.as_of)
}

fn row(desk: &Desk<'_>, one: &Standing<'_>, decisions: &[(NaiveDate, &Entry, &Decision)]) -> Row {
    let what = one.recommendation;
    let mut first = Cell::text(what.what.value.clone());
    for (label, words) in [
        (&desk.site.language.word("how"), &what.method),
        (&desk.site.language.word("expected"), &what.expects),
    ] {
        if let Some(words) = words {
            first = first.below(format!("{label}: {}", words.value));
        }
    }
    if let Some(date) = one.entry.date {
        first = first.below(desk.site.language.say("made-date", &[("date", &desk.site.language.date(date))]));
    }
    let to: Vec<Linked> = what.to.iter().map(|who| desk.who(who)).collect();
    let to =
        if to.is_empty() { Cell::of(Piece::Late(desk.site.language.word("nobody"))) } else { Cell::of(to) };
    Row {
        anchor: anchor(&one.entry.key),
        over: !one.is_open(),
        source: Some(desk.source(one.entry)),
        ..Row::of(vec![
            first,
            improves(desk, one),
            Cell::or(what.from.as_ref().map(|who| desk.who(who)), &desk.site.language.word("not-said")),
            to,
            due(desk, one),
            decided(desk, decisions),
            outcome(desk, one),
        ])
    }
}

/// The themes in the words of the feedback, and the records that it serves.
fn improves(desk: &Desk<'_>, one: &Standing<'_>) -> Cell {
    let themes: Vec<&str> = one.recommendation.improves.iter().map(|what| what.value.as_str()).collect();
    let serves: Vec<Linked> = one.recommendation.serves.iter().map(|what| desk.what(what)).collect();
    match (themes.is_empty(), serves.is_empty()) {
        (true, true) => Cell::or(None::<Piece>, &desk.site.language.word("not-said")),
        (true, false) => Cell::of(serves),
        (false, true) => Cell::text(themes.join(", ")),
        (false, false) => Cell::text(themes.join(", ")).beneath(serves),
    }
}

fn due(desk: &Desk<'_>, one: &Standing<'_>) -> Cell {
    let own = one.recommendation.by.as_ref().map(|by| by.value);
    let Some(due) = one.due.or(own) else {
        return Cell::or(None::<Piece>, &desk.site.language.word("no-date"));
    };
    let cell = Cell::of(desk.date(due));
    match is_late(desk, one) {
        true => cell.beneath(Piece::Late(desk.site.language.say("days-late", &[("days", &days(desk, due))]))),
        false if one.is_open() => cell.below(desk.site.away(due)),
        false => cell,
    }
}

fn days(desk: &Desk<'_>, due: NaiveDate) -> String {
    desk.site.language.count("n-days", usize::try_from((desk.site.as_of - due).num_days()).unwrap_or(0), &[])
}

/// What was decided, the latest first.
fn decided(desk: &Desk<'_>, decisions: &[(NaiveDate, &Entry, &Decision)]) -> Cell {
    let Some((last, ..)) = decisions.last() else {
        return Cell::or(None::<Piece>, &desk.site.language.word("none-yet"));
    };
    let under = decisions.iter().rev().map(|(on, entry, decision)| ruling(desk, *on, entry, decision));
    Cell { under: under.collect(), ..Cell::default() }.sorted(last)
}

/// “accepted 4 May 2026 by Noor Haddad: it costs less than one visit”.
fn ruling(desk: &Desk<'_>, on: NaiveDate, entry: &Entry, decision: &Decision) -> Vec<Piece> {
    let word = decision.is.value.word();
    let until = decision.until.as_ref().map(|until| {
        desk.site.language.say("until-date", &[("date", &desk.site.language.date(until.value))])
    });
    let by =
        decision.by.as_ref().map(|who| desk.site.language.say("by-who", &[("who", &desk.who(who).text)]));
    let why = decision.why.as_ref().map(|why| why.value.clone());
    let said = [by, why].into_iter().flatten().collect::<Vec<_>>().join(": ");
    let link = Linked::to(format!("{word}{}", until.unwrap_or_default()), desk.href(&entry.key));
    let mut pieces = vec![Piece::Link(link), Piece::Date(desk.date(on))];
    pieces.extend(Some(said).filter(|said| !said.is_empty()).map(Piece::Text));
    pieces
}

fn outcome(desk: &Desk<'_>, one: &Standing<'_>) -> Cell {
    let outcome = one.recommendation.outcome.as_ref().filter(|outcome| outcome.on.value <= desk.site.as_of);
    match outcome {
        Some(outcome) => {
            Cell::text(outcome.is.value.clone()).below(desk.site.language.date(outcome.on.value))
        }
        None => Cell::or(None::<Piece>, &desk.site.language.word("none-yet")),
    }
}
