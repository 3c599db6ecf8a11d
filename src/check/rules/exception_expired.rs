//! A departure from a guideline that has expired.

use crate::check::rule::rule;
use crate::check::{Context, Run};
use crate::diagnostic::Diagnostic;

rule! {
    /// A departure from a guideline was allowed until a day that has passed.
    ///
    /// An exception that nobody ends becomes the rule. Delete it where it is needed no more; where it is, let whoever may allow it
    /// decide again, and write the new day.
    ///
    /// Wrong, on 30 June 2026:
    ///
    /// ```toml standing.toml
    /// format = 1
    /// title = "Cold Watch"
    /// selection = { growth = 3, fit = 2 }
    ///
    /// [[tier]]
    /// id = "key"
    ///
    /// [[segment]]
    /// id = "logistics"
    ///
    /// [[guideline]]
    /// id = "basis"
    /// title = "Each account says on what ground its records are kept."
    /// requires = "lawful-basis"
    /// except = [{ account = "northwind", until = 2026-03-31, why = "The contract is being renewed." }]
    /// ```
    ///
    /// Right:
    ///
    /// ```toml standing.toml
    /// format = 1
    /// title = "Cold Watch"
    /// selection = { growth = 3, fit = 2 }
    ///
    /// [[tier]]
    /// id = "key"
    ///
    /// [[segment]]
    /// id = "logistics"
    ///
    /// [[guideline]]
    /// id = "basis"
    /// title = "Each account says on what ground its records are kept."
    /// requires = "lawful-basis"
    /// except = [{ account = "northwind", until = 2026-09-30, why = "The contract is being renewed.", approved_by = "tomas" }]
    /// ```
    "exception-expired", Advice, ["CFAMSSNS12-P11"], Run::Shared(run)
}

fn run(context: &Context<'_>) -> Vec<Diagnostic> {
    let day = context.as_of;
    let all =
        context.config.guideline.iter().flat_map(|one| one.except.iter().map(move |except| (one, except)));
    let expired = all.filter(|(_, exception)| exception.until.value < day);
    let each = expired.map(|(guideline, exception)| {
        let whom = match &exception.account {
            Some(account) => format!("allowed to `{}`", account.value.0),
            None => "allowed to all".to_owned(),
        };
        let until = exception.until.value;
        let message = format!("the departure from `{}`, {whom}, ended on {until}", guideline.id.value);
        Diagnostic::advice("exception-expired", exception.until.span.clone(), message)
            .expected("a day that has yet to come, or no exception")
            .fix("delete it; or let whoever may allow it decide again, and write the new day")
            .late(until, day, 2, 30.0)
    });
    each.collect()
}
