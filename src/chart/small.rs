//! The small drawings that stand in a line of text or a cell of a table: scale, bar, sparkline, strip.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::draw::{across, coordinate, escape, share};
use super::{Chart, Thresholds, Tone};
use crate::language::Language;

/// A score between its bounds, on the scale of the bands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale<'a> {
    /// An id that no other chart of the page has.
    pub id: &'a str,
    /// The score, 0 to 100, or none.
    pub score: Option<f64>,
    /// The lower bound.
    pub low: f64,
    /// The upper bound.
    pub high: f64,
    /// The colour of the standing.
    pub tone: Tone,
    /// Where the bands begin.
    pub thresholds: Thresholds,
}

/// Draws a score on its scale, as wide as its column, 44 pixels high.
pub fn scale(series: &Scale<'_>, language: &Language) -> Chart {
    let number = |value: f64| language.number(value, 0);
    let score =
        series.score.map_or_else(|| language.word("drawing-unknown"), |score| language.number(score, 1));
    let (low, high) = (number(series.low), number(series.high));
    let title = language.say("drawing-scale", &[("score", &score), ("low", &low), ("high", &high)]);
    let id = escape(series.id);
    let Thresholds { watch, good } = series.thresholds;
    let mut svg = format!(
        "<svg class=\"chart chart-scale\" width=\"100%\" height=\"44\" role=\"img\" aria-labelledby=\"{id}-t\">\
         <title id=\"{id}-t\">{}</title>",
        escape(&title)
    );
    for (tone, from, to) in [(Tone::Risk, 0.0, watch), (Tone::Watch, watch, good), (Tone::Good, good, 100.0)]
    {
        let _ = write!(
            svg,
            "<rect class=\"run {}\" x=\"{}\" y=\"24\" width=\"{}\" height=\"2\"/>",
            tone.class(),
            across(from / 100.0),
            across((to - from).max(0.0) / 100.0)
        );
    }
    for (level, anchor) in [(0.0, "start"), (watch, "middle"), (good, "middle"), (100.0, "end")] {
        let x = across(level / 100.0);
        let _ = write!(
            svg,
            "<line class=\"tick\" x1=\"{x}\" x2=\"{x}\" y1=\"22\" y2=\"28\"/>\
             <text class=\"label quiet\" x=\"{x}\" y=\"42\" text-anchor=\"{anchor}\">{}</text>",
            number(level)
        );
    }
    let (low, high) = (across(series.low / 100.0), across(series.high / 100.0));
    let _ = write!(
        svg,
        "<line class=\"range\" x1=\"{low}\" x2=\"{high}\" y1=\"12\" y2=\"12\"/>\
         <line class=\"range-end\" x1=\"{low}\" x2=\"{low}\" y1=\"7\" y2=\"17\"/>\
         <line class=\"range-end\" x1=\"{high}\" x2=\"{high}\" y1=\"7\" y2=\"17\"/>"
    );
    if let Some(score) = series.score {
        let x = across(score / 100.0);
        let _ = write!(svg, "<circle class=\"end {}\" cx=\"{x}\" cy=\"12\" r=\"6\"/>", series.tone.class());
    }
    svg.push_str("</svg>");
    Chart { svg, title, ..Chart::default() }
}

/// A dimension's score as a bar; an unknown one is an open range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// The score, 0 to 100; `None` while it is unknown.
    pub score: Option<f64>,
    /// The lowest it could be, 0 to 100.
    pub low: f64,
    /// The highest it could be.
    pub high: f64,
    /// Its colour.
    pub tone: Tone,
}

