//! Gifts, hospitality and conflicts of interest: declared, looked at by somebody else, decided.

use super::overview::linked_account;
use super::words::{any_member, capital, empty, line};
use crate::check::Context;
use crate::language::Language;
use crate::page::block::{Block, Cell, Column, Piece, Row, Table};
use crate::page::common::Linked;
use crate::page::desk::{Desk, anchor};
use crate::record::Kind;
use crate::review::interest::{Standing, interests};

/// The columns of the table; with the account's where they are of all accounts.
#[must_use]
pub fn columns(with_account: bool, language: &Language) -> Vec<Column> {
    let mut columns = vec![Column::wide(&language.word("what"))];
    if with_account {
        columns.push(Column::text(&language.word("account")));
    }
    columns.extend([
        Column::text(&language.word("whom-it-concerns")),
        Column::text(&language.word("with")),
        Column::number(&language.word("worth")),
        Column::text(&language.word("declared")),
        Column::wide(&language.word("looked-at")),
        Column::wide(&language.word("decision")),
    ]);
    columns
}

/// The section.
#[must_use]
pub fn block(desk: &Desk<'_>) -> Block {
    let example = format!(
        "[[interest]]\nwhat = \"A fountain pen at the end of the year\"\nform = \"gift\"\ndeclared = {}{}",
        desk.site.as_of,
        line("who", any_member(desk))
    );
    let empty =
        empty(desk, Kind::Interest, &desk.site.language.word("nothing-was-declared"), "risks.toml", example);
    let table = Table::whole(
        &desk.site.language.word("interests-declared"),
        columns(false, &desk.site.language),
        rows(desk, false),
        empty,
    );
    Block::table("interests", &desk.site.language.word("interests-declared"), "", table)
}

/// Every declared interest: those that wait for too long first, then the latest before the others.
#[must_use]
pub fn rows(desk: &Desk<'_>, with_account: bool) -> Vec<Row> {
    let as_of = desk.site.as_of;
    let context = Context { shared: desk.site.shared, config: desk.site.config, as_of };
    let mut all = interests(desk.checked, &context);
    all.sort_by_key(|one| {
        (!one.is_late(as_of), std::cmp::Reverse(one.interest.declared.as_ref().map(|at| at.value)))
    });
    all.iter().map(|one| row(desk, one, with_account)).collect()
}

fn row(desk: &Desk<'_>, one: &Standing<'_>, with_account: bool) -> Row {
    let interest = one.interest;
    let title = desk.title(one.entry);
    let what =
        if with_account { Cell::of(Linked::to(title, desk.href(&one.entry.key))) } else { Cell::text(title) };
    let mut cells = vec![what.below(capital(interest.form.value.word()))];
    if with_account {
        cells.push(Cell::of(linked_account(desk)));
    }
    let with: Vec<Linked> = interest.with.iter().map(|who| desk.who(who)).collect();
    cells.extend([
        Cell::or(interest.who.as_ref().map(|who| desk.who(who)), &desk.site.language.word("not-said")),
        Cell::or((!with.is_empty()).then_some(with), "–"),
        Cell::or(interest.value.as_ref().map(|value| desk.money(value)), "–"),
        Cell::or(
            interest.declared.as_ref().map(|on| desk.date(on.value)),
            &desk.site.language.word("not-said"),
        ),
        looked_at(desk, one),
        decision(desk, one),
    ]);
    let anchor = if with_account { String::new() } else { anchor(&one.entry.key) };
    Row { anchor, source: Some(desk.source(one.entry)), ..Row::of(cells) }
}

fn looked_at(desk: &Desk<'_>, one: &Standing<'_>) -> Cell {
    let by = one.interest.reviewed_by.as_ref().map(|who| desk.who(who));
    match one.reviewed {
        Some(on) => match by {
            Some(by) => Cell::of(desk.date(on)).beneath(by),
            None => Cell::of(desk.date(on)),
        },
        None => {
            let words = match (one.is_own_review, one.due) {
                (true, _) => desk.site.language.word("only-by-whom-it-concerns"),
                (_, Some(due)) if due < desk.site.as_of => desk
                    .site
                    .language
                    .say("not-yet-was-due-by-date", &[("date", &desk.site.language.date(due))]),
                (_, Some(due)) => {
                    return Cell::or(None::<Piece>, &desk.site.language.word("not-yet")).below(
                        desk.site.language.say("due-by-date", &[("date", &desk.site.language.date(due))]),
                    );
                }
                (_, None) => desk.site.language.word("not-yet"),
            };
            Cell::of(Piece::Late(words))
        }
    }
}

fn decision(desk: &Desk<'_>, one: &Standing<'_>) -> Cell {
    let Some(decision) = one.decision else { return Cell::or(None::<Piece>, "–") };
    let why = decision.why.as_ref().map(|why| why.value.clone()).unwrap_or_default();
    let cell = Cell::text(decision.is.value.word()).below(why);
    match &decision.by {
        Some(by) => cell.beneath(desk.who(by)),
        None => cell,
    }
}
