//! Interests: gifts, hospitality and conflicts of interest, declared and looked at.

use chrono::NaiveDate;

use crate::record::*;

words! {
    /// What kind of interest it is.
    pub enum InterestForm {
        /// Something given or taken.
        Gift = "gift",
        /// A meal, a ticket, a journey.
        Hospitality = "hospitality",
        /// A tie that could bias a decision.
        Conflict = "conflict",
    }
}

fields! {
    /// A gift, hospitality or a conflict of interest.
    ///
    /// Whoever looks at it is somebody other than the one whom it concerns.
    ///
    /// ```toml accounts/northwind/risks.toml
    /// [[interest]]
    /// what = "A ticket to the trade fair"
    /// form = "hospitality"
    /// who = "priya"
    /// with = ["amelia"]
    /// value = "EUR 60.00"
    /// declared = 2026-06-03
    /// reviewed = 2026-06-10
    /// reviewed_by = "tomas"
    /// ```
    pub struct Interest {
        /// What it is.
        required what: String,
        /// Which kind of interest it is.
        required form: InterestForm,
        /// Who of ours is concerned.
        optional who: Who,
        /// Who on the other side.
        list with: Who,
        /// What it is worth.
        optional value: Money,
        /// The day on which it was declared.
        optional declared: NaiveDate,
        /// The day on which somebody other than `who` looked at it.
        optional reviewed: NaiveDate,
        /// Who looked at it.
        optional reviewed_by: Who,
    }
}

impl Noun for Interest {
    fn own_date(&self) -> Option<NaiveDate> {
        self.declared.as_ref().map(|at| at.value)
    }

    fn own_words(&self) -> Option<String> {
        Some(self.what.value.clone())
    }

    fn of(data: &Data) -> Option<&Self> {
        if let Data::Interest(one) = data { Some(one) } else { None }
    }
}
