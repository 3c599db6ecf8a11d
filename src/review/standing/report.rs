//! The standing of a day in full: every figure with its words and records.

use chrono::{Days, NaiveDate};

use super::digest::{Day, Digest, TierOn};
use super::dimension::{Dimension, Found, Place, State, Unknown, Written};
use super::grid::{Point, Reading, Step, find, replay, rising, settle};
use super::overrides::overrides;
use super::score::{at_least, confidence, level};
use super::sensitivity::variations;
use super::text::{counted, figure};
use super::{
    Band, Confidence, Missing, ModelMark, Provisional, Standing, Watermelon, Word, commitments, feedback,
};
use crate::record::{DimensionName, Status, weight_of};

impl Digest<'_> {
    /// How the account stands on a day.
    #[must_use]
    pub fn standing(&self, as_of: NaiveDate) -> Standing {
        let day = self.day(as_of);
        let reading = Reading::on(&day);
        let steps = replay(self, as_of);
        let band = band_on(&steps, as_of, reading.today);
        let dimensions = dimensions(&day, &reading);
        let (overridden, ignored) = overrides(&day, band, reading.is_severe);
        let behind = |name: DimensionName| places(&dimensions, name);
        let gates = reading.hits.iter().map(|hit| hit.gate(&day, behind)).collect();
        let confidence = confidence(&reading.found, &reading.combined);
        let word = self.word(&day, band);
        let marks = self.model(as_of).changes_by(as_of);
        Standing {
            as_of,
            tier: tier_name(&day),
            provisional: provisional(&day, &reading, band, &word),
            word,
            band,
            band_today: reading.today,
            rising: rising(&steps, band, reading.today, day.parameters),
            score: reading.combined.score,
            gated: reading.gated,
            low: reading.combined.low,
            high: reading.combined.high,
            coverage: reading.combined.coverage,
            sound_coverage: reading.combined.sound,
            confidence: Confidence { value: confidence, level: level(confidence, day.parameters) },
            gates,
            overridden,
            ignored,
            watermelon: watermelon(&day),
            sensitivity: variations(&day, &reading),
            history: self.history(&steps),
            model_changes: marks
                .map(|(on, change)| ModelMark { on, why: change.why.as_ref().map(|why| why.value.clone()) })
                .collect(),
            undated: self.undated(as_of),
            dimensions,
        }
    }

    /// The band on a day, with hysteresis.
    #[must_use]
    pub fn band(&self, day: NaiveDate) -> Band {
        band_on(&replay(self, day), day, Reading::on(&self.day(day)).today)
    }

    fn word(&self, day: &Day<'_, '_>, band: Band) -> Word {
        match day.status {
            Status::Prospect => Word::Prospect,
            Status::Paused => Word::Paused,
            Status::Ended => {
                let ended = self.account.and_then(|(_, account)| account.ended.as_ref());
                let ended = ended.filter(|ended| ended.on.value <= day.on);
                let eve = ended.and_then(|ended| ended.on.value.checked_sub_days(Days::new(1)));
                Word::Ended {
                    last: eve.map_or(band, |eve| self.band(eve)),
                    on: ended.map(|ended| ended.on.value),
                    why: ended.map(|ended| ended.why.value.clone()),
                }
            }
            Status::Active if band == Band::Unknown && self.is_new(day) => Word::New,
            Status::Active => Word::Band { band },
        }
    }

    fn is_new(&self, day: &Day<'_, '_>) -> bool {
        self.since.is_some_and(|since| super::text::age(since, day.on) <= day.parameters.new_account)
    }

    /// The Mondays, up to the end of the account.
    fn history(&self, steps: &[Step]) -> Vec<Point> {
        let ended = self.account.and_then(|(_, account)| account.ended.as_ref()).map(|ended| ended.on.value);
        let points = steps.iter().map(|step| step.point);
        points.filter(|point| ended.is_none_or(|ended| point.on < ended)).collect()
    }
}

