//! The history of each record, read from the history of its files.
//!
//! One pass, newest commit first. Records are compared by what they say, so moving a table to another file, or a file to
//! another folder of its account, changes nothing. An account that is moved or renamed, and a record that gets another id
//! or title, is followed. What could not be read in some version is skipped there, and never taken for deleted.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::Key;
use super::facts::Facts;
use super::kind::Kind;
use super::shelf::{Records, read_alone};
use crate::source::{
    Commit, Content, Deed, FieldChange, FileChange, History, Patterns, Provenance, RepoPath, Repository,
    Revision, SourceError, Step, Version,
};

/// How alike two records must be, one gone and one come in the same commit, to count as one that was renamed.
const ALIKE: f64 = 0.5;

/// What version control knows of the records at a commit. What fits the patterns is masked in every version.
///
/// # Errors
/// When a part of the history cannot be read.
pub fn trace(revision: &Revision, patterns: &Patterns<'_>) -> Result<Provenance, SourceError> {
    let history = revision.repository().history(revision.commit())?;
    let mut provenance = Provenance { files: last_commits(revision, &history), ..Provenance::default() };
    let mut tracer = Tracer {
        repository: revision.repository(),
        patterns,
        folders: accounts(revision.paths()).collect(),
        names: BTreeMap::new(),
        moved: BTreeMap::new(),
        trails: BTreeMap::new(),
    };
    for step in &history.steps {
        tracer.step(step)?;
    }
    provenance.trails = tracer.trails;
    Ok(provenance)
}

/// The last commit of every file of records.
#[must_use]
pub fn last_commits(revision: &Revision, history: &History) -> BTreeMap<RepoPath, Arc<Commit>> {
    let mut files = BTreeMap::new();
    for step in &history.steps {
        for change in &step.changes {
            // What a merge put aside is newer, and not what the file says.
            if change.after.is_some() && revision.content_of(&change.path) == change.after {
                files.entry(change.path.clone()).or_insert_with(|| step.commit.clone());
            }
        }
    }
    files
}

/// The folders that hold an account, outermost first where one lies in another.
type Folders = BTreeSet<String>;

fn accounts<'a>(paths: impl Iterator<Item = &'a RepoPath>) -> impl Iterator<Item = String> {
    paths.filter(|path| path.name() == "account.toml").map(|path| path.folder().to_owned())
}

/// The folder of the account that a file belongs to; empty where it belongs to none.
fn folder_of<'a>(path: &'a RepoPath, folders: &Folders) -> &'a str {
    let mut above = path.as_str().match_indices('/').map(|(at, _)| &path.as_str()[..at]);
    above.find(|folder| folders.contains(*folder)).unwrap_or_default()
}

/// The records of an account, or of what all accounts share, that a commit took away or brought.
#[derive(Default)]
struct Exchange {
    gone: BTreeMap<Key, Facts>,
    come: BTreeMap<Key, Facts>,
    /// The kinds of which something could not be read before; `None` for any.
    unread_before: BTreeSet<Option<Kind>>,
    unread_since: BTreeSet<Option<Kind>>,
}

struct Tracer<'a> {
    repository: &'a Repository,
    patterns: &'a Patterns<'a>,
    /// The folders that hold an account after the commit that is looked at.
    folders: Folders,
    /// What records were called before: the folder and name then, and the name since.
    names: BTreeMap<(String, Key), Key>,
    /// Where accounts were before, and where they are since.
    moved: BTreeMap<String, String>,
    trails: BTreeMap<String, BTreeMap<String, Vec<Version>>>,
}

