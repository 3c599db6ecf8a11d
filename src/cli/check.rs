//! `standing check`: every problem of every file, in one run.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::day::DayArgument;
use super::format::Format;
use super::{Console, Failure, Outcome};
use crate::check::{Checkup, any_at_least, check_all};
use crate::diagnostic::{Diagnostic, Listing, Severity, to_json, to_report};
use crate::language::count;
use crate::review;
use crate::source::WorkingTree;

/// Check a records repository: every problem of every file, in path order.
#[derive(Args)]
pub struct Arguments {
    /// The folder that holds standing.toml.
    #[arg(default_value = ".", value_name = "DIR")]
    folder: PathBuf,
    /// How to print what is found.
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,
    /// Exit with 1 from this severity on; errors always count.
    #[arg(long, value_enum, value_name = "SEVERITY")]
    deny: Option<Denied>,
    /// List each piece of advice, not one line for many of a kind.
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    day: DayArgument,
}

#[derive(Clone, Copy, ValueEnum)]
enum Denied {
    /// Warnings and errors.
    Warning,
    /// Anything at all.
    Advice,
}

/// Runs the command.
///
/// # Errors
/// When the repository cannot be read or the output not be written.
pub fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Failure> {
    let as_of = arguments.day.resolve()?;
    let source = WorkingTree::open(&arguments.folder)?;
    console.log(|| format!("reading {}", arguments.folder.display()));
    let mut checkup = check_all(&source, as_of)?;
    review::complete(&mut checkup);
    console.log(|| format!("checked {}", extent(&checkup)));
    let findings = &checkup.findings;
    console.print(&match arguments.format {
        Format::Json => to_json(findings),
        Format::Terminal => terminal(&checkup, arguments.all, console),
    })?;
    let bar = match arguments.deny {
        None => Severity::Error,
        Some(Denied::Warning) => Severity::Warning,
        Some(Denied::Advice) => Severity::Advice,
    };
    Ok(if any_at_least(findings, bar) { Outcome::Problems } else { Outcome::Clean })
}

fn terminal(checkup: &Checkup, all: bool, console: &Console) -> String {
    let listing = if all { Listing::Each } else { Listing::AdviceGrouped };
    let folder = |finding: &Diagnostic| checkup.portfolio.account_of(finding.span.path());
    let report = to_report(&checkup.findings, listing, console.paint(), folder);
    report + &summary(checkup)
}

fn extent(checkup: &Checkup) -> String {
    let records = checkup.accounts.iter().map(|account| account.entries.len()).sum();
    let accounts = count(checkup.accounts.len(), "account", "accounts");
    format!("{accounts} with {} as of {}", count(records, "record", "records"), checkup.portfolio.as_of)
}

/// The last line: what was looked at, and what was found.
fn summary(checkup: &Checkup) -> String {
    let of = |severity| checkup.findings.iter().filter(|finding| finding.severity == severity).count();
    let found: Vec<String> = [
        (of(Severity::Error), "error", "errors"),
        (of(Severity::Warning), "warning", "warnings"),
        (of(Severity::Advice), "piece of advice", "pieces of advice"),
    ]
    .into_iter()
    .filter(|(number, ..)| *number > 0)
    .map(|(number, one, many)| count(number, one, many))
    .collect();
    if found.is_empty() {
        return format!("Checked {}: clean.\n", extent(checkup));
    }
    let hint = "`standing explain CODE` says why, and how to mend it.";
    format!("Checked {}: {}.\n{hint}\n", extent(checkup), found.join(", "))
}
