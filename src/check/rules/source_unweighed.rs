//! A source of information that nobody weighed.

use crate::check::rule::rule;
use crate::check::state::information::{Requirement, own, shared};
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;

rule! {
    /// A source of information was chosen, and no way to come by it was weighed.
    ///
    /// Information costs: a survey takes the customer's time, a bought list money, a question asked in passing nearly nothing.
    /// Write at least one `option` with its `cost` and its `benefit`, and mark the one that was `chosen`.
    ///
    /// Wrong:
    ///
    /// ```toml plan.toml
    /// [[information]]
    /// title = "Their business"
    /// area = "account management"
    /// field = "profile"
    /// source = "A bought report"
    /// ```
    ///
    /// Right:
    ///
    /// ```toml plan.toml
    /// [[information]]
    /// title = "Their business"
    /// area = "account management"
    /// field = "profile"
    /// source = "Their yearly report"
    /// option = [
    ///   { what = "A bought report", cost = "EUR 900 a year", benefit = "Markets, nothing of them" },
    ///   { what = "Their yearly report", cost = "An hour a year", benefit = "How they earn", chosen = true },
    /// ]
    /// ```
    "source-unweighed", Advice, ["CFAMSSNS12-P5"], Run::Both(run, of_shared)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    own(checked, context.as_of).filter_map(|one| unweighed(&one)).collect()
}

fn of_shared(context: &Context<'_>) -> Vec<Diagnostic> {
    shared(context, context.as_of).filter_map(|one| unweighed(&one)).collect()
}

fn unweighed(requirement: &Requirement<'_>) -> Option<Diagnostic> {
    let source = requirement.information.source.as_ref()?;
    let options = &requirement.information.option;
    if options.iter().any(|option| option.cost.is_some() && option.benefit.is_some()) {
        return None;
    }
    let message = match options.len() {
        0 => format!("`{}` has a source, and no way to come by it was weighed", requirement.title()),
        _ => format!("`{}` has options, and none says what it costs and what it brings", requirement.title()),
    };
    Some(
        Diagnostic::advice("source-unweighed", source.span.clone(), message)
            .expected("at least one `option` with `cost` and `benefit`")
            .fix("add `option = [{ what = \"…\", cost = \"…\", benefit = \"…\", chosen = true }]`"),
    )
}
