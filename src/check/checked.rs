//! An account whose names are resolved.

use std::collections::{BTreeMap, BTreeSet};

use super::places::Places;
use crate::diagnostic::{Diagnostic, Severity};
use crate::record::{Account, At, Entry, Key, Kind, Noun, What, Who};
use crate::source::{Forbidden, RepoPath, Slug, Span};

/// Somebody, resolved: on the customer's side of the account's records, or of our team.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Party {
    /// A person of this account, by id.
    Person(String),
    /// A member of our team, by id.
    Member(String),
}

/// What a reference means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Somebody.
    Party(Party),
    /// A record of this account.
    Record(Key),
    /// A record that all accounts share.
    Plan(Key),
    /// A record of another account, as `slug` and name; checked once all accounts are known.
    Foreign(String, Option<Key>),
    /// A file in the account's folder that is no record, such as an image.
    Attachment(RepoPath),
    /// An address outside the site, or a place on the same page.
    Address(String),
    /// Something that this edition of the site does not hold.
    Withheld,
}

/// Something that had to be left out, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Omission {
    /// The kind, when it could be told; otherwise it may have been any.
    pub kind: Option<Kind>,
    /// Its id, when it could be told.
    pub id: Option<String>,
    /// Where it stands.
    pub span: Span,
    /// What is wrong with it.
    pub problems: Vec<Diagnostic>,
}

/// One account, checked: what is here can be relied on.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// Its slug.
    pub slug: Slug,
    /// Its folder.
    pub path: RepoPath,
    /// Its records, in path order and the order of each file.
    pub entries: Vec<Entry>,
    /// What had to be left out.
    pub omitted: Vec<Omission>,
    /// Files of its folder that are no records.
    pub attachments: Vec<RepoPath>,
    /// Where something stood in its files that must not be written down.
    pub forbidden: Vec<(Span, Forbidden)>,
    /// How many records this edition of the site does not hold.
    pub withheld: usize,
    pub(super) targets: BTreeMap<Span, Target>,
    pub(super) index: BTreeMap<Key, usize>,
}

impl Checked {
    /// The account record; there is one unless `account.toml` could not be understood at all.
    #[must_use]
    pub fn account(&self) -> Option<(&Entry, &Account)> {
        self.each::<Account>().next()
    }

    /// The name to show.
    #[must_use]
    pub fn name(&self) -> &str {
        self.account().map_or(self.slug.as_str(), |(_, account)| account.name.value.as_str())
    }

    /// The records of a kind, with their entries.
    pub fn each<T: Noun + 'static>(&self) -> impl Iterator<Item = (&Entry, &T)> {
        self.entries.iter().filter_map(|entry| Some((entry, entry.as_kind::<T>()?)))
    }

    /// A record by name.
    #[must_use]
    pub fn find(&self, key: &Key) -> Option<&Entry> {
        self.entries.get(*self.index.get(key)?)
    }

    /// A record of a kind by id.
    #[must_use]
    pub fn get<T: Noun>(&self, kind: Kind, id: &str) -> Option<&T> {
        self.find(&Key { kind, id: id.to_owned() })?.as_kind::<T>()
    }

    /// What the reference at a place means; `None` when it could not be resolved, which has been reported.
    #[must_use]
    pub fn target(&self, span: &Span) -> Option<&Target> {
        self.targets.get(span)
    }

    /// Who is meant.
    #[must_use]
    pub fn party(&self, who: &At<Who>) -> Option<&Party> {
        match self.target(&who.span)? {
            Target::Party(party) => Some(party),
            _ => None,
        }
    }

    /// Which record of this account is meant.
    #[must_use]
    pub fn key(&self, what: &At<What>) -> Option<&Key> {
        match self.target(&what.span)? {
            Target::Record(key) => Some(key),
            _ => None,
        }
    }

    /// Whether a record of this kind may have been left out.
    #[must_use]
    pub fn may_lack(&self, kind: Kind) -> bool {
        self.omitted.iter().any(|omission| omission.kind.is_none_or(|omitted| omitted == kind))
    }

    /// Leaves out the records in which a rule found an error; the account itself always stays.
    pub(super) fn omit_wrong(&mut self, findings: &[Diagnostic]) {
        let places: Places<usize> =
            self.entries.iter().enumerate().map(|(at, entry)| (&entry.span, at)).collect();
        let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
        let mut wrong: BTreeSet<usize> =
            errors.filter_map(|finding| places.at(&finding.span)).copied().collect();
        wrong.retain(|at| self.entries[*at].kind() != Kind::Account);
        if wrong.is_empty() {
            return;
        }
        let all = std::mem::take(&mut self.entries);
        for (at, entry) in all.into_iter().enumerate() {
            if wrong.contains(&at) {
                let (kind, id) = (Some(entry.kind()), Some(entry.key.id));
                self.omitted.push(Omission { kind, id, span: entry.span, problems: Vec::new() });
            } else {
                self.entries.push(entry);
            }
        }
        self.index_entries();
    }

    /// Makes the index of the records by name; of two with one name, the first is found.
    pub(super) fn index_entries(&mut self) {
        let names = self.entries.iter().enumerate().rev().map(|(at, entry)| (entry.key.clone(), at));
        self.index = names.collect();
    }

    /// Gives every omission the errors that lie in it: those of its file up to the next omission or record.
    pub(super) fn explain_omissions(mut self, findings: &[Diagnostic]) -> Self {
        let starts = self.entries.iter().map(|entry| &entry.span);
        let starts = starts.chain(self.omitted.iter().map(|omission| &omission.span));
        let mut places: Places<Vec<&Diagnostic>> = starts.map(|start| (start, Vec::new())).collect();
        for finding in findings.iter().filter(|finding| finding.severity == Severity::Error) {
            if let Some(inside) = places.at_mut(&finding.span) {
                inside.push(finding);
            }
        }
        for omission in &mut self.omitted {
            let inside = places.at(&omission.span).map_or(&[][..], Vec::as_slice);
            omission.problems = inside.iter().map(|error| (*error).clone()).collect();
        }
        self
    }
}
