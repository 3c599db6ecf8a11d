//! An expectation whose latest assessment says that it was missed.

use super::expectation_unraised::missed_twice;
use crate::check::rule::rule;
use crate::check::state::expectation::{Standing, expectations};
use crate::check::state::past::is_active;
use crate::check::state::practice;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Criterion, Verdict};

rule! {
    /// An expectation was missed, and has not been judged better since.
    ///
    /// What a customer expects and does not get is what they talk about when we are not there. A missed expectation counts as
    /// missed until somebody judges it again: agree what is done about it, do it, and ask them.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[expectation]]
    /// id = "uptime"
    /// statement = "The tracking API is up in each month."
    /// agreed = 2025-06-10
    ///
    /// [[assessment]]
    /// of = "uptime"
    /// on = 2026-03-31
    /// result = "missed"
    /// ```
    ///
    /// Right, once it is so:
    ///
    /// ```toml
    /// [[expectation]]
    /// id = "uptime"
    /// statement = "The tracking API is up in each month."
    /// agreed = 2025-06-10
    ///
    /// [[assessment]]
    /// of = "uptime"
    /// on = 2026-03-31
    /// result = "missed"
    ///
    /// [[assessment]]
    /// of = "uptime"
    /// on = 2026-05-31
    /// result = "met"
    /// ```
    "expectation-missed", Advice, ["CFACSB15-P6"], Run::Account(run)
}

/// The period by which a missed expectation is ranked where none is agreed, in days.
const QUARTER: f64 = 90.0;

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    if !is_active(checked, context.as_of) {
        return Vec::new();
    }
    // Missed twice, with nothing raised, is said by another rule, where that is asked for: one cause, one finding.
    let is_raised = |one: &Standing<'_>| missed_twice(one, checked, context).is_none();
    let says_more = practice::asks(checked, context, Criterion::Cfacsb15P7);
    let all = expectations(checked, context.config, context.as_of);
    let open = all.iter().filter(|one| one.ended.is_none() && (!says_more || is_raised(one)));
    open.filter_map(|one| missed(one, context)).collect()
}

fn missed(one: &Standing<'_>, context: &Context<'_>) -> Option<Diagnostic> {
    let (on, entry, assessment) = one.latest()?;
    if assessment.result.value != Verdict::Missed {
        return None;
    }
    let importance = one.expectation.priority().importance();
    let period = one.every.map_or(QUARTER, |every| every.days());
    let message = format!("`{}` was missed on {on}, and not judged better since", one.entry.key.id);
    Some(
        Diagnostic::advice("expectation-missed", one.expectation.statement.span.clone(), message)
            .expected("a later `[[assessment]]` that says otherwise")
            .fix("agree what is done about it, and assess it again once it is done")
            .related(entry.span.clone(), "missed here")
            .late(on, context.as_of, importance, period),
    )
}
