//! Key variances: what in feedback asks for a reason, wave by wave, and the records that give it.
//!
//! A wave varies where it makes a signal on the control chart, where it falls short of the target, where our own people see
//! it far better than the customer, or where its respondents disagree. Its id, `METHOD/DATE`, is made of what is written,
//! so that a record can name it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::control::{Firing, Side};
use super::sentence::{Chart, chart, rebased};
use super::sides::{Sides, sides};
use super::statistics::mean;
use super::waves::{Series, Wave, series};
use crate::check::state::practice;
use crate::check::{Checked, Context};
use crate::record::{Direction, Entry, Key, Period, Variance, Voice as Source};
use crate::review::model;
use crate::review::past::{exists, tier_of};

/// The score in points below which feedback falls short, where the configuration does not say.
pub(super) const TARGET: f64 = 50.0;
/// How far back a wave asks for a reason, where the configuration does not say.
const WINDOW: Period = Period::days_long(365);
/// Respondents of whom it can be said that they disagree.
const DISAGREE: usize = 3;

/// Why a wave asks for a reason.
#[derive(Debug, Clone, PartialEq)]
pub enum Cause {
    /// It makes rules of the control chart fire.
    Signal {
        /// The rules.
        firings: Vec<Firing>,
        /// Whether any of them is for the worse.
        is_worse: bool,
    },
    /// It falls short of the target.
    Target {
        /// Its answers in points, 0 to 100.
        points: f64,
        /// The target.
        target: f64,
    },
    /// Our own people see it far better than the customer.
    Staff(Sides),
    /// Its respondents lie further apart than answers that are drawn blindly from the whole scale.
    Spread {
        /// The lowest answer.
        low: f64,
        /// The highest answer.
        high: f64,
    },
}

/// A wave that asks for a reason.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyVariance<'a> {
    /// Its id.
    pub id: String,
    /// Its series, among those of the account.
    pub series: usize,
    /// Its place in the series.
    pub wave: usize,
    /// Its day.
    pub on: NaiveDate,
    /// The survey, or the first of the voices that came by themselves.
    pub entry: &'a Entry,
    /// Why it does.
    pub causes: Vec<Cause>,
    /// The records that explain it.
    pub explained: Vec<(&'a Entry, &'a Variance)>,
}

impl KeyVariance<'_> {
    /// Whether somebody said the reason and the implication.
    #[must_use]
    pub fn is_explained(&self) -> bool {
        self.explained.iter().any(|(_, one)| one.implication.is_some())
    }

    /// Whether it makes a signal for the worse on the control chart.
    #[must_use]
    pub fn is_bad_signal(&self) -> bool {
        self.causes.iter().any(|cause| matches!(cause, Cause::Signal { is_worse: true, .. }))
    }
}

/// All that is computed of an account's feedback on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysed<'a> {
    /// The series.
    pub series: Vec<Series<'a>>,
    /// Their names, by which ids are made: the method's, or the instrument's.
    pub names: Vec<String>,
    /// The control chart of each.
    pub charts: Vec<Chart<'a>>,
    /// Customer and staff side by side.
    pub sides: Vec<Sides>,
    /// The waves that ask for a reason, oldest first.
    pub variances: Vec<KeyVariance<'a>>,
}

impl<'a> Analysed<'a> {
    /// Draws every series of an account as of the day of the context, and finds what varies.
    #[must_use]
    pub fn new(checked: &'a Checked, context: &Context<'a>) -> Self {
        let (plan, day) = (&context.shared.plan, context.as_of);
        let series = series(checked, plan, day);
        let names = names(&series);
        let charts: Vec<Chart<'a>> =
            series.iter().map(|one| chart(one, rebased(checked, plan, one.method, day))).collect();
        let sides = sides(&series);
        let mut all = Self { series, names, charts, sides, variances: Vec::new() };
        all.variances = all.vary(checked, context);
        all
    }

