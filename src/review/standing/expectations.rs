//! Expectations: Σ w·f·a ⁄ Σ w·f over the latest assessment of each that has not ended.
//!
//! a is 100 for exceeded and met, 50 for partly, 0 for missed; w is 1, 2 or 3 by priority. A missed assessment keeps
//! f = 1 until the next one. An assessment without a date is older than every dated one.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::digest::{Changes, Day};
use super::dimension::{Evidence, Found, Ledger, Place, Unknown, freshness, mean, weighted_mean};
use super::text::age;
use crate::check::Checked;
use crate::record::{Assessment, Entry, Expectation, Key, Parameters, Priority, Verdict};

/// One expectation with its assessments.
#[derive(Debug)]
pub struct Expected<'a> {
    entry: &'a Entry,
    expectation: &'a Expectation,
    ended: Option<NaiveDate>,
    every: Option<f64>,
    /// The priority before a day, oldest change first.
    before: Vec<(NaiveDate, Option<Priority>)>,
    /// By day, and on one day the worst last.
    assessments: Vec<Judged<'a>>,
}

#[derive(Debug, Clone, Copy)]
struct Judged<'a> {
    on: Option<NaiveDate>,
    verdict: Verdict,
    entry: &'a Entry,
}

pub fn expectations<'a>(checked: &'a Checked, changes: &Changes<'a>) -> Vec<Expected<'a>> {
    let mut judged: BTreeMap<&Key, Vec<Judged<'_>>> = BTreeMap::new();
    for (entry, one) in checked.each::<Assessment>() {
        if let Some(key) = checked.key(&one.of) {
            let verdict = one.result.value;
            judged.entry(key).or_default().push(Judged { on: entry.date, verdict, entry });
        }
    }
    let mut all: Vec<_> = checked
        .each::<Expectation>()
        .map(|(entry, expectation)| {
            let mut assessments = judged.get(&entry.key).cloned().unwrap_or_default();
            assessments.sort_by_key(|one| (one.on, one.verdict, &one.entry.key));
            Expected {
                entry,
                expectation,
                ended: expectation.ended.as_ref().map(|ended| ended.on.value),
                every: expectation.review_every.as_ref().map(|every| every.value.days()),
                before: changes.of(&entry.key, "priority", Priority::from_word),
                assessments,
            }
        })
        .collect();
    all.sort_by_key(|one| &one.entry.key);
    all
}

impl<'a> Expected<'a> {
    fn exists(&self, day: NaiveDate) -> bool {
        self.entry.date.is_none_or(|agreed| agreed <= day) && self.ended.is_none_or(|ended| ended > day)
    }

    fn weight(&self, day: NaiveDate) -> f64 {
        let was = self.before.iter().find(|(on, _)| *on > day).and_then(|(_, was)| *was);
        let present = self.expectation.priority.as_ref().map(|priority| priority.value);
        f64::from(was.or(present).unwrap_or(Priority::Medium).importance())
    }

    fn latest(&self, day: NaiveDate) -> Option<Judged<'a>> {
        self.assessments.iter().rev().find(|one| one.on.is_none_or(|on| on <= day)).copied()
    }

    fn freshness(&self, judged: Judged<'_>, parameters: &Parameters, day: NaiveDate) -> f64 {
        if judged.verdict == Verdict::Missed {
            return 1.0;
        }
        let validity = self.every.unwrap_or(0.0).max(parameters.validity_expectations);
        judged.on.map_or(0.0, |on| freshness(age(on, day), validity))
    }
}

fn points(verdict: Verdict, parameters: &Parameters) -> f64 {
    match verdict {
        Verdict::Exceeded | Verdict::Met => 100.0,
        Verdict::Partly => parameters.expectation_partly,
        Verdict::Missed => 0.0,
    }
}

fn words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Exceeded => "exceeded",
        Verdict::Met => "met",
        Verdict::Partly => "partly met",
        Verdict::Missed => "missed",
    }
}

pub fn found(day: &Day<'_, '_>, ledger: &mut impl Ledger) -> Found {
    let (mut above, mut below, mut sum, mut count) = (0.0, 0.0, 0.0, 0_u32);
    for one in day.digest.expectations.iter().filter(|one| one.exists(day.on)) {
        count += 1;
        let Some(judged) = one.latest(day.on) else { continue };
        let weight = one.weight(day.on);
        let freshness = one.freshness(judged, day.parameters, day.on);
        let value = points(judged.verdict, day.parameters);
        above += weight * freshness * value;
        below += weight * freshness;
        sum += freshness;
        ledger.line(|| Evidence {
            place: Place::of(judged.entry),
            on: judged.on,
            label: format!("{}: {}", one.expectation.statement.value, words(judged.verdict)),
            group: None,
            weight,
            freshness,
            value,
        });
    }
    if below <= 0.0 {
        return Found::Unknown(if count == 0 { Unknown::NoExpectation } else { Unknown::NoAssessment });
    }
    let score = mean(above, below);
    ledger.formula(|lines| weighted_mean(&lines.iter().collect::<Vec<_>>(), score));
    let enough = day.parameters.enough_expectations.min(f64::from(count)).max(1.0);
    Found::Known { score, only_bad: false, sum, enough }
}
