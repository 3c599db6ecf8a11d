//! A repository as it would be with one more record. Nothing is written.

use super::draft::Draft;
use crate::source::{AccountFolder, FileEntry, FileKind, RepoPath, Source, SourceError, Survey};

/// A source with one file more, or one file longer.
pub struct Overlay<'a> {
    source: &'a dyn Source,
    folder: AccountFolder,
    path: RepoPath,
    content: Vec<u8>,
    begins_at: usize,
}

impl<'a> Overlay<'a> {
    /// Lays a draft over a source.
    ///
    /// # Errors
    /// When the file that it adds to cannot be read.
    pub fn new(source: &'a dyn Source, draft: &Draft, folder: &AccountFolder) -> Result<Self, SourceError> {
        let mut folder = folder.clone();
        let is_there = folder.files.iter().any(|file| file.path == draft.path);
        let mut content = if is_there && !draft.is_new_file { source.read(&draft.path)? } else { Vec::new() };
        if !content.is_empty() {
            content.push(b'\n');
        }
        let begins_at = content.len();
        content.extend_from_slice(draft.text.as_bytes());
        let kind = FileKind::File(content.len() as u64);
        folder.files.retain(|file| file.path != draft.path);
        folder.files.push(FileEntry { path: draft.path.clone(), kind });
        folder.files.sort_by(|left, right| left.path.cmp(&right.path));
        Ok(Self { source, folder, path: draft.path.clone(), content, begins_at })
    }

    /// The account's folder with the draft.
    pub fn folder(&self) -> &AccountFolder {
        &self.folder
    }

    /// Where the draft begins in its file.
    pub fn begins_at(&self) -> usize {
        self.begins_at
    }
}

impl Source for Overlay<'_> {
    fn survey(&self) -> Result<Survey, SourceError> {
        self.source.survey()
    }

    fn read(&self, path: &RepoPath) -> Result<Vec<u8>, SourceError> {
        if path == &self.path { Ok(self.content.clone()) } else { self.source.read(path) }
    }
}
