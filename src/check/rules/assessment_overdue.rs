//! An expectation that nobody has judged for too long.

use crate::check::rule::rule;
use crate::check::state::expectation::{Standing, expectations};
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::Kind;

rule! {
    /// An expectation has not been assessed within its period.
    ///
    /// An expectation that nobody looks at is a hope. How often it is assessed stands in its `review_every`, else in that of the
    /// account's tier. Ask the customer, and write what they said where it was said.
    ///
    /// Wrong, on 30 June:
    ///
    /// ```toml
    /// [[expectation]]
    /// id = "uptime"
    /// statement = "The tracking API is up in each month."
    /// agreed = 2025-06-10
    /// review_every = "3m"
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[expectation]]
    /// id = "uptime"
    /// statement = "The tracking API is up in each month."
    /// agreed = 2025-06-10
    /// review_every = "3m"
    ///
    /// [[assessment]]
    /// of = "uptime"
    /// on = 2026-05-31
    /// result = "met"
    /// by = "customer"
    /// ```
    "assessment-overdue", Advice, ["CFACSB15-P6"], Run::Absence(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    if checked.may_lack(Kind::Assessment) {
        // One that was left out may be the one that is asked for.
        return Vec::new();
    }
    let all = expectations(checked, context.config, context.as_of);
    all.iter().filter_map(|one| overdue(one, context)).collect()
}

fn overdue(one: &Standing<'_>, context: &Context<'_>) -> Option<Diagnostic> {
    let (every, next) = (one.every?, one.next.filter(|_| one.is_overdue(context.as_of))?);
    let id = &one.entry.key.id;
    let message = match (one.latest(), one.entry.date) {
        (Some((last, ..)), _) => format!("`{id}` was last assessed on {last}"),
        (None, Some(agreed)) => format!("`{id}` was agreed on {agreed}, and never assessed"),
        (None, None) => format!("`{id}` was never assessed"),
    };
    let importance = one.expectation.priority().importance();
    Some(
        Diagnostic::advice("assessment-overdue", one.expectation.statement.span.clone(), message)
            .expected(format!("an assessment {}", every.every()))
            .fix("ask them how it was met, and write an `[[assessment]]`")
            .late(next, context.as_of, importance, every.days()),
    )
}
