//! Actions: what somebody agreed to do, in the record that agreed it.

use chrono::NaiveDate;

use crate::record::*;

fields! {
    /// A due date that was moved.
    pub struct Moved {
        /// The day on which it was moved.
        optional on: NaiveDate,
        /// The new due date.
        required to: NaiveDate,
        /// Who on the other side agreed; without it the first promise stands.
        optional agreed_with: Who,
    }
}

fields! {
    /// How an action was given up.
    pub struct Dropped {
        /// The day.
        required on: NaiveDate,
        /// Why.
        required why: String,
    }
}

fields! {
    /// Something that somebody agreed to do. A commitment, unless internal.
    ///
    /// In a TOML file, or in the fields of a Markdown record:
    ///
    /// ```toml accounts/northwind/plan.toml
    /// [[action]]
    /// what = "Send the report on the outage of May"
    /// owner = "lena"
    /// due = 2026-06-20
    /// moved = [{ on = 2026-06-18, to = 2026-07-10, agreed_with = "amelia" }]
    /// for = ["expectation/kept-informed"]
    /// ```
    ///
    /// In the text of a Markdown record, with the owner and the dates as its last words:
    ///
    /// ```markdown accounts/northwind/notes/2026-06-24-on-the-phone.md
    /// +++
    /// channel = "call"
    /// people = ["jonas", "lena"]
    /// +++
    /// Two things before the summer.
    ///
    /// - [ ] Send the list of gates @jonas due 2026-07-03
    /// - [x] Ring the depot in Basel @lena due 2026-06-26 done 2026-06-25
    /// ```
    pub struct Action {
        /// What is to be done.
        required what: String,
        /// Who does it, on either side.
        optional owner: Who,
        /// By when, as first promised.
        optional due: NaiveDate,
        /// The day on which it was done.
        optional done: NaiveDate,
        /// When and why it was given up.
        optional dropped: Dropped,
        /// How the due date was moved.
        list moved: Moved,
        /// The records that it serves.
        list serves = "for": What,
        /// Whether it is no promise to the other side. One in a record without anybody from the customer is internal
        /// unless said otherwise.
        optional internal: bool,
    }
}

impl Noun for Action {
    fn own_words(&self) -> Option<String> {
        Some(self.what.value.clone())
    }

    fn of(data: &Data) -> Option<&Self> {
        if let Data::Action(one) = data { Some(one) } else { None }
    }
}
