//! More effort than the account is given.

use crate::check::rule::rule;
use crate::check::state::effort::{budget, spent};
use crate::check::state::past::is_active;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::Duration;

rule! {
    /// The account took more effort than it is given.
    ///
    /// Time that one customer takes beyond what was planned is taken from another. The effort is that of the notes of the last
    /// `effort_per` (a month unless the tier says otherwise), up to today; what it is given is the tier's `effort`, or the
    /// account's own, where somebody decided that this account is worth more.
    ///
    /// Wrong, on 30 June, in a tier with `effort = "10h"`:
    ///
    /// ```markdown accounts/northwind/notes/2026-06-22-workshop.md
    /// +++
    /// channel = "visit"
    /// people = ["amelia", "priya"]
    /// effort = "12h"
    /// +++
    /// Two days with their warehouse people.
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown accounts/northwind/notes/2026-06-22-workshop.md
    /// +++
    /// channel = "visit"
    /// people = ["amelia", "priya"]
    /// effort = "6h"
    /// +++
    /// A day with their warehouse people.
    /// ```
    "effort-over-budget", Advice, ["CLIENT-P2"], Run::Account(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let as_of = context.as_of;
    let Some((entry, account)) = checked.account().filter(|_| is_active(checked, as_of)) else {
        return Vec::new();
    };
    let Some(budget) = budget(checked, context.config, as_of) else { return Vec::new() };
    let spent = spent(checked, budget.per.before(as_of), as_of);
    if spent.minutes <= u64::from(budget.minutes) {
        return Vec::new();
    }
    let words = |minutes| Duration { minutes }.to_string();
    let took = words(u32::try_from(spent.minutes).unwrap_or(u32::MAX));
    let message = format!("it took {took} within {}, and is given {}", budget.per, words(budget.minutes));
    let span = account.effort.as_ref().map_or(&entry.span, |effort| &effort.span);
    let mut finding = Diagnostic::advice("effort-over-budget", span.clone(), message)
        .expected(format!("{} at most, {}", words(budget.minutes), budget.per.every()))
        .fix("agree what you do less of; or, if they are worth it, write another `effort` to the account");
    let longest = spent.notes.iter().rev().max_by_key(|note| minutes(note));
    if let Some(longest) = longest {
        finding = finding.related(longest.span.clone(), "the most of it");
    }
    vec![finding]
}

fn minutes(entry: &crate::record::Entry) -> u32 {
    let note = entry.as_kind::<crate::record::Note>();
    note.and_then(|note| note.effort.as_ref()).map_or(0, |effort| effort.value.minutes)
}
