//! What a source holds, by name only: which files, of which account.

use std::fmt;

/// A path inside the repository: relative, with forward slashes, on every system.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RepoPath(String);

impl RepoPath {
    /// Takes a relative path with forward slashes.
    #[must_use]
    pub fn new(path: impl Into<String>) -> Self {
        Self(path.into())
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part of the path.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The last part without its extension.
    #[must_use]
    pub fn stem(&self) -> &str {
        let name = self.name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The folder that the path is in; empty at the top.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The rest of the path below a folder.
    #[must_use]
    pub fn below(&self, folder: &RepoPath) -> Option<&str> {
        self.0.strip_prefix(folder.as_str())?.strip_prefix('/')
    }
}

impl fmt::Display for RepoPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// What a directory entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A regular file with its size in bytes.
    File(u64),
    /// A symbolic link, which is never followed.
    Link,
    /// A pipe, a socket or a device, which is never opened: reading it might wait for ever.
    Special,
    /// A repository of its own inside this one, whose files are not part of it.
    Submodule,
    /// A name that is not UTF-8; the path holds it with the bytes replaced.
    BadName,
}

/// A file that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileEntry {
    /// Its path in the repository.
    pub path: RepoPath,
    /// Whether it can be read, and its size.
    pub kind: FileKind,
}

/// A folder with an `account.toml`, and everything below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountFolder {
    /// The folder.
    pub path: RepoPath,
    /// All its files, in path order; dot files and editors' leavings are left out.
    pub files: Vec<FileEntry>,
}

impl AccountFolder {
    /// The folder's name, which is the account's slug when it is one.
    #[must_use]
    pub fn name(&self) -> &str {
        self.path.name()
    }
}

/// Everything that a source holds for a portfolio.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Survey {
    /// The account folders, in path order.
    pub accounts: Vec<AccountFolder>,
    /// `standing.toml`, `team.toml`, `plan.toml` and the files of `feedback/`: what all accounts share, in path order.
    pub shared: Vec<FileEntry>,
    /// The files of `theme/` and `themes/`, in path order: how the site looks.
    pub theme: Vec<FileEntry>,
    /// Files under `accounts/` that belong to no account, and files beside it that may be records put in the wrong place.
    pub strays: Vec<FileEntry>,
}
