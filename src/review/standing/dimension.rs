//! One dimension: known with a score, unknown with why, or not applicable with why; and the records behind it.
//!
//! Freshness of a piece of evidence of age *a* with validity *V*: f = 1 up to V, then it falls to 0 at 2V on a straight
//! line. It weighs evidence; it never takes points.

use chrono::NaiveDate;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::text::{self, figure};
use crate::record::{DimensionName, Entry, Key};
use crate::source::Span;

/// Where a record stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Its name.
    pub key: Key,
    /// Its place in a file.
    pub span: Span,
}

impl Place {
    /// The place of a record.
    #[must_use]
    pub fn of(entry: &Entry) -> Self {
        Self { key: entry.key.clone(), span: entry.span.clone() }
    }
}

impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut place = serializer.serialize_struct("Place", 3)?;
        place.serialize_field("record", &self.key.to_string())?;
        place.serialize_field("path", self.span.path().as_str())?;
        place.serialize_field("line", &self.span.line())?;
        place.end()
    }
}

/// A piece of evidence behind a figure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evidence {
    /// Its record.
    #[serde(flatten)]
    pub place: Place,
    /// The day, where it has one.
    #[serde(serialize_with = "text::optional")]
    pub on: Option<NaiveDate>,
    /// What it says, in plain words.
    pub label: String,
    /// What it belongs to within its dimension: the instrument of an answer, the role of a person.
    pub group: Option<String>,
    /// Its weight beside the others, without freshness.
    pub weight: f64,
    /// f, from 0 to 1.
    pub freshness: f64,
    /// What it is worth: points from 0 to 100; for a complaint, the points that it takes.
    pub value: f64,
}

/// What is known of a dimension.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum State {
    /// Its score, 0 to 100.
    Known {
        /// The score.
        score: f64,
    },
    /// Too little is known.
    Unknown {
        /// Why, as a sentence without its full stop.
        why: String,
    },
    /// It does not apply to this account.
    NotApplicable {
        /// Why, as a sentence without its full stop.
        why: String,
    },
}

/// One dimension on a day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Dimension {
    /// Which.
    #[serde(serialize_with = "text::dimension")]
    pub name: DimensionName,
    /// The weight that the model gives it, in points.
    pub weight: f64,
    /// v: its share among the applicable dimensions, 0 to 1; 0 when it is not applicable.
    pub share: f64,
    /// What is known.
    pub state: State,
    /// The score with which it enters H: its own, or less when only bad facts make it known. None when it is not known.
    pub entered: Option<f64>,
    /// Its share of H, in points: v·s ⁄ W. None when it is not known.
    pub adds: Option<f64>,
    /// Whether only bad facts make it known.
    pub only_bad: bool,
    /// Σf: how much evidence there is.
    pub evidence_sum: f64,
    /// n*: how much would be enough.
    pub evidence_enough: f64,
    /// The formula with its numbers; empty when it is not applicable.
    pub formula: String,
    /// The records behind it.
    pub evidence: Vec<Evidence>,
}

impl Dimension {
    /// Its score, when it is known.
    #[must_use]
    pub fn score(&self) -> Option<f64> {
        if let State::Known { score } = self.state { Some(score) } else { None }
    }
}

/// f of a piece of evidence of an age, in days, with a validity, in days: 1 up to the validity, 0 from twice that on.
pub fn freshness(age: f64, validity: f64) -> f64 {
    if age <= validity {
        1.0
    } else if validity <= 0.0 {
        0.0
    } else {
        (2.0 - age / validity).clamp(0.0, 1.0)
    }
}

/// A mean of points from 0 to 100, which the last bit of a sum cannot lead astray.
pub fn mean(above: f64, below: f64) -> f64 {
    (above / below).clamp(0.0, 100.0)
}

/// What a dimension's own computation finds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Found {
    /// A score, whether only bad facts make it known, Σf and n*.
    Known { score: f64, only_bad: bool, sum: f64, enough: f64 },
    /// Nothing that suffices.
    Unknown(Unknown),
    /// The tier does not ask.
    NotAsked,
}

