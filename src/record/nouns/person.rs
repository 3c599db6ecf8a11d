//! The people of an account: theirs, independent ones, and how they stand to us.

use chrono::NaiveDate;

use crate::record::*;

words! {
    /// Whose person somebody is.
    pub enum Side {
        /// Ours, beyond the team.
        Ours = "ours",
        /// The customer's.
        Customer = "customer",
        /// Nobody's: an auditor, a consultant.
        Independent = "independent",
    }
}

words! {
    /// What somebody is in the customer's decisions.
    pub enum Role {
        /// Decides.
        DecisionMaker = "decision-maker",
        /// Is listened to by those who decide.
        Influencer = "influencer",
        /// Answers for working with us.
        Sponsor = "sponsor",
        /// Speaks for us unasked.
        Champion = "champion",
        /// Works with what we deliver.
        User = "user",
        /// Decides who gets through.
        Gatekeeper = "gatekeeper",
    }
}

words! {
    /// How somebody stands to us.
    pub enum Stance {
        /// For us.
        Supporter = "supporter",
        /// Neither for nor against.
        Neutral = "neutral",
        /// Doubtful.
        Sceptic = "sceptic",
        /// Against us.
        Opponent = "opponent",
    }
}

fields! {
    /// How strong a relation was on a day.
    pub struct Strength {
        /// The day.
        required on: NaiveDate,
        /// From 1, hardly known, to 5, trusted.
        required is: Rating,
        /// What shows it.
        optional why: String,
    }
}

fields! {
    /// How somebody likes to be reached.
    pub struct Preference {
        /// By which channel.
        optional channel: Channel,
        /// In which language.
        optional language: String,
        /// In which time zone they are.
        optional timezone: String,
    }
}

fields! {
    /// How to reach somebody: on the call sheet, and never in search or in data.
    pub struct Contact {
        /// An e-mail address.
        optional email: String,
        /// A telephone number.
        optional phone: String,
        /// A postal address.
        optional post: String,
    }
}

fields! {
    /// A person of the account: one of the customer's as a rule, else one of ours or of a third party.
    ///
    /// How strong a relation is, is said again with a new line of `strength`; the older ones stay.
    ///
    /// ```toml accounts/northwind/people.toml
    /// [[person]]
    /// id = "amelia"
    /// name = "Amelia Ruiz"
    /// title = "Head of Operations"
    /// role = ["decision-maker", "sponsor"]
    /// stance = "supporter"
    /// influence = 5
    /// monitors = true
    /// paired_with = "priya"
    /// consent = 2025-06-10
    /// strength = [
    ///   { on = 2025-11-03, is = 3 },
    ///   { on = 2026-02-11, is = 4, why = "She asked us to her board's away day." },
    /// ]
    /// prefers = { channel = "call", language = "en", timezone = "Europe/Amsterdam" }
    /// successor = "jonas"
    /// verified = 2026-05-04
    ///
    /// [[person]]
    /// id = "jonas"
    /// name = "Jonas Weber"
    /// title = "Dispatcher"
    /// role = ["user"]
    /// reports_to = "amelia"
    /// verified = 2026-05-04
    /// ```
    pub struct Person {
        /// The full name.
        required name: String,
        /// Whose person it is; the customer's when left out.
        optional side: Side,
        /// The title on the card.
        optional position = "title": String,
        /// What they are in the customer's decisions.
        list role: Role,
        /// How they stand to us.
        optional stance: Stance,
        /// Their weight in decisions.
        optional influence: Rating,
        /// Whether they take part in monitoring.
        optional monitors: bool,
        /// Their counterpart on our side.
        optional paired_with: Who,
        /// The day on which they agreed to be recorded.
        optional consent: NaiveDate,
        /// How strong the relation was, day by day.
        list strength: Strength,
        /// Whom they report to.
        optional reports_to: Who,
        /// How they like to be reached.
        optional prefers: Preference,
        /// Who would take over from them.
        optional successor: Who,
        /// The day on which they left.
        optional left: NaiveDate,
        /// What matters to them beyond business.
        list interests: String,
        /// How to reach them.
        optional contact: Contact,
        /// The day on which somebody last looked and it was still true.
        optional verified: NaiveDate,
        /// What fields were before: a computation for a past day reads it.
        list changes: Was,
    }
}

impl Noun for Person {
    fn own_words(&self) -> Option<String> {
        Some(self.name.value.clone())
    }

    fn of(data: &Data) -> Option<&Self> {
        if let Data::Person(one) = data { Some(one) } else { None }
    }
}
