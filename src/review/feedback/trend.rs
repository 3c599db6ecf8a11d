//! Whether the means of waves rise or fall over all of them, and how steeply.
//!
//! Sources: H. B. Mann, “Nonparametric Tests Against Trend”, Econometrica 13 (1945), 245–259; M. G. Kendall, Rank
//! Correlation Methods (1975), for the exact distribution and the variance with ties; H. Theil (1950) and P. K. Sen,
//! Journal of the American Statistical Association 63 (1968), 1379–1389, for the slope.

use super::control::{Point, Side, TRIAL};
use super::statistics::two_sided;

/// The longest series whose test is exact.
const EXACT: usize = 12;
/// The same, where some means are equal.
const EXACT_WITH_TIES: usize = 8;
/// Days that a series must span before it has a trend.
const SPAN: i64 = 180;
/// What is smaller than this is rounding.
const EPSILON: f64 = 1e-9;
/// The two-sided probability up to which a rise or a fall is called one: 5 % on either side.
pub const LEVEL: f64 = 0.10;
/// The days for which a slope is given.
pub const SLOPE_DAYS: f64 = 90.0;

/// What the whole series does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trend {
    /// How many waves.
    pub waves: usize,
    /// Days from the first to the last.
    pub days: i64,
    /// Kendall's S: pairs of waves that rise less pairs that fall.
    pub s: i64,
    /// How probable an S at least as far from 0 is, either way, where waves come in any order.
    pub p: f64,
    /// The median of all slopes between two waves, per 90 days; `None` where all waves are of one day.
    pub slope: Option<f64>,
    /// Where the line of that slope stands on the day of the first wave.
    pub start: f64,
}

impl Trend {
    /// Whether there are enough waves over a time long enough to speak of a trend at all.
    #[must_use]
    pub fn is_long(&self) -> bool {
        self.waves >= TRIAL && self.days >= SPAN
    }

    /// The word for it, where it may have one: it is long enough, and chance alone makes it in one of ten series at most.
    #[must_use]
    pub fn word(&self) -> Option<Side> {
        (self.is_long() && self.p <= LEVEL + EPSILON).then_some(if self.s > 0 {
            Side::Above
        } else {
            Side::Below
        })
    }
}

/// The trend of waves that are sorted by day; `None` under two.
#[must_use]
pub fn trend(points: &[Point]) -> Option<Trend> {
    let (first, last) = (points.first()?, points.last()?);
    if points.len() < 2 {
        return None;
    }
    let means: Vec<f64> = points.iter().map(|point| point.mean).collect();
    let (s, p) = mann_kendall(&means);
    let day = |point: &Point| (point.on - first.on).num_days() as f64;
    let slope = theil_sen(&points.iter().map(|point| (day(point), point.mean)).collect::<Vec<_>>());
    let rests = points.iter().map(|point| point.mean - slope.unwrap_or(0.0) * day(point)).collect();
    Some(Trend {
        waves: points.len(),
        days: (last.on - first.on).num_days(),
        s,
        p,
        slope: slope.map(|slope| slope * SLOPE_DAYS),
        start: median(rests).unwrap_or(first.mean),
    })
}

/// Kendall's S of a series in order, and its two-sided probability: exact up to twelve values, up to eight where some are
/// equal; else by the normal form with the variance for ties and the correction for continuity.
#[must_use]
pub fn mann_kendall(values: &[f64]) -> (i64, f64) {
    let (n, ties) = (values.len(), ties(values));
    let pairs = values.iter().enumerate().flat_map(|(at, left)| {
        values[at + 1..].iter().map(move |right| match right - left {
            up if up > EPSILON => 1,
            down if down < -EPSILON => -1,
            _ => 0,
        })
    });
    let s: i64 = pairs.sum();
    let has_ties = ties.len() < n;
    let p =
        if n <= if has_ties { EXACT_WITH_TIES } else { EXACT } { exact(s, &ties) } else { normal(s, &ties) };
    (s, p)
}

/// How often each value occurs.
fn ties(values: &[f64]) -> Vec<usize> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.chunk_by(|left, right| right - left <= EPSILON).map(<[f64]>::len).collect()
}

/// The share of all orders of the values whose S is at least as far from 0.
///
/// The orders of a multiset, by how many pairs stand the wrong way round, are counted by the coefficients of
/// [n]! ⁄ ([t₁]!·[t₂]!·…), where [k]! = Π (1 + q + … + qʲ⁻¹) for j up to k; S is the pairs that are not equal less twice those.
fn exact(s: i64, ties: &[usize]) -> f64 {
    let n: usize = ties.iter().sum();
    let mut counts: Vec<i64> = vec![1];
    for factor in 2..=n {
        counts = times(&counts, factor);
    }
    for tied in ties {
        for factor in 2..=*tied {
            counts = divided(&counts, factor);
        }
    }
    let pairs = counts.len() as i64 - 1;
    let far = counts.iter().zip(0_i64..).filter(|(_, wrong)| (pairs - 2 * wrong).abs() >= s.abs());
    let far: i64 = far.map(|(count, _)| count).sum();
    far as f64 / counts.iter().sum::<i64>() as f64
}

/// The product with 1 + q + … + qᵏ⁻¹.
fn times(polynomial: &[i64], terms: usize) -> Vec<i64> {
    let mut product = vec![0; polynomial.len() + terms - 1];
    for (at, coefficient) in polynomial.iter().enumerate() {
        product[at..at + terms].iter_mut().for_each(|sum| *sum += coefficient);
    }
    product
}

/// The quotient by 1 + q + … + qᵏ⁻¹, which divides it.
fn divided(polynomial: &[i64], terms: usize) -> Vec<i64> {
    let mut quotient: Vec<i64> = Vec::with_capacity(polynomial.len());
    for coefficient in polynomial.iter().take(polynomial.len() + 1 - terms) {
        let before: i64 = quotient.iter().rev().take(terms - 1).sum();
        quotient.push(coefficient - before);
    }
    quotient
}

fn normal(s: i64, ties: &[usize]) -> f64 {
    let term = |count: f64| count * (count - 1.0) * (2.0 * count + 5.0);
    let n: usize = ties.iter().sum();
    let variance = (term(n as f64) - ties.iter().map(|tied| term(*tied as f64)).sum::<f64>()) / 18.0;
    if s == 0 || variance <= 0.0 {
        return 1.0;
    }
    two_sided((s.abs() - 1) as f64 / variance.sqrt())
}

/// The median of the slopes between any two points at different places; `None` where there are none.
#[must_use]
pub fn theil_sen(points: &[(f64, f64)]) -> Option<f64> {
    let pairs = points.iter().enumerate().flat_map(|(at, left)| {
        points[at + 1..]
            .iter()
            .filter(|right| right.0 != left.0)
            .map(|right| (right.1 - left.1) / (right.0 - left.0))
    });
    median(pairs.collect())
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    Some(if values.len() % 2 == 1 { upper } else { (values[middle - 1] + upper) / 2.0 })
}
