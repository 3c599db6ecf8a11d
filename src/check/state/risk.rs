//! Risks on a day.

use chrono::NaiveDate;

use super::past::{by, exists};
use super::practice;
use crate::check::{Checked, Context};
use crate::record::{Entry, Period, Risk};

/// How often an open risk is looked at where the configuration does not say.
const GRACE: Period = Period::days_long(90);

/// How often an open risk of an account is to be looked at.
#[must_use]
pub fn looked_at_every(checked: &Checked, context: &Context<'_>) -> Period {
    practice::grace(checked, context, |grace| grace.risk.as_ref(), GRACE)
}

/// The day by which a risk is to be looked at again; none where nothing says when it last was.
#[must_use]
pub fn next_look(risk: &Risk, every: Period, day: NaiveDate) -> Option<NaiveDate> {
    let last = by(risk.reviewed.as_ref(), day).max(by(risk.raised.as_ref(), day));
    last.map(|last| every.after(last))
}

/// The risks that are known and not closed on a day, in the order of the records.
pub fn open(checked: &Checked, day: NaiveDate) -> impl Iterator<Item = (&Entry, &Risk)> {
    let known = checked.each::<Risk>().filter(move |(entry, _)| exists(entry, day));
    known.filter(move |(_, risk)| by(risk.closed.as_ref(), day).is_none())
}