impl Found {
    pub fn score(self) -> Option<f64> {
        if let Self::Known { score, .. } = self { Some(score) } else { None }
    }
}

/// Why a dimension is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// A record that could have fed it was left out.
    Omitted,
    /// The tier is none of the configuration's.
    Tier,
    /// No expectation is recorded.
    NoExpectation,
    /// No assessment, or none that is fresh enough.
    NoAssessment,
    /// No answer, or none that is fresh enough.
    NoAnswer,
    /// No complaint, and no sign of life that would let silence mean content.
    NoSign,
    /// Fewer promises than say anything, and none broken.
    FewActions,
    /// No person of the customer is recorded.
    NoPerson,
    /// No objective is agreed.
    NoObjective,
    /// No progress, or none that is fresh enough.
    NoProgress,
    /// Never any contact, and no day since when it is missing.
    NoBeginning,
}

/// Takes down what a computation looks at. Most days are computed without: then nothing is built.
pub trait Ledger {
    fn line(&mut self, line: impl FnOnce() -> Evidence);
    /// The formula, from the lines so far.
    fn formula(&mut self, formula: impl FnOnce(&[Evidence]) -> String);
}

/// Takes nothing down.
pub struct Silent;

impl Ledger for Silent {
    fn line(&mut self, _: impl FnOnce() -> Evidence) {}

    fn formula(&mut self, _: impl FnOnce(&[Evidence]) -> String) {}
}

/// Takes everything down.
#[derive(Default)]
pub struct Written {
    pub evidence: Vec<Evidence>,
    pub formula: String,
}

impl Ledger for Written {
    fn line(&mut self, line: impl FnOnce() -> Evidence) {
        self.evidence.push(line());
    }

    fn formula(&mut self, formula: impl FnOnce(&[Evidence]) -> String) {
        self.formula = formula(&self.evidence);
    }
}

/// How many terms a formula spells out.
pub const SPELT: usize = 6;

/// `(3·1·100 + 2·0.5·50) ⁄ (3·1 + 2·0.5) = 87.5`: a weighted mean with its numbers, freshness included.
pub fn weighted_mean(lines: &[&Evidence], score: f64) -> String {
    let counted: Vec<_> = lines.iter().filter(|line| line.weight * line.freshness > 0.0).collect();
    if counted.len() > SPELT {
        let total: f64 = counted.iter().map(|line| line.weight * line.freshness * line.value).sum();
        let weight: f64 = counted.iter().map(|line| line.weight * line.freshness).sum();
        let of = text::counted(counted.len(), "term");
        return format!("{} ⁄ {} = {} ({of})", figure(total), figure(weight), figure(score));
    }
    let above: Vec<String> = counted
        .iter()
        .map(|line| format!("{}·{}·{}", figure(line.weight), figure(line.freshness), figure(line.value)))
        .collect();
    let below: Vec<String> =
        counted.iter().map(|line| format!("{}·{}", figure(line.weight), figure(line.freshness))).collect();
    format!("({}) ⁄ ({}) = {}", above.join(" + "), below.join(" + "), figure(score))
}

/// The mean of values that have no weight, with its numbers.
pub fn plain_mean(values: &[f64], score: f64) -> String {
    let spelt: Vec<String> = values.iter().map(|value| figure(*value)).collect();
    match values {
        [_] => figure(score),
        _ => format!("({}) ⁄ {} = {}", spelt.join(" + "), values.len(), figure(score)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_is_fresh_for_its_validity_and_gone_after_twice_that() {
        let at = |age| freshness(age, 90.0);
        assert_eq!([0.0, 90.0, 135.0, 180.0, 500.0].map(at), [1.0, 1.0, 0.5, 0.0, 0.0]);
        assert_eq!([0.0, 1.0].map(|age| freshness(age, 0.0)), [1.0, 0.0]);
    }

    #[test]
    fn figures_are_short() {
        let shown = [0.0, -0.001, 100.0, 87.5, 66.666_7, 0.05].map(figure);
        assert_eq!(shown, ["0", "0", "100", "87.5", "66.67", "0.05"]);
    }
}
