//! One pass over the history of the records: what each commit changed, file by file.
//!
//! Nothing here reads content; [`Repository::content`] gives that of a version that somebody asks for. A merge changes
//! what differs from all that it merges, so that nobody is named for what others wrote.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::Arc;

use gix::ObjectId;
use gix::bstr::{BString, ByteSlice};
use gix::objs::tree::{EntryKind, name_order};
use gix::revision::walk::Sorting;
use gix::traverse::commit::simple::CommitTimeOrder;

use super::git::{Commit, Repository, folder_at, is_repository_of_records, read_commit};
use super::tree::{is_record_file, is_record_folder};
use super::{RepoPath, SourceError};

/// The content of a file in some version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Content(pub(super) ObjectId);

/// A file as a commit changed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange {
    /// The file.
    pub path: RepoPath,
    /// What was there before, once for each commit that this one follows; `None` where there was nothing.
    pub before: Vec<Option<Content>>,
    /// What is there since.
    pub after: Option<Content>,
}

/// A commit, and what it changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The commit.
    pub commit: Arc<Commit>,
    /// The files of records that it changed, in the order of the tree.
    pub changes: Vec<FileChange>,
}

/// The history that led to a commit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    /// The commits that changed records, newest first; none before those that it follows.
    pub steps: Vec<Step>,
    /// Whether the history was cut off when the repository was copied, so that what is older is not known.
    pub is_cut: bool,
}

impl Repository {
    /// What each commit that led to this one changed in the records.
    ///
    /// # Errors
    /// When a part of the history cannot be read.
    pub fn history(&self, from: &Commit) -> Result<History, SourceError> {
        self.read(|repository| {
            let mut history =
                History { is_cut: repository.is_shallow().unwrap_or(false), ..History::default() };
            let edge: BTreeSet<ObjectId> = match repository.shallow_commits() {
                Ok(Some(commits)) => commits.iter().copied().collect(),
                _ => BTreeSet::new(),
            };
            let start = ObjectId::from_hex(from.id.as_bytes()).map_err(|error| error.to_string())?;
            let sorting = Sorting::ByCommitTime(CommitTimeOrder::NewestFirst);
            let walk =
                repository.rev_walk([start]).sorting(sorting).all().map_err(|error| error.to_string())?;
            let mut places = Places { known: vec![self.prefix().to_vec()] };
            for found in walk {
                let found = found.map_err(|error| error.to_string())?;
                if edge.contains(&found.id) {
                    // Nothing tells what it changed and what was there long before.
                    continue;
                }
                let parents: Vec<ObjectId> = found.parent_ids.iter().copied().collect();
                let changes = changes(repository, &mut places, found.id, &parents)?;
                if !changes.is_empty() {
                    history
                        .steps
                        .push(Step { commit: Arc::new(read_commit(repository, found.id)?), changes });
                }
            }
            Ok(history)
        })
    }

    /// What is in a file in some version.
    ///
    /// # Errors
    /// When it is not in this clone.
    pub fn content(&self, content: Content) -> Result<Vec<u8>, SourceError> {
        self.read(|repository| {
            let blob = repository.find_blob(content.0).map_err(|error| error.to_string());
            blob.map(|mut blob| blob.take_data())
        })
    }
}

/// What a commit changed in the records, wherever they lay.
fn changes(
    repository: &gix::Repository,
    places: &mut Places,
    commit: ObjectId,
    parents: &[ObjectId],
) -> Result<Vec<FileChange>, String> {
    let now = places.folder(repository, commit)?;
    let mut before = Vec::new();
    for parent in parents {
        before.push(places.folder(repository, *parent)?);
    }
    if let (Some(now), Some(parent)) = (now, parents.first())
        && before.iter().all(Option::is_none)
    {
        before[0] = places.moved_from(repository, *parent, commit, now)?;
    }
    if before.contains(&now) {
        return Ok(Vec::new());
    }
    let mut difference = Difference { repository, found: Vec::new() };
    difference.trees(before.first().copied().flatten(), now, "")?;
    let mut changes = difference.found;
    for tree in before.iter().skip(1) {
        for change in &mut changes {
            change.before.push(file_in(repository, *tree, &change.path)?);
        }
    }
    changes.retain(|change| !change.before.contains(&change.after));
    Ok(changes)
}

/// How many folders deep records are looked for that were moved as a whole.
const DEEPEST: usize = 3;

/// Where in the repository the folder of the records lies, and lay before it was moved, the latest first.
struct Places {
    known: Vec<Vec<BString>>,
}

impl Places {
    /// The folder of the records at a commit.
    fn folder(&self, repository: &gix::Repository, commit: ObjectId) -> Result<Option<ObjectId>, String> {
        for place in &self.known {
            let folder = folder_at(repository, commit, place)?;
            if let Some(folder) = folder.filter(|folder| is_repository_of_records(repository, *folder)) {
                return Ok(Some(folder));
            }
        }
        // Records may have been written before they had a configuration; never at the top, where anything may lie.
        match self.known.last() {
            Some(place) if !place.is_empty() || self.known.len() == 1 => folder_at(repository, commit, place),
            _ => Ok(None),
        }
    }

