//! The control chart (XmR) on the means of waves: what the waves usually do, and which of them do something else.
//!
//! Centre x̄ and limits x̄ ± 2.66·mR̄ come from the baseline: the first twelve waves, of which from the sixth on there
//! are trial limits. They are never moved by later waves, only by a dated record that begins a new stretch.
//!
//! Sources: D. J. Wheeler, Understanding Variation (1993), for the constants 2.66 and 3.268 and the run of eight;
//! Wheeler and D. S. Chambers, Understanding Statistical Process Control (1992), for three of four.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::statistics::mean;

/// Waves from which on there are trial limits.
pub const TRIAL: usize = 6;
/// Waves of which the limits are made for good.
pub const LOCKED: usize = 12;
/// Mean moving ranges from the centre to a limit.
const LIMIT: f64 = 2.66;
/// Mean moving ranges to the upper limit of a moving range.
const RANGE: f64 = 3.268;
/// Waves in a row on one side of the centre.
const RUN: usize = 8;
/// What is smaller than this is rounding.
const EPSILON: f64 = 1e-9;

/// One wave on the chart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Its day.
    pub on: NaiveDate,
    /// The mean of its answers, on the instrument's scale.
    pub mean: f64,
    /// How many answered with a score.
    pub answers: usize,
}

/// Which way from the centre, as numbers go: whether up is better is the instrument's matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// Above it.
    Above,
    /// Below it.
    Below,
}

/// A rule of the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// A wave outside the limits.
    Outside,
    /// A wave further from the one before it than the upper range limit.
    Jump,
    /// Three of four waves nearer a limit than the centre.
    Near,
    /// Eight waves in a row on one side of the centre.
    Run,
}

/// A rule that fired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Firing {
    /// The rule.
    pub rule: Rule,
    /// The side of the centre; of a jump, which way it went.
    pub side: Side,
    /// The wave at which it first fired, among the points.
    pub first: usize,
    /// The waves that made it fire, ascending.
    pub points: Vec<usize>,
}

/// How firm the limits of a stretch are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// There are none yet: so many more waves are needed.
    TooFew(usize),
    /// Each new wave still moves them.
    Trial,
    /// They stand.
    Locked,
}

/// What the waves usually do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// The lower limit, within the scale.
    pub low: f64,
    /// The upper limit, within the scale.
    pub high: f64,
    /// The upper limit of the distance from one wave to the next.
    pub range: f64,
    /// Half the distance from the centre to a limit, were the scale without end: further out, a wave is nearer the limit.
    half: f64,
}

/// The waves from one baseline to the next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stretch {
    /// Its first wave, among the points.
    pub from: usize,
    /// The wave behind its last.
    pub to: usize,
    /// How firm its limits are.
    pub hold: Hold,
    /// The centre, from the sixth wave on.
    pub centre: Option<f64>,
    /// The limits; none before the sixth wave, and none where no two neighbours of the baseline differ.
    pub limits: Option<Limits>,
}

/// The chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Control {
    /// The waves, oldest first.
    pub points: Vec<Point>,
    /// The stretches, in order; together they hold every point.
    pub stretches: Vec<Stretch>,
    /// What fired, by the wave at which it did.
    pub firings: Vec<Firing>,
}

/// The chart of waves that are sorted by day, on a scale; a new stretch begins at the first wave on or after each of the
/// days on which the baseline was set anew.
#[must_use]
pub fn control(points: &[Point], scale: (f64, f64), rebased: &[NaiveDate]) -> Control {
    let mut starts: Vec<usize> =
        rebased.iter().map(|day| points.partition_point(|point| point.on < *day)).collect();
    starts.extend([0, points.len()]);
    starts.sort_unstable();
    starts.dedup();
    let stretches: Vec<Stretch> =
        starts.windows(2).map(|ends| stretch(points, ends[0], ends[1], scale)).collect();
    let mut firings: Vec<Firing> = stretches.iter().flat_map(|one| fired(points, one)).collect();
    firings.sort_by_key(|one| (one.first, one.rule));
    Control { points: points.to_vec(), stretches, firings }
}

