//! Two records of one kind with the same id.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::rule::rule;
use crate::check::{Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Answer, At, Entry, Key, Who};
use crate::source::{Span, slugify};

rule! {
    /// Two records of one kind have the same id.
    ///
    /// A reference to that id could mean either, so the history of one would be shown on the other. An id that is not
    /// written is made from the title; two records with the same title collide as well, and so do two answers of one person in
    /// one wave. A former id counts too, and ids that differ only in case or in signs are the same.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[expectation]]
    /// id = "uptime"
    /// statement = "The tracking API is up."
    ///
    /// [[expectation]]
    /// id = "uptime"
    /// statement = "The warehouse gate is up."
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[expectation]]
    /// id = "uptime"
    /// statement = "The tracking API is up."
    ///
    /// [[expectation]]
    /// id = "gate-uptime"
    /// statement = "The warehouse gate is up."
    /// ```
    "duplicate-id", Error, [], Run::Shared(of_shared)
}

/// Ids that are used twice in what all accounts share.
/// Shared records are looked at where they are read.
fn of_shared(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let tiers = context.config.tier.iter().map(|tier| ("tier", &tier.value.id));
    let segments = context.config.segment.iter().map(|segment| ("segment", &segment.value.id));
    let mut seen: BTreeMap<(&str, &str), &Span> = BTreeMap::new();
    for (kind, id) in tiers.chain(segments) {
        match seen.get(&(kind, id.value.as_str())) {
            Some(first) => findings.push(a_second(&format!("{kind}/{}", id.value), &id.span, first)),
            None => {
                seen.insert((kind, &id.value), &id.span);
            }
        }
    }
    findings
}

fn a_second(name: &str, span: &Span, first: &Span) -> Diagnostic {
    Diagnostic::error("duplicate-id", span.clone(), format!("a second `{name}`"))
        .expected("an id that no other record of this kind has")
        .fix("give one of the two an `id` of its own")
        .related(first.clone(), "the first one")
}

/// Two answers of one person in one wave are named alike.
fn answered_twice(who: &At<Who>, first: &Span) -> Diagnostic {
    let message = format!("`{}` answers twice in this wave", who.value.0);
    Diagnostic::error("duplicate-id", who.span.clone(), message)
        .expected("one answer of each person in a wave")
        .fix("delete the one that does not count; where both do, give one of them an `id`")
        .related(first.clone(), "the first answer")
}

/// Reports every id that is used twice, at its later place, and gives the records that come second to their own id.
pub fn find(entries: &[Entry], findings: &mut Vec<Diagnostic>) -> BTreeSet<usize> {
    let mut seen: BTreeMap<Key, &Span> = BTreeMap::new();
    let mut second = BTreeSet::new();
    for (at, entry) in entries.iter().enumerate() {
        let place = entry.common.id.as_ref().map_or(&entry.span, |id| &id.span);
        let own = std::iter::once((entry.key.clone(), place));
        let former = entry
            .common
            .formerly
            .iter()
            .map(|id| (Key { kind: entry.kind(), id: id.value.0.clone() }, &id.span));
        for (key, span) in own.chain(former) {
            // Ids become addresses, where letters that differ in case alone are the same on some disks.
            let address = Key { kind: key.kind, id: slugify(&key.id) };
            if let Some(first) = seen.get(&address) {
                if key == entry.key {
                    second.insert(at);
                }
                let answers = entry.as_kind::<Answer>().filter(|_| entry.common.id.is_none());
                findings.push(match answers.and_then(|answer| answer.from.as_ref()) {
                    Some(who) => answered_twice(who, first),
                    None => a_second(&key.to_string(), span, first),
                });
            } else {
                seen.insert(address, span);
            }
        }
    }
    second
}
