//! Develop and manage strategic relationships with major customers.

use super::Seen::{Account, Page};
use super::{Carrier, Look};
use crate::check::Party;
use crate::check::state::{account, expertise};
use crate::record::*;

/// Objectives and challenges: what is worked on together.
const SHARED: [Kind; 2] = [Kind::Objective, Kind::Challenge];

pub(super) const ALL: &[Carrier] = &[
    Carrier {
        criterion: Criterion::Inssal006P1,
        carried_by: "`selection` scores of the account, by the criteria of the configuration",
        seen_on: &[Page("selection.html")],
        evidence: |look| look.all(|_, one: &crate::record::Account| one.selection.is_some()),
    },
    Carrier {
        criterion: Criterion::Inssal006P2,
        carried_by: "`profile.md`: business, markets, how they earn, strategy; `verified`",
        seen_on: &[Account("purpose")],
        evidence: |look| look.all(|entry, _: &Profile| entry.body.is_some()),
    },
    Carrier {
        criterion: Criterion::Inssal006P3,
        carried_by: "`challenge`, strategic or operational",
        seen_on: &[Account("challenges")],
        evidence: |look| look.all(|_, one: &Challenge| one.ended.is_none()),
    },
    Carrier {
        criterion: Criterion::Inssal006P4,
        carried_by: "`objective` with its priority, what both sides want, when it was `agreed` and `with` whom",
        seen_on: &[Account("objectives")],
        evidence: |look| {
            look.all(|_, one: &Objective| {
                let is_agreed = look.has_come(one.agreed.as_ref()) && look.names_customer(&one.with);
                is_agreed && one.ours.is_some() && one.theirs.is_some()
            })
        },
    },
    Carrier {
        criterion: Criterion::Inssal006P5,
        carried_by: "notes `about` an objective or a challenge",
        seen_on: &[Account("objectives")],
        evidence: |look| look.worked_on(&SHARED),
    },
    Carrier {
        criterion: Criterion::Inssal006P6,
        carried_by: "`progress` of objectives",
        seen_on: &[Account("objectives")],
        evidence: |look| look.recent(|_, _: &Progress| true),
    },
    Carrier {
        criterion: Criterion::Inssal006P7,
        carried_by: "actions `for` an objective or a challenge",
        seen_on: &[Account("objectives"), Account("challenges")],
        evidence: |look| look.acts_for(&SHARED),
    },
    Carrier {
        criterion: Criterion::Inssal006P8,
        carried_by: "`expertise` that the account needs",
        seen_on: &[Account("expertise")],
        evidence: |look| look.all(|_, one: &crate::record::Account| !one.expertise.is_empty()),
    },
    Carrier {
        criterion: Criterion::Inssal006P9,
        carried_by: "`expertise` of members of the account's team; the match is computed",
        seen_on: &[Account("expertise")],
        evidence: |look| {
            let needs = expertise::needs(look.checked, &look.context.shared.team, look.context.as_of);
            let is_met = !needs.is_empty() && needs.iter().all(|need| !need.met_by.is_empty());
            look.all(|_, _: &crate::record::Account| is_met)
        },
    },
    Carrier {
        criterion: Criterion::Inssal006P10,
        carried_by: "`paired_with` of people: sponsors on both sides",
        seen_on: &[Account("people")],
        evidence: |look| look.all(|_, one: &Person| one.paired_with.is_some()),
    },
    Carrier {
        criterion: Criterion::Inssal006P11,
        carried_by: "the share of contacts in which somebody of the account's team took part",
        seen_on: &[Account("engagement")],
        evidence: |look| {
            let Some((_, own)) = look.checked.account() else { return Vec::new() };
            let seats = account::seats(own, look.context.as_of);
            let members: Vec<&str> =
                seats.into_iter().filter_map(|seat| account::member(look.checked, seat)).collect();
            let of_team =
                |party: &&Party| matches!(party, Party::Member(id) if members.contains(&id.as_str()));
            look.contacted(|one| one.people.iter().any(of_team))
        },
    },
    Carrier {
        criterion: Criterion::Inssal006P12,
        carried_by: "`value_theirs` of objectives, `outcome` of opportunities",
        seen_on: &[Account("objectives"), Account("opportunities")],
        evidence: |look| {
            let valued = look.all(|_, one: &Objective| one.value_theirs.is_some());
            let taken = look.all(|_, one: &Opportunity| {
                let won = |outcome: &OpportunityOutcome| outcome.is.value == OpportunityEnd::Won;
                one.outcome.as_ref().is_some_and(|outcome| won(outcome) && look.has_come(Some(&outcome.on)))
            });
            [valued, taken].concat()
        },
    },
    Carrier {
        criterion: Criterion::Inssal006P13,
        carried_by: "`investment` and `return` of a `period`",
        seen_on: &[Account("value"), Page("value.html")],
        evidence: |look| look.recent(|_, one: &FiscalPeriod| one.investment.is_some() && one.gain.is_some()),
    },
    Carrier {
        criterion: Criterion::Inssal006P14,
        carried_by: "`risk` with its response, its owner, and when it was `reviewed`",
        seen_on: &[Account("risks")],
        evidence: |look| {
            look.all(|_, one: &Risk| one.response.is_some() && look.came_lately(one.reviewed.as_ref()))
        },
    },
    Carrier {
        criterion: Criterion::Inssal006P15,
        carried_by: "`successor` of members of the account's team and of key people at the customer",
        seen_on: &[Account("people")],
        evidence: |look| {
            let seat =
                |one: &crate::record::Account| one.team.iter().any(|seat| seat.value.successor.is_some());
            let ours = look.all(|_, one: &crate::record::Account| seat(one));
            Look::together(vec![ours, look.all(|_, one: &Person| one.successor.is_some())])
        },
    },
];
