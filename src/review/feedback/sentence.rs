//! The one sentence on a series of waves: what the last two say, or how much is missing. Never “no change”.

use super::statistics::Estimate;
use super::waves::{FEW, Series};

/// What can be said.
#[derive(Debug, Clone, PartialEq)]
pub enum Sentence {
    /// The latest wave has too few answers for a figure.
    FewAnswers {
        /// How many answered.
        answers: usize,
        /// How many more are needed.
        needed: usize,
    },
    /// There is a figure, but no earlier one to lay it beside.
    OneWave {
        /// Its place among the waves.
        wave: usize,
        /// The figure.
        latest: Estimate,
    },
    /// The last two waves that have a figure.
    TwoWaves(Comparison),
}

/// Two waves side by side. Whether they differ is left to their intervals.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The earlier wave's place among the waves.
    pub before: usize,
    /// The later wave's place among the waves: the latest.
    pub after: usize,
    /// The earlier figure.
    pub earlier: Estimate,
    /// The later figure.
    pub later: Estimate,
    /// How many more waves with a figure a trend would need: six in all.
    pub needed: usize,
}

/// Waves with a figure that a trend needs.
const TREND: usize = 6;

/// What can be said of a series.
#[must_use]
pub fn sentence(series: &Series<'_>) -> Sentence {
    let figures: Vec<(usize, Estimate)> =
        series.waves.iter().enumerate().filter_map(|(at, wave)| Some((at, series.estimate(wave)?))).collect();
    let is_latest = |at: usize| at + 1 == series.waves.len();
    match figures.as_slice() {
        [.., (before, earlier), (after, later)] if is_latest(*after) => Sentence::TwoWaves(Comparison {
            before: *before,
            after: *after,
            earlier: *earlier,
            later: *later,
            needed: TREND.saturating_sub(figures.len()),
        }),
        [(wave, latest)] if is_latest(*wave) => Sentence::OneWave { wave: *wave, latest: *latest },
        _ => {
            let answers = series.latest().map_or(0, |wave| wave.scores().len());
            Sentence::FewAnswers { answers, needed: FEW.saturating_sub(answers) }
        }
    }
}
