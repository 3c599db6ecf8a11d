//! The working tree as a source.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::{AccountFolder, FileEntry, FileKind, RepoPath, Source, SourceError, Survey};

/// The files that all accounts share, at the top of the repository.
const SHARED: [&str; 3] = ["plan.toml", "standing.toml", "team.toml"];

/// The folder at the top in which feedback on the records themselves is kept.
const FEEDBACK: &str = "feedback";

/// The folders at the top that say how the site looks.
pub(super) const THEMES: [&str; 2] = ["theme", "themes"];

/// A records repository as it lies on disk.
#[derive(Debug, Clone)]
pub struct WorkingTree {
    root: PathBuf,
}

impl WorkingTree {
    /// Opens a folder that holds a `standing.toml`.
    ///
    /// # Errors
    /// When the folder is missing, or is no records repository.
    pub fn open(root: &Path) -> Result<Self, SourceError> {
        let shown = root.display().to_string();
        if !root.is_dir() {
            return Err(SourceError { path: shown, problem: "there is no such folder".into() });
        }
        if fs::symlink_metadata(root.join("standing.toml")).is_err() {
            let problem = "this folder holds no standing.toml, so it is not a records repository. \
                           Run `standing init` to make one, or name the folder that has one."
                .into();
            return Err(SourceError { path: shown, problem });
        }
        Ok(Self { root: root.to_owned() })
    }

    /// The folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    fn entry(&self, found: &DirEntry) -> Result<FileEntry, SourceError> {
        let path = found.path().strip_prefix(&self.root).unwrap_or(found.path());
        let is_utf8 = path.to_str().is_some();
        let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        let path = RepoPath::new(parts.join("/"));
        let kind = if !is_utf8 {
            FileKind::BadName
        } else if found.path_is_symlink() {
            FileKind::Link
        } else {
            kind_of(&found.metadata().map_err(|error| self.walk_error(&error))?)
        };
        Ok(FileEntry { path, kind })
    }

    fn walk_error(&self, error: &walkdir::Error) -> SourceError {
        let path = error.path().unwrap_or(&self.root).display().to_string();
        let problem = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
        SourceError { path, problem: format!("cannot be read ({problem}). Check its permissions.") }
    }

    fn shared(&self) -> Result<Vec<FileEntry>, SourceError> {
        let mut found = Vec::new();
        for name in SHARED {
            let path = self.root.join(name);
            match fs::symlink_metadata(&path) {
                Ok(data) => found.push(FileEntry { path: RepoPath::new(name), kind: kind_of(&data) }),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(read_error(&path, &error)),
            }
        }
        Ok(found)
    }
}

