//! The customer's business, in prose.

use chrono::NaiveDate;

use crate::record::*;

fields! {
    /// The customer's business: its markets, how it earns, its strategy, how it decides. The prose is the record.
    ///
    /// ```markdown accounts/northwind/profile.md
    /// +++
    /// verified = 2026-05-04
    /// +++
    /// ## Business and markets
    ///
    /// Chilled freight between the North Sea ports and the Alps, in forty lorries of their own. Two rivals of the same size.
    ///
    /// ## How they earn
    ///
    /// By the full lorry. One load that is refused at the ramp costs a week's margin.
    ///
    /// ## How they decide
    ///
    /// Amelia proposes, the board signs above EUR 50,000; it meets in March and in September.
    /// ```
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
