//! Charts as inline SVG that a screen reader can read, from plain series, the same bytes every time.
//!
//! A chart names itself (`<title>`, `<desc>`, `role="img"`), takes its colours from the theme's classes alone, and
//! hands back its data as a table for whoever cannot see it. It knows no record and reads no clock.
//!
//! Wide charts fill their column: text and marks are placed by percentages and keep their size, lines stand in a
//! nested drawing that stretches. So a chart is as legible at 320 pixels as on paper.

mod columns;
mod course;
mod dots;
mod draw;
mod history;
mod map;
mod means;
mod rows;
mod small;
mod trend;

pub use columns::{Column, Columns, columns};
pub use course::{Course, course};
pub use dots::{Dots, dots};
pub use history::{Event, History, Thresholds, Week, history};
pub use map::{Map, Ours, Theirs, map};
pub use means::{Guide, Mean, Means, means};
pub use rows::{Group, Rows, rows};
pub use small::{Bar, Cell, Scale, Sparkline, bar, scale, sparkline, strip};
pub use trend::{Trend, Wave, trend};

/// A finished chart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chart {
    /// The `<svg>` element.
    pub svg: String,
    /// What it shows, in a line; also the caption of its table.
    pub title: String,
    /// What its marks mean, in the order in which they stand: events of a history. Empty where labels say it all.
    pub notes: Vec<Note>,
    /// The headings of the data table.
    pub columns: Vec<String>,
    /// Its rows, each as long as the headings.
    pub rows: Vec<Vec<String>>,
}

/// What a lettered mark in a chart stands for.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub struct Note {
    /// The letter in the chart.
    pub mark: String,
    /// Its day, formatted.
    pub date: String,
    /// What happened.
    pub text: String,
    /// Where it is recorded, relative to the page.
    pub href: Option<String>,
}

/// The colour of a mark; its shape and word always say the same.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// As it should be.
    Good,
    /// To be watched.
    Watch,
    /// At risk.
    Risk,
    /// Not known.
    #[default]
    Unknown,
}

impl Tone {
    /// The class of the theme that colours it.
    pub fn class(self) -> &'static str {
        match self {
            Tone::Good => "tone-good",
            Tone::Watch => "tone-watch",
            Tone::Risk => "tone-risk",
            Tone::Unknown => "tone-unknown",
        }
    }

    /// The mark that says it without colour.
    pub fn symbol(self) -> &'static str {
        match self {
            Tone::Good => "●",
            Tone::Watch => "▲",
            Tone::Risk => "■",
            Tone::Unknown => "○",
        }
    }
}
