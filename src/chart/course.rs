//! A score from 0 to 100 through time: a plain line, with its days below and its value at every one.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::Chart;
use super::draw::{across, anchor, coordinate, open_wide, share, text};
use crate::language::Language;

/// All that the chart shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Course<'a> {
    /// An id that no other chart of the page has.
    pub id: &'a str,
    /// What it shows, in a line.
    pub title: &'a str,
    /// The days, oldest first, each with the score, where it is known.
    pub points: &'a [(NaiveDate, Option<f64>)],
}

const TOP: f64 = 20.0;
const PLOT: f64 = 120.0;
const HEIGHT: u32 = 172;
/// The plot keeps this share of the width free on both sides, so that numbers stay inside.
const MARGIN: f64 = 0.04;

/// Draws the course; `None` where no day has a score. Its table has the columns *Day* and *Score*.
#[must_use]
pub fn course(course: &Course<'_>, language: &Language) -> Option<Chart> {
    let (first, last) = (course.points.first()?, course.points.last()?);
    let known: Vec<(NaiveDate, f64)> =
        course.points.iter().filter_map(|(on, score)| Some((*on, (*score)?))).collect();
    let (latest, score) = known.last()?;
    let description = language.say(
        "drawing-course",
        &[
            ("from", &language.date(first.0)),
            ("to", &language.date(last.0)),
            ("on", &language.date(*latest)),
            ("score", &language.number(*score, 0)),
        ],
    );
    let mut svg = String::with_capacity(2048);
    open_wide(&mut svg, course.id, "chart-trend", HEIGHT, course.title, &description);
    for level in [0.0, 50.0, 100.0] {
        let y = height(level);
        let _ =
            write!(svg, "<line class=\"grid\" x1=\"0\" x2=\"100%\" y1=\"{0}\" y2=\"{0}\"/>", coordinate(y));
        text(&mut svg, "label quiet", 0.0, y - 4.0, &language.number(level, 0));
    }
    let place = |on: NaiveDate| MARGIN + (1.0 - 2.0 * MARGIN) * share(on, first.0, last.0);
    for pair in course.points.windows(2) {
        if let ((from, Some(before)), (to, Some(after))) = (pair[0], pair[1]) {
            let _ = write!(
                svg,
                "<line class=\"line\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>",
                across(place(from)),
                coordinate(height(before)),
                across(place(to)),
                coordinate(height(after))
            );
        }
    }
    for (on, score) in &known {
        let (x, y) = (across(place(*on)), coordinate(height(*score)));
        let _ = write!(svg, "<circle class=\"point\" cx=\"{x}\" cy=\"{y}\" r=\"4\"/>");
    }
    let every = course.points.len().div_ceil(4);
    for (at, (on, score)) in course.points.iter().enumerate() {
        if !(course.points.len() - 1 - at).is_multiple_of(every) {
            continue;
        }
        let (x, side) = (across(place(*on)), anchor(place(*on)));
        let _ = write!(
            svg,
            "<text class=\"label\" x=\"{x}\" y=\"{}\" text-anchor=\"{side}\">{}</text>",
            coordinate(TOP + PLOT + 20.0),
            language.month(*on)
        );
        if let Some(score) = score {
            let y = if *score > 85.0 { height(*score) + 18.0 } else { height(*score) - 10.0 };
            text(&mut svg, "label strong", place(*on), y, &language.number(*score, 0));
        }
    }
    svg.push_str("</svg>");
    let rows = course.points.iter().map(|(on, score)| {
        let score = score.map_or_else(|| language.word("drawing-unknown"), |score| language.number(score, 0));
        vec![language.date(*on), score]
    });
    let columns = ["drawing-day", "drawing-score"].map(|id| language.word(id)).to_vec();
    Some(Chart { svg, title: course.title.to_owned(), columns, rows: rows.collect(), ..Chart::default() })
}

fn height(score: f64) -> f64 {
    TOP + PLOT * (1.0 - (score / 100.0).clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_course_joins_what_is_known_and_tells_every_day() {
        let day = |text: &str| text.parse().unwrap();
        let points =
            [(day("2025-12-30"), Some(50.0)), (day("2026-03-30"), None), (day("2026-06-30"), Some(100.0))];
        let chart =
            course(&Course { id: "c", title: "Score", points: &points }, &Language::default()).unwrap();
        assert_eq!(chart.svg.matches("class=\"point\"").count(), 2);
        assert!(!chart.svg.contains("class=\"line\""), "nothing joins what is not known: {}", chart.svg);
        let said: Vec<&str> = chart.rows.iter().map(|row| row[1].as_str()).collect();
        assert_eq!(said, ["50", "unknown", "100"]);
        assert_eq!(course(&Course { id: "c", title: "Score", points: &[] }, &Language::default()), None);
    }
}
