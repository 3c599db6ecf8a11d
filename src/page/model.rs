//! The page of the model: how a standing is computed, in full, with this portfolio's own numbers.

use schemars::JsonSchema;
use serde::Serialize;

use super::common::{DateText, Figure, Frame, Linked, SourceLine, StandingWord};

/// `model.html`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct ModelPage {
    /// Around the page.
    pub frame: Frame,
    /// Since when this model is in force, where a dated change says so.
    pub since: Option<DateText>,
    /// The dimensions, in the order of their weights.
    pub dimensions: Vec<DimensionRule>,
    /// How dimensions become a score: name, formula and meaning of v, W, H, L, U, confidence.
    pub quantities: Vec<Quantity>,
    /// The bands, the best first.
    pub bands: Vec<BandRule>,
    /// When a standing is provisional, may rise, or gives way to a word: one sentence each.
    pub rules: Vec<String>,
    /// The gates.
    pub gates: Vec<GateRule>,
    /// The tiers and what each asks for.
    pub tiers: Vec<TierRule>,
    /// Each change of the model, newest first.
    pub changes: Vec<ModelChange>,
    /// The exchange rates by which sums across currencies are shown.
    pub rates: Vec<RateRow>,
    /// How many accounts stand where under this model.
    pub outcome: Vec<OutcomeRow>,
    /// Where the model is configured.
    pub source: Option<SourceLine>,
}

/// How one dimension is scored.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct DimensionRule {
    /// The element id: `dimension-feedback`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its weight, in hundredths.
    pub weight: Figure,
    /// The weight where a tier differs: “key 30”.
    pub tier_weights: Vec<String>,
    /// The score's formula.
    pub formula: String,
    /// When it is unknown.
    pub unknown_when: String,
    /// When it is not applicable.
    pub not_applicable_when: String,
    /// How long evidence stays fresh: “120 days”, or “–”.
    pub validity: String,
    /// For how many of the portfolio's accounts it is known: “8 of 10”.
    pub known: String,
    /// Whether the configuration changed any of these numbers.
    pub changed: bool,
}

/// One quantity between dimensions and standing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Quantity {
    /// Its symbol: “H”.
    pub symbol: String,
    /// Its name: “score”.
    pub name: String,
    /// Its formula.
    pub formula: String,
    /// What it means, in a sentence.
    pub meaning: String,
}

/// When an account is in a band.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BandRule {
    /// The band.
    pub standing: StandingWord,
    /// The condition.
    pub when: String,
}

/// A gate.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct GateRule {
    /// The element id.
    pub id: String,
    /// The condition, with this portfolio's numbers.
    pub when: String,
    /// The highest score it leaves.
    pub cap: String,
    /// The accounts it holds now.
    pub holds: Vec<Linked>,
}

/// What one tier asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TierRule {
    /// Its name.
    pub name: String,
    /// How many accounts are in it.
    pub accounts: usize,
    /// The longest stretch without contact: “30 days”; “–” where none is asked for.
    pub cadence: String,
    /// The roles it requires.
    pub roles: Vec<String>,
    /// What else: criteria, review period, bounds.
    pub criteria: Vec<String>,
    /// Whether it is a major tier.
    pub major: bool,
}

/// A dated change of the model.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ModelChange {
    /// From when it holds.
    pub on: DateText,
    /// What changed: “weight of feedback 20 → 25”.
    pub what: Vec<String>,
    /// Why.
    pub why: String,
    /// Where it is written.
    pub source: SourceLine,
}

/// An exchange rate.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct RateRow {
    /// The currency, and in which it is expressed: “1 USD”.
    pub of: String,
    /// The rate: “0.92 EUR”.
    pub is: Figure,
    /// From when it holds.
    pub from: DateText,
}

/// How many accounts stand in a place.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct OutcomeRow {
    /// The place.
    pub standing: StandingWord,
    /// How many.
    pub accounts: usize,
    /// How many of them would stand elsewhere under equal weights, or with one weight halved or half as much again.
    pub sensitive: usize,
}
