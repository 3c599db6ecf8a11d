//! The pencil: escaped text, coordinates without float noise, and the opening of a chart that names itself.

use std::fmt::Write as _;

use chrono::{Datelike, Months, NaiveDate};

use crate::language::Language;

/// Text safe between tags and in quoted attributes.
pub(super) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

/// A coordinate with at most two decimals and no trailing zeros; 0 for what is not a number.
pub(super) fn coordinate(value: f64) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// A share of the width, as a percentage.
pub(super) fn across(share: f64) -> String {
    format!("{}%", coordinate(share * 100.0))
}

/// Where a day stands between two others, 0 to 1; 1 where there is only one day, so that the latest is at the right.
pub(super) fn share(day: NaiveDate, first: NaiveDate, last: NaiveDate) -> f64 {
    let whole = (last - first).num_days();
    if whole <= 0 { 1.0 } else { ((day - first).num_days() as f64 / whole as f64).clamp(0.0, 1.0) }
}

/// Opens a chart that fills its column at a fixed height and names itself.
pub(super) fn open_wide(
    svg: &mut String,
    id: &str,
    class: &str,
    height: u32,
    title: &str,
    description: &str,
) {
    let id = escape(id);
    let _ = write!(
        svg,
        "<svg class=\"chart {class}\" width=\"100%\" height=\"{height}\" role=\"img\" aria-labelledby=\"{id}-t \
         {id}-d\"><title id=\"{id}-t\">{}</title><desc id=\"{id}-d\">{}</desc>",
        escape(title),
        escape(description)
    );
}

/// How text at a share of the width is anchored, so that it never leaves the drawing.
pub(super) fn anchor(share: f64) -> &'static str {
    if share < 0.1 {
        "start"
    } else if share > 0.9 {
        "end"
    } else {
        "middle"
    }
}

/// Text at a share of the width.
pub(super) fn text(svg: &mut String, class: &str, share: f64, y: f64, words: &str) {
    let _ = write!(
        svg,
        "<text class=\"{class}\" x=\"{}\" y=\"{}\" text-anchor=\"{}\">{}</text>",
        across(share),
        coordinate(y),
        anchor(share),
        escape(words)
    );
}

/// The first days of months between two days, so far apart that at most four are labelled, with their labels: the
/// month, and the year with each January and with the first.
pub(super) fn month_ticks(
    first: NaiveDate,
    last: NaiveDate,
    language: &Language,
) -> Vec<(NaiveDate, String)> {
    let months = (last.year() - first.year()) * 12 + last.month() as i32 - first.month() as i32;
    let step = [1, 2, 3, 6, 12, 24, 60].into_iter().find(|step| months / step <= 3).unwrap_or(120);
    let start = NaiveDate::from_ymd_opt(first.year(), 1, 1).unwrap_or(first);
    let days = (0u32..)
        .map_while(|index| start.checked_add_months(Months::new(index.checked_mul(step as u32)?)))
        .skip_while(|day| *day < first)
        .take_while(|day| *day <= last);
    let mut year = 0;
    days.map(|day| {
        let label = if day.year() == year { language.month_name(day) } else { language.month(day) };
        year = day.year();
        (day, label)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_carry_no_noise() {
        let values = [0.1 + 0.2, -0.001, 12.0, f64::NAN, 99.995].map(coordinate);
        assert_eq!(values, ["0.3", "0", "12", "0", "100"].map(str::to_owned));
    }

    #[test]
    fn ticks_stay_few_and_name_each_year_once() {
        let (first, last) = ("2024-11-18".parse().unwrap(), "2026-05-04".parse().unwrap());
        let labels: Vec<String> = month_ticks(first, last, &Language::default())
            .into_iter()
            .map(|(_, label)| label.replace('\u{a0}', " "))
            .collect();
        assert_eq!(labels, ["Jan 2025", "Jul", "Jan 2026"]);
    }
}
