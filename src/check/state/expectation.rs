//! Expectations with their assessments and changes on a day, and when the next assessment is due.

use chrono::NaiveDate;

use super::past::{followers, tier_of};
use crate::check::Checked;
use crate::record::{Assessment, Change, Config, Entry, Expectation, Key, Period};

/// One expectation on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing<'a> {
    /// Its record.
    pub entry: &'a Entry,
    /// The expectation.
    pub expectation: &'a Expectation,
    /// Its assessments by the day, oldest first.
    pub assessments: Vec<(NaiveDate, &'a Entry, &'a Assessment)>,
    /// Its changes by the day, oldest first.
    pub changes: Vec<(NaiveDate, &'a Entry, &'a Change)>,
    /// How often it is to be assessed: its own period, or the tier's.
    pub every: Option<Period>,
    /// When the next assessment is, or was, due; none where no period is known or it has ended.
    pub next: Option<NaiveDate>,
    /// The day on which it ended, if it has.
    pub ended: Option<NaiveDate>,
}

impl<'a> Standing<'a> {
    /// Its latest assessment.
    #[must_use]
    pub fn latest(&self) -> Option<(NaiveDate, &'a Entry, &'a Assessment)> {
        self.assessments.last().copied()
    }

    /// Whether the next assessment is past due on a day.
    #[must_use]
    pub fn is_overdue(&self, day: NaiveDate) -> bool {
        self.next.is_some_and(|next| next < day)
    }

    /// Whether it was in force at any time between two days.
    #[must_use]
    pub fn in_force(&self, from: NaiveDate, to: NaiveDate) -> bool {
        self.entry.date.is_none_or(|agreed| agreed <= to) && self.ended.is_none_or(|ended| ended >= from)
    }
}

/// Every expectation that exists on a day, ended ones included, in the order of the records.
#[must_use]
pub fn expectations<'a>(checked: &'a Checked, config: &Config, day: NaiveDate) -> Vec<Standing<'a>> {
    let tiers = tier_of(checked, config, day).and_then(|tier| tier.review_every.as_ref()).map(|at| at.value);
    let all = checked.each::<Expectation>().filter(|(entry, _)| super::past::exists(entry, day));
    let mut assessments = followers(checked, |one: &Assessment| &one.of, day);
    let mut changes = followers(checked, |one: &Change| &one.of, day);
    all.map(|(entry, expectation)| {
        let assessments = assessments.remove(&entry.key).unwrap_or_default();
        let changes = changes.remove(&entry.key).unwrap_or_default();
        let every = expectation.review_every.as_ref().map(|at| at.value).or(tiers);
        let ended = expectation.ended.as_ref().map(|ended| ended.on.value).filter(|on| *on <= day);
        let last = assessments.last().map(|(on, ..)| *on).or(entry.date);
        let next = every.zip(last).map(|(every, last)| every.after(last)).filter(|_| ended.is_none());
        Standing { entry, expectation, assessments, changes, every, next, ended }
    })
    .collect()
}

/// The changes of a record by a day, oldest first.
#[must_use]
pub fn changes<'a>(
    checked: &'a Checked,
    key: &Key,
    day: NaiveDate,
) -> Vec<(NaiveDate, &'a Entry, &'a Change)> {
    let of = checked.each::<Change>().filter(|(_, one)| checked.key(&one.of) == Some(key));
    let mut dated: Vec<_> =
        of.filter_map(|(entry, one)| Some((entry.date.filter(|date| *date <= day)?, entry, one))).collect();
    dated.sort_by_key(|(on, ..)| *on);
    dated
}

/// The value that a field of a record had on a day, if a later change says that it was another than the present one.
#[must_use]
pub fn was<'a>(checked: &'a Checked, key: &Key, field: &str, day: NaiveDate) -> Option<&'a str> {
    let all = changes(checked, key, NaiveDate::MAX).into_iter();
    let mut later = all.filter(|(on, _, change)| *on > day && change.field.value == field);
    later.next().and_then(|(_, _, change)| change.was.as_ref()).map(|was| was.value.0.as_str())
}
