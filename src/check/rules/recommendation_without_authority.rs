//! A proposal to people who cannot decide it.

use crate::check::rule::rule;
use crate::check::state::past::is_active;
use crate::check::state::recommendation::{may_decide, recommendations};
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;

rule! {
    /// An open recommendation is addressed to nobody who may decide it.
    ///
    /// A good proposal in the wrong hands is a complaint. Of our own people those may decide whose `authority` stands in
    /// team.toml; on the customer's side whoever has the role `decision-maker` or `sponsor`. Whoever left decides nothing any
    /// more.
    ///
    /// Wrong, where Lena has no `authority`:
    ///
    /// ```toml
    /// [[recommendation]]
    /// what = "Run the tracking API in two sites."
    /// on = 2026-06-20
    /// to = ["lena"]
    /// ```
    ///
    /// Right, where Amelia decides:
    ///
    /// ```toml
    /// [[recommendation]]
    /// what = "Run the tracking API in two sites."
    /// on = 2026-06-20
    /// to = ["lena", "amelia"]
    /// ```
    "recommendation-without-authority", Advice, ["CFACSB15-P9"], Run::Account(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    if !is_active(checked, context.as_of) {
        return Vec::new();
    }
    let all = recommendations(checked, context, context.as_of);
    let open = all.iter().filter(|one| one.is_open());
    let stuck = open.filter_map(|one| {
        let to = &one.recommendation.to;
        let mut named = to.iter().filter_map(|who| checked.party(who));
        let first = to.first().filter(|_| !named.any(|party| may_decide(checked, context, party)))?;
        let listed: Vec<_> = to.iter().map(|who| format!("`{}`", who.value.0)).collect();
        let message = format!("nobody to whom this is proposed may decide it: {}", listed.join(", "));
        Some(
            Diagnostic::advice("recommendation-without-authority", first.span.clone(), message)
                .expected("a member with `authority`, or a decision maker or sponsor of theirs")
                .fix("add to `to` whoever decides such things, or write that member's `authority` in team.toml"),
        )
    });
    stuck.collect()
}
