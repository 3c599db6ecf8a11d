//! Records of any kind as a table: each with all that it says. What a kind says better in columns of its own is made by
//! the file named for it.

use super::timeline::fields;
use super::words::empty;
use crate::page::block::{Cell, Column, Piece, Row, Table};
use crate::page::desk::{Desk, anchor};
use crate::record::{Entry, Home, Kind};
use crate::review::past::exists;

/// Every record of a kind that exists on the day, with its fields.
#[must_use]
pub fn table(desk: &Desk<'_>, kind: Kind, why: &str, example: String) -> Table {
    let all = desk.checked.entries.iter().filter(|entry| entry.kind() == kind);
    let rows = all.filter(|entry| exists(entry, desk.site.as_of)).map(|entry| row(entry, desk)).collect();
    let file = if let Home::Table(file) = kind.home() { file } else { "plan.toml" };
    let columns = vec![Column::wide(kind.name()), Column::wide("What it says")];
    Table::whole(kind.name(), columns, rows, empty(desk, kind, why, file, example))
}

/// A record with its title, its fields and its place.
#[must_use]
pub fn row(entry: &Entry, desk: &Desk<'_>) -> Row {
    let under = fields(entry, desk)
        .into_iter()
        .map(|field| vec![Piece::None(format!("{}:", field.label)), Piece::Links(field.values)]);
    let says = Cell { under: under.collect(), ..Cell::default() };
    Row {
        anchor: anchor(&entry.key),
        source: Some(desk.source(entry)),
        ..Row::of(vec![Cell::text(desk.title(entry)), says])
    }
}
