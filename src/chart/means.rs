//! The means of waves on the instrument's whole scale: as a control chart with centre, limits and signals, or with the line
//! of their trend.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::draw::{across, coordinate, open_wide, share, text};
use super::{Chart, Note};
use crate::language::Language;

/// One wave.
#[derive(Debug, Clone, PartialEq)]
pub struct Mean {
    /// Its day.
    pub on: NaiveDate,
    /// The mean of its answers.
    pub mean: f64,
    /// How many answered.
    pub answers: usize,
    /// The letter of the signal that it makes; empty where it only takes part in one.
    pub signal: Option<String>,
}

/// The centre and the limits of some waves in a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Guide {
    /// The first of them, from 0.
    pub from: usize,
    /// The one behind the last.
    pub to: usize,
    /// The centre.
    pub centre: f64,
    /// The lower and the upper limit, where there are any.
    pub limits: Option<(f64, f64)>,
}

/// All that the chart shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Means<'a> {
    /// An id that no other chart of the page has.
    pub id: &'a str,
    /// What it shows, in a line.
    pub title: &'a str,
    /// The waves, oldest first.
    pub waves: &'a [Mean],
    /// Centre and limits, stretch by stretch.
    pub guides: &'a [Guide],
    /// Where the line of the trend stands at the first wave and at the last.
    pub line: Option<(f64, f64)>,
    /// What the letters stand for.
    pub notes: Vec<Note>,
    /// The instrument's lowest answer.
    pub low: f64,
    /// The instrument's highest answer.
    pub high: f64,
}

const TOP: f64 = 20.0;
const PLOT: f64 = 140.0;
const HEIGHT: u32 = 204;
/// The waves stand between these shares of the width; the labels of centre and limits are right of them.
const LEFT: f64 = 0.06;
const RIGHT: f64 = 0.78;
/// Labels keep this distance from each other.
const LEADING: f64 = 14.0;

/// Draws the waves; `None` where there is none.
pub fn means(series: &Means<'_>, language: &Language) -> Option<Chart> {
    let (first, last) = (series.waves.first()?, series.waves.last()?);
    let mut svg = String::with_capacity(4096);
    open_wide(&mut svg, series.id, "chart-means", HEIGHT, series.title, &description(series, language));
    let plot = Plot { series, language, first: first.on, last: last.on };
    plot.scale(&mut svg);
    for guide in series.guides {
        plot.guide(&mut svg, guide);
    }
    if let Some(guide) = series.guides.last() {
        plot.guide_labels(&mut svg, guide);
    }
    if let Some((from, to)) = series.line {
        line(&mut svg, "trend-line", (LEFT, plot.height(from)), (RIGHT, plot.height(to)));
    }
    for pair in series.waves.windows(2) {
        let at = |wave: &Mean| (plot.place(wave.on), plot.height(wave.mean));
        line(&mut svg, "line", at(&pair[0]), at(&pair[1]));
    }
    for (wave, labelled) in series.waves.iter().zip(plot.labelled()) {
        plot.wave(&mut svg, wave, labelled);
    }
    svg.push_str("</svg>");
    let columns = ["wave", "mean", "answers", "centre", "limits", "signal"];
    let columns = columns.map(|id| language.word(&format!("drawing-{id}"))).to_vec();
    let rows = (0..series.waves.len()).map(|at| plot.row(at)).collect();
    Some(Chart { svg, title: series.title.to_owned(), notes: series.notes.clone(), columns, rows })
}

fn line(svg: &mut String, class: &str, from: (f64, f64), to: (f64, f64)) {
    let _ = write!(
        svg,
        "<line class=\"{class}\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>",
        across(from.0),
        coordinate(from.1),
        across(to.0),
        coordinate(to.1)
    );
}

