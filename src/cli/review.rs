//! `standing review`: the draft of an account's next review, with what is computed since the last one.

use std::path::PathBuf;

use clap::Args;

use super::day::DayArgument;
use super::new::{Draft, edit, file_name, find, try_out};
use super::{Console, Failure, Outcome, files};
use crate::check::Portfolio;
use crate::page::desk::Site;
use crate::page::make::draft;
use crate::record::Kind;
use crate::review;
use crate::source::{Provenance, RepoPath, WorkingTree};

/// Write the draft of an account's next review: what is computed since the last one, for you to conclude.
///
/// The path is printed. On a terminal the record is opened in $VISUAL, else in $EDITOR. What is confidential or restricted
/// is not in it.
#[derive(Args)]
pub struct Arguments {
    /// The account's slug.
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// The review's title; the period when left out.
    #[arg(value_name = "TITLE")]
    title: Option<String>,
    /// The folder that holds standing.toml.
    #[arg(short = 'C', long = "directory", default_value = ".", value_name = "DIR")]
    folder: PathBuf,
    #[command(flatten)]
    day: DayArgument,
}

/// Runs the command.
///
/// # Errors
/// When there is no such account, the record is there already, or it cannot be written.
pub fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Failure> {
    let source = WorkingTree::open(&arguments.folder)?;
    let portfolio = Portfolio::open(&source, arguments.day.resolve()?)?;
    let folder = find(&portfolio, &arguments.account)?;
    let checked = portfolio.check(&source, folder)?;
    let (shown, mut findings) = portfolio.show(checked.checked, checked.findings);
    findings.extend(review::findings(&shown, &portfolio.shown_context()));
    let provenance = Provenance::default();
    let shared = portfolio.check_shown();
    let site = Site::new(&portfolio.config, &portfolio.shown, &provenance, portfolio.as_of).without(&shared);
    let title = arguments.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
    let name = file_name(title.unwrap_or(Kind::Review.word()), Kind::Review);
    let draft = Draft {
        path: RepoPath::new(format!("{}/reviews/{}-{name}.md", folder.path, portfolio.as_of)),
        is_new_file: true,
        text: draft::review(&shown, &findings, &site, title),
    };
    try_out(&draft, &source, &portfolio, folder)?;
    let path = files::below(&arguments.folder, draft.path.as_str());
    console.log(|| format!("writing {}", path.display()));
    files::create(&path, &draft.text)?;
    console.print(&format!("{}\n", path.display()))?;
    if console.is_interactive() {
        edit(&path, console)?;
    }
    Ok(Outcome::Clean)
}
