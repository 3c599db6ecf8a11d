//! What an edition of the site, or an audience, may not see is taken out of a checked account, with every mention of it,
//! before anything is computed from it: no later stage ever held it.

use std::collections::{BTreeMap, BTreeSet};

use super::checked::{Checked, Party, Target};
use super::exports::Export;
use super::places::Places;
use super::{Context, found_in, is_found_again};
use crate::diagnostic::{self, Diagnostic};
use crate::record::{Answer, At, Data, Entry, Key, Kind, Shared, Visibility, What};
use crate::source::{Span, Text};

/// What stands in the place of a name that is withheld.
const WITHHELD: &str = "withheld";

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

    /// Whether nothing is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty() && self.broken == 0
    }

    /// The findings that can be told: what reading found outside of what is withheld, and what the rules find without it and
    /// with it alike. A rule that runs again names nobody who is withheld; what a record says of them itself is masked.
    #[must_use]
    pub fn told(&self, findings: Vec<Diagnostic>, shown: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
        let places: BTreeSet<(&str, &Span)> = findings.iter().map(|one| (one.code, &one.span)).collect();
        let mut told = found_in(shown, context);
        told.retain(|one| places.contains(&(one.code, &one.span)));
        let read = findings.iter().filter(|one| !is_found_again(one.code) && !self.hides(&one.span));
        told.extend(read.cloned());
        for finding in &mut told {
            self.mask(finding);
        }
        diagnostic::sort(&mut told);
        told
    }

    /// Masks the names of what is withheld in a finding, and takes out the places that lie in it.
    pub fn mask(&self, finding: &mut Diagnostic) {
        finding.related.retain(|(span, _)| !self.hides(span));
        let texts = [Some(&mut finding.message), finding.expected.as_mut(), finding.fix.as_mut()];
        let related = finding.related.iter_mut().map(|(_, why)| why);
        for text in texts.into_iter().flatten().chain(related) {
            *text = self.masked(text);
        }
    }

    /// A text in which each name of what is withheld, between grave accents, gives way to a word.
    fn masked(&self, text: &str) -> String {
        let is_name = |word: &str| self.keys.iter().any(|key| key.id == word);
        let in_name = |letter: char| letter.is_alphanumeric() || "-_.".contains(letter);
        let mut masked = String::with_capacity(text.len());
        for (at, part) in text.split('`').enumerate() {
            if at > 0 {
                masked.push('`');
            }
            if at % 2 == 0 {
                masked.push_str(part);
                continue;
            }
            for word in part.split_inclusive(|letter: char| !in_name(letter)) {
                let name = word.trim_end_matches(|letter: char| !in_name(letter));
                masked.push_str(if is_name(name) { WITHHELD } else { name });
                masked.push_str(&word[name.len()..]);
            }
        }
        masked
    }

    /// What the account shows to others, without the references that stand in what is withheld.
    #[must_use]
    pub fn export(&self, export: &Export) -> Export {
        let mut export = export.clone();
        export.outgoing.retain(|(_, span)| !self.hides(span));
        export.accounts.retain(|(_, span)| !self.hides(span));
        export
    }

    /// An answer is named after whoever gave it; where they are withheld, it is not.
    fn unname_answers(&self, checked: &mut Checked) {
        let mut named: BTreeMap<Key, Key> = BTreeMap::new();
        for entry in &checked.entries {
            let Some(from) = entry.as_kind::<Answer>().and_then(|answer| answer.from.as_ref()) else {
                continue;
            };
            let person = Key { kind: Kind::Person, id: from.value.0.clone() };
            let own = entry.common.id.is_none() && self.keys.contains(&person);
            if let Some(wave) = entry.key.id.strip_suffix(&format!("-{}", person.id)).filter(|_| own) {
                let id = format!("{wave}-{WITHHELD}-{}", named.len() + 1);
                named.insert(entry.key.clone(), Key { kind: Kind::Answer, id });
            }
        }
        if named.is_empty() {
            return;
        }
        let rename = |key: &mut Key| {
            if let Some(name) = named.get(key) {
                *key = name.clone();
            }
        };
        for entry in &mut checked.entries {
            rename(&mut entry.key);
            entry.host.iter_mut().for_each(rename);
        }
        for target in checked.targets.values_mut() {
            if let Target::Record(key) = target {
                rename(key);
            }
        }
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
        self.unname_answers(&mut checked);
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

/// What all accounts share, without what the site withholds of it. Somebody of the team is known by their id alone.
#[must_use]
pub fn shared(shared: &Shared) -> Shared {
    let mut shown = shared.clone();
    let is_secret = |entry: &Entry| entry.visibility() >= Visibility::Confidential;
    let mut withheld: BTreeSet<Key> =
        shared.plan.entries.iter().filter(|entry| is_secret(entry)).map(|entry| entry.key.clone()).collect();
    if !withheld.is_empty() {
        for entry in &shared.plan.entries {
            let is_of = of(entry).is_some_and(|of| withheld.iter().any(|key| key.id == of.value.id));
            if is_of || entry.host.as_ref().is_some_and(|host| withheld.contains(host)) {
                withheld.insert(entry.key.clone());
            }
        }
        shown.plan.entries.retain(|entry| !withheld.contains(&entry.key));
    }
    for entry in shown.team.entries.iter_mut().filter(|entry| is_secret(entry)) {
        entry.title = None;
        if let Data::Member(member) = &mut entry.data {
            member.name.value = WITHHELD.to_owned();
            (member.role, member.expertise, member.authority) = (None, Vec::new(), None);
            member.changes = Vec::new();
        }
    }
    shown
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

/// What a record is said of, where it is said of another.
fn of(entry: &Entry) -> Option<&At<What>> {
    match &entry.data {
        Data::Assessment(one) => Some(&one.of),
        Data::Change(one) => Some(&one.of),
        Data::Progress(one) => Some(&one.of),
        Data::Evaluation(one) => Some(&one.of),
        Data::Decision(one) => Some(&one.of),
        _ => None,
    }
}

fn follows(checked: &Checked, entry: &Entry, withheld: &BTreeSet<Key>) -> bool {
    let is_of = of(entry).and_then(|of| checked.key(of)).is_some_and(|key| withheld.contains(key));
    is_of || entry.host.as_ref().is_some_and(|host| withheld.contains(host))
}
