//! Git as a source: the records of any revision, read from the repository's objects without a checkout.
//!
//! Nothing here writes, runs a program, or looks at the configuration of the user or the machine, so the same commit
//! gives the same records wherever it lies. This module and [`history`](super::history) alone know the library.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, NaiveDate};
use gix::ObjectId;
use gix::bstr::{BStr, BString, ByteSlice};
use gix::objs::tree::EntryKind;

use serde::{Deserialize, Serialize};

use super::history::Content;
use super::tree::{Walked, group, no_folder, walked};
use super::{FILE_LIMIT, FileEntry, FileKind, RepoPath, Source, SourceError, Survey};

/// How many digits of a commit's name are shown: enough for any history that people write.
const SHORT: usize = 10;

/// What is said of content that a commit names and the clone does not hold.
const INCOMPLETE: &str = "some of its content is not in this clone. Where the clone was made with a filter, make one \
                          without";

/// A commit: who wrote down what, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commit {
    /// Its name in full.
    pub id: String,
    /// Who wrote it.
    pub author: String,
    /// The day on which its author wrote it, where the author was.
    pub written: NaiveDate,
    /// The day on which it was committed in its present form, where the committer was.
    pub committed: NaiveDate,
    /// When it was committed, in seconds, by which commits are ordered.
    pub moment: i64,
    /// Its first line.
    pub summary: String,
}

impl Commit {
    /// Its name as it is shown.
    #[must_use]
    pub fn short(&self) -> &str {
        self.id.get(..SHORT).unwrap_or(&self.id)
    }
}

/// A git repository around a folder of records.
#[derive(Clone)]
pub struct Repository {
    handles: Arc<Handles>,
    shown: String,
    prefix: Vec<BString>,
    worktree: Option<PathBuf>,
}

impl Repository {
    /// The repository that a folder lies in, or is; `None` where there is none.
    ///
    /// # Errors
    /// When there is one that cannot be used.
    pub fn around(folder: &Path) -> Result<Option<Self>, SourceError> {
        let shown = folder.display().to_string();
        let Ok((found, _)) = gix::discover::upwards(folder) else { return Ok(None) };
        let (place, worktree) = found.into_repository_and_work_tree_directories();
        let options = gix::open::Options::isolated().with(gix::sec::Trust::Full).open_path_as_is(true);
        let opened = options.open(place).map_err(|error| SourceError {
            path: shown.clone(),
            problem: format!("its git repository cannot be read ({error})"),
        })?;
        let prefix = worktree.as_deref().map(|top| below(folder, top)).unwrap_or_default();
        let handles = Arc::new(Handles { origin: opened, idle: Mutex::default() });
        Ok(Some(Self { handles, shown, prefix, worktree }))
    }

    /// The commit that the folder began from, by its id; `None` before the first.
    #[must_use]
    pub fn tip(&self) -> Option<String> {
        self.commit_of("HEAD")
    }

    /// The commit that a name means, by its id, with or without `:FOLDER` behind it; `None` where it means none.
    #[must_use]
    pub fn commit_of(&self, written: &str) -> Option<String> {
        let (name, _) = split(written);
        self.handles.with(|repository| Some(self.resolve(repository, name).ok()?.to_string()))
    }

