//! Tools: software and equipment that monitoring needs.

use chrono::NaiveDate;

use crate::record::*;

words! {
    /// Whether a tool is there.
    pub enum ToolStatus {
        /// It is used.
        InUse = "in-use",
        /// It is needed, and not there yet.
        Needed = "needed",
        /// It is used no more.
        Retired = "retired",
    }
}

words! {
    /// What a tool holds.
    pub enum Holding {
        /// Names, addresses, opinions of people.
        PersonalData = "personal-data",
        /// Figures and facts of the customer's business.
        BusinessData = "business-data",
        /// What is known of contracts and prices.
        Contracts = "contracts",
    }
}

fields! {
    /// Software or equipment that monitoring needs, for one account or, in the portfolio's `plan.toml`, for all.
    ///
    /// ```toml plan.toml
    /// [[tool]]
    /// title = "Alarm desk"
    /// for = "Sees every alarm; holds the rosters of those who are called at night."
    /// status = "in-use"
    /// owner = "lena"
    /// holds = ["personal-data"]
    /// since = 2025-11-11
    /// ```
    pub struct Tool {
        /// What it is for.
        optional purpose = "for": String,
        /// Whether it is there; `in-use` when left out.
        optional status: ToolStatus,
        /// The day by which it is needed.
        optional needed_by: NaiveDate,
        /// Who sees to it.
        optional owner: Who,
        /// What it holds.
        list holds: Holding,
        /// The day since which it is used.
        optional since: NaiveDate,
    }
}

impl Noun for Tool {
    fn own_date(&self) -> Option<NaiveDate> {
        self.since.as_ref().map(|at| at.value)
    }

    fn of(data: &Data) -> Option<&Self> {
        if let Data::Tool(one) = data { Some(one) } else { None }
    }
}
