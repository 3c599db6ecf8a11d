//! Rows of the attention list: the gates that hold an account, triggers that fired, signals that nobody explained, what is
//! overdue, then advice.
//!
//! All but the gates comes from the same rules as on the command line, so that what clears it there clears it here. What
//! stands in what all accounts share has rows of its own.

mod page;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::overview;
use super::standing::Said;
use super::summary::{Attention, Summary, Urgency};
use super::words::{capital, days, plain};
use crate::check::{self, Party, Places, Precedence, registry};
use crate::diagnostic::{Delay, Diagnostic, Severity};
use crate::language::Language;
use crate::page::common::{Evidence, Linked, SourceLine, StandingWord};
use crate::page::desk::{Desk, Place, Site, rule_address};
use crate::page::portfolio::AttentionRow;
use crate::record::{
    Action, Criterion, DimensionName, Entry, Interest, Key, Kind, Measure, Trigger, Visibility,
};
use crate::review::standing::{Gate, Rule};
use crate::source::RepoPath;

pub use page::pages;

/// The lateness beyond which nothing becomes more urgent, in periods.
const MOST_PERIODS: f64 = 4.0;

/// What all rows of an account share.
#[derive(Debug, Clone)]
pub struct Ranking {
    /// How the account stands.
    pub standing: StandingWord,
    /// The rank of its tier.
    pub tier: usize,
    /// What its contracts are worth a year, in the reporting currency.
    pub value: f64,
}

/// The class of a row: smaller is more urgent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// A gate holds the account.
    Gate,
    /// A trigger fired, and no action followed.
    Fired,
    /// Feedback varies, and nobody gave a reason.
    Signal,
    /// Something is overdue or was missed.
    Late,
    /// Practice is neglected.
    Advice,
}

/// A row before it is ranked.
#[derive(Debug, Clone, Default)]
pub struct Concern {
    /// What is wrong.
    pub what: String,
    /// Why it matters.
    pub why: String,
    /// Since when.
    pub since: Option<NaiveDate>,
    /// What would clear it.
    pub clears: String,
    /// The records behind it.
    pub evidence: Option<Evidence>,
    /// The member of the team whom it concerns, by id; whoever answers for the account when there is none.
    pub member: Option<String>,
    /// The rule that found it, by code.
    pub rule: Option<&'static str>,
}

impl Ranking {
    /// Puts a concern into its place.
    #[must_use]
    pub fn rank(&self, desk: &Desk<'_>, class: Class, weight: f64, concern: Concern) -> Attention {
        let owes = concern.member.clone().filter(|id| !overview::is_gone(desk, id));
        let member = owes.or_else(|| overview::addressee(desk)).or_else(|| desk.site.owner());
        let owner = member.as_ref().map(|id| desk.site.linked_member(id, desk.place));
        Attention {
            urgency: Urgency { class: class as u8, weight: -weight, tier: self.tier, value: -self.value },
            row: row(overview::linked_account(desk), Some(self.standing), owner, concern, desk.site),
            member,
        }
    }
}

/// A row whose rank is still to be given.
fn row(
    account: Linked,
    standing: Option<StandingWord>,
    owner: Option<Linked>,
    concern: Concern,
    site: &Site<'_>,
) -> AttentionRow {
    AttentionRow {
        rank: 0,
        account,
        standing,
        what: concern.what,
        why: concern.why,
        since: concern.since.map(|since| site.date(since)),
        age: concern
            .since
            .map(|since| days((site.as_of - since).num_days(), &site.language))
            .unwrap_or_default(),
        owner,
        clears: concern.clears,
        evidence: concern.evidence,
        rule: concern.rule.map(|code| Linked::to(code, rule_address(code))),
        also: Vec::new(),
        more: 0,
    }
}

