//! The history of a standing: the score week by week between its bounds, over the bands, with marked events.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::draw::{across, coordinate, escape, month_ticks, open_wide, share, text};
use super::{Chart, Note, Tone};
use crate::language::Language;

/// Where the bands begin, 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thresholds {
    /// The score from which *watch* begins.
    pub watch: f64,
    /// The score from which *good* begins.
    pub good: f64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Thresholds { watch: 50.0, good: 75.0 }
    }
}

/// One point of the weekly grid.
#[derive(Debug, Clone, PartialEq)]
pub struct Week {
    /// Its day.
    pub on: NaiveDate,
    /// The score, 0 to 100; `None` while nothing is known.
    pub score: Option<f64>,
    /// The lower bound, 0 to 100.
    pub low: f64,
    /// The upper bound, 0 to 100.
    pub high: f64,
    /// The colour of the standing.
    pub tone: Tone,
    /// The standing's word.
    pub word: String,
}

/// Something that happened, marked with a letter.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Its day.
    pub on: NaiveDate,
    /// What happened, in a few words.
    pub what: String,
    /// Where it is recorded, relative to the page.
    pub href: Option<String>,
    /// Whether the model itself changed on this day: such a line is dashed.
    pub model: bool,
}

/// All that the chart shows.
#[derive(Debug, Clone, PartialEq)]
pub struct History<'a> {
    /// An id that no other chart of the page has.
    pub id: &'a str,
    /// What it shows, in a line.
    pub title: &'a str,
    /// The grid, oldest first.
    pub weeks: &'a [Week],
    /// The events, oldest first; those before the first week are left out.
    pub events: &'a [Event],
    /// Where the bands begin.
    pub thresholds: Thresholds,
}

const TOP: f64 = 28.0;
const PLOT: f64 = 176.0;
const HEIGHT: u32 = 256;

/// Draws the history; `None` where there is no week to draw.
pub fn history(series: &History<'_>, language: &Language) -> Option<Chart> {
    let (first, last) = (series.weeks.first()?, series.weeks.last()?);
    let span = (first.on, last.on);
    let mut svg = String::with_capacity(4096);
    open_wide(&mut svg, series.id, "chart-history", HEIGHT, series.title, &description(series, language));
    plot(&mut svg, series, span);
    labels(&mut svg, series.thresholds, language);
    axis(&mut svg, span, language);
    runs(&mut svg, series.weeks, span);
    let notes = events(&mut svg, series.events, span, language);
    end(&mut svg, last, language);
    svg.push_str("</svg>");
    let columns =
        ["drawing-week", "drawing-score", "drawing-at-least", "drawing-at-most", "drawing-standing"];
    let columns = columns.map(|id| language.word(id)).to_vec();
    let rows = series.weeks.iter().map(|week| row(week, language)).collect();
    Some(Chart { svg, title: series.title.to_owned(), notes, columns, rows })
}

fn row(week: &Week, language: &Language) -> Vec<String> {
    vec![
        language.date(week.on),
        week.score.map_or_else(|| language.word("drawing-unknown"), |score| language.number(score, 1)),
        language.number(week.low, 1),
        language.number(week.high, 1),
        week.word.clone(),
    ]
}

fn description(series: &History<'_>, language: &Language) -> String {
    let known: Vec<(&Week, f64)> =
        series.weeks.iter().filter_map(|week| week.score.map(|score| (week, score))).collect();
    let (Some((first, from)), Some((last, to))) = (known.first(), known.last()) else {
        return language.word("drawing-history-empty");
    };
    let lowest = known.iter().map(|(_, score)| *score).fold(f64::INFINITY, f64::min);
    let highest = known.iter().map(|(_, score)| *score).fold(f64::NEG_INFINITY, f64::max);
    language.say(
        "drawing-history",
        &[
            ("from", &language.number(*from, 1)),
            ("began", &language.date(first.on)),
            ("to", &language.number(*to, 1)),
            ("ended", &language.date(last.on)),
            ("standing", &last.word),
            ("lowest", &language.number(lowest, 1)),
            ("highest", &language.number(highest, 1)),
        ],
    )
}

