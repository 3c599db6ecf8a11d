//! An objective past its day, of which nobody has said what became of it.

use crate::check::rule::rule;
use crate::check::state::objective::{Standing, objectives};
use crate::check::state::past::{by, is_active};
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Kind, Priority, State};

rule! {
    /// An objective is past its day, and was neither reached nor missed.
    ///
    /// Both sides planned for that day. Say what became of it, also when it was missed: whoever says so first is still believed.
    /// Where the customer agreed to another day, write that day as `due`, and a `[[change]]` with what it was.
    ///
    /// Wrong, on 30 June:
    ///
    /// ```toml
    /// [[objective]]
    /// title = "Clearance in a day"
    /// due = 2026-05-31
    /// agreed = 2025-09-02
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[objective]]
    /// title = "Clearance in a day"
    /// due = 2026-05-31
    /// agreed = 2025-09-02
    ///
    /// [[progress]]
    /// of = "clearance-in-a-day"
    /// on = 2026-05-28
    /// state = "reached"
    /// ```
    "objective-late", Advice, ["CLIENT-P7"], Run::Account(run)
}

/// The period by which it is ranked, in days: objectives are looked at once a quarter.
const QUARTER: f64 = 90.0;

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let as_of = context.as_of;
    // One that was left out may say what became of it.
    if !is_active(checked, as_of) || checked.may_lack(Kind::Progress) {
        return Vec::new();
    }
    objectives(checked, as_of).iter().filter_map(|one| late(one, context)).collect()
}

fn late(one: &Standing<'_>, context: &Context<'_>) -> Option<Diagnostic> {
    let is_settled = matches!(one.state(), Some(State::Reached | State::Missed)) || one.ended.is_some();
    let due = one.objective.due.as_ref().filter(|due| due.value < context.as_of && !is_settled)?;
    let agreed = by(one.objective.agreed.as_ref(), context.as_of).is_some();
    let importance = match one.objective.priority.as_ref().map_or(Priority::Medium, |at| at.value) {
        Priority::High => 3,
        Priority::Medium if agreed => 2,
        Priority::Medium | Priority::Low => 1,
    };
    let message =
        format!("`{}` was due on {}, and nobody says what became of it", one.entry.key.id, due.value);
    let mut finding = Diagnostic::advice("objective-late", due.span.clone(), message)
        .expected("progress that says `reached` or `missed`, or a later `due` that they agreed to")
        .fix("write a `[[progress]]` with its state; or agree another day, and write it as `due`")
        .late(due.value, context.as_of, importance, QUARTER);
    if let Some((_, entry, _)) = one.progress.last() {
        finding = finding.related(entry.span.clone(), "the last that was said of it");
    }
    Some(finding)
}
