//! Rows of the attention list: the gates that hold an account, then what is late or missed, then advice.
//!
//! Advice comes from the same rules as on the command line, so that what clears it there clears it here.

use chrono::NaiveDate;

use super::overview;
use super::standing::Said;
use super::summary::{Attention, Urgency};
use super::words::{capital, days, plain};
use crate::check::{Checked, Party, Places, registry};
use crate::diagnostic::{Delay, Diagnostic, Severity};
use crate::page::common::{Evidence, StandingWord};
use crate::page::desk::Desk;
use crate::page::portfolio::AttentionRow;
use crate::record::{Action, Entry, Key};
use crate::review::account;
use crate::review::standing::{Gate, Rule};

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
    /// The member of the team whom it concerns, by id; the account's owner when there is none.
    pub member: Option<String>,
}

impl Ranking {
    /// Puts a concern into its place.
    #[must_use]
    pub fn rank(&self, desk: &Desk<'_>, class: Class, weight: f64, concern: Concern) -> Attention {
        let as_of = desk.site.as_of;
        let member = concern.member.or_else(|| account::owner(desk.checked, as_of).map(str::to_owned));
        Attention {
            urgency: Urgency { class: class as u8, weight: -weight, tier: self.tier, value: -self.value },

            row: AttentionRow {
                rank: 0,
                account: overview::linked_account(desk),
                standing: self.standing,
                what: concern.what,
                why: concern.why,
                since: concern.since.map(|since| desk.date(since)),
                age: concern.since.map(|since| days((as_of - since).num_days())).unwrap_or_default(),
                owner: member.as_ref().map(|id| desk.site.linked_member(id, desk.place)),
                clears: concern.clears,
                evidence: concern.evidence,
            },
            member,
        }
    }
}

/// The rows of the gates that hold an account.
#[must_use]
pub fn of_gates(said: &Said<'_>, ranking: &Ranking) -> Vec<Attention> {
    let rows = said.standing.gates.iter().map(|gate| {
        let concern = Concern {
            what: capital(&gate.what),
            why: format!("{}.", gate.text.trim_end_matches('.')),
            since: gate.since,
            clears: plain(gate_clears(gate.rule)),
            evidence: Some(said.gate_evidence(gate)),
            member: None,
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

/// The findings but for those whose cause already has a row as a gate: one cause, one row.
#[must_use]
pub fn without_gated(findings: &[Diagnostic], gates: &[Gate], checked: &Checked) -> Vec<Diagnostic> {
    let places: Places<&Key> = checked.entries.iter().map(|entry| (&entry.span, &entry.key)).collect();
    let is_gated = |finding: &Diagnostic| {
        gates.iter().any(|gate| match gate.rule {
            Rule::ContactLost | Rule::ContactMissed => finding.code == "contact-cadence-missed",
            Rule::ComplaintLate | Rule::CriticalComplaint => {
                finding.code == "complaint-past-target"
                    && gate.records.iter().any(|place| place.span.path() == finding.span.path())
            }
            Rule::NotAccepted => {
                finding.code == "complaint-unaccepted"
                    && gate.records.iter().any(|place| place.span.path() == finding.span.path())
            }
            Rule::GraveRisk => {
                let about = places.at(&finding.span);
                finding.code == "risk-without-response"
                    && gate.records.iter().any(|place| about == Some(&&place.key))
            }
            _ => false,
        })
    };
    findings.iter().filter(|finding| !is_gated(finding)).cloned().collect()
}

/// What clears a gate.
fn gate_clears(rule: Rule) -> &'static str {
    match rule {
        Rule::CriticalComplaint => {
            "Resolve it, and write `resolved` and, once the customer agrees, `accepted`."
        }
        Rule::ContactLost | Rule::ContactMissed => "Talk with them, and write a note.",
        Rule::NotAccepted => "Ask whether they accept the remedy, and write `accepted`.",
        Rule::ComplaintLate => "Resolve it and write `resolved`, or agree another `target`.",
        Rule::BadAnswer => "Act on what they said, tell them, and ask again: a newer answer replaces it.",
        Rule::Gone => "Name a `successor`, or record who holds the role now.",
        Rule::NoticeNear => "Meet a decision maker, and write a note.",
        Rule::GraveRisk => "Write the `response` and lower the likelihood or the impact, or write `closed`.",
        Rule::VeryBad => "Raise that dimension: its evidence says what counts against it.",
    }
}

/// The rows that rules give.
#[must_use]
pub fn of_findings(findings: &[Diagnostic], ranking: &Ranking, desk: &Desk<'_>) -> Vec<Attention> {
    let advice = findings.iter().filter(|finding| finding.severity == Severity::Advice);
    let places: Places<&Entry> = desk.checked.entries.iter().map(|entry| (&entry.span, entry)).collect();
    let rows = advice.map(|finding| {
        let (class, weight) = match &finding.delay {
            Some(delay) => {
                (Class::Late, f64::from(delay.importance) * delay.periods.clamp(0.0, MOST_PERIODS))
            }
            None => (Class::Advice, 0.0),
        };
        ranking.rank(desk, class, weight, concern(finding, places.at(&finding.span).copied(), desk))
    });
    rows.collect()
}

fn concern(finding: &Diagnostic, entry: Option<&Entry>, desk: &Desk<'_>) -> Concern {
    let rule = registry().iter().find(|rule| rule.code == finding.code);
    let source = match entry {
        Some(entry) => desk.source(entry),
        None => desk.site.source_at(finding.code.replace('-', " "), &finding.span),
    };
    let why = rule.map(|rule| rule.summary().trim_end_matches('.').to_owned()).unwrap_or_default();
    let overdue = entry.filter(|_| finding.code == "action-overdue");
    let late = overdue.and_then(Entry::as_kind::<Action>).zip(finding.delay);
    Concern {
        what: match late {
            Some((action, delay)) => {
                let late = days((desk.site.as_of - delay.since).num_days());
                format!("{late} overdue: {}", action.what.value)
            }
            None => plain(&capital(&spelt_out(finding))),
        },
        why: format!("{why}."),
        member: entry.and_then(|entry| who_owes(entry, desk)),
        since: finding.delay.map(|delay: Delay| delay.since),
        clears: finding.fix.as_deref().map(|fix| plain(&capital(fix))).unwrap_or_default(),
        evidence: Some(Evidence {
            formula: finding
                .expected
                .as_deref()
                .map(|expected| format!("Expected: {expected}"))
                .unwrap_or_default(),
            sources: vec![source],
            ..Evidence::default()
        }),
    }
}

/// The message; where it lists codes of rules, as that of a new account does, with what those rules say in their stead.
fn spelt_out(finding: &Diagnostic) -> String {
    let Some((head, codes)) = finding.message.split_once(": ").filter(|_| finding.code == "new-account")
    else {
        return finding.message.clone();
    };
    let codes: Vec<&str> = codes.split(", ").map(|code| code.trim_matches('`')).collect();
    let rules = registry().iter().filter(|rule| codes.contains(&rule.code));
    let each: Vec<&str> = rules.map(|rule| rule.summary()).collect();
    format!("{head}. {}", each.join(" "))
}
