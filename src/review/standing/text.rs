//! Figures and dates as short text: for formulas, and for JSON.

use chrono::NaiveDate;
use serde::Serializer;

use crate::language::rounded;
use crate::record::DimensionName;

/// A figure with at most two digits behind the point.
pub fn figure(value: f64) -> String {
    let rounded = rounded(value, 2);
    let trimmed = rounded.trim_end_matches('0').trim_end_matches('.');
    if trimmed == "-0" { "0".to_owned() } else { trimmed.to_owned() }
}

/// `1 day`, `2 days`.
pub fn days(count: i64) -> String {
    if count == 1 { "1 day".to_owned() } else { format!("{count} days") }
}

/// `1 action`, `2 actions`.
pub fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// Days between two dates, later less earlier.
pub fn age(from: NaiveDate, to: NaiveDate) -> f64 {
    (to - from).num_days() as f64
}

pub fn date<S: Serializer>(date: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(date)
}

pub fn optional<S: Serializer>(date: &Option<NaiveDate>, serializer: S) -> Result<S::Ok, S::Error> {
    match date {
        Some(date) => serializer.collect_str(date),
        None => serializer.serialize_none(),
    }
}

pub fn dimension<S: Serializer>(name: &DimensionName, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(name.word())
}
