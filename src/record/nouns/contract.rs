//! Contracts: what was agreed, for how long, for how much.

use chrono::NaiveDate;

use crate::record::*;

words! {
    /// How a contract goes on at its end.
    pub enum Renewal {
        /// By itself, unless notice is given.
        Auto = "auto",
        /// By a new agreement.
        Negotiated = "negotiated",
        /// Not at all.
        None = "none",
    }
}

words! {
    /// What became of a contract.
    pub enum ContractOutcomeWord {
        /// It was renewed.
        Renewed = "renewed",
        /// It was lost.
        Lost = "lost",
    }
}

fields! {
    /// What became of a contract.
    pub struct ContractOutcome {
        /// What it was.
        required is: ContractOutcomeWord,
        /// The day.
        required on: NaiveDate,
        /// Why.
        optional why: String,
    }
}

fields! {
    /// A contract with the customer.
    ///
    /// What became of it at its end is its `outcome`; the contract that follows is a record of its own.
    ///
    /// ```toml accounts/northwind/contracts.toml
    /// [[contract]]
    /// title = "Watch over forty lorries"
    /// from = 2025-06-10
    /// to = 2027-06-09
    /// notice_by = 2027-03-09
    /// value = "EUR 180000.00"
    /// per = "1y"
    /// renews = "negotiated"
    /// products = ["alarm desk", "calibration"]
    /// ```
    pub struct Contract {
        /// Its first day.
        required from: NaiveDate,
        /// Its last day.
        optional to: NaiveDate,
        /// The last day on which notice can be given.
        optional notice_by: NaiveDate,
        /// What it is worth, for each `per`.
        optional value: Money,
        /// The period that `value` is for; the whole term when left out.
        optional per: Period,
        /// How it goes on at its end.
        optional renews: Renewal,
        /// What it covers.
        list products: String,
        /// What became of it.
        optional outcome: ContractOutcome,
    }
}

impl Noun for Contract {
    fn own_date(&self) -> Option<NaiveDate> {
        Some(self.from.value)
    }

    fn of(data: &Data) -> Option<&Self> {
        if let Data::Contract(one) = data { Some(one) } else { None }
    }
}
