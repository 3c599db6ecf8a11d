//! `standing diff`: what differs between two revisions, or two days.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;
use serde::Serialize;

use super::day::{parse, present_or};
use super::format::{DocumentFormat, json};
use super::records::repository;
use super::{Console, Failure, Outcome};
use crate::check::{AsOf, Checkup, check_all};
use crate::diagnostic::Severity;
use crate::review;
use crate::review::difference::{Difference, Style};
use crate::source::{Commit, Repository, Revision, Source, SourceError, WorkingTree};

/// The version of the JSON output.
const VERSION: u32 = 1;

/// Say what differs between two revisions or two days: records field by field, how each account stands, and rules newly
/// broken and cleared.
///
/// `main..` compares a revision with the files as they lie in the folder. A day stands for the last commit of that day or
/// before, as of that day. `main...HEAD`, with three dots, begins where the way to the second left the way to the first: what
/// `main` gained meanwhile is no part of the difference.
#[derive(Args)]
pub struct Arguments {
    /// From where to where: `A..B`, each a revision or a day; without B the files in the folder.
    #[arg(value_name = "A..B")]
    range: String,
    /// The folder that holds standing.toml.
    #[arg(default_value = ".", value_name = "DIR")]
    folder: PathBuf,
    /// How to print it.
    #[arg(long, value_enum, default_value_t = DocumentFormat::Terminal)]
    format: DocumentFormat,
    /// Judge both as of this day, year-month-day, so that only what was written differs. Else each as of its own.
    #[arg(long, value_name = "DATE", value_parser = parse)]
    as_of: Option<NaiveDate>,
}

/// Runs the command.
///
/// # Errors
/// When there is no such revision, or one cannot be read.
pub fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Failure> {
    let Some((from, to)) = arguments.range.split_once("..") else {
        return Err(Failure::new(&arguments.range, "is no range: write A..B, such as `main..HEAD`"));
    };
    let from = if from.is_empty() { "HEAD" } else { from };
    let (to, is_from_base) = to.strip_prefix('.').map_or((to, false), |to| (to, true));
    let to = if to.is_empty() { Reading::of_folder(arguments)? } else { Reading::of(to, arguments)? };
    let from = if is_from_base {
        Reading::of_base(from, to.commit.as_ref(), arguments)?
    } else {
        Reading::of(from, arguments)?
    };
    console.log(|| format!("comparing {} with {}", from.name, to.name));
    let difference = Difference::between(&from.checkup, &to.checkup);
    let text = match arguments.format {
        DocumentFormat::Terminal => heading(&from, &to) + &difference.text(Style::Plain),
        DocumentFormat::Markdown => difference.text(Style::Markdown),
        DocumentFormat::Json => {
            json(&Document { version: VERSION, from: from.side(), to: to.side(), difference: &difference })?
        }
    };
    console.print(&text)?;
    Ok(Outcome::Clean)
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    from: Side<'a>,
    to: Side<'a>,
    #[serde(flatten)]
    difference: &'a Difference,
}

#[derive(Serialize)]
struct Side<'a> {
    name: &'a str,
    /// The commit; none for the files in the folder.
    commit: Option<&'a str>,
    as_of: String,
}

/// One side of the comparison.
struct Reading {
    name: String,
    commit: Option<Commit>,
    checkup: Checkup,
}

impl Reading {
    /// A revision, or the last commit of a day or before.
    fn of(name: &str, arguments: &Arguments) -> Result<Self, Failure> {
        let here = repository(&arguments.folder)?;
        let (revision, day) = match parse(name) {
            Ok(day) => (on(&here, day, name)?, Some(day)),
            Err(_) => (here.revision(name)?, None),
        };
        Self::read(name.to_owned(), &revision, arguments.as_of.or(day))
    }

    /// The last commit that a revision and the way to another commit have in common.
    fn of_base(name: &str, tip: Option<&Commit>, arguments: &Arguments) -> Result<Self, Failure> {
        let revision = repository(&arguments.folder)?.base(name, tip)?;
        let revision =
            revision.ok_or_else(|| Failure::new(name, "held no records where this history left it"))?;
        Self::read(format!("{name} as it was"), &revision, arguments.as_of)
    }

    fn read(name: String, revision: &Revision, day: Option<NaiveDate>) -> Result<Self, Failure> {
        let commit = revision.commit().clone();
        let day = day.map_or(AsOf::ConfiguredOr(commit.committed), AsOf::Day);
        Ok(Self { name, checkup: checkup(revision, day)?, commit: Some(commit) })
    }

    /// The files as they lie in the folder, as of today.
    fn of_folder(arguments: &Arguments) -> Result<Self, Failure> {
        let day = match arguments.as_of {
            Some(day) => AsOf::Day(day),
            None => present_or(None)?,
        };
        let checkup = checkup(&WorkingTree::open(&arguments.folder)?, day)?;
        Ok(Self { name: "the files in the folder".to_owned(), commit: None, checkup })
    }

    fn side(&self) -> Side<'_> {
        let commit = self.commit.as_ref().map(|commit| commit.id.as_str());
        Side { name: &self.name, commit, as_of: self.checkup.portfolio.as_of.to_string() }
    }

    fn text(&self) -> String {
        let commit = self.commit.as_ref();
        let commit =
            commit.map(|commit| format!(" ({}, {})", commit.short(), commit.author)).unwrap_or_default();
        format!("{}{commit}, as of {}", self.name, self.checkup.portfolio.as_of)
    }
}

fn heading(from: &Reading, to: &Reading) -> String {
    format!("From {}\nto {}\n\n", from.text(), to.text())
}

fn on(here: &Repository, day: NaiveDate, name: &str) -> Result<Revision, SourceError> {
    let tip = here.clone().revision("HEAD")?.commit().clone();
    here.on(day, &tip)?.ok_or_else(|| {
        let hint = if here.is_shallow() {
            "This is a shallow clone: `git fetch --unshallow` brings what is older."
        } else {
            "Name a later day."
        };
        SourceError {
            path: name.to_owned(),
            problem: format!("there were no records here on that day. {hint}"),
        }
    })
}

/// Everything that is shown of the records, and found in them.
fn checkup(source: &dyn Source, day: AsOf) -> Result<Checkup, SourceError> {
    let mut checkup = check_all(source, day)?.shown();
    review::complete(&mut checkup);
    checkup.findings.retain(|finding| finding.severity >= Severity::Advice);
    Ok(checkup)
}
