//! No contact within the tier's cadence.

use chrono::NaiveDate;

use crate::check::rule::rule;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Flow, Note, Status};

rule! {
    /// Nobody has talked with the customer within the tier's cadence.
    ///
    /// Silence is not health: a customer who matters hears from us, and we from them, at least as often as the tier
    /// says. Contacts that count are two-way or inbound; an e-mail of ours that nobody answered is none.
    ///
    /// Wrong, in a tier with `cadence = "30d"`: the last note with a contact is two months old.
    ///
    /// Right: call, and write what was said:
    ///
    /// ```markdown
    /// +++
    /// channel = "call"
    /// people = ["amelia", "priya"]
    /// +++
    /// Amelia is content with the new dashboard.
    /// ```
    "contact-cadence-missed", Advice, ["CFACSB15-P2"], Run::Account(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let Some((entry, account)) = checked.account() else { return Vec::new() };
    if account.status.as_ref().is_some_and(|status| status.value != Status::Active) {
        return Vec::new();
    }
    let tier = account.tier.as_ref().and_then(|tier| context.config.tier(&tier.value));
    let Some(cadence) = tier.and_then(|(_, tier)| tier.cadence.as_ref()) else { return Vec::new() };
    let since = account.since.as_ref().map(|since| since.value);
    let Some(last) = last_contact(checked, context.as_of).or(since) else { return Vec::new() };
    let days = (context.as_of - last).num_days();
    if days <= cadence.days().round() as i64 {
        return Vec::new();
    }
    let message = format!("no contact for {days} days");
    let finding = Diagnostic::advice("contact-cadence-missed", entry.span.clone(), message)
        .expected(format!("one every {} in this tier", cadence.value))
        .fix("talk with them, and write a note");
    vec![finding]
}

fn last_contact(checked: &Checked, as_of: NaiveDate) -> Option<NaiveDate> {
    let contacts =
        checked.each::<Note>().filter(|(_, note)| note.flow().is_some_and(|flow| flow != Flow::Outbound));
    contacts.filter_map(|(entry, _)| entry.date).filter(|date| *date <= as_of).max()
}
