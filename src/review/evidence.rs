//! Which records of an account evidence which criterion of the five standards. Nobody ticks a box: evidence is what
//! somebody wrote down while doing the work.
//!
//! One table a standard: each criterion with what carries it, where it is seen, and the function that finds its records.
//! Which rules watch a criterion is what the rules themselves say.

mod clients;
mod information;
mod look;
mod major;
mod monitoring;
mod relations;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::check::state::{past, plan, practice};
use crate::check::{Checked, Context, Rule, registry};
use crate::diagnostic::{Diagnostic, Severity};
use crate::record::{Criterion, Entry};

pub use look::Look;

/// How a criterion shows in records.
#[derive(Clone, Copy)]
pub struct Carrier {
    /// The criterion.
    pub criterion: Criterion,
    /// What carries it, in the words of the record format.
    pub carried_by: &'static str,
    /// Where it is seen.
    pub seen_on: &'static [Seen],
    /// The records that evidence it.
    evidence: for<'a> fn(&Look<'a>) -> Vec<&'a Entry>,
}

/// A place in the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// A section of the account's page, by its element id.
    Account(&'static str),
    /// A page across accounts, by its file.
    Page(&'static str),
}

/// Every criterion, in the order of the standards.
pub fn carriers() -> impl Iterator<Item = &'static Carrier> {
    [monitoring::ALL, relations::ALL, clients::ALL, information::ALL, major::ALL].into_iter().flatten()
}

/// The rules that watch a criterion.
pub fn rules(criterion: Criterion) -> impl Iterator<Item = &'static Rule> {
    let names = move |rule: &&Rule| rule.criteria.contains(&criterion.word());
    registry().iter().filter(names).filter(|rule| rule.severity == Severity::Advice)
}

/// How a criterion is practised in an account.
#[derive(Debug, Clone, PartialEq)]
pub struct Practice<'a> {
    /// The criterion.
    pub criterion: Criterion,
    /// Whether it is asked of the account: by its tier, and while nothing goes on there only where something is recorded.
    pub asked: bool,
    /// The records that evidence it, newest first.
    pub evidence: Vec<&'a Entry>,
    /// The findings that say that it is neglected.
    pub neglect: Vec<&'a Diagnostic>,
}

/// In one word, how a criterion is practised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// A rule says that it is neglected, and no record evidences it.
    Neglected,
    /// A rule says that it is neglected, and records evidence it elsewhere.
    Both,
    /// Nothing is recorded, and no rule asks for it yet.
    Absent,
    /// Records evidence it, and no rule finds it neglected.
    Practised,
    /// The tier does not ask for it.
    NotAsked,
}

impl State {
    /// Whether records evidence it.
    #[must_use]
    pub fn is_evidenced(self) -> bool {
        matches!(self, Self::Practised | Self::Both)
    }

    /// Whether a rule finds it neglected.
    #[must_use]
    pub fn is_neglected(self) -> bool {
        matches!(self, Self::Neglected | Self::Both)
    }

    /// The word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Neglected => "neglected",
            Self::Both => "in part",
            Self::Absent => "no evidence",
            Self::Practised => "practised",
            Self::NotAsked => "not asked",
        }
    }
}

impl Practice<'_> {
    /// In one word.
    #[must_use]
    pub fn state(&self) -> State {
        match (self.asked, self.neglect.is_empty(), self.evidence.is_empty()) {
            (false, ..) => State::NotAsked,
            (true, false, true) => State::Neglected,
            (true, false, false) => State::Both,
            (true, true, true) => State::Absent,
            (true, true, false) => State::Practised,
        }
    }
}

/// How every criterion is practised in an account, given what the rules found there and in what all accounts share. What
/// was found in an entry that is shared by some tiers counts against the accounts of those.
#[must_use]
pub fn practice<'a>(
    checked: &'a Checked,
    context: &Context<'a>,
    findings: &'a [Diagnostic],
) -> Vec<Practice<'a>> {
    let asked = practice::criteria(checked, context);
    let mut found: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| plan::concerns(checked, context, &finding.span)) {
        for code in std::iter::once(&finding.code).chain(&finding.stands_for) {
            found.entry(code).or_default().push(finding);
        }
    }
    let (look, is_active) = (Look::new(checked, context), past::is_active(checked, context.as_of));
    let each = carriers().map(|carrier| {
        let criterion = carrier.criterion;
        let codes = rules(criterion).filter_map(|rule| found.get(rule.code));
        let mut evidence = (carrier.evidence)(&look);
        evidence.sort_by_key(|entry| Reverse(entry.date));
        let neglect: Vec<&Diagnostic> = codes.flatten().copied().collect();
        let is_live = is_active || !evidence.is_empty() || !neglect.is_empty();
        Practice { criterion, asked: is_live && asked.contains(&criterion), evidence, neglect }
    });
    each.collect()
}

/// What carries a criterion, and where it is seen.
#[must_use]
pub fn carrier(criterion: Criterion) -> Option<&'static Carrier> {
    carriers().find(|carrier| carrier.criterion == criterion)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_criterion_has_one_carrier_in_order() {
        let carried: Vec<Criterion> = carriers().map(|carrier| carrier.criterion).collect();
        assert_eq!(carried, Criterion::ALL);
    }
}
