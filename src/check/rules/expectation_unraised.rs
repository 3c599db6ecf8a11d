//! An expectation that is missed again and again, and nobody takes it up.

use crate::check::rule::rule;
use crate::check::state::action::actions;
use crate::check::state::expectation::{Standing, expectations};
use crate::check::state::past::is_active;
use crate::check::state::recommendation::recommendations;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{At, Key, Kind, Verdict, What};
use chrono::NaiveDate;

rule! {
    /// An expectation was missed twice in a row, and nothing was raised.
    ///
    /// Once is an accident; twice is how things are, until somebody who can change them is asked to. Propose what would change
    /// them, to those who decide, as a `[[recommendation]]` that is `for` the expectation. One that was made since the first of
    /// the two counts, or an action for it that was agreed since then or is still open; whoever sees a recommendation declined
    /// knows where it stands.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[expectation]]
    /// id = "uptime"
    /// statement = "The tracking API is up in each month."
    /// agreed = 2025-06-10
    ///
    /// [[assessment]]
    /// of = "uptime"
    /// on = 2026-03-31
    /// result = "missed"
    ///
    /// [[assessment]]
    /// of = "uptime"
    /// on = 2026-05-31
    /// result = "missed"
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[expectation]]
    /// id = "uptime"
    /// statement = "The tracking API is up in each month."
    /// agreed = 2025-06-10
    ///
    /// [[assessment]]
    /// of = "uptime"
    /// on = 2026-03-31
    /// result = "missed"
    ///
    /// [[assessment]]
    /// of = "uptime"
    /// on = 2026-05-31
    /// result = "missed"
    ///
    /// [[recommendation]]
    /// what = "Run the tracking API in two sites."
    /// for = ["expectation/uptime"]
    /// to = ["priya"]
    /// on = 2026-06-20
    /// ```
    "expectation-unraised", Advice, ["CFACSB15-P7"], Run::Account(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let all = expectations(checked, context.config, context.as_of);
    all.iter().filter_map(|one| unraised(one, checked, context)).collect()
}

/// The days of the last two assessments, where both say that it was missed and nothing was raised since the first.
#[must_use]
pub fn missed_twice(
    one: &Standing<'_>,
    checked: &Checked,
    context: &Context<'_>,
) -> Option<(NaiveDate, NaiveDate)> {
    let is_lost = checked.may_lack(Kind::Recommendation) || checked.may_lack(Kind::Action);
    if is_lost || one.ended.is_some() || !is_active(checked, context.as_of) {
        return None;
    }
    let [.., (first, _, before), (last, _, latest)] = one.assessments.as_slice() else { return None };
    let is_missed = [before, latest].iter().all(|judged| judged.result.value == Verdict::Missed);
    (is_missed && !is_raised(&one.entry.key, *first, checked, context)).then_some((*first, *last))
}

/// Whether somebody proposed or agreed something for an expectation since a day.
fn is_raised(key: &Key, since: NaiveDate, checked: &Checked, context: &Context<'_>) -> bool {
    let serves = |all: &[At<What>]| all.iter().any(|what| checked.key(what) == Some(key));
    let is_later = |date: Option<NaiveDate>| date.is_none_or(|date| date >= since);
    let proposed = recommendations(checked, context, context.as_of);
    let agreed = actions(checked, context.as_of);
    proposed.iter().any(|one| is_later(one.entry.date) && serves(&one.recommendation.serves))
        || agreed.iter().any(|one| {
            !one.is_dropped() && (one.is_open() || is_later(one.entry.date)) && serves(&one.action.serves)
        })
}

fn unraised(one: &Standing<'_>, checked: &Checked, context: &Context<'_>) -> Option<Diagnostic> {
    let (first, last) = missed_twice(one, checked, context)?;
    let id = &one.entry.key.id;
    let message = format!("`{id}` was missed on {first} and on {last}, and nothing was raised");
    let mut finding = Diagnostic::advice(
        "expectation-unraised",
        one.expectation.statement.span.clone(),
        message,
    )
    .expected("a recommendation or an action for it")
    .fix(format!(
        "propose what would change it, in a `[[recommendation]]` with `for = [\"expectation/{id}\"]` and `to`"
    ))
    .late(last, context.as_of, one.expectation.priority().importance(), 90.0);
    for (on, entry, _) in one.assessments.iter().rev().take(2).rev() {
        finding = finding.related(entry.span.clone(), format!("missed on {on}"));
    }
    Some(finding)
}
