//! What the account brought and cost, period by period, and in all where the currencies allow a sum.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::words::empty;
use crate::page::account::PeriodRow;
use crate::page::common::{Evidence, Figure, List, Working};
use crate::page::desk::{Desk, anchor, working};
use crate::record::{At, Entry, FiscalPeriod, Kind, Money};
use crate::review::account::in_reporting_currency;
use crate::review::past::exists;

/// The four amounts of a period.
#[derive(Debug, Clone, Default)]
struct Amounts {
    revenue: Option<Money>,
    cost: Option<Money>,
    investment: Option<Money>,
    gain: Option<Money>,
}

/// Every period that is over, newest first.
#[must_use]
pub fn list(desk: &Desk<'_>) -> List<PeriodRow> {
    let mut all = over(desk);
    all.sort_by(|(_, left), (_, right)| {
        let key = |period: &FiscalPeriod| (period.to.value, period.from.value);
        key(right).cmp(&key(left))
    });
    let year = desk.site.as_of.year() - 1;
    let example = format!(
        "[[period]]\nfrom = {year}-01-01\nto = {year}-12-31\nrevenue = \"EUR 180000.00\"\ncost = \"EUR 120000.00\""
    );
    let why = "No revenue or cost was recorded for a period that is over.";
    let rows = all.into_iter().map(|(entry, period)| row(desk, entry, period)).collect();
    List::whole(rows, empty(desk, Kind::FiscalPeriod, why, "value.toml", example))
}

fn over<'a>(desk: &Desk<'a>) -> Vec<(&'a Entry, &'a FiscalPeriod)> {
    desk.checked.each::<FiscalPeriod>().filter(|(entry, _)| exists(entry, desk.site.as_of)).collect()
}

fn row(desk: &Desk<'_>, entry: &Entry, period: &FiscalPeriod) -> PeriodRow {
    let taken = |at: &Option<At<Money>>| at.as_ref().map(|at| at.value.clone());
    let amounts = Amounts {
        revenue: taken(&period.revenue),
        cost: taken(&period.cost),
        investment: taken(&period.investment),
        gain: taken(&period.gain),
    };
    let product = period.product.as_ref().map(|product| format!(", {}", product.value)).unwrap_or_default();
    PeriodRow {
        anchor: anchor(&entry.key),
        period: format!("{}{product}", span(desk, period.from.value, period.to.value)),
        source: Some(desk.source(entry)),
        ..figures(desk, &amounts, &[entry])
    }
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

/// The amounts as figures, with margin and return on investment computed from them.
fn figures(desk: &Desk<'_>, amounts: &Amounts, entries: &[&Entry]) -> PeriodRow {
    let plain = |money: &Option<Money>| {
        money.as_ref().map_or_else(|| Figure::unknown("–"), |money| amount(desk, money))
    };
    let margin = ratio(
        desk,
        &amounts.revenue,
        &amounts.cost,
        &amounts.revenue,
        ("Revenue", "Cost", "revenue"),
        entries,
    );
    let roi = ratio(
        desk,
        &amounts.gain,
        &amounts.investment,
        &amounts.investment,
        ("Return", "Investment", "investment"),
        entries,
    );
    PeriodRow {
        revenue: plain(&amounts.revenue),
        cost: plain(&amounts.cost),
        margin,
        investment: plain(&amounts.investment),
        returns: plain(&amounts.gain),
        roi,
        ..PeriodRow::default()
    }
}

fn amount(desk: &Desk<'_>, money: &Money) -> Figure {
    Figure { value: desk.site.money(money), sort: money.amount.to_f64(), ..Figure::default() }
}

/// What is left of an amount after another, as a share of a base; unknown where one is missing, the base is nothing, or
/// the currencies differ.
fn ratio(
    desk: &Desk<'_>,
    more: &Option<Money>,
    less: &Option<Money>,
    base: &Option<Money>,
    (more_name, less_name, base_name): (&str, &str, &str),
    entries: &[&Entry],
) -> Figure {
    let (Some(more), Some(less), Some(base)) = (more, less, base) else { return Figure::unknown("–") };
    if more.currency != less.currency {
        return Figure::unknown("two currencies");
    }
    let left = more.amount.checked_sub(less.amount);
    let share = left.and_then(|left| left.checked_div(base.amount)).and_then(|share| share.to_f64());
    let Some(share) = share else { return Figure::unknown("–") };
    let terms = vec![working(more_name, desk.site.money(more)), working(less_name, desk.site.money(less))];
    let formula = format!("({more_name} − {}) ⁄ {base_name}.", less_name.to_lowercase());
    Figure::plain(desk.site.language.percent(share, 1), share).because(desk.evidence(
        formula,
        terms,
        entries.iter().copied(),
    ))
}

/// What every period adds up to. A field is summed only where every period that has it can be said in one currency; the
/// rates used stand in the evidence. A ratio of sums is given only where both sums are over the same periods. `None` with
/// fewer than two periods.
#[must_use]
pub fn total(desk: &Desk<'_>) -> Option<PeriodRow> {
    let counted = counted(over(desk));
    let first = counted.iter().map(|(_, period)| period.from.value).min()?;
    let last = counted.iter().map(|(_, period)| period.to.value).max()?;
    if counted.len() < 2 {
        return None;
    }
    let currencies: BTreeSet<&str> = counted
        .iter()
        .flat_map(|(_, period)| amounts_of(period))
        .map(|money| money.currency.as_str())
        .collect();
    let book = Book { desk, converts: currencies.len() > 1 };
    let revenue = book.sum(&counted, |period| &period.revenue);
    let cost = book.sum(&counted, |period| &period.cost);
    let investment = book.sum(&counted, |period| &period.investment);
    let gain = book.sum(&counted, |period| &period.gain);
    Some(PeriodRow {
        period: format!("In all, {}", span(desk, first, last)),
        margin: ratio_of_sums(desk, (&revenue, "Revenue"), (&cost, "Cost"), "revenue"),
        roi: ratio_of_sums(desk, (&gain, "Return"), (&investment, "Investment"), "investment"),
        revenue: book.figure(&revenue),
        cost: book.figure(&cost),
        investment: book.figure(&investment),
        returns: book.figure(&gain),
        ..PeriodRow::default()
    })
}

fn amounts_of(period: &FiscalPeriod) -> impl Iterator<Item = &Money> {
    [&period.revenue, &period.cost, &period.investment, &period.gain]
        .into_iter()
        .flatten()
        .map(|at| &at.value)
}

/// The periods that a sum counts: where a stretch of time has a row for all products, those by product are parts of it.
fn counted<'a>(all: Vec<(&'a Entry, &'a FiscalPeriod)>) -> Vec<(&'a Entry, &'a FiscalPeriod)> {
    let stretch = |period: &FiscalPeriod| (period.from.value, period.to.value);
    let whole: Vec<_> = all
        .iter()
        .filter(|(_, period)| period.product.is_none())
        .map(|(_, period)| stretch(period))
        .collect();
    all.into_iter()
        .filter(|(_, period)| period.product.is_none() || !whole.contains(&stretch(period)))
        .collect()
}

