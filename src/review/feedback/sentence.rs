//! The one sentence on a series of waves: a signal, a possible one, none, or how much is missing. Never “no change”.
//!
//! The control chart alone makes a signal. A trend or a difference between two waves is possible at most: among many
//! accounts some are always found by chance, so they are weighed on the page across accounts.

use chrono::NaiveDate;

use super::between::{Between, between, step, tested};
use super::control::{Control, Firing, Hold, Point, TRIAL, control};
use super::statistics::mean;
use super::trend::{Trend, trend};
use super::waves::{Series, Wave};
use crate::check::{Checked, Target};
use crate::record::{Change, Entry, Key, Method, Records};

/// The field of a change that begins a new baseline of a method.
const BASELINE: &str = "baseline";

/// Shifts of a wave that are tried at most.
const MOST_STEPS: f64 = 1e6;

/// What can be said.
#[derive(Debug, Clone, PartialEq)]
pub enum Sentence {
    /// The latest wave makes rules of the control chart fire.
    Signal(Vec<Firing>),
    /// No rule of the chart fires, but a test finds what chance alone seldom makes.
    Possible {
        /// Whether it is the trend of all waves.
        trend: bool,
        /// Whether it is the difference between the last two.
        between: bool,
    },
    /// Nothing was found.
    Quiet {
        /// Whether it was the control chart that was asked; the last two waves alone otherwise.
        chart: bool,
        /// What would have been noticed; nothing where the waves stray as widely as the scale.
        noticed: Noticed,
    },
    /// Nothing could have been found: so many more waves are needed.
    NotEnough {
        /// Waves that a control chart still needs.
        needed: usize,
    },
}

/// The smallest constant shifts of the latest wave, on the instrument's scale, from which on every one would have been
/// found; `None` where none would have been within the scale.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Noticed {
    /// By so much lower.
    pub fall: Option<f64>,
    /// By so much higher.
    pub rise: Option<f64>,
}

/// A day on which a baseline was set anew, with its reason.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rebase<'a> {
    /// The day.
    pub on: NaiveDate,
    /// Why.
    pub why: &'a str,
    /// The record.
    pub entry: &'a Entry,
}

/// The control chart of a series.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart<'a> {
    /// The waves that have a score, by their place in the series; the points of the chart are these.
    pub waves: Vec<usize>,
    /// The chart.
    pub control: Control,
    /// Where its baseline was set anew.
    pub rebased: Vec<Rebase<'a>>,
}

/// All that is computed of a series through time.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysis<'a> {
    /// The control chart.
    pub chart: Chart<'a>,
    /// The trend of all waves since the baseline was last set anew.
    pub trend: Option<Trend>,
    /// The last two waves.
    pub between: Option<Between>,
    /// The one sentence.
    pub sentence: Sentence,
}

/// The days on which the baseline of a method was set anew, oldest first: changes of it that say why.
#[must_use]
pub fn rebased<'a>(
    checked: &'a Checked,
    plan: &'a Records,
    method: Option<(&Key, &Entry, &Method)>,
    day: NaiveDate,
) -> Vec<Rebase<'a>> {
    let Some((key, entry, _)) = method else { return Vec::new() };
    let is_own = checked.find(key).is_some_and(|own| own.span == entry.span);
    let changes = checked.each::<Change>().chain(plan.each::<Change>());
    let found =
        changes.filter(|(_, change)| change.field.value == BASELINE).filter_map(|(record, change)| {
            let is_meant = match checked.target(&change.of.span)? {
                Target::Record(meant) => is_own && meant == key,
                // One of the account takes the place of the shared one, with its baseline.
                Target::Plan(meant) => meant == key,
                _ => false,
            };
            let on = record.date.filter(|on| is_meant && *on <= day)?;
            Some(Rebase { on, why: change.why.as_ref()?.value.as_str(), entry: record })
        });
    let mut all: Vec<Rebase<'a>> = found.collect();
    all.sort_by_key(|one| one.on);
    all
}

/// The control chart of a series whose baseline was set anew on some days.
#[must_use]
pub fn chart<'a>(series: &Series<'_>, rebased: Vec<Rebase<'a>>) -> Chart<'a> {
    let (waves, points): (Vec<usize>, Vec<Point>) = points(series).unzip();
    let days: Vec<NaiveDate> = rebased.iter().map(|one| one.on).collect();
    Chart { waves, control: control(&points, (series.measure.low, series.measure.high), &days), rebased }
}