fn band_on(steps: &[Step], day: NaiveDate, today: Band) -> Band {
    match steps.last() {
        Some(step) if step.point.on == day => step.band,
        last => settle(last.map(|step| step.band), today),
    }
}

fn tier_name(day: &Day<'_, '_>) -> Option<String> {
    match day.tier {
        TierOn::None => None,
        TierOn::Known(tier) => Some(tier.id.value.clone()),
        TierOn::Strange(name) => Some(name.to_owned()),
    }
}

fn places(dimensions: &[Dimension], name: DimensionName) -> Vec<Place> {
    let own = dimensions.iter().filter(|dimension| dimension.name == name);
    own.flat_map(|dimension| dimension.evidence.iter().map(|evidence| evidence.place.clone())).collect()
}

fn dimensions(day: &Day<'_, '_>, reading: &Reading<'_>) -> Vec<Dimension> {
    DimensionName::ALL.iter().map(|name| dimension(*name, day, reading)).collect()
}

fn dimension(name: DimensionName, day: &Day<'_, '_>, reading: &Reading<'_>) -> Dimension {
    let at = name as usize;
    let mut ledger = Written::default();
    let found = find(name, day, &mut ledger);
    let combined = &reading.combined;
    let entered = combined.entered[at];
    let (only_bad, sum, enough) = match found {
        Found::Known { only_bad, sum, enough, .. } => (only_bad, sum, enough),
        Found::Unknown(_) | Found::NotAsked => (false, 0.0, 0.0),
    };
    let state = match found {
        Found::Known { score, .. } => State::Known { score },
        Found::Unknown(unknown) => State::Unknown { why: why_unknown(name, unknown, day) },
        Found::NotAsked => State::NotApplicable { why: why_not(name, day) },
    };
    let is_known = matches!(found, Found::Known { .. });
    Dimension {
        name,
        weight: weight_of(day.parameters, name),
        share: combined.share[at],
        state,
        entered,
        adds: entered.map(|score| score * combined.among_known[at]),
        only_bad,
        evidence_sum: sum,
        evidence_enough: enough,
        formula: if is_known { ledger.formula } else { String::new() },
        evidence: ledger.evidence,
    }
}

fn why_not(name: DimensionName, day: &Day<'_, '_>) -> String {
    if let Some(named) = day.digest.named_away(name) {
        return named.why.value.clone();
    }
    let Some(tier) = day.tier() else { return "The account has no tier, so nothing asks for it".into() };
    let tier = tier.name.as_ref().unwrap_or(&tier.id);
    match name {
        DimensionName::Feedback => format!("The tier {} asks for no survey", tier.value),
        DimensionName::People => format!("The tier {} requires no roles", tier.value),
        DimensionName::Objectives => format!("The tier {} asks for no objectives", tier.value),
        DimensionName::Contact => format!("The tier {} has no cadence", tier.value),
        DimensionName::Expectations | DimensionName::Complaints | DimensionName::Commitments => {
            format!("The tier {} does not ask for it", tier.value)
        }
    }
}

fn why_unknown(name: DimensionName, unknown: Unknown, day: &Day<'_, '_>) -> String {
    let parameters = day.parameters;
    let twice = |validity: f64| format!("{} days", figure(2.0 * validity));
    match unknown {
        Unknown::Omitted => match day.digest.lacking.place(name) {
            Some(span) => {
                format!("A record that could matter was left out: {}:{}", span.path(), span.line())
            }
            None => "The account's own record cannot be understood".into(),
        },
        Unknown::Tier => "The configuration does not have the account's tier".into(),
        Unknown::NoExpectation => "No expectation is in force".into(),
        Unknown::NoAssessment => format!(
            "No expectation was assessed within {}, or twice its own period",
            twice(parameters.validity_expectations)
        ),
        Unknown::NoAnswer => format!(
            "No answer with a score within {}, or twice its method's period",
            twice(parameters.validity_feedback)
        ),
        Unknown::NoSign => format!(
            "No complaint, but neither contact nor feedback within {} days: silence is not content",
            figure(parameters.complaint_window)
        ),
        Unknown::FewActions => format!(
            "Fewer than {} promises were due or closed within {} days, and none is overdue",
            figure(parameters.commitment_minimum),
            figure(parameters.commitment_window)
        ),
        Unknown::NoPerson => "No person of the customer is recorded".into(),
        Unknown::NoObjective => "No agreed objective is in force".into(),
        Unknown::NoProgress => {
            format!("No progress of an agreed objective within {}", twice(parameters.validity_objectives))
        }
        Unknown::NoBeginning => "No contact is recorded, and no day since when they are a customer".into(),
    }
}

