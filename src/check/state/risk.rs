//! Risks on a day.

use chrono::NaiveDate;

use super::past::{by, exists};
use crate::check::Checked;
use crate::record::{Entry, Risk};

/// The risks that are known and not closed on a day, in the order of the records.
pub fn open(checked: &Checked, day: NaiveDate) -> impl Iterator<Item = (&Entry, &Risk)> {
    let known = checked.each::<Risk>().filter(move |(entry, _)| exists(entry, day));
    known.filter(move |(_, risk)| by(risk.closed.as_ref(), day).is_none())
}