    /// Whether there is no folder of files beside the history.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.worktree.is_none()
    }

    /// Whether the history was cut off when the repository was copied.
    #[must_use]
    pub fn is_shallow(&self) -> bool {
        self.handles.with(|repository| repository.is_shallow().unwrap_or(false))
    }

    /// The records at the commit that the folder began from; `None` where they were never committed.
    ///
    /// # Errors
    /// When there is such a commit, and it cannot be read.
    pub fn present(self) -> Result<Option<Revision>, SourceError> {
        let is_there = self.handles.with(|repository| {
            let head = repository.rev_parse_single("HEAD").ok()?.detach();
            let folder = folder_at(repository, head, &self.prefix).ok().flatten()?;
            is_repository_of_records(repository, folder).then_some(())
        });
        is_there.map(|()| self.revision("HEAD")).transpose()
    }

    /// The records as they were at the end of a day on the way to a commit: those of the last commit of that day or before,
    /// along the line that merges go into. `None` where there were none, or a shallow clone does not hold them.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub fn on(&self, day: NaiveDate, tip: &Commit) -> Result<Option<Revision>, SourceError> {
        let found = self.read(|repository| {
            let tip = ObjectId::from_hex(tip.id.as_bytes()).map_err(|error| error.to_string())?;
            let walk =
                repository.rev_walk([tip]).first_parent_only().all().map_err(|error| error.to_string())?;
            for commit in walk {
                let id = commit.map_err(|error| error.to_string())?.id;
                if read_commit(repository, id)?.committed <= day {
                    let folder = folder_at(repository, id, &self.prefix)?;
                    return Ok(folder
                        .filter(|folder| is_repository_of_records(repository, *folder))
                        .map(|_| id));
                }
            }
            Ok(None)
        })?;
        found.map(|id| self.clone().revision(&id.to_string())).transpose()
    }

    /// The records at the last commit that a revision and the way to a commit have in common: what differs from them was
    /// changed on that way alone. `None` where there were no records then.
    ///
    /// # Errors
    /// When there is no such revision here, or nothing in common.
    pub fn base(mut self, written: &str, tip: Option<&Commit>) -> Result<Option<Revision>, SourceError> {
        let (name, folder) = split(written);
        if let Some(folder) = folder {
            self.prefix = parts(folder);
        }
        let tip = tip.map_or("HEAD", |commit| commit.id.as_str());
        let found: Option<String> = self.handles.with(|repository| {
            let (from, tip) = (self.resolve(repository, name)?, self.resolve(repository, tip)?);
            let base = repository.merge_base(from, tip).ok().flatten();
            let base =
                base.ok_or_else(|| self.lost(written, "it has no commit in common with this history"))?;
            let folder = folder_at(repository, base.detach(), &self.prefix)
                .map_err(|problem| self.lost(written, &problem))?;
            let folder = folder.filter(|folder| is_repository_of_records(repository, *folder));
            Ok(folder.map(|_| base.to_string()))
        })?;
        found.map(|id| self.revision(&id)).transpose()
    }

    /// The way from the top of the repository to the records.
    pub(super) fn prefix(&self) -> &[BString] {
        &self.prefix
    }

    /// Where in the repository the folder of the records lies, for keys; empty at its top.
    #[must_use]
    pub fn place(&self) -> String {
        format!("{:?}", self.prefix)
    }

    /// Reads something; what is missing is told with its likely reason.
    pub(super) fn read<T>(
        &self,
        work: impl FnOnce(&gix::Repository) -> Result<T, String>,
    ) -> Result<T, SourceError> {
        self.handles
            .with(work)
            .map_err(|problem| self.lost("the history", &format!("{INCOMPLETE} ({problem})")))
    }

    /// The records at a revision: anything that git can name, with `:FOLDER` behind it where they lie elsewhere.
    ///
    /// # Errors
    /// When there is no such revision here, or it holds no records.
    pub fn revision(mut self, written: &str) -> Result<Revision, SourceError> {
        let (name, folder) = split(written);
        if let Some(folder) = folder {
            self.prefix = parts(folder);
        }
        let found = self.handles.with(|repository| {
            let id = self.resolve(repository, name)?;
            let commit = read_commit(repository, id).map_err(|problem| self.lost(written, &problem))?;
            let top = self.folder(repository, id, written)?;
            let mut files = Files::default();
            files.add_folder(repository, top, "").map_err(|_| self.lost(written, INCOMPLETE))?;
            Ok((commit, files))
        });
        let (commit, files) = found?;
        let shown = format!("{written} of {}", self.shown);
        if !files.listed.iter().any(|file| file.path.as_str() == "standing.toml") {
            let problem =
                "this folder held no standing.toml then, so it was no records repository. Name one that \
                           did, such as `--rev REV:FOLDER`."
                    .to_owned();
            return Err(SourceError { path: shown, problem });
        }
        Ok(Revision { repository: self, commit, files, shown })
    }

    /// The commit that a revision names.
    fn resolve(&self, repository: &gix::Repository, name: &str) -> Result<ObjectId, SourceError> {
        let found = repository.rev_parse_single(BStr::new(name)).and_then(|id| id.object());
        match found.map(gix::Object::peel_to_commit) {
            Ok(Ok(commit)) => Ok(commit.id),
            Ok(Err(_)) => Err(self.lost(name, "it is no commit")),
            Err(_) => Err(self.lost(name, "there is no such revision here")),
        }
    }

    /// The tree of the records' folder at a commit.
    fn folder(
        &self,
        repository: &gix::Repository,
        commit: ObjectId,
        written: &str,
    ) -> Result<ObjectId, SourceError> {
        let missing = |problem: String| self.lost(written, &problem);
        match descend(repository, commit, &self.prefix).map_err(missing)? {
            Descent::There(tree) => Ok(tree),
            Descent::Submodule(part) => {
                Err(missing(format!("`{part}` is a submodule. Name the repository that holds its files")))
            }
            Descent::Nothing(part) => Err(missing(format!("it has no folder `{part}`"))),
        }
    }

    /// A revision or an object that is not here, and why that may be.
    fn lost(&self, name: &str, problem: &str) -> SourceError {
        let hint = if self.is_shallow() {
            " This is a shallow clone, which holds the last commits only: `git fetch --unshallow` brings the rest."
        } else {
            ""
        };
        SourceError { path: format!("{name} of {}", self.shown), problem: format!("{problem}.{hint}") }
    }
}

