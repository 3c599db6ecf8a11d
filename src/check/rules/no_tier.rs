//! A customer of whom nobody said how much they matter.

use crate::check::rule::rule;
use crate::check::state::past::{is_active, tier_of};
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;

rule! {
    /// An account has no tier, or there are no tiers at all.
    ///
    /// Whoever is in no tier is promised nothing, so nothing that is owed to them is ever late. Decide how much of your time the
    /// relationship is worth, and write it as `tier`; the tiers themselves stand in standing.toml, the highest first.
    ///
    /// Wrong, where `standing.toml` has the tiers `key` and `core`:
    ///
    /// ```toml accounts/northwind/account.toml
    /// [account]
    /// name = "Northwind Logistics"
    /// team = [{ who = "priya", as = "owner", from = 2025-08-01 }]
    /// ```
    ///
    /// Right:
    ///
    /// ```toml accounts/northwind/account.toml
    /// [account]
    /// name = "Northwind Logistics"
    /// tier = "key"
    /// team = [{ who = "priya", as = "owner", from = 2025-08-01 }]
    /// ```
    "no-tier", Advice, ["CFACSB15-P1"], Run::Both(run, of_config)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let config = context.config;
    let Some((entry, account)) = checked.account().filter(|_| is_active(checked, context.as_of)) else {
        return Vec::new();
    };
    // A tier that does not exist is an error of its own, and so is what keeps the configuration from being read.
    let is_named = account.tier.is_some() || tier_of(checked, config, context.as_of).is_some();
    if is_named || config.tier.is_empty() || !context.is_config_sound() {
        return Vec::new();
    }
    let listed: Vec<_> = config.tier.iter().map(|tier| format!("`{}`", tier.id.value)).collect();
    let finding = Diagnostic::advice("no-tier", entry.span.clone(), "this account is in no tier")
        .expected(format!("`tier`, one of {}", listed.join(", ")))
        .fix("decide how much of your time it is worth, and write its `tier`");
    vec![finding]
}

fn of_config(context: &Context<'_>) -> Vec<Diagnostic> {
    if !context.config.tier.is_empty() || !context.is_config_sound() {
        return Vec::new();
    }
    let message = "nothing says which kinds of customer are worth how much of your time";
    let finding = Diagnostic::advice("no-tier", context.config.format.span.clone(), message)
        .expected("one `[[tier]]` or more, the highest first, with what is promised to its customers")
        .fix("write, for example, `[[tier]]` with `id = \"key\"` and `cadence = \"30d\"`");
    vec![finding]
}
