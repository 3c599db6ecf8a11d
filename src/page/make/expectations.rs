//! The account's expectations as a matrix: each against its assessments, quarter by quarter.

use chrono::{Datelike, Months, NaiveDate};

use super::timeline::period_text;
use super::words::{any_person, days, empty, list_line, with};
use crate::language::Language;
use crate::page::account::{
    AssessmentView, ExpectationChange, ExpectationRow, ExpectationSection, MatrixCell,
};
use crate::page::common::{Evidence, List, ResultWord};
use crate::page::desk::{Desk, anchor, working};
use crate::record::{Assessment, Direction, Entry, Kind, Shown, Verdict};
use crate::review::expectation::{self, Standing, expectations};

/// How many quarters the matrix shows, the running one included.
const QUARTERS: u32 = 8;

/// What the customer expects, and how it was met.
#[must_use]
pub fn section(desk: &Desk<'_>) -> ExpectationSection {
    let mut all = expectations(desk.checked, desk.site.config, desk.site.as_of);
    all.sort_by_key(|one| (one.ended.is_some(), std::cmp::Reverse(one.expectation.priority())));
    let quarters = quarters(desk.site.as_of);
    let example = format!(
        "[[expectation]]\nstatement = \"The tracking API is up in each month.\"\npriority = \"high\"\nagreed = {}{}",
        desk.site.as_of,
        list_line("with", any_person(desk))
    );
    let why = &desk.site.language.word("no-expectation-was-recorded-nobody-can-say");
    let rows: Vec<ExpectationRow> = all.iter().map(|one| row(desk, one, &quarters)).collect();
    ExpectationSection {
        summary: summary(&all, desk.site.as_of, &desk.site.language),
        columns: quarters
            .iter()
            .map(|(from, _)| format!("Q{} {}", from.month0() / 3 + 1, from.year()))
            .collect(),
        list: List::whole(rows, empty(desk, Kind::Expectation, why, "expectations.toml", example)),
    }
}

/// The first and last days of the quarters shown, oldest first.
fn quarters(as_of: NaiveDate) -> Vec<(NaiveDate, NaiveDate)> {
    let this = NaiveDate::from_ymd_opt(as_of.year(), as_of.month0() / 3 * 3 + 1, 1).unwrap_or(as_of);
    let back = (0..QUARTERS).rev().filter_map(|quarters| this.checked_sub_months(Months::new(3 * quarters)));
    back.map(|from| {
        let next = from.checked_add_months(Months::new(3)).and_then(|next| next.pred_opt());
        (from, next.unwrap_or(NaiveDate::MAX))
    })
    .collect()
}

/// Its latest result, unless that is past its review period.
#[must_use]
pub fn status(one: &Standing<'_>, as_of: NaiveDate) -> ResultWord {
    match one.latest() {
        None => ResultWord::Unassessed,
        Some(_) if one.is_overdue(as_of) => ResultWord::Overdue,
        Some((.., assessment)) => result(assessment),
    }
}

fn result(assessment: &Assessment) -> ResultWord {
    verdict(assessment.result.value)
}

/// A verdict in a word.
pub(super) fn verdict(verdict: Verdict) -> ResultWord {
    match verdict {
        Verdict::Exceeded => ResultWord::Exceeded,
        Verdict::Met => ResultWord::Met,
        Verdict::Partly => ResultWord::Partly,
        Verdict::Missed => ResultWord::Missed,
    }
}

