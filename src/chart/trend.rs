//! Feedback through its waves: a plain line on the instrument's whole scale, with intervals and how many answered.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::Chart;
use super::draw::{across, anchor, coordinate, open_wide, share, text};
use crate::language::Language;

/// One wave of an instrument.
#[derive(Debug, Clone, PartialEq)]
pub struct Wave {
    /// Its day.
    pub on: NaiveDate,
    /// The figure on the instrument's scale; `None` where too few answered for one.
    pub value: Option<f64>,
    /// The interval around it, where one can be given.
    pub interval: Option<(f64, f64)>,
    /// How many answered.
    pub answers: usize,
}

/// All that the chart shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend<'a> {
    /// An id that no other chart of the page has.
    pub id: &'a str,
    /// What it shows, in a line.
    pub title: &'a str,
    /// The waves, oldest first.
    pub waves: &'a [Wave],
    /// The instrument's lowest value.
    pub low: f64,
    /// The instrument's highest value.
    pub high: f64,
    /// Decimals of a value.
    pub decimals: usize,
}

const TOP: f64 = 20.0;
const PLOT: f64 = 120.0;
const HEIGHT: u32 = 184;
/// The plot keeps this share of the width free on both sides, so that whiskers and numbers stay inside.
const MARGIN: f64 = 0.04;

/// Draws the waves; `None` where there is none.
pub fn trend(series: &Trend<'_>, language: &Language) -> Option<Chart> {
    let (first, last) = (series.waves.first()?, series.waves.last()?);
    let mut svg = String::with_capacity(2048);
    open_wide(&mut svg, series.id, "chart-trend", HEIGHT, series.title, &description(series, language));
    scale_lines(&mut svg, series, language);
    let place = |wave: &Wave| {
        if series.waves.len() == 1 {
            0.5
        } else {
            MARGIN + (1.0 - 2.0 * MARGIN) * share(wave.on, first.on, last.on)
        }
    };
    connect(&mut svg, series, &place);
    let every = series.waves.len().div_ceil(4);
    for (index, wave) in series.waves.iter().enumerate() {
        let from_last = series.waves.len() - 1 - index;
        wave_marks(&mut svg, series, wave, place(wave), from_last.is_multiple_of(every), language);
    }
    if let Some(value) = last.value {
        let y = height_of(series, value);
        let label_y = if y < TOP + 16.0 { y + 22.0 } else { y - 10.0 };
        let at = (place(last) - 0.012).max(0.0);
        let _ = write!(
            svg,
            "<text class=\"label strong\" x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>",
            across(at),
            coordinate(label_y),
            language.number(value, series.decimals)
        );
    }
    svg.push_str("</svg>");
    let columns = ["drawing-wave", "drawing-value", "drawing-interval", "drawing-answers"];
    let columns = columns.map(|id| language.word(id)).to_vec();
    let rows = series.waves.iter().map(|wave| row(series, wave, language)).collect();
    Some(Chart { svg, title: series.title.to_owned(), columns, rows, ..Chart::default() })
}

fn height_of(series: &Trend<'_>, value: f64) -> f64 {
    let range = (series.high - series.low).max(f64::MIN_POSITIVE);
    TOP + PLOT * (1.0 - ((value - series.low) / range).clamp(0.0, 1.0))
}

fn row(series: &Trend<'_>, wave: &Wave, language: &Language) -> Vec<String> {
    let number = |value: f64| language.number(value, series.decimals);
    vec![
        language.date(wave.on),
        wave.value.map_or_else(|| language.word("drawing-too-few"), number),
        wave.interval.map_or_else(
            || "–".to_owned(),
            |(low, high)| language.say("drawing-from-to", &[("low", &number(low)), ("high", &number(high))]),
        ),
        wave.answers.to_string(),
    ]
}

