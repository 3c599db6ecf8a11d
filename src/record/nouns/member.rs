//! Our people.

use chrono::NaiveDate;

use crate::record::*;

fields! {
    /// One of our people.
    ///
    /// The accounts on which they work name them in `team`.
    ///
    /// ```toml team.toml
    /// [[member]]
    /// id = "priya"
    /// name = "Priya Nair"
    /// role = "Head of key accounts"
    /// expertise = ["customs", "contracts"]
    /// authority = "Credits up to EUR 20,000; terms within the price list."
    /// successor = "tomas"
    ///
    /// [[member]]
    /// id = "tomas"
    /// name = "Tomas Lindqvist"
    /// role = "Account manager"
    /// expertise = ["logistics"]
    /// ```
    pub struct Member {
        /// The full name.
        required name: String,
        /// What they do here.
        optional role: String,
        /// What they know.
        list expertise: String,
        /// What they may decide.
        optional authority: String,
        /// The member who would take over.
        optional successor: Who,
        /// The day on which they left.
        optional left: NaiveDate,
        /// What fields were before.
        list changes: Was,
    }
}

impl Noun for Member {
    fn own_words(&self) -> Option<String> {
        Some(self.name.value.clone())
    }

    fn of(data: &Data) -> Option<&Self> {
        if let Data::Member(one) = data { Some(one) } else { None }
    }
}
