//! Challenges of the customer on a day.

use chrono::NaiveDate;

use super::past::exists;
use crate::check::Checked;
use crate::record::{Challenge, Entry};

/// One challenge on a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing<'a> {
    /// Its record.
    pub entry: &'a Entry,
    /// The challenge.
    pub challenge: &'a Challenge,
    /// The day on which it was over, if it was.
    pub ended: Option<NaiveDate>,
}

/// Every challenge that is known on a day, in the order of the records.
#[must_use]
pub fn challenges(checked: &Checked, day: NaiveDate) -> Vec<Standing<'_>> {
    let all = checked.each::<Challenge>().filter(|(entry, _)| exists(entry, day));
    all.map(|(entry, challenge)| {
        let ended = challenge.ended.as_ref().map(|ended| ended.on.value).filter(|on| *on <= day);
        Standing { entry, challenge, ended }
    })
    .collect()
}
