//! Reports of the monitoring plan on a day: for whom, when they were issued, which issue is the current one.
//!
//! Reports come round on fixed days: one period after the first day that they tell of, two periods after, and so on. An
//! issue counts for the day that it comes nearest before or after, as far as the grace period reaches.

use chrono::{Days, NaiveDate};

use super::mention::Mentions;
use super::plan::{Item, beginning, doings, items, slack};
use super::practice::grace;
use crate::check::{Checked, Context};
use crate::record::{Period, Report};

/// How late a report or a procedure may be where the configuration does not say.
pub const GRACE: Period = Period::days_long(14);

/// Whether the current issue of a report is out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Its day is past by more than the grace period.
    Overdue,
    /// Its day has come, and it is not issued yet.
    Due,
    /// The last one is issued, or none was due yet; the next lies ahead.
    Ahead,
    /// Nothing says when it is due.
    Unscheduled,
}

/// One report on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing<'a> {
    /// The report.
    pub item: Item<'a, Report>,
    /// How often it is issued.
    pub every: Option<Period>,
    /// The days on which it was issued, oldest first.
    pub issued: Vec<NaiveDate>,
    /// The first day that the current issue tells of, where that is known.
    pub since: Option<NaiveDate>,
    /// The day on which the current issue is, or was, due.
    pub due: Option<NaiveDate>,
    /// Whether it is out.
    pub state: State,
}

impl Standing<'_> {
    /// The audience, by its id.
    #[must_use]
    pub fn audience(&self) -> &str {
        &self.item.one.audience.value
    }
}

/// Every report that concerns an account on a day.
#[must_use]
pub fn reports<'a>(checked: &'a Checked, context: &Context<'a>, day: NaiveDate) -> Vec<Standing<'a>> {
    let all = items::<Report>(checked, context, day);
    if all.is_empty() {
        return Vec::new();
    }
    let late = grace(checked, context, |grace| grace.due.as_ref(), GRACE);
    let mentions = Mentions::of(checked);
    all.into_iter().map(|item| standing(item, &mentions, checked, late, day)).collect()
}

fn standing<'a>(
    item: Item<'a, Report>,
    mentions: &Mentions<'a>,
    checked: &Checked,
    late: Period,
    day: NaiveDate,
) -> Standing<'a> {
    let listed = item.one.issued.iter().map(|at| at.value).filter(|on| *on <= day);
    let recorded = doings(&item, mentions, day).into_iter().map(|(on, _)| on);
    let mut issued: Vec<NaiveDate> = listed.chain(recorded).collect();
    issued.sort_unstable();
    issued.dedup();
    let every = item.get(|one| one.every.as_ref()).map(|every| every.value);
    let from = item.get(|one| one.from.as_ref()).map(|from| from.value);
    let mut standing = Standing { item, every, issued, since: from, due: None, state: State::Unscheduled };
    let Some((every, start)) = every.zip(beginning(checked, from)) else {
        standing.since = standing.issued.last().copied().or(from);
        return standing;
    };
    let slack = Days::new(u64::try_from(slack(late, every)).unwrap_or(0));
    let last = rounds(every, start, day);
    let on = |round: u32| every.times_after(round, start);
    let early = |day: NaiveDate| day.checked_sub_days(slack).unwrap_or(day);
    // An issue shortly before its day counts for that day, so the one ahead may be out already.
    let is_out = |round: u32| {
        let (from, to) = (early(on(round)), early(on(round.saturating_add(1))));
        standing.issued.iter().any(|issue| (from..to).contains(issue))
    };
    let current = match last {
        0 => 1,
        last if !is_out(last) => last,
        last => last + 1,
    };
    let current = if current > last && is_out(current) { current + 1 } else { current };
    let (since, due) = (on(current - 1), on(current));
    standing.state = match due {
        due if due > day => State::Ahead,
        due if due.checked_add_days(slack).is_some_and(|end| end < day) => State::Overdue,
        _ => State::Due,
    };
    (standing.since, standing.due) = (Some(since), Some(due));
    standing
}

/// How many whole periods lie between two days.
fn rounds(every: Period, start: NaiveDate, day: NaiveDate) -> u32 {
    let days = (day - start).num_days().max(0) as f64;
    let mut rounds = (days / every.days()) as u32;
    while every.times_after(rounds + 1, start) <= day {
        rounds += 1;
    }
    while rounds > 0 && every.times_after(rounds, start) > day {
        rounds -= 1;
    }
    rounds
}
