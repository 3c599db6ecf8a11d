//! A selection criterion that the configuration does not have.

use crate::check::rule::rule;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::nearest;
use crate::source::Span;

rule! {
    /// An account is scored by a criterion that the configuration does not have.
    ///
    /// Criteria and their weights stand under `selection` in `standing.toml`, so that all accounts are measured alike.
    ///
    /// Wrong:
    ///
    /// ```toml accounts/northwind/account.toml
    /// [account]
    /// name = "Northwind Logistics"
    /// tier = "core"
    /// team = [{ who = "priya", as = "owner" }]
    /// selection = { growht = 4 }
    /// ```
    ///
    /// Right:
    ///
    /// ```toml accounts/northwind/account.toml
    /// [account]
    /// name = "Northwind Logistics"
    /// tier = "core"
    /// team = [{ who = "priya", as = "owner" }]
    /// selection = { growth = 4 }
    /// ```
    "unknown-criterion", Error, ["INSSAL006-P1"], Run::Account(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let scores = checked.account().and_then(|(_, account)| account.selection.as_ref());
    let Some(scores) = scores.filter(|_| context.is_config_sound()) else { return Vec::new() };
    let criteria = context.config.selection.as_ref().map(|weights| &weights.value.0);
    let known = |name: &str| criteria.is_some_and(|known| known.contains_key(name));
    let unknown = scores.value.0.iter().filter(|(name, _)| !known(name));
    unknown
        .map(|(name, score)| {
            let names: Vec<&str> = criteria.into_iter().flatten().map(|(name, _)| name.as_str()).collect();
            let listed: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
            let expected = match listed.as_slice() {
                [] => "criteria under `selection` in standing.toml, where there are none yet".to_owned(),
                _ => format!("one of {}", listed.join(", ")),
            };
            let fix = nearest(name, names).map_or_else(
                || format!("add `{name}` and its weight to `selection` in standing.toml"),
                |meant| format!("write `{meant}`"),
            );
            let message = format!("there is no selection criterion `{name}`");
            Diagnostic::error("unknown-criterion", key_before(&score.span, name), message)
                .expected(expected)
                .fix(fix)
        })
        .collect()
}

/// The key before a value, where it stands as it is written.
fn key_before(value: &Span, name: &str) -> Span {
    let before = &value.text().content()[..value.range().start];
    match before.rfind(name) {
        Some(at) if before[at + name.len()..].chars().all(|letter| " \t=\"'".contains(letter)) => {
            Span::new(value.text(), at..at + name.len())
        }
        _ => value.clone(),
    }
}
