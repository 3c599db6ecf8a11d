//! How good the records themselves are: one score, through time.
//!
//! The score is (40·C + 40·F + 20·T) ⁄ (the weights of those parts that are known), and unknown where those come to less than
//! 50. Each part is a share in percent, pooled over accounts by adding what is counted:
//!
//! - **C, completeness**: of what must be known of each active account, how much is written down. A must-have counts 2, what
//!   would be good to know 1; what is stale is written down. Unknown where no requirement names a field.
//! - **F, freshness**: of the accounts, the customer's people, the profiles and the requirements with `keep_fresh` that are
//!   held, how many somebody found true within the period.
//! - **T, tidiness**: of all records and attached files, how many are not redundant.
//!
//! For a day of the past, what has no date counts as it is now. A record keeps only the last day on which somebody looked,
//! so one looked at after the day says nothing of that day, and is left out of F there.

use std::ops::Add;

use chrono::{Months, NaiveDate};

use super::information::{Held, asked, holding, is_active};
use super::past::exists;
use super::people::{has_left, party, theirs};
use super::practice;
use super::redundant::Redundant;
use super::side::side;
use crate::check::{Checked, Context};
use crate::record::{At, Entry, Period, Profile, Side};

/// The weight of completeness.
pub const WEIGHT_COMPLETE: f64 = 40.0;
/// The weight of freshness.
pub const WEIGHT_FRESH: f64 = 40.0;
/// The weight of tidiness.
pub const WEIGHT_TIDY: f64 = 20.0;

/// The least weight of known parts from which there is a score.
pub const LEAST_KNOWN: f64 = 50.0;

/// How long a look at a record holds where the configuration does not say.
pub const VERIFIED: Period = Period::YEAR;

/// How many quarters back the score is shown.
pub const QUARTERS: u32 = 8;

/// So many of so many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// How many are as they should be.
    pub good: usize,
    /// Of how many.
    pub of: usize,
}

impl Share {
    /// In percent; `None` of nothing.
    #[must_use]
    pub fn percent(self) -> Option<f64> {
        (self.of > 0).then(|| 100.0 * self.good as f64 / self.of as f64)
    }

    fn count(&mut self, is_good: bool, weight: usize) {
        self.of += weight;
        self.good += if is_good { weight } else { 0 };
    }
}

impl Add for Share {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { good: self.good + other.good, of: self.of + other.of }
    }
}

/// What is counted of the records on a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Quality {
    /// What is written down, of what must be known.
    pub complete: Share,
    /// What somebody found true in time.
    pub fresh: Share,
    /// What is not redundant.
    pub tidy: Share,
}

impl Add for Quality {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            complete: self.complete + other.complete,
            fresh: self.fresh + other.fresh,
            tidy: self.tidy + other.tidy,
        }
    }
}

impl Quality {
    /// The score, 0 to 100; `None` where parts of less than half of the weight are known.
    #[must_use]
    pub fn score(&self) -> Option<f64> {
        let parts = [(WEIGHT_COMPLETE, self.complete), (WEIGHT_FRESH, self.fresh), (WEIGHT_TIDY, self.tidy)];
        let known = parts.iter().filter_map(|(weight, share)| Some((weight, share.percent()?)));
        let (sum, weights) = known
            .fold((0.0, 0.0), |(sum, weights), (weight, percent)| (sum + weight * percent, weights + weight));
        (weights >= LEAST_KNOWN).then(|| sum / weights)
    }
}

/// The days of which the score is shown: every quarter back from a day, oldest first.
#[must_use]
pub fn days(as_of: NaiveDate) -> Vec<NaiveDate> {
    let back = |quarters: u32| as_of.checked_sub_months(Months::new(3 * quarters));
    (0..=QUARTERS).rev().filter_map(back).collect()
}

/// What is counted of an account's records on a day.
#[must_use]
pub fn quality(checked: &Checked, context: &Context<'_>, redundant: &[Redundant], day: NaiveDate) -> Quality {
    let mut quality = Quality::default();
    let is_there = |since: Option<NaiveDate>| since.is_none_or(|since| since <= day);
    let all = checked.entries.iter().filter(|entry| exists(entry, day)).count() + checked.attachments.len();
    let gone = redundant.iter().filter(|one| is_there(one.since)).count();
    if checked.account().is_some_and(|(_, account)| is_there(account.since.as_ref().map(|since| since.value)))
    {
        quality.tidy = Share { good: all.saturating_sub(gone), of: all };
    }
    if !is_active(checked, day) {
        return quality;
    }
    for requirement in asked(checked, context, day) {
        let held = holding(checked, &requirement, day).state;
        let weight = if requirement.is_must() { 2 } else { 1 };
        match held {
            Held::Untold | Held::Unknown => {}
            Held::Missing => quality.complete.count(false, weight),
            Held::Stale | Held::Held => quality.complete.count(true, weight),
        }
        if requirement.information.keep_fresh.is_some() && matches!(held, Held::Stale | Held::Held) {
            quality.fresh.count(held == Held::Held, 1);
        }
    }
    let period = verified_within(checked, context);
    for look in looks(checked, day) {
        if look.on.is_none_or(|on| on <= day) {
            quality.fresh.count(look.is_fresh(period, day), 1);
        }
    }
    quality
}

/// When somebody last looked whether a record is still true.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look<'a> {
    /// The record: of the account itself, a person of the customer, or the profile.
    pub entry: &'a Entry,
    /// The day: `verified`, or else a day on which it was true: that of the person's `consent`, or the account's `since`.
    pub on: Option<NaiveDate>,
}

impl Look<'_> {
    /// Whether it was within the period before a day.
    #[must_use]
    pub fn is_fresh(&self, period: Period, day: NaiveDate) -> bool {
        self.on.is_some_and(|on| on <= day && period.after(on) >= day)
    }
}

/// When somebody last looked: at the account, at each of the customer's people who are there, and at the profile.
#[must_use]
pub fn looks(checked: &Checked, day: NaiveDate) -> Vec<Look<'_>> {
    fn on(verified: Option<&At<NaiveDate>>, first: Option<&At<NaiveDate>>) -> Option<NaiveDate> {
        verified.or(first).map(|at| at.value)
    }
    let since = checked.account().and_then(|(_, account)| account.since.as_ref());
    let account = checked.account().map(|(entry, one)| (entry, on(one.verified.as_ref(), since)));
    let profile = checked.each::<Profile>().map(|(entry, one)| (entry, on(one.verified.as_ref(), None)));
    let people = theirs(checked).filter(|(entry, person)| exists(entry, day) && !has_left(person, day));
    let people = people.filter(|(entry, _)| side(checked, &party(entry)) == Side::Customer);
    let people =
        people.map(|(entry, one)| (entry, on(one.verified.as_ref(), one.consent.as_ref().or(since))));
    account.into_iter().chain(profile).chain(people).map(|(entry, on)| Look { entry, on }).collect()
}

/// How long a look at a profile holds.
#[must_use]
pub fn profile_within(checked: &Checked, context: &Context<'_>) -> Period {
    practice::grace(checked, context, |grace| grace.profile.as_ref(), VERIFIED)
}

/// How long a look at a record of an account holds.
#[must_use]
pub fn verified_within(checked: &Checked, context: &Context<'_>) -> Period {
    practice::grace(checked, context, |grace| grace.verified.as_ref(), VERIFIED)
}