/// Everything that the waves of a series say.
#[must_use]
pub fn analysis<'a>(series: &Series<'_>, drawn: &Chart<'a>) -> Analysis<'a> {
    let Chart { waves, control: chart, rebased } = drawn;
    let days: Vec<NaiveDate> = rebased.iter().map(|one| one.on).collect();
    let scale = (series.measure.low, series.measure.high);
    let last_two = last_two(series, waves);
    // What was before the baseline was set anew is another story.
    let trend = chart.current().and_then(|stretch| trend(&chart.points[stretch.from..]));
    let between = last_two.and_then(|(earlier, later)| between(earlier, later));
    let mut firings: Vec<Firing> = chart.latest().cloned().collect();
    firings.dedup_by_key(|one| (one.rule, one.side));
    let sentence = if firings.is_empty() {
        let has_trend = trend.is_some_and(|trend| trend.word().is_some());
        let differs = between.is_some_and(|between| between.word().is_some());
        match has_trend || differs {
            true => Sentence::Possible { trend: has_trend, between: differs },
            false => quiet(chart, last_two, scale, &days),
        }
    } else {
        Sentence::Signal(firings)
    };
    Analysis { chart: drawn.clone(), trend, between, sentence }
}

/// The waves that have a score, each with its place in the series.
fn points(series: &Series<'_>) -> impl Iterator<Item = (usize, Point)> {
    series.waves.iter().enumerate().filter_map(|(at, wave)| {
        let scores = wave.scores();
        let point = Point { on: wave.on, mean: mean(&scores), answers: scores.len() };
        (!scores.is_empty()).then_some((at, point))
    })
}

fn last_two<'s, 'a>(series: &'s Series<'a>, waves: &[usize]) -> Option<(&'s Wave<'a>, &'s Wave<'a>)> {
    let [.., earlier, later] = waves else { return None };
    Some((&series.waves[*earlier], &series.waves[*later]))
}

/// What would have been found in the latest wave, by the chart where it has a centre, else by comparing the last two.
fn quiet(
    chart: &Control,
    last_two: Option<(&Wave<'_>, &Wave<'_>)>,
    scale: (f64, f64),
    days: &[NaiveDate],
) -> Sentence {
    let needed = match chart.current().map(|stretch| stretch.hold) {
        None => TRIAL,
        Some(Hold::TooFew(needed)) => needed,
        Some(Hold::Trial | Hold::Locked) => 0,
    };
    let Some(latest) = chart.points.last() else { return Sentence::NotEnough { needed } };
    let by_chart = |shift: f64| {
        let mut points = chart.points.clone();
        if let Some(last) = points.last_mut() {
            last.mean += shift;
        }
        control(&points, scale, days).latest().next().is_some()
    };
    let by_tests = |shift: f64| {
        let found = last_two.and_then(|(earlier, later)| tested(earlier, later, shift));
        found.is_some_and(|between| between.word().is_some())
    };
    let room = (latest.mean - scale.0, scale.1 - latest.mean);
    let fine = fineness(scale.1 - scale.0);
    let own = last_two.map(|(earlier, later)| [earlier.scores(), later.scores()].concat());
    let coarse = own.and_then(|answers| step(&answers));
    let coarse = coarse.filter(|step| (scale.1 - scale.0) / step <= MOST_STEPS).unwrap_or(fine);
    if needed == 0 {
        let noticed = noticed(room, fine, each, by_chart);
        if noticed != Noticed::default() {
            return Sentence::Quiet { chart: true, noticed };
        }
    }
    match noticed(room, coarse, halved, by_tests) {
        noticed if noticed != Noticed::default() => Sentence::Quiet { chart: false, noticed },
        noticed if needed == 0 => Sentence::Quiet { chart: true, noticed },
        _ => Sentence::NotEnough { needed },
    }
}

/// The step in which shifts of a wave are tried: a hundredth of the scale's order of size, so 0.1 from 0 to 10.
fn fineness(width: f64) -> f64 {
    10.0_f64.powi(width.log10().ceil() as i32 - 2)
}

/// The smallest shifts either way from which on every one is found, as far as the scale has room, in whole steps. `least`
/// finds the smallest count of steps, of so many, from which on all are found.
fn noticed(
    (below, above): (f64, f64),
    step: f64,
    least: impl Fn(u32, &dyn Fn(u32) -> bool) -> Option<u32>,
    found: impl Fn(f64) -> bool,
) -> Noticed {
    let side = |room: f64, sign: f64| {
        let steps = (room / step + 1e-6).floor().min(MOST_STEPS) as u32;
        least(steps, &|steps| found(sign * f64::from(steps) * step)).map(|steps| f64::from(steps) * step)
    };
    Noticed { fall: side(below, -1.0), rise: side(above, 1.0) }
}

/// Looks at every shift: the rules of a chart are cheap to ask.
fn each(steps: u32, found: &dyn Fn(u32) -> bool) -> Option<u32> {
    (1..=steps).rev().take_while(|at| found(*at)).last()
}

/// Halves the stretch in which the smallest shift lies: the further a wave is shifted, the less probable it is by chance.
fn halved(steps: u32, found: &dyn Fn(u32) -> bool) -> Option<u32> {
    if steps == 0 || !found(steps) {
        return None;
    }
    let (mut missed, mut least) = (0, steps);
    while least - missed > 1 {
        let middle = missed + (least - missed) / 2;
        if found(middle) { least = middle } else { missed = middle }
    }
    Some(least)
}
