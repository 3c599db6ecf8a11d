//! `standing measures`: the figures that a trigger can watch and a report can give.

use clap::Args;
use serde::Serialize;

use super::format::{Format, json};
use super::{Console, Failure, Outcome};
use crate::record::Measure;

/// The version of the JSON output.
const VERSION: u32 = 1;

/// List the measures that triggers can watch and reports can give, each with its unit and meaning.
#[derive(Args)]
pub struct Arguments {
    /// How to print them.
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,
}

/// The measures as a JSON document.
#[derive(Serialize)]
struct Document {
    version: u32,
    measures: Vec<Line>,
}

/// One measure.
#[derive(Serialize)]
struct Line {
    name: &'static str,
    unit: &'static str,
    meaning: String,
}

/// Runs the command.
///
/// # Errors
/// When the output cannot be written.
pub fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Failure> {
    let lines =
        Measure::ALL.iter().map(|one| Line { name: one.word(), unit: one.unit(), meaning: one.doc() });
    let measures: Vec<Line> = lines.collect();
    let text = match arguments.format {
        Format::Terminal => terminal(&measures),
        Format::Json => json(&Document { version: VERSION, measures })?,
    };
    console.print(&text)?;
    Ok(Outcome::Clean)
}

fn terminal(lines: &[Line]) -> String {
    let width = |of: fn(&Line) -> &str| lines.iter().map(|line| of(line).chars().count()).max().unwrap_or(0);
    let (name, unit) = (width(|line| line.name), width(|line| line.unit));
    lines.iter().map(|line| format!("{:name$}  {:unit$}  {}\n", line.name, line.unit, line.meaning)).collect()
}
