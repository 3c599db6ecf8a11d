//! A risk against which nobody does anything.

use crate::check::rule::rule;
use crate::check::state::risk::open;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;

rule! {
    /// An open risk has no response.
    ///
    /// A risk that is only written down is a prophecy. Write what is done so that it becomes less likely or less grave, or that it
    /// is accepted, and why; and who answers for it.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[risk]]
    /// title = "Only one person there knows our interface"
    /// likelihood = 3
    /// impact = 4
    /// raised = 2026-06-15
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[risk]]
    /// title = "Only one person there knows our interface"
    /// likelihood = 3
    /// impact = 4
    /// response = "Train a second one in September."
    /// owner = "lena"
    /// raised = 2026-06-15
    /// ```
    "risk-without-response", Advice, ["INSSAL006-P14"], Run::Absence(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let bare = open(checked, context.as_of).filter(|(_, risk)| risk.response.is_none());
    bare.map(|(entry, risk)| {
        let title = entry.common.title.as_ref().map_or(&entry.span, |title| &title.span);
        let exposure = risk.likelihood.value.get() * risk.impact.value.get();
        let message = format!("`{}` has no response: likelihood × impact is {exposure} of 25", entry.key.id);
        Diagnostic::advice("risk-without-response", title.clone(), message)
            .expected("`response`: what is done about it, or why it is accepted")
            .fix("decide what is done, and write it as `response`; or `closed`, where it is over")
    })
    .collect()
}
