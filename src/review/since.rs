//! What happened since the last review: the facts that the next one is about, for its pack and for its draft.

use chrono::NaiveDate;

use super::account::quarter_before;
use super::action::{self, State, actions};
use super::complaint::{self, complaints};
use super::contact::contacts;
use super::expectation::{self, expectations};
use super::feedback::{Voice, voices};
use super::past::by;
use super::people::theirs;
use super::recommendation::{self, recommendations};
use crate::check::{Checked, Context};
use crate::record::{Entry, Person, Review, Verdict, Voice as Source};

/// What the first day of the period was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// The last review.
    Review,
    /// The beginning of the account, less than a quarter ago.
    Beginning,
    /// A quarter ago, since nobody ever reviewed the account.
    Quarter,
}

/// An expectation, with the verdict that it had when the period began.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged<'a> {
    /// The expectation.
    pub standing: expectation::Standing<'a>,
    /// Its latest verdict by the first day.
    pub before: Option<Verdict>,
}

/// The period that a review on a day is about, and what happened in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Since<'a> {
    /// The day that it counts from; what happened on that day itself belongs to the review before.
    pub from: NaiveDate,
    /// What that day was.
    pub start: Start,
    /// The review of that day.
    pub review: Option<(&'a Entry, &'a Review)>,
    /// Promises of either side that were kept, the latest first.
    pub kept: Vec<action::Standing<'a>>,
    /// Promises that were closed late or given up, and those that are late now, which come first.
    pub broken: Vec<action::Standing<'a>>,
    /// Promises whose day lies ahead, the nearest first.
    pub ahead: Vec<action::Standing<'a>>,
    /// Expectations that were in force, in the order of the records.
    pub expectations: Vec<Judged<'a>>,
    /// Complaints that are open, or were raised or settled in the period.
    pub complaints: Vec<complaint::Standing<'a>>,
    /// What the customer's people said, the latest first.
    pub voices: Vec<Voice<'a>>,
    /// Contacts in which the customer spoke, and those in which we alone did.
    pub contacts: (usize, usize),
    /// People of the customer who left.
    pub left: Vec<(NaiveDate, &'a Entry, &'a Person)>,
    /// Recommendations that wait for a decision, the most pressing first.
    pub waiting: Vec<recommendation::Standing<'a>>,
}

/// The last review before a day.
fn last_review(checked: &Checked, day: NaiveDate) -> Option<(NaiveDate, &Entry, &Review)> {
    let dated = checked.each::<Review>().filter_map(|(entry, one)| Some((entry.date?, entry, one)));
    dated
        .filter(|(on, ..)| *on < day)
        .max_by(|left, right| (left.0, &left.1.key).cmp(&(right.0, &right.1.key)))
}

impl<'a> Since<'a> {
    /// What a review on the day of the context is about.
    #[must_use]
    pub fn of(checked: &'a Checked, context: &Context<'a>) -> Self {
        let day = context.as_of;
        let last = last_review(checked, day);
        let quarter = quarter_before(day);
        let began = checked.account().and_then(|(_, one)| by(one.since.as_ref(), day));
        let (from, start) = match (last, began.filter(|began| *began > quarter)) {
            (Some((on, ..)), _) => (on, Start::Review),
            (None, Some(began)) => (began, Start::Beginning),
            (None, None) => (quarter, Start::Quarter),
        };
        Self::from(checked, context, from, start, last.map(|(_, entry, review)| (entry, review)))
    }

    /// What happened since the quarter before the day of the context.
    #[must_use]
    pub fn quarter(checked: &'a Checked, context: &Context<'a>) -> Self {
        Self::from(checked, context, quarter_before(context.as_of), Start::Quarter, None)
    }

    fn from(
        checked: &'a Checked,
        context: &Context<'a>,
        from: NaiveDate,
        start: Start,
        review: Option<(&'a Entry, &'a Review)>,
    ) -> Self {
        let day = context.as_of;
        let inside = |on: NaiveDate| on > from && on <= day;
        let (kept, broken, ahead) = promises(checked, day, inside);
        let all = expectations(checked, context.config, day).into_iter();
        let in_force = all.filter(|one| one.in_force(from, day)).map(|standing| {
            let before = standing.assessments.iter().rev().find(|(on, ..)| *on <= from);
            Judged { before: before.map(|(.., one)| one.result.value), standing }
        });
        let told = complaints(checked, context.config, day).into_iter();
        let mut heard = voices(checked, &context.shared.plan, day);
        heard.retain(|one| one.source == Source::Customer && inside(one.on));
        heard.sort_by(|left, right| {
            right.on.cmp(&left.on).then_with(|| left.entry.span.cmp(&right.entry.span))
        });
        let spoken = contacts(checked, day);
        let recent: Vec<_> = spoken.iter().filter(|one| inside(one.on)).collect();
        let mutual = recent.iter().filter(|one| one.counts()).count();
        let gone = theirs(checked).filter_map(|(entry, one)| Some((by(one.left.as_ref(), day)?, entry, one)));
        let mut waiting = recommendations(checked, context, day);
        waiting.retain(recommendation::Standing::is_open);
        waiting.sort_by_key(|one| (one.due.is_none(), one.due, one.entry.date));
        Self {
            from,
            start,
            review,
            kept,
            broken,
            ahead,
            expectations: in_force.collect(),
            complaints: told.filter(|one| one.is_open() || inside(one.raised) || inside(one.since)).collect(),
            contacts: (mutual, recent.len() - mutual),
            voices: heard,
            left: gone.filter(|(on, ..)| inside(*on)).collect(),
            waiting,
        }
    }
}

/// Promises kept, not kept, and still ahead.
fn promises<'a>(
    checked: &'a Checked,
    day: NaiveDate,
    inside: impl Fn(NaiveDate) -> bool,
) -> (Vec<action::Standing<'a>>, Vec<action::Standing<'a>>, Vec<action::Standing<'a>>) {
    let (mut kept, mut broken, mut ahead) = (Vec::new(), Vec::new(), Vec::new());
    for one in actions(checked, day).into_iter().filter(|one| !one.internal) {
        // A box that was ticked without a day was closed at some time after it was agreed.
        let is_recent = one.closed_on().or(one.entry.date).is_some_and(&inside);
        match one.state {
            State::Open => ahead.push(one),
            State::Overdue { .. } => broken.push(one),
            State::Done { late: false, .. } if is_recent => kept.push(one),
            State::Done { .. } | State::Dropped { .. } if is_recent => broken.push(one),
            State::Done { .. } | State::Dropped { .. } => {}
        }
    }
    kept.sort_by_key(|one| std::cmp::Reverse(one.closed_on()));
    broken.sort_by_key(|one| (!one.is_open(), std::cmp::Reverse(one.days_late()), one.due));
    ahead.sort_by_key(|one| (one.due.is_none(), one.due));
    (kept, broken, ahead)
}
