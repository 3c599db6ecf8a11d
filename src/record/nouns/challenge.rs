//! Challenges: what the customer will have to cope with, as far as we know.

use chrono::NaiveDate;

use crate::record::*;

words! {
    /// How far ahead a challenge lies.
    pub enum Horizon {
        /// It touches where they want to be in some years.
        Strategic = "strategic",
        /// It touches how they work now.
        Operational = "operational",
    }
}

fields! {
    /// Something that the customer will have to cope with.
    ///
    /// ```toml accounts/northwind/objectives.toml
    /// [[challenge]]
    /// title = "New customs rules from 2027"
    /// horizon = "strategic"
    /// source = "Amelia, at the spring review"
    /// since = 2026-05-04
    /// ```
    pub struct Challenge {
        /// How far ahead it lies.
        required horizon: Horizon,
        /// Who or what told us of it.
        optional source: String,
        /// The day since which it is known.
        optional since: NaiveDate,
        /// When and why it was over.
        optional ended: Ended,
    }
}

impl Noun for Challenge {
    fn own_date(&self) -> Option<NaiveDate> {
        self.since.as_ref().map(|at| at.value)
    }

    fn of(data: &Data) -> Option<&Self> {
        if let Data::Challenge(one) = data { Some(one) } else { None }
    }
}