/// The rows of the gates that hold an account. A dimension that is very bad because of what another gate says has none: one
/// cause, one row.
#[must_use]
pub fn of_gates(said: &Said<'_>, ranking: &Ranking) -> Vec<Attention> {
    let behind = behind(&said.standing.gates);
    let is_said = |gate: &Gate| {
        gate.rule == Rule::VeryBad && gate.records.iter().all(|place| behind.contains(&place.key))
    };
    let rows = said.standing.gates.iter().filter(|gate| !is_said(gate)).map(|gate| {
        let concern = Concern {
            what: capital(&gate.what),
            why: format!("{}.", gate.text.trim_end_matches('.')),
            since: gate.since,
            clears: plain(&gate_clears(gate, &said.desk.site.language)),
            evidence: Some(said.gate_evidence(gate)),
            member: None,
            rule: None,
        };
        ranking.rank(said.desk, Class::Gate, 100.0 - gate.cap, concern)
    });
    rows.collect()
}

/// The member of the team who owes an action, by id.
fn who_owes(entry: &Entry, desk: &Desk<'_>) -> Option<String> {
    let owner = entry.as_kind::<Action>()?.owner.as_ref()?;
    match desk.checked.party(owner)? {
        Party::Member(id) => Some(id.clone()),
        Party::Person(_) => None,
    }
}

/// Who looks at an interest that was declared by whoever answers for the account: nobody looks at their own.
fn other_than(entry: &Entry, desk: &Desk<'_>) -> Option<String> {
    let declared = desk.checked.party(entry.as_kind::<Interest>()?.who.as_ref()?)?;
    let is_own = overview::addressee(desk).is_some_and(|id| *declared == Party::Member(id));
    desk.site.owner().filter(|id| is_own && *declared != Party::Member(id.clone()))
}

/// The findings but for those whose cause already has a row as a gate: one cause, one row. That is so where all records of
/// a finding are behind a gate, and where a trigger watches the silence that holds the account.
#[must_use]
pub fn without_gated(findings: &[Diagnostic], gates: &[Gate], desk: &Desk<'_>) -> Vec<Diagnostic> {
    let behind = behind(gates);
    let entries = desk.checked.entries.iter().chain(&desk.site.shared.plan.entries);
    let places: Places<&Entry> = entries.map(|entry| (&entry.span, entry)).collect();
    let is_gated = |finding: &Diagnostic| {
        let spans = || std::iter::once(&finding.span).chain(finding.related.iter().map(|(span, _)| span));
        let about = || spans().map(|span| places.at(span).copied());
        let watches_silence = || about().flatten().filter_map(Entry::as_kind::<Trigger>).any(watches_silence);
        let is_silence = gates.iter().any(|gate| match gate.rule {
            Rule::ContactLost | Rule::ContactMissed => {
                finding.code == "contact-cadence-missed" || watches_silence()
            }
            Rule::NoticeNear => finding.code == "no-senior-contact",
            _ => false,
        });
        let is_behind = |entry: &Entry| entry.kind() != Kind::Account && behind.contains(&entry.key);
        is_silence || about().all(|entry| entry.is_some_and(is_behind))
    };
    findings.iter().filter(|finding| !is_gated(finding)).cloned().collect()
}

/// The records behind gates. A dimension that is very bad is no cause, but what its records have in common.
fn behind(gates: &[Gate]) -> BTreeSet<&Key> {
    let causes = gates.iter().filter(|gate| gate.rule != Rule::VeryBad);
    causes.flat_map(|gate| &gate.records).map(|place| &place.key).collect()
}

fn watches_silence(trigger: &Trigger) -> bool {
    trigger.measure.value == Measure::DaysSinceContact
}

/// What clears a gate.
fn gate_clears(gate: &Gate, language: &Language) -> String {
    match gate.rule {
        Rule::CriticalComplaint => language.word("resolve-it-and-write-resolved-and-once-the"),
        Rule::ContactLost | Rule::ContactMissed => language.word("talk-with-them-and-write-a-note"),
        Rule::NotAccepted => language.word("ask-whether-they-accept-the-remedy-and"),
        Rule::ComplaintLate => language.word("resolve-it-and-write-resolved-or-agree"),
        Rule::BadAnswer => language.word("act-on-what-they-said-tell-them-and-ask"),
        Rule::Gone => language.word("name-a-successor-or-record-who-holds-the"),
        Rule::NoticeNear => language.word("meet-a-decision-maker-and-write-a-note"),
        Rule::GraveRisk => language.word("write-the-response-and-lower-the-likelihood"),
        Rule::VeryBad => gate.dimension.map_or_else(
            || language.word("its-evidence-says-what-counts-against-it"),
            |dimension| raises(dimension, language),
        ),
    }
}

