//! A customer who only ever listens.

use chrono::NaiveDate;

use crate::check::rule::rule;
use crate::check::state::contact::contacts;
use crate::check::state::past;
use crate::check::state::practice::{last_day, next_talk};
use crate::check::state::side::is_ours;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Assessment, At, Complaint, Expectation, Feedback, Flow, Kind, Period, Voice, What};

rule! {
    /// For two cadences nothing has come from the customer of what they expect.
    ///
    /// Somebody who is only ever asked how they are, and never says what they want, has given up saying it. What counts is a
    /// contact that they began, a talk about an expectation or in which one was judged, an expectation that they raised, a
    /// complaint, or feedback that no survey asked for. Quiet times are not counted, and nothing is said while the cadence itself
    /// is missed.
    ///
    /// Wrong, on 30 June, in a tier with `cadence = "30d"`: calls, but none about what they expect.
    ///
    /// ```markdown accounts/northwind/notes/2026-06-15-call.md
    /// +++
    /// channel = "call"
    /// people = ["amelia", "priya"]
    /// +++
    /// Showed Amelia the new dashboard.
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown accounts/northwind/notes/2026-06-15-call.md
    /// +++
    /// channel = "call"
    /// people = ["amelia", "priya"]
    /// about = ["expectation/kept-informed"]
    /// +++
    /// Amelia wants to hear of a delay by telephone, not by mail.
    /// ```
    "nothing-inbound", Advice, ["CFACSB15-P4"], Run::Absence(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let as_of = context.as_of;
    let (Some((entry, _)), Some(cadence)) = (checked.account(), cadence(checked, context)) else {
        return Vec::new();
    };
    if next_talk(checked, context).is_none_or(|due| due < as_of) {
        return Vec::new();
    }
    let Some((heard, due)) = unheard(checked, context) else { return Vec::new() };
    let message = match heard {
        Some(on) => format!("nothing has come from them of what they expect since {on}"),
        None => "nothing has come from them yet of what they expect".to_owned(),
    };
    let finding = Diagnostic::advice("nothing-inbound", entry.span.clone(), message)
        .expected(format!("something of theirs within two cadences of {cadence}"))
        .fix("ask what they expect of us, and write a note with the expectation in `about`")
        .late(due, as_of, 1, 2.0 * cadence.days());
    vec![finding]
}

fn cadence(checked: &Checked, context: &Context<'_>) -> Option<Period> {
    let tier = past::tier_of(checked, context.config, context.as_of)?;
    tier.cadence.as_ref().map(|cadence| cadence.value)
}

/// The last day on which they let us know what they expect, if there was one, and the day by which they should have again:
/// two cadences later, which is past.
#[must_use]
pub fn unheard(checked: &Checked, context: &Context<'_>) -> Option<(Option<NaiveDate>, NaiveDate)> {
    let kinds = [Kind::Note, Kind::Complaint, Kind::Feedback, Kind::Expectation];
    if kinds.into_iter().any(|kind| checked.may_lack(kind)) {
        return None;
    }
    let (_, account) = checked.account()?;
    let heard = heard(checked, context.as_of);
    let since = || past::by(account.since.as_ref(), context.as_of);
    // Where no record says since when they are a customer, they were by the first contact.
    let from = heard.or_else(since).or_else(|| Some(contacts(checked, context.as_of).first()?.on))?;
    let due = last_day(checked, context, from, 2, cadence(checked, context)?);
    (due < context.as_of).then_some((heard, due))
}

/// The last day by a day on which the customer let us know something of what they expect.
fn heard(checked: &Checked, day: NaiveDate) -> Option<NaiveDate> {
    let is_expectation = |what: &At<What>| checked.key(what).is_some_and(|key| key.kind == Kind::Expectation);
    let judged: Vec<_> = checked.each::<Assessment>().filter_map(|(entry, _)| entry.host.as_ref()).collect();
    let talks = contacts(checked, day).into_iter().filter(|one| {
        let is_on_it = one.note.about.iter().any(is_expectation) || judged.contains(&&one.entry.key);
        one.flow == Flow::Inbound || (one.counts() && is_on_it)
    });
    let talks = talks.map(|one| one.on);
    let raised = checked.each::<Expectation>().filter(|(_, one)| {
        let by = one.raised_by.as_ref().and_then(|who| checked.party(who));
        by.is_some_and(|party| !is_ours(checked, party))
    });
    let raised = raised.filter_map(|(entry, _)| entry.date);
    let complaints = checked.each::<Complaint>().filter_map(|(entry, _)| entry.date);
    let voices = checked.each::<Feedback>().filter(|(_, one)| {
        let is_theirs = one.source.as_ref().is_none_or(|source| source.value == Voice::Customer);
        let from = one.from.as_ref().and_then(|who| checked.party(who));
        is_theirs && from.is_none_or(|party| !is_ours(checked, party))
    });
    let voices = voices.filter_map(|(entry, _)| entry.date);
    talks.chain(raised).chain(complaints).chain(voices).filter(|on| *on <= day).max()
}
