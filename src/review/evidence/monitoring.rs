//! Monitor and control relationship management activities.

use super::Seen::{Account, Page};
use super::{Carrier, Look};
use crate::record::*;

pub(super) const ALL: &[Carrier] = &[
    Carrier {
        criterion: Criterion::Cfam716P1,
        carried_by: "`agreed` and `with` of a `method`",
        seen_on: &[Account("plan")],
        evidence: |look| look.agreed(|one: &Method| one.agreed.as_ref(), |one| &one.with),
    },
    Carrier {
        criterion: Criterion::Cfam716P2,
        carried_by: "an `evaluation` of a `method`; the share of those asked who answered",
        seen_on: &[Account("plan"), Page("methods.html")],
        evidence: |look| {
            let of_method = |one: &Evaluation| look.means(std::slice::from_ref(&one.of), &[Kind::Method]);
            let own = look.recent(|_, one: &Evaluation| of_method(one));
            [own, look.shared(|_, one: &Evaluation| of_method(one))].concat()
        },
    },
    Carrier {
        criterion: Criterion::Cfam716P3,
        carried_by: "`information` with its type, need, area and source",
        seen_on: &[Page("information.html"), Account("plan")],
        evidence: |look| {
            look.planned(|one: &Information| {
                one.form.is_some() && one.need.is_some() && one.area.is_some() && one.source.is_some()
            })
        },
    },
    Carrier {
        criterion: Criterion::Cfam716P4,
        carried_by: "`method`s whose `form` is formal, and others whose form is informal",
        seen_on: &[Account("plan")],
        evidence: |look| {
            let of =
                |form| look.planned(move |one: &Method| one.form.as_ref().is_some_and(|at| at.value == form));
            Look::together(vec![of(Form::Formal), of(Form::Informal)])
        },
    },
    Carrier {
        criterion: Criterion::Cfam716P5,
        carried_by: "`trigger`: a measure, its bound, and what is then to be done",
        seen_on: &[Account("plan")],
        evidence: |look| look.planned(|one: &Trigger| one.below.is_some() || one.above.is_some()),
    },
    Carrier {
        criterion: Criterion::Cfam716P6,
        carried_by: "`procedure` with its steps, how often, and with whom it was agreed",
        seen_on: &[Account("plan"), Page("calendar.html")],
        evidence: |look| look.agreed(|one: &Procedure| one.agreed.as_ref(), |one| &one.with),
    },
    Carrier {
        criterion: Criterion::Cfam716P7,
        carried_by: "`monitors = true` of a `person`, with their side",
        seen_on: &[Account("people")],
        evidence: |look| {
            let monitors = |one: &Person| one.monitors.as_ref().is_some_and(|at| at.value);
            look.all(|_, one: &Person| monitors(one) && !look.has_come(one.left.as_ref()))
        },
    },
    Carrier {
        criterion: Criterion::Cfam716P8,
        carried_by: "`tool` with what it is for, its status, its owner and what it holds",
        seen_on: &[Account("plan"), Page("information.html")],
        evidence: |look| {
            let is_settled = |one: &Tool| match one.status.as_ref().map(|at| at.value) {
                Some(ToolStatus::Retired) => false,
                Some(ToolStatus::Needed) => one.needed_by.is_some(),
                Some(ToolStatus::InUse) | None => true,
            };
            look.planned(|one: &Tool| one.purpose.is_some() && is_settled(one))
        },
    },
    Carrier {
        criterion: Criterion::Cfam716P9,
        carried_by: "`report` with its audience, how often it is made, and its contents",
        seen_on: &[Account("reports"), Page("reports.html")],
        evidence: |look| look.planned(|one: &Report| one.every.is_some() && !one.contents.is_empty()),
    },
    Carrier {
        criterion: Criterion::Cfam716P10,
        carried_by: "an `action` in feedback or for it; how somebody `prefers` to be reached",
        seen_on: &[Account("actions")],
        evidence: |look| {
            let voices = [Kind::Feedback, Kind::Survey, Kind::Answer, Kind::Method];
            let acted = look.acted(|one| look.is_for(one, &voices));
            [acted, look.all(|_, one: &Person| one.prefers.is_some())].concat()
        },
    },
    Carrier {
        criterion: Criterion::Cfam716P11,
        carried_by: "`analysis` of a `method`",
        seen_on: &[Account("feedback")],
        evidence: |look| look.planned(|one: &Method| !one.analysis.is_empty()),
    },
    Carrier {
        criterion: Criterion::Cfam716P12,
        carried_by: "`strengths`, `weaknesses` and `improve` of reviews and of feedback",
        seen_on: &[Account("feedback"), Account("timeline")],
        evidence: |look| {
            let reviews = look.recent(|_, one: &Review| {
                !(one.strengths.is_empty() && one.weaknesses.is_empty() && one.improve.is_empty())
            });
            let voices =
                look.recent(|_, one: &Feedback| !(one.strengths.is_empty() && one.weaknesses.is_empty()));
            let answers =
                look.recent(|_, one: &Answer| !(one.strengths.is_empty() && one.weaknesses.is_empty()));
            [reviews, voices, answers].concat()
        },
    },
    Carrier {
        criterion: Criterion::Cfam716P13,
        carried_by: "`variance`: the reason for a computed signal, and its implication",
        seen_on: &[Account("feedback"), Page("feedback.html")],
        evidence: |look| look.all(|_, one: &Variance| one.implication.is_some()),
    },
    Carrier {
        criterion: Criterion::Cfam716P14,
        carried_by: "`recommendation` with what it `improves` or what it is `for`",
        seen_on: &[Account("recommendations")],
        evidence: |look| {
            look.all(|_, one: &Recommendation| !(one.improves.is_empty() && one.serves.is_empty()))
        },
    },
    Carrier {
        criterion: Criterion::Cfam716P15,
        carried_by: "`to` of a `recommendation`, and `told` of any record",
        seen_on: &[Account("recommendations"), Page("team.html")],
        evidence: |look| look.all(|_, one: &Recommendation| !one.to.is_empty()),
    },
];
