//! Which records name which: in a field, as evidence, or by a link in their prose.

use std::collections::BTreeMap;

use crate::check::{Checked, Target};
use crate::record::{Entry, Key, Link, Shown};
use crate::source::Span;

/// The records that name a record of the account or of the plan that all accounts share.
#[derive(Debug, Default)]
pub struct Mentions<'a> {
    own: BTreeMap<&'a Key, Vec<&'a Entry>>,
    shared: BTreeMap<&'a Key, Vec<&'a Entry>>,
}

impl<'a> Mentions<'a> {
    /// Reads every reference of an account.
    #[must_use]
    pub fn of(checked: &'a Checked) -> Self {
        let mut mentions = Self::default();
        for entry in &checked.entries {
            each_reference(entry, &mut |span| match checked.target(span) {
                Some(Target::Record(key)) if *key != entry.key => note(&mut mentions.own, key, entry),
                Some(Target::Plan(key)) => note(&mut mentions.shared, key, entry),
                _ => {}
            });
        }
        mentions
    }

    /// The records that name a record of the account, each once, in the order of the records.
    #[must_use]
    pub fn of_own(&self, key: &Key) -> &[&'a Entry] {
        self.own.get(key).map_or(&[], Vec::as_slice)
    }

    /// The records that name a record of the shared plan, each once, in the order of the records.
    #[must_use]
    pub fn of_shared(&self, key: &Key) -> &[&'a Entry] {
        self.shared.get(key).map_or(&[], Vec::as_slice)
    }
}

fn note<'a>(all: &mut BTreeMap<&'a Key, Vec<&'a Entry>>, key: &'a Key, entry: &'a Entry) {
    let by = all.entry(key).or_default();
    if by.last().is_none_or(|last| last.key != entry.key) {
        by.push(entry);
    }
}

/// Every reference to a record: of the fields, of the evidence, and of the links in the prose.
fn each_reference(entry: &Entry, visit: &mut dyn FnMut(&Span)) {
    for (_, shown) in entry.data.show() {
        for leaf in shown.leaves() {
            if let Shown::What(_, span) = leaf {
                visit(span);
            }
        }
    }
    entry.common.evidence.iter().for_each(|what| visit(&what.span));
    for link in entry.body.iter().flat_map(|body| &body.links) {
        match link {
            Link::Record(at) => visit(&at.span),
            Link::Address(at) => visit(&at.span),
            Link::Unreadable(_) | Link::Image(_) => {}
        }
    }
}
