//! A segment that the configuration does not have.

use crate::check::rule::rule;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::nearest;
use crate::source::Span;

rule! {
    /// An account names a segment that the configuration does not have.
    ///
    /// Accounts of a segment are compared with each other. One that belongs to no segment would be compared with nobody.
    ///
    /// Wrong, where `standing.toml` has the segment `logistics`:
    ///
    /// ```toml accounts/northwind/account.toml
    /// [account]
    /// name = "Northwind Logistics"
    /// tier = "core"
    /// segment = "logistic"
    /// team = [{ who = "priya", as = "owner" }]
    /// ```
    ///
    /// Right:
    ///
    /// ```toml accounts/northwind/account.toml
    /// [account]
    /// name = "Northwind Logistics"
    /// tier = "core"
    /// segment = "logistics"
    /// team = [{ who = "priya", as = "owner" }]
    /// ```
    "unknown-segment", Error, ["CFACSB15-P1"], Run::Account(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let Some((_, account)) = checked.account() else { return Vec::new() };
    let present = account.segment.iter().map(|at| (at.value.as_str(), &at.span));
    let former = account.changes.iter().filter(|change| change.field.value == "segment");
    let former = former.map(|change| (change.was.value.0.as_str(), &change.was.span));
    present.chain(former).filter_map(|(id, span)| unknown(id, span, context)).collect()
}

fn unknown(id: &str, span: &Span, context: &Context<'_>) -> Option<Diagnostic> {
    let names = || context.config.segment.iter().map(|segment| segment.id.value.as_str());
    if !context.is_config_sound() || names().any(|name| name == id) {
        return None;
    }
    let listed: Vec<_> = names().map(|name| format!("`{name}`")).collect();
    let expected = match listed.as_slice() {
        [] => "the `id` of a `[[segment]]` in standing.toml, where there are none yet".to_owned(),
        _ => format!("one of {}", listed.join(", ")),
    };
    let fix = nearest(id, names()).map_or_else(
        || format!("add a `[[segment]]` with `id = \"{id}\"` to standing.toml"),
        |meant| format!("write `\"{meant}\"`"),
    );
    let finding = Diagnostic::error("unknown-segment", span.clone(), format!("there is no segment `{id}`"));
    Some(finding.expected(expected).fix(fix))
}
