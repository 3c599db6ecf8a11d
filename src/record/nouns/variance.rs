//! Variances: why a signal in feedback came about, and what follows from it.

use chrono::NaiveDate;

use crate::record::*;

fields! {
    /// The reason for a signal that was computed from feedback, and its implication.
    ///
    /// The page of the account shows the id of each signal beside it: here that of a wave which fell far short.
    ///
    /// ```toml accounts/northwind/feedback/2026-05-survey.toml
    /// [survey]
    /// on = 2026-05-10
    /// instrument = "csat"
    /// sent_to = ["amelia"]
    ///
    /// [[answer]]
    /// from = "amelia"
    /// score = 2
    ///
    /// [[variance]]
    /// of = "csat/2026-05-10"
    /// on = 2026-05-20
    /// reason = "Two outages in April; she had to call each depot herself."
    /// implication = "The renewal depends on a quiet summer."
    /// by = "priya"
    /// ```
    pub struct Variance {
        /// The signal, by the id that the account's page shows beside it.
        required of: String,
        /// The day; that of the record that holds it when left out.
        optional on: NaiveDate,
        /// Why it came about.
        required reason: String,
        /// What follows from it.
        optional implication: String,
        /// Who says so.
        optional by: Who,
    }
}

impl Noun for Variance {
    fn own_date(&self) -> Option<NaiveDate> {
        self.on.as_ref().map(|at| at.value)
    }

    fn own_words(&self) -> Option<String> {
        Some(self.of.value.clone())
    }

    fn of(data: &Data) -> Option<&Self> {
        if let Data::Variance(one) = data { Some(one) } else { None }
    }
}
