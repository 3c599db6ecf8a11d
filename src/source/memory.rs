//! A records repository held in memory: paths and texts. Tests read it, and so may whatever makes records without a disk.

use std::collections::BTreeMap;

use super::tree::group;
use super::{FileEntry, FileKind, RepoPath, Source, SourceError, Survey};

/// A records repository as paths and contents, with the same reading as a working tree of those files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MemorySource {
    files: BTreeMap<RepoPath, Vec<u8>>,
}

impl MemorySource {
    /// A repository without a file.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file, or replaces it.
    #[must_use]
    pub fn with(mut self, path: &str, content: impl Into<Vec<u8>>) -> Self {
        self.files.insert(RepoPath::new(path), content.into());
        self
    }
}

impl<P: Into<String>, C: Into<Vec<u8>>> FromIterator<(P, C)> for MemorySource {
    fn from_iter<I: IntoIterator<Item = (P, C)>>(files: I) -> Self {
        let files = files.into_iter().map(|(path, content)| (RepoPath::new(path), content.into()));
        Self { files: files.collect() }
    }
}

impl Source for MemorySource {
    fn survey(&self) -> Result<Survey, SourceError> {
        let files = self.files.iter().map(|(path, content)| FileEntry {
            path: path.clone(),
            kind: FileKind::File(content.len() as u64),
        });
        Ok(group(files.collect()))
    }

    fn read(&self, path: &RepoPath) -> Result<Vec<u8>, SourceError> {
        self.files.get(path).cloned().ok_or_else(|| SourceError {
            path: path.to_string(),
            problem: "there is no such file in this repository".into(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_shared_or_belong_to_an_account_or_stray() {
        let source = MemorySource::new()
            .with("standing.toml", "format = 1")
            .with("accounts/b/account.toml", "")
            .with("accounts/a/notes/.keep", "")
            .with("accounts/a/account.toml", "")
            .with("accounts/stray.md", "")
            .with("README.md", "");
        let survey = source.survey().expect("survey");
        let paths =
            |files: &[FileEntry]| -> Vec<String> { files.iter().map(|file| file.path.to_string()).collect() };
        assert_eq!(paths(&survey.shared), ["standing.toml"]);
        assert_eq!(paths(&survey.strays), ["accounts/stray.md"]);
        let accounts: Vec<_> = survey.accounts.iter().map(|account| account.name()).collect();
        assert_eq!(accounts, ["a", "b"]);
        assert_eq!(paths(&survey.accounts[0].files), ["accounts/a/account.toml"]);
        assert_eq!(source.read(&RepoPath::new("standing.toml")), Ok(b"format = 1".to_vec()));
        assert!(source.read(&RepoPath::new("plan.toml")).is_err());
    }
}
