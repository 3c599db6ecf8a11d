//! An objective that was reached, and nobody says what it was worth to the customer.

use crate::check::rule::rule;
use crate::check::state::objective::{Standing, objectives};
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::State;

rule! {
    /// An objective was reached, and nobody says what it was worth to the customer.
    ///
    /// A value that nobody names is forgotten by the next renewal, by them before us. Ask what it saved or brought them, and write
    /// it as `value_theirs`, in their words, with a figure where they have one.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[objective]]
    /// title = "Clearance in half the time"
    /// agreed = 2025-09-02
    /// with = ["amelia"]
    ///
    /// [[progress]]
    /// of = "clearance-in-half-the-time"
    /// on = 2026-05-28
    /// state = "reached"
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[objective]]
    /// title = "Clearance in half the time"
    /// value_theirs = "One night shift less, about EUR 60,000 a year."
    /// agreed = 2025-09-02
    /// with = ["amelia"]
    ///
    /// [[progress]]
    /// of = "clearance-in-half-the-time"
    /// on = 2026-05-28
    /// state = "reached"
    /// ```
    "value-unstated", Advice, ["INSSAL006-P12"], Run::Absence(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let all = objectives(checked, context.as_of);
    all.iter().filter_map(unstated).collect()
}

fn unstated(one: &Standing<'_>) -> Option<Diagnostic> {
    let (on, entry, _) = one.progress.last().filter(|_| one.state() == Some(State::Reached))?;
    if one.objective.value_theirs.is_some() {
        return None;
    }
    let title = one.entry.common.title.as_ref().map_or(&one.entry.span, |title| &title.span);
    let message =
        format!("`{}` was reached on {on}, and nobody says what it was worth to them", one.entry.key.id);
    Some(
        Diagnostic::advice("value-unstated", title.clone(), message)
            .expected("`value_theirs`: what it saved or brought them")
            .fix("ask them, and write it as `value_theirs`")
            .related(entry.span.clone(), "reached here"),
    )
}
