//! A complaint to which nobody has said a word.

use crate::check::rule::rule;
use crate::check::state::complaint::complaints;
use crate::check::state::past::{by, is_active};
use crate::check::state::practice;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Period, Severity};

rule! {
    /// An open complaint was never acknowledged.
    ///
    /// Whoever complains first of all wants to know that somebody has heard. Say that you have, and by when they hear more; that
    /// needs no solution. It may take as long as an answer to criticism: `answer` under `[grace]`, otherwise 14 days.
    ///
    /// Wrong, on 30 June:
    ///
    /// ```markdown accounts/northwind/complaints/2026-06-04-late-delivery.md
    /// +++
    /// by = "amelia"
    /// severity = "minor"
    /// +++
    /// Two deliveries came a day late.
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown accounts/northwind/complaints/2026-06-04-late-delivery.md
    /// +++
    /// by = "amelia"
    /// severity = "minor"
    /// acknowledged = 2026-06-05
    /// +++
    /// Two deliveries came a day late.
    /// ```
    "complaint-unacknowledged", Advice, ["CFACSB15-P5"], Run::Account(run)
}

/// How long it may take where the configuration does not say.
const GRACE: Period = Period::days_long(14);

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let as_of = context.as_of;
    if !is_active(checked, as_of) {
        return Vec::new();
    }
    let grace = practice::grace(checked, context, |grace| grace.answer.as_ref(), GRACE);
    let all = complaints(checked, context.config, as_of);
    let open = all.iter().filter(|one| {
        one.is_open() && by(one.complaint.acknowledged.as_ref(), as_of).is_none()
            // What was resolved and came back was heard once.
            && by(one.complaint.resolved.as_ref(), as_of).is_none()
    });
    open.filter(|one| grace.after(one.raised) < as_of)
        .map(|one| {
            let severity = &one.complaint.severity;
            let importance = match severity.value {
                Severity::Minor => 1,
                Severity::Major => 2,
                Severity::Critical => 3,
            };
            let message = format!("raised on {}, and nobody has said that it was heard", one.raised);
            Diagnostic::advice("complaint-unacknowledged", severity.span.clone(), message)
                .expected(format!("`acknowledged`, within {grace}"))
                .fix("tell them that you have heard it and when they hear more, and write the day as `acknowledged`")
                .late(grace.after(one.raised), as_of, importance, 30.0)
        })
        .collect()
}
