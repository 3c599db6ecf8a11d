//! The page of one account's records in one year: the permanent address of each.

use schemars::JsonSchema;
use serde::Serialize;

use super::common::{Frame, Linked, Omission};
use super::timeline::Timeline;

/// `accounts/<slug>.<year>.html`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct YearPage {
    /// Around the page.
    pub frame: Frame,
    /// The account, leading to its page.
    pub account: Linked,
    /// The year.
    pub year: String,
    /// Every dated record of the year, newest first, with links to the other years.
    pub timeline: Timeline,
    /// What of this year could not be understood.
    pub omissions: Vec<Omission>,
}
