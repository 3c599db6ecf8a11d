//! Effort: how long contacts took us, and what the account is given.

use chrono::NaiveDate;

use super::past::tier_of;
use crate::check::Checked;
use crate::record::{Config, Entry, Note, Period};

/// What notes say that an account took in a stretch of time.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Spent<'a> {
    /// Minutes.
    pub minutes: u64,
    /// The notes that say how long they took, oldest first.
    pub notes: Vec<&'a Entry>,
    /// How many contacts do not say it.
    pub unsaid: usize,
}

/// What an account is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Minutes.
    pub minutes: u32,
    /// For each of these periods.
    pub per: Period,
}

/// What notes say that an account took after one day, up to and including another.
#[must_use]
pub fn spent(checked: &Checked, after: NaiveDate, to: NaiveDate) -> Spent<'_> {
    let within = |entry: &Entry| entry.date.is_some_and(|on| after < on && on <= to);
    let mut notes: Vec<(&Entry, &Note)> = checked.each::<Note>().filter(|(entry, _)| within(entry)).collect();
    notes.sort_by_key(|(entry, _)| entry.date);
    let mut spent = Spent::default();
    for (entry, note) in notes {
        match &note.effort {
            Some(effort) => {
                spent.minutes += u64::from(effort.value.minutes);
                spent.notes.push(entry);
            }
            None if note.flow().is_some() => spent.unsaid += 1,
            None => {}
        }
    }
    spent
}

/// What an account is given on a day: its own, else its tier's; `None` where nothing is said.
#[must_use]
pub fn budget(checked: &Checked, config: &Config, day: NaiveDate) -> Option<Budget> {
    let (_, account) = checked.account()?;
    let tier = tier_of(checked, config, day);
    let given = account.effort.as_ref().or_else(|| tier?.effort.as_ref())?;
    let per = tier.and_then(|tier| tier.effort_per.as_ref()).map_or(Period::MONTH, |per| per.value);
    Some(Budget { minutes: given.value.minutes, per })
}
