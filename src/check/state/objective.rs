//! Objectives with their progress on a day.

use chrono::NaiveDate;

use super::past::{exists, followers};
use crate::check::Checked;
use crate::record::{Entry, Objective, Progress, State};

/// One objective on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing<'a> {
    /// Its record.
    pub entry: &'a Entry,
    /// The objective.
    pub objective: &'a Objective,
    /// Its progress by the day, oldest first.
    pub progress: Vec<(NaiveDate, &'a Entry, &'a Progress)>,
    /// The day on which it was given up, if it was.
    pub ended: Option<NaiveDate>,
}

impl Standing<'_> {
    /// The state that was reported last.
    #[must_use]
    pub fn state(&self) -> Option<State> {
        self.progress.last().map(|(_, _, progress)| progress.state.value)
    }

    /// Whether it is neither given up, reached nor missed.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.ended.is_none() && !matches!(self.state(), Some(State::Reached | State::Missed))
    }

    /// Whether both sides agreed on it by then.
    #[must_use]
    pub fn is_agreed(&self) -> bool {
        self.objective.agreed.is_some()
    }
}

/// Every objective that exists on a day, in the order of the records.
#[must_use]
pub fn objectives(checked: &Checked, day: NaiveDate) -> Vec<Standing<'_>> {
    let all = checked.each::<Objective>().filter(|(entry, _)| exists(entry, day));
    let mut reported = followers(checked, |one: &Progress| &one.of, day);
    all.map(|(entry, objective)| {
        let progress = reported.remove(&entry.key).unwrap_or_default();
        let ended = objective.ended.as_ref().map(|ended| ended.on.value).filter(|on| *on <= day);
        Standing { entry, objective, progress, ended }
    })
    .collect()
}
