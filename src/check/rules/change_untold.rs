//! A change of what was agreed of which the customer was not told.

use crate::check::rule::rule;
use crate::check::state::contact::contacts;
use crate::check::state::past::{by, is_active};
use crate::check::state::practice;
use crate::check::state::side::is_ours;
use crate::check::{Checked, Context, Party, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Change, Data, Entry, Kind, Period};

rule! {
    /// Something that was agreed has changed, and nobody of the customer's was told.
    ///
    /// An agreement that one side changes alone is a broken promise to the other, however good the reason. Changes of
    /// expectations, objectives, contracts and of how feedback is collected count. Whoever took part in the contact in which it
    /// was agreed knows it; everybody else is told, and stands in `told`. That may take as long as `told` under `[grace]` says,
    /// otherwise 14 days.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[expectation]]
    /// id = "uptime"
    /// statement = "The tracking API is up in each month."
    /// agreed = 2025-06-10
    ///
    /// [[change]]
    /// of = "uptime"
    /// on = 2026-04-20
    /// field = "target"
    /// was = 99.9
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[expectation]]
    /// id = "uptime"
    /// statement = "The tracking API is up in each month."
    /// agreed = 2025-06-10
    ///
    /// [[change]]
    /// of = "uptime"
    /// on = 2026-04-20
    /// field = "target"
    /// was = 99.9
    /// told = [{ who = "amelia", on = 2026-04-21 }]
    /// ```
    "change-untold", Advice, ["CLIENT-P8"], Run::Account(run)
}

/// How long those concerned may wait where the configuration does not say.
const GRACE: Period = Period::days_long(14);

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let as_of = context.as_of;
    if !is_active(checked, as_of) {
        return Vec::new();
    }
    let grace = practice::grace(checked, context, |grace| grace.told.as_ref(), GRACE);
    let made = checked.each::<Change>().filter(|(entry, change)| {
        entry.date.is_some_and(|on| grace.after(on) < as_of) && is_agreement(checked, context, change)
    });
    let untold = made.filter(|(entry, _)| !is_told(checked, context, entry));
    untold.filter_map(|(entry, change)| finding(entry, change, grace, context)).collect()
}

fn finding(entry: &Entry, change: &Change, grace: Period, context: &Context<'_>) -> Option<Diagnostic> {
    let on = entry.date?;
    let (field, of) = (&change.field.value, &change.of.value);
    let message = format!("`{field}` of `{of}` changed on {on}, and nobody of theirs was told");
    Some(
        Diagnostic::advice("change-untold", change.of.span.clone(), message)
            .expected(format!("who of theirs was told, within {grace}"))
            .fix(
                "tell those whom it concerns, and write `told = [{ who = \"…\", on = … }]` beside the change",
            )
            .late(grace.after(on), context.as_of, 2, 30.0),
    )
}

/// Whether what changed is an agreement with the customer that is still in force.
fn is_agreement(checked: &Checked, context: &Context<'_>, change: &Change) -> bool {
    let Some(changed) = checked.key(&change.of).and_then(|key| checked.find(key)) else { return false };
    let ended = match &changed.data {
        Data::Expectation(one) => one.ended.as_ref().map(|ended| ended.on.value),
        Data::Objective(one) => one.ended.as_ref().map(|ended| ended.on.value),
        Data::Contract(one) => one.to.as_ref().map(|to| to.value),
        Data::Method(_) => None,
        _ => return false,
    };
    ended.is_none_or(|ended| ended > context.as_of)
}

/// Whether somebody of the customer's was told, or took part in the contact in which it was agreed.
fn is_told(checked: &Checked, context: &Context<'_>, entry: &Entry) -> bool {
    let is_theirs = |party: &Party| !is_ours(checked, party);
    let host = entry.host.as_ref().and_then(|key| checked.find(key));
    let told = entry.common.told.iter().chain(host.iter().flat_map(|host| &host.common.told));
    let was_told = { told }.any(|told| {
        by(Some(&told.value.on), context.as_of).is_some()
            && checked.party(&told.value.who).is_some_and(is_theirs)
    });
    let took_part = host.filter(|host| host.kind() == Kind::Note).is_some_and(|host| {
        let all = contacts(checked, context.as_of);
        let own = all.iter().find(|contact| contact.entry.key == host.key);
        own.is_some_and(|contact| contact.people.iter().copied().any(is_theirs))
    });
    was_told || took_part
}
