//! A tier that the configuration does not have.

use crate::check::rule::rule;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::nearest;
use crate::record::{At, Data, Entry};
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
    let planned = checked.entries.iter().flat_map(tiers).map(|at| (at.value.as_str(), &at.span));
    present.chain(former).chain(planned).filter_map(|(id, span)| unknown(id, span, context)).collect()
}

/// The tiers that an entry of the monitoring plan names.
fn tiers(entry: &Entry) -> &[At<String>] {
    match &entry.data {
        Data::Information(one) => &one.tier,
        Data::Trigger(one) => &one.tier,
        Data::Procedure(one) => &one.tier,
        Data::Report(one) => &one.tier,
        _ => &[],
    }
}

fn of_config(context: &Context<'_>) -> Vec<Diagnostic> {
    let changes = context.config.model.iter().filter_map(|change| change.tier.as_ref());
    let planned = context.shared.plan.entries.iter().flat_map(tiers);
    changes.chain(planned).filter_map(|tier| unknown(&tier.value, &tier.span, context)).collect()
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
