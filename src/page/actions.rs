//! The page of actions across accounts: what is due when, and who owes it.

use schemars::JsonSchema;
use serde::Serialize;

use super::common::{ActionRow, DateText, Empty, Figure, Frame, Linked, List, Pagination};

/// `actions.html`, and `actions.2.html` and so on where the list is long.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct ActionsPage {
    /// Around the page.
    pub frame: Frame,
    /// One sentence: “31 open, 6 of them overdue; the oldest is 41 days late.”
    pub summary: String,
    /// Open actions by due date: overdue, this week, within 30 days, later, without a date.
    pub by_due: Vec<DueGroup>,
    /// Who owes how much.
    pub by_owner: List<OwnerRow>,
    /// How many actions are open in all.
    pub total: usize,
    /// Which page of the open actions this is.
    pub pagination: Pagination,
    /// When nothing is open: why, and what to write.
    pub empty: Empty,
}

/// Open actions that are due in the same stretch of time.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct DueGroup {
    /// The element id: `overdue`, `week`, `month`, `later`, `undated`.
    pub id: String,
    /// The heading.
    pub title: String,
    /// Its actions, the earliest due first.
    pub rows: Vec<ActionRow>,
}

/// What one person owes.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct OwnerRow {
    /// The person, leading to their page where they have one.
    pub owner: Linked,
    /// The customer's account they belong to, or none for our own people.
    pub account: Option<Linked>,
    /// How many are open.
    pub open: usize,
    /// Of those, overdue.
    pub overdue: usize,
    /// The next day something is due.
    pub next_due: Option<DateText>,
    /// The share done on time in the last 180 days.
    pub on_time: Figure,
    /// Their open actions, the earliest due first; empty where the list of all takes more than one page.
    pub rows: Vec<ActionRow>,
}
