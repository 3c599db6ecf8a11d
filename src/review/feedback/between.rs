//! Whether two waves differ, and through whom: those who stayed, who joined, and who left.
//!
//! Sources: J. Arbuthnot (1710) and W. J. Dixon, A. M. Mood, Journal of the American Statistical Association 41 (1946),
//! 557–566, for the sign test; E. J. G. Pitman, Supplement to the Journal of the Royal Statistical Society 4 (1937),
//! 119–130, for the permutation test.

use std::collections::BTreeMap;

use super::control::Side;
use super::statistics::{mean, two_sided};
use super::waves::Wave;
use crate::check::Party;

/// Answers of both waves together up to which every way to divide them is counted.
const COUNTED: usize = 40;
/// Sums that are added up at most: enough for forty answers on any scale in whole steps up to 100.
const MOST_SUMS: usize = 4_000_000;
/// The probability up to which two waves are said to differ.
pub const LEVEL: f64 = 0.05;
/// What is smaller than this is rounding.
const EPSILON: f64 = 1e-9;

/// How two waves were compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Test {
    /// The same people answered both: of those who changed their answer, how many went which way.
    Sign {
        /// How many gave a higher answer.
        up: usize,
        /// How many gave a lower one.
        down: usize,
    },
    /// Others answered: every way to divide all answers into two such waves was counted.
    Permutation,
    /// The same where there are too many to count: the normal form.
    Normal,
}

/// The change of the mean, by who made it; the three parts sum to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Split {
    /// Those who answered both waves, and by how much their mean changed.
    pub stayed: (usize, f64),
    /// Those who answered the later one alone, and what they moved.
    pub joined: (usize, f64),
    /// Those who answered the earlier one alone, and what their going moved.
    pub left: (usize, f64),
}

/// Two waves side by side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Between {
    /// The test.
    pub test: Test,
    /// The later mean less the earlier.
    pub change: f64,
    /// How probable a difference at least as large is, either way, by chance alone.
    pub p: f64,
    /// Who moved it; `None` where any answer has no name, or nobody answered both.
    pub split: Option<Split>,
}

impl Between {
    /// Which way the waves differ, where chance alone would seldom make them.
    #[must_use]
    pub fn word(&self) -> Option<Side> {
        (self.p <= LEVEL).then_some(if self.change > 0.0 { Side::Above } else { Side::Below })
    }
}

/// The answers of two waves: of the same people in the same order, or of any.
#[derive(Debug, Clone, PartialEq)]
enum Answers {
    Paired(Vec<(f64, f64)>),
    Apart(Vec<f64>, Vec<f64>),
}

/// Two waves, the earlier first; `None` where either has no score.
#[must_use]
pub fn between(earlier: &Wave<'_>, later: &Wave<'_>) -> Option<Between> {
    tested(earlier, later, 0.0)
}

/// The same as if each answer of the later wave had been so much higher.
pub(super) fn tested(earlier: &Wave<'_>, later: &Wave<'_>, shift: f64) -> Option<Between> {
    let (before, after) = (earlier.scores(), later.scores());
    if before.is_empty() || after.is_empty() {
        return None;
    }
    let change = mean(&after) + shift - mean(&before);
    let split = if shift == 0.0 { split(earlier, later) } else { None };
    let (test, p) = match answers(earlier, later) {
        Answers::Paired(pairs) => {
            let steps = pairs.iter().map(|(before, after)| after + shift - before);
            let steps: Vec<f64> = steps.filter(|step| step.abs() > EPSILON).collect();
            let up = steps.iter().filter(|step| **step > 0.0).count();
            let down = steps.len() - up;
            (Test::Sign { up, down }, sign(up, down))
        }
        Answers::Apart(before, after) => {
            let after: Vec<f64> = after.iter().map(|answer| answer + shift).collect();
            permutation(&before, &after)
        }
    };
    Some(Between { test, change, p, split })
}

/// The scores of everybody with a name; `None` where any has none.
fn named<'a>(wave: &Wave<'a>) -> Option<BTreeMap<&'a Party, f64>> {
    let scored = wave.voices.iter().filter_map(|voice| Some((voice.respondent.party(), voice.score?)));
    scored.map(|(party, score)| Some((party?, score))).collect()
}

fn answers(earlier: &Wave<'_>, later: &Wave<'_>) -> Answers {
    match (named(earlier), named(later)) {
        (Some(before), Some(after)) if before.keys().eq(after.keys()) => {
            Answers::Paired(before.into_values().zip(after.into_values()).collect())
        }
        _ => Answers::Apart(earlier.scores(), later.scores()),
    }
}