impl Tracer<'_> {
    fn step(&mut self, step: &Step) -> Result<(), SourceError> {
        for (from, to) in self.moves(step)? {
            let now = self.moved.get(&to).cloned().unwrap_or(to);
            self.moved.insert(from, now);
        }
        let before = self.folders_before(step);
        let compared: Vec<_> =
            step.changes.par_iter().map(|change| self.compare(change, &before)).collect::<Result<_, _>>()?;
        let now = |folder: &str| self.moved.get(folder).map_or(folder, String::as_str).to_owned();
        let mut exchanges: BTreeMap<String, Exchange> = BTreeMap::new();
        for (change, one) in step.changes.iter().zip(compared) {
            let was = exchanges.entry(now(folder_of(&change.path, &before))).or_default();
            was.gone.extend(one.gone);
            was.unread_before.extend(one.unread_before);
            let is = exchanges.entry(now(folder_of(&change.path, &self.folders))).or_default();
            is.come.extend(one.come);
            is.unread_since.extend(one.unread_since);
        }
        for (folder, exchange) in exchanges {
            self.note(&folder, exchange, &step.commit);
        }
        self.folders = before;
        Ok(())
    }

    /// The folders that held an account before a commit.
    fn folders_before(&self, step: &Step) -> Folders {
        let (came, went): (Vec<_>, Vec<_>) = step.changes.iter().partition(|change| change.after.is_some());
        let mut folders = self.folders.clone();
        let is_new = |change: &&FileChange| change.before.iter().all(Option::is_none);
        accounts(came.into_iter().filter(is_new).map(|change| &change.path)).for_each(|one| {
            folders.remove(&one);
        });
        folders.extend(accounts(went.into_iter().map(|change| &change.path)));
        folders
    }

    /// The accounts that a commit moved to another folder.
    fn moves(&self, step: &Step) -> Result<Vec<(String, String)>, SourceError> {
        let (mut gone, mut come) = (Vec::new(), Vec::new());
        for change in step.changes.iter().filter(|change| change.path.name() == "account.toml") {
            match (change.before.iter().flatten().next(), change.after) {
                (Some(before), None) => gone.push((change.path.folder().to_owned(), *before)),
                (None, Some(after)) => come.push((change.path.folder().to_owned(), after)),
                _ => {}
            }
        }
        let mut moves = Vec::new();
        for (from, before) in gone {
            let at =
                come.iter().position(|(to, after)| *after == before || last_part(to) == last_part(&from));
            let at = match at {
                Some(at) => Some(at),
                None => {
                    let name = self.name_in(&from, before)?;
                    let mut names = come.iter().map(|(to, after)| self.name_in(to, *after));
                    names.position(|other| name.is_some() && other.is_ok_and(|other| other == name))
                }
            };
            if let Some(at) = at {
                moves.push((from, come.remove(at).0));
            }
        }
        Ok(moves)
    }

    /// What an account is called in a version of its file.
    fn name_in(&self, folder: &str, content: Content) -> Result<Option<String>, SourceError> {
        let path = RepoPath::new(format!("{folder}/account.toml"));
        let records = self.read(&path, Some(content), folder)?;
        let account = records.entries.iter().find(|entry| entry.kind() == Kind::Account);
        Ok(account.and_then(|entry| Facts::of(entry).fields.get("name").cloned()))
    }

    /// The records in a version of a file that lies in the folder of an account, empty where it is shared.
    fn read(&self, path: &RepoPath, content: Option<Content>, folder: &str) -> Result<Records, SourceError> {
        let Some(content) = content else { return Ok(Records::default()) };
        Ok(read_alone(path, folder, self.repository.content(content)?, self.patterns))
    }

    /// What a commit did to the records in one file. A merge did only what none of those did that it merges.
    fn compare(&self, change: &FileChange, folders_before: &Folders) -> Result<Exchange, SourceError> {
        let folder = folder_of(&change.path, &self.folders);
        let (since, unread_since) = facts(self.read(&change.path, change.after, folder)?);
        let folder = folder_of(&change.path, folders_before);
        let mut all_before = Vec::new();
        let mut unread_before = BTreeSet::new();
        for content in &change.before {
            let (before, unread) = facts(self.read(&change.path, *content, folder)?);
            all_before.push(before);
            unread_before.extend(unread);
        }
        let mut gone = all_before.first().cloned().unwrap_or_default();
        gone.retain(|key, _| {
            since.contains_key(key) || all_before.iter().all(|before| before.contains_key(key))
        });
        let mut come = since;
        come.retain(|key, facts| {
            let is_known = all_before.iter().any(|before| before.get(key) == Some(facts));
            if is_known {
                gone.remove(key);
            }
            !is_known
        });
        Ok(Exchange { gone, come, unread_before, unread_since })
    }

    /// Writes down what a commit did to the records of one account.
    fn note(&mut self, folder: &str, exchange: Exchange, commit: &Arc<Commit>) {
        let Exchange { mut gone, come, unread_before, unread_since } = exchange;
        let is_new = come.keys().any(|key| key.kind == Kind::Account)
            && !gone.keys().any(|key| key.kind == Kind::Account)
            && unread_before.is_empty();
        let (mut changed, mut written) = (Vec::new(), Vec::new());
        for (key, since) in come {
            match gone.remove(&key) {
                // It was moved to another file.
                Some(before) if before == since => {}
                Some(before) => changed.push((key, before, since)),
                None => written.push((key, since)),
            }
        }
        for (key, since) in written {
            match alike(&key, &since, &gone).cloned() {
                Some(former) => {
                    let before = gone.remove(&former).unwrap_or_default();
                    let now = self.name(folder, &key);
                    self.names.insert((folder.to_owned(), former), now);
                    changed.push((key, before, since));
                }
                None => {
                    let is_unread = unread_before.contains(&None) || unread_before.contains(&Some(key.kind));
                    let deed = match (is_unread, is_new) {
                        (true, _) => Deed::Changed(Vec::new()),
                        (false, true) => Deed::TakenOver,
                        (false, false) => Deed::Written,
                    };
                    self.add(folder, &key, commit, deed, Some(&since), since.is_withheld);
                }
            }
        }
        for (key, before, since) in changed {
            let fields = since.since(&before).into_iter();
            let fields = fields.map(|(field, was, is)| FieldChange { field, was, is }).collect();
            let is_withheld = before.is_withheld || since.is_withheld;
            self.add(folder, &key, commit, Deed::Changed(fields), Some(&since), is_withheld);
        }
        for (key, before) in gone {
            if !unread_since.contains(&None) && !unread_since.contains(&Some(key.kind)) {
                self.add(folder, &key, commit, Deed::Removed, None, before.is_withheld);
            }
        }
    }

    fn name(&self, folder: &str, key: &Key) -> Key {
        self.names.get(&(folder.to_owned(), key.clone())).unwrap_or(key).clone()
    }

    fn add(
        &mut self,
        folder: &str,
        key: &Key,
        commit: &Arc<Commit>,
        deed: Deed,
        since: Option<&Facts>,
        is_withheld: bool,
    ) {
        let (name, mark) = (self.name(folder, key).to_string(), since.map(Facts::mark));
        let trail = self.trails.entry(folder.to_owned()).or_default().entry(name).or_default();
        trail.push(Version { commit: commit.clone(), deed, mark, is_withheld });
    }
}