fn stretch(points: &[Point], from: usize, to: usize, (low, high): (f64, f64)) -> Stretch {
    let waves = to - from;
    let hold = match waves {
        _ if waves < TRIAL => Hold::TooFew(TRIAL - waves),
        _ if waves < LOCKED => Hold::Trial,
        _ => Hold::Locked,
    };
    if let Hold::TooFew(_) = hold {
        return Stretch { from, to, hold, centre: None, limits: None };
    }
    let baseline: Vec<f64> = points[from..to].iter().take(LOCKED).map(|point| point.mean).collect();
    let ranges: Vec<f64> = baseline.windows(2).map(|pair| (pair[1] - pair[0]).abs()).collect();
    let (centre, range) = (mean(&baseline), mean(&ranges));
    let limits = (range > EPSILON).then(|| Limits {
        low: (centre - LIMIT * range).max(low),
        high: (centre + LIMIT * range).min(high),
        range: RANGE * range,
        half: LIMIT * range / 2.0,
    });
    Stretch { from, to, hold, centre: Some(centre), limits }
}

/// Every rule on the waves of one stretch.
fn fired(points: &[Point], stretch: &Stretch) -> Vec<Firing> {
    let Some(centre) = stretch.centre else { return Vec::new() };
    let own = || (stretch.from..stretch.to).map(|at| (at, points[at].mean));
    let mut firings = runs(own(), centre);
    let Some(limits) = stretch.limits else { return firings };
    for (at, mean) in own() {
        let side = if mean > centre { Side::Above } else { Side::Below };
        if mean > limits.high + EPSILON || mean < limits.low - EPSILON {
            firings.push(Firing { rule: Rule::Outside, side, first: at, points: vec![at] });
        }
    }
    for at in stretch.from + 1..stretch.to {
        let step = points[at].mean - points[at - 1].mean;
        if step.abs() > limits.range + EPSILON {
            let side = if step > 0.0 { Side::Above } else { Side::Below };
            firings.push(Firing { rule: Rule::Jump, side, first: at, points: vec![at - 1, at] });
        }
    }
    for side in [Side::Above, Side::Below] {
        firings.extend(near(own(), side, centre, limits.half));
    }
    firings
}

/// Eight in a row on one side of the centre; one on the centre is on neither side.
fn runs(points: impl Iterator<Item = (usize, f64)>, centre: f64) -> Vec<Firing> {
    let side = |mean: f64| match mean - centre {
        above if above > EPSILON => Some(Side::Above),
        below if below < -EPSILON => Some(Side::Below),
        _ => None,
    };
    let sides: Vec<(usize, Option<Side>)> = points.map(|(at, mean)| (at, side(mean))).collect();
    let runs = sides.chunk_by(|left, right| left.1 == right.1).filter(|run| run.len() >= RUN);
    runs.filter_map(|run| {
        let (side, points) = (run[0].1?, run.iter().map(|(at, _)| *at).collect());
        Some(Firing { rule: Rule::Run, side, first: run[RUN - 1].0, points })
    })
    .collect()
}

/// Three of four nearer a limit than the centre; firings that share a wave are one.
fn near(points: impl Iterator<Item = (usize, f64)>, side: Side, centre: f64, half: f64) -> Vec<Firing> {
    let is_near = |mean: f64| match side {
        Side::Above => mean - centre > half + EPSILON,
        Side::Below => centre - mean > half + EPSILON,
    };
    let close: Vec<usize> = points.filter(|(_, mean)| is_near(*mean)).map(|(at, _)| at).collect();
    let mut firings: Vec<Firing> = Vec::new();
    for three in close.windows(3).filter(|three| three[2] - three[0] <= 3) {
        match firings.last_mut().filter(|last| last.points.last().is_some_and(|at| *at >= three[0])) {
            Some(last) => {
                let newest = last.points.last().copied();
                last.points.extend(three.iter().filter(|at| Some(**at) > newest));
            }
            None => {
                let points = three.to_vec();
                firings.push(Firing { rule: Rule::Near, side, first: three[2], points });
            }
        }
    }
    firings
}

impl Control {
    /// What fired, by the wave at which it first did: a signal each.
    #[must_use]
    pub fn signals(&self) -> BTreeMap<usize, Vec<&Firing>> {
        let mut signals: BTreeMap<usize, Vec<&Firing>> = BTreeMap::new();
        for firing in &self.firings {
            signals.entry(firing.first).or_default().push(firing);
        }
        signals
    }

    /// What the latest wave takes part in.
    pub fn latest(&self) -> impl Iterator<Item = &Firing> {
        let last = self.points.len().checked_sub(1);
        self.firings.iter().filter(move |one| one.points.last().copied() == last)
    }

    /// The stretch that holds the latest wave.
    #[must_use]
    pub fn current(&self) -> Option<&Stretch> {
        self.stretches.last()
    }
}
