//! Build and maintain effective customer relations.

use super::Seen::{Account, Page};
use super::{Carrier, Look};
use crate::check::state::contact::Contact;
use crate::record::*;

pub(super) const ALL: &[Carrier] = &[
    Carrier {
        criterion: Criterion::Cfacsb15P1,
        carried_by: "`tier` and `segment` of the account, and its `selection` scores",
        seen_on: &[Page("index.html"), Page("selection.html")],
        evidence: |look| {
            look.all(|_, one: &crate::record::Account| one.tier.is_some() && one.selection.is_some())
        },
    },
    Carrier {
        criterion: Criterion::Cfacsb15P2,
        carried_by: "contacts within the tier's `cadence`, with decision makers and sponsors too",
        seen_on: &[Account("engagement")],
        evidence: |look| {
            let senior = [Role::DecisionMaker, Role::Sponsor];
            look.contacted(|one| one.counts() && look.includes_role(one, &senior))
        },
    },
    Carrier {
        criterion: Criterion::Cfacsb15P3,
        carried_by: "`purpose` of the account: what we are to them, both benefits, and when it was `shared`",
        seen_on: &[Account("purpose")],
        evidence: |look| {
            let shared = |one: &crate::record::Account| {
                one.purpose.as_ref().is_some_and(|at| look.has_come(at.shared.as_ref()))
            };
            look.all(|_, one: &crate::record::Account| shared(one))
        },
    },
    Carrier {
        criterion: Criterion::Cfacsb15P4,
        carried_by: "notes whose `direction` is inbound; expectations that they raised (`raised_by`)",
        seen_on: &[Account("engagement")],
        evidence: |look| {
            let begun = look.contacted(|one: &Contact<'_>| one.flow == Flow::Inbound);
            let raised = |one: &Expectation| {
                one.raised_by.as_ref().is_some_and(|who| look.names_customer(std::slice::from_ref(who)))
            };
            [begun, look.all(|_, one: &Expectation| one.ended.is_none() && raised(one))].concat()
        },
    },
    Carrier {
        criterion: Criterion::Cfacsb15P5,
        carried_by: "`answered` of feedback, `acknowledged` of complaints",
        seen_on: &[Account("feedback"), Account("complaints")],
        evidence: |look| {
            let voices = look.recent(|_, one: &Feedback| look.has_come(one.answered.as_ref()));
            let answers = look.recent(|_, one: &Answer| look.has_come(one.answered.as_ref()));
            [voices, answers, look.recent(|_, one: &Complaint| look.has_come(one.acknowledged.as_ref()))]
                .concat()
        },
    },
    Carrier {
        criterion: Criterion::Cfacsb15P6,
        carried_by: "`assessment`s of expectations, within their `review_every`",
        seen_on: &[Account("expectations"), Page("expectations.html")],
        evidence: |look| look.recent(|_, _: &Assessment| true),
    },
    Carrier {
        criterion: Criterion::Cfacsb15P7,
        carried_by: "a `recommendation` for an expectation; assessments that say exceeded",
        seen_on: &[Account("expectations"), Account("recommendations")],
        evidence: |look| {
            let raised = look.recent(|_, one: &Recommendation| look.means(&one.serves, &[Kind::Expectation]));
            [raised, look.recent(|_, one: &Assessment| one.result.value == Verdict::Exceeded)].concat()
        },
    },
    Carrier {
        criterion: Criterion::Cfacsb15P8,
        carried_by: "feedback whose `source` is the customer, and other feedback whose source is staff",
        seen_on: &[Account("feedback")],
        evidence: |look| {
            let of = |voice: Voice| {
                let is = move |source: &Option<At<Voice>>| {
                    source.as_ref().map_or(Voice::Customer, |at| at.value) == voice
                };
                let surveys = look.recent(move |_, one: &Survey| is(&one.source));
                [surveys, look.recent(move |_, one: &Feedback| is(&one.source))].concat()
            };
            Look::together(vec![of(Voice::Customer), of(Voice::Staff)])
        },
    },
    Carrier {
        criterion: Criterion::Cfacsb15P9,
        carried_by: "a `recommendation` to somebody with authority, and the `decision` on it",
        seen_on: &[Account("recommendations")],
        evidence: |look| {
            let of = |one: &Decision| look.means(std::slice::from_ref(&one.of), &[Kind::Recommendation]);
            look.recent(|_, one: &Decision| of(one))
        },
    },
];
