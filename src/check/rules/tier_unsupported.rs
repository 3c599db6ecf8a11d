//! A customer in a higher tier than the selection scores say.

use crate::check::rule::rule;
use crate::check::state::past::{is_active, tier_of};
use crate::check::state::selection::{score, supports};
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::language::rounded;

rule! {
    /// An account is in a tier that its selection scores do not support.
    ///
    /// A place in a high tier is time that another customer does not get. The mean of the scores under `selection`, weighed as
    /// standing.toml says, must reach the `selection_floor` of the tier. Score anew if something has changed; else move the
    /// account, and keep in its `changes` what its tier was.
    ///
    /// Wrong, in a tier with `selection_floor = 4.0`:
    ///
    /// ```toml accounts/northwind/account.toml
    /// [account]
    /// name = "Northwind Logistics"
    /// tier = "key"
    /// team = [{ who = "priya", as = "owner", from = 2025-08-01 }]
    /// selection = { growth = 3, fit = 4 }
    /// ```
    ///
    /// Right:
    ///
    /// ```toml accounts/northwind/account.toml
    /// [account]
    /// name = "Northwind Logistics"
    /// tier = "key"
    /// team = [{ who = "priya", as = "owner", from = 2025-08-01 }]
    /// selection = { growth = 4, fit = 4 }
    /// ```
    "tier-unsupported", Advice, ["CFACSB15-P1"], Run::Account(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let (config, as_of) = (context.config, context.as_of);
    let Some((_, account)) = checked.account().filter(|_| is_active(checked, as_of)) else {
        return Vec::new();
    };
    let Some((scores, tier)) = account.selection.as_ref().zip(tier_of(checked, config, as_of)) else {
        return Vec::new();
    };
    let Some((score, floor)) = score(account, config).zip(tier.selection_floor.as_ref()) else {
        return Vec::new();
    };
    if supports(score, tier) {
        return Vec::new();
    }
    let supported = config.tier.iter().map(|at| &at.value).find(|tier| supports(score, tier));
    let fix = match supported {
        Some(other) => format!("score it anew, or move it to `{}`", other.id.value),
        None => "score it anew, or move it to a tier that its scores support".to_owned(),
    };
    let message = format!(
        "its selection scores come to {}, too little for the tier `{}`",
        rounded(score, 1),
        tier.id.value
    );
    let finding = Diagnostic::advice("tier-unsupported", scores.span.clone(), message)
        .expected(format!("a weighted mean of {} or more", floor.value))
        .fix(fix);
    vec![finding]
}
