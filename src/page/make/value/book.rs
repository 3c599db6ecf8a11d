//! Amounts of money as figures: sums over periods with the rates that they used, margin and return on investment.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::page::block::{self, Cell};
use crate::page::common::{Evidence, Figure, Working};
use crate::page::desk::{Desk, working};
use crate::record::{At, Entry, FiscalPeriod, Money};
use crate::review::account::{YearlyValue, in_reporting_currency};
use crate::review::value::Row;

/// The four amounts of a period.
#[derive(Debug, Clone, Default)]
pub struct Amounts {
    /// Revenue.
    pub revenue: Option<Money>,
    /// Cost.
    pub cost: Option<Money>,
    /// Investment.
    pub investment: Option<Money>,
    /// Return.
    pub gain: Option<Money>,
}

/// A line of the table: six figures in the order of the columns.
pub struct Figures {
    /// Revenue.
    pub revenue: Figure,
    /// Cost.
    pub cost: Figure,
    /// Margin, as a share of the revenue.
    pub margin: Figure,
    /// Investment.
    pub investment: Figure,
    /// Return.
    pub returns: Figure,
    /// Return on investment.
    pub roi: Figure,
}

impl Figures {
    /// The line, with what it is about.
    pub fn row(self, name: &str) -> block::Row {
        let figures = [self.revenue, self.cost, self.margin, self.investment, self.returns, self.roi];
        block::Row::of([Cell::text(name)].into_iter().chain(figures.map(Cell::of)).collect())
    }
}

