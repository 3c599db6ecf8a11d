//! Scores to points from 0 to 100, by instrument: the only common measure of instruments that are never mixed.

use super::feedback::Measure;
use crate::record::{Direction, Instrument};

/// What an answer from 0 to 10 to the question of the net promoter score is worth; straight lines between.
const PROMOTER: [(f64, f64); 6] =
    [(0.0, 0.0), (6.0, 40.0), (7.0, 60.0), (8.0, 75.0), (9.0, 90.0), (10.0, 100.0)];

impl Measure {
    /// An answer in points, 0 for the worst and 100 for the best; an answer beyond an end counts as that end.
    #[must_use]
    pub fn points(&self, score: f64) -> f64 {
        if self.instrument == Instrument::Nps {
            return through(&PROMOTER, score);
        }
        let share = ((score - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        100.0 * if self.better == Direction::Higher { share } else { 1.0 - share }
    }
}

/// The value at a place on straight lines through points that are sorted by place; constant beyond the ends.
#[must_use]
pub fn through(points: &[(f64, f64)], at: f64) -> f64 {
    let after = points.partition_point(|(place, _)| *place <= at);
    match (after.checked_sub(1).map(|before| points[before]), points.get(after)) {
        (Some((_, value)), None) => value,
        (None, Some((_, value))) => *value,
        (Some((x0, y0)), Some((x1, y1))) => y0 + (y1 - y0) * (at - x0) / (x1 - x0),
        (None, None) => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Scale;

    #[test]
    fn each_instrument_has_its_own_way_to_points() {
        let nps = Measure::of(Some(Instrument::Nps), None).expect("nps");
        let points: Vec<f64> = (0..=10).map(|score| nps.points(f64::from(score)).round()).collect();
        assert_eq!(points, [0.0, 7.0, 13.0, 20.0, 27.0, 33.0, 40.0, 60.0, 75.0, 90.0, 100.0]);
        let csat = Measure::of(Some(Instrument::Csat), None).expect("csat");
        assert_eq!([1.0, 3.0, 5.0].map(|score| csat.points(score)), [0.0, 50.0, 100.0]);
        let ces = Measure::of(Some(Instrument::Ces), None).expect("ces");
        assert_eq!([1.0, 4.0, 7.0].map(|score| ces.points(score)), [0.0, 50.0, 100.0]);
        let pain = Measure { instrument: Instrument::Scale, low: 1.0, high: 5.0, better: Direction::Lower };
        assert_eq!([1.0, 2.0, 5.0].map(|score| pain.points(score)), [100.0, 75.0, 0.0]);
        assert_eq!(Measure::of(Some(Instrument::Scale), None::<&Scale>), None, "a scale needs its ends");
    }
}
