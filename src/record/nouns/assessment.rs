//! Judgements of expectations, appended wherever they were made.

use chrono::NaiveDate;

use crate::record::*;

words! {
    /// How an expectation was met.
    pub enum Verdict {
        /// More than met.
        Exceeded = "exceeded",
        /// Met.
        Met = "met",
        /// Partly met.
        Partly = "partly",
        /// Missed.
        Missed = "missed",
    }
}

words! {
    /// Who judged.
    pub enum Judge {
        /// The customer.
        Customer = "customer",
        /// We.
        Us = "us",
        /// Both together.
        Both = "both",
    }
}

fields! {
    /// A judgement of an expectation on a day.
    ///
    /// It stands beside its expectation, or in the record of the meeting in which it was judged and takes that day.
    ///
    /// ```markdown accounts/northwind/notes/2026-06-22-half-year.md
    /// +++
    /// channel = "video"
    /// people = ["amelia", "priya"]
    ///
    /// [[assessment]]
    /// of = "kept-informed"
    /// result = "partly"
    /// value = 80
    /// by = "customer"
    /// note = "Four delays of five; of the one in March she heard from her customer."
    /// +++
    /// We went through the delays of the half-year.
    /// ```
    pub struct Assessment {
        /// The expectation.
        required of: What,
        /// The day; that of the record that holds it when left out.
        optional on: NaiveDate,
        /// How it was met.
        required result: Verdict,
        /// The value that was measured.
        optional value: f64,
        /// Who judged.
        optional by: Judge,
        /// What there is to say.
        optional note: String,
    }
}

impl Noun for Assessment {
    fn own_date(&self) -> Option<NaiveDate> {
        self.on.as_ref().map(|at| at.value)
    }

    fn own_words(&self) -> Option<String> {
        Some(self.of.value.id.clone())
    }

    fn of(data: &Data) -> Option<&Self> {
        if let Data::Assessment(one) = data { Some(one) } else { None }
    }
}
