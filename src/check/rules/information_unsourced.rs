//! A requirement for information that says too little to be met.

use crate::check::rule::rule;
use crate::check::state::information::{Requirement, own, shared};
use crate::check::state::past::is_active;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::listed;

rule! {
    /// A requirement for information does not say where it comes from, which area needs it, or which field holds it.
    ///
    /// What nobody knows a source for is never collected, what no area needs is collected for nothing, and what has no field cannot
    /// be looked for: nobody can tell in which accounts it is missing.
    ///
    /// Wrong:
    ///
    /// ```toml plan.toml
    /// [[information]]
    /// title = "Who decides"
    /// need = "must"
    /// field = "person.role"
    /// ```
    ///
    /// Right:
    ///
    /// ```toml plan.toml
    /// [[information]]
    /// title = "Who decides"
    /// need = "must"
    /// field = "person.role"
    /// area = "account management"
    /// source = "The first three calls"
    /// ```
    "information-unsourced", Advice, ["CFAM7.1.6-P3", "CFAMSSNS12-P2"], Run::Both(run, of_shared)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let day = context.as_of;
    own(checked, day).filter(|_| is_active(checked, day)).filter_map(|one| unsourced(&one)).collect()
}

fn of_shared(context: &Context<'_>) -> Vec<Diagnostic> {
    shared(context, context.as_of).filter_map(|one| unsourced(&one)).collect()
}

fn unsourced(requirement: &Requirement<'_>) -> Option<Diagnostic> {
    let one = requirement.information;
    let parts = [
        ("source", one.source.is_none(), "where it comes from"),
        ("area", one.area.is_none(), "which area of our work needs it"),
        ("field", one.field.is_none(), "which field holds it"),
    ];
    let missing = || parts.iter().filter(|(_, is_missing, _)| *is_missing);
    let says: Vec<_> = missing().map(|(.., what)| *what).collect();
    let (last, first) = says.split_last()?;
    let said =
        if first.is_empty() { (*last).to_owned() } else { format!("{}, nor {last}", first.join(", nor ")) };
    let fields: Vec<_> = missing().map(|(field, ..)| *field).collect();
    let message = format!("`{}` does not say {said}", requirement.title());
    Some(
        Diagnostic::advice("information-unsourced", requirement.entry.span.clone(), message)
            .expected("a `source`, an `area` and a `field`, so that it can be collected and looked for")
            .fix(format!("add {}", listed(&fields))),
    )
}
