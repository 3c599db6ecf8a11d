//! A judgement that its own figure denies.

use crate::check::rule::rule;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Assessment, Change, Direction, Entry, Expectation, Key, Kind, Verdict};

rule! {
    /// An assessment says one thing, and its figure another.
    ///
    /// The value is on the other side of the target than the result says. One of the two is a slip, or the customer judged
    /// something that the figure does not measure: then leave the value out, and say so in the note.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[expectation]]
    /// id = "uptime"
    /// statement = "The tracking API is up in each month."
    /// measure = "monthly uptime, percent"
    /// target = 99.9
    /// better = "higher"
    ///
    /// [[assessment]]
    /// of = "uptime"
    /// on = 2026-05-31
    /// result = "met"
    /// value = 98.7
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[expectation]]
    /// id = "uptime"
    /// statement = "The tracking API is up in each month."
    /// measure = "monthly uptime, percent"
    /// target = 99.9
    /// better = "higher"
    ///
    /// [[assessment]]
    /// of = "uptime"
    /// on = 2026-05-31
    /// result = "partly"
    /// value = 98.7
    /// ```
    "result-contradicts-value", Warning, ["CFACSB15-P6"], Run::Account(run)
}

fn run(checked: &Checked, _: &Context<'_>) -> Vec<Diagnostic> {
    checked.each::<Assessment>().filter_map(|(entry, one)| contradiction(checked, entry, one)).collect()
}

fn contradiction(checked: &Checked, entry: &Entry, one: &Assessment) -> Option<Diagnostic> {
    let value = one.value.as_ref()?;
    let key = checked.key(&one.of)?;
    let expectation = checked.get::<Expectation>(Kind::Expectation, &key.id)?;
    let target = target(checked, key, expectation, entry)?;
    let better = expectation.better.as_ref().map_or(Direction::Higher, |at| at.value);
    let ahead = match better {
        Direction::Higher => value.value - target,
        Direction::Lower => target - value.value,
    };
    let agrees = match one.result.value {
        Verdict::Exceeded => ahead > 0.0,
        Verdict::Met => ahead >= 0.0,
        Verdict::Partly | Verdict::Missed => ahead < 0.0,
    };
    if agrees {
        return None;
    }
    let word = one.result.word();
    let message = format!(
        "`{word}`, but {} against a target of {target}, where {} is better",
        value.value,
        better.word()
    );
    let mut finding = Diagnostic::warning("result-contradicts-value", one.result.span.clone(), message)
        .expected("a result that fits the value and the target")
        .fix("correct the result or the value, or leave the value out and say why in `note`")
        .related(value.span.clone(), "the value");
    if let Some(target) = &expectation.target {
        finding = finding.related(target.span.clone(), "the target today");
    }
    Some(finding)
}

/// The target on the day of the assessment: what it was before the first change after that day.
fn target(checked: &Checked, key: &Key, expectation: &Expectation, entry: &Entry) -> Option<f64> {
    let present = expectation.target.as_ref()?.value;
    let Some(day) = entry.date else { return Some(present) };
    let of_target = checked
        .each::<Change>()
        .filter(|(_, change)| change.field.value == "target" && checked.key(&change.of) == Some(key));
    let later = of_target
        .filter_map(|(change_entry, change)| Some((change_entry.date.filter(|on| *on > day)?, change)));
    match later.min_by_key(|(on, _)| *on) {
        Some((_, change)) => change.was.as_ref()?.value.0.parse().ok(),
        None => Some(present),
    }
}
