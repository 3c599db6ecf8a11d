//! Complaints: max(0, 100 − Σ p·m).
//!
//! p by severity while it is open; a third of it once closed, fading to nothing. m is 1.5 for one past its target or
//! opened again; a closed one keeps it when it was closed late, or had been opened again. Without a complaint, and
//! without contact or feedback for half a year, silence is not content but unknown.
//!
//! A complaint without a date has always been there.

use chrono::NaiveDate;

use super::digest::Day;
use super::dimension::{Evidence, Found, Ledger, Place, SPELT, Unknown};
use super::text::{age, counted, figure};
use crate::check::Checked;
use crate::record::{Complaint, Config, Entry, Parameters, Severity};
use crate::review::past::tier_of;

/// One complaint.
#[derive(Debug)]
pub struct Complained<'a> {
    pub entry: &'a Entry,
    pub severity: Severity,
    pub raised: Option<NaiveDate>,
    pub target: Option<NaiveDate>,
    resolved: Option<NaiveDate>,
    accepted: Option<NaiveDate>,
    reopened: Option<NaiveDate>,
}

/// Where a complaint is on a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Stage {
    /// Not resolved.
    Open { late: bool, reopened: bool },
    /// Resolved or accepted on a day.
    Closed { on: NaiveDate, late: bool, reopened: bool, accepted: bool },
}

pub fn complaints<'a>(checked: &'a Checked, config: &Config) -> Vec<Complained<'a>> {
    let value = |at: Option<&crate::record::At<NaiveDate>>| at.map(|at| at.value);
    let mut all: Vec<_> = checked
        .each::<Complaint>()
        .map(|(entry, one)| {
            let of_tier = entry.date.and_then(|raised| {
                let tier = tier_of(checked, config, raised)?;
                Some(tier.complaint_target.as_ref()?.value.after(raised))
            });
            Complained {
                entry,
                severity: one.severity.value,
                raised: entry.date,
                target: value(one.target.as_ref()).or(of_tier),
                resolved: value(one.resolved.as_ref()),
                accepted: value(one.accepted.as_ref()),
                reopened: value(one.reopened.as_ref()),
            }
        })
        .collect();
    all.sort_by_key(|one| (one.raised, &one.entry.key));
    all
}

impl Complained<'_> {
    /// Where it is on a day; `None` before it was raised.
    pub fn stage(&self, day: NaiveDate) -> Option<Stage> {
        if self.raised.is_some_and(|raised| raised > day) {
            return None;
        }
        let reopened = self.reopened.filter(|on| *on <= day);
        let closes = |on: &NaiveDate| *on <= day && reopened.is_none_or(|reopened| *on > reopened);
        let accepted = self.accepted.filter(closes);
        let closed = [self.resolved.filter(closes), accepted].into_iter().flatten().min();
        let is_late = |on: NaiveDate| self.target.is_some_and(|target| on > target);
        let reopened = reopened.is_some();
        Some(match closed {
            None => Stage::Open { late: is_late(day), reopened },
            Some(on) => Stage::Closed { on, late: is_late(on), reopened, accepted: accepted.is_some() },
        })
    }

    /// Whether it is a sign of life: open, or raised or closed within the window.
    fn tells(&self, stage: Stage, day: NaiveDate, window: f64) -> bool {
        match stage {
            Stage::Open { .. } => true,
            Stage::Closed { on, .. } => age(on, day) <= window,
        }
    }

    fn points(&self, parameters: &Parameters) -> f64 {
        match self.severity {
            Severity::Critical => parameters.complaint_critical,
            Severity::Major => parameters.complaint_major,
            Severity::Minor => parameters.complaint_minor,
        }
    }
}

/// What a complaint takes, and how fresh it is.
fn takes(one: &Complained<'_>, stage: Stage, day: &Day<'_, '_>) -> (f64, f64) {
    let parameters = day.parameters;
    let points = one.points(parameters);
    let times = |worse: bool| if worse { parameters.complaint_late } else { 1.0 };
    match stage {
        Stage::Open { late, reopened } => (points * times(late || reopened), 1.0),
        Stage::Closed { on, late, reopened, .. } => {
            let fade = parameters.complaint_fade.max(f64::MIN_POSITIVE);
            let fresh = (1.0 - age(on, day.on) / fade).clamp(0.0, 1.0);
            let divisor = parameters.complaint_closed.max(1.0);
            (points / divisor * times(late || reopened), fresh)
        }
    }
}

fn words(one: &Complained<'_>, stage: Stage) -> String {
    let title = one.entry.title.as_deref().unwrap_or(&one.entry.key.id);
    let severity = one.severity.word();
    let (state, late, reopened) = match stage {
        Stage::Open { late, reopened } => (if reopened { "open again" } else { "open" }, late, false),
        Stage::Closed { late, reopened, accepted, .. } => {
            (if accepted { "accepted" } else { "resolved" }, late, reopened)
        }
    };
    let late = if late { ", past its target" } else { "" };
    let reopened = if reopened { ", after it was opened again" } else { "" };
    format!("{title}: {severity}, {state}{late}{reopened}")
}

pub fn found(day: &Day<'_, '_>, ledger: &mut impl Ledger) -> Found {
    let window = day.parameters.complaint_window;
    let (mut total, mut tells) = (0.0, false);
    for one in &day.digest.complaints {
        let Some(stage) = one.stage(day.on) else { continue };
        tells |= one.tells(stage, day.on, window);
        let (points, freshness) = takes(one, stage, day);
        total += points * freshness;
        if freshness > 0.0 {
            ledger.line(|| Evidence {
                place: Place::of(one.entry),
                on: one.raised,
                label: words(one, stage),
                group: None,
                weight: 1.0,
                freshness,
                value: points,
            });
        }
    }
    let heard = [day.digest.talks.last(day.on).map(|(on, _)| on), day.digest.customer.last(day.on)];
    let is_near = |on: &NaiveDate| age(*on, day.on) <= window;
    let is_heard = heard.into_iter().flatten().any(|on| is_near(&on));
    if !tells && !is_heard {
        return Found::Unknown(Unknown::NoSign);
    }
    let score = (100.0 - total).max(0.0);
    ledger.formula(|lines| formula(lines, score));
    Found::Known { score, only_bad: !is_heard, sum: 1.0, enough: 1.0 }
}

fn formula(lines: &[Evidence], score: f64) -> String {
    if lines.is_empty() {
        return "100 − 0 = 100".to_owned();
    }
    let total: f64 = lines.iter().map(|line| line.value * line.freshness).sum();
    if lines.len() > SPELT {
        let of = counted(lines.len(), "complaint");
        return format!("max(0, 100 − {}) = {} ({of})", figure(total), figure(score));
    }
    let taken: Vec<String> = lines
        .iter()
        .map(|line| {
            let points = figure(line.value);
            if line.freshness < 1.0 { format!("{points}·{}", figure(line.freshness)) } else { points }
        })
        .collect();
    let inner = format!("100 − {}", taken.join(" − "));
    if total > 100.0 {
        format!("max(0, {inner}) = {}", figure(score))
    } else {
        format!("{inner} = {}", figure(score))
    }
}
