//! Reports of the monitoring plan on a day: for whom, when they were issued, which issue is the current one.
//!
//! Reports come round on fixed days: one period after the first day that they tell of, two periods after, and so on. An
//! issue counts for the day that came last, where nothing was issued for that yet; else for the next, where that is no
//! further away than the grace period.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::mention::Mentions;
use super::past::is_active;
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
    /// Nothing says when it is due, or the account is no customer.
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
    let rhythm = every.zip(beginning(checked, from)).filter(|_| is_active(checked, day));
    let Some((every, start)) = rhythm else {
        standing.since = standing.issued.last().copied().or(from);
        return standing;
    };
    let slack = slack(late, every);
    let on = |round: u32| every.times_after(round, start);
    // Of the first day itself nothing is issued.
    let mut out = BTreeSet::from([0]);
    for issue in &standing.issued {
        let last = rounds(every, start, *issue);
        if !out.insert(last) && (on(last + 1) - *issue).num_days() <= slack {
            out.insert(last + 1);
        }
    }
    // What was never issued stays due, from the first day on which it was missed; what is issued late makes up for it.
    let current = out.last().map_or(1, |issued| issued + 1);
    let (since, due) = (on(current - 1), on(current));
    standing.state = match due {
        due if due > day => State::Ahead,
        due if (day - due).num_days() > slack => State::Overdue,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_are_counted_from_the_first_day_so_that_no_month_end_drifts() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        let month = Period::parse("1m").expect("a period");
        let rounds_on = |on: &str| rounds(month, day("2026-01-31"), day(on));
        let days = ["2026-01-31", "2026-02-27", "2026-02-28", "2026-03-30", "2026-03-31", "2030-01-31"];
        assert_eq!(days.map(rounds_on), [0, 0, 1, 1, 2, 48]);
        assert_eq!(rounds_on("2020-01-01"), 0, "before the beginning there is none");
    }
}
