//! Reviews: what was concluded about the account, and by whom.

use chrono::NaiveDate;

use crate::record::*;

words! {
    /// A standing, as a person may set it beside the computed one.
    pub enum OverrideBand {
        /// At risk.
        AtRisk = "at-risk",
        /// Watch.
        Watch = "watch",
        /// Good.
        Good = "good",
    }
}

fields! {
    /// A standing set by a person, beside the computed one.
    pub struct Override {
        /// The standing.
        required band: OverrideBand,
        /// Why.
        required reason: String,
        /// Who set it.
        required by: Who,
        /// Who approved it; needed to raise a standing, and never its author.
        optional approved_by: Who,
        /// The day on which it lapses: 45 days after the review at most.
        required expires: NaiveDate,
    }
}

fields! {
    /// A review of the account, with its conclusions as the body.
    ///
    /// ```markdown accounts/northwind/reviews/2026-06-18-half-year.md
    /// +++
    /// from = 2026-01-01
    /// to = 2026-06-18
    /// attendees = ["priya", "lena", "amelia"]
    /// strengths = ["dashboard", "visits"]
    /// weaknesses = ["night line"]
    /// improve = ["outage reports on the day"]
    /// decisions = ["The second gate gets the same sensors."]
    /// issued = 2026-06-22
    /// sent_to = ["amelia"]
    ///
    /// [override]
    /// band = "watch"
    /// reason = "Amelia said twice that the night line decides the renewal; no record carries that weight."
    /// by = "priya"
    /// expires = 2026-07-31
    /// +++
    /// A good half-year by day. By night we are not what we promised to be.
    /// ```
    pub struct Review {
        /// The day; the file's name gives it when left out, else `to`.
        optional on: NaiveDate,
        /// The first day of the period under review.
        optional from: NaiveDate,
        /// The last day of the period under review.
        optional to: NaiveDate,
        /// Who took part.
        list attendees: Who,
        /// What is good.
        list strengths: String,
        /// What is bad.
        list weaknesses: String,
        /// What is to be better.
        list improve: String,
        /// What was decided.
        list decisions: String,
        /// A standing set by a person.
        optional overridden = "override": Override,
        /// The day on which it was sent out.
        optional issued: NaiveDate,
        /// To whom it was sent.
        list sent_to: Who,
    }
}

impl Noun for Review {
    fn own_date(&self) -> Option<NaiveDate> {
        self.on.as_ref().map(|at| at.value)
    }

    fn of(data: &Data) -> Option<&Self> {
        if let Data::Review(one) = data { Some(one) } else { None }
    }
}
