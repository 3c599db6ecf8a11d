//! A risk that nobody has looked at for too long.

use crate::check::rule::rule;
use crate::check::state::past::by;
use crate::check::state::risk::{looked_at_every, next_look, open};
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Entry, Period, Risk};

rule! {
    /// Nobody has looked for too long whether an open risk is still what it was.
    ///
    /// Risks grow while nobody looks. Look again whether it is as likely and as grave as it says, whether the response works, and
    /// write the day as `reviewed`; one that is over has `closed`. How often stands in the configuration, as `risk` under
    /// `[grace]`; otherwise 90 days.
    ///
    /// Wrong, on 30 June:
    ///
    /// ```toml
    /// [[risk]]
    /// title = "Only one person there knows our interface"
    /// likelihood = 3
    /// impact = 4
    /// response = "Train a second one."
    /// raised = 2026-01-15
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[risk]]
    /// title = "Only one person there knows our interface"
    /// likelihood = 2
    /// impact = 4
    /// response = "A second one was trained in May; she has yet to do it alone."
    /// raised = 2026-01-15
    /// reviewed = 2026-06-10
    /// ```
    "risk-unreviewed", Advice, ["INSSAL006-P14"], Run::Absence(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let grace = looked_at_every(checked, context);
    open(checked, context.as_of).filter_map(|(entry, risk)| unreviewed(entry, risk, grace, context)).collect()
}

fn unreviewed(entry: &Entry, risk: &Risk, grace: Period, context: &Context<'_>) -> Option<Diagnostic> {
    let name = entry.title.as_deref().unwrap_or(&entry.key.id);
    let title = entry.common.title.as_ref().map_or(&entry.span, |title| &title.span);
    let (reviewed, raised) =
        (by(risk.reviewed.as_ref(), context.as_of), by(risk.raised.as_ref(), context.as_of));
    let message = match (reviewed, raised) {
        (Some(on), _) => format!("nobody has looked at the risk `{name}` since {on}"),
        (None, Some(on)) => format!("nobody has looked at the risk `{name}` since it was raised on {on}"),
        (None, None) => format!("nobody says when the risk `{name}` was last looked at"),
    };
    let finding = Diagnostic::advice("risk-unreviewed", title.clone(), message)
        .expected(format!("`reviewed`, not older than {grace}"))
        .fix("look at it again, and write the day as `reviewed`; or as `closed`, where it is over");
    let Some(due) = next_look(risk, grace, context.as_of) else { return Some(finding) };
    // What weighs fifteen of twenty-five and more can hold the standing down.
    let is_grave = risk.likelihood.value.get() * risk.impact.value.get() >= 15;
    (due < context.as_of)
        .then(|| finding.late(due, context.as_of, if is_grave { 3 } else { 2 }, grace.days()))
}
