//! What the account needs to know, who of us knows it, and what the account team brings.

use super::words::{and, any_member, empty};
use crate::language::Language;
use crate::page::block::{Block, Cell, Column, Piece, Row, Table};
use crate::page::common::Linked;
use crate::page::desk::Desk;
use crate::record::{Entry, Kind, Member, Seat};
use crate::review::account::{member, seats};
use crate::review::expertise::{Need, needs};
use crate::review::past::by;

/// The section.
#[must_use]
pub fn block(desk: &Desk<'_>) -> Block {
    let needed = needs(desk.checked, &desk.site.shared.team, desk.site.as_of);
    let mut block = Block::tables(
        "expertise",
        &desk.site.language.word("team-and-expertise"),
        lead(&needed, &desk.site.language),
        vec![needs_table(desk, &needed), team_table(desk)],
    );
    block.count = Some(needed.len());
    block
}

/// “3 of the 4 that are needed are in the account team; nobody of ours has customs.”
fn lead(needed: &[Need<'_>], language: &Language) -> String {
    let met = needed.iter().filter(|need| !need.met_by.is_empty()).count();
    let named = |wanted: fn(&Need<'_>) -> bool| -> Vec<String> {
        needed.iter().filter(|need| wanted(need)).map(|need| need.what.value.clone()).collect()
    };
    let outside = named(|need| need.met_by.is_empty() && !need.also.is_empty());
    let nobody = named(|need| need.met_by.is_empty() && need.also.is_empty());
    let first = match (met, needed.len()) {
        (_, 0) => return String::new(),
        (met, all) if met == all => language.word("the-account-team-has-all-that-is-needed"),
        (0, _) => language.word("the-account-team-has-nothing-of-what-is"),
        (met, all) => {
            language.say("the-account-team-has-met-of-the-all-that", &[("met", &met), ("all", &all)])
        }
    };
    let outside = if outside.is_empty() {
        String::new()
    } else {
        language.say("only-others-of-ours-have-and", &[("and", &and(&outside, language))])
    };
    let nobody = if nobody.is_empty() {
        String::new()
    } else {
        language.say("nobody-of-ours-has-and", &[("and", &and(&nobody, language))])
    };
    format!("{first}{outside}{nobody}.")
}

fn needs_table(desk: &Desk<'_>, needed: &[Need<'_>]) -> Table {
    let people = |all: &[(&Entry, &Member)]| -> Vec<Linked> {
        all.iter().map(|(entry, _)| desk.site.linked_member(&entry.key.id, desk.place)).collect()
    };
    let row = |need: &Need<'_>| {
        let here = if need.met_by.is_empty() {
            Cell::of(Piece::Late(desk.site.language.word("nobody")))
        } else {
            Cell::of(people(&need.met_by))
        };
        let also = Some(people(&need.also)).filter(|all| !all.is_empty());
        Row {
            source: Some(desk.site.source_at(
                desk.site.language.say("expertise-what", &[("what", &need.what.value)]),
                &need.what.span,
            )),
            ..Row::of(vec![
                Cell::text(need.what.value.clone()),
                here,
                Cell::or(also, &desk.site.language.word("nobody")),
            ])
        }
    };
    let columns = vec![
        Column::text(&desk.site.language.word("expertise-that-is-needed")),
        Column::wide(&desk.site.language.word("in-the-account-team")),
        Column::wide(&desk.site.language.word("others-of-ours")),
    ];
    let why = &desk.site.language.word("nobody-has-said-what-expertise-this-account");
    let example = "[account]\nexpertise = [\"logistics\", \"integration\"]".to_owned();
    let rows = needed.iter().map(row).collect();
    Table::whole(
        &desk.site.language.word("expertise-that-is-needed"),
        columns,
        rows,
        empty(desk, Kind::Account, why, "account.toml", example),
    )
}

fn team_table(desk: &Desk<'_>) -> Table {
    let as_of = desk.site.as_of;
    let account = desk.checked.account().map(|(_, account)| account);
    let held = account.map(|account| seats(account, as_of)).unwrap_or_default();
    let rows = held.into_iter().filter_map(|seat| team_row(desk, seat)).collect();
    let columns = vec![
        Column::text(&desk.site.language.word("in-the-account-team")),
        Column::text(&desk.site.language.word("as")),
        Column::text(&desk.site.language.word("since-title")),
        Column::wide(&desk.site.language.word("brings")),
        Column::wide(&desk.site.language.word("may-decide")),
    ];
    let who = any_member(desk).unwrap_or_else(|| "priya".to_owned());
    let why = &desk.site.language.word("nobody-of-ours-has-a-seat-here");
    let example = format!("[account]\nteam = [{{ who = \"{who}\", as = \"owner\", from = {as_of} }}]");
    Table::whole(
        &desk.site.language.word("the-account-team"),
        columns,
        rows,
        empty(desk, Kind::Account, why, "account.toml", example),
    )
    .titled(&desk.site.language.word("the-account-team"))
}

fn team_row(desk: &Desk<'_>, seat: &Seat) -> Option<Row> {
    let id = member(desk.checked, seat)?;
    let (_, one) = desk.site.member(id)?;
    let left = by(one.left.as_ref(), desk.site.as_of);
    let mut name = Cell::of(desk.site.linked_member(id, desk.place));
    if let Some(left) = left {
        name = name.beneath(Piece::Late(
            desk.site.language.say("left-date", &[("date", &desk.site.language.date(left))]),
        ));
    }
    let since = seat.from.as_ref().map(|from| desk.date(from.value));
    let brings: Vec<&str> = one.expertise.iter().map(|what| what.value.as_str()).collect();
    let brings = Some(brings.join(", ")).filter(|brings| !brings.is_empty());
    let authority = one.authority.as_ref().map(|authority| authority.value.clone());
    Some(Row {
        over: left.is_some(),
        ..Row::of(vec![
            name,
            Cell::text(seat.role.value.clone()),
            Cell::or(since, &desk.site.language.word("not-said")),
            Cell::or(brings, &desk.site.language.word("not-said")),
            Cell::or(authority, &desk.site.language.word("not-said")),
        ])
    })
}
