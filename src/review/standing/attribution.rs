//! What moved the score between two days, exactly.
//!
//! Per dimension ½(v₁+v₀)(s₁−s₀) for its score, and ½(s₁+s₀)(v₁−v₀) for its weight, where v is the weight among the
//! known and an unknown s takes the other day's value; what the gates do comes after, on a line of its own. The lines
//! sum to the change: exactly as numbers, and as shown by the method of largest remainders.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Serialize;

use super::digest::Digest;
use super::dimension::{Evidence, Found, Place, Written};
use super::gates::Hit;
use super::grid::{Reading, find};
use super::text;
use crate::record::DimensionName;

/// Why a line is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// The dimension's score changed.
    Score,
    /// Evidence appeared, so that the dimension is known.
    Appeared,
    /// Evidence lapsed, so that the dimension is unknown.
    Lapsed,
    /// The dimension applies now, or the model gives it weight.
    Applies,
    /// The dimension does not apply any more.
    AppliesNoMore,
    /// It weighs more among what is known.
    WeighsMore,
    /// It weighs less among what is known.
    WeighsLess,
    /// Gates came, went, or bite more or less.
    Gates,
}

/// One line of a change.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    /// The dimension; none for the gates.
    #[serde(serialize_with = "name_or_none")]
    pub dimension: Option<DimensionName>,
    /// Why it is there.
    pub cause: Cause,
    /// Points, exactly.
    pub exact: f64,
    /// Points, to one digit behind the point; these sum to the shown change.
    pub shown: f64,
    /// The records that are new, gone, or worth another value.
    pub records: Vec<Place>,
}

/// The change of the score under gates between two days.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Attribution {
    /// The first day.
    #[serde(serialize_with = "text::date")]
    pub from: NaiveDate,
    /// The second day.
    #[serde(serialize_with = "text::date")]
    pub to: NaiveDate,
    /// The score under gates on the first day.
    pub score_from: f64,
    /// The score under gates on the second day.
    pub score_to: f64,
    /// The change, exactly: the sum of the exact lines.
    pub change: f64,
    /// The change between the two scores as shown, to one digit behind the point: the sum of the shown lines.
    pub shown: f64,
    /// The lines: dimensions in the order of the model, then the gates. Lines of nothing are left out.
    pub lines: Vec<Line>,
}

fn name_or_none<S: serde::Serializer>(
    name: &Option<DimensionName>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match name {
        Some(name) => text::dimension(name, serializer),
        None => serializer.serialize_none(),
    }
}

/// Lines of less than this are rounding.
const NOTHING: f64 = 1e-9;

/// One day, with what is behind each dimension.
struct Side<'a> {
    reading: Reading<'a>,
    evidence: Vec<Vec<Evidence>>,
}

impl<'a> Side<'a> {
    fn on(digest: &Digest<'a>, on: NaiveDate) -> Self {
        let day = digest.day(on);
        let evidence = DimensionName::ALL.iter().map(|name| {
            let mut ledger = Written::default();
            find(*name, &day, &mut ledger);
            ledger.evidence
        });
        Self { evidence: evidence.collect(), reading: Reading::on(&day) }
    }
}

impl Digest<'_> {
    /// What moved the score between two days; `None` when there was none on one of them.
    #[must_use]
    pub fn change(&self, from: NaiveDate, to: NaiveDate) -> Option<Attribution> {
        Attribution::of((from, &Side::on(self, from)), (to, &Side::on(self, to)), Same::Place)
    }
}

/// By what a record is known again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Same {
    /// By its place: both days are of the same records.
    Place,
    /// By its name: the records were read twice.
    Name,
}

impl Attribution {
    /// What moved the score between a day of some records and a day of others; `None` when there was none on one of them.
    #[must_use]
    pub fn between(before: (&Digest<'_>, NaiveDate), after: (&Digest<'_>, NaiveDate)) -> Option<Self> {
        let (first, last) = (Side::on(before.0, before.1), Side::on(after.0, after.1));
        Self::of((before.1, &first), (after.1, &last), Same::Name)
    }

