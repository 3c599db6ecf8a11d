//! A major account of which nobody knows what lies ahead of it.

use crate::check::rule::rule;
use crate::check::state::challenge::challenges;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::Kind;

rule! {
    /// Nobody has written down what the customer will have to cope with.
    ///
    /// Whoever knows what keeps them awake can help before they ask; whoever does not competes on price. Ask them, in a contact
    /// that is about nothing else, and write each as a `[[challenge]]`. One that is over has `ended`, and counts no more.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[challenge]]
    /// title = "New customs forms"
    /// horizon = "operational"
    /// since = 2025-01-15
    /// ended = { on = 2026-02-01, why = "In use at all gates." }
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[challenge]]
    /// title = "No drivers for the night"
    /// horizon = "strategic"
    /// source = "Amelia Ruiz, in the spring review"
    /// since = 2026-05-04
    /// ```
    "no-challenge", Advice, ["INSSAL006-P3"], Run::Absence(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let Some((entry, _)) = checked.account().filter(|_| !checked.may_lack(Kind::Challenge)) else {
        return Vec::new();
    };
    let all = challenges(checked, context.as_of);
    if all.iter().any(|one| one.ended.is_none()) {
        return Vec::new();
    }
    let message = match all.iter().filter_map(|one| one.ended).max() {
        None => "nothing is known of what they will have to cope with".to_owned(),
        Some(last) => format!("nothing is known of what they will have to cope with since {last}"),
    };
    let finding = Diagnostic::advice("no-challenge", entry.span.clone(), message)
        .expected("a `[[challenge]]` that is not over, with its `horizon`")
        .fix("ask them what lies ahead, and write it as a `[[challenge]]`");
    vec![finding]
}
