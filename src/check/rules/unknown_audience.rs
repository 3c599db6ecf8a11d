//! An audience that nobody declared.

use crate::check::rule::rule;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::{Diagnostic, nearest};
use crate::record::Report;

rule! {
    /// A report names an audience that the configuration does not have.
    ///
    /// The audience decides what the report may hold. For one that nobody declared, nobody said what it may see, so nothing could
    /// be shown. `customer` and `internal` are always there.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[report]]
    /// title = "Quarterly letter"
    /// audience = "custommer"
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[report]]
    /// title = "Quarterly letter"
    /// audience = "customer"
    /// ```
    "unknown-audience", Error, ["CFAMSSNS12-P6"], Run::Both(run, of_shared)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    checked.each::<Report>().filter_map(|(_, report)| unknown(report, context)).collect()
}

fn of_shared(context: &Context<'_>) -> Vec<Diagnostic> {
    context.shared.plan.each::<Report>().filter_map(|(_, report)| unknown(report, context)).collect()
}

fn unknown(report: &Report, context: &Context<'_>) -> Option<Diagnostic> {
    let (named, known) = (&report.audience, context.config.audiences());
    if !context.is_config_sound() || known.contains(named.value.as_str()) {
        return None;
    }
    let listed: Vec<_> = known.iter().map(|name| format!("`{name}`")).collect();
    let fix = nearest(&named.value, known).map_or_else(
        || format!("add an `[[audience]]` with `id = \"{}\"` to standing.toml", named.value),
        |meant| format!("write `\"{meant}\"`"),
    );
    let message = format!("there is no audience `{}`", named.value);
    let finding = Diagnostic::error("unknown-audience", named.span.clone(), message);
    Some(finding.expected(format!("one of {}", listed.join(", "))).fix(fix))
}
