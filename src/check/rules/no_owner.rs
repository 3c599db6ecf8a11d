//! An account that nobody answers for.

use crate::check::rule::rule;
use crate::check::state::account::{is_owner, seats};
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;

rule! {
    /// Nobody answers for this account.
    ///
    /// An account that several people look after is looked after by nobody. One member of the team holds a seat `as = "owner"`;
    /// what is overdue or at risk is on their page.
    ///
    /// Wrong:
    ///
    /// ```toml accounts/northwind/account.toml
    /// [account]
    /// name = "Northwind Logistics"
    /// tier = "core"
    /// team = [{ who = "lena", as = "engineer" }]
    /// ```
    ///
    /// Right:
    ///
    /// ```toml accounts/northwind/account.toml
    /// [account]
    /// name = "Northwind Logistics"
    /// tier = "core"
    /// team = [
    ///   { who = "priya", as = "owner", from = 2025-08-01 },
    ///   { who = "lena", as = "engineer" },
    /// ]
    /// ```
    "no-owner", Advice, ["INSSAL006-P9", "INSSAL006-P15"], Run::Absence(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let Some((entry, account)) = checked.account() else { return Vec::new() };
    if seats(account, context.as_of).into_iter().any(is_owner) {
        return Vec::new();
    }
    let finding = Diagnostic::advice("no-owner", entry.span.clone(), "nobody answers for this account")
        .expected("a seat `as = \"owner\"` in `team`, without `to`")
        .fix("add a line `team = [{ who = \"…\", as = \"owner\" }]`");
    vec![finding]
}
