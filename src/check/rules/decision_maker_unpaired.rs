//! A decision maker without a counterpart on our side.

use crate::check::rule::rule;
use crate::check::state::people::{decision_makers, left};
use crate::check::state::side::is_ours;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Entry, Person};

rule! {
    /// A decision maker has no counterpart on our side.
    ///
    /// Whoever decides there wants somebody here who can decide, and who calls when nothing is wrong. Name that person as
    /// `paired_with`. A counterpart who left is none.
    ///
    /// Wrong:
    ///
    /// ```toml accounts/northwind/people.toml
    /// [[person]]
    /// id = "amelia"
    /// name = "Amelia Ruiz"
    /// role = ["decision-maker"]
    /// successor = "jonas"
    ///
    /// [[person]]
    /// id = "jonas"
    /// name = "Jonas Weber"
    /// ```
    ///
    /// Right:
    ///
    /// ```toml accounts/northwind/people.toml
    /// [[person]]
    /// id = "amelia"
    /// name = "Amelia Ruiz"
    /// role = ["decision-maker"]
    /// paired_with = "priya"
    ///
    /// [[person]]
    /// id = "jonas"
    /// name = "Jonas Weber"
    /// ```
    "decision-maker-unpaired", Advice, ["INSSAL006-P10"], Run::Absence(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let deciding = decision_makers(checked, context.as_of);
    deciding.into_iter().filter_map(|(entry, person)| unpaired(checked, context, entry, person)).collect()
}

fn unpaired(checked: &Checked, context: &Context<'_>, entry: &Entry, person: &Person) -> Option<Diagnostic> {
    let name = &person.name.value;
    let Some(who) = &person.paired_with else {
        let message = format!("{name} decides, and has no counterpart on our side");
        return Some(finding(&person.name.span, message, &entry.key.id));
    };
    // A counterpart whose record was left out may well be one.
    let party = checked.party(who)?;
    if !is_ours(checked, party) {
        let message = format!("{name} decides, and is paired with `{}`, who is not one of us", who.value.0);
        return Some(finding(&who.span, message, &entry.key.id));
    }
    let gone = left(checked, &context.shared.team, party).filter(|left| left.value <= context.as_of)?;
    let message = format!("{name} decides, and the counterpart `{}` left on {}", who.value.0, gone.value);
    let finding = finding(&who.span, message, &entry.key.id).related(gone.span.clone(), "when they left");
    Some(finding.late(gone.value, context.as_of, 2, 30.0))
}

fn finding(span: &crate::source::Span, message: String, id: &str) -> Diagnostic {
    Diagnostic::advice("decision-maker-unpaired", span.clone(), message)
        .expected("`paired_with`: one of us, who is still here")
        .fix(format!("agree who of us looks after `{id}`, and write `paired_with = \"…\"`"))
}
