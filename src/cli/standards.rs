//! `standing standards`: how the criteria of the five standards are practised, across accounts or in one of them.

use clap::Args;
use serde::Serialize;

use super::day::DayArgument;
use super::format::{Format, json};
use super::status::{find, places};
use super::{Console, Failure, Outcome};
use crate::check::{Checked, Checkup, check_all};
use crate::diagnostic::Diagnostic;
use crate::record::{Criterion, Standard};
use crate::review;
use crate::review::evidence::{Practice, State, carrier, practice, rules};
use crate::source::WorkingTree;

/// The version of the JSON output.
const VERSION: u32 = 1;

/// Say which criteria of the standards the records evidence, and which are neglected.
#[derive(Args)]
pub struct Arguments {
    /// The folder that holds standing.toml, and the slug of an account; one alone is taken for whichever it is.
    #[arg(value_names = ["DIR", "ACCOUNT"], num_args = 0..=2)]
    what: Vec<String>,
    /// How to print it.
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,
    #[command(flatten)]
    day: DayArgument,
}

/// The document.
#[derive(Serialize)]
struct Document {
    version: u32,
    as_of: String,
    /// The account, where one was asked for.
    account: Option<String>,
    criteria: Vec<Line>,
}

/// One criterion.
#[derive(Serialize)]
struct Line {
    criterion: &'static str,
    standard: &'static str,
    says: String,
    carried_by: &'static str,
    watched_by: Vec<&'static str>,
    /// The accounts that practise it, by slug.
    practised: Vec<String>,
    /// Those that neglect it, wholly or in part.
    neglected: Vec<String>,
    /// Those of them that practise it all the same.
    in_part: Vec<String>,
    /// Those that are asked for it and show neither.
    no_evidence: Vec<String>,
    /// The records that evidence it, newest first.
    records: Vec<Record>,
}

/// A record that evidences a criterion.
#[derive(Serialize)]
struct Record {
    account: String,
    record: String,
    path: String,
    line: u32,
}

/// Runs the command.
///
/// # Errors
/// When the repository cannot be read, there is no such account, or the output cannot be written.
pub fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Failure> {
    let (folder, account) = places(&arguments.what);
    let source = WorkingTree::open(&folder)?;
    let mut checkup = check_all(&source, arguments.day.resolve()?)?.shown();
    review::complete(&mut checkup);
    let accounts: Vec<&Checked> = match &account {
        None => checkup.accounts.iter().collect(),
        Some(slug) => vec![find(&checkup, slug)?],
    };
    let lines = lines(&checkup, &accounts);
    let text = match (arguments.format, accounts.as_slice()) {
        (Format::Json, _) => {
            let as_of = checkup.portfolio.as_of.to_string();
            let document = Document { version: VERSION, as_of, account, criteria: lines };
            json(&document)?
        }
        (Format::Terminal, [one]) if account.is_some() => of_account(one, &lines),
        (Format::Terminal, _) => of_all(&lines),
    };
    console.print(&text)?;
    Ok(Outcome::Clean)
}

fn lines(checkup: &Checkup, accounts: &[&Checked]) -> Vec<Line> {
    let context = checkup.portfolio.context();
    let findings: Vec<Vec<Diagnostic>> = accounts.iter().map(|one| own(checkup, one)).collect();
    let all: Vec<(&Checked, Vec<Practice<'_>>)> = accounts
        .iter()
        .zip(&findings)
        .map(|(checked, findings)| (*checked, practice(checked, &context, findings)))
        .collect();
    Criterion::ALL.iter().enumerate().map(|(at, criterion)| line(*criterion, at, &all)).collect()
}

/// The findings about an account, and those about what all accounts share.
fn own(checkup: &Checkup, checked: &Checked) -> Vec<Diagnostic> {
    let is_own = |finding: &&Diagnostic| {
        let account = checkup.portfolio.account_of(finding.span.path());
        account.is_none_or(|path| path == checked.path.as_str())
    };
    checkup.findings.iter().filter(is_own).cloned().collect()
}

fn line(criterion: Criterion, at: usize, all: &[(&Checked, Vec<Practice<'_>>)]) -> Line {
    let of = |wanted: fn(State) -> bool| -> Vec<String> {
        let is = |(_, practice): &&(&Checked, Vec<Practice<'_>>)| wanted(practice[at].state());
        all.iter().filter(is).map(|(checked, _)| checked.slug.to_string()).collect()
    };
    let records = all.iter().flat_map(|(checked, practice)| {
        practice[at].evidence.iter().map(|entry| Record {
            account: checked.slug.to_string(),
            record: entry.key.to_string(),
            path: entry.span.path().to_string(),
            line: entry.span.line(),
        })
    });
    Line {
        criterion: criterion.word(),
        standard: criterion.standard().title(),
        says: criterion.doc(),
        carried_by: carrier(criterion).map_or("", |one| one.carried_by),
        watched_by: rules(criterion).map(|rule| rule.code).collect(),
        practised: of(|state| state == State::Practised),
        neglected: of(State::is_neglected),
        in_part: of(|state| state == State::Both),
        no_evidence: of(|state| state == State::Absent),
        records: records.collect(),
    }
}

/// A line a criterion with its counts of accounts, standard by standard.
fn of_all(lines: &[Line]) -> String {
    let mut text = String::new();
    for standard in Standard::ALL {
        text.push_str(&format!(
            "{}\n{:15} practised  in part  neglected  no evidence\n",
            standard.title(),
            standard.code()
        ));
        for line in lines.iter().filter(|line| line.standard == standard.title()) {
            text.push_str(&format!(
                "{:15} {:>9}  {:>7}  {:>9}  {:>11}  {}\n",
                line.criterion,
                line.practised.len(),
                line.in_part.len(),
                line.neglected.len() - line.in_part.len(),
                line.no_evidence.len(),
                line.says
            ));
        }
        text.push('\n');
    }
    text
}

/// A line a criterion with its state, and under it the newest records that evidence it.
fn of_account(checked: &Checked, lines: &[Line]) -> String {
    let mut text = format!("{}\n\n", checked.name());
    for line in lines {
        let state = match line {
            Line { in_part, .. } if !in_part.is_empty() => State::Both,
            Line { practised, .. } if !practised.is_empty() => State::Practised,
            Line { neglected, .. } if !neglected.is_empty() => State::Neglected,
            Line { no_evidence, .. } if !no_evidence.is_empty() => State::Absent,
            _ => State::NotAsked,
        };
        text.push_str(&format!("{:15} {:11}  {}\n", line.criterion, state.word(), line.says));
        for record in line.records.iter().take(3) {
            text.push_str(&format!("{:29}{} ({}:{})\n", "", record.record, record.path, record.line));
        }
        if state.is_neglected() {
            text.push_str(&format!("{:29}watched by {}\n", "", line.watched_by.join(", ")));
        }
    }
    text
}
