//! Objectives with their progress on a day.

use chrono::NaiveDate;

use super::past::{by, exists, followers};
use super::practice;
use crate::check::{Checked, Context};
use crate::record::{Entry, Objective, Period, Progress, State};

/// How long an objective may go without progress where the configuration does not say.
const PROGRESS: Period = Period::days_long(90);

/// How often it is to be said of an objective of an account how it comes along.
#[must_use]
pub fn progress_every(checked: &Checked, context: &Context<'_>) -> Period {
    practice::grace(checked, context, |grace| grace.progress.as_ref(), PROGRESS)
}

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

    /// The day by which somebody is to say again how it comes along; none while it is not agreed.
    #[must_use]
    pub fn next_progress(
        &self,
        every: Period,
        checked: &Checked,
        context: &Context<'_>,
    ) -> Option<NaiveDate> {
        let agreed = by(self.objective.agreed.as_ref(), context.as_of)?;
        let since = self.progress.last().map_or(agreed, |(on, ..)| *on);
        Some(practice::last_day(checked, context, since, 1, every))
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
