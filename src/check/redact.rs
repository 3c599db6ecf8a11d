//! What an edition of the site, or an audience, may not see is taken out of a checked account, with every mention of it,
//! before anything is computed from it: no later stage ever held it.

use std::collections::BTreeSet;

use super::checked::{Checked, Party, Target};
use super::exports::Export;
use super::places::Places;
use crate::diagnostic::Diagnostic;
use crate::record::{Data, Entry, Key, Kind, Visibility};
use crate::source::{Span, Text};

/// The records of an account that some readers may not see, with what stands in them and what is said of them later. What
/// could not be understood is among them unless its visibility is known to be another.
#[derive(Debug, Clone, PartialEq)]
pub struct Withheld {
    keys: BTreeSet<Key>,
    /// Whether each record, or what was left out, is withheld.
    places: Places<bool>,
    /// How many of those that could not be understood are withheld.
    broken: usize,
    /// Whether it is still known on whose side somebody is whose record is withheld.
    keeps_sides: bool,
}

impl Withheld {
    /// Finds what the site withholds of an account: what is confidential or restricted.
    #[must_use]
    pub fn of(checked: &Checked) -> Self {
        Self::beyond(checked, &BTreeSet::from([Visibility::Shared, Visibility::Internal]))
    }

    /// Finds what is withheld of an account from those who see these records alone. For those who see no internal ones,
    /// whose promise something was stays known although the person's record is withheld: whoever shows it says the side.
    #[must_use]
    pub fn beyond(checked: &Checked, sees: &BTreeSet<Visibility>) -> Self {
        let keys = keys(checked, sees);
        let entries = checked.entries.iter().map(|entry| (&entry.span, keys.contains(&entry.key)));
        let mut places: Places<bool> = entries.collect();
        let omitted = checked.omitted.iter().filter(|omission| omission.kind != Some(Kind::Account));
        let starts: BTreeSet<&Span> = omitted.map(|omission| &omission.span).collect();
        for start in &starts {
            places.insert(start, false);
        }
        let secret: Vec<&Span> =
            starts.into_iter().filter(|start| may_be_secret(places.whole(start), sees)).collect();
        for start in &secret {
            places.insert(start, true);
        }
        let keeps_sides = !sees.contains(&Visibility::Internal);
        Self { keys, broken: secret.len(), places, keeps_sides }
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
        checked.forbidden.retain(|(span, _)| !self.hides(span));
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
                    !self.keeps_sides && self.keys.contains(&Key { kind: Kind::Person, id: id.clone() })
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

/// Whether the text of something that was not understood names a visibility other than those that are seen; what names
/// none is internal.
fn may_be_secret(text: &str, sees: &BTreeSet<Visibility>) -> bool {
    let named = text.lines().filter_map(|line| line.trim_start().strip_prefix("visibility"));
    let mut words = named.map(|rest| rest.trim_start_matches([' ', '\t', '=', '"', '\''])).peekable();
    let is_silent = words.peek().is_none();
    words.any(|word| !sees.iter().any(|seen| word.starts_with(seen.word())))
        || (is_silent && !sees.contains(&Visibility::Internal))
}

/// Who may see a record: as it says, else as the record says in which it stands.
fn visibility(checked: &Checked, entry: &Entry) -> Visibility {
    let host = || checked.find(entry.host.as_ref()?).map(|host| visibility(checked, host));
    entry.common.visibility.as_ref().map(|at| at.value).or_else(host).unwrap_or(Visibility::Internal)
}

/// The names of the records that are withheld: those that say so, what stands in them, and what is said of them later.
fn keys(checked: &Checked, sees: &BTreeSet<Visibility>) -> BTreeSet<Key> {
    let mut withheld: BTreeSet<Key> = checked
        .entries
        .iter()
        .filter(|entry| entry.kind() != Kind::Account && !sees.contains(&visibility(checked, entry)))
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
        Data::Decision(one) => Some(&one.of),
        _ => None,
    };
    let is_of = of.and_then(|of| checked.key(of)).is_some_and(|key| withheld.contains(key));
    is_of || entry.host.as_ref().is_some_and(|host| withheld.contains(host))
}
