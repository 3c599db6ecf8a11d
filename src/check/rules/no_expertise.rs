//! A major account of which nobody said what must be known to serve it.

use crate::check::rule::rule;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;

rule! {
    /// Nobody has said what expertise the account needs.
    ///
    /// A team is put together by who is free unless somebody says what it must be able to do. Write it as `expertise` of the
    /// account, in the words that members of the team use for theirs.
    ///
    /// Wrong:
    ///
    /// ```toml accounts/northwind/account.toml
    /// [account]
    /// name = "Northwind Logistics"
    /// tier = "key"
    /// team = [{ who = "priya", as = "owner" }]
    /// ```
    ///
    /// Right:
    ///
    /// ```toml accounts/northwind/account.toml
    /// [account]
    /// name = "Northwind Logistics"
    /// tier = "key"
    /// team = [{ who = "priya", as = "owner" }]
    /// expertise = ["customs", "integration"]
    /// ```
    "no-expertise", Advice, ["INSSAL006-P8"], Run::Absence(run)
}

fn run(checked: &Checked, _: &Context<'_>) -> Vec<Diagnostic> {
    let Some((entry, _)) = checked.account().filter(|(_, account)| account.expertise.is_empty()) else {
        return Vec::new();
    };
    let finding = Diagnostic::advice(
        "no-expertise",
        entry.span.clone(),
        "nobody has said what expertise is needed here",
    )
    .expected("`expertise`: what somebody of the account team must know or be able to do")
    .fix("add a line `expertise = [\"…\"]`");
    vec![finding]
}
