//! Effort and value of every account, side by side: `value.html`, and the rows that it adds to what needs attention.

use super::across::{Long, Ranked};
use super::attention::of_summary;
use super::overview::linked_account;
use super::summary::{Attention, Summary};
use super::value::Year;
use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::page::block::{BlocksPage, Cell, Column, Piece, Row};
use crate::page::common::{Empty, Evidence, Figure};
use crate::page::desk::{Desk, Section, Site, working};
use crate::record::{Duration, Period};
use crate::review::account::YearlyValue;
use crate::review::balance::{self, Balance, Shares, year_before};
use crate::review::effort::{budget, spent};

/// What one account leaves for the comparison with all others.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighed {
    /// What it took and brought.
    pub balance: Balance,
    /// Revenue and cost of the year, in the reporting currency.
    pub sums: [YearlyValue; 2],
    /// The cells of its row, but for its shares.
    pub cells: Vec<Cell>,
}

/// What an account leaves.
#[must_use]
pub fn weighed(desk: &Desk<'_>) -> Option<Weighed> {
    let balance = balance::balance(desk.checked, &desk.context())?;
    let as_of = desk.site.as_of;
    let year = Year::of(desk);
    let spent = spent(desk.checked, year_before(as_of), as_of);
    let unsaid = (spent.unsaid > 0).then(|| {
        working(desk.site.language.word("contacts-that-do-not-say-how-long"), spent.unsaid.to_string())
    });
    let evidence = desk.evidence(
        desk.site.language.word("the-sum-over-the-notes-of-a-year"),
        unsaid.into_iter().collect(),
        spent.notes.iter().rev().copied(),
    );
    let effort =
        Figure::plain(hours(&desk.site.language, spent.minutes as f64), spent.minutes as f64).unit("h");
    let given = budget(desk.checked, desk.site.config, as_of).map(|given| {
        let year = f64::from(given.minutes) * Period::YEAR.days() / given.per.days();
        let each = desk.site.language.say(
            "minutes-for-each-period-text",
            &[
                ("minutes", &Duration { minutes: given.minutes }),
                ("period_text", &super::timeline::period_text(given.per, &desk.site.language)),
            ],
        );
        let evidence = desk.evidence(each, Vec::new(), []);
        Figure::plain(hours(&desk.site.language, year), year).unit("h").because(evidence)
    });
    let cells = vec![
        Cell::of(linked_account(desk)),
        Cell::of(year.revenue),
        Cell::of(year.cost),
        Cell::of(year.margin),
        Cell::of(year.roi),
        Cell::or(
            (!spent.notes.is_empty()).then(|| effort.because(evidence)),
            &desk.site.language.word("not-said"),
        ),
        Cell::or(given, "–"),
    ];
    Some(Weighed { balance, sums: year.sums, cells })
}

fn hours(language: &Language, minutes: f64) -> String {
    language.number(minutes / 60.0, 1)
}

/// The accounts whose effort is out of proportion: what was found, and the rows of the attention list.
#[must_use]
pub fn weigh(summaries: &[Summary], site: &Site<'_>) -> (Vec<Diagnostic>, Vec<Attention>) {
    let weighed = summaries.iter().filter_map(|one| Some((one, &one.weighed.as_ref()?.balance)));
    let (own, all): (Vec<_>, Vec<_>) = weighed.unzip();
    let found = own.into_iter().zip(balance::findings(&all));
    let found = found.filter_map(|(summary, finding)| {
        let finding = finding?;
        let source = site.source_at(summary.row.name.text.clone(), &finding.span);
        let row = of_summary(summary, &finding, source, site);
        Some((finding, row))
    });
    found.unzip()
}

