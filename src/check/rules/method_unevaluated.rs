//! A method of feedback of which nobody asked whether it serves.

use chrono::NaiveDate;

use crate::check::rule::rule;
use crate::check::state::method::{EVALUATED, judged_for_all, methods};
use crate::check::state::past::is_active;
use crate::check::state::plan::evaluations;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{At, Entry, Kind, Method, Period};

rule! {
    /// Nobody has judged for too long whether a way of asking for feedback, and of reading the answers, serves.
    ///
    /// A questionnaire costs the customer time and us attention. Ask at least as often as `evaluate_every` says, otherwise once a
    /// year, what it is worth to us, what to them, whether its answers are read in a way that shows anything, and what is to be
    /// better. A method that all accounts share is judged once, in the `plan.toml` at the top.
    ///
    /// Wrong, on 30 June:
    ///
    /// ```toml
    /// [[method]]
    /// title = "Half-yearly call"
    /// agreed = 2025-02-10
    /// with = ["amelia"]
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[method]]
    /// title = "Half-yearly call"
    /// agreed = 2025-02-10
    /// with = ["amelia"]
    ///
    /// [[evaluation]]
    /// of = "method/half-yearly-call"
    /// on = 2026-02-16
    /// value_ours = "Both changes of the year came from it."
    /// value_theirs = "She says that somebody listens."
    /// improvement = "Ring her on Thursdays; the laboratory closes on Wednesdays."
    /// ```
    "method-unevaluated", Advice, ["CFAM7.1.6-P2", "CFAM7.1.6-P11"], Run::Both(run, of_plan)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let as_of = context.as_of;
    if !is_active(checked, as_of) || checked.may_lack(Kind::Evaluation) {
        return Vec::new();
    }
    let all = methods(checked, context, as_of);
    // What takes the place of a shared one is judged with it.
    let own = all.iter().filter(|one| one.item.is_own && one.item.base.is_none());
    own.filter_map(|one| {
        let last = evaluations(&one.item, checked, context, as_of).last().map(|(on, ..)| *on);
        overdue(one.item.entry, one.item.one, last, one.start(), as_of)
    })
    .collect()
}

fn of_plan(context: &Context<'_>) -> Vec<Diagnostic> {
    let (plan, as_of) = (&context.shared.plan, context.as_of);
    if plan.broken.iter().any(|broken| broken.kind.is_none_or(|kind| kind == Kind::Evaluation)) {
        return Vec::new();
    }
    let all = judged_for_all(context).into_iter();
    all.filter_map(|(entry, method, last)| overdue(entry, method, last, entry.date, as_of)).collect()
}

/// What is said of a method that was last judged on one day, or that could first have been on another.
fn overdue(
    entry: &Entry,
    method: &Method,
    last: Option<NaiveDate>,
    start: Option<NaiveDate>,
    as_of: NaiveDate,
) -> Option<Diagnostic> {
    let every: Period = method.evaluate_every.as_ref().map_or(EVALUATED, |At { value, .. }| *value);
    let id = &entry.key.id;
    let due = last.or(start).map(|from| every.after(from));
    if due.is_some_and(|due| due >= as_of) {
        return None;
    }
    let message = match last {
        Some(last) => format!("the method `{id}` was last evaluated on {last}"),
        None => format!("the method `{id}` was never evaluated"),
    };
    let judge = format!(
        "say what it is worth to us and to them, and what is to be better, in an `[[evaluation]]` with `of = \"method/{id}\"`"
    );
    let finding = Diagnostic::advice("method-unevaluated", entry.span.clone(), message)
        .expected(format!("an evaluation {}", every.every()));
    Some(match due {
        Some(due) => finding.fix(judge).late(due, as_of, 1, every.days()),
        None => finding.fix(format!("{judge}; or write `since`, if it is new")),
    })
}
