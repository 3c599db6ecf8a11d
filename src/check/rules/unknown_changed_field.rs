//! A change of a field that the record does not have.

use crate::check::Target;
use crate::check::rule::rule;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::nearest;
use crate::record::{Account, At, Change, Entry, Kind, Member, Person, Was};

rule! {
    /// A change names a field that the record does not have.
    ///
    /// What a field was before is read back for every day before the change. Under a wrong name it is never found, and the past is
    /// shown as the present.
    ///
    /// A method has one name more, `baseline`: it begins its control chart anew from that day on.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[expectation]]
    /// id = "uptime"
    /// statement = "The tracking API is up in each month."
    /// target = 99.9
    ///
    /// [[change]]
    /// of = "uptime"
    /// on = 2026-04-20
    /// field = "goal"
    /// was = 99.5
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[expectation]]
    /// id = "uptime"
    /// statement = "The tracking API is up in each month."
    /// target = 99.9
    ///
    /// [[change]]
    /// of = "uptime"
    /// on = 2026-04-20
    /// field = "target"
    /// was = 99.5
    /// ```
    "unknown-changed-field", Warning, ["CLIENT-P8"], Run::Both(run, of_team)
}

/// What a change of a method sets anew without its being a field.
pub(super) const BASELINE: &str = "baseline";

fn run(checked: &Checked, _: &Context<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (_, change) in checked.each::<Change>() {
        if let Some(Target::Record(key) | Target::Plan(key)) = checked.target(&change.of.span) {
            findings.extend(unknown(key.kind, &change.field));
        }
    }
    for (_, account) in checked.each::<Account>() {
        findings.extend(of_changes(Kind::Account, &account.changes));
    }
    for (_, person) in checked.each::<Person>() {
        findings.extend(of_changes(Kind::Person, &person.changes));
    }
    findings
}

fn of_team(context: &Context<'_>) -> Vec<Diagnostic> {
    let team = context.shared.team.each::<Member>();
    team.flat_map(|(_, member)| of_changes(Kind::Member, &member.changes)).collect()
}

fn of_changes(kind: Kind, changes: &[At<Was>]) -> Vec<Diagnostic> {
    changes.iter().filter_map(|change| unknown(kind, &change.value.field)).collect()
}

fn unknown(kind: Kind, field: &At<String>) -> Option<Diagnostic> {
    let own: Vec<_> =
        kind.fields().into_iter().map(|one| one.name).filter(|name| *name != "changes").collect();
    let own: Vec<_> = own.into_iter().chain((kind == Kind::Method).then_some(BASELINE)).collect();
    let common = Entry::common_fields();
    let names = || own.iter().copied().chain(common.iter().map(|one| one.name));
    if names().any(|name| name == field.value) {
        return None;
    }
    let message = format!("`{}` is no field of a record of the kind `{}`", field.value, kind.word());
    let listed: Vec<_> = own.iter().map(|name| format!("`{name}`")).collect();
    Some(
        Diagnostic::warning("unknown-changed-field", field.span.clone(), message)
            .expected(format!("one of {}", listed.join(", ")))
            .maybe_fix(nearest(&field.value, names()).map(|meant| format!("write `\"{meant}\"`"))),
    )
}