/// The part that stretches: zones, bounds, lines. Its own coordinates are 1000 wide and 100 high, zero at the top.
fn plot(svg: &mut String, series: &History<'_>, span: (NaiveDate, NaiveDate)) {
    let Thresholds { watch, good } = series.thresholds;
    let _ = write!(
        svg,
        "<svg x=\"0\" y=\"{TOP}\" width=\"100%\" height=\"{PLOT}\" viewBox=\"0 0 1000 100\" \
         preserveAspectRatio=\"none\">"
    );
    for (class, from, to) in [("good", good, 100.0), ("watch", watch, good), ("risk", 0.0, watch)] {
        let _ = write!(
            svg,
            "<rect class=\"zone zone-{class}\" x=\"0\" y=\"{}\" width=\"1000\" height=\"{}\"/>",
            coordinate(100.0 - to),
            coordinate((to - from).max(0.0))
        );
    }
    bounds(svg, series.weeks, span);
    for level in [0.0, watch, good, 100.0] {
        let y = coordinate(100.0 - level);
        let _ = write!(svg, "<path class=\"grid\" d=\"M0 {y}H1000\"/>");
    }
    line(svg, series.weeks, span);
    svg.push_str("</svg>");
}

fn bounds(svg: &mut String, weeks: &[Week], span: (NaiveDate, NaiveDate)) {
    let point = |week: &Week, value: f64| {
        let x = coordinate(1000.0 * share(week.on, span.0, span.1));
        format!("{x} {}", coordinate(100.0 - value.clamp(0.0, 100.0)))
    };
    let upper = weeks.iter().map(|week| point(week, week.high));
    let lower = weeks.iter().rev().map(|week| point(week, week.low));
    let outline: Vec<String> = upper.chain(lower).collect();
    let _ = write!(svg, "<path class=\"bounds\" d=\"M{}Z\"/>", outline.join("L"));
}

/// The score; the line breaks where nothing is known.
fn line(svg: &mut String, weeks: &[Week], span: (NaiveDate, NaiveDate)) {
    let mut path = String::new();
    let mut drawing = false;
    for week in weeks {
        match week.score {
            Some(score) => {
                let x = coordinate(1000.0 * share(week.on, span.0, span.1));
                let y = coordinate(100.0 - score.clamp(0.0, 100.0));
                let _ = write!(path, "{}{x} {y}", if drawing { 'L' } else { 'M' });
                drawing = true;
            }
            None => drawing = false,
        }
    }
    if !path.is_empty() {
        let _ = write!(svg, "<path class=\"line\" d=\"{path}\"/>");
    }
}

fn labels(svg: &mut String, thresholds: Thresholds, language: &Language) {
    let at = |level: f64| TOP + PLOT * (1.0 - level / 100.0) - 5.0;
    for (id, level) in
        [("drawing-good", thresholds.good), ("drawing-watch", thresholds.watch), ("drawing-at-risk", 0.0)]
    {
        text(svg, "label quiet", 0.0, at(level), &language.say(id, &[("from", &coordinate(level))]));
    }
    text(svg, "label quiet", 0.0, at(100.0), "100");
}

fn axis(svg: &mut String, span: (NaiveDate, NaiveDate), language: &Language) {
    let foot = TOP + PLOT;
    for (day, label) in month_ticks(span.0, span.1, language) {
        let place = share(day, span.0, span.1);
        let x = across(place);
        let _ = write!(
            svg,
            "<line class=\"tick\" x1=\"{x}\" x2=\"{x}\" y1=\"{}\" y2=\"{}\"/>",
            coordinate(foot),
            coordinate(foot + 5.0)
        );
        text(svg, "label", place, foot + 18.0, &label);
    }
}

/// Stretches of one standing as a ribbon under the axis, each with its mark where there is room.
fn runs(svg: &mut String, weeks: &[Week], span: (NaiveDate, NaiveDate)) {
    let top = TOP + PLOT + 26.0;
    let mut begin = 0;
    for index in 1..=weeks.len() {
        if weeks.get(index).is_some_and(|week| week.word == weeks[begin].word) {
            continue;
        }
        let run = &weeks[begin];
        let from = share(run.on, span.0, span.1);
        let to = weeks.get(index).map_or(1.0, |week| share(week.on, span.0, span.1));
        let width = if weeks.len() == 1 { 1.0 } else { to - from };
        let from = if weeks.len() == 1 { 0.0 } else { from };
        let _ = write!(
            svg,
            "<rect class=\"run {}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"4\"/>",
            run.tone.class(),
            across(from),
            coordinate(top),
            across(width)
        );
        if width > 0.035 {
            let words = if width > 0.18 {
                format!("{} {}", run.tone.symbol(), run.word)
            } else {
                run.tone.symbol().to_owned()
            };
            let _ = write!(
                svg,
                "<text class=\"label {}\" x=\"{}\" y=\"{}\">{}</text>",
                run.tone.class(),
                across(from),
                coordinate(top + 18.0),
                escape(&words)
            );
        }
        begin = index;
    }
}