/// The amounts as figures, with margin and return on investment computed from them.
pub fn figures(desk: &Desk<'_>, amounts: &Amounts, entries: &[&Entry]) -> Figures {
    let plain = |money: &Option<Money>| {
        money.as_ref().map_or_else(|| Figure::unknown("–"), |money| amount(desk, money))
    };
    let margin = ratio(
        desk,
        &amounts.revenue,
        &amounts.cost,
        &amounts.revenue,
        (
            &desk.site.language.word("revenue"),
            &desk.site.language.word("cost"),
            &desk.site.language.word("revenue-2"),
        ),
        entries,
    );
    let roi = ratio(
        desk,
        &amounts.gain,
        &amounts.investment,
        &amounts.investment,
        (
            &desk.site.language.word("return"),
            &desk.site.language.word("investment"),
            &desk.site.language.word("investment-2"),
        ),
        entries,
    );
    Figures {
        revenue: plain(&amounts.revenue),
        cost: plain(&amounts.cost),
        margin,
        investment: plain(&amounts.investment),
        returns: plain(&amounts.gain),
        roi,
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
        return Figure::unknown(desk.site.language.word("two-currencies"));
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

/// The amounts that a row has.
pub fn amounts_of(period: &FiscalPeriod) -> impl Iterator<Item = &Money> {
    [&period.revenue, &period.cost, &period.investment, &period.gain]
        .into_iter()
        .flatten()
        .map(|at| &at.value)
}

/// A sum with how it came about.
pub struct Sum<'a> {
    /// The amount.
    pub money: Money,
    entries: Vec<&'a Entry>,
    rates: BTreeMap<(String, NaiveDate), Money>,
}

/// A sum, or none where no period has the amount, or the currency that has no rate.
pub type Summed<'a> = Result<Option<Sum<'a>>, String>;

/// A sum as part of a sum over accounts.
fn whole(sum: &Summed<'_>) -> YearlyValue {
    match sum {
        Ok(Some(sum)) => YearlyValue::Is(sum.money.clone()),
        Ok(None) => YearlyValue::None,
        Err(_) => YearlyValue::Unknown,
    }
}

/// Adds amounts up, in the reporting currency where the account has several.
pub struct Book<'a, 'd> {
    desk: &'a Desk<'d>,
    converts: bool,
}

impl<'a, 'd> Book<'a, 'd> {
    /// One for rows: it converts where they are in several currencies.
    pub fn of(desk: &'a Desk<'d>, rows: &[Row<'_>]) -> Self {
        let amounts = rows.iter().flat_map(|(_, period)| amounts_of(period));
        let currencies: BTreeSet<&str> = amounts.map(|money| money.currency.as_str()).collect();
        Self { desk, converts: currencies.len() > 1 }
    }

    /// One that says everything in the reporting currency.
    pub fn reporting(desk: &'a Desk<'d>) -> Self {
        Self { desk, converts: true }
    }
}

impl Book<'_, '_> {
    /// All that rows add up to, and revenue and cost once more for sums over accounts.
    pub fn sums(&self, rows: &[Row<'_>]) -> (Figures, [YearlyValue; 2]) {
        let revenue = self.sum(rows, |period| &period.revenue);
        let cost = self.sum(rows, |period| &period.cost);
        let investment = self.sum(rows, |period| &period.investment);
        let gain = self.sum(rows, |period| &period.gain);
        let figures = Figures {
            margin: ratio_of_sums(self.desk, (&revenue, "revenue"), (&cost, "cost"), (true, "revenue-2")),
            roi: ratio_of_sums(
                self.desk,
                (&gain, "return"),
                (&investment, "investment"),
                (false, "investment-2"),
            ),
            revenue: self.figure(&revenue),
            cost: self.figure(&cost),
            investment: self.figure(&investment),
            returns: self.figure(&gain),
        };
        (figures, [&revenue, &cost].map(whole))
    }

    /// The currency in which amounts are said.
    pub fn currency(&self, rows: &[Row<'_>]) -> Option<String> {
        if self.converts {
            return self.desk.site.config.currency.as_ref().map(|currency| currency.value.clone());
        }
        let amounts = rows.iter().flat_map(|(_, period)| amounts_of(period));
        amounts.map(|money| money.currency.clone()).next()
    }

    /// What rows have of one amount, added up.
    pub fn sum<'e>(
        &self,
        periods: &[Row<'e>],
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
            Err(currency) => Figure::unknown(
                self.desk.site.language.say("no-rate-for-currency", &[("currency", &currency)]),
            ),
        }
    }

    fn evidence(&self, sum: &Sum<'_>) -> Evidence {
        let mut terms: Vec<Working> = vec![working(
            self.desk.site.language.word("periods-that-have-it"),
            sum.entries.len().to_string(),
        )];
        terms.extend(sum.rates.iter().map(|((currency, on), rate)| {
            let term = self.desk.site.language.say(
                "one-currency-by-the-rate-of-date",
                &[("currency", &currency), ("date", &self.desk.site.language.date(*on))],
            );
            let plain = rate.amount.normalize().to_string();
            working(term, self.desk.site.language.money(&rate.currency, &plain))
        }));
        let formula = &self.desk.site.language.word("the-sum-over-all-periods-parts-by-product");
        self.desk.evidence(formula, terms, sum.entries.iter().copied())
    }
}

/// A ratio of two sums, where they are over the same periods.
fn ratio_of_sums(
    desk: &Desk<'_>,
    (more, more_name): (&Summed<'_>, &str),
    (less, less_name): (&Summed<'_>, &str),
    (is_of_more, base_name): (bool, &str),
) -> Figure {
    let (Ok(Some(more)), Ok(Some(less))) = (more, less) else { return Figure::unknown("–") };
    if more.entries.iter().ne(less.entries.iter()) {
        return Figure::unknown(desk.site.language.word("not-of-the-same-periods"));
    }
    let (more_money, less_money) = (Some(more.money.clone()), Some(less.money.clone()));
    let base = if is_of_more { &more_money } else { &less_money };
    let word = |id: &str| desk.site.language.word(id);
    let names = (&*word(more_name), &*word(less_name), &*word(base_name));
    ratio(desk, &more_money, &less_money, base, names, &more.entries)
}
