//! The whole attention list as pages of their own: the portfolio's page holds its beginning, and each person's page their part.

use crate::page::block::{BlocksPage, Cell, Column, How, Piece, Row};
use crate::page::common::Empty;
use crate::page::desk::{Section, Site, count};
use crate::page::make::across::{Long, Ranked};
use crate::page::make::portfolio::ranked;
use crate::page::make::summary::{Attention, Summary};
use crate::page::portfolio::AttentionRow;

use super::Class;

/// The pages with their addresses, from what each account leaves and what all of them share.
#[must_use]
pub fn pages(summaries: &[Summary], shared: &[Attention], site: &Site<'_>) -> Vec<(String, BlocksPage)> {
    let all = || summaries.iter().flat_map(|summary| &summary.attention).chain(shared);
    let of = |class: Class| all().filter(|one| one.urgency.class == class as u8).count();
    let lead = match all().count() {
        0 => String::new(),
        rows => format!(
            "{}, in this order: {}, {}, {}, {} overdue by how late and how important, and {} of advice.",
            count(rows, "row", "rows"),
            count(of(Class::Gate), "gate", "gates"),
            count(of(Class::Fired), "trigger that fired", "triggers that fired"),
            count(of(Class::Signal), "signal without a reason", "signals without a reason"),
            of(Class::Late),
            count(of(Class::Advice), "piece", "pieces"),
        ),
    };
    let columns = vec![
        Column::wide("What, and why it matters"),
        Column::text("Account"),
        Column::text("Since"),
        Column::text("Owner"),
        Column::wide("Cleared by"),
    ];
    let rows = ranked(all()).into_iter().map(|row| Ranked {
        key: (0, i64::try_from(row.rank).unwrap_or(i64::MAX), String::new()),
        row: cells(row),
    });
    let empty = Empty {
        why: "Nothing needs attention: no gate holds an account, and nothing is late or neglected."
            .to_owned(),
        ..Empty::default()
    };
    Long { section: Section::Attention, lead, columns, rows: rows.collect(), empty }.pages(site)
}

fn cells(row: AttentionRow) -> Row {
    let what = match row.evidence {
        Some(evidence) => Piece::How(How { words: row.what, evidence }),
        None => Piece::Text(row.what),
    };
    let mut account = Cell::of(row.account);
    if let Some(standing) = row.standing {
        account = account.beneath(Piece::Standing(standing));
    }
    let mut since = Cell::or(row.since, "–");
    if !row.age.is_empty() {
        since = since.below(row.age);
    }
    Row::of(vec![
        Cell::of(what).below(row.why),
        account,
        since,
        Cell::or(row.owner, "nobody"),
        Cell::text(row.clears),
    ])
}