/// Letters over thin lines; events of one day, or too near for two letters, share one.
fn events(
    svg: &mut String,
    events: &[Event],
    span: (NaiveDate, NaiveDate),
    language: &Language,
) -> Vec<Note> {
    let shown = events.iter().filter(|event| event.on >= span.0 && event.on <= span.1);
    let mut notes = Vec::new();
    let mut before: Option<f64> = None;
    for (index, event) in shown.enumerate() {
        let mark = letter(index);
        let place = share(event.on, span.0, span.1);
        let raised = before.is_some_and(|other| place - other < 0.045);
        before = if raised { None } else { Some(place) };
        let x = across(place);
        let class = if event.model { "event event-model" } else { "event" };
        let top = if raised { 14.0 } else { 26.0 };
        let _ = write!(
            svg,
            "<line class=\"{class}\" x1=\"{x}\" x2=\"{x}\" y1=\"{}\" y2=\"{}\"/>",
            coordinate(top),
            coordinate(TOP + PLOT)
        );
        let _ = write!(
            svg,
            "<text class=\"label event-mark\" x=\"{x}\" y=\"{}\" text-anchor=\"{}\">{mark}</text>",
            coordinate(top - 4.0),
            if place > 0.985 { "end" } else { "middle" }
        );
        let date = language.date(event.on);
        notes.push(Note { mark, date, text: event.what.clone(), href: event.href.clone() });
    }
    notes
}

/// A to Z, then AA to AZ, and so on.
fn letter(index: usize) -> String {
    let last = char::from(b'A' + (index % 26) as u8);
    if index < 26 { last.to_string() } else { format!("{}{last}", letter(index / 26 - 1)) }
}

fn end(svg: &mut String, last: &Week, language: &Language) {
    let Some(score) = last.score else { return };
    let y = TOP + PLOT * (1.0 - score.clamp(0.0, 100.0) / 100.0);
    let _ = write!(
        svg,
        "<circle class=\"end {}\" cx=\"100%\" cy=\"{}\" r=\"4\"/>",
        last.tone.class(),
        coordinate(y)
    );
    let label_y = if score > 92.0 { y + 20.0 } else { y - 10.0 };
    text(svg, "label strong", 1.0, label_y, &language.number(score, 1));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(on: &str, score: Option<f64>, tone: Tone, word: &str) -> Week {
        let on = on.parse().unwrap();
        Week { on, score, low: score.map_or(0.0, |s| s - 10.0), high: 90.0, tone, word: word.to_owned() }
    }

    #[test]
    fn a_history_names_itself_breaks_where_nothing_is_known_and_hands_back_its_data() {
        let weeks = [
            week("2026-01-05", Some(80.0), Tone::Good, "good"),
            week("2026-01-12", None, Tone::Unknown, "unknown"),
            week("2026-01-19", Some(40.04), Tone::Risk, "at risk"),
        ];
        let events = [Event {
            on: "2026-01-14".parse().unwrap(),
            what: "A <critical> complaint".to_owned(),
            href: None,
            model: false,
        }];
        let series = History {
            id: "h",
            title: "Standing & score",
            weeks: &weeks,
            events: &events,
            thresholds: Thresholds::default(),
        };
        let chart = history(&series, &Language::default()).unwrap();
        assert!(chart.svg.starts_with(
            "<svg class=\"chart chart-history\" width=\"100%\" height=\"256\" role=\"img\" aria-labelledby=\"h-t \
             h-d\"><title id=\"h-t\">Standing &amp; score</title><desc id=\"h-d\">Scores from 0 to 100. From 80.0 on"
        ));
        assert!(chart.svg.contains("<path class=\"line\" d=\"M0 20M1000 59.96\"/>"), "{}", chart.svg);
        assert!(!chart.svg.contains("style="));
        assert_eq!(chart.notes[0].mark, "A");
        assert_eq!(chart.rows[1][1..], ["unknown", "0.0", "90.0", "unknown"].map(str::to_owned));
    }

    #[test]
    fn without_weeks_there_is_no_chart() {
        let thresholds = Thresholds::default();
        let series = History { id: "h", title: "", weeks: &[], events: &[], thresholds };
        assert_eq!(history(&series, &Language::default()), None);
    }

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([0, 25, 26, 51, 52].map(letter), ["A", "Z", "AA", "AZ", "BA"].map(str::to_owned));
    }
}
