//! `standing clean`: what builds keep for the next one, removed.

use std::path::PathBuf;

use clap::Args;

use super::{Console, Failure, Outcome, files};
use crate::build::{self, CACHE_VERSION};
use crate::language::count;

/// Remove what builds keep for the next one; sites stay as they are.
#[derive(Args)]
pub struct Arguments {
    /// The folder that holds standing.toml.
    #[arg(default_value = ".", value_name = "DIR")]
    folder: PathBuf,
    #[command(flatten)]
    cache: CacheArgument,
}

/// The argument that commands share.
#[derive(Args)]
pub struct CacheArgument {
    /// The folder of what builds keep for the next one; `.standing/cache` in the records' folder when left out.
    #[arg(long, value_name = "CACHE")]
    cache_dir: Option<PathBuf>,
}

impl CacheArgument {
    /// The folder, for records in another.
    #[must_use]
    pub fn folder(&self, records: &std::path::Path) -> PathBuf {
        self.cache_dir.clone().unwrap_or_else(|| files::below(records, ".standing").join("cache"))
    }

    /// Whether it was named.
    #[must_use]
    pub fn is_named(&self) -> bool {
        self.cache_dir.is_some()
    }
}

/// The program that keeps notes and believes them.
pub fn program() -> Option<String> {
    let program = std::env::current_exe().and_then(std::fs::metadata).ok()?;
    // Two programs of one version may differ while it is being developed.
    let own = format!("{} {:?}", program.len(), program.modified().ok()?);
    Some(format!("{CACHE_VERSION} {} {own}", env!("CARGO_PKG_VERSION")))
}

/// Says why nothing was kept, where nothing could be: the next build does all its work then.
pub fn kept(done: std::io::Result<()>, console: &Console) {
    if let Err(error) = done {
        console.log(|| format!("nothing is kept for the next build: {error}"));
    }
}

/// Runs the command.
///
/// # Errors
/// When something cannot be removed.
pub fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Failure> {
    let folder = arguments.cache.folder(&arguments.folder);
    let cleared = build::clear(&folder).map_err(|error| Failure::at(&folder, "cleared", &error))?;
    if let Some(around) = folder.parent().filter(|_| !arguments.cache.is_named()) {
        // Whatever else is in it stays, and the folder with it.
        let _ = std::fs::remove_dir(around);
    }
    console.print(&format!("Removed {} from {}\n", count(cleared, "note", "notes"), folder.display()))?;
    Ok(Outcome::Clean)
}
