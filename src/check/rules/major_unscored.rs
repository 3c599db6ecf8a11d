//! A major account that is not scored by the selection criteria.

use crate::check::rule::rule;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;

rule! {
    /// A major account lacks the score of a selection criterion.
    ///
    /// Which customers are worth a long relationship is decided by criteria that hold for all of them, not by who asks loudest.
    /// Score the account from 1 to 5 by each criterion under `selection` in standing.toml. The page *Selection* shows what follows
    /// for its tier.
    ///
    /// Wrong, where standing.toml has the criteria `growth` and `fit`:
    ///
    /// ```toml accounts/northwind/account.toml
    /// [account]
    /// name = "Northwind Logistics"
    /// tier = "key"
    /// team = [{ who = "priya", as = "owner" }]
    /// selection = { growth = 4 }
    /// ```
    ///
    /// Right:
    ///
    /// ```toml accounts/northwind/account.toml
    /// [account]
    /// name = "Northwind Logistics"
    /// tier = "key"
    /// team = [{ who = "priya", as = "owner" }]
    /// selection = { growth = 4, fit = 5 }
    /// ```
    "major-unscored", Advice, ["INSSAL006-P1"], Run::Absence(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let Some((entry, account)) = checked.account() else { return Vec::new() };
    let Some(weights) = context.config.selection.as_ref().map(|weights| &weights.value.0) else {
        return Vec::new();
    };
    let scores = account.selection.as_ref().map(|scores| &scores.value.0);
    // A name that is no criterion is an error of its own, and most likely one of these.
    if scores.is_some_and(|scores| scores.keys().any(|name| !weights.contains_key(name))) {
        return Vec::new();
    }
    let is_scored = |name: &str| scores.is_some_and(|scores| scores.contains_key(name));
    let lacking: Vec<&str> = weights.keys().map(String::as_str).filter(|name| !is_scored(name)).collect();
    if lacking.is_empty() {
        return Vec::new();
    }
    let listed: Vec<String> = lacking.iter().map(|name| format!("`{name}`")).collect();
    let message = match scores {
        None => "this account is not scored by the selection criteria".to_owned(),
        Some(_) => format!("this account has no score for {}", listed.join(", ")),
    };
    let added: Vec<String> = lacking.iter().map(|name| format!("{name} = …")).collect();
    let fix = match scores {
        None => format!("add a line `selection = {{ {} }}`", added.join(", ")),
        Some(_) => format!("add `{}` to `selection`", added.join(", ")),
    };
    let span = account.selection.as_ref().map_or(&entry.span, |scores| &scores.span);
    let finding = Diagnostic::advice("major-unscored", span.clone(), message)
        .expected(format!("a score from 1 to 5 for {}", listed.join(", ")))
        .fix(fix);
    vec![finding]
}
