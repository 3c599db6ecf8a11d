//! Triggers on a day: the figure that each watches, whether it has crossed its bound, since when, and what was done.
//!
//! How long a bound has been crossed is asked back in time: on the day itself, on each Monday before it, as the grid of
//! the standing has them, and then day by day in the week in which it began. What was crossed, uncrossed and crossed again
//! between two Mondays counts as crossed all along. The way back ends after a year, at the trigger's own day, and where
//! the figure is not known.

use chrono::{Datelike, Days, NaiveDate};

use super::action::{is_dropped, is_open};
use super::measures::{Gauge, Known};
use super::mention::Mentions;
use super::past;
use super::plan::{Item, items};
use crate::check::{Checked, Context};
use crate::diagnostic::Diagnostic;
use crate::record::{Action, Entry, Kind, Measure, Trigger};

/// How many weeks back a crossing is followed.
const WEEKS: u64 = 53;

/// What a trigger does on a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum State<'a> {
    /// Nothing is watched in an account that is no customer.
    Asleep,
    /// Its figure is not known.
    Unknown,
    /// Its bound is kept.
    Quiet,
    /// Its bound is crossed, but not for long enough.
    Crossed {
        /// The first day of the crossing.
        since: NaiveDate,
        /// The day on which it fires, if nothing changes.
        fires: NaiveDate,
    },
    /// It fires.
    Fired {
        /// The first day of the crossing.
        crossed: NaiveDate,
        /// The day since when it fires.
        since: NaiveDate,
        /// The action that answers it.
        answer: Option<&'a Entry>,
    },
}

/// One trigger on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Watched<'a> {
    /// The trigger.
    pub item: Item<'a, Trigger>,
    /// Its figure, with the records behind it.
    pub now: Option<Known<'a>>,
    /// What it does.
    pub state: State<'a>,
}

/// Which bound of a trigger a figure crosses, in words: “above 45”.
#[must_use]
pub fn crossed(trigger: &Trigger, value: f64) -> Option<String> {
    let below = trigger.below.as_ref().filter(|bound| value < bound.value);
    let above = trigger.above.as_ref().filter(|bound| value > bound.value);
    let below = below.map(|bound| format!("below {}", bound.value));
    below.or_else(|| above.map(|bound| format!("above {}", bound.value)))
}

/// A figure of a measure, as short as it can be said.
#[must_use]
pub fn shown(value: f64) -> String {
    let rounded = crate::language::rounded(value, 1);
    rounded.strip_suffix(".0").unwrap_or(&rounded).to_owned()
}

/// Every trigger that watches an account on a day.
#[must_use]
pub fn triggers<'a>(checked: &'a Checked, context: &Context<'a>, day: NaiveDate) -> Vec<Watched<'a>> {
    let all = items::<Trigger>(checked, context, day);
    if !past::is_active(checked, day) {
        return all.into_iter().map(|item| Watched { item, now: None, state: State::Asleep }).collect();
    }
    if all.is_empty() {
        return Vec::new();
    }
    let gauge = Gauge::new(checked, context);
    let mentions = Mentions::of(checked);
    all.into_iter().map(|item| watched(item, &gauge, &mentions, checked, day)).collect()
}

fn watched<'a>(
    item: Item<'a, Trigger>,
    gauge: &Gauge<'a>,
    mentions: &Mentions<'a>,
    checked: &'a Checked,
    day: NaiveDate,
) -> Watched<'a> {
    let measure = item.one.measure.value;
    let now = gauge.known(measure, day);
    let is_crossed = now.as_ref().map(|known| crossed(item.one, known.value).is_some());
    let state = match is_crossed {
        None => State::Unknown,
        Some(false) => State::Quiet,
        Some(true) => {
            let since = crossed_since(&item, gauge, measure, day);
            let fires = item.get(|one| one.lasting.as_ref()).map_or(since, |lasting| lasting.after(since));
            if fires > day {
                State::Crossed { since, fires }
            } else {
                let answer = answer(&item, mentions, checked, since, day);
                State::Fired { crossed: since, since: fires, answer }
            }
        }
    };
    Watched { item, now, state }
}

