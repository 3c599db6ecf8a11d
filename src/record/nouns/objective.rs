//! Objectives that both sides share, and how they come along.

use chrono::NaiveDate;

use crate::record::*;

words! {
    /// The state of an objective.
    pub enum State {
        /// It will be reached in time.
        OnTrack = "on-track",
        /// It may not be.
        AtRisk = "at-risk",
        /// It was reached.
        Reached = "reached",
        /// It was missed.
        Missed = "missed",
    }
}

fields! {
    /// A common objective.
    ///
    /// How it stands is `progress`, added each time that somebody looks.
    ///
    /// ```toml accounts/northwind/objectives.toml
    /// [[objective]]
    /// id = "clearance"
    /// title = "Clearance in half the time"
    /// priority = "high"
    /// ours = "A reference for the next three tenders."
    /// theirs = "Lorries that leave on the day they arrive."
    /// value_theirs = "Two hours a lorry, some EUR 90,000 a year."
    /// measure = "hours from arrival to release"
    /// from = 9
    /// target = 4.5
    /// due = 2026-12-31
    /// agreed = 2026-05-04
    /// with = ["amelia"]
    /// ```
    pub struct Objective {
        /// How much it matters; `medium` when left out.
        optional priority: Priority,
        /// What we want from it.
        optional ours: String,
        /// What they want from it.
        optional theirs: String,
        /// What it is worth to them.
        optional value_theirs: String,
        /// What is measured, with its unit.
        optional measure: String,
        /// The value at the start.
        optional from: f64,
        /// The value to be reached.
        optional target: f64,
        /// By when.
        optional due: NaiveDate,
        /// The challenges of theirs that it meets.
        list serves = "for": What,
        /// The day on which it was agreed.
        optional agreed: NaiveDate,
        /// With whom it was agreed.
        list with: Who,
        /// When and why it was given up.
        optional ended: Ended,
    }
}

fields! {
    /// The state of an objective on a day.
    ///
    /// ```toml accounts/northwind/objectives.toml
    /// [[objective]]
    /// id = "clearance"
    /// title = "Clearance in half the time"
    /// measure = "hours from arrival to release"
    /// from = 9
    /// target = 4.5
    /// due = 2026-12-31
    ///
    /// [[progress]]
    /// of = "clearance"
    /// on = 2026-06-15
    /// value = 7.5
    /// state = "on-track"
    /// note = "The second gate opens in August."
    /// ```
    pub struct Progress {
        /// The objective.
        required of: What,
        /// The day; that of the record that holds it when left out.
        optional on: NaiveDate,
        /// The value that was measured.
        optional value: f64,
        /// What there is to say.
        optional note: String,
        /// How it stands.
        required state: State,
    }
}

impl Noun for Objective {
    fn own_date(&self) -> Option<NaiveDate> {
        self.agreed.as_ref().map(|at| at.value)
    }

    fn of(data: &Data) -> Option<&Self> {
        if let Data::Objective(one) = data { Some(one) } else { None }
    }
}

impl Noun for Progress {
    fn own_date(&self) -> Option<NaiveDate> {
        self.on.as_ref().map(|at| at.value)
    }

    fn own_words(&self) -> Option<String> {
        Some(self.of.value.id.clone())
    }

    fn of(data: &Data) -> Option<&Self> {
        if let Data::Progress(one) = data { Some(one) } else { None }
    }
}