/// `value.html` and the pages after it.
#[must_use]
pub fn pages(summaries: &[Summary], site: &Site<'_>) -> Vec<(String, BlocksPage)> {
    let all: Vec<&Weighed> = summaries.iter().filter_map(|summary| summary.weighed.as_ref()).collect();
    let balances: Vec<&Balance> = all.iter().map(|one| &one.balance).collect();
    let shares = balance::shares(&balances);
    let rows = all.iter().zip(&shares).map(|(one, shares)| ranked(one, *shares, site)).collect();
    let columns = vec![
        Column::text(&site.language.word("account")),
        Column::number(&site.language.word("revenue")),
        Column::number(&site.language.word("cost")),
        Column::number(&site.language.word("margin")),
        Column::number(&site.language.word("return-on-investment")),
        Column::number(&site.language.word("effort")),
        Column::number(&site.language.word("budget")),
        Column::number(&site.language.word("share-of-effort")),
        Column::number(&site.language.word("share-of-value")),
        Column::number(&site.language.word("effort-to-value")),
    ];
    let empty = Empty {
        why: site.language.word("there-is-no-account-yet"),
        file: "accounts/northwind/account.toml".to_owned(),
        example: "[account]\nname = \"Northwind Logistics\"".to_owned(),
    };
    Long { section: Section::Value, lead: lead(&all, &shares, site), columns, rows, empty }.pages(site)
}

fn ranked(one: &Weighed, shares: Option<Shares>, site: &Site<'_>) -> Ranked {
    let language = &site.language;
    let percent = |share: f64| Figure::plain(language.percent(share, 1), share);
    let value = shares.map(|shares| {
        let of = if one.balance.of_contracts {
            &site.language.word("what-the-contracts-are-worth-a-year")
        } else {
            &site.language.word("the-revenue-of-the-year")
        };
        let money = one.balance.value.as_ref().map(|money| working(of, site.money(money)));
        percent(shares.value)
            .because(Evidence { working: money.into_iter().collect(), ..Evidence::default() })
    });
    let ratio = shares.map(|shares| {
        let words = format!("{}\u{a0}×", language.number(shares.ratio(), 1));
        if shares.is_out {
            Piece::Late(site.language.say("words-out-of-proportion", &[("words", &words)]))
        } else {
            Piece::Text(words)
        }
    });
    let sort = shares.map_or(-1.0, |shares| shares.ratio());
    let mut cells = one.cells.clone();
    cells.push(Cell::or(shares.map(|shares| percent(shares.effort)), "–"));
    cells.push(Cell::or(value, "–"));
    cells.push(Cell::or(ratio, "–").sorted(sort));
    let name = match cells[0].pieces.first() {
        Some(Piece::Link(linked)) => linked.text.clone(),
        _ => String::new(),
    };
    let row = Row { over: !one.balance.is_active, ..Row::of(cells) };
    Ranked { key: (u8::from(shares.is_none()), (-1000.0 * sort) as i64, name), row }
}

/// What all accounts together brought, cost and took, and of what the shares are.
fn lead(all: &[&Weighed], shares: &[Option<Shares>], site: &Site<'_>) -> String {
    if all.is_empty() {
        return String::new();
    }
    let sum =
        |at: usize| all.iter().map(|one| one.sums[at].clone()).fold(YearlyValue::None, YearlyValue::and);
    let said = |sum: YearlyValue, what: &str| match sum {
        YearlyValue::Is(money) => {
            Some(site.language.say("money-of-what", &[("money", &site.money(&money)), ("what", &what)]))
        }
        YearlyValue::None => None,
        YearlyValue::Unknown => {
            Some(site.language.say("what-that-cannot-be-summed-since-a-currency", &[("what", &what)]))
        }
    };
    let minutes: u64 = all.iter().map(|one| one.balance.minutes).sum();
    let took = site
        .language
        .say("number-hours-of-effort", &[("number", &site.language.number(minutes as f64 / 60.0, 0))]);
    let parts: Vec<String> =
        said(sum(0), "revenue").into_iter().chain(said(sum(1), "cost")).chain([took]).collect();
    let counted = shares.iter().flatten().count();
    site.language.say(
        "in-the-year-to-date-and-shares-are-of",
        &[
            ("date", &site.language.date(site.as_of)),
            ("and", &super::words::and(&parts, &site.language)),
            ("active", &site.language.count("n-active-accounts-whose-effort-and-value-are", counted, &[])),
        ],
    )
}
