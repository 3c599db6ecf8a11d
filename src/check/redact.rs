//! What an edition of the site may not hold is taken out of a checked account, with every mention of it, before anything
//! is computed from it: no later stage ever held it.

use std::collections::{BTreeMap, BTreeSet};

use super::checked::{Checked, Party, Target};
use crate::diagnostic::Diagnostic;
use crate::record::{Data, Entry, Key, Kind, Visibility};
use crate::source::{RepoPath, Span};

/// Takes out the confidential and the restricted records of an account, what stands in them, what is said of them, and
/// the findings about them. References to them mean [`Target::Withheld`].
#[must_use]
pub fn redact(mut checked: Checked, findings: &mut Vec<Diagnostic>) -> Checked {
    let withheld = withheld(&checked);
    if withheld.is_empty() {
        return checked;
    }
    let places = Places::of(&checked.entries);
    findings.retain(|finding| places.key_at(&finding.span).is_none_or(|key| !withheld.contains(key)));
    for finding in findings.iter_mut() {
        finding.related.retain(|(span, _)| places.key_at(span).is_none_or(|key| !withheld.contains(key)));
    }
    drop(places);
    checked.entries.retain(|entry| !withheld.contains(&entry.key));
    checked.index =
        checked.entries.iter().enumerate().rev().map(|(at, entry)| (entry.key.clone(), at)).collect();
    for target in checked.targets.values_mut() {
        let is_withheld = match &*target {
            Target::Record(key) => withheld.contains(key),
            Target::Party(Party::Person(id)) => {
                withheld.contains(&Key { kind: Kind::Person, id: id.clone() })
            }
            _ => false,
        };
        if is_withheld {
            *target = Target::Withheld;
        }
    }
    checked.withheld = withheld.len();
    checked
}

/// The records that are withheld: those that say so, what stands in them, and what is said of them later.
fn withheld(checked: &Checked) -> BTreeSet<Key> {
    let mut withheld: BTreeSet<Key> = checked
        .entries
        .iter()
        .filter(|entry| entry.kind() != Kind::Account && entry.visibility() >= Visibility::Confidential)
        .map(|entry| entry.key.clone())
        .collect();
    // An assessment may stand in a note and be about an expectation, so once more for what those took along.
    loop {
        let follow = |entry: &&Entry| !withheld.contains(&entry.key) && follows(checked, entry, &withheld);
        let more: Vec<Key> = checked.entries.iter().filter(follow).map(|entry| entry.key.clone()).collect();
        if more.is_empty() {
            return withheld;
        }
        withheld.extend(more);
    }
}

fn follows(checked: &Checked, entry: &Entry, withheld: &BTreeSet<Key>) -> bool {
    let of = match &entry.data {
        Data::Assessment(one) => Some(&one.of),
        Data::Change(one) => Some(&one.of),
        Data::Progress(one) => Some(&one.of),
        Data::Evaluation(one) => Some(&one.of),
        _ => None,
    };
    let is_of = of.and_then(|of| checked.key(of)).is_some_and(|key| withheld.contains(key));
    is_of || entry.host.as_ref().is_some_and(|host| withheld.contains(host))
}

/// Which record a place in a file belongs to.
struct Places {
    starts: BTreeMap<RepoPath, BTreeMap<usize, Key>>,
}

impl Places {
    fn of(entries: &[Entry]) -> Self {
        let mut starts: BTreeMap<RepoPath, BTreeMap<usize, Key>> = BTreeMap::new();
        for entry in entries {
            let file = starts.entry(entry.span.path().clone()).or_default();
            file.insert(entry.span.range().start, entry.key.clone());
        }
        Self { starts }
    }

    fn key_at(&self, span: &Span) -> Option<&Key> {
        let file = self.starts.get(span.path())?;
        file.range(..=span.range().start).next_back().map(|(_, key)| key)
    }
}
