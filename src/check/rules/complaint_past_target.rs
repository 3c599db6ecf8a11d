//! An open complaint past the day by which it was to be resolved.

use crate::check::rule::rule;
use crate::check::state::complaint::{Standing, complaints};
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::Severity;

rule! {
    /// A complaint is still open after the day by which it was to be resolved.
    ///
    /// The day stands in its `target`, else it follows from the tier's `complaint_target`. Nothing costs more trust than a
    /// complaint that was heard and then forgotten: call them before they call you.
    ///
    /// Wrong, on 30 June:
    ///
    /// ```markdown accounts/northwind/complaints/2026-05-04-late-delivery.md
    /// +++
    /// by = "amelia"
    /// severity = "major"
    /// acknowledged = 2026-05-05
    /// target = 2026-06-01
    /// +++
    /// Two deliveries came a day late.
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown accounts/northwind/complaints/2026-05-04-late-delivery.md
    /// +++
    /// by = "amelia"
    /// severity = "major"
    /// acknowledged = 2026-05-05
    /// target = 2026-06-01
    /// resolved = 2026-05-28
    /// accepted = 2026-06-02
    /// cause = "The night lorry was overbooked."
    /// remedy = "A second lorry on Thursdays."
    /// +++
    /// Two deliveries came a day late.
    /// ```
    "complaint-past-target", Advice, ["CLIENT-P14"], Run::Account(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let all = complaints(checked, context.config, context.as_of);
    all.iter().filter(|one| one.is_open()).filter_map(|one| past_target(one, context)).collect()
}

fn past_target(one: &Standing<'_>, context: &Context<'_>) -> Option<Diagnostic> {
    let target = one.target.filter(|_| one.days_late > 0)?;
    let severity = &one.complaint.severity;
    let span = one.complaint.target.as_ref().map_or(&severity.span, |target| &target.span);
    let days = if one.days_late == 1 { "a day".to_owned() } else { format!("{} days", one.days_late) };
    let message = format!("this {} complaint is {days} past its target, {target}", severity.word());
    let importance = match severity.value {
        Severity::Minor => 1,
        Severity::Major => 2,
        Severity::Critical => 3,
    };
    Some(
        Diagnostic::advice("complaint-past-target", span.clone(), message)
            .expected("`resolved`, by the target")
            .fix("tell them where it stands today; when it is solved, write `resolved` and `remedy`")
            .late(target, context.as_of, importance, 30.0),
    )
}
