//! What an edition of the site may not hold is taken out of a checked account, with every mention of it, before anything
//! is computed from it: no later stage ever held it.

use std::collections::BTreeSet;

use super::checked::{Checked, Party, Target};
use super::exports::Export;
use super::places::Places;
use crate::diagnostic::Diagnostic;
use crate::record::{Data, Entry, Key, Kind, Visibility};
use crate::source::{Span, Text};

/// The confidential and the restricted records of an account, with what stands in them and what is said of them later.
/// What could not be understood is among them unless its visibility, where it has one, is known to be another.
#[derive(Debug, Clone, PartialEq)]
pub struct Withheld {
    keys: BTreeSet<Key>,
    /// Whether each record, or what was left out, is withheld.
    places: Places<bool>,
    /// How many of those that could not be understood are withheld.
    broken: usize,
}

impl Withheld {
    /// Finds what is withheld of an account.
    #[must_use]
    pub fn of(checked: &Checked) -> Self {
        let keys = keys(checked);
        let entries = checked.entries.iter().map(|entry| (&entry.span, keys.contains(&entry.key)));
        let mut places: Places<bool> = entries.collect();
        let omitted = checked.omitted.iter().filter(|omission| omission.kind != Some(Kind::Account));
        let starts: BTreeSet<&Span> = omitted.map(|omission| &omission.span).collect();
        for start in &starts {
            places.insert(start, false);
        }
        let secret: Vec<&Span> =
            starts.into_iter().filter(|start| may_be_secret(places.whole(start))).collect();
        for start in &secret {
            places.insert(start, true);
        }
        Self { keys, broken: secret.len(), places }
    }

    /// Whether a place lies in something that is withheld.
    #[must_use]
    pub fn hides(&self, place: &Span) -> bool {
        self.places.at(place).is_some_and(|is_withheld| *is_withheld)
    }

    /// Takes out the findings about what is withheld, and what points at it.
    pub fn hide(&self, findings: &mut Vec<Diagnostic>) {
        if self.keys.is_empty() && self.broken == 0 {
            return;
        }
        findings.retain(|finding| !self.hides(&finding.span));
        for finding in findings {
            finding.related.retain(|(span, _)| !self.hides(span));
        }
    }

    /// What the account shows to others, without the references that stand in what is withheld.
    #[must_use]
    pub fn export(&self, export: &Export) -> Export {
        let mut export = export.clone();
        export.outgoing.retain(|(_, span)| !self.hides(span));
        export.accounts.retain(|(_, span)| !self.hides(span));
        export
    }

    /// The account without what is withheld; references to it mean [`Target::Withheld`].
    #[must_use]
    pub fn checked(&self, mut checked: Checked) -> Checked {
        checked.withheld = self.keys.len() + self.broken;
        for omission in checked.omitted.iter_mut().filter(|omission| self.hides(&omission.span)) {
            // It still makes unknown what it could have fed, but a file's name can tell what is in it.
            omission.span = Span::of_file(&Text::new(checked.path.clone(), String::new()));
            omission.id = None;
        }
        if self.keys.is_empty() {
            return checked;
        }
        checked.entries.retain(|entry| !self.keys.contains(&entry.key));
        checked.index_entries();
        for target in checked.targets.values_mut() {
            let is_withheld = match &*target {
                Target::Record(key) => self.keys.contains(key),
                Target::Party(Party::Person(id)) => {
                    self.keys.contains(&Key { kind: Kind::Person, id: id.clone() })
                }
                _ => false,
            };
            if is_withheld {
                *target = Target::Withheld;
            }
        }
        checked
    }
}

/// Whether the text of something that was not understood names a visibility other than the two that are shown.
fn may_be_secret(text: &str) -> bool {
    let named = text.lines().filter_map(|line| line.trim_start().strip_prefix("visibility"));
    named
        .map(|rest| rest.trim_start_matches([' ', '\t', '=', '"', '\'']))
        .any(|word| !["shared", "internal"].iter().any(|shown| word.starts_with(shown)))
}

/// The names of the records that are withheld: those that say so, what stands in them, and what is said of them later.
fn keys(checked: &Checked) -> BTreeSet<Key> {
    let mut withheld: BTreeSet<Key> = checked
        .entries
        .iter()
        .filter(|entry| entry.kind() != Kind::Account && entry.visibility() >= Visibility::Confidential)
        .map(|entry| entry.key.clone())
        .collect();
    // An assessment may stand in a note and be about an expectation, so once more for what those took along.
    while !withheld.is_empty() {
        let follow = |entry: &&Entry| !withheld.contains(&entry.key) && follows(checked, entry, &withheld);
        let more: Vec<Key> = checked.entries.iter().filter(follow).map(|entry| entry.key.clone()).collect();
        if more.is_empty() {
            break;
        }
        withheld.extend(more);
    }
    withheld
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
