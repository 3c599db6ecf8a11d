//! Recommendations on a day: what was decided on each, by when it is to be decided, and who may decide.

use chrono::NaiveDate;

use super::past::{by, exists};
use super::people::{has_left, roles};
use super::practice::grace;
use crate::check::{Checked, Context, Party};
use crate::record::{Decision, Entry, Kind, Member, Period, Person, Recommendation, Role, Ruling};

/// How long a recommendation may wait where neither it nor the configuration says.
pub const GRACE: Period = Period::days_long(30);

/// One recommendation on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing<'a> {
    /// Its record.
    pub entry: &'a Entry,
    /// The recommendation.
    pub recommendation: &'a Recommendation,
    /// What was last decided on it.
    pub decision: Option<(&'a Entry, &'a Decision)>,
    /// The day by which it is, or was, to be decided; none where it is decided, or where nothing says when it was made.
    pub due: Option<NaiveDate>,
}

impl Standing<'_> {
    /// Whether it was neither accepted nor declined.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.decision.is_none_or(|(_, one)| one.is.value == Ruling::Deferred)
    }
}

/// Every recommendation that exists on a day, in the order of the records.
#[must_use]
pub fn recommendations<'a>(checked: &'a Checked, context: &Context<'_>, day: NaiveDate) -> Vec<Standing<'a>> {
    let wait = grace(checked, context, |grace| grace.decision.as_ref(), GRACE);
    let all = checked.each::<Recommendation>().filter(|(entry, _)| exists(entry, day));
    all.map(|(entry, recommendation)| {
        let of = checked
            .each::<Decision>()
            .filter(|(decision, one)| exists(decision, day) && checked.key(&one.of) == Some(&entry.key));
        // One without a day counts as it is now, so before those that have one.
        let decision = of.max_by_key(|(decision, _)| decision.date);
        let waits = |from: Option<NaiveDate>| from.map(|from| wait.after(from));
        let due = match decision {
            None => recommendation.by.as_ref().map(|by| by.value).or_else(|| waits(entry.date)),
            Some((decided, one)) if one.is.value == Ruling::Deferred => {
                one.until.as_ref().map(|until| until.value).or_else(|| waits(decided.date))
            }
            Some(_) => None,
        };
        Standing { entry, recommendation, decision, due }
    })
    .collect()
}

/// Whether somebody may decide: a member of ours whose `authority` is stated, or on the customer's side whoever decides or
/// answers for working with us. Who has left decides nothing.
#[must_use]
pub fn may_decide(checked: &Checked, context: &Context<'_>, party: &Party) -> bool {
    let day = context.as_of;
    match party {
        Party::Member(id) => {
            let mut team = context.shared.team.each::<Member>();
            let member = team.find(|(entry, _)| entry.key.id == *id).map(|(_, member)| member);
            member.is_some_and(|one| one.authority.is_some() && by(one.left.as_ref(), day).is_none())
        }
        Party::Person(id) => checked.get::<Person>(Kind::Person, id).is_some_and(|person| {
            let decides = |role: &Role| matches!(role, Role::DecisionMaker | Role::Sponsor);
            !has_left(person, day) && roles(person, day).iter().any(decides)
        }),
    }
}
