//! A common objective of which nobody says how it comes along.

use crate::check::rule::rule;
use crate::check::state::objective::{Standing, objectives, progress_every};
use crate::check::state::past::by;
use crate::check::state::practice::asks;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Criterion, Kind, Period};

rule! {
    /// Nobody has said for too long how an objective comes along.
    ///
    /// What is not looked at in between is missed on its last day. Write a `[[progress]]` with its state, best in the note of the
    /// meeting where you looked at it together. How long it may go without stands in the configuration, as `progress` under
    /// `[grace]`; otherwise 90 days, quiet seasons not counted.
    ///
    /// Wrong, on 30 June:
    ///
    /// ```toml
    /// [[objective]]
    /// title = "Clearance in half the time"
    /// agreed = 2026-02-03
    /// with = ["amelia"]
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[objective]]
    /// title = "Clearance in half the time"
    /// agreed = 2026-02-03
    /// with = ["amelia"]
    ///
    /// [[progress]]
    /// of = "clearance-in-half-the-time"
    /// on = 2026-06-10
    /// state = "on-track"
    /// note = "Six of ten gates."
    /// ```
    "no-progress", Advice, ["INSSAL006-P6"], Run::Absence(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    if checked.may_lack(Kind::Progress) {
        return Vec::new();
    }
    let every = progress_every(checked, context);
    // Of one whose day has passed another rule says so.
    let is_told_late = asks(checked, context, Criterion::ClientP7);
    let is_late =
        |one: &Standing<'_>| one.objective.due.as_ref().is_some_and(|due| due.value < context.as_of);
    let all = objectives(checked, context.as_of);
    let open = all.iter().filter(|one| one.is_open() && !(is_told_late && is_late(one)));
    open.filter_map(|one| silent(checked, context, one, every)).collect()
}

fn silent(checked: &Checked, context: &Context<'_>, one: &Standing<'_>, every: Period) -> Option<Diagnostic> {
    let agreed = by(one.objective.agreed.as_ref(), context.as_of)?;
    let last = one.progress.last();
    let due = one.next_progress(every, checked, context)?;
    if context.as_of <= due {
        return None;
    }
    let id = &one.entry.key.id;
    let message = match last {
        Some((on, ..)) => format!("nobody has said how `{id}` comes along since {on}"),
        None => format!("nobody has said how `{id}` comes along since it was agreed on {agreed}"),
    };
    let title = one.entry.common.title.as_ref().map_or(&one.entry.span, |title| &title.span);
    let importance = one.objective.priority.as_ref().map_or(2, |priority| priority.importance());
    let finding = Diagnostic::advice("no-progress", title.clone(), message)
        .expected(format!("a `[[progress]]` at least {}", every.every()))
        .fix(format!("look at it with them, and write a `[[progress]]` with `of = \"{id}\"` and its `state`"))
        .late(due, context.as_of, importance, every.days());
    Some(match last {
        Some((_, entry, _)) => finding.related(entry.span.clone(), "the last that was said"),
        None => finding,
    })
}
