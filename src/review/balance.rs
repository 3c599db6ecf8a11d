//! What each account takes of our effort and brings of the value in a year, side by side with all others.
//!
//! The effort is what notes say; the value is the revenue of the periods that ended in the year, or where there is none
//! what the running contracts are worth a year. Shares are of the active accounts of which both are known.

use chrono::NaiveDate;
use rust_decimal::prelude::ToPrimitive;

use super::account::{YearlyValue, in_reporting_currency, yearly_value};
use super::effort::{budget, spent};
use super::past::is_active;
use super::practice::{asks, bound};
use super::value::{disjoint, stretches};
use crate::check::{Checked, Context};
use crate::diagnostic::Diagnostic;
use crate::language::rounded;
use crate::record::{Criterion, Money, Period};
use crate::source::Span;

/// How many times its share of value an account's share of effort may be where the configuration does not say.
const BOUND: f64 = 2.0;

/// Among fewer accounts shares say nothing.
const FEWEST: usize = 3;

/// So little effort beyond the bound is not worth a word: half a working day a year, in minutes.
const TRIFLE: f64 = 240.0;

/// What one account took and brought in a year.
#[derive(Debug, Clone, PartialEq)]
pub struct Balance {
    /// Where the account is written.
    pub span: Span,
    /// The effort, in minutes.
    pub minutes: u64,
    /// The value, in the reporting currency; `None` where it is not known or nothing.
    pub value: Option<Money>,
    /// Whether it is the value of contracts, since no period ended in the year.
    pub of_contracts: bool,
    /// Whether it is a customer now: prospects, paused and ended accounts share in nothing.
    pub is_active: bool,
    /// How many times its share of value its share of effort may be; `None` where nobody asks, or where the account has
    /// an effort of its own and keeps to it.
    pub bound: Option<f64>,
}

/// An account's shares of all.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shares {
    /// Of the effort, 0 to 1.
    pub effort: f64,
    /// Of the value, 0 to 1.
    pub value: f64,
    /// Whether the effort is out of proportion.
    pub is_out: bool,
}

impl Shares {
    /// The share of effort as a multiple of the share of value.
    #[must_use]
    pub fn ratio(&self) -> f64 {
        self.effort / self.value
    }
}

/// The first day of the year that ends on a day.
#[must_use]
pub fn year_before(day: NaiveDate) -> NaiveDate {
    Period::YEAR.before(day)
}

/// What an account took and brought in the year before a day.
#[must_use]
pub fn balance(checked: &Checked, context: &Context<'_>) -> Option<Balance> {
    let (entry, account) = checked.account()?;
    let (config, as_of) = (context.config, context.as_of);
    let minutes = spent(checked, year_before(as_of), as_of).minutes;
    let revenue = revenue(checked, context);
    let of_contracts = revenue == YearlyValue::None;
    let value = if of_contracts { yearly_value(checked, config, as_of) } else { revenue };
    let given = budget(checked, config, as_of).filter(|_| account.effort.is_some());
    let keeps = given.is_some_and(|given| {
        minutes as f64 <= f64::from(given.minutes) * Period::YEAR.days() / given.per.days()
    });
    let is_asked = asks(checked, context, Criterion::ClientP2) && !keeps;
    Some(Balance {
        span: entry.span.clone(),
        minutes,
        value: value.money().filter(|money| money.amount.is_sign_positive() && !money.amount.is_zero()),
        of_contracts,
        is_active: is_active(checked, as_of),
        bound: is_asked.then(|| bound(checked, context, |bounds| bounds.effort_to_value.as_ref(), BOUND)),
    })
}

/// The revenue of the periods that ended in the year, in the reporting currency.
fn revenue(checked: &Checked, context: &Context<'_>) -> YearlyValue {
    let from = year_before(context.as_of);
    let ended = disjoint(stretches(checked, context.as_of)).into_iter().filter(|one| one.to > from);
    let amounts = ended.flat_map(|one| {
        let rows = one.counted().into_iter().filter_map(|(_, period)| period.revenue.as_ref());
        rows.map(|money| in_reporting_currency(&money.value, context.config, one.to)).collect::<Vec<_>>()
    });
    let amounts = amounts.map(|money| money.map_or(YearlyValue::Unknown, YearlyValue::Is));
    amounts.fold(YearlyValue::None, YearlyValue::and)
}

/// The shares of each account; `None` for those that share in nothing.
#[must_use]
pub fn shares(all: &[&Balance]) -> Vec<Option<Shares>> {
    let value = |one: &Balance| {
        one.value
            .as_ref()
            .filter(|_| one.is_active && one.minutes > 0)
            .and_then(|money| money.amount.to_f64())
    };
    let counted = all.iter().filter_map(|one| Some((one.minutes as f64, value(one)?)));
    let (mut number, mut efforts, mut values) = (0, 0.0, 0.0);
    for (minutes, value) in counted {
        number += 1;
        efforts += minutes;
        values += value;
    }
    let of = |one: &&Balance| {
        let value = value(one)? / values;
        let minutes = one.minutes as f64;
        let beyond = |bound: f64| minutes - bound * value * efforts;
        let is_out = number >= FEWEST && one.bound.is_some_and(|bound| beyond(bound) >= TRIFLE);
        (efforts > 0.0).then(|| Shares { effort: minutes / efforts, value, is_out })
    };
    all.iter().map(of).collect()
}

/// What is to be said of each account whose effort is out of proportion.
#[must_use]
pub fn findings(all: &[&Balance]) -> Vec<Option<Diagnostic>> {
    let finding = |(one, shares): (&&Balance, Option<Shares>)| {
        let (shares, bound) = (shares.filter(|shares| shares.is_out)?, one.bound?);
        let percent = |share: f64| format!("{} %", rounded(share * 100.0, 0));
        let message = format!(
            "{} of the effort of a year went here, and {} of the value came from here",
            percent(shares.effort),
            percent(shares.value)
        );
        Some(
            Diagnostic::advice("effort-out-of-proportion", one.span.clone(), message)
                .expected(format!("at most {bound} times its share of the value"))
                .fix("agree what you do less of, or what they pay for it; or, if they are worth it, write its `effort` to the account"),
        )
    };
    all.iter().zip(shares(all)).map(finding).collect()
}
