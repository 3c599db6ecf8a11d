//! Opportunities: what the customer could gain, and we with them.

use chrono::NaiveDate;

use crate::record::*;

words! {
    /// How far an opportunity has come.
    pub enum Stage {
        /// Seen by us, and not yet spoken of.
        Idea = "idea",
        /// Offered to them.
        Offered = "offered",
        /// Both sides work on it.
        Negotiating = "negotiating",
    }
}

words! {
    /// What became of an opportunity.
    pub enum OpportunityEnd {
        /// They took it.
        Won = "won",
        /// They did not.
        Lost = "lost",
        /// We gave it up.
        Dropped = "dropped",
    }
}

fields! {
    /// What became of an opportunity.
    pub struct OpportunityOutcome {
        /// What it was.
        required is: OpportunityEnd,
        /// The day.
        required on: NaiveDate,
        /// Why, and what it brought them.
        optional why: String,
    }
}

fields! {
    /// Something from which the customer would gain, and we with them.
    ///
    /// ```toml accounts/northwind/opportunities.toml
    /// [[opportunity]]
    /// title = "Sensors for the second gate"
    /// benefit_theirs = "One report for both gates; the insurer takes two percent off."
    /// benefit_ours = "Twelve sensors and their calibration."
    /// value = "EUR 14400.00"
    /// stage = "offered"
    /// offered = 2026-06-16
    /// next = "Amelia brings it to the board"
    /// by = 2026-09-15
    /// owner = "priya"
    /// since = 2026-03-12
    /// ```
    pub struct Opportunity {
        /// What they would gain.
        optional benefit_theirs: String,
        /// What we would gain.
        optional benefit_ours: String,
        /// What it is worth to us.
        optional value: Money,
        /// How far it has come; `idea` when left out.
        optional stage: Stage,
        /// The next step.
        optional next: String,
        /// The day by which the next step is taken.
        optional by: NaiveDate,
        /// Who takes it.
        optional owner: Who,
        /// The day on which it was seen.
        optional since: NaiveDate,
        /// The day on which it was offered.
        optional offered: NaiveDate,
        /// What became of it.
        optional outcome: OpportunityOutcome,
    }
}

impl Noun for Opportunity {
    fn own_date(&self) -> Option<NaiveDate> {
        self.since.as_ref().or(self.offered.as_ref()).map(|at| at.value)
    }

    fn of(data: &Data) -> Option<&Self> {
        if let Data::Opportunity(one) = data { Some(one) } else { None }
    }
}
