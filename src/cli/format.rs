//! How results are printed: for people, or as one document for programs.

use clap::ValueEnum;
use serde::Serialize;

use super::Failure;

/// How to print a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Terminal,
    /// One document, for programs.
    Json,
}

/// How to print a result that a forge may show, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DocumentFormat {
    /// For people.
    Terminal,
    /// For the page of a proposed change.
    Markdown,
    /// One document, for programs.
    Json,
}

/// A document as JSON, with a line break at its end.
///
/// # Errors
/// When it cannot be written down.
pub fn json(document: &impl Serialize) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(document);
    text.map(|text| text + "\n").map_err(|error| Failure::new("output", error.to_string()))
}