/// What raises a dimension that is very bad.
fn raises(dimension: DimensionName, language: &Language) -> String {
    match dimension {
        DimensionName::Expectations => language.word("agree-what-is-done-about-each-that-was"),
        DimensionName::Feedback => language.word("act-on-what-they-said-tell-them-what-you"),
        DimensionName::Complaints => language.word("resolve-what-is-open-and-ask-whether-they"),
        DimensionName::Commitments => language.word("do-what-is-overdue-or-agree-on-other-days"),
        DimensionName::People => language.word("find-who-holds-the-roles-that-nobody-holds"),
        DimensionName::Objectives => language.word("agree-what-brings-them-back-on-track-and"),
        DimensionName::Contact => language.word("talk-with-them-and-write-a-note"),
    }
}

/// The rows that rules give.
#[must_use]
pub fn of_findings(findings: &[Diagnostic], ranking: &Ranking, desk: &Desk<'_>) -> Vec<Attention> {
    let advice = findings.iter().filter(|finding| finding.severity == Severity::Advice);
    let places: Places<&Entry> = desk.checked.entries.iter().map(|entry| (&entry.span, entry)).collect();
    let shared: Places<&Entry> =
        desk.site.shared.plan.entries.iter().map(|entry| (&entry.span, entry)).collect();
    let rows = advice.map(|finding| {
        let (class, weight) = class(finding);
        let entry = places.at(&finding.span).copied();
        let source = match entry {
            Some(entry) => desk.source(entry),
            None => desk.site.source_at(finding.code.replace('-', " "), &finding.span),
        };
        let mut concern = concern(finding, source, desk.site);
        let overdue = entry.filter(|_| finding.code == "action-overdue");
        if let (Some(action), Some(delay)) = (overdue.and_then(Entry::as_kind::<Action>), finding.delay) {
            let late = days((desk.site.as_of - delay.since).num_days(), &desk.site.language);
            concern.what =
                desk.site.language.say("late-overdue-what", &[("late", &late), ("what", &action.what.value)]);
        }
        let related = finding.related.iter().filter_map(|(span, _)| shared.at(span).copied());
        if let Some(trigger) = entry.into_iter().chain(related).find_map(Entry::as_kind::<Trigger>)
            && class == Class::Fired
        {
            // What to do stands in the row; what to write, behind its evidence.
            let write = std::mem::replace(&mut concern.clears, capital(&trigger.then.value));
            if let Some(evidence) = &mut concern.evidence {
                evidence.formula = format!("{}. {write}.", evidence.formula);
            }
        }
        // Nobody tells themselves.
        let is_owed = finding.code != "somebody-untold";
        let owes = entry.filter(|_| is_owed).and_then(|entry| who_owes(entry, desk));
        concern.member = owes.or_else(|| entry.and_then(|entry| other_than(entry, desk)));
        ranking.rank(desk, class, weight, concern)
    });
    rows.collect()
}

/// The rows that rules give outside the review of one account: those of an account for what is found in its folder, as when
/// two accounts are likely the same, and those of all accounts for what stands in the plan, the team and the configuration.
#[must_use]
pub fn place<'f>(
    findings: &[Diagnostic],
    summaries: &[Summary],
    folder: impl Fn(&RepoPath) -> Option<&'f str>,
    site: &Site<'_>,
) -> Vec<Attention> {
    let entries = site.shared.plan.entries.iter().chain(&site.shared.team.entries);
    let places: Places<&Entry> = entries.map(|entry| (&entry.span, entry)).collect();
    let is_shown = |finding: &&Diagnostic| {
        let entry = places.at(&finding.span);
        finding.severity == Severity::Advice
            && entry.is_none_or(|entry| entry.visibility() < Visibility::Confidential)
    };
    let own: BTreeMap<&str, &Summary> =
        summaries.iter().map(|summary| (summary.row.slug.as_str(), summary)).collect();
    let rows = findings.iter().filter(is_shown).map(|finding| {
        let slug = folder(finding.span.path()).and_then(|folder| folder.rsplit('/').next());
        let source = site.source_at(finding.code.replace('-', " "), &finding.span);
        match slug.and_then(|slug| own.get(slug)) {
            Some(summary) => of_summary(summary, finding, source, site),
            None => of_all(finding, source, site),
        }
    });
    rows.collect()
}

