//! What the customer expects.

use chrono::NaiveDate;

use crate::record::*;

words! {
    /// How much something matters.
    pub enum Priority {
        /// Weighs 1.
        Low = "low",
        /// Weighs 2; the default.
        Medium = "medium",
        /// Weighs 3.
        High = "high",
    }
}

impl Priority {
    /// How much it counts: 1, 2 or 3.
    #[must_use]
    pub fn importance(self) -> u8 {
        match self {
            Self::Low => 1,
            Self::Medium => 2,
            Self::High => 3,
        }
    }
}

words! {
    /// In which direction a measure is better.
    pub enum Direction {
        /// More is better.
        Higher = "higher",
        /// Less is better.
        Lower = "lower",
    }
}

fields! {
    /// Something that the customer expects of us.
    ///
    /// How it was met is an `assessment`; when it is agreed anew, a `change` says what it was before.
    ///
    /// ```toml accounts/northwind/expectations.toml
    /// [[expectation]]
    /// id = "night-line"
    /// statement = "At night somebody answers within a minute."
    /// priority = "high"
    /// measure = "calls answered within a minute, percent"
    /// target = 95
    /// better = "higher"
    /// agreed = 2026-02-03
    /// with = ["amelia"]
    /// raised_by = "jonas"
    /// review_every = "3m"
    /// ```
    pub struct Expectation {
        /// What is expected, in one sentence.
        required statement: String,
        /// How much it matters; `medium` when left out.
        optional priority: Priority,
        /// What is measured, with its unit.
        optional measure: String,
        /// The value that was agreed.
        optional target: f64,
        /// In which direction the measure is better; `higher` when left out.
        optional better: Direction,
        /// The day on which it was agreed.
        optional agreed: NaiveDate,
        /// With whom it was agreed.
        list with: Who,
        /// Who raised it.
        optional raised_by: Who,
        /// What it covers.
        optional scope: String,
        /// How often it is assessed; the tier's review period when left out.
        optional review_every: Period,
        /// When and why it ended.
        optional ended: Ended,
    }
}

impl Expectation {
    /// Its priority, as written or medium.
    #[must_use]
    pub fn priority(&self) -> Priority {
        self.priority.as_ref().map_or(Priority::Medium, |priority| priority.value)
    }
}

impl Noun for Expectation {
    fn own_date(&self) -> Option<NaiveDate> {
        self.agreed.as_ref().map(|at| at.value)
    }

    fn own_words(&self) -> Option<String> {
        Some(self.statement.value.clone())
    }

    fn of(data: &Data) -> Option<&Self> {
        if let Data::Expectation(one) = data { Some(one) } else { None }
    }
}
