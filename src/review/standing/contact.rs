//! Contact: days since the last two-way or inbound contact ÷ cadence, on straight lines through four points.
//!
//! Quiet times do not count, except in the days before a contract's `notice_by`. Contact that never was counts from the
//! day since when they are a customer.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::digest::{Day, TierOn};
use super::dimension::{Evidence, Found, Ledger, Place, Unknown};
use super::text::{age, days, figure};
use crate::check::{Checked, Party};
use crate::record::{Entry, Period};
use crate::review::contact::{contacts, days_that_count, put_off};
use crate::review::scale::through;

/// Contacts in which the customer spoke: all of them, and those with each person. Oldest first.
#[derive(Debug)]
pub struct Talks<'a> {
    all: Vec<(NaiveDate, &'a Entry)>,
    with: BTreeMap<&'a Party, Vec<(NaiveDate, &'a Entry)>>,
    has_quiet: bool,
}

impl<'a> Talks<'a> {
    pub fn new(checked: &'a Checked) -> Self {
        let mut all = Vec::new();
        let mut with: BTreeMap<&Party, Vec<(NaiveDate, &Entry)>> = BTreeMap::new();
        let mut talks = contacts(checked, NaiveDate::MAX);
        talks.sort_by_key(|contact| (contact.on, &contact.entry.key));
        for contact in talks.iter().filter(|contact| contact.counts()) {
            all.push((contact.on, contact.entry));
            for party in &contact.people {
                with.entry(party).or_default().push((contact.on, contact.entry));
            }
        }
        let has_quiet = checked.account().is_some_and(|(_, account)| !account.quiet.is_empty());
        Self { all, with, has_quiet }
    }

    /// The last contact by a day.
    pub fn last(&self, day: NaiveDate) -> Option<(NaiveDate, &'a Entry)> {
        latest(&self.all, day)
    }

    /// The last contact with somebody by a day.
    pub fn last_with(&self, party: &Party, day: NaiveDate) -> Option<(NaiveDate, &'a Entry)> {
        latest(self.with.get(party)?, day)
    }

    /// The days of all contacts with somebody.
    pub fn days_with(&self, party: &Party) -> impl Iterator<Item = NaiveDate> {
        self.with.get(party).into_iter().flatten().map(|(on, _)| *on)
    }

    /// Whether there was contact after one day and up to another.
    pub fn any_between(&self, after: NaiveDate, by: NaiveDate) -> bool {
        self.last(by).is_some_and(|(on, _)| on > after)
    }
}

fn latest<'a>(sorted: &[(NaiveDate, &'a Entry)], day: NaiveDate) -> Option<(NaiveDate, &'a Entry)> {
    let after = sorted.partition_point(|(on, _)| *on <= day);
    sorted[..after].last().copied()
}

/// How long the customer has not been heard.
#[derive(Debug, Clone, Copy)]
pub struct Silence<'a> {
    /// Days that count.
    pub days: i64,
    /// The cadence in days.
    pub cadence: f64,
    /// Days ÷ cadence.
    pub ratio: f64,
    /// The last contact.
    pub last: Option<(NaiveDate, &'a Entry)>,
}

impl<'a> Silence<'a> {
    /// `None` where the tier has no cadence, or where nothing says when to begin counting.
    pub fn on(day: &Day<'_, 'a>) -> Option<Self> {
        let cadence = day.tier()?.cadence.as_ref()?.value.days();
        let last = day.digest.talks.last(day.on);
        let from = last.map(|(on, _)| on).or(day.digest.since)?;
        let days = counted(day, from);
        Some(Self { days, cadence, ratio: days as f64 / cadence, last })
    }
}

/// Days from one day to the day that is computed, quiet times left out.
pub fn counted(day: &Day<'_, '_>, from: NaiveDate) -> i64 {
    if day.digest.talks.has_quiet {
        days_that_count(day.digest.checked, from, day.on, day.parameters.gate_notice)
    } else {
        (day.on - from).num_days().max(0)
    }
}

/// The last day within a period after a day, quiet times left out.
pub fn last_day(day: &Day<'_, '_>, from: NaiveDate, period: Period) -> NaiveDate {
    let planned = period.after(from);
    if day.digest.talks.has_quiet {
        put_off(day.digest.checked, from, planned, day.on, day.parameters.gate_notice)
    } else {
        planned
    }
}

pub fn found(day: &Day<'_, '_>, ledger: &mut impl Ledger) -> Found {
    match day.tier {
        TierOn::Strange(_) => return Found::Unknown(Unknown::Tier),
        TierOn::Known(tier) if tier.cadence.is_some() => {}
        TierOn::Known(_) | TierOn::None => return Found::NotAsked,
    }
    let Some(silence) = day.silence else { return Found::Unknown(Unknown::NoBeginning) };
    let parameters = day.parameters;
    let points = [
        (parameters.contact_full, 100.0),
        (parameters.contact_late, 75.0),
        (parameters.contact_half, 50.0),
        (parameters.contact_none, 0.0),
    ];
    let score = through(&points, silence.ratio).clamp(0.0, 100.0);
    let entry = silence.last.map(|(_, entry)| entry).or(day.digest.account.map(|(entry, _)| entry));
    if let Some(entry) = entry {
        ledger.line(|| evidence(day, silence, entry, score));
    }
    ledger.formula(|_| {
        let cadence = figure(silence.cadence);
        let ratio = figure(silence.ratio);
        format!("{} ÷ {cadence} days = {ratio} cadences, worth {}", days(silence.days), figure(score))
    });
    Found::Known { score, only_bad: false, sum: 1.0, enough: 1.0 }
}

fn evidence(day: &Day<'_, '_>, silence: Silence<'_>, entry: &Entry, score: f64) -> Evidence {
    let label = match silence.last {
        Some((on, entry)) => {
            let title = entry.title.as_deref().unwrap_or(&entry.key.id);
            let ago = age(on, day.on) as i64;
            let quiet = ago - silence.days;
            let quiet = if quiet > 0 { format!(", {} of them quiet", days(quiet)) } else { String::new() };
            format!("Last heard {} ago{quiet}: {title}", days(ago))
        }
        None => format!("Never heard, for {}", days(silence.days)),
    };
    let on = silence.last.map(|(on, _)| on).or(day.digest.since);
    Evidence { place: Place::of(entry), on, label, group: None, weight: 1.0, freshness: 1.0, value: score }
}
