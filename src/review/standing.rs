//! How an account stands on a day: seven dimensions, one score with its bounds, a band, the gates that hold it down,
//! and the records behind every figure.
//!
//! A pure function of checked records, the configuration and a day. The formulas are those of the published model; each
//! file below opens with its own. What is dated after the day does not exist, a field that names such a day (done,
//! resolved, left, …) says “not yet”, and what has no date counts as it is now and is listed as [`Standing::undated`].
//!
//! Where the model leaves a question open, this is the answer, and always the one that does not flatter:
//!
//! - **Bad facts alone.** A dimension that only bad facts make known enters the score with the lower of its own and the
//!   score of what else is known; two such enter the worse one first, so that each sees the other. An overdue promise
//!   makes commitments known in this way while fewer than three promises are closed. Such a dimension widens the
//!   coverage that is shown, but not the coverage that *good* asks for: bad news raises neither score nor band.
//! - **Gates and bounds.** Whether a standing is provisional is asked of the bounds under the gates: a gate that holds
//!   is no matter of missing records. Hysteresis, too, looks at the score after gates.
//! - **A promise given up after its day** counts as an overdue one for the window; given up before, it does not count.
//! - **On one day** the worse of two judgements or answers holds. Undated ones lie before every dated one.
//! - **The first dated record**, from which the weekly grid runs, is the first of something that happened: a contract, an
//!   expectation or an objective may have been agreed long before anybody kept records.
//! - **What was left out** because it could not be understood makes unknown what it could have fed; `lacking.rs` says
//!   which kind feeds what.
//!
//! [`Digest`] reads an account once; every day of the past is then cheap to ask for.

mod attribution;
mod commitments;
mod complaints;
mod contact;
mod digest;
mod dimension;
mod expectations;
mod feedback;
mod gates;
mod grid;
mod lacking;
mod model;
mod objectives;
mod overrides;
mod people;
mod report;
mod score;
mod sensitivity;
mod text;

#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::Serialize;

pub use attribution::{Attribution, Cause, Line, largest_remainder};
pub use digest::{Digest, Figures, Undated};
pub use dimension::{Dimension, Evidence, Place, State};
pub use gates::{Gate, Rule};
pub use grid::Point;
pub use overrides::{Ignored, Override};
pub use sensitivity::{Variation, Varied};

use crate::check::{Checked, Context};
use crate::record::DimensionName;

/// Where a score lies. *Unknown* stands apart; the other three are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Band {
    /// Too little is known.
    Unknown,
    /// H < 50, or a gate that says so.
    AtRisk,
    /// H < 75, or too little is known for more.
    Watch,
    /// H ≥ 75, and enough is known.
    Good,
}

/// The word that an account stands under.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum Word {
    /// Its band.
    Band {
        /// The band.
        band: Band,
    },
    /// Unknown, because it has only begun.
    New,
    /// Not a customer yet.
    Prospect,
    /// A customer with whom nothing happens for a while.
    Paused,
    /// No customer any more.
    Ended {
        /// The band on the day before.
        last: Band,
        /// The day, where it is written.
        #[serde(serialize_with = "text::optional")]
        on: Option<NaiveDate>,
        /// Why, where it is written.
        why: Option<String>,
    },
}

/// How much evidence there is, in a word. It stands beside the score and never changes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Little.
    Low,
    /// Some.
    Medium,
    /// Enough.
    High,
}

/// How much evidence there is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Confidence {
    /// Σ v·min(1, Σf ⁄ n*), 0 to 1.
    pub value: f64,
    /// The same in a word.
    pub level: Level,
}

/// The band could be another if more were known.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Provisional {
    /// Why, in a sentence.
    pub why: String,
    /// What would narrow the bounds most; none where nothing is unknown.
    pub narrows: Option<Missing>,
}

/// A record that is missing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Missing {
    /// The dimension that it would make known.
    #[serde(serialize_with = "text::dimension")]
    pub dimension: DimensionName,
    /// By how many points the bounds would close up.
    pub points: f64,
    /// What to write, or to mend, as an imperative.
    pub what: String,
}

/// Going up takes time: the score has been better than the band.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Rising {
    /// The band that the score alone would give.
    pub to: Band,
    /// Since which Monday the score has been high enough; none where it is within the margin.
    #[serde(serialize_with = "text::optional")]
    pub since: Option<NaiveDate>,
}

/// What our own people think is far above what the customer thinks: green outside, red inside.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Watermelon {
    /// The staff's feedback, 0 to 100.
    pub staff: f64,
    /// The customer's feedback, 0 to 100.
    pub customer: f64,
    /// The staff's answers.
    pub evidence: Vec<Evidence>,
}

/// A day on which the model changed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ModelMark {
    /// The day.
    #[serde(serialize_with = "text::date")]
    pub on: NaiveDate,
    /// Why, where it is written.
    pub why: Option<String>,
}

/// How an account stands on a day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Standing {
    /// The day.
    #[serde(serialize_with = "text::date")]
    pub as_of: NaiveDate,
    /// The tier on that day, where one is written.
    pub tier: Option<String>,
    /// The word for it: the band, or what stands in its place.
    pub word: Word,
    /// The band with hysteresis. For a prospect, and what is paused or ended, it is not shown.
    pub band: Band,
    /// The band that the day alone would give, without hysteresis.
    pub band_today: Band,
    /// Set when the score alone would give a higher band.
    pub rising: Option<Rising>,
    /// H: Σ v·s ⁄ W over the known, 0 to 100; none when nothing is known.
    pub score: Option<f64>,
    /// H under the gates.
    pub gated: Option<f64>,
    /// L: the score if all that is unknown were 0. Before gates.
    pub low: f64,
    /// U: the score if all that is unknown were 100. Before gates.
    pub high: f64,
    /// W: the share of weight that is known, 0 to 1.
    pub coverage: f64,
    /// The part of W that good evidence makes known, too: what *good* asks for.
    pub sound_coverage: f64,
    /// How much evidence there is.
    pub confidence: Confidence,
    /// Set when the band could be another if more were known.
    pub provisional: Option<Provisional>,
    /// The seven dimensions, in the order of the model.
    pub dimensions: Vec<Dimension>,
    /// The gates that hold, the severest first.
    pub gates: Vec<Gate>,
    /// A band that a person set beside the computed one.
    pub overridden: Option<Override>,
    /// Such bands that do not count, with why not; those that lapsed in time are not among them.
    pub ignored: Vec<Ignored>,
    /// Set when staff think far better of us than the customer does.
    pub watermelon: Option<Watermelon>,
    /// The same with other weights.
    pub sensitivity: Vec<Variation>,
    /// Every Monday from the first dated record.
    pub history: Vec<Point>,
    /// The days on which the model changed for this tier.
    pub model_changes: Vec<ModelMark>,
    /// What has no date, and so counts in the past as it is now.
    pub undated: Vec<Undated>,
}

impl Standing {
    /// One dimension.
    #[must_use]
    pub fn dimension(&self, name: DimensionName) -> Option<&Dimension> {
        self.dimensions.iter().find(|dimension| dimension.name == name)
    }

    /// What the score would be at least and at most, under the gates that hold.
    #[must_use]
    pub fn bounds(&self) -> (f64, f64) {
        let cap = self.gates.iter().map(|gate| gate.cap).fold(100.0, f64::min);
        (self.low.min(cap), self.high.min(cap))
    }
}

/// How an account stands on the day of the context.
#[must_use]
pub fn standing(checked: &Checked, context: &Context<'_>) -> Standing {
    Digest::new(checked, context.shared, context.config).standing(context.as_of)
}