fn split(earlier: &Wave<'_>, later: &Wave<'_>) -> Option<Split> {
    let (before, after) = (named(earlier)?, named(later)?);
    let of = |all: &BTreeMap<&Party, f64>, other: Option<&BTreeMap<&Party, f64>>| {
        let kept = all.iter().filter(|(party, _)| other.is_none_or(|other| other.contains_key(*party)));
        kept.map(|(_, score)| *score).collect::<Vec<_>>()
    };
    let (stayed_before, stayed_after) = (of(&before, Some(&after)), of(&after, Some(&before)));
    let stayed = stayed_before.len();
    (stayed > 0).then(|| Split {
        stayed: (stayed, mean(&stayed_after) - mean(&stayed_before)),
        joined: (after.len() - stayed, mean(&of(&after, None)) - mean(&stayed_after)),
        left: (before.len() - stayed, mean(&stayed_before) - mean(&of(&before, None))),
    })
}

/// The exact two-sided probability of the sign test.
#[must_use]
pub fn sign(up: usize, down: usize) -> f64 {
    let changed = (up + down) as f64;
    let mut term = 0.5_f64.powf(changed);
    let mut tail = 0.0;
    for at in 0..=up.min(down) {
        tail += term;
        term *= (changed - at as f64) / (at as f64 + 1.0);
    }
    (2.0 * tail).min(1.0)
}

/// The two-sided probability that two waves of such sizes, made of all these answers by chance, differ in their means at
/// least as much. Exact up to forty answers on a common grid; else normal.
#[must_use]
pub fn permutation(before: &[f64], after: &[f64]) -> (Test, f64) {
    let all: Vec<f64> = before.iter().chain(after).copied().collect();
    let is_countable = |whole: &Vec<usize>| {
        all.len() <= COUNTED && whole.iter().sum::<usize>() * before.len() * all.len() <= MOST_SUMS
    };
    match grid(&all).filter(is_countable) {
        Some(whole) => (Test::Permutation, counted(&whole, before.len())),
        None => (Test::Normal, approximated(before, after)),
    }
}

/// Answers in whole steps above the lowest, the steps being ones, halves, tenths or hundredths.
fn grid(answers: &[f64]) -> Option<Vec<usize>> {
    let lowest = answers.iter().copied().fold(f64::INFINITY, f64::min);
    [1.0, 2.0, 10.0, 100.0].into_iter().find_map(|steps| {
        let each = answers.iter().map(|answer| {
            let place = (answer - lowest) * steps;
            ((place - place.round()).abs() < 1e-6 && place < 1e4).then_some(place.round() as usize)
        });
        each.collect()
    })
}

/// The step by which answers differ, where they stand on a grid.
pub(super) fn step(answers: &[f64]) -> Option<f64> {
    let whole =
        |steps: &f64| answers.iter().all(|answer| ((answer * steps) - (answer * steps).round()).abs() < 1e-6);
    [1.0, 2.0, 10.0, 100.0].into_iter().find(whole).map(|steps| 1.0 / steps)
}

/// Counts, for every number of answers and every sum, the ways to choose so many with that sum; then those whose mean lies
/// at least as far from the mean of the rest as that of the first `size` answers does.
fn counted(answers: &[usize], size: usize) -> f64 {
    let total: usize = answers.iter().sum();
    let mut ways = vec![vec![0.0_f64; total + 1]; size + 1];
    ways[0][0] = 1.0;
    for answer in answers {
        for chosen in (0..size).rev() {
            for sum in (0..=total - answer).rev() {
                let more = ways[chosen][sum];
                if more > 0.0 {
                    ways[chosen + 1][sum + answer] += more;
                }
            }
        }
    }
    // The difference of means is proportional to n·(sum of the chosen) − size·total, which is whole.
    let far = |sum: usize| (answers.len() * sum).abs_diff(size * total);
    let seen = far(answers[..size].iter().sum());
    let all: f64 = ways[size].iter().sum();
    let extreme: f64 =
        ways[size].iter().enumerate().filter(|(sum, _)| far(*sum) >= seen).map(|(_, ways)| ways).sum();
    extreme / all
}

fn approximated(before: &[f64], after: &[f64]) -> f64 {
    let all: Vec<f64> = before.iter().chain(after).copied().collect();
    let (n, centre) = (all.len() as f64, mean(&all));
    let squares: Vec<f64> = all.iter().map(|answer| (answer - centre).powi(2)).collect();
    let variance = mean(&squares) * n / (n - 1.0).max(1.0);
    // The variance of a mean of one part of a finite whole, on the scale of the difference of both means.
    let spread = variance * (1.0 / before.len() as f64 + 1.0 / after.len() as f64);
    if spread <= EPSILON {
        return 1.0;
    }
    two_sided((mean(after) - mean(before)).abs() / spread.sqrt())
}
