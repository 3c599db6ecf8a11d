//! An open action whose day has passed.

use crate::check::rule::rule;
use crate::check::state::action::{Standing, State, actions};
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;

rule! {
    /// An action is still open after the day that was promised.
    ///
    /// A late promise is late on both sides of the table, whoever owes it. When the other side agreed to a later day, say so, and
    /// the later day counts.
    ///
    /// Wrong, on 30 June:
    ///
    /// ```toml
    /// [[action]]
    /// what = "Send the outage report"
    /// owner = "lena"
    /// due = 2026-06-20
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[action]]
    /// what = "Send the outage report"
    /// owner = "lena"
    /// due = 2026-06-20
    /// moved = [{ on = 2026-06-18, to = 2026-07-10, agreed_with = "amelia" }]
    /// ```
    "action-overdue", Advice, ["CLIENT-P4", "CLIENT-P7"], Run::Account(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    actions(checked, context.as_of).iter().filter_map(|one| overdue(one, context)).collect()
}

fn overdue(one: &Standing<'_>, context: &Context<'_>) -> Option<Diagnostic> {
    let (State::Overdue { days }, Some(due)) = (one.state, one.due) else { return None };
    let days = if days == 1 { "a day".to_owned() } else { format!("{days} days") };
    let owner = one.action.owner.as_ref().map_or("nobody".to_owned(), |who| format!("`{}`", who.value.0));
    let message = format!("{days} overdue, with {owner}: {}", one.action.what.value);
    let written = one.action.moved.iter().map(|moved| &moved.value.to).chain(&one.action.due);
    let span = { written }.find(|at| at.value == due).map_or(&one.entry.span, |at| &at.span);
    Some(
        Diagnostic::advice("action-overdue", span.clone(), message)
            .expected("the day on which it was done or dropped, or a later one that the other side agreed to")
            .fix("do it, or agree on another day, and write that down")
            .late(due, context.as_of, if one.internal { 1 } else { 2 }, 30.0),
    )
}
