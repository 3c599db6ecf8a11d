//! Use customer information effectively.

use super::Carrier;
use super::Seen::{Account, Page};
use crate::record::*;

pub(super) const ALL: &[Carrier] = &[
    Carrier {
        criterion: Criterion::Cfamssns12P1,
        carried_by: "`information` with its `need`, for the portfolio or one account",
        seen_on: &[Page("information.html")],
        evidence: |look| look.planned(|one: &Information| one.need.is_some()),
    },
    Carrier {
        criterion: Criterion::Cfamssns12P2,
        carried_by: "the field that `information` is held in, and its `source`",
        seen_on: &[Page("information.html")],
        evidence: |look| look.planned(|one: &Information| one.field.is_some() && one.source.is_some()),
    },
    Carrier {
        criterion: Criterion::Cfamssns12P3,
        carried_by: "whom `information` is `for`; a `tool` that is needed",
        seen_on: &[Page("information.html")],
        evidence: |look| look.planned(|one: &Information| !one.serves.is_empty()),
    },
    Carrier {
        criterion: Criterion::Cfamssns12P4,
        carried_by: "an `action` for `information`",
        seen_on: &[Page("information.html")],
        evidence: |look| look.acted(|one| look.is_for(one, &[Kind::Information])),
    },
    Carrier {
        criterion: Criterion::Cfamssns12P5,
        carried_by: "`option` of `information`: cost, benefit, and which was `chosen`",
        seen_on: &[Page("information.html")],
        evidence: |look| {
            let is_chosen = |one: &Information| {
                one.option.iter().any(|option| option.chosen.as_ref().is_some_and(|at| at.value))
            };
            look.planned(|one: &Information| one.option.len() > 1 && is_chosen(one))
        },
    },
    Carrier {
        criterion: Criterion::Cfamssns12P6,
        carried_by: "`audience` in the configuration, a `report` for each",
        seen_on: &[Page("reports.html")],
        evidence: |look| look.planned(|_: &Report| true),
    },
    Carrier {
        criterion: Criterion::Cfamssns12P7,
        carried_by: "`verified` of the account, its people and its profile",
        seen_on: &[Page("data-quality.html"), Account("health")],
        evidence: |look| {
            let account = look.all(|_, one: &crate::record::Account| look.is_fresh(one.verified.as_ref()));
            let people = look.all(|_, one: &Person| look.is_fresh(one.verified.as_ref()));
            [account, people, look.all(|_, one: &Profile| look.is_fresh(one.verified.as_ref()))].concat()
        },
    },
    Carrier {
        criterion: Criterion::Cfamssns12P8,
        carried_by: "`retention` of the account: what is kept no longer than it says",
        seen_on: &[Page("data-quality.html")],
        evidence: |look| {
            let limited =
                |one: &crate::record::Account| one.legal.as_ref().is_some_and(|at| at.retention.is_some());
            look.all(|_, one: &crate::record::Account| limited(one))
        },
    },
    Carrier {
        criterion: Criterion::Cfamssns12P9,
        carried_by: "feedback on the records themselves, in `feedback/` at the top",
        seen_on: &[Page("data-quality.html")],
        evidence: |look| [look.shared(|_, _: &Survey| true), look.shared(|_, _: &Feedback| true)].concat(),
    },
    Carrier {
        criterion: Criterion::Cfamssns12P10,
        carried_by: "the score of the records' own quality through time; actions that came of feedback on the records",
        seen_on: &[Page("data-quality.html")],
        evidence: |look| {
            let of = [Kind::Information, Kind::Tool, Kind::Report];
            let judged = look.shared(|_, one: &Evaluation| look.means(std::slice::from_ref(&one.of), &of));
            let acted = look.shared(|entry, _: &Action| {
                entry.host.as_ref().is_some_and(|host| matches!(host.kind, Kind::Survey | Kind::Feedback))
            });
            [judged, acted].concat()
        },
    },
    Carrier {
        criterion: Criterion::Cfamssns12P11,
        carried_by: "`guideline` in the configuration; lawful `basis` of the account, `consent` of people",
        seen_on: &[Page("compliance.html")],
        evidence: |look| {
            let based =
                |one: &crate::record::Account| one.legal.as_ref().is_some_and(|at| at.basis.is_some());
            let account = look.all(|_, one: &crate::record::Account| based(one));
            [account, look.all(|_, one: &Person| look.has_come(one.consent.as_ref()))].concat()
        },
    },
];