    fn of(
        (from, before): (NaiveDate, &Side<'_>),
        (to, after): (NaiveDate, &Side<'_>),
        same: Same,
    ) -> Option<Self> {
        let (score_from, score_to) = (before.reading.gated?, after.reading.gated?);
        let mut lines = Vec::new();
        for name in DimensionName::ALL {
            lines.extend(of_dimension(*name, before, after, same));
        }
        lines.extend(of_gates(&before.reading, &after.reading));
        let change = lines.iter().map(|line| line.exact).sum();
        let tenths = |score: f64| (score * 10.0).round() as i64;
        let target = tenths(score_to) - tenths(score_from);
        let exact: Vec<f64> = lines.iter().map(|line| line.exact * 10.0).collect();
        for (line, share) in lines.iter_mut().zip(largest_remainder(&exact, target)) {
            line.shown = share as f64 / 10.0;
        }
        Some(Attribution { from, to, score_from, score_to, change, shown: target as f64 / 10.0, lines })
    }
}

fn of_dimension(name: DimensionName, before: &Side<'_>, after: &Side<'_>, same: Same) -> Vec<Line> {
    let at = name as usize;
    let (entered_0, entered_1) = (before.reading.combined.entered[at], after.reading.combined.entered[at]);
    let (v0, v1) = (before.reading.combined.among_known[at], after.reading.combined.among_known[at]);
    let Some(s0) = entered_0.or(entered_1) else { return Vec::new() };
    let s1 = entered_1.unwrap_or(s0);
    let cause = match (before.reading.found[at], after.reading.found[at]) {
        (Found::NotAsked, _) => Cause::Applies,
        (_, Found::NotAsked) => Cause::AppliesNoMore,
        _ if entered_0.is_none() => Cause::Appeared,
        _ if entered_1.is_none() => Cause::Lapsed,
        _ if v1 > v0 => Cause::WeighsMore,
        _ => Cause::WeighsLess,
    };
    let records = |cause: Cause| match cause {
        Cause::WeighsMore | Cause::WeighsLess => Vec::new(),
        _ => moved(&before.evidence[at], &after.evidence[at], same),
    };
    let line =
        |cause, exact| Line { dimension: Some(name), cause, exact, shown: 0.0, records: records(cause) };
    let score = line(Cause::Score, 0.5 * (v1 + v0) * (s1 - s0));
    let weight = line(cause, 0.5 * (s1 + s0) * (v1 - v0));
    [score, weight].into_iter().filter(|line| line.exact.abs() > NOTHING).collect()
}

/// The records that are new, gone, or worth another value, in the order of the evidence.
fn moved(before: &[Evidence], after: &[Evidence], same: Same) -> Vec<Place> {
    let worth = |one: &Evidence| {
        let span = (same == Same::Place).then(|| one.place.span.clone());
        (one.place.key.clone(), span, one.value.to_bits(), one.weight.to_bits())
    };
    let (known_before, known_after): (BTreeSet<_>, BTreeSet<_>) =
        (before.iter().map(worth).collect(), after.iter().map(worth).collect());
    let new = after.iter().filter(|one| !known_before.contains(&worth(one)));
    let gone = before.iter().filter(|one| !known_after.contains(&worth(one)));
    once(new.chain(gone).map(|one| one.place.clone()))
}

/// Each place once.
fn once(places: impl Iterator<Item = Place>) -> Vec<Place> {
    let mut seen = BTreeSet::new();
    places.filter(|place| seen.insert(place.span.clone())).collect()
}

fn of_gates(before: &Reading<'_>, after: &Reading<'_>) -> Option<Line> {
    let taken = |reading: &Reading<'_>| Some(reading.gated? - reading.combined.score?);
    let exact = taken(after)? - taken(before)?;
    let records = once(after.hits.iter().chain(&before.hits).flat_map(Hit::places));
    (exact.abs() > NOTHING).then_some(Line {
        dimension: None,
        cause: Cause::Gates,
        exact,
        shown: 0.0,
        records,
    })
}

const BILLION: i64 = 1_000_000_000;

/// Whole numbers that sum to a target and lie near exact ones: each is rounded down, and what is missing goes to those
/// that lost most, the first of equals first.
#[must_use]
pub fn largest_remainder(exact: &[f64], target: i64) -> Vec<i64> {
    // In billionths, so that the last bits of a sum decide nothing.
    let fine: Vec<i64> = exact.iter().map(|value| (value * BILLION as f64).round() as i64).collect();
    let mut whole: Vec<i64> = fine.iter().map(|value| value.div_euclid(BILLION)).collect();
    let mut order: Vec<usize> = (0..exact.len()).collect();
    order.sort_by_key(|at| (std::cmp::Reverse(fine[*at].rem_euclid(BILLION)), *at));
    let mut missing = target - whole.iter().sum::<i64>();
    while missing != 0 && !order.is_empty() {
        let step = missing.signum();
        // What is too much is taken from those that lost least.
        let turn: Vec<usize> = if step > 0 { order.clone() } else { order.iter().rev().copied().collect() };
        for at in turn.into_iter().take(usize::try_from(missing.abs()).unwrap_or(usize::MAX)) {
            whole[at] += step;
            missing -= step;
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shown_parts_sum_to_the_shown_whole() {
        assert_eq!(largest_remainder(&[3.3, 3.3, 3.4], 10), [3, 3, 4]);
        assert_eq!(largest_remainder(&[-1.5, 0.5], -1), [-1, 0]);
        assert_eq!(largest_remainder(&[0.4, 0.4], 0), [0, 0]);
        assert_eq!(largest_remainder(&[1.0], 3), [3], "a rounding further apart than one each still sums");
        assert_eq!(largest_remainder(&[], 0), [0_i64; 0]);
    }
}
