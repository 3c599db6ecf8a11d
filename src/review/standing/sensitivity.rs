//! The same with other weights: all equal, and each half as heavy and half as heavy again. The gates stay as they are,
//! and there is no hysteresis, on either side of the comparison.

use serde::Serialize;

use super::Band;
use super::digest::Day;
use super::dimension::Found;
use super::grid::Reading;
use super::score::{band, combine, weights};
use super::text;
use crate::record::DimensionName;

/// What is varied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "varied", content = "dimension")]
pub enum Varied {
    /// Every applicable dimension weighs the same.
    Equal,
    /// One weighs half as much again.
    More(#[serde(serialize_with = "text::dimension")] DimensionName),
    /// One weighs half as much.
    Less(#[serde(serialize_with = "text::dimension")] DimensionName),
}

/// The standing with other weights.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Variation {
    /// What is varied.
    #[serde(flatten)]
    pub varied: Varied,
    /// H.
    pub score: Option<f64>,
    /// H under the gates.
    pub gated: Option<f64>,
    /// W.
    pub coverage: f64,
    /// The band of the day alone.
    pub band: Band,
    /// Whether that is another than with the weights of the model.
    pub differs: bool,
}

pub fn variations(day: &Day<'_, '_>, reading: &Reading<'_>) -> Vec<Variation> {
    let own = weights(day.parameters);
    let scaled = |name: DimensionName, by: f64| {
        let mut weights = own;
        weights[name as usize] *= by;
        weights
    };
    let applies = |name: &&DimensionName| !matches!(reading.found[**name as usize], Found::NotAsked);
    let mut varied = vec![(Varied::Equal, [1.0; 7])];
    for name in DimensionName::ALL.iter().filter(applies) {
        varied.push((Varied::More(*name), scaled(*name, 1.5)));
        varied.push((Varied::Less(*name), scaled(*name, 0.5)));
    }
    varied.into_iter().map(|(varied, weights)| variation(varied, &weights, day, reading)).collect()
}

fn variation(varied: Varied, weights: &[f64; 7], day: &Day<'_, '_>, reading: &Reading<'_>) -> Variation {
    let combined = combine(&reading.found, weights);
    let gated = combined.score.map(|score| score.min(reading.cap()));
    let band = band(gated, &combined, reading.is_severe, day.parameters);
    let differs = band != reading.today;
    Variation { varied, score: combined.score, gated, coverage: combined.coverage, band, differs }
}
