//! Changes of what was agreed, appended wherever they were agreed.

use chrono::NaiveDate;

use crate::record::*;

fields! {
    /// A change of what was agreed: a target, a date, a scope.
    ///
    /// The record itself says what holds now; the change says what it was, since when it is otherwise, and who was told.
    ///
    /// ```toml accounts/northwind/expectations.toml
    /// [[expectation]]
    /// id = "uptime"
    /// statement = "The alarm desk can be reached in each month."
    /// measure = "monthly uptime, percent"
    /// target = 99.9
    /// agreed = 2025-06-10
    /// with = ["amelia"]
    ///
    /// [[change]]
    /// of = "uptime"
    /// on = 2026-04-20
    /// field = "target"
    /// was = 99.5
    /// why = "The contract was extended."
    /// told = [{ who = "amelia", on = 2026-04-21 }]
    /// ```
    pub struct Change {
        /// The record that changed.
        required of: What,
        /// The day; that of the record that holds it when left out.
        optional on: NaiveDate,
        /// The field that changed; `baseline` of a method begins its control chart anew, where `why` is given.
        required field: String,
        /// Its value until then.
        optional was: Verbatim,
        /// Why.
        optional why: String,
    }
}

impl Noun for Change {
    fn own_date(&self) -> Option<NaiveDate> {
        self.on.as_ref().map(|at| at.value)
    }

    fn own_words(&self) -> Option<String> {
        Some(format!("{} {}", self.of.value.id, self.field.value))
    }

    fn of(data: &Data) -> Option<&Self> {
        if let Data::Change(one) = data { Some(one) } else { None }
    }
}