/// The first day since when the bound has been crossed without a break that a Monday shows.
fn crossed_since(item: &Item<'_, Trigger>, gauge: &Gauge<'_>, measure: Measure, day: NaiveDate) -> NaiveDate {
    let first = item.entry.date;
    let is_crossed = |on: NaiveDate| {
        first.is_none_or(|first| on >= first)
            && gauge.value(measure, on).is_some_and(|value| crossed(item.one, value).is_some())
    };
    let back = |from: NaiveDate, days: u64| from.checked_sub_days(Days::new(days));
    let Some(monday) = back(day, u64::from(day.weekday().num_days_from_monday())) else { return day };
    let mondays = (0..WEEKS).map_while(|week| back(monday, 7 * week)).filter(|on| *on < day);
    let run: Vec<NaiveDate> = mondays.take_while(|on| is_crossed(*on)).collect();
    let earliest = run.last().copied().unwrap_or(day);
    let days = (1..7).map_while(|days| back(earliest, days));
    days.take_while(|on| is_crossed(*on)).last().unwrap_or(earliest)
}

/// The action that answers a trigger: one for it, or one in a record that names it, which was agreed or closed since the
/// bound was crossed, or is open still. What was given up answers nothing.
fn answer<'a>(
    item: &Item<'a, Trigger>,
    mentions: &Mentions<'a>,
    checked: &'a Checked,
    crossed: NaiveDate,
    day: NaiveDate,
) -> Option<&'a Entry> {
    let naming: Vec<&Entry> = item.named_by(mentions).collect();
    let names = |entry: &Entry| naming.iter().any(|one| one.key == entry.key);
    let follows = |entry: &Entry, action: &Action| {
        if !past::exists(entry, day) || is_dropped(action, day) {
            return false;
        }
        let done = past::by(action.done.as_ref(), day);
        is_open(entry, action, day) || done.or(entry.date).is_some_and(|on| on >= crossed)
    };
    let by_host = |entry: &Entry| entry.host.as_ref().and_then(|host| checked.find(host)).is_some_and(names);
    let all = checked.each::<Action>().filter(|(entry, _)| names(entry) || by_host(entry));
    let answers = all.filter(|(entry, action)| follows(entry, action));
    answers.map(|(entry, _)| entry).max_by_key(|entry| entry.date)
}

/// What the rule `trigger-fired` finds.
#[must_use]
pub fn fired(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let as_of = context.as_of;
    let Some((account, _)) = checked.account().filter(|_| !checked.may_lack(Kind::Action)) else {
        return Vec::new();
    };
    let open = triggers(checked, context, as_of).into_iter().filter_map(|one| {
        let State::Fired { since, answer: None, .. } = one.state else { return None };
        let known = one.now.as_ref()?;
        let (entry, trigger) = (one.item.entry, one.item.one);
        let bound = crossed(trigger, known.value)?;
        let measure = trigger.measure.value;
        let id = &entry.key.id;
        let span = if one.item.is_own { &entry.span } else { &account.span };
        let value = shown(known.value);
        let title = entry.title.as_ref().map(|title| format!("{title}: ")).unwrap_or_default();
        let message = format!("{title}{} is {value}, {bound}", measure.word().replace('-', " "));
        let finding = Diagnostic::advice("trigger-fired", span.clone(), message)
            .expected(format!("an action since {since} that follows: {}", trigger.then.value))
            .fix(format!("agree on an action, and write `for = [\"trigger/{id}\"]` in it"))
            .late(since, as_of, 3, 30.0);
        Some(if one.item.is_own {
            finding
        } else {
            finding.related(entry.span.clone(), "all accounts share it")
        })
    });
    open.collect()
}