/// Draws a bar for a cell whose text says the same; a screen reader passes over it.
pub fn bar(series: &Bar) -> String {
    let mut svg =
        String::from("<svg class=\"chart chart-bar\" width=\"100%\" height=\"16\" aria-hidden=\"true\">");
    svg.push_str("<line class=\"grid\" x1=\"0\" x2=\"100%\" y1=\"8\" y2=\"8\"/>");
    if let Some(score) = series.score {
        let _ = write!(
            svg,
            "<rect class=\"run {}\" x=\"0\" y=\"4\" width=\"{}\" height=\"8\"/>",
            series.tone.class(),
            across(score.clamp(0.0, 100.0) / 100.0)
        );
    }
    if series.high > series.low {
        let (low, high) = (across(series.low / 100.0), across(series.high / 100.0));
        let _ = write!(
            svg,
            "<line class=\"range\" x1=\"{low}\" x2=\"{high}\" y1=\"8\" y2=\"8\"/>\
             <line class=\"range-end\" x1=\"{low}\" x2=\"{low}\" y1=\"4\" y2=\"12\"/>\
             <line class=\"range-end\" x1=\"{high}\" x2=\"{high}\" y1=\"4\" y2=\"12\"/>"
        );
    }
    svg.push_str("</svg>");
    svg
}

/// A year of scores without axes, always on the same scale from 0 to 100, so that accounts compare.
#[derive(Debug, Clone, PartialEq)]
pub struct Sparkline<'a> {
    /// An id that no other chart of the page has.
    pub id: &'a str,
    /// Days and scores, oldest first; `None` while nothing is known.
    pub points: &'a [(NaiveDate, Option<f64>)],
    /// The colour of the standing now.
    pub tone: Tone,
    /// Where the bands begin.
    pub thresholds: Thresholds,
}

const SPARK_WIDTH: f64 = 96.0;
const SPARK_HEIGHT: f64 = 32.0;

/// Draws a sparkline of 96 by 32 pixels; `None` where no score is known.
pub fn sparkline(series: &Sparkline<'_>, language: &Language) -> Option<Chart> {
    let (first, last) = (series.points.first()?.0, series.points.last()?.0);
    let known: Vec<(NaiveDate, f64)> =
        series.points.iter().filter_map(|(day, score)| score.map(|score| (*day, score))).collect();
    let ((_, from), (end_day, to)) = (known.first()?, known.last()?);
    let title = language.say(
        "drawing-spark",
        &[
            ("from", &language.number(*from, 0)),
            ("to", &language.number(*to, 0)),
            ("since", &language.month(first)),
        ],
    );
    let x = |day: NaiveDate| 2.0 + (SPARK_WIDTH - 6.0) * share(day, first, last);
    let y = |score: f64| 2.0 + (SPARK_HEIGHT - 4.0) * (1.0 - score.clamp(0.0, 100.0) / 100.0);
    let mut path = String::new();
    let mut drawing = false;
    for (day, score) in series.points {
        if let Some(score) = score {
            let pen = if drawing { 'L' } else { 'M' };
            let _ = write!(path, "{pen}{} {}", tenth(x(*day)), tenth(y(*score)));
        }
        drawing = score.is_some();
    }
    let id = escape(series.id);
    let mut svg = format!(
        "<svg class=\"chart chart-spark\" width=\"96\" height=\"32\" viewBox=\"0 0 96 32\" role=\"img\" \
         aria-labelledby=\"{id}-t\"><title id=\"{id}-t\">{}</title>",
        escape(&title)
    );
    let (watch, good) = (tenth(y(series.thresholds.watch)), tenth(y(series.thresholds.good)));
    let _ = write!(
        svg,
        "<path class=\"grid\" d=\"M0 {watch}H96M0 {good}H96\"/><path class=\"line\" d=\"{path}\"/>\
         <circle class=\"end {}\" cx=\"{}\" cy=\"{}\" r=\"2.5\"/></svg>",
        series.tone.class(),
        tenth(x(*end_day)),
        tenth(y(*to))
    );
    Some(Chart { svg, title, ..Chart::default() })
}

/// A coordinate to a tenth: enough for 96 pixels, and a year of weeks stays under a kilobyte.
fn tenth(value: f64) -> String {
    coordinate((value * 10.0).round() / 10.0)
}

