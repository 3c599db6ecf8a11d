//! A standing set by a person against the rules for that.

use crate::check::rule::rule;
use crate::check::state::{model, past};
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use chrono::Days;

use crate::record::{Entry, Override, OverrideBand, Review};

rule! {
    /// A standing was set by a person, but not as it has to be.
    ///
    /// An override stands beside the computed standing, never in its place. It lapses after 45 days at most, so that nobody forgets
    /// it, and whoever raises a standing needs somebody else who approves.
    ///
    /// Wrong:
    ///
    /// ```markdown accounts/northwind/reviews/2026-06-12-june.md
    /// +++
    /// override = { band = "good", reason = "They told us so.", by = "priya", approved_by = "priya", expires = 2026-12-31 }
    /// +++
    /// All is well.
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown accounts/northwind/reviews/2026-06-12-june.md
    /// +++
    /// override = { band = "good", reason = "They told us so.", by = "priya", approved_by = "tomas", expires = 2026-07-20 }
    /// +++
    /// All is well.
    /// ```
    "override-invalid", Warning, [], Run::Account(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let reviews =
        checked.each::<Review>().filter_map(|(entry, review)| Some((entry, review.overridden.as_ref()?)));
    reviews.flat_map(|(entry, one)| of_override(checked, context, entry, &one.value)).collect()
}

fn of_override(checked: &Checked, context: &Context<'_>, entry: &Entry, one: &Override) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let longest = longest(checked, context);
    if let Some(date) = entry.date {
        let last = date.checked_add_days(Days::new(longest)).unwrap_or(date);
        let expires = one.expires.value;
        if expires > last || expires < date {
            let message = if expires > last {
                format!("this override lasts longer than {longest} days")
            } else {
                format!("this override lapses on {expires}, before the review of {date}")
            };
            findings.push(
                Diagnostic::warning("override-invalid", one.expires.span.clone(), message)
                    .expected(format!("a day from {date} to {last}"))
                    .fix(format!("write `{last}`, and look again then")),
            );
        }
    }
    match &one.approved_by {
        Some(approver) if checked.party(approver) == checked.party(&one.by) => findings.push(
            Diagnostic::warning(
                "override-invalid",
                approver.span.clone(),
                "this override was approved by its author",
            )
            .expected("somebody else than the one who set it")
            .fix("ask a colleague to look at it")
            .related(one.by.span.clone(), "its author"),
        ),
        None if one.band.value == OverrideBand::Good => findings.push(
            Diagnostic::warning(
                "override-invalid",
                one.band.span.clone(),
                "nobody approved that this standing was raised",
            )
            .expected("`approved_by`: somebody else than the one who set it")
            .fix("ask a colleague to look at it, and add `approved_by`"),
        ),
        _ => {}
    }
    findings
}

/// The longest life of an override in days, by the model of the day.
fn longest(checked: &Checked, context: &Context<'_>) -> u64 {
    let tier = past::tier_of(checked, context.config, context.as_of).map(|tier| tier.id.value.as_str());
    let parameters = model::in_force(context.config, tier, context.as_of);
    parameters.override_days.clamp(0.0, 3650.0) as u64
}
