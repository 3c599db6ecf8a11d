//! Fewer than five answers, each as a dot on its scale: too few for a figure, never too few to be seen.

use std::fmt::Write as _;

use super::Chart;
use super::draw::{across, coordinate, escape, text};
use crate::language::Language;

/// All that the chart shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Dots<'a> {
    /// An id that no other chart of the page has.
    pub id: &'a str,
    /// What it shows, in a line.
    pub title: &'a str,
    /// The answers, in any order.
    pub answers: &'a [f64],
    /// The instrument's lowest value.
    pub low: f64,
    /// The instrument's highest value.
    pub high: f64,
    /// Decimals of a value.
    pub decimals: usize,
}

/// Draws the answers, equal ones on top of each other; `None` where there is none.
pub fn dots(series: &Dots<'_>, language: &Language) -> Option<Chart> {
    let mut answers: Vec<f64> = series.answers.iter().copied().filter(|answer| answer.is_finite()).collect();
    if answers.is_empty() {
        return None;
    }
    answers.sort_by(f64::total_cmp);
    let number = |value: f64| language.number(value, series.decimals);
    let said: Vec<String> = answers.iter().map(|answer| number(*answer)).collect();
    let title = format!("{}: {}", series.title, said.join(", "));
    let id = escape(series.id);
    let mut svg = format!(
        "<svg class=\"chart chart-dots\" width=\"100%\" height=\"72\" role=\"img\" aria-labelledby=\"{id}-t\"><title \
         id=\"{id}-t\">{}</title><line class=\"grid\" x1=\"0\" x2=\"100%\" y1=\"52\" y2=\"52\"/>",
        escape(&title)
    );
    let range = (series.high - series.low).max(f64::MIN_POSITIVE);
    let mut stacked = 0;
    for (index, answer) in answers.iter().enumerate() {
        let again = index > 0 && answers[index - 1] == *answer;
        stacked = if again { stacked + 1 } else { 0 };
        let place = 0.02 + 0.96 * ((answer - series.low) / range).clamp(0.0, 1.0);
        let _ = write!(
            svg,
            "<circle class=\"point\" cx=\"{}\" cy=\"{}\" r=\"5\"/>",
            across(place),
            coordinate(44.0 - 12.0 * f64::from(stacked))
        );
        if !again {
            text(&mut svg, "label strong", place, 68.0, &number(*answer));
        }
    }
    for end in [series.low, series.high] {
        if !answers.contains(&end) {
            let place = if end == series.low { 0.0 } else { 1.0 };
            text(&mut svg, "label quiet", place, 68.0, &language.number(end, 0));
        }
    }
    svg.push_str("</svg>");
    let rows = said.into_iter().map(|answer| vec![answer]).collect();
    Some(Chart {
        svg,
        title: series.title.to_owned(),
        columns: vec![language.word("drawing-answer")],
        rows,
        ..Chart::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_answers_stack_and_the_name_says_them_all() {
        let series = Dots {
            id: "d",
            title: "Three answers",
            answers: &[8.0, 6.0, 8.0],
            low: 0.0,
            high: 10.0,
            decimals: 0,
        };
        let chart = dots(&series, &Language::default()).unwrap();
        assert!(chart.svg.contains("<title id=\"d-t\">Three answers: 6, 8, 8</title>"));
        let heights: Vec<&str> = chart.svg.split("cy=\"").skip(1).map(|rest| &rest[..2]).collect();
        assert_eq!(heights, ["44", "44", "32"]);
    }
}
