//! The page of one account's records in one year: the permanent address of each.

use schemars::JsonSchema;
use serde::Serialize;

use super::common::{Frame, Linked, Omission, Pagination};
use super::timeline::Timeline;

/// `accounts/<slug>.<year>.html`, and `<slug>.<year>.2.html` and so on where a year holds many records.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct YearPage {
    /// Around the page.
    pub frame: Frame,
    /// The account, leading to its page.
    pub account: Linked,
    /// The year.
    pub year: String,
    /// The dated records of the year, newest first, with links to the other years.
    pub timeline: Timeline,
    /// Which page of the year this is.
    pub pagination: Pagination,
    /// What of this year could not be understood.
    pub omissions: Vec<Omission>,
}
