//! A complaint that is resolved in our eyes, and of which the customer has not said that it is in theirs.

use crate::check::rule::rule;
use crate::check::state::complaint::{Stage, Standing, complaints};
use crate::check::state::past::is_active;
use crate::check::state::practice;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Period, Severity};

rule! {
    /// A complaint was resolved, and the customer never said that the remedy satisfies them.
    ///
    /// We do not decide whether a problem is solved. Ask whoever complained, and write the day on which they accepted it. They
    /// may take as long as `accepted` under `[grace]` says, otherwise 30 days; what was resolved longer ago than the window (a
    /// year, `window` under `[grace]`) is past asking.
    ///
    /// Wrong, on 30 June:
    ///
    /// ```markdown accounts/northwind/complaints/2026-04-02-late-delivery.md
    /// +++
    /// by = "amelia"
    /// severity = "major"
    /// resolved = 2026-04-20
    /// remedy = "A second lorry on Thursdays."
    /// +++
    /// Two deliveries came a day late.
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown accounts/northwind/complaints/2026-04-02-late-delivery.md
    /// +++
    /// by = "amelia"
    /// severity = "major"
    /// resolved = 2026-04-20
    /// remedy = "A second lorry on Thursdays."
    /// accepted = 2026-04-27
    /// +++
    /// Two deliveries came a day late.
    /// ```
    "complaint-unaccepted", Advice, ["CLIENT-P14", "CFACSB15-P8"], Run::Account(run)
}

/// How long the customer may take where the configuration does not say.
const GRACE: Period = Period::days_long(30);

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    if !is_active(checked, context.as_of) {
        return Vec::new();
    }
    let grace = practice::grace(checked, context, |grace| grace.accepted.as_ref(), GRACE);
    let from = practice::window(checked, context).before(context.as_of);
    let all = complaints(checked, context.config, context.as_of);
    let resolved = all.iter().filter(|one| one.stage == Stage::Resolved && one.since >= from);
    resolved
        .filter(|one| grace.after(one.since) < context.as_of)
        .map(|one| finding(one, grace, context))
        .collect()
}

fn finding(one: &Standing<'_>, grace: Period, context: &Context<'_>) -> Diagnostic {
    let resolved = one.complaint.resolved.as_ref().map_or(&one.complaint.severity.span, |at| &at.span);
    let importance = match one.complaint.severity.value {
        Severity::Minor => 1,
        Severity::Major => 2,
        Severity::Critical => 3,
    };
    let asked = one.complaint.by.as_ref().map_or("them".to_owned(), |who| format!("`{}`", who.value.0));
    let message = format!("resolved on {}, and never accepted by the customer", one.since);
    Diagnostic::advice("complaint-unaccepted", resolved.clone(), message)
        .expected(format!("the day on which they accepted the remedy, within {grace}"))
        .fix(format!("ask {asked} whether it is solved; write `accepted`, or `reopened` where it is not"))
        .late(grace.after(one.since), context.as_of, importance, 30.0)
}
