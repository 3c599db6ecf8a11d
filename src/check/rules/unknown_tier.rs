//! A tier that the configuration does not have.

use crate::check::rule::rule;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::nearest;
use crate::source::Span;

rule! {
    /// An account names a tier that the configuration does not have.
    ///
    /// The tier says how often the customer is to be contacted, reviewed and asked. Without it the account would silently be asked
    /// for nothing.
    ///
    /// Wrong, where `standing.toml` has the tier `key`:
    ///
    /// ```toml accounts/northwind/account.toml
    /// [account]
    /// name = "Northwind Logistics"
    /// tier = "kee"
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
    /// ```
    "unknown-tier", Error, ["CFACSB15-P1"], Run::Both(run, of_config)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let Some((_, account)) = checked.account() else { return Vec::new() };
    let present = account.tier.iter().map(|at| (at.value.as_str(), &at.span));
    let former = account.changes.iter().filter(|change| change.field.value == "tier");
    let former = former.map(|change| (change.was.value.0.as_str(), &change.was.span));
    present.chain(former).filter_map(|(id, span)| unknown(id, span, context)).collect()
}

fn of_config(context: &Context<'_>) -> Vec<Diagnostic> {
    let changes = context.config.model.iter().filter_map(|change| change.tier.as_ref());
    changes.filter_map(|tier| unknown(&tier.value, &tier.span, context)).collect()
}

fn unknown(id: &str, span: &Span, context: &Context<'_>) -> Option<Diagnostic> {
    let names = || context.config.tier.iter().map(|tier| tier.id.value.as_str());
    if !context.is_config_sound() || names().any(|name| name == id) {
        return None;
    }
    let listed: Vec<_> = names().map(|name| format!("`{name}`")).collect();
    let expected = match listed.as_slice() {
        [] => "the `id` of a `[[tier]]` in standing.toml, where there are none yet".to_owned(),
        _ => format!("one of {}", listed.join(", ")),
    };
    let fix = nearest(id, names()).map_or_else(
        || format!("add a `[[tier]]` with `id = \"{id}\"` to standing.toml"),
        |meant| format!("write `\"{meant}\"`"),
    );
    let finding = Diagnostic::error("unknown-tier", span.clone(), format!("there is no tier `{id}`"));
    Some(finding.expected(expected).fix(fix))
}
