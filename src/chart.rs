//! Charts as inline SVG that a screen reader can read, from plain series, the same bytes every time.
//!
//! A chart names itself (`<title>`, `<desc>`, `role="img"`), takes its colours from the theme's classes alone, and
//! hands back its data as a table for whoever cannot see it. It knows no record and reads no clock.

/// A finished chart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chart {
    /// The `<svg>` element.
    pub svg: String,
    /// What it shows, in a line; also the caption of its table.
    pub title: String,
    /// The headings of the data table.
    pub columns: Vec<String>,
    /// Its rows, each as long as the headings.
    pub rows: Vec<Vec<String>>,
}
