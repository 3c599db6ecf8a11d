//! Answers from people who were not asked, or more than were asked for.

use crate::check::rule::rule;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Answer, Entry, Survey};

rule! {
    /// A survey has answers from people who were not asked, or more answers than people asked.
    ///
    /// Who was asked is half of what a survey says: the response rate, and who kept silent, are computed from it.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [survey]
    /// instrument = "nps"
    /// on = 2026-06-02
    /// sent_to = ["amelia"]
    ///
    /// [[answer]]
    /// from = "jonas"
    /// score = 8
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [survey]
    /// instrument = "nps"
    /// on = 2026-06-02
    /// sent_to = ["amelia", "jonas"]
    ///
    /// [[answer]]
    /// from = "jonas"
    /// score = 8
    /// ```
    "answer-unasked", Warning, ["CFAM7.1.6-P2"], Run::Account(run)
}

fn run(checked: &Checked, _: &Context<'_>) -> Vec<Diagnostic> {
    checked.each::<Survey>().flat_map(|(entry, survey)| of_survey(checked, entry, survey)).collect()
}

fn of_survey(checked: &Checked, entry: &Entry, survey: &Survey) -> Vec<Diagnostic> {
    let answers: Vec<(&Entry, &Answer)> =
        checked.each::<Answer>().filter(|(answer, _)| answer.host.as_ref() == Some(&entry.key)).collect();
    let mut findings = Vec::new();
    if !survey.sent_to.is_empty() {
        let asked: Vec<_> = survey.sent_to.iter().map(|who| checked.party(who)).collect();
        let unasked = answers.iter().filter_map(|(_, answer)| answer.from.as_ref());
        for from in unasked.filter(|from| !asked.contains(&checked.party(from))) {
            let message = format!("`{}` answered, but was not asked", from.value.0);
            findings.push(
                Diagnostic::warning("answer-unasked", from.span.clone(), message)
                    .expected("somebody of the survey's `sent_to`")
                    .fix("add them to `sent_to`, or correct `from`")
                    .related(survey.sent_to[0].span.clone(), "who was asked"),
            );
        }
    }
    let asked = survey.sent.as_ref().map(|sent| (sent.value.0 as usize, &sent.span));
    let listed = survey.sent_to.first().map(|first| (survey.sent_to.len(), &first.span));
    if let Some((asked, span)) =
        asked.or(listed).filter(|(asked, _)| answers.len() > *asked && findings.is_empty())
    {
        let message = format!("{} answers, but {asked} asked", answers.len());
        findings.push(
            Diagnostic::warning("answer-unasked", span.clone(), message)
                .expected("no more answers than were asked for")
                .fix("correct how many were asked, or move the other answers to their own survey"),
        );
    }
    findings
}
