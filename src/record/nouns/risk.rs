//! Risks to the relationship or to what was agreed.

use chrono::NaiveDate;

use crate::record::*;

fields! {
    /// Something that could harm the relationship, or what was agreed.
    ///
    /// ```toml accounts/northwind/risks.toml
    /// [[risk]]
    /// title = "Amelia retires in two years"
    /// likelihood = 4
    /// impact = 4
    /// response = "Jonas joins the reviews from autumn; Priya meets the board in September."
    /// owner = "priya"
    /// raised = 2026-03-02
    /// reviewed = 2026-06-15
    /// ```
    pub struct Risk {
        /// How likely it is, from 1 to 5.
        required likelihood: Rating,
        /// How grave it would be, from 1 to 5.
        required impact: Rating,
        /// What we do about it.
        optional response: String,
        /// Who answers for it.
        optional owner: Who,
        /// The day on which it was seen.
        optional raised: NaiveDate,
        /// The day on which somebody last looked at it.
        optional reviewed: NaiveDate,
        /// The day on which it was closed.
        optional closed: NaiveDate,
    }
}

impl Noun for Risk {
    fn own_date(&self) -> Option<NaiveDate> {
        self.raised.as_ref().map(|at| at.value)
    }

    fn of(data: &Data) -> Option<&Self> {
        if let Data::Risk(one) = data { Some(one) } else { None }
    }
}
