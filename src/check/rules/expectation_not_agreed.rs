//! An expectation that the customer's side never agreed to.

use crate::check::rule::rule;
use crate::check::state::expectation::{Standing, expectations};
use crate::check::state::side::reaches_them;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;

rule! {
    /// An expectation was never agreed with the customer.
    ///
    /// What we think they expect is a guess, and what they expect without our yes is a wish. Say it to them in one sentence, let
    /// them correct it, and write when and with whom. What was agreed with our own people alone is not agreed.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[expectation]]
    /// id = "uptime"
    /// statement = "The tracking API is up in each month."
    /// measure = "monthly uptime, percent"
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[expectation]]
    /// id = "uptime"
    /// statement = "The tracking API is up in each month."
    /// measure = "monthly uptime, percent"
    /// agreed = 2025-06-10
    /// with = ["amelia"]
    /// ```
    "expectation-not-agreed", Advice, ["CLIENT-P1"], Run::Absence(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let all = expectations(checked, context.config, context.as_of);
    let open = all.iter().filter(|one| one.ended.is_none());
    open.filter_map(|one| not_agreed(checked, one)).collect()
}

fn not_agreed(checked: &Checked, one: &Standing<'_>) -> Option<Diagnostic> {
    let (id, expectation) = (&one.entry.key.id, one.expectation);
    let (span, message) = match &expectation.agreed {
        None => (&expectation.statement.span, format!("`{id}` was never agreed")),
        Some(agreed) if !reaches_them(checked, &expectation.with) => {
            (&agreed.span, format!("`{id}` was agreed with nobody but us"))
        }
        Some(_) => return None,
    };
    Some(
        Diagnostic::advice("expectation-not-agreed", span.clone(), message)
            .expected("the day on which it was agreed, and with whom of theirs")
            .fix("ask them whether this is what they expect, and write `agreed` and `with`"),
    )
}
