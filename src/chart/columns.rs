//! Columns above and below one line: what came in and what went out, one stretch of time after another.

use std::fmt::Write as _;

use super::Chart;
use super::draw::{across, coordinate, open_wide, text};

/// One stretch of time.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Column {
    /// What stands below it; empty where neighbours say enough.
    pub tick: String,
    /// How much stands above the line; what is less than nothing is not drawn.
    pub above: f64,
    /// How much stands below it.
    pub below: f64,
    /// Its row in the data table.
    pub row: Vec<String>,
}

/// All that the chart shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Columns<'a> {
    /// An id that no other chart of the page has.
    pub id: &'a str,
    /// What it shows, in a line.
    pub title: &'a str,
    /// What it shows, in a sentence with figures.
    pub description: &'a str,
    /// What stands above the line, with how much at most.
    pub above: &'a str,
    /// What stands below it, with how much at most.
    pub below: &'a str,
    /// The most pixels that one of what is shown is high, so that a single one is no tower.
    pub most: f64,
    /// The headings of the data table.
    pub headings: &'a [&'a str],
    /// The stretches, oldest first.
    pub columns: &'a [Column],
}

const TOP: f64 = 24.0;
const PLOT: f64 = 112.0;
/// The room below the columns for their labels.
const FOOT: f64 = 48.0;
/// The share of its place that a column fills.
const FILL: f64 = 0.7;
/// The widest column, as a share of the drawing.
const WIDEST: f64 = 0.06;

/// Draws the columns; `None` where nothing stands above or below the line.
pub fn columns(series: &Columns<'_>) -> Option<Chart> {
    let most = |of: fn(&Column) -> f64| series.columns.iter().map(of).fold(0.0, f64::max);
    let (above, below) = (most(|one| one.above), most(|one| one.below));
    if above + below <= 0.0 {
        return None;
    }
    let scale = (PLOT / (above + below)).min(series.most);
    let (line, end) = (TOP + above * scale, TOP + (above + below) * scale);
    let height = (end + FOOT).ceil();
    let mut svg = String::with_capacity(4096);
    open_wide(&mut svg, series.id, "chart-columns", height as u32, series.title, series.description);
    text(&mut svg, "label quiet", 0.0, TOP - 10.0, series.above);
    if below > 0.0 {
        text(&mut svg, "label quiet", 0.0, end + 16.0, series.below);
    }
    let place = 1.0 / series.columns.len() as f64;
    let wide = (place * FILL).min(WIDEST);
    for (at, one) in series.columns.iter().enumerate() {
        let middle = (at as f64 + 0.5) * place;
        let left = middle - wide / 2.0;
        column(&mut svg, "up", (left, wide), line - one.above.max(0.0) * scale, one.above * scale);
        column(&mut svg, "down", (left, wide), line, one.below * scale);
        if !one.tick.is_empty() {
            text(&mut svg, "label", middle, height - 12.0, &one.tick);
        }
    }
    let y = coordinate(line);
    let _ = write!(svg, "<line class=\"tick\" x1=\"0\" x2=\"100%\" y1=\"{y}\" y2=\"{y}\"/></svg>");
    let headings = series.headings.iter().map(|heading| (*heading).to_owned()).collect();
    let rows = series.columns.iter().map(|one| one.row.clone()).collect();
    Some(Chart { svg, title: series.title.to_owned(), columns: headings, rows, ..Chart::default() })
}

fn column(svg: &mut String, class: &str, (left, wide): (f64, f64), top: f64, height: f64) {
    if height > 0.0 {
        let _ = write!(
            svg,
            "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
            across(left),
            coordinate(top),
            across(wide),
            coordinate(height)
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(columns: &[Column]) -> Option<Chart> {
        super::columns(&Columns {
            id: "c",
            title: "Contacts",
            description: "Two weeks.",
            above: "They spoke: 3",
            below: "We alone: 1",
            most: 40.0,
            headings: &["Week", "They spoke", "We alone"],
            columns,
        })
    }

    #[test]
    fn columns_stand_on_one_line_and_on_one_scale() {
        let week = |above, below| Column { above, below, row: vec!["w".to_owned()], ..Column::default() };
        let chart = drawn(&[week(3.0, 0.0), week(0.0, 1.0)]).unwrap();
        // 112 pixels for 3 above and 1 below: 84 and 28, with the line at 24 + 84.
        assert!(
            chart.svg.contains("<rect class=\"up\" x=\"22%\" y=\"24\" width=\"6%\" height=\"84\"/>"),
            "{}",
            chart.svg
        );
        assert!(chart.svg.contains("<rect class=\"down\" x=\"72%\" y=\"108\" width=\"6%\" height=\"28\"/>"));
        assert_eq!(chart.svg.matches("<rect").count(), 2);
        assert_eq!(chart.rows.len(), 2);
        // One alone is no higher than it may be.
        let low = drawn(&[week(1.0, 0.0)]).unwrap();
        assert!(
            low.svg.contains("height=\"112\" role")
                && low.svg.contains("y=\"24\" width=\"6%\" height=\"40\""),
            "{}",
            low.svg
        );
        assert_eq!(drawn(&[week(0.0, 0.0)]), None);
        assert_eq!(drawn(&[]), None);
    }
}
