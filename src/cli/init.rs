//! `standing init`: a records repository to begin with, which checks clean and builds.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate};
use clap::{Args, ValueEnum};

use super::{Console, Failure, Outcome, day, files};

/// The file that makes a folder a repository.
const CONFIGURATION: &str = "standing.toml";

/// Make a records repository to begin with: configuration, team, and one small account.
#[derive(Args)]
pub struct Arguments {
    /// The folder to make; it may be there already, if it holds none of the files.
    #[arg(default_value = ".", value_name = "DIR")]
    folder: PathBuf,
    /// Also write the workflow that checks each proposal and builds the site from the main branch; for a repository that is
    /// there already, that alone.
    #[arg(long, value_enum, value_name = "FORGE")]
    ci: Option<Ci>,
}

/// Whose continuous integration runs the workflow.
#[derive(Clone, Copy, ValueEnum)]
enum Ci {
    /// GitHub Actions.
    Github,
    /// GitLab CI.
    Gitlab,
}

impl Ci {
    /// The file, with its path.
    fn file(self) -> (String, String) {
        let (path, text) = match self {
            Self::Github => (".github/workflows/standing.yml", include_str!("init/github.yml")),
            Self::Gitlab => (".gitlab-ci.yml", include_str!("init/gitlab.yml")),
        };
        (path.to_owned(), text.replace("{version}", env!("CARGO_PKG_VERSION")))
    }
}

/// Runs the command.
///
/// # Errors
/// When a file is there already, or one cannot be written: then none is.
pub fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Failure> {
    let folder = &arguments.folder;
    let is_there = arguments.ci.is_some() && folder.join(CONFIGURATION).exists();
    let mut files: Vec<_> = arguments.ci.map(Ci::file).into_iter().collect();
    if !is_there {
        files.extend(content(day::today()));
    }
    refuse_to_overwrite(folder, &files)?;
    let mut written: Vec<PathBuf> = Vec::new();
    for (name, content) in &files {
        let path = folder.join(name);
        console.log(|| format!("writing {}", path.display()));
        if let Err(failure) = files::create(&path, content) {
            written.iter().for_each(|path| files::discard(path));
            return Err(failure);
        }
        written.push(path);
    }
    console.print(&farewell(folder, &files))?;
    Ok(Outcome::Clean)
}

/// The files, by path. The one that makes the folder a repository comes last.
fn content(today: NaiveDate) -> Vec<(String, String)> {
    let due = today.checked_add_days(Days::new(14)).unwrap_or(today);
    let dated = |text: &str| text.replace("{today}", &today.to_string()).replace("{due}", &due.to_string());
    let account = "accounts/example-customer";
    vec![
        (".gitignore".into(), dated(include_str!("init/gitignore"))),
        (format!("{account}/account.toml"), dated(include_str!("init/account.toml"))),
        (format!("{account}/notes/{today}-first-call.md"), dated(include_str!("init/note.md"))),
        ("team.toml".into(), dated(include_str!("init/team.toml"))),
        (CONFIGURATION.into(), dated(include_str!("init/standing.toml"))),
    ]
}

fn refuse_to_overwrite(folder: &Path, files: &[(String, String)]) -> Result<(), Failure> {
    if folder.exists() && !folder.is_dir() {
        return Err(Failure::new(folder.display(), "is a file, not a folder"));
    }
    let there = files.iter().map(|(name, _)| name.as_str());
    let there: Vec<&str> = there.filter(|name| fs::symlink_metadata(folder.join(name)).is_ok()).collect();
    if there.is_empty() {
        return Ok(());
    }
    let problem = format!(
        "these files are there already, and nothing was written: {}. Choose another folder, or move them away.",
        there.join(", ")
    );
    Err(Failure::new(folder.display(), problem))
}

fn farewell(folder: &Path, files: &[(String, String)]) -> String {
    let mut names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    let shown = folder.display().to_string();
    let place = if shown == "." { String::new() } else { format!(" {}", shell_word(&shown)) };
    format!(
        "Wrote to {shown}:\n  {}\n\nNext:\n  standing check{place}\n  standing build{place}\n",
        names.join("\n  ")
    )
}

/// A word as a shell reads it.
fn shell_word(word: &str) -> String {
    let is_plain = word.chars().all(|letter| letter.is_alphanumeric() || "/._-~".contains(letter));
    if is_plain { word.to_owned() } else { format!("'{}'", word.replace('\'', "'\\''")) }
}