/// One expectation in a strip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// Exceeded.
    Exceeded,
    /// Met.
    Met,
    /// Met in part.
    Partly,
    /// Missed.
    Missed,
    /// Its assessment is overdue.
    Overdue,
    /// Never assessed.
    Unassessed,
}

impl Cell {
    /// The order in which a strip shows them, and the words of its name.
    const ORDER: [(Cell, &'static str); 6] = [
        (Cell::Exceeded, "exceeded"),
        (Cell::Met, "met"),
        (Cell::Partly, "partly"),
        (Cell::Missed, "missed"),
        (Cell::Overdue, "overdue"),
        (Cell::Unassessed, "unassessed"),
    ];

    /// The shape, centred on `x` in a drawing 16 high.
    fn shape(self, x: f64) -> String {
        let x = coordinate(x);
        match self {
            Cell::Exceeded => format!(
                "<path class=\"tone-good\" transform=\"translate({x} 8)\" d=\"M0 -5.5L1.5 -1.7 5.5 -1.5 2.4 1 3.5 5 0 \
                 2.7-3.5 5-2.4 1-5.5 -1.5-1.5 -1.7Z\"/>"
            ),
            Cell::Met => format!("<circle class=\"tone-good\" cx=\"{x}\" cy=\"8\" r=\"4\"/>"),
            Cell::Partly => {
                format!("<path class=\"tone-watch\" transform=\"translate({x} 8)\" d=\"M0 -4.5L5 4H-5Z\"/>")
            }
            Cell::Missed => {
                format!("<path class=\"tone-risk\" transform=\"translate({x} 8)\" d=\"M-4 -4H4V4H-4Z\"/>")
            }
            Cell::Overdue => format!(
                "<path class=\"open tone-watch\" transform=\"translate({x} 8)\" d=\"M4 0A4 4 0 1 1 -4 0 4 4 0 1 1 4 \
                 0M0 -2.5V0.5L2 1.5\"/>"
            ),
            Cell::Unassessed => {
                format!("<circle class=\"open tone-unknown\" cx=\"{x}\" cy=\"8\" r=\"3.5\"/>")
            }
        }
    }
}

/// The most cells a strip draws one by one.
const STRIP_CELLS: usize = 10;

/// Draws expectations as a strip of shapes, best first; what does not fit is counted. `None` where there are none.
pub fn strip(id: &str, cells: &[Cell]) -> Option<Chart> {
    if cells.is_empty() {
        return None;
    }
    let counts: Vec<(Cell, &str, usize)> = Cell::ORDER
        .iter()
        .map(|(cell, word)| (*cell, *word, cells.iter().filter(|other| *other == cell).count()))
        .filter(|(_, _, count)| *count > 0)
        .collect();
    let said: Vec<String> = counts.iter().map(|(_, word, count)| format!("{count} {word}")).collect();
    let title = said.join(", ");
    let (shapes, width) = if cells.len() <= STRIP_CELLS {
        let in_order = counts.iter().flat_map(|(cell, _, count)| std::iter::repeat_n(*cell, *count));
        let shapes: String =
            in_order.enumerate().map(|(index, cell)| cell.shape(7.0 + 13.0 * index as f64)).collect();
        (shapes, 1 + 13 * cells.len())
    } else {
        counted(&counts)
    };
    let id = escape(id);
    let svg = format!(
        "<svg class=\"chart chart-strip\" width=\"{width}\" height=\"16\" viewBox=\"0 0 {width} 16\" role=\"img\" \
         aria-labelledby=\"{id}-t\"><title id=\"{id}-t\">{}</title>{shapes}</svg>",
        escape(&title)
    );
    Some(Chart { svg, title, ..Chart::default() })
}

/// One shape a result with its count beside it.
fn counted(counts: &[(Cell, &str, usize)]) -> (String, usize) {
    let mut shapes = String::new();
    let mut x = 7;
    for (cell, _, count) in counts {
        shapes.push_str(&cell.shape(x as f64));
        let _ = write!(shapes, "<text class=\"label\" x=\"{}\" y=\"12\">{count}</text>", x + 7);
        x += 18 + 7 * count.to_string().len();
    }
    (shapes, x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strip_says_in_words_what_it_draws() {
        let chart = strip("s", &[Cell::Overdue, Cell::Met, Cell::Met]).unwrap();
        assert_eq!(chart.title, "2 met, 1 overdue");
        assert_eq!(
            chart.svg,
            "<svg class=\"chart chart-strip\" width=\"40\" height=\"16\" viewBox=\"0 0 40 16\" role=\"img\" \
             aria-labelledby=\"s-t\"><title id=\"s-t\">2 met, 1 overdue</title><circle class=\"tone-good\" cx=\"7\" \
             cy=\"8\" r=\"4\"/><circle class=\"tone-good\" cx=\"20\" cy=\"8\" r=\"4\"/><path class=\"open tone-watch\" \
             transform=\"translate(33 8)\" d=\"M4 0A4 4 0 1 1 -4 0 4 4 0 1 1 4 0M0 -2.5V0.5L2 1.5\"/></svg>"
        );
        assert_eq!(strip("s", &[]), None);
        let many = strip("s", &[Cell::Met; 12]).unwrap();
        assert!(many.svg.contains(">12</text>"));
    }

    #[test]
    fn a_sparkline_keeps_the_scale_and_breaks_where_nothing_is_known() {
        let day = |text: &str| text.parse().unwrap();
        let points =
            [(day("2025-05-05"), Some(60.0)), (day("2025-08-04"), None), (day("2026-05-04"), Some(40.0))];
        let series =
            Sparkline { id: "p", points: &points, tone: Tone::Risk, thresholds: Thresholds::default() };
        let chart = sparkline(&series, &Language::default()).unwrap();
        assert_eq!(
            chart.svg,
            "<svg class=\"chart chart-spark\" width=\"96\" height=\"32\" viewBox=\"0 0 96 32\" role=\"img\" \
             aria-labelledby=\"p-t\"><title id=\"p-t\">Score from 60 to 40 since May\u{a0}2025</title><path \
             class=\"grid\" d=\"M0 16H96M0 9H96\"/><path class=\"line\" d=\"M2 13.2M92 18.8\"/><circle class=\"end \
             tone-risk\" cx=\"92\" cy=\"18.8\" r=\"2.5\"/></svg>"
        );
    }

    #[test]
    fn a_bar_of_something_unknown_is_an_open_range() {
        let drawn = bar(&Bar { score: None, low: 0.0, high: 100.0, tone: Tone::Unknown });
        assert_eq!(
            drawn,
            "<svg class=\"chart chart-bar\" width=\"100%\" height=\"16\" aria-hidden=\"true\"><line class=\"grid\" \
             x1=\"0\" x2=\"100%\" y1=\"8\" y2=\"8\"/><line class=\"range\" x1=\"0%\" x2=\"100%\" y1=\"8\" y2=\"8\"/>\
             <line class=\"range-end\" x1=\"0%\" x2=\"0%\" y1=\"4\" y2=\"12\"/><line class=\"range-end\" x1=\"100%\" \
             x2=\"100%\" y1=\"4\" y2=\"12\"/></svg>"
        );
    }

    #[test]
    fn a_scale_says_score_and_bounds() {
        let series = Scale {
            id: "x",
            score: Some(48.96),
            low: 30.0,
            high: 71.0,
            tone: Tone::Risk,
            thresholds: Thresholds::default(),
        };
        let chart = scale(&series, &Language::default());
        assert_eq!(chart.title, "Score 49.0 on a scale from 0 to 100, between 30 and 71");
        assert!(!chart.svg.contains("style="));
    }
}
