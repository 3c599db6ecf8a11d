//! Criticism from the customer that nobody answered.

use crate::check::rule::rule;
use crate::check::state::practice;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use chrono::NaiveDate;

use crate::record::{Answer, At, Feedback, Kind, Period, Survey, Voice};

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
    let is_customer =
        |source: &Option<At<Voice>>| source.as_ref().is_none_or(|source| source.value == Voice::Customer);
    let grace = practice::grace(checked, context, |grace| grace.answer.as_ref(), GRACE);
    let mut findings = Vec::new();
    for (entry, one) in checked.each::<Feedback>().filter(|(_, one)| is_customer(&one.source)) {
        findings.extend(unanswered(entry.date, &one.weaknesses, one.answered.as_ref(), grace, context));
    }
    for (entry, one) in checked.each::<Answer>() {
        let survey = entry.host.as_ref().and_then(|host| checked.get::<Survey>(Kind::Survey, &host.id));
        // Who answered under a label cannot be answered one by one.
        if one.from.is_some() && survey.is_some_and(|survey| is_customer(&survey.source)) {
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
    let first = weaknesses.first().filter(|_| answered.is_none())?;
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
