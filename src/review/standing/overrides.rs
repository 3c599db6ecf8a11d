//! A band that a person set in a review. It stands beside the computed one, never in its place.
//!
//! It counts from the review until the day before it lapses, which is at most 45 days after the review; the latest
//! counts. It cannot lift a gate that puts the account at risk, and it raises a band only with an approver who is not
//! its author.

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::Band;
use super::digest::Day;
use super::dimension::Place;
use super::text::{self, figure};
use crate::check::Party;
use crate::record::{At, OverrideBand, Review, Status, Who};

/// A band that a person set.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Override {
    /// The review that it stands in.
    #[serde(flatten)]
    pub place: Place,
    /// The band.
    pub band: Band,
    /// Why.
    pub reason: String,
    /// Who set it: an id.
    pub by: String,
    /// Who approved it: an id.
    pub approved_by: Option<String>,
    /// The day of the review.
    #[serde(serialize_with = "text::date")]
    pub on: NaiveDate,
    /// The day on which it lapses.
    #[serde(serialize_with = "text::date")]
    pub lapses: NaiveDate,
    /// Whether it lapses earlier than written, because it may not live longer.
    pub shortened: bool,
}

/// A band that a person set and that does not count.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ignored {
    /// The review that it stands in.
    #[serde(flatten)]
    pub place: Place,
    /// The band.
    pub band: Band,
    /// Why it does not count, as a sentence without its full stop.
    pub why: String,
}

/// The override in force on a day beside a computed band, and those that do not count.
pub fn overrides(day: &Day<'_, '_>, computed: Band, is_severe: bool) -> (Option<Override>, Vec<Ignored>) {
    let (mut valid, mut ignored) = (Vec::new(), Vec::new());
    if day.status != Status::Active {
        return (None, ignored);
    }
    for (entry, review) in day.digest.checked.each::<Review>() {
        let Some(one) = review.overridden.as_ref().filter(|_| entry.date.is_none_or(|on| on <= day.on))
        else {
            continue;
        };
        let band = band(one.band.value);
        let ignore = |why: String| Ignored { place: Place::of(entry), band, why };
        let Some(on) = entry.date else {
            ignored.push(ignore("The review has no date".into()));
            continue;
        };
        let longest =
            on.checked_add_days(Days::new(day.parameters.override_days.clamp(0.0, 36_600.0) as u64));
        let written = one.expires.value;
        let lapses = longest.map_or(written, |longest| longest.min(written));
        if day.on >= lapses {
            continue;
        }
        let parties = (party(day, &one.by), one.approved_by.as_ref().map(|who| party(day, who)));
        match refusal(band, computed, is_severe, parties, day) {
            Some(why) => ignored.push(ignore(why)),
            None => valid.push(Override {
                place: Place::of(entry),
                band,
                reason: one.reason.value.clone(),
                by: one.by.value.0.clone(),
                approved_by: one.approved_by.as_ref().map(|who| who.value.0.clone()),
                on,
                lapses,
                shortened: lapses < written,
            }),
        }
    }
    ignored.sort_by(|left, right| left.place.key.cmp(&right.place.key));
    // Of two on one day the lower counts.
    valid.sort_by(|left, right| {
        (left.on, right.band, &left.place.key).cmp(&(right.on, left.band, &right.place.key))
    });
    (valid.pop(), ignored)
}

fn band(written: OverrideBand) -> Band {
    match written {
        OverrideBand::AtRisk => Band::AtRisk,
        OverrideBand::Watch => Band::Watch,
        OverrideBand::Good => Band::Good,
    }
}

fn party<'a>(day: &Day<'_, 'a>, who: &At<Who>) -> Option<&'a Party> {
    day.digest.checked.party(who)
}

/// Why an override does not count, if it does not.
fn refusal(
    band: Band,
    computed: Band,
    is_severe: bool,
    (author, approver): (Option<&Party>, Option<Option<&Party>>),
    day: &Day<'_, '_>,
) -> Option<String> {
    let raises = if computed == Band::Unknown { band > Band::AtRisk } else { band > computed };
    if !raises {
        return None;
    }
    if is_severe {
        let cap = figure(day.parameters.gate_severe);
        return Some(format!("A gate holds the score at {cap} or less, which nobody can lift"));
    }
    match approver {
        None => Some("It would raise the band, and nobody approved it".into()),
        Some(None) => Some("It would raise the band, and nobody knows who approved it".into()),
        Some(approver) if approver == author => {
            Some("It would raise the band, and its author approved it".into())
        }
        Some(_) => None,
    }
}
