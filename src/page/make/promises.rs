//! Actions of both sides: what is owed, what was closed, how reliably.

use std::cmp::Reverse;

use chrono::Days;

use super::words::{any_member, any_person, by_year, days, empty};
use crate::language::Language;
use crate::page::account::ActionSection;
use crate::page::common::{ActionRow, Linked, List};
use crate::page::desk::Desk;
use crate::record::Kind;
use crate::review::action::{Standing, State, actions, moves};

/// For how many days what was closed is shown.
const RECENT: u64 = 180;

/// How many open actions of each side, and how many that were closed, the page holds.
const LISTED: usize = 200;

/// What both sides owe each other.
#[must_use]
pub fn section(desk: &Desk<'_>) -> ActionSection {
    let all = actions(desk.checked, desk.site.as_of);
    let since = desk.site.as_of.checked_sub_days(Days::new(RECENT)).unwrap_or(desk.site.as_of);
    let mut open: Vec<&Standing<'_>> = all.iter().filter(|one| one.is_open()).collect();
    open.sort_by_key(|one| (one.due.is_none(), one.due, one.entry.date));
    let recent = |one: &&Standing<'_>| {
        !one.is_open() && one.closed_on().or(one.entry.date).is_none_or(|on| on >= since)
    };
    let mut closed: Vec<&Standing<'_>> = all.iter().filter(recent).collect();
    closed.sort_by_key(|one| Reverse(one.closed_on().or(one.entry.date)));
    let rows = |all: &[&Standing<'_>], theirs: Option<bool>| -> Vec<ActionRow> {
        let wanted = all.iter().filter(|one| theirs.is_none_or(|theirs| one.theirs == theirs));
        wanted.map(|one| row(desk, one)).collect()
    };
    let empty = |why: &str, owner: Option<String>| {
        let file = format!("notes/{}-call.md", desk.site.as_of);
        let due = desk.site.as_of.checked_add_days(Days::new(14)).unwrap_or(desk.site.as_of);
        let owner = owner.map(|id| format!(" @{id}")).unwrap_or_default();
        let example = format!(
            "+++\nchannel = \"call\"\n+++\nWhat was said.\n\n- [ ] Send the revised draft{owner} due {due}"
        );
        empty(desk, Kind::Action, why, &file, example)
    };
    ActionSection {
        summary: summary(&open, &closed, &desk.site.language),
        ours: List::whole(
            rows(&open, Some(false)),
            empty(&desk.site.language.word("we-owe-nothing-that-was-written-down"), any_member(desk)),
        )
        .at_most(LISTED, by_year(&desk.site.language)),
        theirs: List::whole(
            rows(&open, Some(true)),
            empty(&desk.site.language.word("they-owe-nothing-that-was-written-down"), any_person(desk)),
        )
        .at_most(LISTED, by_year(&desk.site.language)),
        closed: List::whole(
            rows(&closed, None),
            empty(&desk.site.language.word("no-action-was-closed-in-the-last-180-days"), any_member(desk)),
        )
        .at_most(LISTED / 2, by_year(&desk.site.language)),
    }
}

/// “4 open, 1 overdue; 8 of 9 promises closed on time in 180 days.”
fn summary(open: &[&Standing<'_>], closed: &[&Standing<'_>], language: &Language) -> String {
    let late = open.iter().filter(|one| one.days_late() > 0).count();
    let done = closed.iter().filter_map(|one| match one.state {
        State::Done { late, .. } if !one.internal => Some(late),
        _ => None,
    });
    let done: Vec<bool> = done.collect();
    let in_time = done.iter().filter(|late| !**late).count();
    let kept = match done.len() {
        0 => language.word("no-promise-was-closed-in-180-days"),
        1 => language.say(
            "the-one-promise-closed-in-180-days-was-late",
            &[("late", &(if in_time == 1 { language.word("on-time") } else { language.word("late") }))],
        ),
        all => {
            language.say("in-time-of-all-promises-closed-on-time-in", &[("in_time", &in_time), ("all", &all)])
        }
    };
    match (open.len(), late) {
        (0, _) => language.say("none-open-kept", &[("kept", &kept)]),
        (all, 0) => language.say("all-open-none-overdue-kept", &[("all", &all), ("kept", &kept)]),
        (all, late) => {
            language.say("all-open-late-overdue-kept", &[("all", &all), ("late", &late), ("kept", &kept)])
        }
    }
}

