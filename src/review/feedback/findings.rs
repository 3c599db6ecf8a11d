//! The rules on signals in feedback, documented in `check/rules` under their codes.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::control::Side;
use super::variances::{Analysed, Cause, KeyVariance, known_ids, records};
use crate::check::state::practice;
use crate::check::{Checked, Context, Target};
use crate::diagnostic::{Diagnostic, nearest};
use crate::language::rounded;
use crate::record::{Action, Entry, Key, Period, Status, Variance};
use crate::review::action::is_dropped;
use crate::review::past::{exists, status};

/// How long a reason or an action may wait, where the configuration does not say.
pub(super) const GRACE: Period = Period::days_long(30);
/// The period by which lateness is counted, in days.
pub(super) const PERIOD: f64 = 30.0;
/// How many ids are named where none is near.
const LISTED: usize = 3;

/// What is wrong with how signals are dealt with.
#[must_use]
pub fn findings(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let analysed = Analysed::new(checked, context);
    let mut found = unknown(checked, context, &analysed);
    let is_active =
        checked.account().is_some_and(|(_, account)| status(account, context.as_of) == Status::Active);
    if is_active {
        let grace = practice::grace(checked, context, |grace| grace.action.as_ref(), GRACE);
        let late = analysed.variances.iter().filter(|one| grace.after(one.on) < context.as_of);
        for one in late {
            found.extend(unexplained(one, grace, context));
            found.extend(without_action(one, &analysed, grace, checked, context));
        }
    }
    found
}

/// What a wave shows, in a few words.
fn says(variance: &KeyVariance<'_>) -> String {
    let each = variance.causes.iter().map(|cause| match cause {
        Cause::Signal { firings, .. } => {
            let below = firings.iter().all(|one| one.side == Side::Below);
            let way = if below { "down" } else { "up" };
            format!("a signal on the control chart, {way}")
        }
        Cause::Target { points, target } => {
            format!("{} of 100 points, below the target of {target}", rounded(*points, 0))
        }
        Cause::Staff(sides) => {
            let gap = rounded(sides.gap, 0);
            let points = if gap == "1" { "point" } else { "points" };
            format!("our own people see it {gap} {points} better")
        }
        Cause::Spread { low, high } => format!("answers from {low} to {high}, further apart than by chance"),
    });
    each.collect::<Vec<_>>().join("; ")
}

fn unexplained(one: &KeyVariance<'_>, grace: Period, context: &Context<'_>) -> Option<Diagnostic> {
    if one.is_explained() {
        return None;
    }
    let (lacks, fix) = match one.explained.first() {
        Some(_) => ("nobody said what follows from it", "add `implication` to the `[[variance]]`".to_owned()),
        None => (
            "nobody said why, or what follows",
            format!("write a `[[variance]]` with `of = \"{}\"`, `reason` and `implication`", one.id),
        ),
    };
    let message = format!("`{}` varies, and {lacks}: {}", one.id, says(one));
    let mut finding = Diagnostic::advice("variance-unexplained", one.entry.span.clone(), message)
        .expected(format!("a reason and an implication within {grace}"))
        .fix(fix)
        .late(grace.after(one.on), context.as_of, 2, PERIOD);
    if let Some((entry, _)) = one.explained.first() {
        finding = finding.related(entry.span.clone(), "the reason");
    }
    Some(finding)
}

fn without_action(
    one: &KeyVariance<'_>,
    analysed: &Analysed<'_>,
    grace: Period,
    checked: &Checked,
    context: &Context<'_>,
) -> Option<Diagnostic> {
    if !one.is_bad_signal() || is_acted_upon(one, analysed, checked, context) {
        return None;
    }
    let message = format!("`{}` is a signal for the worse, and no action came of it", one.id);
    Some(
        Diagnostic::advice("signal-without-action", one.entry.span.clone(), message)
            .expected(format!("an action in that record, or `for` it, within {grace}"))
            .fix("agree on what is to be done, and write it as an action there")
            .late(grace.after(one.on), context.as_of, 2, PERIOD),
    )
}

/// Whether an action stands in a record of the wave or in what explains it, or serves one of them, or since that day the
/// method.
fn is_acted_upon(
    one: &KeyVariance<'_>,
    analysed: &Analysed<'_>,
    checked: &Checked,
    context: &Context<'_>,
) -> bool {
    let series = &analysed.series[one.series];
    let mut own: BTreeSet<&Key> = records(&series.waves[one.wave]);
    own.extend(one.explained.iter().map(|(entry, _)| &entry.key));
    own.extend(one.explained.iter().filter_map(|(entry, _)| entry.host.as_ref()));
    has_action(&own, series.method.map(|(key, ..)| key), one.on, checked, context)
}

/// Whether an action stands in one of some records or serves one of them, or since a day the method.
pub(super) fn has_action(
    own: &BTreeSet<&Key>,
    method: Option<&Key>,
    since: NaiveDate,
    checked: &Checked,
    context: &Context<'_>,
) -> bool {
    let serves = |entry: &Entry, action: &Action| {
        let is_later = entry.date.is_none_or(|date| date >= since);
        action.serves.iter().any(|what| match checked.target(&what.span) {
            Some(Target::Record(key) | Target::Plan(key)) => {
                own.contains(key) || is_later && method == Some(key)
            }
            _ => false,
        })
    };
    let day = context.as_of;
    let mut actions =
        checked.each::<Action>().filter(|(entry, one)| exists(entry, day) && !is_dropped(one, day));
    actions.any(|(entry, action)| {
        entry.host.as_ref().is_some_and(|host| own.contains(host)) || serves(entry, action)
    })
}

/// Reasons for what is no signal.
fn unknown(checked: &Checked, context: &Context<'_>, analysed: &Analysed<'_>) -> Vec<Diagnostic> {
    let now: BTreeSet<&str> = analysed.variances.iter().map(|one| one.id.as_str()).collect();
    let all = checked.each::<Variance>().filter(|(entry, _)| exists(entry, context.as_of));
    let explains = |entry: &Entry| {
        analysed.variances.iter().any(|one| one.explained.iter().any(|(reason, _)| reason.key == entry.key))
    };
    let is_strange = |entry: &Entry, one: &Variance| !now.contains(one.of.value.trim()) && !explains(entry);
    let strange: Vec<_> = all.filter(|(entry, one)| is_strange(entry, one)).collect();
    if strange.is_empty() {
        return Vec::new();
    }
    let known = known_ids(checked, context);
    let strange = strange.into_iter().filter(|(_, one)| !known.contains(one.of.value.trim()));
    strange
        .map(|(_, one)| {
            let names = known.iter().map(String::as_str);
            let message = format!("no signal has the id `{}`", one.of.value);
            let listed: Vec<String> = known.iter().rev().take(LISTED).map(|id| format!("`{id}`")).collect();
            let expected = match listed.as_slice() {
                [] => "no variance yet: no wave of this account asks for a reason".to_owned(),
                _ => format!("the id of a signal, such as {}", listed.join(", ")),
            };
            let meant = nearest(&one.of.value, names);
            Diagnostic::warning("unknown-signal", one.of.span.clone(), message)
                .expected(expected)
                .maybe_fix(meant.map(|meant| format!("write `\"{meant}\"`")))
        })
        .collect()
}