fn description(series: &Means<'_>, language: &Language) -> String {
    let number = |value: f64| language.number(value, 1);
    let (low, high) = (number(series.low), number(series.high));
    let mut said = language.count("drawing-waves", series.waves.len(), &[("low", &low), ("high", &high)]);
    if let Some(last) = series.waves.last() {
        let (mean, on) = (number(last.mean), language.date(last.on));
        said.push(' ');
        said.push_str(&language.count("drawing-latest-mean", last.answers, &[("mean", &mean), ("on", &on)]));
    }
    if let Some(guide) = series.guides.last() {
        let centre = number(guide.centre);
        said.push(' ');
        said.push_str(&match guide.limits {
            None => language.say("drawing-the-centre", &[("centre", &centre)]),
            Some((low, high)) => language.say(
                "drawing-the-limits",
                &[("centre", &centre), ("low", &number(low)), ("high", &number(high))],
            ),
        });
    }
    for note in &series.notes {
        let _ = write!(said, " {}: {}.", note.mark, note.text);
    }
    said
}

/// Where things stand in the drawing.
struct Plot<'a> {
    series: &'a Means<'a>,
    language: &'a Language,
    first: NaiveDate,
    last: NaiveDate,
}

impl Plot<'_> {
    fn place(&self, on: NaiveDate) -> f64 {
        LEFT + (RIGHT - LEFT) * share(on, self.first, self.last)
    }

    fn height(&self, value: f64) -> f64 {
        let range = (self.series.high - self.series.low).max(f64::MIN_POSITIVE);
        TOP + PLOT * (1.0 - ((value - self.series.low) / range).clamp(0.0, 1.0))
    }

    /// The ends of the scale, labelled at the left.
    fn scale(&self, svg: &mut String) {
        for level in [self.series.low, self.series.high] {
            let y = self.height(level);
            line(svg, "grid", (0.0, y), (1.0, y));
            let decimals = if level.fract() == 0.0 { 0 } else { 1 };
            text(svg, "label quiet", 0.0, y - 4.0, &self.language.number(level, decimals));
        }
    }

    /// A guide reaches from half a step before its first wave, as far as there is one, to its last; the latest to the edge.
    fn guide(&self, svg: &mut String, guide: &Guide) {
        let waves = self.series.waves;
        let (Some(from), Some(to)) = (waves.get(guide.from), waves.get(guide.to.saturating_sub(1))) else {
            return;
        };
        let end = if guide.to == waves.len() { RIGHT + 0.03 } else { self.place(to.on) };
        let start = if guide.from == 0 { LEFT - 0.03 } else { self.place(from.on) };
        let across = |svg: &mut String, class, value| {
            let y = self.height(value);
            line(svg, class, (start, y), (end, y));
        };
        across(svg, "centre", guide.centre);
        for limit in guide.limits.iter().flat_map(|(low, high)| [*low, *high]) {
            across(svg, "limit", limit);
        }
    }

    /// The numbers of the guide at the right, moved apart where they would cover each other.
    fn guide_labels(&self, svg: &mut String, guide: &Guide) {
        let mut labels = vec![("centre", guide.centre)];
        if let Some((low, high)) = guide.limits {
            labels.insert(0, ("limit", high));
            labels.push(("limit", low));
        }
        let middle = self.height(guide.centre);
        for (at, (word, value)) in labels.iter().enumerate() {
            let from_centre = (at as f64 - (labels.len() / 2) as f64) * LEADING;
            let own = self.height(*value);
            let y =
                if from_centre < 0.0 { own.min(middle + from_centre) } else { own.max(middle + from_centre) };
            let words = format!("{word} {}", self.language.number(*value, 1));
            text(svg, "label", 1.0, y + 4.0, &words);
        }
    }

    /// Which waves have a label below: the latest, and before it as many as there is room for.
    fn labelled(&self) -> Vec<bool> {
        let mut next = f64::INFINITY;
        let mut labelled: Vec<bool> = Vec::new();
        for wave in self.series.waves.iter().rev() {
            let place = self.place(wave.on);
            // A label at the left edge begins at its wave, where the others stand around theirs.
            let has_room = if place < 0.1 { place + 0.08 <= next } else { place <= next };
            labelled.push(has_room);
            if has_room {
                next = place - 0.2;
            }
        }
        labelled.reverse();
        labelled
    }

    fn wave(&self, svg: &mut String, wave: &Mean, labelled: bool) {
        let (place, y) = (self.place(wave.on), self.height(wave.mean));
        let x = across(place);
        let _ = write!(svg, "<circle class=\"point\" cx=\"{x}\" cy=\"{}\" r=\"4\"/>", coordinate(y));
        if let Some(letter) = &wave.signal {
            let _ = write!(svg, "<circle class=\"signal\" cx=\"{x}\" cy=\"{}\" r=\"8\"/>", coordinate(y));
            let above = if y < TOP + 24.0 { y + 22.0 } else { y - 12.0 };
            if !letter.is_empty() {
                text(svg, "label event-mark", place, above, letter);
            }
        }
        if labelled {
            let foot = TOP + PLOT;
            text(svg, "label", place, foot + 20.0, &self.language.month(wave.on));
            text(svg, "label quiet", place, foot + 36.0, &format!("n = {}", wave.answers));
        }
    }

    fn row(&self, at: usize) -> Vec<String> {
        let (wave, none) = (&self.series.waves[at], "–".to_owned());
        let number = |value: f64| self.language.number(value, 1);
        let guide = self.series.guides.iter().find(|guide| (guide.from..guide.to).contains(&at));
        let limits = guide.and_then(|guide| guide.limits);
        let note = |letter: &String| {
            if letter.is_empty() {
                return self.language.word("drawing-takes-part");
            }
            let note = self.series.notes.iter().find(|note| note.mark == *letter);
            note.map_or_else(|| letter.clone(), |note| format!("{letter}: {}", note.text))
        };
        vec![
            self.language.date(wave.on),
            self.language.number(wave.mean, 2),
            wave.answers.to_string(),
            guide.map_or_else(|| none.clone(), |guide| number(guide.centre)),
            limits.map_or_else(|| none.clone(), |(low, high)| format!("{} to {}", number(low), number(high))),
            wave.signal.as_ref().map_or(none, note),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wave(on: &str, mean: f64, signal: Option<&str>) -> Mean {
        Mean { on: on.parse().unwrap(), mean, answers: 4, signal: signal.map(str::to_owned) }
    }

    #[test]
    fn a_control_chart_rings_its_signals_and_says_them_in_its_table() {
        let waves = [
            wave("2025-01-15", 7.0, None),
            wave("2025-07-15", 7.5, None),
            wave("2026-01-15", 2.0, Some("A")),
        ];
        let guides = [Guide { from: 0, to: 3, centre: 7.3, limits: Some((6.0, 8.5)) }];
        let notes =
            vec![Note { mark: "A".to_owned(), text: "below the limits".to_owned(), ..Note::default() }];
        let series = Means {
            id: "c",
            title: "Means",
            waves: &waves,
            guides: &guides,
            line: None,
            notes,
            low: 0.0,
            high: 10.0,
        };
        let chart = means(&series, &Language::default()).unwrap();
        assert_eq!(chart.svg.matches("class=\"signal\"").count(), 1);
        assert_eq!(chart.svg.matches("class=\"limit\"").count(), 2);
        assert_eq!(chart.svg.matches("class=\"centre\"").count(), 1);
        assert!(chart.svg.contains("A: below the limits.</desc>"), "{}", chart.svg);
        let last = chart.rows.last().unwrap();
        assert_eq!(last[1..], ["2.00", "4", "7.3", "6.0 to 8.5", "A: below the limits"]);
    }

    #[test]
    fn labels_of_narrow_limits_do_not_cover_each_other() {
        let waves = [wave("2025-01-15", 7.0, None)];
        let guides = [Guide { from: 0, to: 1, centre: 7.0, limits: Some((6.9, 7.1)) }];
        let series = Means {
            id: "c",
            title: "M",
            waves: &waves,
            guides: &guides,
            line: None,
            notes: Vec::new(),
            low: 0.0,
            high: 10.0,
        };
        let svg = means(&series, &Language::default()).unwrap().svg;
        let heights: Vec<f64> = svg
            .split("<text class=\"label\" x=\"100%\" y=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().parse().unwrap())
            .collect();
        assert_eq!(heights, [52.0, 66.0, 80.0]);
    }
}