/// One action as lists show it, without the account's name.
#[must_use]
pub fn row(desk: &Desk<'_>, one: &Standing<'_>) -> ActionRow {
    let owner = match (one.owner, &one.action.owner) {
        (Some(party), _) => desk.linked(party),
        (None, Some(who)) => desk.who(who),
        (None, None) => Linked::text(desk.site.language.word("nobody")),
    };
    ActionRow {
        what: one.action.what.value.clone(),
        account: None,
        owner,
        theirs: one.theirs,
        due: one.due.map(|due| desk.date(due)),
        state: state(one).to_owned(),
        state_text: state_text(desk, one),
        moved: moved(desk, one),
        internal: one.internal,
        source: desk.source(one.entry),
    }
}

fn state(one: &Standing<'_>) -> &'static str {
    match one.state {
        State::Open => "open",
        State::Overdue { .. } => "overdue",
        State::Done { late: false, .. } => "done",
        State::Done { late: true, .. } => "done-late",
        State::Dropped { .. } => "dropped",
    }
}

fn state_text(desk: &Desk<'_>, one: &Standing<'_>) -> String {
    match (one.state, one.due) {
        (State::Overdue { days: late }, _) => {
            desk.site.language.say("days-late", &[("days", &days(late, &desk.site.language))])
        }
        (State::Open, None) => desk.site.language.word("open-no-date-agreed"),
        (State::Open, Some(due)) if due == desk.site.as_of => desk.site.language.word("due-today"),
        (State::Open, Some(due)) => desk
            .site
            .language
            .say("due-in-days", &[("days", &days((due - desk.site.as_of).num_days(), &desk.site.language))]),
        (State::Done { on: None, .. }, _) => {
            desk.site.language.word("done-on-a-day-that-nobody-noted-counts-as")
        }
        (State::Done { on: Some(on), late: true }, Some(due)) => desk
            .site
            .language
            .say("done-days-late", &[("days", &days((on - due).num_days(), &desk.site.language))]),
        (State::Done { on: Some(on), .. }, None) => {
            desk.site.language.say("done-date", &[("date", &desk.site.language.date(on))])
        }
        (State::Done { on: Some(on), .. }, Some(_)) => {
            desk.site.language.say("done-date-on-time", &[("date", &desk.site.language.date(on))])
        }
        (State::Dropped { on }, _) => {
            let why =
                one.action.dropped.as_ref().map(|dropped| dropped.why.value.as_str()).unwrap_or_default();
            desk.site
                .language
                .say("dropped-date-why", &[("date", &desk.site.language.date(on)), ("why", &why)])
        }
    }
}

/// “from 20 Mar 2026 to 3 Apr 2026, agreed with Amelia Ruiz”, each time.
fn moved(desk: &Desk<'_>, one: &Standing<'_>) -> Vec<String> {
    let language = &desk.site.language;
    let mut from = one.action.due.as_ref().map(|due| due.value);
    let made = moves(desk.checked, one.action, one.theirs, desk.site.as_of);
    made.into_iter()
        .map(|(moved, agreed)| {
            let to = moved.to.value;
            let start = from
                .map(|from| desk.site.language.say("from-date", &[("date", &language.date(from))]))
                .unwrap_or_default();
            from = Some(to);
            let with = moved.agreed_with.as_ref().map(|who| desk.who(who).text);
            let agreement = match (with, agreed) {
                (Some(who), true) => desk.site.language.say("agreed-with-who", &[("who", &who)]),
                (Some(who), false) => {
                    desk.site.language.say("agreed-with-who-who-is-not-of-the-other", &[("who", &who)])
                }
                (None, _) => desk.site.language.word("not-agreed-the-promise-stands"),
            };
            desk.site.language.say(
                "start-to-date-agreement",
                &[("start", &start), ("date", &language.date(to)), ("agreement", &agreement)],
            )
        })
        .collect()
}
