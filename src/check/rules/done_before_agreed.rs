//! Something that happened before it could have.

use crate::check::rule::rule;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use chrono::NaiveDate;

use crate::record::{At, Data, Entry};

rule! {
    /// Something was done before it was agreed, or answered before it was said.
    ///
    /// An action cannot be done before the record that agreed it, a complaint cannot be resolved before it was raised, or its
    /// remedy be accepted before there is one; nothing is decided before it was proposed. One of the two days is a slip, and
    /// whatever was in time or late is computed from them.
    ///
    /// Wrong:
    ///
    /// ```markdown
    /// +++
    /// channel = "call"
    /// people = ["amelia", "priya"]
    /// +++
    /// Amelia asked for the figures of May.
    ///
    /// - [x] Send the figures @priya due 2026-06-17 done 2026-05-16
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown
    /// +++
    /// channel = "call"
    /// people = ["amelia", "priya"]
    /// +++
    /// Amelia asked for the figures of May.
    ///
    /// - [x] Send the figures @priya due 2026-06-17 done 2026-06-16
    /// ```
    "done-before-agreed", Warning, ["CLIENT-P6"], Run::Account(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    checked.entries.iter().flat_map(|entry| of_entry(checked, entry, context)).collect()
}

/// A day and what happened on it.
type Event<'a> = (NaiveDate, &'static str);

fn of_entry(checked: &Checked, entry: &Entry, context: &Context<'_>) -> Vec<Diagnostic> {
    // A record dated in the future is another finding, of the same cause.
    let Some(date) = entry.date.filter(|date| *date <= context.as_of) else { return Vec::new() };
    let mut findings = Vec::new();
    let mut compare = |later: Option<(&'static str, &At<NaiveDate>)>, earlier: Event<'_>| {
        findings.extend(later.and_then(|(field, at)| before(field, at, earlier)));
    };
    match &entry.data {
        Data::Action(one) => {
            compare(one.done.as_ref().map(|at| ("done", at)), (date, "the record that agreed it"));
            compare(
                one.dropped.as_ref().map(|at| ("dropped", &at.value.on)),
                (date, "the record that agreed it"),
            );
        }
        Data::Complaint(one) => {
            let raised = (date, "the day on which it was raised");
            compare(one.acknowledged.as_ref().map(|at| ("acknowledged", at)), raised);
            compare(one.target.as_ref().map(|at| ("target", at)), raised);
            compare(one.resolved.as_ref().map(|at| ("resolved", at)), raised);
            let resolved = one.resolved.as_ref().map(|at| (at.value, "the day on which it was resolved"));
            let settled = resolved.filter(|(on, _)| *on >= date).unwrap_or(raised);
            compare(one.accepted.as_ref().map(|at| ("accepted", at)), settled);
            compare(one.reopened.as_ref().map(|at| ("reopened", at)), settled);
        }
        Data::Feedback(one) => {
            compare(one.answered.as_ref().map(|at| ("answered", at)), (date, "the day on which it was said"));
        }
        Data::Answer(one) => {
            compare(one.answered.as_ref().map(|at| ("answered", at)), (date, "the day of the survey"));
        }
        Data::Review(one) => {
            compare(one.issued.as_ref().map(|at| ("issued", at)), (date, "the day of the review"));
        }
        Data::Contract(one) => {
            let outcome = one.outcome.as_ref().map(|at| ("outcome", &at.value.on));
            compare(outcome, (date, "the contract's first day"));
        }
        Data::Opportunity(one) => {
            let outcome = one.outcome.as_ref().map(|at| ("outcome", &at.value.on));
            compare(outcome, (date, "the day on which it was seen"));
        }
        Data::Interest(one) => {
            compare(
                one.reviewed.as_ref().map(|at| ("reviewed", at)),
                (date, "the day on which it was declared"),
            );
        }
        Data::Recommendation(one) => {
            let outcome = one.outcome.as_ref().map(|at| ("outcome", &at.value.on));
            compare(outcome, (date, "the day on which it was made"));
        }
        Data::Decision(one) => {
            let of = checked.key(&one.of).and_then(|key| checked.find(key));
            let proposed = of.and_then(|of| of.date).filter(|proposed| *proposed <= context.as_of);
            let on = At { value: date, span: one.on.as_ref().map_or(&one.of.span, |on| &on.span).clone() };
            if let Some(proposed) = proposed {
                compare(Some(("on", &on)), (proposed, "the day of what it decides"));
            }
        }
        _ => {}
    }
    findings
}

fn before(field: &str, later: &At<NaiveDate>, (earlier, what): Event<'_>) -> Option<Diagnostic> {
    if later.value >= earlier {
        return None;
    }
    let message = format!("`{field}` is {}, before {what}, {earlier}", later.value);
    Some(
        Diagnostic::warning("done-before-agreed", later.span.clone(), message)
            .expected(format!("a day from {earlier} on"))
            .fix("correct the wrong one of the two days"),
    )
}
