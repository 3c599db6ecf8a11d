//! An open action whose day has passed.

use chrono::NaiveDate;

use crate::check::rule::rule;
use crate::check::state::action::{Standing, State, actions, is_open};
use crate::check::state::past::exists;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::Action;
use crate::source::Span;

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
    "action-overdue", Advice, ["CLIENT-P4", "CLIENT-P7"], Run::Both(run, of_shared)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    actions(checked, context.as_of).iter().filter_map(|one| overdue(one, context)).collect()
}

/// Actions that all accounts share: nobody outside is asked whether they may be moved.
fn of_shared(context: &Context<'_>) -> Vec<Diagnostic> {
    let day = context.as_of;
    let all = context.shared.plan.each::<Action>().filter(|(entry, _)| exists(entry, day));
    let found = all.filter_map(|(entry, action)| {
        let moved = action.moved.iter().map(|moved| &moved.value.to);
        let due = moved.chain(&action.due).max_by_key(|at| at.value).filter(|due| due.value < day)?;
        let days = (day - due.value).num_days();
        is_open(entry, action, day).then(|| late(days, due.value, &due.span, action, 1, day))
    });
    found.collect()
}

fn overdue(one: &Standing<'_>, context: &Context<'_>) -> Option<Diagnostic> {
    let (State::Overdue { days }, Some(due)) = (one.state, one.due) else { return None };
    let written = one.action.moved.iter().map(|moved| &moved.value.to).chain(&one.action.due);
    let span = { written }.find(|at| at.value == due).map_or(&one.entry.span, |at| &at.span);
    Some(late(days, due, span, one.action, if one.internal { 1 } else { 2 }, context.as_of))
}

fn late(
    days: i64,
    due: NaiveDate,
    span: &Span,
    action: &Action,
    importance: u8,
    day: NaiveDate,
) -> Diagnostic {
    let days = if days == 1 { "a day".to_owned() } else { format!("{days} days") };
    let owner = action.owner.as_ref().map_or("nobody".to_owned(), |who| format!("`{}`", who.value.0));
    let message = format!("{days} overdue, with {owner}: {}", action.what.value);
    Diagnostic::advice("action-overdue", span.clone(), message)
        .expected("the day on which it was done or dropped, or a later one that the other side agreed to")
        .fix("do it, or agree on another day, and write that down")
        .late(due, day, importance, 30.0)
}
