//! The state of an action on a day: one definition for the standing, the lists and the sheets.
//!
//! The promise is the date that the other side knows: a move without its agreement changes nothing, so that what was
//! done after the agreed date is late however often the date was moved alone.

use chrono::NaiveDate;

use super::past::{by, exists};
use super::side::{is_ours, names_the_customer};
use crate::check::{Checked, Party};
use crate::record::{Action, Entry, Moved};

/// How an action stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Not done, and not late.
    Open,
    /// Not done, though promised for an earlier day.
    Overdue {
        /// Days since the promised day; at least 1.
        days: i64,
    },
    /// Done.
    Done {
        /// The day; `None` for a box that was ticked without one.
        on: Option<NaiveDate>,
        /// Whether it was late; one without a day counts as late.
        late: bool,
    },
    /// Given up.
    Dropped {
        /// The day.
        on: NaiveDate,
    },
}

/// One action on a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing<'a> {
    /// Its record.
    pub entry: &'a Entry,
    /// The action.
    pub action: &'a Action,
    /// Who owes it.
    pub owner: Option<&'a Party>,
    /// Whether the customer's side owes it. One without an owner is ours.
    pub theirs: bool,
    /// Whether it is no promise to the other side.
    pub internal: bool,
    /// The day promised: as first agreed, or as last moved with the other side's agreement.
    pub due: Option<NaiveDate>,
    /// How it stands.
    pub state: State,
}

impl Standing<'_> {
    /// Whether it is neither done nor dropped.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.state, State::Open | State::Overdue { .. })
    }

    /// Whether it was given up.
    #[must_use]
    pub fn is_dropped(&self) -> bool {
        matches!(self.state, State::Dropped { .. })
    }

    /// Whether its day has passed while it is open.
    #[must_use]
    pub fn is_overdue(&self) -> bool {
        matches!(self.state, State::Overdue { .. })
    }

    /// Days past the promised day while it is open; 0 when it is not late.
    #[must_use]
    pub fn days_late(&self) -> i64 {
        if let State::Overdue { days } = self.state { days } else { 0 }
    }

    /// The day on which it was done or dropped.
    #[must_use]
    pub fn closed_on(&self) -> Option<NaiveDate> {
        match self.state {
            State::Done { on, .. } => on,
            State::Dropped { on } => Some(on),
            State::Open | State::Overdue { .. } => None,
        }
    }
}

/// Every action of an account that exists on a day, in the order of the records.
#[must_use]
pub fn actions(checked: &Checked, day: NaiveDate) -> Vec<Standing<'_>> {
    let all = checked.each::<Action>().filter(|(entry, _)| exists(entry, day));
    all.map(|(entry, action)| standing(checked, entry, action, day)).collect()
}

/// How one action stands on a day.
#[must_use]
pub fn standing<'a>(
    checked: &'a Checked,
    entry: &'a Entry,
    action: &'a Action,
    day: NaiveDate,
) -> Standing<'a> {
    let owner = action.owner.as_ref().and_then(|who| checked.party(who));
    let theirs = owner.is_some_and(|party| !is_ours(checked, party));
    let due = promised(checked, action, theirs, day);
    Standing {
        entry,
        action,
        owner,
        theirs,
        internal: is_internal(checked, entry, action),
        due,
        state: state(entry, action, due, day),
    }
}

/// Whether it is no promise: as written, else whether neither the record that holds it nor the action itself names
/// anybody from the customer.
fn is_internal(checked: &Checked, entry: &Entry, action: &Action) -> bool {
    if let Some(said) = &action.internal {
        return said.value;
    }
    let host = entry.host.as_ref().and_then(|key| checked.find(key));
    !names_the_customer(checked, entry) && !host.is_some_and(|host| names_the_customer(checked, host))
}

/// The moves made by a day, in order, each with whether the other side agreed.
#[must_use]
pub fn moves<'a>(
    checked: &Checked,
    action: &'a Action,
    theirs: bool,
    day: NaiveDate,
) -> Vec<(&'a Moved, bool)> {
    let made = action.moved.iter().filter(|moved| moved.on.as_ref().is_none_or(|on| on.value <= day));
    let agreed = |moved: &Moved| {
        let with = moved.agreed_with.as_ref().and_then(|who| checked.party(who));
        with.is_some_and(|party| is_ours(checked, party) == theirs)
    };
    made.map(|moved| (&moved.value, agreed(moved))).collect()
}

fn promised(checked: &Checked, action: &Action, theirs: bool, day: NaiveDate) -> Option<NaiveDate> {
    let first = action.due.as_ref().map(|due| due.value);
    let mut agreed = moves(checked, action, theirs, day).into_iter().filter(|(_, agreed)| *agreed);
    agreed.next_back().map(|(moved, _)| moved.to.value).or(first)
}

/// Whether an action is neither done nor dropped on a day. A box that is ticked is done on the day that stands beside it.
#[must_use]
pub fn is_open(entry: &Entry, action: &Action, day: NaiveDate) -> bool {
    matches!(state(entry, action, None, day), State::Open)
}

/// Whether an action is given up by a day.
#[must_use]
pub fn is_dropped(action: &Action, day: NaiveDate) -> bool {
    action.dropped.as_ref().is_some_and(|dropped| dropped.on.value <= day)
}

fn state(entry: &Entry, action: &Action, due: Option<NaiveDate>, day: NaiveDate) -> State {
    if let Some(on) = by(action.done.as_ref(), day) {
        return State::Done { on: Some(on), late: due.is_some_and(|due| on > due) };
    }
    if let Some(dropped) = action.dropped.as_ref().filter(|_| is_dropped(action, day)) {
        return State::Dropped { on: dropped.on.value };
    }
    if action.done.is_none() && entry.ticked == Some(true) {
        return State::Done { on: None, late: true };
    }
    match due.map(|due| (day - due).num_days()) {
        Some(days) if days > 0 => State::Overdue { days },
        _ => State::Open,
    }
}
