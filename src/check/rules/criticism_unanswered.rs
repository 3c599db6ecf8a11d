//! Criticism from the customer that nobody answered.

use crate::check::rule::rule;
use crate::check::state::past::{by, status};
use crate::check::state::people::is_gone;
use crate::check::state::practice;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use chrono::NaiveDate;

use crate::record::{Answer, At, Feedback, Kind, Period, Status, Survey, Voice, Who};

rule! {
    /// The customer named a weakness, and nobody has answered.
    ///
    /// Who takes the trouble to criticise still hopes for something. Answer, even where nothing can be changed, and write the day
    /// as `answered`. How long an answer may take stands in the configuration, as `answer` under `[grace]`; 14 days else.
    ///
    /// Wrong, on 30 June:
    ///
    /// ```markdown accounts/northwind/feedback/2026-05-12-amelia.md
    /// +++
    /// from = "amelia"
    /// weaknesses = ["outages"]
    /// +++
    /// Two outages in one month are two too many.
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown accounts/northwind/feedback/2026-05-12-amelia.md
    /// +++
    /// from = "amelia"
    /// weaknesses = ["outages"]
    /// answered = 2026-05-14
    /// +++
    /// Two outages in one month are two too many.
    /// ```
    "criticism-unanswered", Advice, ["CFACSB15-P5"], Run::Account(run)
}

/// How long an answer may take where the configuration does not say.
const GRACE: Period = Period::days_long(14);

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    if checked.account().is_some_and(|(_, account)| status(account, context.as_of) == Status::Ended) {
        return Vec::new();
    }
    let is_customer =
        |source: &Option<At<Voice>>| source.as_ref().is_none_or(|source| source.value == Voice::Customer);
    // Who left cannot be answered any more.
    let is_here = |from: &Option<At<Who>>| {
        let party = from.as_ref().and_then(|who| checked.party(who));
        party.is_none_or(|party| !is_gone(checked, &context.shared.team, party, context.as_of))
    };
    let grace = practice::grace(checked, context, |grace| grace.answer.as_ref(), GRACE);
    let mut findings = Vec::new();
    for (entry, one) in checked.each::<Feedback>() {
        if is_customer(&one.source) && is_here(&one.from) {
            findings.extend(unanswered(entry.date, &one.weaknesses, one.answered.as_ref(), grace, context));
        }
    }
    for (entry, one) in checked.each::<Answer>() {
        let survey = entry.host.as_ref().and_then(|host| checked.get::<Survey>(Kind::Survey, &host.id));
        // Who answered under a label cannot be answered one by one.
        let is_named = one.from.is_some() && is_here(&one.from);
        if is_named && survey.is_some_and(|survey| is_customer(&survey.source)) {
            findings.extend(unanswered(entry.date, &one.weaknesses, one.answered.as_ref(), grace, context));
        }
    }
    findings
}

fn unanswered(
    said: Option<NaiveDate>,
    weaknesses: &[At<String>],
    answered: Option<&At<NaiveDate>>,
    grace: Period,
    context: &Context<'_>,
) -> Option<Diagnostic> {
    let said = said.filter(|said| *said <= context.as_of)?;
    let first = weaknesses.first().filter(|_| by(answered, context.as_of).is_none())?;
    if grace.after(said) >= context.as_of {
        return None;
    }
    let message = format!("criticism of {said} was not answered: {}", first.value);
    Some(
        Diagnostic::advice("criticism-unanswered", first.span.clone(), message)
            .expected(format!("an answer within {grace}"))
            .fix("answer them, and write the day as `answered`")
            .late(grace.after(said), context.as_of, 2, 30.0),
    )
}