/// The records at one commit.
pub struct Revision {
    repository: Repository,
    commit: Commit,
    files: Files,
    shown: String,
}

impl Revision {
    /// The commit.
    #[must_use]
    pub fn commit(&self) -> &Commit {
        &self.commit
    }

    /// What a file holds, where there is such a file.
    #[must_use]
    pub fn content_of(&self, path: &RepoPath) -> Option<Content> {
        self.files.ids.get(path).copied().map(Content)
    }

    /// Every file, in path order.
    pub fn paths(&self) -> impl Iterator<Item = &RepoPath> {
        self.files.ids.keys()
    }

    /// The files of records in which a folder differs from this revision, line breaks aside.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn differing(&self, folder: &dyn Source, found: &Survey) -> Result<BTreeSet<RepoPath>, SourceError> {
        let files = |survey: &Survey| -> BTreeMap<RepoPath, FileKind> {
            let all = survey.accounts.iter().flat_map(|account| &account.files).chain(&survey.shared);
            all.map(|file| (file.path.clone(), file.kind)).collect()
        };
        let (here, there) = (files(found), files(&self.survey()?));
        let mut differing: BTreeSet<RepoPath> =
            there.keys().filter(|path| !here.contains_key(*path)).cloned().collect();
        for (path, kind) in here {
            let id = self.files.ids.get(&path).filter(|_| there.contains_key(&path));
            let is_same = match (kind, id) {
                (FileKind::File(size), Some(id)) => {
                    // What is too large to be a record is not read; its size tells.
                    there.get(&path) == Some(&FileKind::File(size)) && size > FILE_LIMIT
                        || size <= FILE_LIMIT && is_content(&folder.read(&path)?, id)
                }
                (kind, Some(_)) => there.get(&path) == Some(&kind),
                (_, None) => false,
            };
            if !is_same {
                differing.insert(path);
            }
        }
        Ok(differing)
    }

    /// The repository that holds it.
    #[must_use]
    pub fn repository(&self) -> &Repository {
        &self.repository
    }
}

impl Source for Revision {
    fn survey(&self) -> Result<Survey, SourceError> {
        let is_top = |file: &&FileEntry| ["accounts", "feedback"].contains(&file.path.as_str());
        if let Some(file) = self.files.listed.iter().find(is_top)
            && let Some(problem) = no_folder(file.kind)
        {
            return Err(SourceError {
                path: format!("{}: {}", self.shown, file.path),
                problem: problem.into(),
            });
        }
        Ok(group(self.files.listed.clone()))
    }

