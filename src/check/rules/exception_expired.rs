//! A departure from a guideline that has expired.

use crate::check::rule::rule;
use crate::check::state::compliance::keeping;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Exception, Guideline};

rule! {
    /// A departure from a guideline was allowed until a day that has passed.
    ///
    /// An exception that nobody ends becomes the rule. Delete it where it is needed no more; where it is, let whoever may allow it
    /// decide again, and write the new day. Where the account that it was allowed to breaks the guideline, that says so, and names
    /// the departure; it is not told twice.
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
    /// id = "cards"
    /// title = "No number of a payment card is written down."
    /// requires = "no-payment-cards"
    /// except = [{ account = "northwind", until = 2026-03-31, why = "Their old notes are being gone through." }]
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
    /// id = "cards"
    /// title = "No number of a payment card is written down."
    /// requires = "no-payment-cards"
    /// except = [{ account = "northwind", until = 2026-09-30, why = "There are more of them than we thought.", approved_by = "tomas" }]
    /// ```
    "exception-expired", Advice, ["CFAMSSNS12-P11"], Run::Both(of_account, of_all)
}

/// The departure that was allowed to this account, where it keeps the guideline by now.
fn of_account(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let Some((account, _)) = checked.account() else { return Vec::new() };
    let kept = keeping(checked, context).into_iter().filter(|one| one.breaches.is_empty());
    let expired =
        kept.filter(|one| one.exception.is_none()).filter_map(|one| Some((one.guideline, one.expired?)));
    let own = expired.filter(|(_, exception)| exception.account.is_some());
    own.map(|(guideline, exception)| {
        let until = exception.until.value;
        let message = format!(
            "the departure from `{}` that was allowed here ended on {until}, and is needed no more",
            guideline.id.value
        );
        Diagnostic::advice("exception-expired", account.span.clone(), message)
            .expected("no exception where the guideline is kept")
            .fix("delete it from `standing.toml`")
            .related(exception.until.span.clone(), "the departure")
            .late(until, context.as_of, 1, 30.0)
    })
    .collect()
}

/// Departures that were allowed to all accounts.
fn of_all(context: &Context<'_>) -> Vec<Diagnostic> {
    let day = context.as_of;
    let all =
        context.config.guideline.iter().flat_map(|one| one.except.iter().map(move |except| (one, except)));
    let to_all = all.filter(|(_, exception)| exception.account.is_none() && exception.until.value < day);
    to_all.map(|(guideline, exception)| expired(guideline, exception, context)).collect()
}

fn expired(guideline: &Guideline, exception: &Exception, context: &Context<'_>) -> Diagnostic {
    let until = exception.until.value;
    let message = format!("the departure from `{}`, allowed to all, ended on {until}", guideline.id.value);
    Diagnostic::advice("exception-expired", exception.until.span.clone(), message)
        .expected("a day that has yet to come, or no exception")
        .fix("delete it; or let whoever may allow it decide again, and write the new day")
        .late(until, context.as_of, 2, 30.0)
}
