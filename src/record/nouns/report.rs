//! Reports: what is told to whom, how often, and when it was.

use chrono::NaiveDate;

use crate::record::*;

words! {
    /// A part of a report, named for the part of the account's page that it repeats.
    pub enum ReportPart {
        /// Where the account stands and why.
        Standing = "standing",
        /// Expectations and how they were met.
        Expectations = "expectations",
        /// Feedback.
        Feedback = "feedback",
        /// Complaints.
        Complaints = "complaints",
        /// Actions of both sides.
        Actions = "actions",
        /// People.
        People = "people",
        /// Objectives and challenges.
        Objectives = "objectives",
        /// Opportunities.
        Opportunities = "opportunities",
        /// Risks.
        Risks = "risks",
        /// Recommendations.
        Recommendations = "recommendations",
        /// Revenue, cost, investment and return.
        Value = "value",
        /// Contacts.
        Engagement = "engagement",
        /// What happened since the last issue.
        Timeline = "timeline",
    }
}

fields! {
    /// What is reported to whom and how often, for one account or, in the portfolio's `plan.toml`, for all.
    ///
    /// A record that names it in `about` or `evidence` says that it was issued on that day. One of an account with the `id` of a shared
    /// one stands in its place, and takes from it what it does not say itself.
    ///
    /// ```toml accounts/northwind/plan.toml
    /// [[report]]
    /// title = "Quarterly letter"
    /// audience = "customer"
    /// every = "3m"
    /// from = 2026-01-01
    /// contents = ["expectations", "complaints", "actions"]
    /// measures = ["complaints-open", "actions-overdue"]
    /// to = ["amelia"]
    /// issued = [2026-04-02]
    /// ```
    pub struct Report {
        /// The audience: `customer`, `internal`, or an id from the configuration.
        required audience: String,
        /// How often.
        optional every: Period,
        /// The first day that it tells of, so that it is first due a period later; that of the account's beginning when left out.
        optional from: NaiveDate,
        /// What it holds, in order.
        list contents: ReportPart,
        /// The measures that it gives, by name.
        list measures: Measure,
        /// To whom it goes.
        list to: Who,
        /// The days on which it was issued, where no record says so.
        list issued: NaiveDate,
        /// The tiers that it is made for; all when left out.
        list tier: String,
    }
}

impl Noun for Report {
    fn of(data: &Data) -> Option<&Self> {
        if let Data::Report(one) = data { Some(one) } else { None }
    }
}
