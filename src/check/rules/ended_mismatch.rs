//! An account, or an opportunity, that is over in one place and goes on in another.

use crate::check::rule::rule;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Entry, Opportunity, Status};

rule! {
    /// An account or an opportunity is over according to one field, and not according to another.
    ///
    /// An account that ended says when and why, and an opportunity with an `outcome` has no `next` step. Why a customer left is
    /// what the next one is best learnt from. It is also the day from which records are kept no longer than the law allows.
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
    let mut findings = of_account(checked, context);
    findings
        .extend(checked.each::<Opportunity>().filter_map(|(entry, one)| of_opportunity(entry, one, context)));
    findings
}

/// What comes next of something that has come out already.
fn of_opportunity(entry: &Entry, one: &Opportunity, context: &Context<'_>) -> Option<Diagnostic> {
    let (outcome, next) = one.outcome.as_ref().zip(one.next.as_ref())?;
    let on = outcome.on.value;
    if on > context.as_of {
        return None;
    }
    let message = format!("`{}` was {} on {on}, and has a next step", entry.key.id, outcome.is.word());
    Some(
        Diagnostic::warning("ended-mismatch", next.span.clone(), message)
            .expected("an opportunity with `next`, or with `outcome`")
            .fix("delete `next` and `by`; what is still to be done is an `[[action]]`")
            .related(outcome.span.clone(), "what became of it"),
    )
}

fn of_account(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
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
