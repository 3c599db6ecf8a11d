//! What version control knows of each record: who wrote it down, when, and how it was changed since.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Commit, RepoPath};

/// What version control knows of the records. Empty where there is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The commit that the records were read from, or lie beside.
    pub state: Option<State>,
    /// The last commit of each file.
    pub files: BTreeMap<RepoPath, Arc<Commit>>,
    /// The revision with which changes are compared, where the configuration names one.
    pub since: Option<Since>,
    /// The files whose content differs from that commit.
    pub uncommitted: BTreeSet<RepoPath>,
    /// The versions of each record, by the folder of its account, empty for what all share, and by its name.
    pub trails: BTreeMap<String, BTreeMap<String, Vec<Version>>>,
}

/// Where the records stand in their history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// The commit.
    pub commit: Commit,
    /// Whether files were changed, added or deleted since.
    pub is_dirty: bool,
    /// Whether the history was cut off, so that what is older is not known.
    pub is_cut: bool,
}

/// A revision with which the present is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since {
    /// As it is written: `v2026-q2`.
    pub name: String,
    /// The commit that it means.
    pub commit: Commit,
    /// The accounts that were there then and are no longer, by slug.
    pub gone: Vec<String>,
}

/// A record as a commit left it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The commit.
    pub commit: Arc<Commit>,
    /// What it did to the record.
    pub deed: Deed,
    /// A mark of what the record said since; `None` where it was no longer there.
    pub mark: Option<u64>,
    /// Whether the record was withheld before or since: what it said then is not told.
    pub is_withheld: bool,
}

/// What a commit did to a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Deed {
    /// It was written down together with its account: when it was first known cannot be told from that.
    TakenOver,
    /// It was written down.
    Written,
    /// Some of its fields were changed.
    Changed(Vec<FieldChange>),
    /// It was taken out.
    Removed,
}

/// A field of a record, before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// Its name.
    pub field: String,
    /// What it said; `None` where it was not there.
    pub was: Option<String>,
    /// What it says since.
    pub is: Option<String>,
}

impl Provenance {
    /// The last commit of a file, where it is known and nothing was changed since.
    #[must_use]
    pub fn commit(&self, path: &RepoPath) -> Option<&Commit> {
        self.files.get(path).filter(|_| !self.uncommitted.contains(path)).map(Arc::as_ref)
    }

    /// The last commit of any file of an account.
    #[must_use]
    pub fn account(&self, folder: &RepoPath) -> Option<&Commit> {
        let first = RepoPath::new(format!("{folder}/"));
        let files = self.files.range(first..).take_while(|(path, _)| path.below(folder).is_some());
        files.map(|(_, commit)| commit.as_ref()).max_by_key(|commit| (commit.moment, &commit.id))
    }

    /// The version in which a record was first written down, where the history tells.
    #[must_use]
    pub fn first(&self, folder: &str, name: &str) -> Option<&Version> {
        self.trail(folder, name).last().filter(|version| version.deed == Deed::Written)
    }

    /// The versions of a record, newest first.
    #[must_use]
    pub fn trail(&self, folder: &str, name: &str) -> &[Version] {
        self.trails.get(folder).and_then(|trails| trails.get(name)).map_or(&[], Vec::as_slice)
    }

    /// The last commit that changed a record, where it is known and the record says what it said then.
    #[must_use]
    pub fn last(
        &self,
        folder: &str,
        name: &str,
        path: &RepoPath,
        mark: impl FnOnce() -> u64,
    ) -> Option<&Commit> {
        let trail = self.trail(folder, name);
        if let [only] = trail
            && only.mark.is_some()
            && !self.uncommitted.contains(path)
        {
            return Some(&only.commit);
        }
        if trail.is_empty() {
            return None;
        }
        let mark = Some(mark());
        // What a merge put aside is newer, and not what the record says.
        trail.iter().find(|version| version.mark == mark).map(|version| version.commit.as_ref())
    }
}

/// What was traced of a history, in a form that can be kept: each commit once.
#[derive(Debug, Serialize, Deserialize)]
pub struct Traced {
    commits: Vec<Commit>,
    files: Vec<(String, usize)>,
    trails: BTreeMap<String, BTreeMap<String, Vec<TracedVersion>>>,
}

/// A version, with the place of its commit.
#[derive(Debug, Serialize, Deserialize)]
struct TracedVersion(usize, Deed, Option<u64>, bool);

impl From<&Provenance> for Traced {
    fn from(provenance: &Provenance) -> Self {
        let (mut commits, mut places) = (Vec::new(), BTreeMap::new());
        let mut place = |commit: &Arc<Commit>| {
            *places.entry(commit.id.clone()).or_insert_with(|| {
                commits.push(commit.as_ref().clone());
                commits.len() - 1
            })
        };
        let files = provenance.files.iter().map(|(path, commit)| (path.to_string(), place(commit))).collect();
        let mut trails: BTreeMap<String, BTreeMap<String, Vec<TracedVersion>>> = BTreeMap::new();
        for (folder, records) in &provenance.trails {
            let kept = trails.entry(folder.clone()).or_default();
            for (name, versions) in records {
                let versions = versions.iter().map(|one| {
                    TracedVersion(place(&one.commit), one.deed.clone(), one.mark, one.is_withheld)
                });
                kept.insert(name.clone(), versions.collect());
            }
        }
        Self { commits, files, trails }
    }
}

impl Traced {
    /// What it says; `None` where it names a commit that it does not hold.
    #[must_use]
    pub fn provenance(self) -> Option<Provenance> {
        let commits: Vec<Arc<Commit>> = self.commits.into_iter().map(Arc::new).collect();
        let commit = |place: usize| commits.get(place).cloned();
        let files = self.files.into_iter().map(|(path, place)| Some((RepoPath::new(path), commit(place)?)));
        let files = files.collect::<Option<_>>()?;
        let mut trails: BTreeMap<String, BTreeMap<String, Vec<Version>>> = BTreeMap::new();
        for (folder, records) in self.trails {
            let known = trails.entry(folder).or_default();
            for (name, versions) in records {
                let versions = versions.into_iter().map(|TracedVersion(place, deed, mark, is_withheld)| {
                    Some(Version { commit: commit(place)?, deed, mark, is_withheld })
                });
                known.insert(name, versions.collect::<Option<_>>()?);
            }
        }
        Some(Provenance { files, trails, ..Provenance::default() })
    }
}
