//! `standing new`: a minimal record of a kind, with its date, in its place.
//!
//! What is written is read first as `standing check` would read it, and refused if that finds an error in it.

mod draft;
mod overlay;

use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::NaiveDate;
use clap::Args;

use super::{Console, Failure, Outcome, day, files};
use crate::check::{AsOf, Portfolio};
use crate::diagnostic::{Severity, nearest};
use crate::record::Kind;
use crate::source::{AccountFolder, RepoPath, Source, WorkingTree};
pub(super) use draft::{Draft, file_name};
use overlay::Overlay;

/// Write a minimal record of a kind, with its date, in its place, and open it in the editor.
///
/// The path is printed. On a terminal the record is opened in $VISUAL, else in $EDITOR.
#[derive(Args)]
pub struct Arguments {
    /// What to write: note, action, complaint, person … or account, for a new one.
    #[arg(value_name = "KIND")]
    kind: String,
    /// The account's slug; for a new account its name, for a new member of the team their id.
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// The record's title; for an assessment, a change or progress, the id of what it is about.
    #[arg(value_name = "TITLE")]
    title: Option<String>,
    /// The day of it, year-month-day; today when left out.
    #[arg(long, value_name = "DATE", value_parser = day::parse)]
    on: Option<NaiveDate>,
    /// The folder that holds standing.toml.
    #[arg(short = 'C', long = "directory", default_value = ".", value_name = "DIR")]
    folder: PathBuf,
}

/// Runs the command.
///
/// # Errors
/// When there is no such kind or account, the record is there already, or it cannot be written.
pub fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Failure> {
    let kind = kind(&arguments.kind)?;
    let source = WorkingTree::open(&arguments.folder)?;
    let today = day::today();
    let day = arguments.on.unwrap_or(today);
    let portfolio = Portfolio::open(&source, AsOf::Day(today))?;
    let title = arguments.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
    let draft = match kind {
        Kind::Account => {
            let draft = draft::account(arguments.account.trim(), &portfolio, day)?;
            let folder = AccountFolder { path: RepoPath::new(draft.path.folder()), files: Vec::new() };
            try_out(&draft, &source, &portfolio, &folder)?;
            draft
        }
        Kind::Member => draft::member(arguments.account.trim(), title, &portfolio)?,
        _ => {
            let folder = find(&portfolio, &arguments.account)?;
            let checked = portfolio.check(&source, folder)?.checked;
            let draft = draft::record(kind, title, day, folder, &checked)?;
            try_out(&draft, &source, &portfolio, folder)?;
            draft
        }
    };
    let path = files::below(&arguments.folder, draft.path.as_str());
    console.log(|| format!("writing {}", path.display()));
    if draft.is_new_file {
        files::create(&path, &draft.text)?;
    } else {
        files::append(&path, &draft.text)?;
    }
    console.print(&format!("{}\n", path.display()))?;
    if console.is_interactive() {
        edit(&path, console)?;
    }
    Ok(Outcome::Clean)
}

fn kind(word: &str) -> Result<Kind, Failure> {
    let lower = word.to_lowercase();
    Kind::from_word(&lower).ok_or_else(|| {
        let words: Vec<_> = Kind::ALL.iter().map(|kind| kind.word()).collect();
        let problem = match nearest(&lower, words.iter().copied()) {
            Some(meant) => format!("is no kind of record. Did you mean `{meant}`?"),
            None => format!("is no kind of record. The kinds are: {}.", words.join(", ")),
        };
        Failure::new(word, problem)
    })
}

/// The account's folder, by its slug or its path.
pub(super) fn find<'a>(portfolio: &'a Portfolio, wanted: &str) -> Result<&'a AccountFolder, Failure> {
    let wanted = wanted.trim_end_matches('/').trim_start_matches("./");
    let all = &portfolio.survey.accounts;
    let mut found = all.iter().filter(|folder| folder.name() == wanted || folder.path.as_str() == wanted);
    match (found.next(), found.next()) {
        (Some(folder), None) => Ok(folder),
        (Some(first), Some(second)) => {
            let problem = format!("may be `{}` or `{}`. Write the path.", first.path, second.path);
            Err(Failure::new(wanted, problem))
        }
        (None, _) => {
            let problem = match nearest(wanted, all.iter().map(AccountFolder::name)) {
                Some(meant) => format!("there is no such account. Did you mean `{meant}`?"),
                None => "there is no such account. `standing new account NAME` makes one.".to_owned(),
            };
            Err(Failure::new(wanted, problem))
        }
    }
}

/// Reads the account as it would be with the draft, and refuses a draft in which an error would be found.
pub(super) fn try_out(
    draft: &Draft,
    source: &dyn Source,
    portfolio: &Portfolio,
    folder: &AccountFolder,
) -> Result<(), Failure> {
    let overlay = Overlay::new(source, draft, folder)?;
    let check = portfolio.check(&overlay, overlay.folder())?;
    let errors = check.findings.iter().filter(|finding| finding.severity == Severity::Error);
    let mut ours = errors.filter(|finding| {
        finding.span.path() == &draft.path && finding.span.range().start >= overlay.begins_at()
    });
    match ours.next() {
        None => Ok(()),
        Some(error) => {
            let fix = error.fix.as_ref().map_or(String::new(), |fix| format!("; {fix}"));
            let problem =
                format!("nothing was written: there would be {}{fix}. Give another TITLE.", error.message);
            Err(Failure::new(&draft.path, problem))
        }
    }
}

/// Opens a file in the user's editor, and waits for it.
pub(super) fn edit(path: &Path, console: &Console) -> Result<(), Failure> {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    let Some(editor) = set("VISUAL").or_else(|| set("EDITOR")) else {
        console.log(|| "neither VISUAL nor EDITOR is set".to_owned());
        return Ok(());
    };
    // An editor may bring arguments of its own, such as `code --wait`.
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or_default();
    match Command::new(program).args(words).arg(path).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => {
            Err(Failure::new(program, format!("the editor failed ({status}); the record is written")))
        }
        Err(error) => {
            Err(Failure::new(program, format!("the editor cannot be run ({error}); the record is written")))
        }
    }
}
