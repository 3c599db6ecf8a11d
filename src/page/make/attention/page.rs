//! The whole attention list as pages of their own: the portfolio's page holds its beginning, and each person's page their part.

use crate::language::Language;
use crate::page::block::{BlocksPage, Cell, Column, How, Piece, Row};
use crate::page::common::Empty;
use crate::page::desk::{Section, Site};
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
        rows => site.language.say(
            "rows-in-this-order-gates-triggers-signals",
            &[
                ("rows", &site.language.count("n-rows", rows, &[])),
                ("gates", &site.language.count("n-gates", of(Class::Gate), &[])),
                ("triggers", &site.language.count("n-triggers-that-fired", of(Class::Fired), &[])),
                ("signals", &site.language.count("n-signals-without-a-reason", of(Class::Signal), &[])),
                ("of", &of(Class::Late)),
                ("pieces", &site.language.count("n-pieces", of(Class::Advice), &[])),
            ],
        ),
    };
    let columns = vec![
        Column::wide(&site.language.word("what-and-why-it-matters")),
        Column::text(&site.language.word("account")),
        Column::text(&site.language.word("since-title")),
        Column::text(&site.language.word("owner-title")),
        Column::wide(&site.language.word("cleared-by")),
    ];
    let rows = ranked(all()).into_iter().map(|row| Ranked {
        key: (0, i64::try_from(row.rank).unwrap_or(i64::MAX), String::new()),
        row: cells(row, &site.language),
    });
    let empty =
        Empty { why: site.language.word("nothing-needs-attention-no-gate-holds-an"), ..Empty::default() };
    Long { section: Section::Attention, lead, columns, rows: rows.collect(), empty }.pages(site)
}

fn cells(row: AttentionRow, language: &Language) -> Row {
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
        Cell::or(row.owner, &language.word("nobody")),
        Cell::text(row.clears),
    ])
}
