//! Objectives: agreed ones that were not given up, by their latest progress, weighted by f.
//!
//! On track or reached 100, at risk 50, missed 0; missed does not age. Progress without a date is older than all other.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::digest::{Day, TierOn};
use super::dimension::{Evidence, Found, Ledger, Place, Unknown, freshness, mean, weighted_mean};
use super::text::age;
use crate::check::Checked;
use crate::record::{Entry, Key, Objective, Parameters, Progress, State};

/// One objective with its progress.
#[derive(Debug)]
pub struct Aim<'a> {
    entry: &'a Entry,
    agreed: Option<NaiveDate>,
    ended: Option<NaiveDate>,
    /// By day, and on one day the worst last.
    progress: Vec<Step<'a>>,
}

#[derive(Debug, Clone, Copy)]
struct Step<'a> {
    on: Option<NaiveDate>,
    state: State,
    entry: &'a Entry,
}

pub fn aims(checked: &Checked) -> Vec<Aim<'_>> {
    let mut steps: BTreeMap<&Key, Vec<Step<'_>>> = BTreeMap::new();
    for (entry, one) in checked.each::<Progress>() {
        if let Some(key) = checked.key(&one.of) {
            steps.entry(key).or_default().push(Step { on: entry.date, state: one.state.value, entry });
        }
    }
    let mut all: Vec<_> = checked
        .each::<Objective>()
        .map(|(entry, objective)| {
            let mut progress = steps.get(&entry.key).cloned().unwrap_or_default();
            progress.sort_by_key(|step| (step.on, badness(step.state), &step.entry.key));
            let agreed = objective.agreed.as_ref().map(|agreed| agreed.value);
            let ended = objective.ended.as_ref().map(|ended| ended.on.value);
            Aim { entry, agreed, ended, progress }
        })
        .collect();
    all.sort_by_key(|one| &one.entry.key);
    all
}

fn badness(state: State) -> u8 {
    match state {
        State::Reached => 0,
        State::OnTrack => 1,
        State::AtRisk => 2,
        State::Missed => 3,
    }
}

fn points(state: State, parameters: &Parameters) -> f64 {
    match state {
        State::OnTrack | State::Reached => 100.0,
        State::AtRisk => parameters.objective_at_risk,
        State::Missed => 0.0,
    }
}

fn words(state: State) -> &'static str {
    match state {
        State::OnTrack => "on track",
        State::Reached => "reached",
        State::AtRisk => "at risk",
        State::Missed => "missed",
    }
}

pub fn found(day: &Day<'_, '_>, ledger: &mut impl Ledger) -> Found {
    match day.tier {
        TierOn::Strange(_) => return Found::Unknown(Unknown::Tier),
        TierOn::Known(tier) if tier.objectives.as_ref().is_some_and(|asked| asked.value) => {}
        TierOn::Known(_) | TierOn::None => return Found::NotAsked,
    }
    let (mut above, mut below, mut agreed) = (0.0, 0.0, false);
    let is_agreed =
        |one: &&Aim<'_>| one.agreed.is_some_and(|on| on <= day.on) && one.ended.is_none_or(|on| on > day.on);
    for one in day.digest.aims.iter().filter(is_agreed) {
        agreed = true;
        let step = one.progress.iter().rev().find(|step| step.on.is_none_or(|on| on <= day.on));
        let Some(step) = step else { continue };
        let fresh =
            || step.on.map_or(0.0, |on| freshness(age(on, day.on), day.parameters.validity_objectives));
        let freshness = if step.state == State::Missed { 1.0 } else { fresh() };
        let value = points(step.state, day.parameters);
        above += freshness * value;
        below += freshness;
        ledger.line(|| Evidence {
            place: Place::of(step.entry),
            on: step.on,
            label: format!(
                "{}: {}",
                one.entry.title.as_deref().unwrap_or(&one.entry.key.id),
                words(step.state)
            ),
            group: None,
            weight: 1.0,
            freshness,
            value,
        });
    }
    if below <= 0.0 {
        return Found::Unknown(if agreed { Unknown::NoProgress } else { Unknown::NoObjective });
    }
    let score = mean(above, below);
    ledger.formula(|lines| weighted_mean(&lines.iter().collect::<Vec<_>>(), score));
    Found::Known { score, only_bad: false, sum: below, enough: 1.0 }
}
