//! Objectives that the customer has not agreed to, or that nobody has set.

use crate::check::rule::rule;
use crate::check::state::objective::{Standing, objectives};
use crate::check::state::past::tier_of;
use crate::check::state::practice;
use crate::check::state::side::reaches_them;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{DimensionName, Kind, Period};

rule! {
    /// An objective was not agreed with the customer, or there is none to work towards.
    ///
    /// An objective that only we know of is a sales target. Talk it over with somebody of theirs who can commit to it, and write
    /// the day as `agreed` and the person in `with`. In a tier with `objectives = true` there is always one; when the last was
    /// reached or missed, you have 90 days to agree the next (`progress` under `[grace]`).
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[objective]]
    /// title = "Clearance in half the time"
    /// ours = "A story to tell."
    /// theirs = "Fewer lorries that wait."
    /// agreed = 2026-06-15
    /// with = ["priya"]
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[objective]]
    /// title = "Clearance in half the time"
    /// ours = "A story to tell."
    /// theirs = "Fewer lorries that wait."
    /// agreed = 2026-06-15
    /// with = ["amelia"]
    /// ```
    "objective-not-agreed", Advice, ["INSSAL006-P4"], Run::Absence(run)
}

/// How long after the last one was settled there may be none, where the configuration does not say.
const GRACE: Period = Period::days_long(90);

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let all = objectives(checked, context.as_of);
    let open = all.iter().filter(|one| one.is_open());
    let mut findings: Vec<Diagnostic> = open.filter_map(|one| not_agreed(checked, one)).collect();
    findings.extend(none(checked, context, &all));
    findings
}

fn not_agreed(checked: &Checked, one: &Standing<'_>) -> Option<Diagnostic> {
    let id = &one.entry.key.id;
    let (span, message) = match &one.objective.agreed {
        None => {
            let title = one.entry.common.title.as_ref();
            (
                title.map_or(&one.entry.span, |title| &title.span),
                format!("`{id}` was not agreed with the customer"),
            )
        }
        Some(_) if reaches_them(checked, &one.objective.with) => return None,
        Some(agreed) => (&agreed.span, format!("`{id}` was agreed with nobody on the customer's side")),
    };
    Some(
        Diagnostic::advice("objective-not-agreed", span.clone(), message)
            .expected("`agreed`, a day, and `with`, somebody of theirs")
            .fix("agree it with them, and write `agreed` and `with`; or give it up with `ended`"),
    )
}

/// The account has nothing to work towards, though its tier asks for it.
fn none(checked: &Checked, context: &Context<'_>, all: &[Standing<'_>]) -> Option<Diagnostic> {
    let (entry, account) = checked.account().filter(|_| !checked.may_lack(Kind::Objective))?;
    let tier = tier_of(checked, context.config, context.as_of)?;
    tier.objectives.as_ref().filter(|asked| asked.value)?;
    let not_applicable =
        account.not_applicable.iter().any(|one| one.dimension.value == DimensionName::Objectives);
    if not_applicable || all.iter().any(Standing::is_open) {
        return None;
    }
    let settled = all.iter().filter_map(|one| one.ended.or(one.progress.last().map(|(on, ..)| *on))).max();
    let grace = practice::grace(checked, context, |grace| grace.progress.as_ref(), GRACE);
    let message = match settled {
        None => "no common objective was agreed with the customer".to_owned(),
        Some(last) if grace.after(last) >= context.as_of => return None,
        Some(last) => format!("no common objective is open since {last}"),
    };
    Some(
        Diagnostic::advice("objective-not-agreed", entry.span.clone(), message)
            .expected("an `[[objective]]` that both sides work towards")
            .fix("agree one with them, and write it with `ours`, `theirs`, `agreed` and `with`"),
    )
}
