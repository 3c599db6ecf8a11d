//! What a field was on a day, where its changes were written down; what it is now, where they were not.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::check::Checked;
use crate::record::{Account, At, Config, Entry, Key, Noun, Status, Tier, Was, What};

/// Whether a record exists on a day: it happened by then, or it has no date and counts as it is now.
#[must_use]
pub fn exists(entry: &Entry, day: NaiveDate) -> bool {
    entry.date.is_none_or(|date| date <= day)
}

/// Records that say something of another later: by the record that they are about, each by the day, oldest first.
pub type Followers<'a, T> = BTreeMap<Key, Vec<(NaiveDate, &'a Entry, &'a T)>>;

/// The records of a kind that had followed others by a day.
#[must_use]
pub fn followers<'a, T: Noun + 'static>(
    checked: &'a Checked,
    of: impl Fn(&'a T) -> &'a At<What>,
    day: NaiveDate,
) -> Followers<'a, T> {
    let mut all: Followers<'a, T> = BTreeMap::new();
    for (entry, one) in checked.each::<T>() {
        if let (Some(key), Some(on)) = (checked.key(of(one)), entry.date.filter(|date| *date <= day)) {
            all.entry(key.clone()).or_default().push((on, entry, one));
        }
    }
    for one in all.values_mut() {
        one.sort_by_key(|(on, ..)| *on);
    }
    all
}

/// A date, if it has come by a day.
#[must_use]
pub fn by(date: Option<&At<NaiveDate>>, day: NaiveDate) -> Option<NaiveDate> {
    date.map(|at| at.value).filter(|date| *date <= day)
}

/// The value that a field had on a day, if it is another than the present one: `was` of the first change after the day.
#[must_use]
pub fn was<'a>(changes: &'a [At<Was>], field: &str, day: NaiveDate) -> Option<&'a str> {
    let later = changes.iter().filter(|change| change.field.value == field && change.on.value > day);
    later.min_by_key(|change| change.on.value).map(|change| change.was.value.0.as_str())
}

/// The tier of an account on a day, with its rank from 0.
#[must_use]
pub fn tier<'a>(account: &Account, config: &'a Config, day: NaiveDate) -> Option<(usize, &'a Tier)> {
    let present = account.tier.as_ref().map(|tier| tier.value.as_str());
    config.tier(was(&account.changes, "tier", day).or(present)?)
}

/// Where an account was in its life on a day.
#[must_use]
pub fn status(account: &Account, day: NaiveDate) -> Status {
    let written = account.status.as_ref().map_or(Status::Active, |status| status.value);
    was(&account.changes, "status", day).and_then(Status::from_word).unwrap_or(written)
}

/// Whether the account is a customer on a day: no prospect, not paused, not ended.
#[must_use]
pub fn is_active(checked: &Checked, day: NaiveDate) -> bool {
    checked.account().is_some_and(|(_, account)| status(account, day) == Status::Active)
}

/// The tier of a checked account on a day.
#[must_use]
pub fn tier_of<'a>(checked: &Checked, config: &'a Config, day: NaiveDate) -> Option<&'a Tier> {
    let (_, account) = checked.account()?;
    tier(account, config, day).map(|(_, tier)| tier)
}
