//! Procedures: what is done again and again to keep watch.

use chrono::NaiveDate;

use crate::record::*;

fields! {
    /// Something that is done again and again to keep watch, for one account or, in the portfolio's `plan.toml`, for all.
    ///
    /// A record that names it in `about` or `evidence` says that it was done on that day. One of an account with the `id` of a shared
    /// one stands in its place, and takes from it what it does not say itself.
    ///
    /// ```toml accounts/northwind/plan.toml
    /// [[procedure]]
    /// title = "Go through the alarms of the month"
    /// steps = ["Lena sends the list", "Jonas marks what was no alarm", "Both agree on the limits"]
    /// every = "1m"
    /// owner = "lena"
    /// since = 2026-05-01
    /// agreed = 2026-04-14
    /// with = ["jonas"]
    /// done = [2026-06-02]
    /// ```
    pub struct Procedure {
        /// What is done, step by step.
        list steps: String,
        /// How often.
        optional every: Period,
        /// Who sees to it.
        optional owner: Who,
        /// The day from which it is done; that of `agreed`, or of the account's beginning, when left out.
        optional since: NaiveDate,
        /// The day on which it was agreed with the customer.
        optional agreed: NaiveDate,
        /// With whom it was agreed.
        list with: Who,
        /// Days on which it was done, where no record says so.
        list done: NaiveDate,
        /// The tiers that it is asked of; all when left out.
        list tier: String,
    }
}

impl Noun for Procedure {
    fn own_date(&self) -> Option<NaiveDate> {
        self.since.as_ref().or(self.agreed.as_ref()).map(|at| at.value)
    }

    fn of(data: &Data) -> Option<&Self> {
        if let Data::Procedure(one) = data { Some(one) } else { None }
    }
}
