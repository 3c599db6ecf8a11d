//! The state of a complaint on a day.

use chrono::NaiveDate;

use super::past::{by, tier_of};
use crate::check::Checked;
use crate::record::{Complaint, Config, Entry};

/// Where a complaint is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Opened again after it had been resolved.
    Reopened,
    /// Not resolved.
    Open,
    /// Resolved, but the customer has not said so.
    Resolved,
    /// Resolved, and the customer accepted the remedy.
    Accepted,
}

/// One complaint on a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing<'a> {
    /// Its record.
    pub entry: &'a Entry,
    /// The complaint.
    pub complaint: &'a Complaint,
    /// The day on which it was raised.
    pub raised: NaiveDate,
    /// Where it is.
    pub stage: Stage,
    /// Since when it is there.
    pub since: NaiveDate,
    /// The day by which it is, or was, to be resolved: its own, or that of the tier.
    pub target: Option<NaiveDate>,
    /// Days past its target, while it is open or until it was resolved; 0 when it is not late.
    pub days_late: i64,
}

impl Standing<'_> {
    /// Whether it is not resolved.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.stage, Stage::Open | Stage::Reopened)
    }
}

/// Every complaint that was raised by a day, in the order of the records.
#[must_use]
pub fn complaints<'a>(checked: &'a Checked, config: &Config, day: NaiveDate) -> Vec<Standing<'a>> {
    let all = checked.each::<Complaint>();
    all.filter_map(|(entry, complaint)| standing(checked, config, entry, complaint, day)).collect()
}

/// How one complaint stands on a day; `None` when it was raised later, or on a day that is not known.
#[must_use]
pub fn standing<'a>(
    checked: &Checked,
    config: &Config,
    entry: &'a Entry,
    complaint: &'a Complaint,
    day: NaiveDate,
) -> Option<Standing<'a>> {
    let raised = entry.date.filter(|date| *date <= day)?;
    let resolved = by(complaint.resolved.as_ref(), day);
    let accepted = by(complaint.accepted.as_ref(), day);
    let settled = accepted.max(resolved);
    let reopened =
        by(complaint.reopened.as_ref(), day).filter(|on| settled.is_none_or(|settled| *on >= settled));
    let (stage, since) = match (reopened, accepted, resolved) {
        (Some(on), ..) => (Stage::Reopened, on),
        (None, Some(on), _) => (Stage::Accepted, on),
        (None, None, Some(on)) => (Stage::Resolved, on),
        (None, None, None) => (Stage::Open, raised),
    };
    let period = tier_of(checked, config, raised).and_then(|tier| tier.complaint_target.as_ref());
    let own = complaint.target.as_ref().map(|target| target.value);
    let target = own.or_else(|| period.map(|period| period.value.after(raised)));
    let until = match stage {
        Stage::Open | Stage::Reopened => day,
        Stage::Resolved | Stage::Accepted => resolved.or(accepted).unwrap_or(day),
    };
    let days_late = target.map_or(0, |target| (until - target).num_days().max(0));
    Some(Standing { entry, complaint, raised, stage, since, target, days_late })
}
