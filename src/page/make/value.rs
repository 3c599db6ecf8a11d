//! What the account brought and cost, period by period and product by product, in all where the currencies allow a sum,
//! and the effort that it took against what it is given.

mod book;
mod effort;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use rust_decimal::prelude::ToPrimitive;

use self::book::{Amounts, Book, Sum, figures};
use super::words::empty;
use crate::chart::{Column as Bar, Columns, columns};
use crate::language::Language;
use crate::page::block::{Block, Column, Row, Table};
use crate::page::common::{ChartView, Empty, Figure};
use crate::page::desk::{Desk, anchor};
use crate::record::{At, Entry, FiscalPeriod, Kind, Money};
use crate::review::account::YearlyValue;
use crate::review::balance::year_before;
use crate::review::value::{Stretch, disjoint, stretches};

/// How many columns of the chart have a label.
const LABELS: usize = 5;

fn headings(first: &str, language: &Language) -> Vec<Column> {
    let numbers = [
        &language.word("revenue"),
        &language.word("cost"),
        &language.word("margin"),
        &language.word("investment"),
        &language.word("return"),
        &language.word("return-on-investment"),
    ];
    [Column::text(first)].into_iter().chain(numbers.map(|words| Column::number(words))).collect()
}

/// The section.
#[must_use]
pub fn block(desk: &Desk<'_>) -> Block {
    let mut all = stretches(desk.checked, desk.site.as_of);
    all.reverse();
    let periods = by_period(desk, &all);
    let count = periods.total;
    let tables = [Some(periods), in_all(desk, &all), Some(effort::table(desk))];
    Block {
        id: "value".to_owned(),
        title: desk.site.language.word("value"),
        count: Some(count),
        charts: chart(desk, &all).into_iter().collect(),
        tables: tables.into_iter().flatten().collect(),
        ..Block::default()
    }
}

/// Every period that is over, newest first.
fn by_period(desk: &Desk<'_>, all: &[Stretch<'_>]) -> Table {
    let year = desk.site.as_of.year() - 1;
    let example = format!(
        "[[period]]\nfrom = {year}-01-01\nto = {year}-12-31\nrevenue = \"EUR 180000.00\"\ncost = \"EUR 120000.00\""
    );
    let why = &desk.site.language.word("no-revenue-or-cost-was-recorded-for-a");
    let rows = all.iter().flat_map(|one| &one.rows).map(|(entry, period)| row(desk, entry, period)).collect();
    let empty = empty(desk, Kind::FiscalPeriod, why, "value.toml", example);
    Table::whole(
        &desk.site.language.word("value-by-period"),
        headings(&desk.site.language.word("period"), &desk.site.language),
        rows,
        empty,
    )
    .titled(&desk.site.language.word("by-period"))
}

fn row(desk: &Desk<'_>, entry: &Entry, period: &FiscalPeriod) -> Row {
    let taken = |at: &Option<At<Money>>| at.as_ref().map(|at| at.value.clone());
    let amounts = Amounts {
        revenue: taken(&period.revenue),
        cost: taken(&period.cost),
        investment: taken(&period.investment),
        gain: taken(&period.gain),
    };
    let product = period.product.as_ref().map(|product| format!(", {}", product.value)).unwrap_or_default();
    let name = format!("{}{product}", span(desk, period.from.value, period.to.value));
    let row = figures(desk, &amounts, &[entry]).row(&name);
    Row { anchor: anchor(&entry.key), source: Some(desk.source(entry)), ..row }
}

/// What products, and all of it, add up to; nothing where that would only repeat a single period.
fn in_all(desk: &Desk<'_>, all: &[Stretch<'_>]) -> Option<Table> {
    let rows: Vec<(&Entry, &FiscalPeriod)> = all.iter().flat_map(|one| one.rows.iter().copied()).collect();
    let mut products: BTreeMap<&str, Vec<(&Entry, &FiscalPeriod)>> = BTreeMap::new();
    for (entry, period) in &rows {
        if let Some(product) = &period.product {
            products.entry(&product.value).or_default().push((entry, period));
        }
    }
    let counted = counted(all.to_vec());
    let (first, last) = (all.iter().map(|one| one.from).min()?, all.iter().map(|one| one.to).max()?);
    if rows.len() < 2 {
        return None;
    }
    let mut lines: Vec<Row> = Vec::new();
    for (product, rows) in products {
        lines.push(Book::of(desk, &rows).sums(&rows).0.row(product));
    }
    lines.push(
        Book::of(desk, &counted)
            .sums(&counted)
            .0
            .row(&desk.site.language.say("in-all-span", &[("span", &span(desk, first, last))])),
    );
    let label = &desk.site.language.word("value-by-product-and-in-all");
    Some(
        Table::whole(
            label,
            headings(&desk.site.language.word("product"), &desk.site.language),
            lines,
            Empty::default(),
        )
        .titled(&desk.site.language.word("by-product-and-in-all")),
    )
}