impl WorkingTree {
    /// Every file below a folder at the top, in path order; none where there is no such folder.
    fn files_below(&self, name: &str) -> Result<Vec<FileEntry>, SourceError> {
        let folder = self.root.join(name);
        match fs::symlink_metadata(&folder) {
            Ok(data) => {
                let is_other = fs::symlink_metadata(folder.join(".git")).is_ok();
                let kind = if is_other && data.is_dir() { FileKind::Submodule } else { kind_of(&data) };
                if let Some(problem) = no_folder(kind) {
                    return Err(SourceError { path: folder.display().to_string(), problem: problem.into() });
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(read_error(&folder, &error)),
        }
        let mut files = Vec::new();
        let walk = WalkDir::new(&folder).sort_by_file_name().into_iter();
        let mut walk = walk.filter_entry(|entry| !is_leaving(&entry.file_name().to_string_lossy()));
        while let Some(found) = walk.next() {
            let found = found.map_err(|error| self.walk_error(&error))?;
            if !found.file_type().is_dir() {
                files.push(self.entry(&found)?);
            } else if fs::symlink_metadata(found.path().join(".git")).is_ok() {
                files.push(FileEntry { kind: FileKind::Submodule, ..self.entry(&found)? });
                walk.skip_current_dir();
            }
        }
        files.sort_by(|left, right| left.path.cmp(&right.path));
        Ok(files)
    }
}

impl WorkingTree {
    /// The files of a folder of themes; the folder itself where it is none that can be looked into.
    fn files_of_theme(&self, name: &str) -> Result<Vec<FileEntry>, SourceError> {
        let folder = self.root.join(name);
        match fs::symlink_metadata(&folder) {
            Ok(data) if data.is_dir() && fs::symlink_metadata(folder.join(".git")).is_err() => {
                self.files_below(name)
            }
            Ok(data) => {
                let kind = if data.is_dir() { FileKind::Submodule } else { kind_of(&data) };
                Ok(vec![FileEntry { path: RepoPath::new(name), kind }])
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(read_error(&folder, &error)),
        }
    }

    /// Files beside the folders of records that may be records all the same, in path order.
    fn beside(&self) -> Result<Vec<FileEntry>, SourceError> {
        let mut files = Vec::new();
        let walk = WalkDir::new(&self.root).min_depth(1).max_depth(3).sort_by_file_name().into_iter();
        let is_looked_at = |entry: &DirEntry| {
            let name = entry.file_name().to_string_lossy();
            !is_leaving(&name) && (entry.depth() > 1 || !NOT_RECORDS.contains(&&*name))
        };
        for found in walk.filter_entry(is_looked_at) {
            // Nothing else of what lies here is ours, so what cannot be read is none of our business either.
            let Ok(found) = found else { continue };
            if found.file_type().is_dir() {
                continue;
            }
            let file = self.entry(&found)?;
            if may_be_astray(file.path.as_str()) {
                files.push(file);
            }
        }
        files.sort_by(|left, right| left.path.cmp(&right.path));
        Ok(files)
    }
}

impl Source for WorkingTree {
    fn survey(&self) -> Result<Survey, SourceError> {
        let mut survey = Survey { shared: self.shared()?, ..Survey::default() };
        survey.shared.extend(self.files_below(FEEDBACK)?);
        survey.shared.sort_by(|left, right| left.path.cmp(&right.path));
        for name in THEMES {
            survey.theme.extend(self.files_of_theme(name)?);
        }
        (survey.accounts, survey.strays) = by_account(self.files_below("accounts")?);
        survey.strays.extend(self.beside()?);
        Ok(survey)
    }

    fn read(&self, path: &RepoPath) -> Result<Vec<u8>, SourceError> {
        let full = self.root.join(path.as_str());
        fs::read(&full).map_err(|error| read_error(&full, &error))
    }
}

fn kind_of(data: &fs::Metadata) -> FileKind {
    if data.is_symlink() {
        FileKind::Link
    } else if data.is_file() {
        FileKind::File(data.len())
    } else {
        FileKind::Special
    }
}

fn read_error(path: &Path, error: &io::Error) -> SourceError {
    SourceError { path: path.display().to_string(), problem: format!("cannot be read ({error})") }
}

/// Dot files, and what editors and operating systems leave behind.
fn is_leaving(name: &str) -> bool {
    let lower = name.to_lowercase();
    name.starts_with('.')
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || [".swp", ".swo", ".tmp", ".bak", ".orig", ".rej"].iter().any(|end| lower.ends_with(end))
        || ["thumbs.db", "desktop.ini"].contains(&lower.as_str())
}

/// Folders at the top that are looked through already, or hold no records.
const NOT_RECORDS: [&str; 7] = ["accounts", FEEDBACK, "site", "theme", "themes", "target", "node_modules"];

/// Whether a file outside `accounts/` has a place where somebody may have put a record by mistake: a table at the top, a
/// file in a folder at the top, the `account.toml` of a folder that should lie in `accounts/`.
fn may_be_astray(path: &str) -> bool {
    let lower = path.to_lowercase();
    match path.split('/').count() {
        1 => lower.ends_with(".toml") && !SHARED.contains(&path),
        2 => lower.ends_with(".toml") || lower.ends_with(".md"),
        _ => lower.ends_with("/account.toml"),
    }
}

/// Why what stands in the place of a folder of records is not read.
pub(super) fn no_folder(kind: FileKind) -> Option<&'static str> {
    match kind {
        FileKind::Link => {
            Some("is a symbolic link, which might lead out of the repository. Put the folder itself here.")
        }
        FileKind::Submodule => Some(
            "is a repository of its own, so its files are not part of this one. Put the files themselves here.",
        ),
        FileKind::File(_) | FileKind::Special | FileKind::BadName => None,
    }
}

/// How far a walk over files goes that are not on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Walked {
    /// Into the folder.
    Through,
    /// Not into it: nothing there is looked at.
    Past,
}

/// Whether a walk looks into a folder.
pub(super) fn walked(path: &str) -> Walked {
    let top = path.split('/').next().unwrap_or(path);
    let is_record_folder = ["accounts", FEEDBACK].contains(&top);
    let is_whole = is_record_folder || THEMES.contains(&top);
    let is_left = path.split('/').any(is_leaving) || (!is_whole && NOT_RECORDS.contains(&top));
    // A file astray is looked for three levels down.
    let is_deep = !is_whole && path.split('/').count() > 2;
    if is_left || is_deep { Walked::Past } else { Walked::Through }
}

/// Whether a folder is one of records.
pub(super) fn is_record_folder(path: &str) -> bool {
    let top = path.split('/').next().unwrap_or(path);
    ["accounts", FEEDBACK].contains(&top) && walked(path) == Walked::Through
}

/// Whether a file is one of those that records are read from.
pub(super) fn is_record_file(path: &str) -> bool {
    let is_read = path
        .rsplit_once('.')
        .is_some_and(|(_, ending)| ["toml", "md", "csv"].iter().any(|one| ending.eq_ignore_ascii_case(one)));
    SHARED.contains(&path) || (is_read && path.contains('/') && is_record_folder(path))
}

/// A survey of files that are known already, as a walk over a folder that holds them would make it.
pub(super) fn group(files: Vec<FileEntry>) -> Survey {
    let (mut shared, mut inside, mut astray, mut theme) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for file in files {
        let path = file.path.as_str();
        let is_of_theme = path.split('/').next().is_some_and(|top| THEMES.contains(&top));
        if is_of_theme {
            if !path.split('/').any(is_leaving) {
                theme.push(file);
            }
            continue;
        }
        let is_feedback = path.split_once('/').is_some_and(|(top, _)| top == FEEDBACK);
        if SHARED.contains(&path) || (is_feedback && !path.split('/').any(is_leaving)) {
            shared.push(file);
        } else if path.starts_with("accounts/") && !path.split('/').any(is_leaving) {
            inside.push(file);
        } else if !path.split('/').any(is_leaving)
            && !path.split('/').next().is_some_and(|top| NOT_RECORDS.contains(&top))
            && may_be_astray(path)
        {
            astray.push(file);
        }
    }
    astray.sort_by(|left, right| left.path.cmp(&right.path));
    shared.sort_by(|left, right| left.path.cmp(&right.path));
    inside.sort_by(|left, right| left.path.cmp(&right.path));
    theme.sort_by(|left: &FileEntry, right| left.path.cmp(&right.path));
    let (accounts, mut strays) = by_account(inside);
    strays.extend(astray);
    Survey { accounts, shared, theme, strays }
}

/// Groups files by the outermost folder that holds an `account.toml`.
fn by_account(files: Vec<FileEntry>) -> (Vec<AccountFolder>, Vec<FileEntry>) {
    let folders: BTreeSet<String> = files
        .iter()
        .filter(|file| file.path.name() == "account.toml")
        .map(|file| file.path.folder().to_owned())
        .collect();
    let mut accounts: BTreeMap<&str, Vec<FileEntry>> = BTreeMap::new();
    let mut strays = Vec::new();
    for file in files {
        match outermost(file.path.folder(), &folders) {
            Some(folder) => accounts.entry(folder).or_default().push(file),
            None => strays.push(file),
        }
    }
    let accounts =
        accounts.into_iter().map(|(folder, files)| AccountFolder { path: RepoPath::new(folder), files });
    (accounts.collect(), strays)
}

/// The outermost of the given folders that is a folder or above it.
fn outermost<'a>(folder: &str, folders: &'a BTreeSet<String>) -> Option<&'a str> {
    let ends = folder.match_indices('/').map(|(at, _)| at).chain([folder.len()]);
    ends.filter_map(|end| folders.get(&folder[..end])).map(String::as_str).next()
}
