//! Client and customer relationships.

use super::Seen::{Account, Page};
use super::{Carrier, Look};
use crate::check::state::interest::interests;
use crate::record::*;

pub(super) const ALL: &[Carrier] = &[
    Carrier {
        criterion: Criterion::ClientP1,
        carried_by: "`expectation` with its measure, when it was `agreed` and `with` whom",
        seen_on: &[Account("expectations")],
        evidence: |look| {
            let is_agreed = |one: &Expectation| {
                look.has_come(one.agreed.as_ref()) && look.names_customer(&one.with) && one.ended.is_none()
            };
            look.all(|_, one: &Expectation| one.measure.is_some() && is_agreed(one))
        },
    },
    Carrier {
        criterion: Criterion::ClientP2,
        carried_by: "`effort` of notes against the tier's budget, `cost` of periods",
        seen_on: &[Account("value"), Page("value.html")],
        evidence: |look| {
            let spent = look.recent(|_, one: &Note| one.effort.is_some());
            [spent, look.recent(|_, one: &FiscalPeriod| one.cost.is_some())].concat()
        },
    },
    Carrier {
        criterion: Criterion::ClientP3,
        carried_by: "`interest`: a gift, hospitality or a conflict, declared and reviewed",
        seen_on: &[Account("interests"), Page("compliance.html")],
        evidence: |look| {
            let all = interests(look.checked, &look.context).into_iter();
            all.filter(|one| one.interest.declared.is_some() && one.reviewed.is_some())
                .map(|one| one.entry)
                .collect()
        },
    },
    Carrier {
        criterion: Criterion::ClientP4,
        carried_by: "`strength` of relations through time; promises kept by both sides",
        seen_on: &[Account("people"), Account("actions")],
        evidence: |look| {
            let grown = look.all(|_, one: &Person| {
                one.strength.len() > 1 && one.strength.iter().any(|at| look.came_lately(Some(&at.on)))
            });
            [grown, look.kept(None)].concat()
        },
    },
    Carrier {
        criterion: Criterion::ClientP5,
        carried_by: "notes by channel and person; how soon somebody is answered",
        seen_on: &[Account("engagement")],
        evidence: |look| look.contacted(|one| one.counts()),
    },
    Carrier {
        criterion: Criterion::ClientP6,
        carried_by: "`expectation`, `note` and `action`, all three",
        seen_on: &[Account("timeline")],
        evidence: |look| {
            Look::together(vec![
                look.all(|_, _: &Expectation| true),
                look.recent(|_, _: &Note| true),
                look.acted(|_| true),
            ])
        },
    },
    Carrier {
        criterion: Criterion::ClientP7,
        carried_by: "`due` and `done` of actions, `due` of objectives",
        seen_on: &[Account("actions"), Account("objectives")],
        evidence: |look| look.kept(Some(false)),
    },
    Carrier {
        criterion: Criterion::ClientP8,
        carried_by: "a `change` of an agreement with who was `told`",
        seen_on: &[Account("expectations"), Account("timeline")],
        evidence: |look| {
            let host = |entry: &Entry| entry.host.as_ref().and_then(|host| look.checked.find(host));
            look.all(|entry, _: &Change| {
                look.was_told(entry) || host(entry).is_some_and(|host| look.was_told(host))
            })
        },
    },
    Carrier {
        criterion: Criterion::ClientP9,
        carried_by: "`role` and `influence` of people",
        seen_on: &[Account("people")],
        evidence: |look| {
            let decides = |one: &Person| one.role.iter().any(|role| role.value == Role::DecisionMaker);
            {
                let is_here = |one: &Person| !look.has_come(one.left.as_ref());
                look.all(|_, one: &Person| decides(one) && one.influence.is_some() && is_here(one))
            }
        },
    },
    Carrier {
        criterion: Criterion::ClientP10,
        carried_by: "`benefit_theirs` and `offered` of an `opportunity`; a note tagged as added value",
        seen_on: &[Account("opportunities")],
        evidence: |look| {
            let offered = look.all(|_, one: &Opportunity| {
                look.came_lately(one.offered.as_ref()) && one.benefit_theirs.is_some()
            });
            let is_more = |entry: &Entry| entry.common.tags.iter().any(|tag| tag.value == "added-value");
            [offered, look.recent(|entry, _: &Note| is_more(entry))].concat()
        },
    },
    Carrier {
        criterion: Criterion::ClientP11,
        carried_by: "contacts with each decision maker, and the strength of that relation",
        seen_on: &[Account("people")],
        evidence: |look| {
            look.contacted(|one| one.counts() && look.includes_role(one, &[Role::DecisionMaker]))
        },
    },
    Carrier {
        criterion: Criterion::ClientP12,
        carried_by: "`period` with revenue and cost",
        seen_on: &[Account("value"), Page("value.html")],
        evidence: |look| look.recent(|_, one: &FiscalPeriod| one.revenue.is_some() && one.cost.is_some()),
    },
    Carrier {
        criterion: Criterion::ClientP13,
        carried_by: "an `action` that came of feedback; spread and signals on the control chart",
        seen_on: &[Account("feedback")],
        evidence: |look| {
            let voices = [Kind::Feedback, Kind::Survey, Kind::Answer, Kind::Method, Kind::Variance];
            look.acted(|one| look.is_for(one, &voices))
        },
    },
    Carrier {
        criterion: Criterion::ClientP14,
        carried_by: "`complaint` with when it was acknowledged, resolved and accepted, and its cause",
        seen_on: &[Account("complaints"), Page("complaints.html")],
        evidence: |look| {
            let is_settled = |one: &Complaint| {
                look.has_come(one.resolved.as_ref()) && look.has_come(one.accepted.as_ref())
            };
            look.recent(|_, one: &Complaint| is_settled(one))
        },
    },
    Carrier {
        criterion: Criterion::ClientP15,
        carried_by: "`told` of any record; a `report` for each audience",
        seen_on: &[Account("reports"), Page("team.html")],
        evidence: |look| {
            let lately =
                |entry: &Entry| entry.common.told.iter().any(|told| look.came_lately(Some(&told.on)));
            look.checked.entries.iter().filter(|entry| lately(entry)).collect()
        },
    },
    Carrier {
        criterion: Criterion::ClientP16,
        carried_by: "`opportunity` with its stage, its value, the next step and its day",
        seen_on: &[Account("opportunities"), Page("opportunities.html")],
        evidence: |look| {
            look.all(|_, one: &Opportunity| match &one.outcome {
                Some(outcome) => look.came_lately(Some(&outcome.on)),
                None => one.next.is_some() && one.by.is_some(),
            })
        },
    },
];
