//! Why a site could not be published: each error names the path and what to do.
//!
//! Facts as data; the sentences are made in one place, by `Display`.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::{OutputPath, OutputPathError};

/// Why a site could not be published.
#[derive(Debug)]
pub enum PublishError {
    /// The target is no place for a site.
    Refused {
        /// The target, resolved.
        target: PathBuf,
        /// Why not.
        why: Refusal,
    },
    /// Another process is publishing to the target.
    Busy {
        /// The target, resolved.
        target: PathBuf,
        /// The lock that the other process holds.
        lock: PathBuf,
        /// Its process id, where it can be read.
        holder: Option<u32>,
    },
    /// The target's manifest cannot be understood.
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
    },
    /// Where a page would lie, the target holds something that we did not write.
    InTheWay {
        /// What lies there.
        path: PathBuf,
    },
    /// Something bears the name of one of our passing files beside the target, and is not one.
    NotOurs {
        /// That file or folder.
        path: PathBuf,
    },
    /// A page cannot have the path that it was given.
    Path(OutputPathError),
    /// Two pages that cannot lie in one folder on every file system.
    Collision {
        /// The first of the two in the order of text.
        first: OutputPath,
        /// The second.
        second: OutputPath,
    },
    /// The run was asked to end. Nothing was changed.
    Interrupted,
    /// The operating system refused.
    Io {
        /// What was tried, as in "cannot … PATH".
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
    /// The staged folder could not take the target's place. The target is as it was.
    Swap {
        /// The target, resolved.
        target: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// The new site stands; the old one beside it could not be removed.
    LeftBehind {
        /// The new site.
        target: PathBuf,
        /// Why not; it names the file.
        source: Box<PublishError>,
    },
}

/// Why a folder is no place for a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is the folder of the records.
    Source,
    /// The folder of the records lies in it.
    AroundSource(PathBuf),
    /// It is or lies in one of the folders whose files are read as records.
    WithinRecords(PathBuf),
    /// It is a file.
    File,
    /// It is a symbolic link, or lies behind one, that leads nowhere.
    DanglingLink(PathBuf),
    /// It holds something, and no manifest says that we wrote it. One entry as an example.
    ContentOfOthers(PathBuf),
    /// Another file system is mounted on it or within it, so that it cannot be swapped.
    MountPoint(PathBuf),
}

impl fmt::Display for PublishError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { target, why } => write!(out, "cannot publish to {}: {why}", target.display()),
            Self::Busy { target, lock, holder } => {
                write!(out, "another run of standing")?;
                if let Some(process) = holder {
                    write!(out, " (process {process})")?;
                }
                let (target, lock) = (target.display(), lock.display());
                write!(
                    out,
                    " is publishing to {target} (it holds {lock}): wait for it to end, then try again"
                )
            }
            Self::Manifest { path, line } => write!(
                out,
                "cannot understand line {line} of {}, the list of the files that Standing wrote; a newer Standing may \
                 have written it, or it was edited. If nothing in its folder is yours, delete the folder and build again",
                path.display()
            ),
            Self::InTheWay { path } => write!(
                out,
                "cannot write {}: something is there that Standing did not write; move it away, then try again",
                path.display()
            ),
            Self::NotOurs { path } => write!(
                out,
                "cannot use {}: it bears the name of one of Standing's passing files and is not one; move it away, \
                 then try again",
                path.display()
            ),
            Self::Path(error) => error.fmt(out),
            Self::Collision { first, second } if first == second => {
                write!(out, "two pages of the site would have the path {first}")
            }
            Self::Collision { first, second } => write!(
                out,
                "the pages {first} and {second} cannot stand beside each other on every file system: rename one of \
                 the records that they come from"
            ),
            Self::Interrupted => out.write_str("interrupted; the site is as it was"),
            Self::Io { action, path, source } => write!(out, "cannot {action} {}: {source}", path.display()),
            Self::Swap { target, source } => write!(
                out,
                "cannot replace {} as a whole: {source}. It may be a mount point or in use; publish to a folder \
                 within it, or to another one. The site is as it was",
                target.display()
            ),
            Self::LeftBehind { target, source } => write!(
                out,
                "the new site stands in {}, but the old one beside it could not be removed: {source}",
                target.display()
            ),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Source => out.write_str("it is the folder of the records; name another, such as `site`"),
            Self::AroundSource(source) => {
                write!(out, "the records lie in it, in {}; name a folder of its own", source.display())
            }
            Self::WithinRecords(folder) => {
                write!(out, "what lies in {} is read as records; name a folder outside it", folder.display())
            }
            Self::File => out.write_str("it is a file; name a folder"),
            Self::DanglingLink(link) => write!(
                out,
                "the symbolic link {} leads nowhere; create the folder it leads to, or remove the link",
                link.display()
            ),
            Self::ContentOfOthers(example) => write!(
                out,
                "it holds files that Standing did not write, such as {}; name a new or an empty folder",
                example.display()
            ),
            Self::MountPoint(folder) => write!(
                out,
                "another file system is mounted on {}, so the site cannot be swapped in as a whole; name a folder \
                 that lies wholly on one file system",
                folder.display()
            ),
        }
    }
}

impl std::error::Error for PublishError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Path(error) => Some(error),
            Self::Io { source, .. } | Self::Swap { source, .. } => Some(source),
            Self::LeftBehind { source, .. } => Some(source),
            _ => None,
        }
    }
}

impl From<OutputPathError> for PublishError {
    fn from(error: OutputPathError) -> Self {
        Self::Path(error)
    }
}

/// Says what was tried on which path when the operating system refuses.
pub(super) trait AtPath<Value> {
    fn at(self, action: &'static str, path: &Path) -> Result<Value, PublishError>;
}

impl<Value> AtPath<Value> for io::Result<Value> {
    fn at(self, action: &'static str, path: &Path) -> Result<Value, PublishError> {
        self.map_err(|source| PublishError::Io { action, path: path.to_path_buf(), source })
    }
}
