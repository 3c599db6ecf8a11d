//! Somebody who decides, and with whom nobody has talked for too long.

use chrono::NaiveDate;

use crate::check::rule::rule;
use crate::check::state::contact::{Contact, contacts, last_with};
use crate::check::state::people::{decision_makers, party};
use crate::check::state::practice;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Entry, Kind, Person, Role};

rule! {
    /// Nobody has talked with somebody who decides.
    ///
    /// A decision maker who knows us only from reports decides by the price. A contact counts in which they spoke. It may be as
    /// long ago as `window` under `[grace]` says, otherwise a year; quiet times that the account names do not count, nor does the
    /// time before they decided or agreed to be recorded.
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
    /// role = ["decision-maker"]
    /// ```
    ///
    /// Right, once there is a note with him:
    ///
    /// ```markdown accounts/northwind/notes/2026-06-20-lunch.md
    /// +++
    /// channel = "visit"
    /// people = ["jonas", "priya"]
    /// +++
    /// He wants to see the figures of the second site himself.
    /// ```
    "decision-maker-unmet", Advice, ["CLIENT-P11"], Run::Absence(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    if checked.may_lack(Kind::Note) {
        // One that was left out may be the one that is asked for.
        return Vec::new();
    }
    let day = context.as_of;
    let contacts = contacts(checked, day);
    let deciders = decision_makers(checked, day).into_iter();
    deciders.filter_map(|(entry, person)| unmet(checked, context, entry, person, &contacts)).collect()
}

fn unmet(
    checked: &Checked,
    context: &Context<'_>,
    entry: &Entry,
    person: &Person,
    contacts: &[Contact<'_>],
) -> Option<Diagnostic> {
    let window = practice::window(checked, context);
    let met = last_with(contacts, &party(entry)).map(|contact| contact.on);
    let from = met.or_else(|| known_since(checked, person, context.as_of));
    let due = from.map(|from| practice::last_day(checked, context, from, 1, window));
    if due.is_some_and(|due| context.as_of <= due) {
        return None;
    }
    let id = &entry.key.id;
    let message = match met {
        Some(met) => format!("`{id}` decides, and nobody has talked with them since {met}"),
        None => format!("`{id}` decides, and nobody has ever talked with them"),
    };
    let role = person.role.iter().find(|role| role.value == Role::DecisionMaker);
    let finding = Diagnostic::advice(
        "decision-maker-unmet",
        role.map_or(&entry.span, |role| &role.span).clone(),
        message,
    )
    .expected(format!("a contact in which they spoke, within {window}"))
    .fix(format!("meet them, and write a note with `people = [\"{id}\", …]`"));
    Some(match due {
        Some(due) => finding.late(due, context.as_of, 2, window.days()),
        None => finding,
    })
}

/// Since when we could have met somebody: since they decide, or agreed to be recorded, or the account began.
fn known_since(checked: &Checked, person: &Person, day: NaiveDate) -> Option<NaiveDate> {
    let role =
        person.changes.iter().filter(|change| change.field.value == "role").map(|change| change.on.value);
    let began = checked.account().and_then(|(_, account)| account.since.as_ref()).map(|since| since.value);
    let consent = person.consent.as_ref().map(|consent| consent.value);
    role.chain(consent).chain(began).filter(|on| *on <= day).max()
}