    /// The folder of the records at the commit before the one that moved it as a whole: one that held the same, or the only
    /// one that held records.
    fn moved_from(
        &mut self,
        repository: &gix::Repository,
        parent: ObjectId,
        commit: ObjectId,
        now: ObjectId,
    ) -> Result<Option<ObjectId>, String> {
        let Some(top) = folder_at(repository, parent, &[])? else { return Ok(None) };
        let mut found = Vec::new();
        repositories(repository, top, &mut Vec::new(), &mut found)?;
        // What is still there was not moved.
        found.retain(|(place, _)| {
            let since = folder_at(repository, commit, place).ok().flatten();
            !since.is_some_and(|folder| is_repository_of_records(repository, folder))
        });
        let at = match found.iter().position(|(_, tree)| *tree == now) {
            Some(at) => at,
            None if found.len() == 1 => 0,
            None => return Ok(None),
        };
        let (place, tree) = found.swap_remove(at);
        self.known.push(place);
        Ok(Some(tree))
    }
}

/// The folders that hold records, in a tree and below it, with the way to each.
fn repositories(
    repository: &gix::Repository,
    tree: ObjectId,
    way: &mut Vec<BString>,
    found: &mut Vec<(Vec<BString>, ObjectId)>,
) -> Result<(), String> {
    if is_repository_of_records(repository, tree) {
        found.push((way.clone(), tree));
        return Ok(());
    }
    if way.len() < DEEPEST {
        for (name, is_folder, inner) in entries(repository, Some(tree))? {
            if is_folder {
                way.push(name);
                repositories(repository, inner, way, found)?;
                way.pop();
            }
        }
    }
    Ok(())
}

/// An entry of a tree: its name, whether it is a folder, and what it holds.
type Found = (BString, bool, ObjectId);

/// What differs between two trees.
struct Difference<'a> {
    repository: &'a gix::Repository,
    found: Vec<FileChange>,
}

impl Difference<'_> {
    fn trees(
        &mut self,
        before: Option<ObjectId>,
        after: Option<ObjectId>,
        above: &str,
    ) -> Result<(), String> {
        let (left, right) = (entries(self.repository, before)?, entries(self.repository, after)?);
        let (mut left, mut right) = (left.into_iter().peekable(), right.into_iter().peekable());
        loop {
            let order = match (left.peek(), right.peek()) {
                (None, None) => return Ok(()),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(one), Some(other)) => name_order(&one.0, one.1, &other.0, other.1),
            };
            let one = if order == Ordering::Greater { None } else { left.next() };
            let other = if order == Ordering::Less { None } else { right.next() };
            self.entry(one, other, above)?;
        }
    }

    fn entry(&mut self, before: Option<Found>, after: Option<Found>, above: &str) -> Result<(), String> {
        let (Some((name, is_folder, _)), true) = (
            before.as_ref().or(after.as_ref()),
            before.as_ref().map(|one| one.2) != after.as_ref().map(|one| one.2),
        ) else {
            return Ok(());
        };
        let Ok(name) = name.to_str() else { return Ok(()) };
        let path = if above.is_empty() { name.to_owned() } else { format!("{above}/{name}") };
        let is_folder = *is_folder;
        let (before, after) = (before.map(|one| one.2), after.map(|one| one.2));
        if is_folder {
            return if is_record_folder(&path) { self.trees(before, after, &path) } else { Ok(()) };
        }
        if is_record_file(&path) {
            let path = RepoPath::new(path);
            self.found.push(FileChange {
                path,
                before: vec![before.map(Content)],
                after: after.map(Content),
            });
        }
        Ok(())
    }
}

/// The folders and files of a tree; what is neither plays no part.
fn entries(repository: &gix::Repository, tree: Option<ObjectId>) -> Result<Vec<Found>, String> {
    let Some(tree) = tree else { return Ok(Vec::new()) };
    let tree = repository.find_tree(tree).map_err(|error| error.to_string())?;
    let mut found = Vec::new();
    for entry in tree.decode().map_err(|error| error.to_string())?.entries {
        let is_folder = match entry.mode.kind() {
            EntryKind::Tree => true,
            EntryKind::Blob | EntryKind::BlobExecutable => false,
            EntryKind::Link | EntryKind::Commit => continue,
        };
        found.push((entry.filename.to_owned(), is_folder, entry.oid.to_owned()));
    }
    Ok(found)
}

/// The content of a file in a tree.
fn file_in(
    repository: &gix::Repository,
    tree: Option<ObjectId>,
    path: &RepoPath,
) -> Result<Option<Content>, String> {
    let Some(tree) = tree else { return Ok(None) };
    let tree = repository.find_tree(tree).map_err(|error| error.to_string())?;
    let found = tree.lookup_entry(path.as_str().split('/')).map_err(|error| error.to_string())?;
    Ok(found.filter(|entry| entry.mode().is_blob()).map(|entry| Content(entry.object_id())))
}
