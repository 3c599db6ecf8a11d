//! A score that its scale does not have, or one without a scale.

use crate::check::Target;
use crate::check::rule::rule;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Answer, At, Feedback, Instrument, Kind, Method, Scale, Survey, What};
use crate::source::Span;

rule! {
    /// A score lies outside its scale, or nobody can tell what its scale is.
    ///
    /// The method names the instrument and the scale, or the survey does: `nps` runs from 0 to 10, `csat` from 1 to 5 and `ces`
    /// from 1 to 7 unless a `scale` says otherwise. A score off its scale is shown, but not counted.
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
    /// from = "amelia"
    /// score = 80
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [survey]
    /// instrument = "nps"
    /// on = 2026-06-02
    /// sent_to = ["amelia"]
    ///
    /// [[answer]]
    /// from = "amelia"
    /// score = 8
    /// ```
    "score-off-scale", Warning, ["CFAM7.1.6-P11"], Run::Account(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (_, one) in checked.each::<Feedback>() {
        let ends = ends(checked, context, one.method.as_ref(), one.instrument.as_ref(), one.scale.as_ref());
        match (&one.score, ends) {
            (Some(score), Ok(ends)) => findings.extend(off(score, ends)),
            (Some(score), Err(Unknown)) => findings.push(without_scale(&score.span)),
            (None, _) | (_, Err(Unresolved)) => {}
        }
    }
    for (entry, survey) in checked.each::<Survey>() {
        let ends =
            ends(checked, context, survey.method.as_ref(), survey.instrument.as_ref(), survey.scale.as_ref());
        let answers = checked.each::<Answer>().filter(|(answer, _)| answer.host.as_ref() == Some(&entry.key));
        let mut scores = answers.filter_map(|(_, answer)| answer.score.as_ref());
        match ends {
            // One cause, one finding.
            Ok((low, high)) if low >= high => {
                findings.extend(scores.next().and_then(|score| off(score, (low, high))))
            }
            Ok(ends) => findings.extend(scores.filter_map(|score| off(score, ends))),
            // One cause, one finding: the survey, not each of its answers.
            Err(Unknown) => findings.extend(scores.next().map(|_| without_scale(&entry.span))),
            Err(Unresolved) => {}
        }
    }
    findings
}

/// Why the ends of a scale are not known.
enum Missing {
    /// Nobody wrote them.
    Unknown,
    /// The method that may have them could not be understood, which has been reported.
    Unresolved,
}
use Missing::{Unknown, Unresolved};

fn ends(
    checked: &Checked,
    context: &Context<'_>,
    method: Option<&At<What>>,
    instrument: Option<&At<Instrument>>,
    scale: Option<&At<Scale>>,
) -> Result<(f64, f64), Missing> {
    let method = match method {
        Some(what) => Some(find(checked, context, what).ok_or(Unresolved)?),
        None => None,
    };
    let instrument = method.and_then(|method| method.instrument.as_ref()).or(instrument).map(|at| at.value);
    let scale = method.and_then(|method| method.scale.as_ref()).or(scale).map(|at| &at.value);
    match (instrument, scale) {
        (Some(Instrument::Nps), _) => Ok((0.0, 10.0)),
        (_, Some(scale)) => Ok((scale.low.value, scale.high.value)),
        (Some(Instrument::Csat), None) => Ok((1.0, 5.0)),
        (Some(Instrument::Ces), None) => Ok((1.0, 7.0)),
        (Some(Instrument::Scale) | None, None) => Err(Unknown),
    }
}

fn find<'a>(checked: &'a Checked, context: &Context<'a>, what: &At<What>) -> Option<&'a Method> {
    match checked.target(&what.span)? {
        Target::Record(key) => checked.get::<Method>(Kind::Method, &key.id),
        Target::Plan(key) => {
            let mut shared = context.shared.plan.each::<Method>();
            shared.find(|(entry, _)| &entry.key == key).map(|(_, method)| method)
        }
        _ => None,
    }
}

fn off(score: &At<f64>, (low, high): (f64, f64)) -> Option<Diagnostic> {
    if low >= high {
        let message = format!("a scale from {low} to {high} holds no score");
        return Some(
            Diagnostic::warning("score-off-scale", score.span.clone(), message)
                .expected("a scale whose `high` lies above its `low`")
                .fix("correct the scale, and write `better = \"lower\"` where low is good; until then the score is not counted"),
        );
    }
    if (low..=high).contains(&score.value) {
        return None;
    }
    let message = format!("a score of {} on a scale from {low} to {high}", score.value);
    Some(
        Diagnostic::warning("score-off-scale", score.span.clone(), message)
            .expected(format!("a number from {low} to {high}"))
            .fix("correct the score; until then it is not counted"),
    )
}

fn without_scale(span: &Span) -> Diagnostic {
    Diagnostic::warning("score-off-scale", span.clone(), "nobody can tell what scale this score is on")
        .expected("a `method` that names its instrument, or `instrument = \"nps\"`, `\"csat\"` or `\"ces\"`, or a `scale`")
        .fix("name the method; until then the score is not counted")
}