fn description(series: &Trend<'_>, language: &Language) -> String {
    let number = |value: f64| language.number(value, series.decimals);
    let waves = series.waves.len();
    let said = series.waves.iter().rev().find_map(|wave| wave.value.map(|value| (wave, value)));
    let (low, high) = (number(series.low), number(series.high));
    let scale = language.count("drawing-waves", waves, &[("low", &low), ("high", &high)]);
    let latest = match said {
        Some((wave, value)) => {
            let (value, on) = (number(value), language.date(wave.on));
            language.count("drawing-latest-value", wave.answers, &[("value", &value), ("on", &on)])
        }
        None => language.word("drawing-too-few-in-all"),
    };
    format!("{scale} {latest}")
}

/// The ends and the middle of the scale, labelled at the left.
fn scale_lines(svg: &mut String, series: &Trend<'_>, language: &Language) {
    for level in [series.low, (series.low + series.high) / 2.0, series.high] {
        let y = height_of(series, level);
        let _ =
            write!(svg, "<line class=\"grid\" x1=\"0\" x2=\"100%\" y1=\"{0}\" y2=\"{0}\"/>", coordinate(y));
        let decimals = if level.fract() == 0.0 { 0 } else { 1 };
        text(svg, "label quiet", 0.0, y - 4.0, &language.number(level, decimals));
    }
}

/// The line between waves that have a figure, one after the other.
fn connect(svg: &mut String, series: &Trend<'_>, place: &dyn Fn(&Wave) -> f64) {
    for pair in series.waves.windows(2) {
        if let (Some(before), Some(after)) = (pair[0].value, pair[1].value) {
            let _ = write!(
                svg,
                "<line class=\"line\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>",
                across(place(&pair[0])),
                coordinate(height_of(series, before)),
                across(place(&pair[1])),
                coordinate(height_of(series, after))
            );
        }
    }
}

fn wave_marks(
    svg: &mut String,
    series: &Trend<'_>,
    wave: &Wave,
    place: f64,
    labelled: bool,
    language: &Language,
) {
    let x = across(place);
    if let Some((low, high)) = wave.interval {
        let (from, to) = (coordinate(height_of(series, high)), coordinate(height_of(series, low)));
        let _ = write!(svg, "<line class=\"range\" x1=\"{x}\" x2=\"{x}\" y1=\"{from}\" y2=\"{to}\"/>");
    }
    if let Some(value) = wave.value {
        let y = coordinate(height_of(series, value));
        let _ = write!(svg, "<circle class=\"point\" cx=\"{x}\" cy=\"{y}\" r=\"4\"/>");
    } else {
        let y = coordinate(TOP + PLOT);
        let _ = write!(svg, "<circle class=\"point open\" cx=\"{x}\" cy=\"{y}\" r=\"4\"/>");
    }
    if labelled {
        let foot = TOP + PLOT;
        // One anchor for both lines of the label, so that they stay flush at the edges.
        let side = anchor(place);
        let _ = write!(
            svg,
            "<text class=\"label\" x=\"{x}\" y=\"{}\" text-anchor=\"{side}\">{}</text>\
             <text class=\"label quiet\" x=\"{x}\" y=\"{}\" text-anchor=\"{side}\">n = {}</text>",
            coordinate(foot + 20.0),
            language.month(wave.on),
            coordinate(foot + 36.0),
            wave.answers
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trend_stands_on_the_whole_scale_and_says_how_many_answered() {
        let waves = [
            Wave { on: "2025-08-15".parse().unwrap(), value: None, interval: None, answers: 2 },
            Wave {
                on: "2026-02-15".parse().unwrap(),
                value: Some(7.5),
                interval: Some((6.0, 9.0)),
                answers: 6,
            },
        ];
        let series = Trend { id: "t", title: "CSAT", waves: &waves, low: 0.0, high: 10.0, decimals: 1 };
        let chart = trend(&series, &Language::default()).unwrap();
        assert!(
            chart.svg.contains("<circle class=\"point\" cx=\"96%\" cy=\"50\" r=\"4\"/>"),
            "{}",
            chart.svg
        );
        assert!(chart.svg.contains("<line class=\"range\" x1=\"96%\" x2=\"96%\" y1=\"32\" y2=\"68\"/>"));
        assert!(!chart.svg.contains("class=\"line\""));
        let said: Vec<&str> = chart.rows.iter().map(|row| row[1].as_str()).collect();
        assert_eq!(said, ["too few answers", "7.5"]);
    }
}
