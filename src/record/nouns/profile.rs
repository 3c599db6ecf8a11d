//! The customer's business, in prose.

use chrono::NaiveDate;

use crate::record::*;

fields! {
    /// The customer's business: its markets, how it earns, its strategy, how it decides. The prose is the record.
    pub struct Profile {
        /// The day on which somebody last looked and it was still true.
        optional verified: NaiveDate,
    }
}

impl Noun for Profile {
    fn own_words(&self) -> Option<String> {
        Some("profile".into())
    }

    fn of(data: &Data) -> Option<&Self> {
        if let Data::Profile(one) = data { Some(one) } else { None }
    }
}
