//! Meetings that lie ahead; a note of that day answers one.

use chrono::NaiveDate;

use crate::record::*;

fields! {
    /// A meeting that lies ahead.
    ///
    /// A note of that day answers it.
    ///
    /// ```toml accounts/northwind/plan.toml
    /// [[meeting]]
    /// title = "Summer review"
    /// on = 2026-07-14
    /// people = ["amelia", "priya"]
    /// for = "What the first half-year brought, and what the second gate changes."
    /// ```
    pub struct Meeting {
        /// The day.
        required on: NaiveDate,
        /// Who takes part.
        list people: Who,
        /// What it is for.
        optional purpose = "for": String,
    }
}

impl Noun for Meeting {
    fn own_date(&self) -> Option<NaiveDate> {
        Some(self.on.value)
    }

    fn of(data: &Data) -> Option<&Self> {
        if let Data::Meeting(one) = data { Some(one) } else { None }
    }
}