    fn vary(&self, checked: &'a Checked, context: &Context<'a>) -> Vec<KeyVariance<'a>> {
        let tier = tier_of(checked, context.config, context.as_of).map(|tier| tier.id.value.as_str());
        let gap = model::in_force(context.config, tier, context.as_of).watermelon;
        let target = practice::bound(checked, context, |bounds| bounds.feedback_target.as_ref(), TARGET);
        let window = practice::grace(checked, context, |grace| grace.window.as_ref(), WINDOW);
        let records: Vec<(&Entry, &Variance)> =
            checked.each::<Variance>().filter(|(entry, _)| exists(entry, context.as_of)).collect();
        let mut found = Vec::new();
        for (at, series) in self.series.iter().enumerate() {
            let mut causes: BTreeMap<usize, Vec<Cause>> = self.signals(at);
            if let Some(latest) = self.charts[at].waves.last() {
                let sides = self.sides.iter().find(|sides| sides.customer == at && sides.is_watermelon(gap));
                let own = causes.entry(*latest).or_default();
                own.extend(of_wave(series, &series.waves[*latest], target));
                own.extend(sides.copied().map(Cause::Staff));
            }
            for (wave, causes) in causes.into_iter().filter(|(_, causes)| !causes.is_empty()) {
                let on = series.waves[wave].on;
                let Some(entry) = place(&series.waves[wave]).filter(|_| window.after(on) >= context.as_of)
                else {
                    continue;
                };
                let id = format!("{}/{on}", self.names[at]);
                // A wave without a survey bears the day of its last voice: a reason that was given before that came stays.
                let voices = &series.waves[wave].voices;
                let days =
                    voices.iter().filter(|_| series.waves[wave].survey.is_none()).map(|voice| voice.on);
                let names: BTreeSet<String> =
                    days.map(|on| format!("{}/{on}", self.names[at])).chain([id.clone()]).collect();
                let explained =
                    records.iter().filter(|(_, one)| names.contains(one.of.value.trim())).copied().collect();
                found.push(KeyVariance { id, series: at, wave, on, entry, causes, explained });
            }
        }
        found.sort_by(|left, right| (left.on, &left.id).cmp(&(right.on, &right.id)));
        found
    }

    /// The signals of a series since its baseline was last set anew, by wave.
    fn signals(&self, at: usize) -> BTreeMap<usize, Vec<Cause>> {
        let (chart, better) = (&self.charts[at], self.series[at].measure.better);
        let since = chart.control.current().map_or(0, |stretch| stretch.from);
        let own = chart.control.signals().into_iter().filter(|(first, _)| *first >= since);
        own.map(|(first, firings)| {
            let worse = if better == Direction::Higher { Side::Below } else { Side::Above };
            let is_worse = firings.iter().any(|firing| firing.side == worse);
            let firings = firings.into_iter().cloned().collect();
            (chart.waves[first], vec![Cause::Signal { firings, is_worse }])
        })
        .collect()
    }
}

/// What a wave shows by itself.
fn of_wave(series: &Series<'_>, wave: &Wave<'_>, target: f64) -> Vec<Cause> {
    let (scores, measure) = (wave.scores(), &series.measure);
    let points: Vec<f64> = scores.iter().map(|score| measure.points(*score)).collect();
    let points = mean(&points);
    let mut causes = Vec::new();
    if series.source == Source::Customer && points < target {
        causes.push(Cause::Target { points, target });
    }
    let width = measure.high - measure.low;
    if let (Some(low), Some(high)) = (scores.first(), scores.last())
        && scores.len() >= DISAGREE
        && variance(&scores) > width * width / 12.0 + 1e-9
    {
        causes.push(Cause::Spread { low: *low, high: *high });
    }
    causes
}

/// The variance of a sample.
fn variance(scores: &[f64]) -> f64 {
    let centre = mean(scores);
    let squares: f64 = scores.iter().map(|score| (score - centre).powi(2)).sum();
    squares / (scores.len() as f64 - 1.0).max(1.0)
}

fn place<'a>(wave: &Wave<'a>) -> Option<&'a Entry> {
    let survey = wave.survey.map(|(entry, _)| entry);
    survey.or_else(|| wave.voices.first().map(|voice| voice.entry))
}

/// A name for each series, by which ids of its waves and of elements are made: `relationship-nps`, `csat-staff`, and a number
/// where two would have the same.
#[must_use]
pub fn names(all: &[Series<'_>]) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let each = all.iter().map(|series| {
        let name = series.method.map_or(series.measure.instrument.word(), |(key, ..)| key.id.as_str());
        let side = if series.source == Source::Staff { "-staff" } else { "" };
        let name = format!("{name}{side}");
        let times = seen.entry(name.clone()).or_default();
        *times += 1;
        if *times > 1 { format!("{name}-{times}") } else { name }
    });
    each.collect()
}

/// Every id that a wave of the account has now or had on the day of any wave: limits on trial move, and a reason that was
/// given for what was a signal then stays true. And those of waves in which an answer alone falls short of the target.
#[must_use]
pub fn known_ids(checked: &Checked, context: &Context<'_>) -> BTreeSet<String> {
    let all = series(checked, &context.shared.plan, context.as_of);
    let days: BTreeSet<NaiveDate> = all.iter().flat_map(|one| &one.waves).map(|wave| wave.on).collect();
    let on = days.into_iter().chain([context.as_of]);
    let signals = on.flat_map(|as_of| {
        let then = Context { as_of, ..*context };
        Analysed::new(checked, &then).variances.into_iter().map(|one| one.id).collect::<Vec<_>>()
    });
    let target = practice::bound(checked, context, |bounds| bounds.feedback_target.as_ref(), TARGET);
    let is_low = |one: &Series<'_>, wave: &Wave<'_>| {
        wave.scores().iter().any(|score| one.measure.points(*score) < target)
    };
    let low = all.iter().zip(names(&all)).flat_map(|(one, name)| {
        let waves = one.waves.iter().filter(|wave| is_low(one, wave));
        waves.map(|wave| format!("{name}/{}", wave.on)).collect::<Vec<_>>()
    });
    signals.chain(low).collect()
}

/// The records of a wave: its survey and its voices.
#[must_use]
pub fn records<'w>(wave: &'w Wave<'_>) -> BTreeSet<&'w Key> {
    let voices = wave.voices.iter().map(|voice| &voice.entry.key);
    wave.survey.iter().map(|(entry, _)| &entry.key).chain(voices).collect()
}
