//! Two records of one kind with the same id.

use std::collections::BTreeMap;

use crate::check::rule::rule;
use crate::check::{Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Entry, Key};
use crate::source::Span;

rule! {
    /// Two records of one kind have the same id.
    ///
    /// A reference to that id could mean either, so the history of one would be shown on the other. An id that is not
    /// written is made from the title; two records with the same title collide as well. A former id counts too.
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
fn of_shared(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    find(&context.shared.team.entries, &mut findings);
    find(&context.shared.plan.entries, &mut findings);
    let tiers = context.config.tier.iter().map(|tier| ("tier", &tier.value.id));
    let segments = context.config.segment.iter().map(|segment| ("segment", &segment.value.id));
    let mut seen: BTreeMap<(&str, &str), &Span> = BTreeMap::new();
    for (kind, id) in tiers.chain(segments) {
        match seen.get(&(kind, id.value.as_str())) {
            Some(first) => findings.push(second(&format!("{kind}/{}", id.value), &id.span, first)),
            None => {
                seen.insert((kind, &id.value), &id.span);
            }
        }
    }
    findings
}

fn second(name: &str, span: &Span, first: &Span) -> Diagnostic {
    Diagnostic::error("duplicate-id", span.clone(), format!("a second `{name}`"))
        .expected("an id that no other record of this kind has")
        .fix("give one of the two an `id` of its own")
        .related(first.clone(), "the first one")
}

/// Reports every id that is used twice, at its later place.
pub fn find(entries: &[Entry], findings: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<Key, &Span> = BTreeMap::new();
    for entry in entries {
        let place = entry.common.id.as_ref().map_or(&entry.span, |id| &id.span);
        let own = std::iter::once((entry.key.clone(), place));
        let former = entry
            .common
            .formerly
            .iter()
            .map(|id| (Key { kind: entry.kind(), id: id.value.0.clone() }, &id.span));
        for (key, span) in own.chain(former) {
            if let Some(first) = seen.get(&key) {
                findings.push(second(&key.to_string(), span, first));
            } else {
                seen.insert(key, span);
            }
        }
    }
}