/// The rows that a sum counts: of each stretch of time the one for the whole, else those by product; without stretches
/// that lie in longer ones.
fn counted(all: Vec<Stretch<'_>>) -> Vec<(&Entry, &FiscalPeriod)> {
    disjoint(all).iter().flat_map(Stretch::counted).collect()
}

/// What the periods that ended in a year brought and cost, in the reporting currency.
pub struct Year {
    /// Revenue.
    pub revenue: Figure,
    /// Cost.
    pub cost: Figure,
    /// Margin, as a share of the revenue.
    pub margin: Figure,
    /// Return on investment.
    pub roi: Figure,
    /// Revenue and cost, for sums over accounts.
    pub sums: [YearlyValue; 2],
}

impl Year {
    /// The year before the day of the site.
    #[must_use]
    pub fn of(desk: &Desk<'_>) -> Self {
        let from = year_before(desk.site.as_of);
        let all = disjoint(stretches(desk.checked, desk.site.as_of));
        let ended: Vec<Stretch<'_>> = all.into_iter().filter(|one| one.to > from).collect();
        let rows: Vec<_> = ended.iter().flat_map(Stretch::counted).collect();
        let (figures, sums) = Book::reporting(desk).sums(&rows);
        Self { revenue: figures.revenue, cost: figures.cost, margin: figures.margin, roi: figures.roi, sums }
    }
}

/// Revenue above the line and cost below it, stretch by stretch; nothing where there is one alone, or where amounts
/// cannot be said in one currency.
fn chart(desk: &Desk<'_>, newest_first: &[Stretch<'_>]) -> Option<ChartView> {
    let mut all = disjoint(newest_first.to_vec());
    all.sort_by_key(|one| (one.to, one.from));
    let rows: Vec<_> = all.iter().flat_map(Stretch::counted).collect();
    let book = Book::of(desk, &rows);
    let every = all.len().div_ceil(LABELS);
    let mut bars = Vec::new();
    for (at, one) in all.iter().enumerate() {
        let rows = one.counted();
        let (revenue, cost) =
            (book.sum(&rows, |one| &one.revenue).ok()?, book.sum(&rows, |one| &one.cost).ok()?);
        let name = span(desk, one.from, one.to);
        let number =
            |sum: &Option<Sum<'_>>| sum.as_ref().and_then(|sum| sum.money.amount.to_f64()).unwrap_or(0.0);
        let text =
            |sum: &Option<Sum<'_>>| sum.as_ref().map_or("–".to_owned(), |sum| desk.site.money(&sum.money));
        let margin = one.margin(desk.site.config).map(|share| desk.site.language.percent(share, 1));
        bars.push(Bar {
            tick: if (all.len() - 1 - at).is_multiple_of(every) {
                tick(desk, one, &name)
            } else {
                String::new()
            },
            above: number(&revenue),
            below: number(&cost),
            row: vec![name, text(&revenue), text(&cost), margin.unwrap_or_else(|| "–".to_owned())],
        });
    }
    if bars.len() < 2 {
        return None;
    }
    let currency = book.currency(&rows)?;
    let most = |of: fn(&Bar) -> f64| bars.iter().map(of).fold(0.0, f64::max);
    let said = |most: f64| desk.site.language.money(&currency, &format!("{most:.0}"));
    let chart = columns(&Columns {
        id: "value-by-period",
        title: &desk.site.language.word("revenue-and-cost-by-period"),
        description: &desk.site.language.say(
            "periods-the-oldest-first",
            &[("periods", &desk.site.language.count("n-periods", bars.len(), &[]))],
        ),
        above: &desk.site.language.say("revenue-up-to-said", &[("said", &said(most(|bar| bar.above)))]),
        below: &desk.site.language.say("cost-up-to-said", &[("said", &said(most(|bar| bar.below)))]),
        most: f64::INFINITY,
        headings: &[
            &desk.site.language.word("period"),
            &desk.site.language.word("revenue"),
            &desk.site.language.word("cost"),
            &desk.site.language.word("margin"),
        ],
        columns: &bars,
    });
    chart.map(ChartView::from)
}

/// The words of a stretch where they are short, else the month in which it ends: labels stand side by side.
fn tick(desk: &Desk<'_>, one: &Stretch<'_>, name: &str) -> String {
    if name.chars().count() <= 8 { name.to_owned() } else { desk.site.language.month(one.to) }
}

/// “Q1 2026”, “2025”, “1 Jan 2026 – 15 Mar 2026”.
fn span(desk: &Desk<'_>, from: NaiveDate, to: NaiveDate) -> String {
    let after = to.succ_opt().unwrap_or(to);
    let months = (after.year() - from.year()) * 12 + after.month0() as i32 - from.month0() as i32;
    let whole = from.day() == 1 && after.day() == 1;
    match months {
        12 if whole && from.month() == 1 => from.year().to_string(),
        3 if whole && from.month0().is_multiple_of(3) => {
            format!("Q{} {}", from.month0() / 3 + 1, from.year())
        }
        1 if whole => desk.site.language.month(from),
        _ => format!("{} – {}", desk.site.language.date(from), desk.site.language.date(to)),
    }
}
