//! Commitments: 100 · (on time + ½ late) ⁄ (closed + overdue) over the window, overdue ones however old.
//!
//! Promises of both sides that are not internal. What was moved without the other side's agreement is judged by the
//! day that was agreed. A box that was ticked without a day counts as closed late, on the promised day or that of its
//! record, whichever is later. A promise that was given up after its day was broken: it counts like an overdue one for
//! the window; one that was given up in time does not count.

use chrono::NaiveDate;

use super::digest::Day;
use super::dimension::{Evidence, Found, Ledger, Place, Unknown};
use super::text::{age, days, figure};
use crate::check::Checked;
use crate::record::{Action, Entry};
use crate::review::action::{moves, standing};

/// One promise.
#[derive(Debug)]
pub struct Promise<'a> {
    entry: &'a Entry,
    action: &'a Action,
    theirs: bool,
    due: Option<NaiveDate>,
    done: Option<NaiveDate>,
    dropped: Option<NaiveDate>,
    /// Moves with the other side's agreement, in the order in which they were made.
    moved: Vec<(Option<NaiveDate>, NaiveDate)>,
}

/// How a promise counts on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// Not due yet.
    Open,
    /// Closed within the window, by its day.
    OnTime,
    /// Closed within the window, after its day.
    Late,
    /// Not done, though its day is over.
    Overdue { days: i64 },
    /// Given up within the window, after its day.
    GivenUp,
}

pub fn promises(checked: &Checked) -> Vec<Promise<'_>> {
    let value = |at: Option<&crate::record::At<NaiveDate>>| at.map(|at| at.value);
    let mut all: Vec<_> = checked
        .each::<Action>()
        .filter_map(|(entry, action)| {
            let last = standing(checked, entry, action, NaiveDate::MAX);
            let agreed = moves(checked, action, last.theirs, NaiveDate::MAX).into_iter();
            let moved = agreed
                .filter(|(_, agreed)| *agreed)
                .map(|(moved, _)| (value(moved.on.as_ref()), moved.to.value));
            (!last.internal).then(|| Promise {
                entry,
                action,
                theirs: last.theirs,
                due: value(action.due.as_ref()),
                done: value(action.done.as_ref()),
                dropped: action.dropped.as_ref().map(|dropped| dropped.on.value),
                moved: moved.collect(),
            })
        })
        .collect();
    all.sort_by_key(|one| (one.due, one.entry.date, &one.entry.key));
    all
}

impl<'a> Promise<'a> {
    /// Its record.
    #[cfg(test)]
    pub fn entry(&self) -> &'a Entry {
        self.entry
    }

    /// The promised day, as it was agreed by a day.
    fn due(&self, day: NaiveDate) -> Option<NaiveDate> {
        let made = self.moved.iter().rev().find(|(on, _)| on.is_none_or(|on| on <= day));
        made.map(|(_, to)| *to).or(self.due)
    }

    /// How it counts on a day; `None` when it does not.
    pub fn kept(&self, day: NaiveDate, window: f64) -> Option<Kept> {
        if self.entry.date.is_some_and(|made| made > day) {
            return None;
        }
        let due = self.due(day);
        let within = |on: NaiveDate, kept: Kept| (age(on, day) <= window).then_some(kept);
        let is_late = |on: NaiveDate| due.is_some_and(|due| on > due);
        if let Some(on) = self.done.filter(|on| *on <= day) {
            return within(on, if is_late(on) { Kept::Late } else { Kept::OnTime });
        }
        if let Some(on) = self.dropped.filter(|on| *on <= day) {
            return if is_late(on) { within(on, Kept::GivenUp) } else { None };
        }
        if self.done.is_none() && self.entry.ticked == Some(true) {
            let on = due.max(self.entry.date)?;
            return within(on.min(day), Kept::Late);
        }
        let late = due.map_or(0, |due| (day - due).num_days());
        Some(if late > 0 { Kept::Overdue { days: late } } else { Kept::Open })
    }

    fn closed(&self, kept: Kept) -> Option<NaiveDate> {
        match kept {
            Kept::OnTime | Kept::Late => self.done,
            Kept::GivenUp => self.dropped,
            Kept::Open | Kept::Overdue { .. } => self.due,
        }
    }
}

pub fn found(day: &Day<'_, '_>, ledger: &mut impl Ledger) -> Found {
    let parameters = day.parameters;
    let (mut on_time, mut late, mut broken, mut open) = (0_u32, 0_u32, 0_u32, 0_u32);
    for one in &day.digest.promises {
        let Some(kept) = one.kept(day.on, parameters.commitment_window) else { continue };
        let value = match kept {
            Kept::Open => {
                open += 1;
                continue;
            }
            Kept::OnTime => {
                on_time += 1;
                100.0
            }
            Kept::Late => {
                late += 1;
                100.0 * parameters.commitment_late
            }
            Kept::Overdue { .. } | Kept::GivenUp => {
                broken += 1;
                0.0
            }
        };
        ledger.line(|| Evidence {
            place: Place::of(one.entry),
            on: one.closed(kept),
            label: words(one, kept),
            group: None,
            weight: 1.0,
            freshness: 1.0,
            value,
        });
    }
    let done = on_time + late;
    let all = done + broken;
    let is_few = f64::from(done) < parameters.commitment_minimum;
    if all == 0 || (is_few && broken == 0) {
        return Found::Unknown(Unknown::FewActions);
    }
    let credit = f64::from(on_time) + parameters.commitment_late * f64::from(late);
    let score = 100.0 * credit / f64::from(all);
    ledger.formula(|_| {
        let half = figure(parameters.commitment_late);
        format!("100 · ({on_time} + {half}·{late}) ⁄ ({done} + {broken}) = {}", figure(score))
    });
    let enough = parameters.enough_actions.min(f64::from(all + open)).max(1.0);
    Found::Known { score, only_bad: is_few, sum: f64::from(all), enough }
}

/// How many more promises would say something.
pub fn lacking(day: &Day<'_, '_>) -> usize {
    let window = day.parameters.commitment_window;
    let counts = |one: &&Promise<'_>| matches!(one.kept(day.on, window), Some(kept) if kept != Kept::Open);
    let known = day.digest.promises.iter().filter(counts).count();
    (day.parameters.commitment_minimum.clamp(1.0, 1e6) as usize).saturating_sub(known).max(1)
}

fn words(one: &Promise<'_>, kept: Kept) -> String {
    let whose = if one.theirs { "theirs" } else { "ours" };
    let how = match kept {
        Kept::Open => "open".to_owned(),
        Kept::OnTime => "done on time".to_owned(),
        Kept::Late if one.done.is_none() => "done on no known day, so late".to_owned(),
        Kept::Late => "done late".to_owned(),
        Kept::Overdue { days: late } => format!("overdue for {}", days(late)),
        Kept::GivenUp => "given up after its day".to_owned(),
    };
    format!("{} ({whose}): {how}", one.action.what.value)
}
