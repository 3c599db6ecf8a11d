//! Answers of two or more groups, each on a line of its own, on one scale: before and after, customer and staff.

use std::fmt::Write as _;

use super::Chart;
use super::draw::{across, coordinate, open_wide, text};
use crate::language::Language;

/// One group.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Who they are.
    pub label: String,
    /// Their answers.
    pub answers: Vec<f64>,
    /// Their mean.
    pub mean: f64,
}

/// All that the chart shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows<'a> {
    /// An id that no other chart of the page has.
    pub id: &'a str,
    /// What it shows, in a line.
    pub title: &'a str,
    /// The groups, from top to bottom.
    pub groups: &'a [Group],
    /// The instrument's lowest answer.
    pub low: f64,
    /// The instrument's highest answer.
    pub high: f64,
}

const ROW: u32 = 60;
const FOOT: u32 = 24;
/// The scale stands between these shares of the width.
const LEFT: f64 = 0.03;
const WIDTH: f64 = 0.94;
/// Dots of equal answers stand so far above each other, at most so many; a number says how many there are beyond.
const STEP: f64 = 7.0;
const STACKED: usize = 3;

/// Draws the groups; `None` where none has an answer.
pub fn rows(series: &Rows<'_>, language: &Language) -> Option<Chart> {
    if series.groups.iter().all(|group| group.answers.is_empty()) {
        return None;
    }
    let height = ROW * u32::try_from(series.groups.len()).ok()? + FOOT;
    let said: Vec<String> = series.groups.iter().map(|group| spoken(group, language)).collect();
    let mut svg = String::with_capacity(2048);
    open_wide(&mut svg, series.id, "chart-rows", height, series.title, &said.join(" "));
    let range = (series.high - series.low).max(f64::MIN_POSITIVE);
    let place = |value: f64| LEFT + WIDTH * ((value - series.low) / range).clamp(0.0, 1.0);
    let mut base = 0.0;
    for group in series.groups {
        base += f64::from(ROW);
        draw(&mut svg, group, base, &place, language);
    }
    for end in [series.low, series.high] {
        let decimals = if end.fract() == 0.0 { 0 } else { 1 };
        text(&mut svg, "label quiet", place(end), base + 18.0, &language.number(end, decimals));
    }
    svg.push_str("</svg>");
    let columns = ["drawing-who", "drawing-mean", "drawing-answers"].map(|id| language.word(id)).to_vec();
    let rows = series
        .groups
        .iter()
        .map(|group| vec![group.label.clone(), language.number(group.mean, 2), listed(group, language)]);
    Some(Chart { svg, title: series.title.to_owned(), columns, rows: rows.collect(), ..Chart::default() })
}

fn listed(group: &Group, language: &Language) -> String {
    let mut answers = group.answers.clone();
    answers.sort_by(f64::total_cmp);
    let number = |answer: &f64| language.number(*answer, usize::from(answer.fract() != 0.0));
    answers.iter().map(number).collect::<Vec<_>>().join(", ")
}

fn spoken(group: &Group, language: &Language) -> String {
    language.say(
        "drawing-mean-of",
        &[
            ("who", &group.label),
            ("mean", &language.number(group.mean, 1)),
            ("answers", &listed(group, language)),
        ],
    )
}

/// A line, a dot an answer, and a mark at the mean with its number.
fn draw(svg: &mut String, group: &Group, base: f64, place: &dyn Fn(f64) -> f64, language: &Language) {
    let _ =
        write!(
            svg,
            "<line class=\"grid\" x1=\"0\" x2=\"100%\" y1=\"{0}\" y2=\"{0}\"/>\
         <text class=\"label\" x=\"0\" y=\"{1}\">{2}</text>",
            coordinate(base),
            coordinate(base - 36.0),
            super::draw::escape(&language.say(
                "drawing-mean-short",
                &[("who", &group.label), ("mean", &language.number(group.mean, 1))]
            ))
        );
    let mut answers = group.answers.clone();
    answers.sort_by(f64::total_cmp);
    for equal in answers.chunk_by(|left, right| left == right) {
        let x = place(equal[0]);
        for at in 0..equal.len().min(STACKED) {
            let _ = write!(
                svg,
                "<circle class=\"point\" cx=\"{}\" cy=\"{}\" r=\"4\"/>",
                across(x),
                coordinate(base - 6.0 - STEP * at as f64)
            );
        }
        if equal.len() > STACKED {
            text(svg, "label quiet", x, base - 10.0 - STEP * STACKED as f64, &format!("×{}", equal.len()));
        }
    }
    if !answers.is_empty() {
        let x = across(place(group.mean));
        let _ = write!(
            svg,
            "<line class=\"mean\" x1=\"{x}\" x2=\"{x}\" y1=\"{}\" y2=\"{}\"/>",
            coordinate(base - 24.0),
            coordinate(base + 4.0)
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_group_has_its_line_and_many_equal_answers_a_number() {
        let groups = [
            Group { label: "Customer".to_owned(), answers: vec![4.0, 6.0], mean: 5.0 },
            Group { label: "Our <people>".to_owned(), answers: vec![9.0; 5], mean: 9.0 },
        ];
        let series = Rows { id: "r", title: "Side by side", groups: &groups, low: 0.0, high: 10.0 };
        let chart = rows(&series, &Language::default()).unwrap();
        assert_eq!(chart.svg.matches("<circle").count(), 5);
        assert!(
            chart.svg.contains(">×5</text>") && chart.svg.contains("Our &lt;people&gt;"),
            "{}",
            chart.svg
        );
        assert_eq!(chart.rows[0], ["Customer", "5.00", "4, 6"]);
    }
}
