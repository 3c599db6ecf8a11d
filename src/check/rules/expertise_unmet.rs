//! Expertise that an account needs and that nobody on it has.

use crate::check::rule::rule;
use crate::check::state::expertise::{Need, needs};
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::Kind;

rule! {
    /// Nobody in the account team has an expertise that the account needs.
    ///
    /// What nobody on the account can do is promised all the same, and done badly. Give a seat to somebody who can, or let somebody
    /// learn it. Whoever has it says so in `expertise` in team.toml; who left counts no more.
    ///
    /// Wrong, where nobody in team.toml has `customs`:
    ///
    /// ```toml accounts/northwind/account.toml
    /// [account]
    /// name = "Northwind Logistics"
    /// tier = "key"
    /// team = [{ who = "priya", as = "owner" }]
    /// expertise = ["customs"]
    /// ```
    ///
    /// Right, once Priya has learnt it:
    ///
    /// ```toml team.toml
    /// [[member]]
    /// id = "priya"
    /// name = "Priya Nair"
    /// expertise = ["customs"]
    /// ```
    "expertise-unmet", Advice, ["INSSAL006-P9"], Run::Absence(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let team = &context.shared.team;
    if checked.may_lack(Kind::Account) || !team.broken.is_empty() {
        return Vec::new();
    }
    let all = needs(checked, team, context.as_of);
    all.iter().filter(|need| need.met_by.is_empty()).map(unmet).collect()
}

fn unmet(need: &Need<'_>) -> Diagnostic {
    let what = &need.what.value;
    let (message, fix) = match need.also.as_slice() {
        [] => (
            format!("nobody of ours has the expertise `{what}`"),
            format!(
                "find somebody, or let somebody learn it, and write `{what}` to their `expertise` in team.toml"
            ),
        ),
        [(entry, member), ..] => (
            format!("nobody in the account team has the expertise `{what}`"),
            format!(
                "{} has it: add a seat `{{ who = \"{}\", as = \"…\" }}` to `team`",
                member.name.value, entry.key.id
            ),
        ),
    };
    Diagnostic::advice("expertise-unmet", need.what.span.clone(), message)
        .expected("somebody with a seat in the account's team who has it")
        .fix(fix)
}
