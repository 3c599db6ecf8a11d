//! What is asked of an account's practice: which criteria apply, and how far records may lag behind. The tier says, else
//! the portfolio, else the default.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::past::{by, tier_of};
use super::{contact, model};
use crate::check::{Checked, Context};
use crate::record::{At, Bounds, Config, Criterion, Grace, Kind, Period};

/// The criteria that apply to an account: those of its tier, and where it has none the usual ones.
#[must_use]
pub fn criteria(checked: &Checked, context: &Context<'_>) -> BTreeSet<Criterion> {
    match tier_of(checked, context.config, context.as_of) {
        Some(tier) => tier.applied(),
        None => Criterion::USUAL.iter().copied().collect(),
    }
}

/// Whether a criterion applies to an account.
#[must_use]
pub fn asks(checked: &Checked, context: &Context<'_>, criterion: Criterion) -> bool {
    criteria(checked, context).contains(&criterion)
}

/// How far back contacts, feedback and relations are looked for; a year where the configuration does not say.
#[must_use]
pub fn window(checked: &Checked, context: &Context<'_>) -> Period {
    grace(checked, context, |grace| grace.window.as_ref(), Period::YEAR)
}

/// The criteria that any tier asks for; the usual ones where there is no tier.
#[must_use]
pub fn asked(config: &Config) -> BTreeSet<Criterion> {
    if config.tier.is_empty() {
        return Criterion::USUAL.iter().copied().collect();
    }
    config.tier.iter().flat_map(|tier| tier.applied()).collect()
}

/// Whether any tier asks for a criterion.
#[must_use]
pub fn is_asked(config: &Config, criterion: Criterion) -> bool {
    asked(config).contains(&criterion)
}

/// A grace period of an account.
#[must_use]
pub fn grace(
    checked: &Checked,
    context: &Context<'_>,
    which: impl Fn(&Grace) -> Option<&At<Period>>,
    default: Period,
) -> Period {
    let tier = tier_of(checked, context.config, context.as_of);
    let of_tier = tier.and_then(|tier| tier.grace.as_ref()).and_then(|grace| which(grace));
    let of_all = || context.config.grace.as_ref().and_then(|grace| which(grace));
    of_tier.or_else(of_all).map_or(default, |at| at.value)
}

/// A bound of good practice for an account.
#[must_use]
pub fn bound(
    checked: &Checked,
    context: &Context<'_>,
    which: impl Fn(&Bounds) -> Option<&At<f64>>,
    default: f64,
) -> f64 {
    let tier = tier_of(checked, context.config, context.as_of);
    let of_tier = tier.and_then(|tier| tier.bounds.as_ref()).and_then(|bounds| which(bounds));
    let of_all = || context.config.bounds.as_ref().and_then(|bounds| which(bounds));
    of_tier.or_else(of_all).map_or(default, |at| at.value)
}

/// Days from one day to that of the review in which contact is expected: those of quiet seasons do not count.
#[must_use]
pub fn days_gone(checked: &Checked, context: &Context<'_>, from: NaiveDate) -> i64 {
    contact::days_that_count(checked, from, context.as_of, notice(checked, context))
}

/// The last day for what is expected so many periods after a day: later by the days of quiet seasons.
#[must_use]
pub fn last_day(
    checked: &Checked,
    context: &Context<'_>,
    from: NaiveDate,
    times: u32,
    period: Period,
) -> NaiveDate {
    let notice = notice(checked, context);
    contact::put_off(checked, from, period.times_after(times, from), context.as_of, notice)
}

/// The day by which to talk with the customer again; none where the tier has no cadence, nothing says when to begin counting,
/// or a note that could tell was left out.
#[must_use]
pub fn next_talk(checked: &Checked, context: &Context<'_>) -> Option<NaiveDate> {
    let day = context.as_of;
    let cadence = tier_of(checked, context.config, day)?.cadence.as_ref()?.value;
    let (_, account) = checked.account().filter(|_| !checked.may_lack(Kind::Note))?;
    let talked = contact::last(&contact::contacts(checked, day)).map(|last| last.on);
    let from = talked.or_else(|| by(account.since.as_ref(), day))?;
    Some(last_day(checked, context, from, 1, cadence))
}

/// For how many days before notice can be given no day is quiet.
#[must_use]
pub fn notice(checked: &Checked, context: &Context<'_>) -> f64 {
    let tier = tier_of(checked, context.config, context.as_of).map(|tier| tier.id.value.as_str());
    model::in_force(context.config, tier, context.as_of).gate_notice
}
