//! An expectation of which nobody could say whether it was met.

use crate::check::rule::rule;
use crate::check::state::expectation::expectations;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;

rule! {
    /// Nothing says how one would know that an expectation is met.
    ///
    /// Without a measure each side judges by its own, and both are surprised. It need not be a number: “no complaint from the
    /// night shift” can be seen by everybody. Where it is a number, write the `target` too.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[expectation]]
    /// id = "uptime"
    /// statement = "The tracking API is up in each month."
    /// agreed = 2025-06-10
    /// with = ["amelia"]
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[expectation]]
    /// id = "uptime"
    /// statement = "The tracking API is up in each month."
    /// measure = "monthly uptime, percent"
    /// target = 99.9
    /// agreed = 2025-06-10
    /// with = ["amelia"]
    /// ```
    "expectation-unmeasured", Advice, ["CLIENT-P1"], Run::Absence(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let all = expectations(checked, context.config, context.as_of);
    let open = all.iter().filter(|one| one.ended.is_none() && one.expectation.measure.is_none());
    let findings = open.map(|one| {
        let message = format!("nothing says how one would see that `{}` is met", one.entry.key.id);
        Diagnostic::advice("expectation-unmeasured", one.expectation.statement.span.clone(), message)
            .expected("what is measured, with its unit, or what both sides would see")
            .fix("agree with them how it is judged, and write `measure`, and `target` for a number")
    });
    findings.collect()
}
