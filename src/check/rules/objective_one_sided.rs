//! An objective from which only one side is said to gain.

use crate::check::rule::rule;
use crate::check::state::objective::{Standing, objectives};
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;

rule! {
    /// An objective does not say what both sides want from it.
    ///
    /// What is good for one side alone is dropped by the other as soon as it costs something. Write what it does for us as `ours`
    /// and for them as `theirs`; where there is nothing to write, it is no common objective.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[objective]]
    /// title = "Clearance in half the time"
    /// ours = "A story to tell."
    /// agreed = 2026-06-15
    /// with = ["amelia"]
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[objective]]
    /// title = "Clearance in half the time"
    /// ours = "A story to tell."
    /// theirs = "Fewer lorries that wait."
    /// agreed = 2026-06-15
    /// with = ["amelia"]
    /// ```
    "objective-one-sided", Advice, ["INSSAL006-P4"], Run::Absence(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let all = objectives(checked, context.as_of);
    all.iter().filter(|one| one.is_open()).filter_map(one_sided).collect()
}

fn one_sided(one: &Standing<'_>) -> Option<Diagnostic> {
    let id = &one.entry.key.id;
    let title = one.entry.common.title.as_ref().map_or(&one.entry.span, |title| &title.span);
    let (span, message, fix) = match (&one.objective.ours, &one.objective.theirs) {
        (Some(_), Some(_)) => return None,
        (Some(ours), None) => (
            &ours.span,
            format!("`{id}` says what we want, and not what they want"),
            "ask them what it would do for them, and write it as `theirs`",
        ),
        (None, Some(theirs)) => (
            &theirs.span,
            format!("`{id}` says what they want, and not what we want"),
            "write what it does for us as `ours`",
        ),
        (None, None) => (
            title,
            format!("`{id}` does not say what either side wants from it"),
            "write `ours` and `theirs`",
        ),
    };
    let finding = Diagnostic::advice("objective-one-sided", span.clone(), message);
    Some(finding.expected("`ours` and `theirs`, a sentence each").fix(fix))
}