/// Whether the band could be another if more were known. A gate that holds is no matter of what is missing, so the
/// bounds are looked at under the gates.
fn provisional(day: &Day<'_, '_>, reading: &Reading<'_>, band: Band, word: &Word) -> Option<Provisional> {
    let parameters = day.parameters;
    if !matches!(word, Word::Band { .. }) || at_least(reading.combined.coverage, 1.0) {
        return None;
    }
    let (low, high) = (reading.combined.low, reading.combined.high.min(reading.cap()));
    let why = match band {
        Band::Watch | Band::Good if !at_least(low, parameters.band_watch) => format!(
            "If all that is unknown were bad, the score would be {}, and the account at risk",
            figure(tenths(low))
        ),
        Band::AtRisk if at_least(high, parameters.band_good) => {
            format!("If all that is unknown were good, the score would be {}", figure(tenths(high)))
        }
        _ => return None,
    };
    Some(Provisional { why, narrows: narrowest(day, reading) })
}

/// As scores are shown, to one digit behind the point.
fn tenths(score: f64) -> f64 {
    (score * 10.0).round() / 10.0
}

/// The unknown dimension that weighs most, and what would make it known.
fn narrowest(day: &Day<'_, '_>, reading: &Reading<'_>) -> Option<Missing> {
    let unknown = DimensionName::ALL.iter().filter_map(|name| match reading.found[*name as usize] {
        Found::Unknown(why) => Some((*name, why, reading.combined.share[*name as usize])),
        _ => None,
    });
    // The first of equals: `max_by` gives the last.
    let all: Vec<_> = unknown.collect();
    let (name, why, share) = all.into_iter().rev().max_by(|left, right| left.2.total_cmp(&right.2))?;
    let what = match why {
        Unknown::Omitted => match day.digest.lacking.place(name) {
            Some(span) => format!("mend {}:{}", span.path(), span.line()),
            None => "mend the account's own record".into(),
        },
        Unknown::Tier => "name a tier of the configuration".into(),
        Unknown::NoExpectation => "record an expectation and assess it".into(),
        Unknown::NoAssessment => "assess an expectation".into(),
        Unknown::NoAnswer => "ask for feedback, and record an answer".into(),
        Unknown::NoSign => "talk with them, and write a note".into(),
        Unknown::FewActions => {
            let lacking = commitments::lacking(day);
            let were = if lacking == 1 { "was" } else { "were" };
            format!("record {} that {were} due or done", counted(lacking, "more promise"))
        }
        Unknown::NoPerson => "record a person of the customer".into(),
        Unknown::NoObjective => "agree on an objective, and record its progress".into(),
        Unknown::NoProgress => "record the progress of an objective".into(),
        Unknown::NoBeginning => "record a contact, or since when they are a customer".into(),
    };
    Some(Missing { dimension: name, points: 100.0 * share, what })
}

fn watermelon(day: &Day<'_, '_>) -> Option<Watermelon> {
    let mut ledger = Written::default();
    let staff = feedback::of_staff(day, &mut ledger)?;
    let customer = feedback::of_customer(day)?;
    at_least(staff - customer, day.parameters.watermelon).then_some(Watermelon {
        staff,
        customer,
        evidence: ledger.evidence,
    })
}
