//! A requirement for information of which nobody says how much it matters.

use crate::check::rule::rule;
use crate::check::state::information::{Requirement, own, shared};
use crate::check::state::past::is_active;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;

rule! {
    /// A requirement for information says neither that it must be known nor that it would be nice to know.
    ///
    /// A list on which everything weighs the same is collected from the top until somebody is tired. Say what nothing works without
    /// (`need = "must"`): that is looked for in every account which it concerns. All else is `nice`.
    ///
    /// Wrong:
    ///
    /// ```toml plan.toml
    /// [[information]]
    /// title = "Who decides"
    /// area = "account management"
    /// field = "person.role"
    /// source = "The first three calls"
    /// ```
    ///
    /// Right:
    ///
    /// ```toml plan.toml
    /// [[information]]
    /// title = "Who decides"
    /// need = "must"
    /// area = "account management"
    /// field = "person.role"
    /// source = "The first three calls"
    /// ```
    "information-unranked", Advice, ["CFAMSSNS12-P1"], Run::Both(run, of_shared)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let day = context.as_of;
    own(checked, day).filter(|_| is_active(checked, day)).filter_map(|one| unranked(&one)).collect()
}

fn of_shared(context: &Context<'_>) -> Vec<Diagnostic> {
    shared(context, context.as_of).filter_map(|one| unranked(&one)).collect()
}

fn unranked(requirement: &Requirement<'_>) -> Option<Diagnostic> {
    requirement.information.need.is_none().then(|| {
        let message = format!("`{}` does not say how much it matters", requirement.title());
        Diagnostic::advice("information-unranked", requirement.entry.span.clone(), message)
            .expected("what must be known, apart from what would be nice to know")
            .fix("add `need = \"must\"` or `need = \"nice\"`")
    })
}
