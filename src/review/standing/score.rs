//! From dimensions to a score: H = Σ v·s ⁄ W over the known, coverage W = Σ v over the known, and the bounds L = Σ v·s
//! and U = L + 100·(1 − W).
//!
//! What only bad facts make known enters last, the worst first, each with the lower of its score and the H of what is
//! known before it. So a bad fact never raises H: it enters at or below it.

use super::dimension::{Found, mean};
use super::{Band, Level};
use crate::record::{DimensionName, Parameters, weight_of};

/// Scores are compared as if a hair wide, so that the last bit of a sum decides nothing.
const HAIR: f64 = 1e-9;

pub fn at_least(value: f64, bound: f64) -> bool {
    value >= bound - HAIR
}

/// The score and its bounds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Combined {
    /// H.
    pub score: Option<f64>,
    /// W.
    pub coverage: f64,
    /// W without what only bad facts make known.
    pub sound: f64,
    /// L.
    pub low: f64,
    /// U.
    pub high: f64,
    /// v, among the applicable.
    pub share: [f64; 7],
    /// v among the known; these sum to 1 if anything is known.
    pub among_known: [f64; 7],
    /// The scores that enter.
    pub entered: [Option<f64>; 7],
}

pub fn weights(parameters: &Parameters) -> [f64; 7] {
    let mut weights = [0.0; 7];
    for name in DimensionName::ALL {
        weights[*name as usize] = weight_of(parameters, *name);
    }
    weights
}

pub fn combine(found: &[Found; 7], weights: &[f64; 7]) -> Combined {
    let entered = enter(found, weights);
    let (mut applicable, mut known, mut sound, mut scored) = (0.0, 0.0, 0.0, 0.0);
    for ((found, weight), entered) in found.iter().zip(weights).zip(entered) {
        if !matches!(found, Found::NotAsked) {
            applicable += weight;
        }
        if let (Some(entered), Found::Known { only_bad, .. }) = (entered, found) {
            known += weight;
            sound += if *only_bad { 0.0 } else { *weight };
            scored += weight * entered;
        }
    }
    let part = |weight: f64, of: f64| if of > 0.0 { weight / of } else { 0.0 };
    let coverage = part(known, applicable);
    let low = part(scored, applicable).min(100.0);
    let mut combined = Combined {
        score: (known > 0.0).then(|| mean(scored, known)),
        coverage,
        sound: part(sound, applicable),
        low,
        high: (low + 100.0 * (1.0 - coverage)).min(100.0),
        share: [0.0; 7],
        among_known: [0.0; 7],
        entered,
    };
    for at in 0..7 {
        if !matches!(found[at], Found::NotAsked) {
            combined.share[at] = part(weights[at], applicable);
        }
        if entered[at].is_some() {
            combined.among_known[at] = part(weights[at], known);
        }
    }
    combined
}

/// The score with which each dimension enters.
fn enter(found: &[Found; 7], weights: &[f64; 7]) -> [Option<f64>; 7] {
    let mut entered = [None; 7];
    let mut bad = Vec::new();
    let (mut known, mut scored) = (0.0, 0.0);
    for at in 0..7 {
        match found[at] {
            Found::Known { score, only_bad: false, .. } => {
                entered[at] = Some(score);
                known += weights[at];
                scored += weights[at] * score;
            }
            Found::Known { score, only_bad: true, .. } => bad.push((score, at)),
            Found::Unknown(_) | Found::NotAsked => {}
        }
    }
    bad.sort_by(|left, right| left.0.total_cmp(&right.0).then(left.1.cmp(&right.1)));
    for (score, at) in bad {
        let lower = if known > 0.0 { score.min(scored / known) } else { score };
        entered[at] = Some(lower);
        known += weights[at];
        scored += weights[at] * lower;
    }
    entered
}

/// The band of a score under gates, without hysteresis.
pub fn band(gated: Option<f64>, combined: &Combined, is_severe: bool, parameters: &Parameters) -> Band {
    if is_severe {
        return Band::AtRisk;
    }
    let Some(score) = gated.filter(|_| at_least(combined.coverage, parameters.coverage_known)) else {
        return Band::Unknown;
    };
    if !at_least(score, parameters.band_watch) {
        Band::AtRisk
    } else if at_least(score, parameters.band_good) && at_least(combined.sound, parameters.coverage_good) {
        Band::Good
    } else {
        Band::Watch
    }
}

/// Σ v·min(1, Σf ⁄ n*).
pub fn confidence(found: &[Found; 7], combined: &Combined) -> f64 {
    let each = found.iter().zip(combined.share).map(|(found, share)| match found {
        Found::Known { sum, enough, .. } => share * (sum / enough).min(1.0),
        Found::Unknown(_) | Found::NotAsked => 0.0,
    });
    each.sum()
}

pub fn level(confidence: f64, parameters: &Parameters) -> Level {
    if at_least(confidence, parameters.confidence_high) {
        Level::High
    } else if at_least(confidence, parameters.confidence_medium) {
        Level::Medium
    } else {
        Level::Low
    }
}