/// “4 expectations: 2 met, 1 partly, 1 overdue. 1 has ended.”
fn summary(all: &[Standing<'_>], as_of: NaiveDate, language: &Language) -> String {
    let words = [
        ResultWord::Missed,
        ResultWord::Partly,
        ResultWord::Met,
        ResultWord::Exceeded,
        ResultWord::Overdue,
        ResultWord::Unassessed,
    ];
    let open: Vec<ResultWord> =
        all.iter().filter(|one| one.ended.is_none()).map(|one| status(one, as_of)).collect();
    let ended = all.len() - open.len();
    let counted = words.iter().filter_map(|word| {
        let number = open.iter().filter(|one| *one == word).count();
        (number > 0).then(|| format!("{number} {}", word.word(language)))
    });
    let counted: Vec<String> = counted.collect();
    let mut sentences = Vec::new();
    if let [only] = counted.as_slice() {
        let state = only.split_once(' ').map_or(only.as_str(), |(_, word)| word);
        sentences.push(match open.len() {
            1 => language.say("n-1-expectation-state", &[("state", &state)]),
            2 => language.say("n-2-expectations-both-state", &[("state", &state)]),
            all => language.say("all-expectations-all-state", &[("all", &all), ("state", &state)]),
        });
    } else if !counted.is_empty() {
        let head = language.count("n-expectations", open.len(), &[]);
        sentences.push(format!("{head}: {}.", counted.join(", ")));
    }
    if ended > 0 {
        sentences.push(language.say(
            "ended-have-ended",
            &[("ended", &ended), ("have", &language.word(if ended == 1 { "has" } else { "have" }))],
        ));
    }
    sentences.join(" ")
}

fn row(desk: &Desk<'_>, one: &Standing<'_>, quarters: &[(NaiveDate, NaiveDate)]) -> ExpectationRow {
    let expectation = one.expectation;
    let agreed = one
        .entry
        .date
        .map(|date| format!("{}{}", desk.site.language.date(date), with(desk, &expectation.with)));
    let ended = expectation.ended.as_ref().filter(|_| one.ended.is_some());
    ExpectationRow {
        anchor: anchor(&one.entry.key),
        statement: expectation.statement.value.clone(),
        priority: one.expectation.priority().word().to_owned(),
        target: target(desk, one),
        agreed: agreed.unwrap_or_default(),
        status: status(one, desk.site.as_of),
        status_text: status_text(desk, one),
        next: one.next.map(|next| desk.date(next)),
        cells: quarters.iter().map(|quarter| cell(desk, one, *quarter)).collect(),
        history: super::written::history(desk, one.entry),
        changes: changes(desk, one),
        ended: ended.map(|ended| format!("{}: {}", desk.site.language.date(ended.on.value), ended.why.value)),
        evidence: evidence(desk, one),
    }
}

/// “monthly uptime, percent ≥ 99.9”, as it was agreed on the day of the page.
pub(super) fn target(desk: &Desk<'_>, one: &Standing<'_>) -> String {
    let measure = one.expectation.measure.as_ref().map(|measure| measure.value.clone());
    let later = expectation::was(desk.checked, &one.entry.key, "target", desk.site.as_of);
    let present = one.expectation.target.as_ref().map(|target| desk.short_number(target.value));
    let target = later.map(|was| spoken(desk, was)).or(present);
    let sign = match one.expectation.better.as_ref().map(|better| better.value) {
        Some(Direction::Lower) => "≤",
        _ => "≥",
    };
    match (measure, target) {
        (Some(measure), Some(target)) => format!("{measure} {sign} {target}"),
        (None, Some(target)) => format!("{sign} {target}"),
        (measure, None) => measure.unwrap_or_default(),
    }
}

pub(super) fn status_text(desk: &Desk<'_>, one: &Standing<'_>) -> String {
    let as_of = desk.site.as_of;
    let due = one.next.filter(|next| *next < as_of);
    let late =
        due.map(|due| desk.site.language.say("due-since-date", &[("date", &desk.site.language.date(due))]));
    let Some((on, _, assessment)) = one.latest() else {
        return late.map_or_else(
            || desk.site.language.word("never-assessed"),
            |late| desk.site.language.say("never-assessed-late", &[("late", &late)]),
        );
    };
    let value = assessment.value.as_ref().map(|value| desk.short_number(value.value));
    let said = [value, by(assessment, &desk.site.language), Some(desk.site.language.date(on))];
    let said = said.into_iter().flatten().collect::<Vec<_>>().join(", ");
    match late {
        Some(late) if one.ended.is_none() => desk.site.language.say(
            "last-word-said-late",
            &[("word", &assessment.result.value.word()), ("said", &said), ("late", &late)],
        ),
        _ => said,
    }
}

fn by(assessment: &Assessment, language: &Language) -> Option<String> {
    assessment.by.as_ref().map(|by| language.say("by-word", &[("word", &by.value.word())]))
}

fn cell(desk: &Desk<'_>, one: &Standing<'_>, (from, to): (NaiveDate, NaiveDate)) -> MatrixCell {
    let inside = one.assessments.iter().filter(|(on, ..)| (from..=to).contains(on));
    MatrixCell {
        assessments: inside.map(|(on, entry, assessment)| view(desk, *on, entry, assessment)).collect(),
        in_force: one.in_force(from, to),
    }
}

fn view(desk: &Desk<'_>, on: NaiveDate, entry: &Entry, assessment: &Assessment) -> AssessmentView {
    AssessmentView {
        result: result(assessment),
        value: assessment.value.as_ref().map(|value| desk.short_number(value.value)).unwrap_or_default(),
        on: desk.date(on),
        by: assessment
            .by
            .as_ref()
            .map_or_else(|| desk.site.language.word("not-said"), |by| by.value.word().to_owned())
            .to_owned(),
        href: Some(desk.href(&entry.key)),
    }
}

/// Each change with the value before it and after it, and who was told.
fn changes(desk: &Desk<'_>, one: &Standing<'_>) -> Vec<ExpectationChange> {
    let all = expectation::changes(desk.checked, &one.entry.key, NaiveDate::MAX);
    let view = |(on, entry, change): &(NaiveDate, &Entry, &crate::record::Change)| {
        let field = change.field.value.as_str();
        let after = expectation::was(desk.checked, &one.entry.key, field, *on).map(|was| spoken(desk, was));
        let after = after.or_else(|| present(desk, one.entry, field));
        let before = change.was.as_ref().map(|was| spoken(desk, &was.value.0));
        let name = field.replace('_', " ");
        let what = match (before, after) {
            (Some(before), Some(after)) => format!("{name} {before} → {after}"),
            (Some(before), None) => {
                desk.site.language.say("name-was-before", &[("name", &name), ("before", &before)])
            }
            (None, Some(after)) => {
                desk.site.language.say("name-is-now-after", &[("name", &name), ("after", &after)])
            }
            (None, None) => desk.site.language.say("name-changed", &[("name", &name)]),
        };
        let told = entry.common.told.iter().filter(|told| told.on.value <= desk.site.as_of);
        ExpectationChange {
            on: desk.date(*on),
            what,
            why: change.why.as_ref().map(|why| why.value.clone()).unwrap_or_default(),
            told: told
                .map(|told| {
                    desk.site.language.say(
                        "who-on-date",
                        &[
                            ("who", &desk.who(&told.who).text),
                            ("date", &desk.site.language.date(told.on.value)),
                        ],
                    )
                })
                .collect(),
            source: desk.source(entry),
        }
    };
    all.iter().filter(|(on, ..)| *on <= desk.site.as_of).map(view).collect()
}

/// The present value of a field, in words.
fn present(desk: &Desk<'_>, entry: &Entry, field: &str) -> Option<String> {
    let shown = entry.data.show().into_iter().find(|(name, _)| *name == field)?.1;
    match shown {
        Shown::Number(number) => Some(desk.short_number(number)),
        Shown::Date(date) => Some(desk.site.language.date(date)),
        Shown::Period(period) => Some(period_text(period, &desk.site.language)),
        Shown::Word(word) => Some(word.to_owned()),
        Shown::Text(text) => Some(text.to_owned()),
        _ => None,
    }
}

/// A value as it was written, in the language's form where it is a number or a day.
fn spoken(desk: &Desk<'_>, written: &str) -> String {
    if let Ok(number) = written.parse::<f64>() {
        return desk.short_number(number);
    }
    crate::record::parse_date(written)
        .map_or_else(|| written.to_owned(), |date| desk.site.language.date(date))
}

fn evidence(desk: &Desk<'_>, one: &Standing<'_>) -> Evidence {
    let mut terms = Vec::new();
    if let Some((on, _, assessment)) = one.latest() {
        let term =
            desk.site.language.say("latest-assessment-date", &[("date", &desk.site.language.date(on))]);
        terms.push(working(term, assessment.result.value.word()));
    }
    if let Some(every) = one.every {
        terms.push(working(
            desk.site.language.word("to-be-assessed-every"),
            period_text(every, &desk.site.language),
        ));
    }
    if let Some(next) = one.next {
        let late = (desk.site.as_of - next).num_days();
        let said = if late > 0 {
            desk.site.language.say("days-late", &[("days", &days(late, &desk.site.language))])
        } else {
            desk.site.away(next)
        };
        terms.push(working(
            desk.site.language.say("next-one-due-date", &[("date", &desk.site.language.date(next))]),
            said,
        ));
    }
    let records = one.assessments.iter().rev().map(|(_, entry, _)| *entry);
    let formula = &desk.site.language.word("the-result-of-the-latest-assessment-overdue");
    desk.evidence(formula, terms, std::iter::once(one.entry).chain(records))
}
