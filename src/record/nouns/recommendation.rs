//! Recommendations: what somebody proposes to improve, to whom, and what was decided.

use chrono::NaiveDate;

use crate::record::*;

words! {
    /// What was decided.
    pub enum Ruling {
        /// It is done.
        Accepted = "accepted",
        /// It is not done.
        Declined = "declined",
        /// It is decided later.
        Deferred = "deferred",
    }
}

fields! {
    /// What came of a recommendation.
    pub struct Outcome {
        /// The day on which it could be seen.
        required on: NaiveDate,
        /// What it was.
        required is: String,
    }
}

fields! {
    /// What somebody proposes to improve.
    ///
    /// What is decided on it is a `decision`; what came of it, its `outcome`.
    ///
    /// ```toml accounts/northwind/recommendations.toml
    /// [[recommendation]]
    /// id = "outage-reports"
    /// what = "Send outage reports on the day, not with the monthly figures"
    /// improves = ["outages"]
    /// for = ["expectation/kept-informed"]
    /// method = "The alarm desk writes three sentences as soon as the line is back."
    /// expects = "Amelia hears of an outage before her customers do."
    /// on = 2026-06-02
    /// from = "lena"
    /// to = ["priya"]
    /// by = 2026-07-10
    /// ```
    pub struct Recommendation {
        /// What is proposed.
        required what: String,
        /// The themes or weaknesses that it improves, in the words in which feedback names them.
        list improves: String,
        /// The records that it serves: an expectation, an objective, a complaint.
        list serves = "for": What,
        /// How it would be done.
        optional method: String,
        /// What is expected of it.
        optional expects: String,
        /// The day on which it was made; that of the record that holds it when left out.
        optional on: NaiveDate,
        /// Who made it.
        optional from: Who,
        /// Those who are to decide, or to know.
        list to: Who,
        /// The day by which it is decided.
        optional by: NaiveDate,
        /// What came of it.
        optional outcome: Outcome,
    }
}

fields! {
    /// What was decided on a recommendation or an interest.
    ///
    /// ```toml accounts/northwind/recommendations.toml
    /// [[recommendation]]
    /// id = "outage-reports"
    /// what = "Send outage reports on the day, not with the monthly figures"
    /// on = 2026-06-02
    /// from = "lena"
    /// to = ["priya"]
    ///
    /// [[decision]]
    /// of = "outage-reports"
    /// on = 2026-06-09
    /// is = "accepted"
    /// by = "priya"
    /// why = "Three sentences cost less than one angry call."
    /// ```
    pub struct Decision {
        /// The recommendation or the interest.
        required of: What,
        /// The day; that of the record that holds it when left out.
        optional on: NaiveDate,
        /// What was decided.
        required is: Ruling,
        /// Who decided.
        optional by: Who,
        /// Why.
        optional why: String,
        /// For what is deferred: the day by which it is decided.
        optional until: NaiveDate,
    }
}

impl Noun for Recommendation {
    fn own_date(&self) -> Option<NaiveDate> {
        self.on.as_ref().map(|at| at.value)
    }

    fn own_words(&self) -> Option<String> {
        Some(self.what.value.clone())
    }

    fn of(data: &Data) -> Option<&Self> {
        if let Data::Recommendation(one) = data { Some(one) } else { None }
    }
}

impl Noun for Decision {
    fn own_date(&self) -> Option<NaiveDate> {
        self.on.as_ref().map(|at| at.value)
    }

    fn own_words(&self) -> Option<String> {
        Some(self.of.value.id.clone())
    }

    fn of(data: &Data) -> Option<&Self> {
        if let Data::Decision(one) = data { Some(one) } else { None }
    }
}
