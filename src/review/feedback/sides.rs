//! Customer and our own people side by side, on the same scale: where we see it better than they do, we see it wrong.

use super::statistics::mean;
use super::waves::{Series, Wave};
use crate::record::Voice as Source;

/// The latest wave of the customer beside that of our own people.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sides {
    /// The customer's series, among those of the account.
    pub customer: usize,
    /// That of our own people.
    pub staff: usize,
    /// The wave of each that is compared: the latest with a score.
    pub waves: (usize, usize),
    /// The mean of each in points, 0 to 100.
    pub points: (f64, f64),
    /// How much better our own people see it, in points.
    pub gap: f64,
}

impl Sides {
    /// Whether our own people see it so much better, in points.
    #[must_use]
    pub fn is_watermelon(&self, bound: f64) -> bool {
        self.gap >= bound - 1e-9
    }
}

/// Every pair of a customer's series with one of our own people on the same scale: by the same method, else the one that the
/// customer was asked last.
#[must_use]
pub fn sides(all: &[Series<'_>]) -> Vec<Sides> {
    let of = |source: Source| all.iter().enumerate().filter(move |(_, one)| one.source == source);
    let pairs = of(Source::Staff).filter_map(|(staff, ours)| {
        let same = of(Source::Customer).filter(|(_, theirs)| theirs.measure == ours.measure);
        let best = same.max_by_key(|(at, theirs)| {
            let is_method = ours.method.is_some() && method(theirs) == method(ours);
            (is_method, latest(theirs).map(|(_, wave)| wave.on), std::cmp::Reverse(*at))
        });
        let (customer, theirs) = best?;
        let (their_wave, our_wave) = (latest(theirs)?, latest(ours)?);
        let points = (points(theirs, their_wave.1), points(ours, our_wave.1));
        Some(Sides { customer, staff, waves: (their_wave.0, our_wave.0), points, gap: points.1 - points.0 })
    });
    pairs.collect()
}

fn method<'s>(series: &'s Series<'_>) -> Option<&'s crate::source::Span> {
    series.method.map(|(_, entry, _)| &entry.span)
}

/// The latest wave with a score, and its place.
fn latest<'s, 'a>(series: &'s Series<'a>) -> Option<(usize, &'s Wave<'a>)> {
    series
        .waves
        .iter()
        .enumerate()
        .rev()
        .find(|(_, wave)| wave.voices.iter().any(|voice| voice.score.is_some()))
}

fn points(series: &Series<'_>, wave: &Wave<'_>) -> f64 {
    let points: Vec<f64> = wave.scores().iter().map(|score| series.measure.points(*score)).collect();
    mean(&points)
}
