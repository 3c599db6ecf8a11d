//! A baseline of a control chart that was set anew without a reason.

use super::unknown_changed_field::BASELINE;
use crate::check::rule::rule;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Change, Entry};

rule! {
    /// The baseline of a control chart was set anew without a reason.
    ///
    /// A control chart says when something is unlike before. Whoever moves the baseline makes it forget what was before, so that
    /// no bad wave need ever be a signal. Only a known cause, such as another contract or another product, calls for that. Until
    /// the change says why, the old baseline stands.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[method]]
    /// id = "pulse"
    /// title = "Pulse"
    /// instrument = "csat"
    ///
    /// [[change]]
    /// of = "method/pulse"
    /// on = 2026-04-20
    /// field = "baseline"
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[method]]
    /// id = "pulse"
    /// title = "Pulse"
    /// instrument = "csat"
    ///
    /// [[change]]
    /// of = "method/pulse"
    /// on = 2026-04-20
    /// field = "baseline"
    /// why = "The second depot opened, and its people are asked as well."
    /// ```
    "baseline-without-reason", Warning, ["CFAM7.1.6-P11"], Run::Both(run, of_plan)
}

fn run(checked: &Checked, _: &Context<'_>) -> Vec<Diagnostic> {
    checked.each::<Change>().filter_map(silent).collect()
}

fn of_plan(context: &Context<'_>) -> Vec<Diagnostic> {
    context.shared.plan.each::<Change>().filter_map(silent).collect()
}

fn silent((_, change): (&Entry, &Change)) -> Option<Diagnostic> {
    let is_silent = change.field.value == BASELINE && change.why.is_none();
    is_silent.then(|| {
        Diagnostic::warning(
            "baseline-without-reason",
            change.field.span.clone(),
            format!(
                "the baseline of `{}` is set anew without a reason, so it is not set anew",
                change.of.value.id
            ),
        )
        .expected("the cause for which what was before is no measure any more")
        .fix("say it as `why`, or take the change out")
    })
}