/// A sum with how it came about.
struct Sum<'a> {
    money: Money,
    entries: Vec<&'a Entry>,
    rates: BTreeMap<(String, NaiveDate), Money>,
}

/// A sum, or none where no period has the amount, or the currency that has no rate.
type Summed<'a> = Result<Option<Sum<'a>>, String>;

/// Adds amounts up, in the reporting currency where the account has several.
struct Book<'a, 'd> {
    desk: &'a Desk<'d>,
    converts: bool,
}

impl Book<'_, '_> {
    fn sum<'e>(
        &self,
        periods: &[(&'e Entry, &'e FiscalPeriod)],
        of: impl Fn(&FiscalPeriod) -> &Option<At<Money>>,
    ) -> Summed<'e> {
        let mut sum: Option<Sum<'e>> = None;
        for (entry, period) in periods {
            let Some(money) = of(period) else { continue };
            let part = self.part(&money.value, period.to.value).ok_or_else(|| money.currency.clone())?;
            let sum = sum.get_or_insert_with(|| Sum {
                money: Money { currency: part.currency.clone(), amount: Decimal::ZERO },
                entries: Vec::new(),
                rates: BTreeMap::new(),
            });
            let added = sum.money.amount.checked_add(part.amount).ok_or_else(|| money.currency.clone())?;
            sum.money.amount = added;
            sum.entries.push(entry);
            if part.currency != money.currency
                && let Some(rate) =
                    self.part(&Money { amount: Decimal::ONE, ..money.value.clone() }, period.to.value)
            {
                sum.rates.insert((money.currency.clone(), period.to.value), rate);
            }
        }
        Ok(sum)
    }

    /// An amount as it is added: by the rate of the period's last day.
    fn part(&self, money: &Money, on: NaiveDate) -> Option<Money> {
        if self.converts {
            in_reporting_currency(money, self.desk.site.config, on)
        } else {
            Some(money.clone())
        }
    }

    fn figure(&self, sum: &Summed<'_>) -> Figure {
        match sum {
            Ok(Some(sum)) => amount(self.desk, &sum.money).because(self.evidence(sum)),
            Ok(None) => Figure::unknown("–"),
            Err(currency) => Figure::unknown(format!("no rate for {currency}")),
        }
    }

    fn evidence(&self, sum: &Sum<'_>) -> Evidence {
        let mut terms: Vec<Working> = vec![working("Periods that have it", sum.entries.len().to_string())];
        terms.extend(sum.rates.iter().map(|((currency, on), rate)| {
            let term = format!("One {currency}, by the rate of {}", self.desk.site.language.date(*on));
            let plain = rate.amount.normalize().to_string();
            working(term, self.desk.site.language.money(&rate.currency, &plain))
        }));
        let formula =
            "The sum over all periods; parts by product are left out where a row for the whole stands.";
        self.desk.evidence(formula, terms, sum.entries.iter().copied())
    }
}

/// A ratio of two sums, where they are over the same periods.
fn ratio_of_sums(
    desk: &Desk<'_>,
    (more, more_name): (&Summed<'_>, &str),
    (less, less_name): (&Summed<'_>, &str),
    base_name: &str,
) -> Figure {
    let (Ok(Some(more)), Ok(Some(less))) = (more, less) else { return Figure::unknown("–") };
    if more.entries.iter().ne(less.entries.iter()) {
        return Figure::unknown("not of the same periods");
    }
    let (more_money, less_money) = (Some(more.money.clone()), Some(less.money.clone()));
    let base = if base_name.eq_ignore_ascii_case(more_name) { &more_money } else { &less_money };
    ratio(desk, &more_money, &less_money, base, (more_name, less_name, base_name), &more.entries)
}
