//! A customer with whom we talk, but not with those who matter.

use crate::check::rule::rule;
use crate::check::state::contact::{Contact, contacts};
use crate::check::state::people::{has_left, party, roles, theirs};
use crate::check::state::{past, practice};
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Kind, Role};

rule! {
    /// Nobody has talked with a decision maker or a sponsor for two cadences, except about a complaint.
    ///
    /// Whoever decides, and hears from us only when something is broken, concludes that they do not matter. Talk with them while
    /// all is well. What counts is a contact in which they spoke, as in a call, a visit or a letter of theirs, and which is about
    /// more than complaints. Quiet times are not counted, and nothing is said while the cadence itself is missed, or nobody is
    /// known who decides.
    ///
    /// Wrong, on 30 June, in a tier with `cadence = "30d"`, where Amelia decides:
    ///
    /// ```markdown accounts/northwind/notes/2026-06-15-call.md
    /// +++
    /// channel = "call"
    /// people = ["jonas", "priya"]
    /// +++
    /// Jonas is content with the new dashboard.
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown accounts/northwind/notes/2026-06-15-call.md
    /// +++
    /// channel = "call"
    /// people = ["jonas", "amelia", "priya"]
    /// +++
    /// Both are content with the new dashboard.
    /// ```
    "no-senior-contact", Advice, ["CFACSB15-P2"], Run::Absence(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let as_of = context.as_of;
    let is_lost = checked.may_lack(Kind::Note) || checked.may_lack(Kind::Person);
    let Some((entry, account)) = checked.account().filter(|_| !is_lost) else { return Vec::new() };
    let tier = past::tier_of(checked, context.config, as_of);
    let Some(cadence) = tier.and_then(|tier| tier.cadence.as_ref()) else { return Vec::new() };
    let seniors: Vec<_> = theirs(checked)
        .filter(|(_, person)| !has_left(person, as_of))
        .filter(|(_, person)| roles(person, as_of).iter().any(is_senior))
        .map(|(entry, _)| party(entry))
        .collect();
    let all = contacts(checked, as_of);
    let since = past::by(account.since.as_ref(), as_of);
    let is_missed = practice::next_talk(checked, context).is_none_or(|due| due < as_of);
    if seniors.is_empty() || is_missed {
        return Vec::new();
    }
    let heard = all.iter().rev().find(|one| {
        one.counts() && !is_about_complaints(one, checked) && seniors.iter().any(|party| one.includes(party))
    });
    let heard = heard.map(|one| one.on);
    // Where no record says since when they are a customer, they were by the first contact.
    let from = heard.or(since).or_else(|| all.first().map(|first| first.on));
    let due = from.map(|from| practice::last_day(checked, context, from, 2, cadence.value));
    let Some(due) = due.filter(|due| *due < as_of) else { return Vec::new() };
    let message = match heard {
        Some(on) => format!("no talk with a decision maker or a sponsor since {on}, except about complaints"),
        None => "no talk with a decision maker or a sponsor so far, except about complaints".to_owned(),
    };
    let names: Vec<String> = seniors.iter().map(|party| format!("`{}`", id(party))).collect();
    let finding = Diagnostic::advice("no-senior-contact", entry.span.clone(), message)
        .expected(format!("one within two cadences of {}", cadence.value))
        .fix(format!("talk with {}, and write a note", names.join(" or ")))
        .late(due, as_of, 2, 2.0 * cadence.days());
    vec![finding]
}

fn id(party: &crate::check::Party) -> &str {
    match party {
        crate::check::Party::Person(id) | crate::check::Party::Member(id) => id,
    }
}

fn is_senior(role: &Role) -> bool {
    matches!(role, Role::DecisionMaker | Role::Sponsor)
}

/// Whether a contact was about complaints and nothing else.
fn is_about_complaints(contact: &Contact<'_>, checked: &Checked) -> bool {
    let about = &contact.note.about;
    let is_complaint = |what| checked.key(what).is_some_and(|key| key.kind == Kind::Complaint);
    !about.is_empty() && about.iter().all(is_complaint)
}