fn last_part(folder: &str) -> &str {
    folder.rsplit('/').next().unwrap_or(folder)
}

/// What the records of a file say, by name, and the kinds of which something could not be read.
fn facts(records: Records) -> (BTreeMap<Key, Facts>, BTreeSet<Option<Kind>>) {
    let unread = records.broken.iter().map(|broken| broken.kind).collect();
    let all = || records.entries.iter().chain(&records.unsound);
    let mut found: BTreeMap<Key, Facts> = BTreeMap::new();
    for entry in all() {
        let mut facts = Facts::of(entry);
        // Without a word of its own, a record is as open as the one that it stands in.
        let host = entry.host.as_ref().filter(|_| entry.common.visibility.is_none());
        facts.is_withheld |= host.and_then(|host| found.get(host)).is_some_and(|host| host.is_withheld);
        found.entry(entry.key.clone()).or_insert(facts);
    }
    (found, unread)
}

/// The record that was called otherwise before, among those that are gone: one whose old id the new one gives, or the one
/// of its kind that says most of the same.
#[must_use]
pub fn alike<'a>(key: &Key, since: &Facts, gone: &'a BTreeMap<Key, Facts>) -> Option<&'a Key> {
    let of_kind = || gone.iter().filter(|(former, _)| former.kind == key.kind);
    let formerly = of_kind().find(|(former, _)| since.formerly.contains(&former.id));
    let likest = || {
        let measured = of_kind().map(|(former, before)| (former, since.likeness(before)));
        measured.filter(|(_, likeness)| *likeness >= ALIKE).max_by(|one, other| one.1.total_cmp(&other.1))
    };
    formerly.map(|(former, _)| former).or_else(|| likest().map(|(former, _)| former))
}
