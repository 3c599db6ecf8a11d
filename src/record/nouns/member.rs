//! Our people.

use chrono::NaiveDate;

use crate::record::*;

fields! {
    /// One of our people.
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