    fn read(&self, path: &RepoPath) -> Result<Vec<u8>, SourceError> {
        let lost = |problem: &str| {
            let at = path.to_string();
            SourceError { path: at, ..self.repository.lost(&self.shown, problem) }
        };
        let id = self.files.ids.get(path).ok_or_else(|| lost("there is no such file"))?;
        self.repository.handles.with(|repository| {
            let found = repository.find_blob(*id);
            found.map(|mut blob| blob.take_data()).map_err(|_| lost(INCOMPLETE))
        })
    }
}

/// The files of a folder at a commit.
#[derive(Default)]
struct Files {
    listed: Vec<FileEntry>,
    ids: BTreeMap<RepoPath, ObjectId>,
}

impl Files {
    /// Adds what lies in a tree, and below it as far as a walk over files on disk would go.
    fn add_folder(
        &mut self,
        repository: &gix::Repository,
        tree: ObjectId,
        above: &str,
    ) -> Result<(), String> {
        let tree = repository.find_tree(tree).map_err(|error| error.to_string())?;
        for entry in tree.iter() {
            let entry = entry.map_err(|error| error.to_string())?;
            let name = entry.filename();
            let path = if above.is_empty() { name.to_string() } else { format!("{above}/{name}") };
            let kind = entry.mode().kind();
            if kind == EntryKind::Tree {
                if walked(&path) == Walked::Through {
                    self.add_folder(repository, entry.object_id(), &path)?;
                }
                continue;
            }
            let size = || repository.find_header(entry.object_id()).map(|header| header.size());
            let kind = match kind {
                _ if name.to_str().is_err() => FileKind::BadName,
                EntryKind::Link => FileKind::Link,
                EntryKind::Commit => FileKind::Submodule,
                _ => FileKind::File(size().map_err(|error| error.to_string())?),
            };
            let path = RepoPath::new(path);
            self.ids.insert(path.clone(), entry.object_id());
            self.listed.push(FileEntry { path, kind });
        }
        Ok(())
    }
}

/// Handles on one repository, one for each thread that is reading at the moment: each has caches of its own.
struct Handles {
    origin: gix::ThreadSafeRepository,
    idle: Mutex<Vec<gix::Repository>>,
}

impl Handles {
    fn with<T>(&self, work: impl FnOnce(&gix::Repository) -> T) -> T {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut handle = idle.unwrap_or_else(|| self.origin.to_thread_local());
        handle.object_cache_size_if_unset(4 * 1024 * 1024);
        let done = work(&handle);
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(handle);
        done
    }
}

/// Whether a tree holds a configuration of records.
pub(super) fn is_repository_of_records(repository: &gix::Repository, folder: ObjectId) -> bool {
    repository.find_tree(folder).is_ok_and(|tree| tree.find_entry("standing.toml").is_some())
}

/// Whether a file has this content, as git would take it in.
fn is_content(bytes: &[u8], id: &ObjectId) -> bool {
    let is = |bytes: &[u8]| {
        gix::objs::compute_hash(id.kind(), gix::objs::Kind::Blob, bytes).is_ok_and(|found| found == *id)
    };
    is(bytes) || (bytes.contains(&b'\r') && is(&bytes.replace("\r\n", "\n")))
}

/// The tree of a folder at a commit; `None` where there was no such folder.
pub(super) fn folder_at(
    repository: &gix::Repository,
    commit: ObjectId,
    prefix: &[BString],
) -> Result<Option<ObjectId>, String> {
    Ok(match descend(repository, commit, prefix)? {
        Descent::There(tree) => Some(tree),
        Descent::Submodule(_) | Descent::Nothing(_) => None,
    })
}

