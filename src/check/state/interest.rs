//! Declared interests, and whether somebody else has looked at them in time.

use chrono::NaiveDate;

use super::past::{by, exists, followers};
use super::practice;
use crate::check::{Checked, Context};
use crate::record::{Decision, Entry, Interest, Period, Requirement};

/// How long a declared interest may wait where the configuration does not say.
const GRACE: Period = Period::days_long(30);

/// A declared interest on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing<'a> {
    /// Its record.
    pub entry: &'a Entry,
    /// The interest.
    pub interest: &'a Interest,
    /// The day on which somebody else looked at it, or decided on it.
    pub reviewed: Option<NaiveDate>,
    /// The last decision on it.
    pub decision: Option<&'a Decision>,
    /// The last day on which somebody else was to look at it; `None` where nobody wrote when it was declared.
    pub due: Option<NaiveDate>,
    /// Whether whom it concerns looked at it, and nobody else did.
    pub is_own_review: bool,
}

impl Standing<'_> {
    /// Whether it waits for longer than it may.
    #[must_use]
    pub fn is_late(&self, day: NaiveDate) -> bool {
        self.reviewed.is_none() && self.due.is_none_or(|due| due < day)
    }
}

/// How long a declared interest of an account may wait: as a guideline says, else as its tier or the portfolio does.
#[must_use]
pub fn wait(checked: &Checked, context: &Context<'_>) -> Period {
    let guidelines = context.config.guideline.iter();
    let asks = guidelines.filter(|one| one.requires.value == Requirement::InterestsReviewed);
    let within = asks.filter_map(|one| one.within.as_ref()).map(|within| within.value).next();
    within.unwrap_or_else(|| practice::grace(checked, context, |grace| grace.interest.as_ref(), GRACE))
}

/// Every declared interest of an account that exists on the day, in the order of the records.
#[must_use]
pub fn interests<'a>(checked: &'a Checked, context: &Context<'_>) -> Vec<Standing<'a>> {
    let day = context.as_of;
    let wait = wait(checked, context);
    let decisions = followers::<Decision>(checked, |decision| &decision.of, day);
    let all = checked.each::<Interest>().filter(|(entry, _)| exists(entry, day));
    all.map(|(entry, interest)| {
        let looked = by(interest.reviewed.as_ref(), day);
        let party = |who: &Option<_>| who.as_ref().and_then(|who| checked.party(who));
        // Nobody decides on their own.
        let is_other = |one: &Decision| one.by.is_none() || party(&one.by) != party(&interest.who);
        let decided = decisions.get(&entry.key).and_then(|all| all.iter().rfind(|(.., one)| is_other(one)));
        let (who, by_whom) = (party(&interest.who), party(&interest.reviewed_by));
        let is_own_review = looked.is_some() && who.is_some() && who == by_whom;
        let reviewed = looked.filter(|_| !is_own_review).or(decided.map(|(on, ..)| *on));
        let due = interest.declared.as_ref().map(|declared| wait.after(declared.value));
        let decision = decided.map(|(_, _, decision)| *decision);
        Standing {
            entry,
            interest,
            reviewed,
            decision,
            due,
            is_own_review: is_own_review && reviewed.is_none(),
        }
    })
    .collect()
}
