//! Value: the periods of an account, which of them a sum counts, and what is left of the revenue.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::account::in_reporting_currency;
use super::past::exists;
use super::practice;
use crate::check::{Checked, Context};
use crate::record::{At, Config, Entry, FiscalPeriod, Money, Period};

/// A period with its record.
pub type Row<'a> = (&'a Entry, &'a FiscalPeriod);

/// The rows of one stretch of time: one for the whole, or one a product, or both.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch<'a> {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// Its rows, in the order of the records.
    pub rows: Vec<Row<'a>>,
}

impl<'a> Stretch<'a> {
    /// The rows that a sum counts: the one for the whole, else those by product.
    #[must_use]
    pub fn counted(&self) -> Vec<Row<'a>> {
        let whole: Vec<Row<'a>> =
            self.rows.iter().copied().filter(|(_, period)| period.product.is_none()).collect();
        if whole.is_empty() { self.rows.clone() } else { whole }
    }

    /// Whether any of its rows has an amount.
    #[must_use]
    pub fn has(&self, of: impl Fn(&FiscalPeriod) -> &Option<At<Money>>) -> bool {
        self.rows.iter().any(|(_, period)| of(period).is_some())
    }

    /// Revenue and cost, each summed over the rows that count; `None` where a row has only one of the two, or the
    /// currencies allow no sum.
    #[must_use]
    pub fn revenue_and_cost(&self, config: &Config) -> Option<(Money, Money)> {
        let counted = self.counted();
        let both: Vec<(&Money, &Money)> = counted
            .iter()
            .filter(|(_, period)| period.revenue.is_some() || period.cost.is_some())
            .map(|(_, period)| Some((&period.revenue.as_ref()?.value, &period.cost.as_ref()?.value)))
            .collect::<Option<_>>()?;
        let amounts: Vec<&Money> = both.iter().flat_map(|(revenue, cost)| [*revenue, *cost]).collect();
        let is_one = amounts.windows(2).all(|pair| pair[0].currency == pair[1].currency);
        let part = |money: &Money| {
            if is_one { Some(money.clone()) } else { in_reporting_currency(money, config, self.to) }
        };
        Some((
            sum(both.iter().map(|(revenue, _)| part(revenue)))?,
            sum(both.iter().map(|(_, cost)| part(cost)))?,
        ))
    }

    /// The margin, as a share of the revenue.
    #[must_use]
    pub fn margin(&self, config: &Config) -> Option<f64> {
        let (revenue, cost) = self.revenue_and_cost(config)?;
        let left = revenue.amount.checked_sub(cost.amount)?;
        if revenue.amount <= Decimal::ZERO { None } else { left.checked_div(revenue.amount)?.to_f64() }
    }
}

/// A sum of amounts in one currency.
fn sum(parts: impl Iterator<Item = Option<Money>>) -> Option<Money> {
    let mut total: Option<Money> = None;
    for part in parts {
        let part = part?;
        total = Some(match total {
            None => part,
            Some(total) => Money { amount: total.amount.checked_add(part.amount)?, ..part },
        });
    }
    total
}

/// Every stretch of time that was over by a day, by its last day, then its first.
#[must_use]
pub fn stretches(checked: &Checked, day: NaiveDate) -> Vec<Stretch<'_>> {
    let mut all: BTreeMap<(NaiveDate, NaiveDate), Vec<Row<'_>>> = BTreeMap::new();
    for row in checked.each::<FiscalPeriod>().filter(|(entry, _)| exists(entry, day)) {
        all.entry((row.1.to.value, row.1.from.value)).or_default().push(row);
    }
    all.into_iter().map(|((to, from), rows)| Stretch { from, to, rows }).collect()
}

/// How long figures may take where the configuration does not say.
const FIGURES: Period = Period::days_long(45);

/// How long after a period its figures may take.
#[must_use]
pub fn figures_within(checked: &Checked, context: &Context<'_>) -> Period {
    practice::grace(checked, context, |grace| grace.figures.as_ref(), FIGURES)
}

/// The day by which the figures are to be known of the period that follows the last one.
#[must_use]
pub fn next_figures(last: &Stretch<'_>, grace: Period) -> Option<NaiveDate> {
    let length = u64::try_from((last.to - last.from).num_days() + 1).ok()?;
    Some(grace.after(last.to.checked_add_days(Days::new(length))?))
}

/// The stretches without those that lie in longer ones, whose rows are parts of theirs.
#[must_use]
pub fn disjoint(all: Vec<Stretch<'_>>) -> Vec<Stretch<'_>> {
    let spans: Vec<(NaiveDate, NaiveDate)> = all.iter().map(|one| (one.from, one.to)).collect();
    let lies_in = |one: &Stretch<'_>, (from, to): (NaiveDate, NaiveDate)| {
        (from, to) != (one.from, one.to) && from <= one.from && one.to <= to
    };
    all.into_iter().filter(|one| !spans.iter().any(|span| lies_in(one, *span))).collect()
}