/// Where the way down to a folder ends, with the name at which it does.
enum Descent<'a> {
    /// At the folder.
    There(ObjectId),
    /// At a submodule.
    Submodule(&'a BString),
    /// Where there is no such folder.
    Nothing(&'a BString),
}

/// Goes down to a folder at a commit.
fn descend<'a>(
    repository: &gix::Repository,
    commit: ObjectId,
    prefix: &'a [BString],
) -> Result<Descent<'a>, String> {
    let commit = repository.find_commit(commit).map_err(|error| error.to_string())?;
    let mut tree = commit.tree_id().map_err(|error| error.to_string())?.detach();
    for part in prefix {
        let found = repository.find_tree(tree).map_err(|error| error.to_string())?;
        match found.find_entry(part.clone()).map(|entry| (entry.mode().kind(), entry.object_id())) {
            Some((EntryKind::Tree, id)) => tree = id,
            Some((EntryKind::Commit, _)) => return Ok(Descent::Submodule(part)),
            _ => return Ok(Descent::Nothing(part)),
        }
    }
    Ok(Descent::There(tree))
}

/// What a commit says of itself.
pub(super) fn read_commit(repository: &gix::Repository, id: ObjectId) -> Result<Commit, String> {
    let commit = repository.find_commit(id).map_err(|error| error.to_string())?;
    let decoded = commit.decode().map_err(|error| error.to_string())?;
    let author = decoded.author().map_err(|error| error.to_string())?;
    let committer = decoded.committer().map_err(|error| error.to_string())?;
    Ok(Commit {
        id: id.to_string(),
        author: author.trim().name.to_str_lossy().into_owned(),
        written: day(author.time().ok()),
        committed: day(committer.time().ok()),
        moment: committer.seconds(),
        summary: decoded.message().summary().to_str_lossy().into_owned(),
    })
}

/// The day of a moment where it was written down. A moment that is on no calendar counts as the first that computers know.
fn day(time: Option<gix::date::Time>) -> NaiveDate {
    let seconds = time.map(|time| time.seconds.saturating_add(i64::from(time.offset)));
    seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0)).unwrap_or_default().date_naive()
}

/// A revision, and the folder that is named behind it: `main`, `main:customers/records`.
fn split(written: &str) -> (&str, Option<&str>) {
    // A colon within braces belongs to the revision, such as `HEAD^{/words: more}`; one at the front is a search.
    let from = written.rfind('}').unwrap_or(0).max(usize::from(written.starts_with(':')));
    match written[from..].find(':') {
        Some(at) => (&written[..from + at], Some(&written[from + at + 1..])),
        None => (written, None),
    }
}

fn parts(folder: &str) -> Vec<BString> {
    folder.split('/').filter(|part| !matches!(*part, "" | ".")).map(BString::from).collect()
}

/// The way down from the top of a working tree to a folder.
fn below(folder: &Path, top: &Path) -> Vec<BString> {
    let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let (folder, top) = (real(folder), real(if top.as_os_str().is_empty() { Path::new(".") } else { top }));
    let inside = folder.strip_prefix(&top).unwrap_or(Path::new(""));
    inside
        .iter()
        .map(|part| gix::path::os_str_into_bstr(part).map_or_else(|_| BString::default(), BString::from))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_may_be_named_behind_a_revision() {
        assert_eq!(split("main"), ("main", None));
        assert_eq!(split("main:a/b"), ("main", Some("a/b")));
        assert_eq!(split("HEAD^{/fix: b}"), ("HEAD^{/fix: b}", None));
        assert_eq!(split("HEAD^{/fix: b}:a"), ("HEAD^{/fix: b}", Some("a")));
        assert_eq!(split(":/fix"), (":/fix", None));
    }

    #[test]
    fn a_moment_is_a_day_where_it_was_written() {
        let at = |seconds, offset| Some(gix::date::Time { seconds, offset });
        assert_eq!(day(at(1_700_000_000, 0)).to_string(), "2023-11-14");
        assert_eq!(day(at(1_700_000_000, 7200)).to_string(), "2023-11-15");
        assert_eq!(day(at(-3600, 0)).to_string(), "1969-12-31");
        assert_eq!(day(at(i64::MAX, 0)).to_string(), "1970-01-01");
        assert_eq!(day(None).to_string(), "1970-01-01");
    }
}
