//! The weekly grid: every Monday from the first dated record of something that happened, whatever the day asked for. The band of a day is replayed
//! from it, so that no state is kept.
//!
//! Going down is immediate, and so are the ways into and out of *unknown*. Going up needs a score, after gates, at least
//! three points over the bound on two Mondays 14 days apart and on all between. Between Mondays nothing rises.

use chrono::{Datelike, Days, NaiveDate};
use serde::Serialize;

use super::Band;
use super::digest::{Day, Digest};
use super::dimension::{Found, Ledger, Silent, Unknown};
use super::gates::{Hit, hits};
use super::score::{Combined, at_least, band, combine, weights};
use super::text;
use super::{Rising, commitments, complaints, contact, expectations, feedback, objectives, people};
use crate::record::{DimensionName, Parameters, Status};

/// No grid begins before this year, so that a record with a mistyped date costs no lifetime of weeks.
const EARLIEST: i32 = 1990;

/// One Monday.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Point {
    /// The Monday.
    #[serde(serialize_with = "text::date")]
    pub on: NaiveDate,
    /// H.
    pub score: Option<f64>,
    /// H under the gates.
    pub gated: Option<f64>,
    /// L, before gates.
    pub low: f64,
    /// U, before gates.
    pub high: f64,
    /// The lowest cap of the gates that held; 100 without one.
    #[serde(skip)]
    pub cap: f64,
    /// W.
    pub coverage: f64,
    /// The band with hysteresis; none while the account was a prospect or paused.
    pub band: Option<Band>,
}

/// Everything that a day's records give, without words and without hysteresis.
pub struct Reading<'a> {
    pub found: [Found; 7],
    pub combined: Combined,
    pub hits: Vec<Hit<'a>>,
    pub gated: Option<f64>,
    pub is_severe: bool,
    pub today: Band,
}

/// What one dimension finds on a day.
pub fn find(name: DimensionName, day: &Day<'_, '_>, ledger: &mut impl Ledger) -> Found {
    let digest = day.digest;
    if digest.account.is_none() || digest.lacking.is_account() {
        return Found::Unknown(Unknown::Omitted);
    }
    if digest.named_away(name).is_some() {
        return Found::NotAsked;
    }
    let found = match name {
        DimensionName::Expectations => expectations::found(day, ledger),
        DimensionName::Feedback => feedback::found(day, ledger),
        DimensionName::Complaints => complaints::found(day, ledger),
        DimensionName::Commitments => commitments::found(day, ledger),
        DimensionName::People => people::found(day, ledger),
        DimensionName::Objectives => objectives::found(day, ledger),
        DimensionName::Contact => contact::found(day, ledger),
    };
    match found {
        Found::NotAsked => Found::NotAsked,
        _ if digest.lacking.place(name).is_some() => Found::Unknown(Unknown::Omitted),
        found => found,
    }
}

impl<'a> Reading<'a> {
    pub fn on(day: &Day<'_, 'a>) -> Self {
        let mut found = [Found::NotAsked; 7];
        for name in DimensionName::ALL {
            found[*name as usize] = find(*name, day, &mut Silent);
        }
        let combined = combine(&found, &weights(day.parameters));
        let hits = hits(day, &found);
        let cap = hits.iter().map(|hit| hit.cap).fold(f64::INFINITY, f64::min);
        let gated = combined.score.map(|score| score.min(cap));
        let is_severe = hits.iter().any(|hit| hit.severe);
        let today = band(gated, &combined, is_severe, day.parameters);
        Self { found, combined, hits, gated, is_severe, today }
    }

    /// The lowest cap of the gates that hold; 100 without one.
    pub fn cap(&self) -> f64 {
        self.hits.iter().map(|hit| hit.cap).fold(100.0, f64::min)
    }
}

/// One Monday in the replay.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    pub point: Point,
    today: Band,
    pub band: Band,
}

/// Replays the grid up to a day.
pub fn replay(digest: &Digest<'_>, until: NaiveDate) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut next = digest.first.and_then(first_monday).filter(|monday| *monday <= until);
    while let Some(monday) = next {
        let day = digest.day(monday);
        let reading = Reading::on(&day);
        let before = steps.last().map(|step| step.band);
        let point = Point {
            on: monday,
            score: reading.combined.score,
            gated: reading.gated,
            low: reading.combined.low,
            high: reading.combined.high,
            cap: reading.cap(),
            coverage: reading.combined.coverage,
            band: None,
        };
        steps.push(Step { point, today: reading.today, band: reading.today });
        let settled = settle(before, reading.today);
        let band = risen(&steps, settled, day.parameters).unwrap_or(settled);
        if let Some(step) = steps.last_mut() {
            step.band = band;
            step.point.band = matches!(day.status, Status::Active | Status::Ended).then_some(band);
        }
        next = monday.checked_add_days(Days::new(7)).filter(|monday| *monday <= until);
    }
    steps
}

/// The first Monday on or after a day, and not before the earliest.
fn first_monday(day: NaiveDate) -> Option<NaiveDate> {
    let day = day.max(NaiveDate::from_ymd_opt(EARLIEST, 1, 1)?);
    let ahead = (7 - u64::from(day.weekday().num_days_from_monday())) % 7;
    day.checked_add_days(Days::new(ahead))
}

/// The band that follows from the one before without going up.
pub fn settle(before: Option<Band>, today: Band) -> Band {
    match before {
        None | Some(Band::Unknown) => today,
        Some(_) if today == Band::Unknown => today,
        Some(before) => before.min(today),
    }
}

/// The highest band above the present one that the score has earned by the last Monday.
fn risen(steps: &[Step], band: Band, parameters: &Parameters) -> Option<Band> {
    let weeks = (parameters.rise_days / 7.0).ceil().clamp(0.0, 10_000.0) as usize;
    let run = steps.len().checked_sub(weeks + 1).map(|from| &steps[from..])?;
    let above = [Band::Good, Band::Watch].into_iter().filter(|level| band != Band::Unknown && *level > band);
    above.into_iter().find(|level| run.iter().all(|step| is_high_enough(step, *level, parameters)))
}

fn is_high_enough(step: &Step, level: Band, parameters: &Parameters) -> bool {
    let bound = if level == Band::Good { parameters.band_good } else { parameters.band_watch };
    let is_over = step.point.gated.is_some_and(|score| at_least(score, bound + parameters.rise_margin));
    step.today >= level && is_over
}

/// What keeps an account in a band that its score has left upwards.
pub fn rising(steps: &[Step], band: Band, today: Band, parameters: &Parameters) -> Option<Rising> {
    if band == Band::Unknown || today <= band {
        return None;
    }
    let next = if band == Band::AtRisk { Band::Watch } else { Band::Good };
    let run = steps.iter().rev().take_while(|step| is_high_enough(step, next, parameters));
    Some(Rising { to: today, since: run.last().map(|step| step.point.on) })
}
