//! `standing check`: every problem of every file, in one run.

use std::path::{Component, Path, PathBuf};

use clap::{Args, ValueEnum};

use super::day::DayArgument;
use super::records::{Opened, RevisionArgument, repository};
use super::{Console, Failure, Outcome};
use crate::check::{AsOf, Checkup, Portfolio, any_at_least, check_all, registry};
use crate::diagnostic::{
    self, Diagnostic, Listing, Setting, Severity, to_github, to_gitlab, to_json, to_junit, to_report,
    to_sarif,
};
use crate::language::count;
use crate::review::{self, difference};
use crate::source::{Source, visible};
use crate::theme::Theme;

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
    /// Report only on what was changed since this revision: every finding in a file that was changed, and whatever the change
    /// broke elsewhere. What the revision gained meanwhile is no part of the change.
    #[arg(long, value_name = "REV")]
    changed_since: Option<String>,
    #[command(flatten)]
    revision: RevisionArgument,
    #[command(flatten)]
    day: DayArgument,
}

/// How to print what is found.
#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people.
    Terminal,
    /// One JSON document; schemas/check.json is its schema.
    Json,
    /// SARIF 2.1.0, for code scanning and editors.
    Sarif,
    /// Workflow commands of GitHub Actions: annotations on a change.
    Github,
    /// A Code Quality report of GitLab.
    Gitlab,
    /// A JUnit report, for most other servers.
    Junit,
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
    let records = arguments.revision.open(&arguments.folder, console)?;
    let as_of = arguments.day.resolve_or(records.present())?;
    console.log(|| format!("reading {}", arguments.folder.display()));
    let mut checkup = checked(records.source(), as_of)?;
    console.log(|| format!("checked {}", extent(&checkup)));
    if let Some(rev) = &arguments.changed_since {
        checkup.findings = of_change(&checkup, &records, rev, &arguments.folder)?;
    }
    let findings = &checkup.findings;
    let bar = match arguments.deny {
        None => Severity::Error,
        Some(Denied::Warning) => Severity::Warning,
        Some(Denied::Advice) => Severity::Advice,
    };
    let root = root(&arguments.folder);
    let setting = Setting { root: &root, bar, about };
    console.print(&match arguments.format {
        Format::Terminal => terminal(&checkup, arguments, console),
        Format::Json => to_json(findings),
        Format::Sarif => to_sarif(findings, &setting),
        Format::Github => to_github(findings, &setting),
        Format::Gitlab => to_gitlab(findings, &setting),
        Format::Junit => to_junit(findings, &setting),
    })?;
    Ok(if any_at_least(findings, bar) { Outcome::Problems } else { Outcome::Clean })
}

/// Everything that is found in records, in the order in which it is shown.
fn checked(source: &dyn Source, as_of: AsOf) -> Result<Checkup, Failure> {
    let mut checkup = check_all(source, as_of)?;
    review::complete(&mut checkup);
    let Portfolio { survey, config, .. } = &checkup.portfolio;
    checkup.findings.extend_from_slice(Theme::open(source, survey, config)?.findings());
    diagnostic::sort(&mut checkup.findings);
    Ok(checkup)
}

/// What of the findings belongs to the change since a revision, both judged as of the same day.
fn of_change(
    checkup: &Checkup,
    records: &Opened,
    rev: &str,
    folder: &Path,
) -> Result<Vec<Diagnostic>, Failure> {
    let Some(before) = repository(folder)?.base(rev, records.commit())? else {
        return Ok(checkup.findings.clone());
    };
    let portfolio = &checkup.portfolio;
    let touched = before.differing(records.source(), &portfolio.survey)?;
    let before = checked(&before, AsOf::Day(portfolio.as_of))?.findings;
    Ok(difference::of_change(&checkup.findings, &before, |path| touched.contains(path)))
}

/// What the reference says of a code.
fn about(code: &str) -> Option<(&'static str, String)> {
    let rule = registry().iter().find(|rule| rule.code == code)?;
    Some((rule.summary(), rule.page()))
}

/// The way from here to the records, for readers whose paths begin here: empty, or with a slash at its end.
fn root(folder: &Path) -> String {
    let parts = folder.components().filter(|part| *part != Component::CurDir);
    let folder: PathBuf = parts.collect();
    let shown = folder.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    if shown.is_empty() || shown.ends_with('/') { shown } else { shown + "/" }
}

fn terminal(checkup: &Checkup, arguments: &Arguments, console: &Console) -> String {
    let listing = if arguments.all { Listing::Each } else { Listing::AdviceGrouped };
    let folder = |finding: &Diagnostic| checkup.portfolio.account_of(finding.span.path());
    let report = to_report(&checkup.findings, listing, console.paint(), folder);
    report + &summary(checkup, arguments.changed_since.as_deref())
}

fn extent(checkup: &Checkup) -> String {
    let records = checkup.accounts.iter().map(|account| account.entries.len()).sum();
    let accounts = count(checkup.accounts.len(), "account", "accounts");
    format!("{accounts} with {} as of {}", count(records, "record", "records"), checkup.portfolio.as_of)
}

/// The last line: what was looked at, and what was found.
fn summary(checkup: &Checkup, changed_since: Option<&str>) -> String {
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
    let since = changed_since.map(|rev| format!("; changed since {}", visible(rev))).unwrap_or_default();
    if found.is_empty() {
        return format!("Checked {}{since}: clean.\n", extent(checkup));
    }
    let hint = "`standing explain CODE` says why, and how to mend it.";
    format!("Checked {}{since}: {}.\n{hint}\n", extent(checkup), found.join(", "))
}