/// The row of what is found in what all accounts share: it is addressed to whoever the configuration says answers for that.
fn of_all(finding: &Diagnostic, source: SourceLine, site: &Site<'_>) -> Attention {
    let member = site.owner();
    let nobody = || Linked::text(site.language.word("nobody-name-one-of-the-team-as-owner-in"));
    let who = member.as_ref().map_or_else(nobody, |id| site.linked_member(id, Place::Top));
    Attention {
        // An account comes before what all of them share.
        urgency: urgency(finding, usize::MAX, 0.0),
        row: row(
            Linked::text(site.language.word("all-accounts")),
            None,
            Some(who),
            concern(finding, source, site),
            site,
        ),
        member,
    }
}

/// The row of an account for what is found once all of them are known.
#[must_use]
pub fn of_summary(summary: &Summary, finding: &Diagnostic, source: SourceLine, site: &Site<'_>) -> Attention {
    let own = &summary.row;
    let value = summary.revenue.clone().money().and_then(|money| money.amount.to_string().parse().ok());
    Attention {
        urgency: urgency(finding, own.tier_rank, value.unwrap_or(0.0)),
        member: Some(own.owner_id.clone()).filter(|id| !id.is_empty()),
        row: row(
            own.name.clone(),
            Some(own.standing),
            own.owner.clone(),
            concern(finding, source, site),
            site,
        ),
    }
}

fn urgency(finding: &Diagnostic, tier: usize, value: f64) -> Urgency {
    let (class, weight) = class(finding);
    Urgency { class: class as u8, weight: -weight, tier, value: -value }
}

/// The class of what a rule found, and its weight within the class: what is overdue, by importance and how late it is.
fn class(finding: &Diagnostic) -> (Class, f64) {
    let precedence = rule_of(finding).map_or(Precedence::Usual, |rule| rule.precedence);
    match (precedence, &finding.delay) {
        (Precedence::Fired, _) => (Class::Fired, 0.0),
        (Precedence::Signal, _) => (Class::Signal, 0.0),
        (Precedence::Usual, Some(delay)) => {
            (Class::Late, f64::from(delay.importance) * delay.periods.clamp(0.0, MOST_PERIODS))
        }
        (Precedence::Usual, None) => (Class::Advice, 0.0),
    }
}

fn rule_of(finding: &Diagnostic) -> Option<&'static check::Rule> {
    registry().iter().find(|rule| rule.code == finding.code)
}

fn concern(finding: &Diagnostic, source: SourceLine, site: &Site<'_>) -> Concern {
    let expected = finding.expected.as_deref();
    let related = finding.related.iter().map(|(span, why)| site.source_at(plain(&capital(why)), span));
    Concern {
        what: plain(&capital(&finding.message)),
        why: rule_of(finding).map(why).unwrap_or_default(),
        member: None,
        rule: Some(finding.code),
        since: finding.delay.map(|delay: Delay| delay.since),
        clears: finding.fix.as_deref().or(expected).map(|fix| plain(&capital(fix))).unwrap_or_default(),
        evidence: Some(Evidence {
            formula: expected
                .map(|expected| site.language.say("expected-expected", &[("expected", &expected)]))
                .unwrap_or_default(),
            sources: std::iter::once(source).chain(related).collect(),
            ..Evidence::default()
        }),
    }
}

/// Why what a rule finds matters: the criterion that it watches, else what the rule says of itself.
fn why(rule: &check::Rule) -> String {
    let first = rule.criteria.first().and_then(|word| Criterion::from_word(word));
    match first {
        Some(criterion) => {
            format!("{} ({}).", criterion.doc().trim_end_matches('.'), rule.criteria.join(", "))
        }
        None => format!("{}.", rule.summary().trim_end_matches('.')),
    }
}
