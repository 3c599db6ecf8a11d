//! Where a records repository comes from: its folders, its files, and their text with spans.
//!
//! A [`Source`] lists account folders and reads files: those of the working tree, or those of any revision. This stage
//! understands names and bytes only: it parses nothing, prints nothing and never follows a symbolic link.

mod fingerprint;
mod forbidden;
mod git;
mod history;
mod memory;
mod provenance;
mod slug;
mod survey;
mod text;
mod tree;

pub use fingerprint::{fingerprint, fingerprint_of_all};
pub use forbidden::{Forbidden, Patterns};
pub use git::{Commit, Repository, Revision};
pub use history::{Content, FileChange, History, Step};
pub use memory::MemorySource;
pub use provenance::{Deed, FieldChange, Provenance, Since, State, Traced, Version};
pub use slug::{Slug, SlugFault, is_reserved, slugify};
pub use survey::{AccountFolder, FileEntry, FileKind, RepoPath, Survey};
pub use text::{Position, Span, Text, is_unreadable, visible};
pub use tree::WorkingTree;

use std::fmt;

/// The largest record file that is read, in bytes. A larger one is a diagnostic, never read into memory.
pub const FILE_LIMIT: u64 = 1024 * 1024;

/// A place from which a records repository can be read.
pub trait Source: Sync {
    /// Lists every file that matters, by account, in path order.
    ///
    /// # Errors
    /// When a folder cannot be listed: an unreadable folder is an error, never an absence.
    fn survey(&self) -> Result<Survey, SourceError>;

    /// Reads one file whole.
    ///
    /// # Errors
    /// When the file cannot be read. Files over [`FILE_LIMIT`] must not be asked for.
    fn read(&self, path: &RepoPath) -> Result<Vec<u8>, SourceError>;
}

/// The source could not be read: this is about the machine, not about a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceError {
    /// The path as the user would recognise it.
    pub path: String,
    /// What went wrong and what to do.
    pub problem: String,
}

impl fmt::Display for SourceError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.path, self.problem)
    }
}

impl std::error::Error for SourceError {}
