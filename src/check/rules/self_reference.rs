//! A record that names itself.

use crate::check::rule::rule;
use crate::check::{Checked, Context, Party, Run, Target};
use crate::diagnostic::Diagnostic;
use crate::record::{Entry, Kind, Shown};
use crate::source::Span;

rule! {
    /// A record names itself where it has to name another.
    ///
    /// Nobody takes over from themselves, reports to themselves or is their own counterpart; no account is part of itself. Most
    /// often a line was copied and the name in it left as it was.
    ///
    /// Wrong:
    ///
    /// ```toml accounts/northwind/people.toml
    /// [[person]]
    /// id = "amelia"
    /// name = "Amelia Ruiz"
    ///
    /// [[person]]
    /// id = "jonas"
    /// name = "Jonas Weber"
    /// reports_to = "jonas"
    /// ```
    ///
    /// Right:
    ///
    /// ```toml accounts/northwind/people.toml
    /// [[person]]
    /// id = "amelia"
    /// name = "Amelia Ruiz"
    ///
    /// [[person]]
    /// id = "jonas"
    /// name = "Jonas Weber"
    /// reports_to = "amelia"
    /// ```
    "self-reference", Warning, [], Run::Account(run)
}

fn run(checked: &Checked, _: &Context<'_>) -> Vec<Diagnostic> {
    checked.entries.iter().flat_map(|entry| of_entry(entry, checked)).collect()
}

fn of_entry(entry: &Entry, checked: &Checked) -> Vec<Diagnostic> {
    let fields = entry.data.show();
    let named = fields.iter().flat_map(|(field, shown)| {
        shown.leaves().into_iter().filter_map(move |leaf| Some((*field, itself(leaf, entry, checked)?)))
    });
    let told = named.map(|(field, span)| {
        Diagnostic::warning(
            "self-reference",
            span.clone(),
            format!("`{field}` names the record that it stands in"),
        )
        .expected("another one")
        .fix(format!("write whom or what is meant, or delete `{field}`"))
    });
    told.collect()
}

/// The place of a reference that means the record in which it stands.
fn itself<'s>(shown: &Shown<'s>, entry: &Entry, checked: &Checked) -> Option<&'s Span> {
    let (Shown::Who(_, span) | Shown::What(_, span) | Shown::Account(_, span)) = shown else { return None };
    let is_itself = match (shown, checked.target(span)) {
        (Shown::Account(name, _), _) => name.0 == checked.slug.as_str(),
        (_, Some(Target::Record(key))) => *key == entry.key,
        (_, Some(Target::Party(Party::Person(id)))) => entry.kind() == Kind::Person && *id == entry.key.id,
        _ => false,
    };
    is_itself.then_some(*span)
}
