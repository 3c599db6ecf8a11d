//! The account itself: the one required record.

use chrono::NaiveDate;

use crate::record::*;

words! {
    /// Where an account is in its life.
    pub enum Status {
        /// Not a customer yet.
        Prospect = "prospect",
        /// A customer.
        Active = "active",
        /// A customer with whom nothing happens for a while, by agreement.
        Paused = "paused",
        /// No customer any more.
        Ended = "ended",
    }
}

words! {
    /// A part of the standing that can be named as not applicable.
    pub enum DimensionName {
        /// Expectations.
        Expectations = "expectations",
        /// Feedback.
        Feedback = "feedback",
        /// Complaints.
        Complaints = "complaints",
        /// Commitments.
        Commitments = "commitments",
        /// People.
        People = "people",
        /// Objectives.
        Objectives = "objectives",
        /// Contact.
        Contact = "contact",
    }
}

fields! {
    /// A seat in the account team.
    pub struct Seat {
        /// The member who holds it.
        required who: Who,
        /// What they are on this account; `owner` is the one who answers for it.
        required role = "as": String,
        /// Since when.
        optional from: NaiveDate,
        /// Until when.
        optional to: NaiveDate,
        /// The member who would take over.
        optional successor: Who,
    }
}

fields! {
    /// A time of the year in which no contact is expected.
    pub struct Quiet {
        /// The first day, every year.
        required from: MonthDay,
        /// The last day, every year; before `from` it lies in the next year.
        required to: MonthDay,
        /// Why.
        required why: String,
    }
}

fields! {
    /// Why we work together, as told to the customer.
    pub struct Purpose {
        /// What we are to them, in one sentence.
        optional ours: String,
        /// What we gain.
        optional benefit_ours: String,
        /// What they gain.
        optional benefit_theirs: String,
        /// The day on which it was last shared with them.
        optional shared: NaiveDate,
        /// With whom it was shared.
        list with: Who,
    }
}

fields! {
    /// On what ground we may keep what is recorded here, and for how long.
    pub struct Legal {
        /// The lawful basis.
        optional basis: String,
        /// How long records are kept after the account ended.
        optional retention: Period,
    }
}

fields! {
    /// How something ended.
    pub struct Ended {
        /// The day.
        required on: NaiveDate,
        /// Why.
        required why: String,
    }
}

fields! {
    /// What a field was before a day.
    pub struct Was {
        /// The day from which the present value holds.
        required on: NaiveDate,
        /// The field.
        required field: String,
        /// Its value until then.
        required was: Verbatim,
    }
}

fields! {
    /// A part of the standing that does not apply to this account.
    pub struct NotApplicable {
        /// The part.
        required dimension: DimensionName,
        /// Why.
        required why: String,
    }
}

fields! {
    /// The account itself: who they are to us. The only record that must exist.
    ///
    /// ```toml accounts/northwind/account.toml
    /// [account]
    /// name = "Northwind Logistics"
    /// tier = "key"
    /// segment = "logistics"
    /// since = 2021-05-01
    /// verified = 2026-05-04
    /// team = [
    ///   { who = "priya", as = "owner", from = 2025-08-01, successor = "tomas" },
    ///   { who = "lena", as = "engineer", from = 2024-02-01 },
    /// ]
    /// expertise = ["customs", "integration"]
    /// selection = { growth = 4, fit = 5 }
    /// changes = [{ on = 2025-06-10, field = "tier", was = "core" }]
    ///
    /// [account.purpose]
    /// ours = "One team that answers for every alarm, day and night."
    /// benefit_ours = "A customer to whom other hauliers listen."
    /// benefit_theirs = "Loads that arrive cold, and the paper that proves it."
    /// shared = 2025-09-02
    /// with = ["amelia"]
    ///
    /// [account.legal]
    /// basis = "The contract of 10 June 2025"
    /// retention = "3y"
    /// ```
    pub struct Account {
        /// The customer's name.
        required name: String,
        /// The tier, an id from the configuration.
        optional tier: String,
        /// The segment, an id from the configuration.
        optional segment: String,
        /// Where the account is in its life; `active` when left out.
        optional status: Status,
        /// Customer since.
        optional since: NaiveDate,
        /// The day on which somebody last looked and all of it was still true.
        optional verified: NaiveDate,
        /// Our people on this account.
        list team: Seat,
        /// The expertise that the account needs.
        list expertise: String,
        /// Scores by selection criterion.
        optional selection: Ratings,
        /// How often the account is reviewed; the tier's period when left out.
        optional review_every: Period,
        /// The effort that the account is given for each of its tier's `effort_per`; its tier's when left out.
        optional effort: Duration,
        /// Times of the year without contact.
        list quiet: Quiet,
        /// Why we work together.
        optional purpose: Purpose,
        /// On what ground records are kept.
        optional legal: Legal,
        /// When and why it ended.
        optional ended: Ended,
        /// The account that it belongs to.
        optional parent: AccountName,
        /// The account that it became part of.
        optional merged_into: AccountName,
        /// Parts of the standing that do not apply, each with a reason.
        list not_applicable: NotApplicable,
        /// What fields were before: a computation for a past day reads it.
        list changes: Was,
    }
}

impl Noun for Account {
    fn own_words(&self) -> Option<String> {
        Some(self.name.value.clone())
    }

    fn of(data: &Data) -> Option<&Self> {
        if let Data::Account(one) = data { Some(one) } else { None }
    }
}
