//! What is done about objectives and challenges: the actions that serve them, and the notes in which both sides worked on
//! them.
//!
//! An action serves a record that it names in `for`, that its own words link to, or that the note which agreed it is
//! about. A note or a review works on a record that it is about, that it links to, or of which it holds progress or an
//! action.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::action::{Standing, actions};
use super::objective::{self, objectives};
use crate::check::{Checked, Places, Target};
use crate::record::{Action, Entry, Key, Kind, Link, Note, Shown};
use crate::source::Span;

/// What was done by a day about each objective and each challenge.
#[derive(Debug, Default)]
pub struct Work<'a> {
    actions: BTreeMap<&'a Key, Vec<Standing<'a>>>,
    notes: BTreeMap<&'a Key, Vec<(NaiveDate, &'a Entry)>>,
    objectives: BTreeMap<&'a Key, Vec<objective::Standing<'a>>>,
}

impl<'a> Work<'a> {
    /// Reads every reference of an account.
    #[must_use]
    pub fn of(checked: &'a Checked, day: NaiveDate) -> Self {
        let mut work = Self::default();
        let linked = links_of_actions(checked);
        for one in actions(checked, day) {
            let note = one.entry.host.as_ref().and_then(|host| checked.find(host));
            let about = note.and_then(Entry::as_kind::<Note>).map_or(&[][..], |note| &note.about);
            let named = one.action.serves.iter().chain(about).filter_map(|what| checked.key(what));
            let own = linked.get(&one.entry.key).into_iter().flatten().copied();
            for key in named.chain(own).filter(|key| is_aim(key)).collect::<BTreeSet<_>>() {
                work.actions.entry(key).or_default().push(one);
            }
        }
        work.notes = notes(checked, day);
        for one in objectives(checked, day) {
            let met = one.objective.serves.iter().filter_map(|what| checked.key(what));
            for key in met.collect::<BTreeSet<_>>() {
                work.objectives.entry(key).or_default().push(one.clone());
            }
        }
        work
    }

    /// The actions that serve a record, in the order of the records.
    #[must_use]
    pub fn actions(&self, key: &Key) -> &[Standing<'a>] {
        self.actions.get(key).map_or(&[], Vec::as_slice)
    }

    /// The notes and reviews that worked on a record, each once, oldest first.
    #[must_use]
    pub fn notes(&self, key: &Key) -> &[(NaiveDate, &'a Entry)] {
        self.notes.get(key).map_or(&[], Vec::as_slice)
    }

    /// The objectives that meet a challenge, in the order of the records.
    #[must_use]
    pub fn objectives(&self, key: &Key) -> &[objective::Standing<'a>] {
        self.objectives.get(key).map_or(&[], Vec::as_slice)
    }
}

/// Whether it is something to work towards.
fn is_aim(key: &Key) -> bool {
    matches!(key.kind, Kind::Objective | Kind::Challenge)
}

/// The notes and reviews by the objectives and challenges that they work on.
fn notes(checked: &Checked, day: NaiveDate) -> BTreeMap<&Key, Vec<(NaiveDate, &Entry)>> {
    let mut found: BTreeMap<&Key, BTreeMap<(NaiveDate, &Key), &Entry>> = BTreeMap::new();
    let is_note = |entry: &&Entry| matches!(entry.kind(), Kind::Note | Kind::Review);
    for entry in &checked.entries {
        let host = || entry.host.as_ref().and_then(|host| checked.find(host));
        let note = Some(entry).filter(is_note).or_else(|| host().filter(is_note));
        let Some((on, note)) = note.and_then(|note| Some((note.date.filter(|on| *on <= day)?, note))) else {
            continue;
        };
        let fields = entry.data.show();
        let named = fields.iter().flat_map(|(_, shown)| shown.leaves()).filter_map(|leaf| match leaf {
            Shown::What(_, span) => record(checked, span),
            _ => None,
        });
        let linked = links(entry).filter_map(|span| record(checked, span));
        for key in named.chain(linked).filter(|key| is_aim(key)) {
            found.entry(key).or_default().insert((on, &note.key), note);
        }
    }
    let each = found.into_iter();
    each.map(|(key, notes)| (key, notes.into_iter().map(|((on, _), note)| (on, note)).collect())).collect()
}

/// The objectives and challenges that the words of each action link to.
fn links_of_actions(checked: &Checked) -> BTreeMap<&Key, Vec<&Key>> {
    let places: Places<&Entry> = checked.each::<Action>().map(|(entry, _)| (&entry.span, entry)).collect();
    let mut found: BTreeMap<&Key, Vec<&Key>> = BTreeMap::new();
    for span in checked.entries.iter().flat_map(links) {
        let action = places.at(span).filter(|action| action.span.range().end >= span.range().end);
        if let (Some(action), Some(key)) = (action, record(checked, span)) {
            found.entry(&action.key).or_default().push(key);
        }
    }
    found
}

/// The places of the links in a record's prose.
fn links(entry: &Entry) -> impl Iterator<Item = &Span> {
    let all = entry.body.iter().flat_map(|body| &body.links);
    all.filter_map(|link| match link {
        Link::Record(at) => Some(&at.span),
        Link::Address(at) => Some(&at.span),
        Link::Unreadable(_) | Link::Image(_) => None,
    })
}

/// The record of the account that a reference means.
fn record<'a>(checked: &'a Checked, span: &Span) -> Option<&'a Key> {
    match checked.target(span)? {
        Target::Record(key) => Some(key),
        _ => None,
    }
}
