//! Key variances: the waves that ask for a reason, with the reasons and implications that were given.

use super::sentences::Told;
use crate::page::block::{Cell, Column, Piece, Row, Table};
use crate::page::common::{Empty, Linked};
use crate::page::desk::Desk;
use crate::page::make::words::points as in_points;
use crate::record::{Entry, Variance};
use crate::review::feedback::{Analysed, Analysis, Cause, KeyVariance};
use crate::review::past::exists;

/// The table: what nobody explained first, then what was, then reasons of the past.
pub fn table(
    desk: &Desk<'_>,
    analysed: &Analysed<'_>,
    analyses: &[Analysis<'_>],
    titles: &[String],
) -> Table {
    let mut open: Vec<&KeyVariance<'_>> = analysed.variances.iter().rev().collect();
    open.sort_by_key(|one| one.is_explained());
    let told = |one: &KeyVariance<'_>| {
        let (series, analysis) = (&analysed.series[one.series], &analyses[one.series]);
        let told = Told { desk, series, analysis };
        one.causes.iter().map(|cause| cause_text(desk, &told, cause)).collect::<Vec<_>>()
    };
    let mut rows: Vec<Row> = open
        .iter()
        .map(|one| row(desk, one, titles.get(one.series).map_or("", String::as_str), &told(one)))
        .collect();
    let is_past = |one: &Variance| analysed.variances.iter().all(|found| found.id != one.of.value.trim());
    let past = desk.checked.each::<Variance>().filter(|(entry, _)| exists(entry, desk.site.as_of));
    rows.extend(past.filter(|(_, one)| is_past(one)).map(|(entry, one)| past_row(desk, entry, one)));
    let columns = vec![
        Column::wide(&desk.site.language.word("wave")),
        Column::wide(&desk.site.language.word("how-it-varies")),
        Column::wide(&desk.site.language.word("reason")),
        Column::wide(&desk.site.language.word("implication")),
    ];
    let why = &desk.site.language.word("no-wave-of-the-last-year-asks-for-a-reason");
    let empty = Empty { why: why.to_owned(), ..Empty::default() };
    Table::whole(&desk.site.language.word("key-variances"), columns, rows, empty)
        .titled(&desk.site.language.word("key-variances"))
}

fn row(desk: &Desk<'_>, one: &KeyVariance<'_>, title: &str, causes: &[String]) -> Row {
    let wave = Linked::to(desk.site.language.date(one.on), desk.href(&one.entry.key));
    let mut wave = Cell::of(wave).sorted(one.on).below(title);
    wave.under.push(vec![Piece::Code(one.id.clone())]);
    let mut how = Cell::default();
    for cause in causes {
        if how.pieces.is_empty() {
            how.pieces.push(Piece::Text(cause.clone()));
        } else {
            how.under.push(vec![Piece::Text(cause.clone())]);
        }
    }
    let reasons = one.explained.iter().map(|(entry, record)| (*entry, record.reason.value.as_str()));
    let follows = one
        .explained
        .iter()
        .filter_map(|(entry, record)| Some((*entry, record.implication.as_ref()?.value.as_str())));
    Row::of(vec![
        wave,
        how,
        said(desk, reasons, &desk.site.language.word("not-said")),
        said(desk, follows, &desk.site.language.word("not-said")),
    ])
}

/// What records say, each leading to it, with who said it when.
fn said<'e>(desk: &Desk<'_>, all: impl Iterator<Item = (&'e Entry, &'e str)>, none: &str) -> Cell {
    let mut cell = Cell::default();
    for (entry, words) in all {
        if cell.pieces.is_empty() {
            cell.pieces.push(Piece::Text(words.to_owned()));
        } else {
            cell.under.push(vec![Piece::Text(words.to_owned())]);
        }
        cell.under.push(by(desk, entry));
    }
    if cell.pieces.is_empty() { Cell::of(Piece::Late(none.to_owned())) } else { cell }
}

/// “Priya Nair, 20 May 2026”, the date leading to the record.
fn by(desk: &Desk<'_>, entry: &Entry) -> Vec<Piece> {
    let who = entry.as_kind::<Variance>().and_then(|one| one.by.as_ref()).map(|who| desk.who(who));
    let on = entry.date.map_or_else(|| desk.site.language.word("undated"), |on| desk.site.language.date(on));
    vec![Piece::Links(who.into_iter().chain([Linked::to(on, desk.href(&entry.key))]).collect())]
}

fn past_row(desk: &Desk<'_>, entry: &Entry, one: &Variance) -> Row {
    let implication = one.implication.iter().map(|words| (entry, words.value.as_str()));
    Row {
        over: true,
        ..Row::of(vec![
            Cell::of(Piece::Code(one.of.value.clone())),
            Cell::of(Piece::None(desk.site.language.word("a-year-ago-or-longer-or-no-signal-any-more"))),
            said(
                desk,
                std::iter::once((entry, one.reason.value.as_str())),
                &desk.site.language.word("not-said"),
            ),
            said(desk, implication, &desk.site.language.word("not-said")),
        ])
    }
}

/// A cause in words.
fn cause_text(desk: &Desk<'_>, told: &Told<'_, '_>, cause: &Cause) -> String {
    let number = |value: f64| desk.site.language.number(value, 0);
    match cause {
        Cause::Signal { firings, .. } => {
            desk.site.language.say("signal-firings", &[("firings", &told.firings(firings.iter()))])
        }
        Cause::Target { points, target } => desk.site.language.say(
            "below-target-number-of-100-points-where",
            &[("number", &number(*points)), ("number2", &number(*target))],
        ),
        Cause::Staff(sides) => desk.site.language.say(
            "customer-against-staff-our-own-people-see",
            &[
                ("in_points", &in_points(desk, sides.gap)),
                ("number", &number(sides.points.1)),
                ("number2", &number(sides.points.0)),
            ],
        ),
        Cause::Spread { low, high } => desk.site.language.say(
            "respondents-disagree-answers-from-short",
            &[("short_number", &desk.short_number(*low)), ("short_number2", &desk.short_number(*high))],
        ),
    }
}
