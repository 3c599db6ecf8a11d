//! What the account needs to know, who of us knows it, and what the account team brings.

use super::words::{and, any_member, empty};
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
        "Team and expertise",
        lead(&needed),
        vec![needs_table(desk, &needed), team_table(desk)],
    );
    block.count = Some(needed.len());
    block
}

/// “3 of the 4 that are needed are in the account team; nobody of ours has customs.”
fn lead(needed: &[Need<'_>]) -> String {
    let met = needed.iter().filter(|need| !need.met_by.is_empty()).count();
    let named = |wanted: fn(&Need<'_>) -> bool| -> Vec<String> {
        needed.iter().filter(|need| wanted(need)).map(|need| need.what.value.clone()).collect()
    };
    let outside = named(|need| need.met_by.is_empty() && !need.also.is_empty());
    let nobody = named(|need| need.met_by.is_empty() && need.also.is_empty());
    let first = match (met, needed.len()) {
        (_, 0) => return String::new(),
        (met, all) if met == all => "The account team has all that is needed".to_owned(),
        (0, _) => "The account team has nothing of what is needed".to_owned(),
        (met, all) => format!("The account team has {met} of the {all} that are needed"),
    };
    let outside = if outside.is_empty() {
        String::new()
    } else {
        format!("; only others of ours have {}", and(&outside))
    };
    let nobody =
        if nobody.is_empty() { String::new() } else { format!("; nobody of ours has {}", and(&nobody)) };
    format!("{first}{outside}{nobody}.")
}

fn needs_table(desk: &Desk<'_>, needed: &[Need<'_>]) -> Table {
    let people = |all: &[(&Entry, &Member)]| -> Vec<Linked> {
        all.iter().map(|(entry, _)| desk.site.linked_member(&entry.key.id, desk.place)).collect()
    };
    let row = |need: &Need<'_>| {
        let here = if need.met_by.is_empty() {
            Cell::of(Piece::Late("nobody".to_owned()))
        } else {
            Cell::of(people(&need.met_by))
        };
        let also = Some(people(&need.also)).filter(|all| !all.is_empty());
        Row {
            source: Some(desk.site.source_at(format!("Expertise: {}", need.what.value), &need.what.span)),
            ..Row::of(vec![Cell::text(need.what.value.clone()), here, Cell::or(also, "nobody")])
        }
    };
    let columns = vec![
        Column::text("Expertise that is needed"),
        Column::wide("In the account team"),
        Column::wide("Others of ours"),
    ];
    let why = "Nobody has said what expertise this account needs.";
    let example = "[account]\nexpertise = [\"logistics\", \"integration\"]".to_owned();
    let rows = needed.iter().map(row).collect();
    Table::whole(
        "Expertise that is needed",
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
        Column::text("In the account team"),
        Column::text("As"),
        Column::text("Since"),
        Column::wide("Brings"),
        Column::wide("May decide"),
    ];
    let who = any_member(desk).unwrap_or_else(|| "priya".to_owned());
    let why = "Nobody of ours has a seat here.";
    let example = format!("[account]\nteam = [{{ who = \"{who}\", as = \"owner\", from = {as_of} }}]");
    Table::whole("The account team", columns, rows, empty(desk, Kind::Account, why, "account.toml", example))
        .titled("The account team")
}

fn team_row(desk: &Desk<'_>, seat: &Seat) -> Option<Row> {
    let id = member(desk.checked, seat)?;
    let (_, one) = desk.site.member(id)?;
    let left = by(one.left.as_ref(), desk.site.as_of);
    let mut name = Cell::of(desk.site.linked_member(id, desk.place));
    if let Some(left) = left {
        name = name.beneath(Piece::Late(format!("left {}", desk.site.language.date(left))));
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
            Cell::or(since, "not said"),
            Cell::or(brings, "not said"),
            Cell::or(authority, "not said"),
        ])
    })
}
