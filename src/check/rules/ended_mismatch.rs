//! An account whose status and whose end disagree.

use crate::check::rule::rule;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::Status;

rule! {
    /// An account is said to have ended, but not when and why, or the other way round.
    ///
    /// Why a customer left is what the next one is best learnt from. It is also the day from which records are kept no longer than
    /// the law allows.
    ///
    /// Wrong:
    ///
    /// ```toml accounts/northwind/account.toml
    /// [account]
    /// name = "Northwind Logistics"
    /// status = "ended"
    /// ```
    ///
    /// Right:
    ///
    /// ```toml accounts/northwind/account.toml
    /// [account]
    /// name = "Northwind Logistics"
    /// status = "ended"
    /// ended = { on = 2026-05-31, why = "Bought by a competitor who runs a system of its own." }
    /// ```
    "ended-mismatch", Warning, [], Run::Account(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let Some((entry, account)) = checked.account() else { return Vec::new() };
    let status = account.status.as_ref();
    let has_ended = status.is_some_and(|status| status.value == Status::Ended);
    match (&account.ended, status) {
        (None, Some(status)) if has_ended => vec![
            Diagnostic::warning(
                "ended-mismatch",
                status.span.clone(),
                "this account has ended, but not when and why",
            )
            .expected("`ended`, with `on` and `why`")
            .fix("add a line `ended = { on = …, why = \"…\" }`"),
        ],
        (Some(ended), _) if !has_ended && ended.on.value <= context.as_of => {
            let word = status.map_or("active", |status| status.word());
            let message = format!("this account ended on {}, but its status is `{word}`", ended.on.value);
            let span = status.map_or(&entry.span, |status| &status.span);
            vec![
                Diagnostic::warning("ended-mismatch", span.clone(), message)
                    .expected("`status = \"ended\"`, or no `ended`")
                    .fix("write `status = \"ended\"`")
                    .related(ended.span.clone(), "its end"),
            ]
        }
        _ => Vec::new(),
    }
}
