//! An account of which only one side was asked.

use crate::check::rule::rule;
use crate::check::state::method::is_asked;
use crate::check::state::practice;
use crate::check::state::side::is_ours;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Answer, At, Entry, Feedback, Kind, Survey, Voice, Who};

rule! {
    /// In a year there was no feedback from the customer, or none from our own people.
    ///
    /// Our people see why something goes wrong before the customer feels it, and the customer feels what our people have long
    /// stopped seeing; where both are asked, the difference tells most. A survey or feedback with `source = "staff"` is ours.
    /// `window` under `[grace]` says how long a year is. Where the tier asks for no feedback, none is missed.
    ///
    /// Wrong, on 30 June, where nobody else of ours was asked:
    ///
    /// ```markdown accounts/northwind/feedback/2026-04-21-among-us.md
    /// +++
    /// on = 2024-04-21
    /// source = "staff"
    /// strengths = ["dashboard"]
    /// +++
    /// They ask fewer questions since they have it.
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown accounts/northwind/feedback/2026-04-21-among-us.md
    /// +++
    /// source = "staff"
    /// strengths = ["dashboard"]
    /// +++
    /// They ask fewer questions since they have it.
    /// ```
    "one-voice-missing", Advice, ["CFACSB15-P8"], Run::Absence(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let as_of = context.as_of;
    let is_lost = [Kind::Feedback, Kind::Survey, Kind::Answer].into_iter().any(|kind| checked.may_lack(kind));
    let Some((account, _)) = checked.account().filter(|_| !is_lost) else { return Vec::new() };
    if !is_asked(checked, context, as_of) {
        return Vec::new();
    }
    let window = practice::window(checked, context);
    let from = window.before(as_of);
    let is_recent = |entry: &Entry| entry.date.is_some_and(|on| (from..=as_of).contains(&on));
    let loose = checked.each::<Feedback>().filter(|(entry, _)| is_recent(entry));
    let loose = loose.map(|(_, one)| voice(checked, one.from.as_ref(), one.source.as_ref()));
    let answers =
        checked.each::<Answer>().filter(|(entry, _)| is_recent(entry)).filter_map(|(entry, one)| {
            let survey = checked.get::<Survey>(Kind::Survey, &entry.host.as_ref()?.id)?;
            Some(voice(checked, one.from.as_ref(), survey.source.as_ref()))
        });
    let heard: Vec<Voice> = loose.chain(answers).collect();
    let (message, fix) = match (heard.contains(&Voice::Customer), heard.contains(&Voice::Staff)) {
        (true, true) => return Vec::new(),
        (true, false) => (
            "nobody of ours was asked",
            "ask those who work for this customer how they would answer in their place, and write it with `source = \"staff\"`",
        ),
        (false, true) => (
            "the customer was not asked, or did not answer",
            "ask them how they find us, and write what they say as feedback",
        ),
        (false, false) => (
            "neither the customer nor our own people were asked, or none answered",
            "ask both, and write what they say as feedback; ours with `source = \"staff\"`",
        ),
    };
    let message = format!("since {from} {message}");
    let finding = Diagnostic::advice("one-voice-missing", account.span.clone(), message)
        .expected(format!("feedback from both sides within {window}"))
        .fix(fix);
    vec![finding]
}

/// Whose voice it is: as written, but one of ours never speaks for the customer.
fn voice(checked: &Checked, from: Option<&At<Who>>, source: Option<&At<Voice>>) -> Voice {
    let ours = from.and_then(|who| checked.party(who)).is_some_and(|party| is_ours(checked, party));
    if ours { Voice::Staff } else { source.map_or(Voice::Customer, |source| source.value) }
}
