//! `standing prune`: what is redundant in the records, why, and exactly what to delete. It deletes nothing.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::day::DayArgument;
use super::format::{Format, json};
use super::{Console, Failure, Outcome};
use crate::check::{check_all, redundant_across};
use crate::language::count;
use crate::review::redundant::{Redundant, redundant};
use crate::source::{WorkingTree, visible};

/// The version of the JSON output.
const VERSION: u32 = 1;

/// What to know before anything is deleted.
const HISTORY: &str = "What you delete stays in the history of git, and in every copy of it. The section “Deleting for good” \
                       of README says how it is purged there.";

/// List what is redundant in the records, with what to delete; nothing is deleted.
///
/// Likely duplicates, what nothing needs, and what is kept for longer than it may be, each with its reason and its place.
#[derive(Args)]
pub struct Arguments {
    /// The folder that holds standing.toml.
    #[arg(default_value = ".", value_name = "DIR")]
    folder: PathBuf,
    /// How to print what is found.
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,
    #[command(flatten)]
    day: DayArgument,
}

/// All that is redundant, as a JSON document.
#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    as_of: String,
    redundant: Vec<Line<'a>>,
    history: &'static str,
}

#[derive(Serialize)]
struct Line<'a> {
    class: &'static str,
    what: &'a str,
    why: &'a str,
    delete: &'a str,
    unless: &'a str,
    place: Place<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    other: Option<Place<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<String>,
}

#[derive(Serialize)]
struct Place<'a> {
    path: &'a str,
    line: u32,
}

/// Runs the command.
///
/// # Errors
/// When the repository cannot be read or the output not be written.
pub fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Failure> {
    let source = WorkingTree::open(&arguments.folder)?;
    let checkup = check_all(&source, arguments.day.resolve()?)?;
    let context = checkup.portfolio.context();
    let mut found: Vec<Redundant> =
        checkup.accounts.iter().flat_map(|account| redundant(account, &context)).collect();
    found.extend(redundant_across(&checkup.exports, &context));
    found.sort_by(|left, right| (&left.span, left.class).cmp(&(&right.span, right.class)));
    let text = match arguments.format {
        Format::Json => document(&found, checkup.portfolio.as_of.to_string())?,
        Format::Terminal => terminal(&found),
    };
    console.print(&text)?;
    Ok(Outcome::Clean)
}

fn document(found: &[Redundant], as_of: String) -> Result<String, Failure> {
    let lines = found.iter().map(|one| Line {
        class: one.class.word(),
        what: &one.what,
        why: &one.why,
        delete: &one.delete,
        unless: &one.unless,
        place: place(&one.span),
        other: one.other.as_ref().map(place),
        since: one.since.map(|since| since.to_string()),
    });
    let document = Document { version: VERSION, as_of, redundant: lines.collect(), history: HISTORY };
    json(&document)
}

fn place(span: &crate::source::Span) -> Place<'_> {
    Place { path: span.path().as_str(), line: span.line() }
}

fn terminal(found: &[Redundant]) -> String {
    if found.is_empty() {
        return "Nothing is redundant: nothing stands there twice, unneeded, or for too long.\n".to_owned();
    }
    let mut text = String::new();
    let mut classes: BTreeMap<_, usize> = BTreeMap::new();
    for one in found {
        *classes.entry(one.class).or_default() += 1;
        let (path, line) = (visible(one.span.path().as_str()), one.span.line());
        text.push_str(&format!("{path}:{line}: {}: {}\n", one.class.word(), visible(&one.what)));
        text.push_str(&format!("  why:    {}\n", visible(&one.why)));
        text.push_str(&format!("  delete: {}\n", visible(&one.delete)));
        if !one.unless.is_empty() {
            text.push_str(&format!("  unless: {}\n", visible(&one.unless)));
        }
        text.push('\n');
    }
    let of: Vec<String> =
        classes.iter().map(|(class, number)| format!("{number} {}", class.word())).collect();
    let all = count(found.len(), "thing is", "things are");
    text.push_str(&format!("{all} redundant: {}. Nothing was deleted.\n{HISTORY}\n", of.join(", ")));
    text
}
