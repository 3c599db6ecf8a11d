//! Complaints.

use chrono::NaiveDate;

use crate::record::*;

words! {
    /// How grave a complaint is.
    pub enum Severity {
        /// An annoyance.
        Minor = "minor",
        /// Work is hindered.
        Major = "major",
        /// The relationship is in question.
        Critical = "critical",
    }
}

fields! {
    /// A complaint, with its story as the body.
    ///
    /// ```markdown accounts/northwind/complaints/2026-05-18-late-report.md
    /// +++
    /// by = "amelia"
    /// severity = "minor"
    /// acknowledged = 2026-05-18
    /// target = 2026-05-29
    /// resolved = 2026-05-22
    /// cause = "The report waited for a figure that nobody needed."
    /// remedy = "The figure is gone; the report leaves on the first working day."
    /// accepted = 2026-05-26
    /// +++
    /// The monthly report came nine days late, one day after her board had met.
    /// ```
    pub struct Complaint {
        /// The day on which it was raised; the file's name gives it when left out.
        optional raised: NaiveDate,
        /// Who raised it.
        optional by: Who,
        /// How grave it is.
        required severity: Severity,
        /// The day on which we acknowledged it.
        optional acknowledged: NaiveDate,
        /// The day by which it is to be resolved.
        optional target: NaiveDate,
        /// The day on which it was resolved.
        optional resolved: NaiveDate,
        /// What caused it.
        optional cause: String,
        /// What was done.
        optional remedy: String,
        /// The day on which the customer accepted the remedy.
        optional accepted: NaiveDate,
        /// The day on which it was opened again.
        optional reopened: NaiveDate,
    }
}

impl Noun for Complaint {
    fn own_date(&self) -> Option<NaiveDate> {
        self.raised.as_ref().map(|at| at.value)
    }

    fn of(data: &Data) -> Option<&Self> {
        if let Data::Complaint(one) = data { Some(one) } else { None }
    }
}
