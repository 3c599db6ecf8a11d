//! Something that has happened, dated after today.

use crate::check::rule::rule;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use chrono::NaiveDate;

use crate::record::{At, Data, Entry};

rule! {
    /// Something that is told as past has a day in the future.
    ///
    /// What is dated after the day of the review counts for nothing on that day, so a slip in the year makes a record vanish from
    /// the standing. What lies ahead is a `[[meeting]]`, or an action with `due`.
    ///
    /// Wrong, on 30 June 2026:
    ///
    /// ```markdown accounts/northwind/notes/2027-06-10-call.md
    /// +++
    /// channel = "call"
    /// people = ["amelia", "priya"]
    /// +++
    /// Amelia asked for the figures of May.
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown accounts/northwind/notes/2026-06-10-call.md
    /// +++
    /// channel = "call"
    /// people = ["amelia", "priya"]
    /// +++
    /// Amelia asked for the figures of May.
    /// ```
    "future-date", Warning, [], Run::Both(run, of_shared)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    checked.entries.iter().flat_map(|entry| of_entry(entry, context)).collect()
}

fn of_shared(context: &Context<'_>) -> Vec<Diagnostic> {
    let shared = context.shared.team.entries.iter().chain(&context.shared.plan.entries);
    shared.flat_map(|entry| of_entry(entry, context)).collect()
}

fn of_entry(entry: &Entry, context: &Context<'_>) -> Vec<Diagnostic> {
    let future = past_days(entry).into_iter().filter(|(_, at)| at.value > context.as_of);
    let finding = |message: String, span: &crate::source::Span| {
        Diagnostic::warning("future-date", span.clone(), message)
            .expected(format!("a day up to {}", context.as_of))
            .fix("correct the day; what lies ahead is a `[[meeting]]`, or an action with `due`")
    };
    let mut findings: Vec<_> = future
        .map(|(field, at)| finding(format!("`{field}` is {}, which has yet to come", at.value), &at.span))
        .collect();
    let named = entry.date.filter(|date| *date > context.as_of && entry.body.is_some());
    if let Some(date) = named.filter(|_| entry.data.own_date().is_none()) {
        let message = format!("the file's name says {date}, which has yet to come");
        findings.push(finding(message, &entry.span));
    }
    findings
}

/// The days of a record that tell of what has happened.
fn past_days(entry: &Entry) -> Vec<(&'static str, &At<NaiveDate>)> {
    let mut days: Vec<(&'static str, Option<&At<NaiveDate>>)> = Vec::new();
    days.extend(entry.common.told.iter().map(|told| ("on", Some(&told.value.on))));
    match &entry.data {
        Data::Account(one) => {
            days.push(("verified", one.verified.as_ref()));
            days.push(("shared", one.purpose.as_ref().and_then(|purpose| purpose.value.shared.as_ref())));
        }
        Data::Contract(one) => days.push(("on", one.outcome.as_ref().map(|outcome| &outcome.value.on))),
        Data::Profile(one) => days.push(("verified", one.verified.as_ref())),
        Data::Person(one) => {
            days.extend([("consent", one.consent.as_ref()), ("verified", one.verified.as_ref())]);
            days.extend(one.strength.iter().map(|strength| ("on", Some(&strength.value.on))));
        }
        Data::Expectation(one) => days.push(("agreed", one.agreed.as_ref())),
        Data::Assessment(one) => days.push(("on", one.on.as_ref())),
        Data::Action(one) => {
            days.push(("done", one.done.as_ref()));
            days.push(("dropped", one.dropped.as_ref().map(|dropped| &dropped.value.on)));
            days.extend(one.moved.iter().map(|moved| ("on", moved.value.on.as_ref())));
        }
        Data::Note(one) => days.push(("on", one.on.as_ref())),
        Data::Feedback(one) => days.extend([("on", one.on.as_ref()), ("answered", one.answered.as_ref())]),
        Data::Survey(one) => days.push(("on", Some(&one.on))),
        Data::Answer(one) => days.push(("answered", one.answered.as_ref())),
        Data::Complaint(one) => days.extend([
            ("raised", one.raised.as_ref()),
            ("acknowledged", one.acknowledged.as_ref()),
            ("resolved", one.resolved.as_ref()),
            ("accepted", one.accepted.as_ref()),
            ("reopened", one.reopened.as_ref()),
        ]),
        Data::Review(one) => days.extend([("on", one.on.as_ref()), ("issued", one.issued.as_ref())]),
        Data::Variance(one) => days.push(("on", one.on.as_ref())),
        Data::Challenge(one) => days.push(("since", one.since.as_ref())),
        Data::Opportunity(one) => {
            days.extend([("since", one.since.as_ref()), ("offered", one.offered.as_ref())]);
            days.push(("on", one.outcome.as_ref().map(|outcome| &outcome.value.on)));
        }
        Data::Interest(one) => {
            days.extend([("declared", one.declared.as_ref()), ("reviewed", one.reviewed.as_ref())]);
        }
        Data::Recommendation(one) => {
            days.push(("on", one.on.as_ref()));
            days.push(("on", one.outcome.as_ref().map(|outcome| &outcome.value.on)));
        }
        Data::Decision(one) => days.push(("on", one.on.as_ref())),
        Data::Information(one) => days.push(("since", one.since.as_ref())),
        Data::Procedure(one) => {
            days.push(("agreed", one.agreed.as_ref()));
            days.extend(one.done.iter().map(|done| ("done", Some(done))));
        }
        Data::Report(one) => days.extend(one.issued.iter().map(|issued| ("issued", Some(issued)))),
        Data::Method(one) => days.push(("agreed", one.agreed.as_ref())),
        Data::Evaluation(one) => days.push(("on", one.on.as_ref())),
        Data::Objective(one) => days.push(("agreed", one.agreed.as_ref())),
        Data::Progress(one) => days.push(("on", one.on.as_ref())),
        Data::Risk(one) => days.extend([
            ("raised", one.raised.as_ref()),
            ("reviewed", one.reviewed.as_ref()),
            ("closed", one.closed.as_ref()),
        ]),
        // These may lie ahead: a meeting, a change that takes effect, a period that is planned, a day of leaving, a tool that
        // is used from then on, a trigger that watches from then on.
        Data::Meeting(_)
        | Data::Change(_)
        | Data::FiscalPeriod(_)
        | Data::Member(_)
        | Data::Tool(_)
        | Data::Trigger(_) => {}
    }
    days.into_iter().filter_map(|(field, at)| Some((field, at?))).collect()
}
