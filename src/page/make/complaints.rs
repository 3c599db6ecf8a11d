//! The account's complaints: the open ones first, the gravest before the others, the accepted ones last.

use std::cmp::Reverse;

use super::words::{any_person, by_year, days, empty, line};
use crate::page::account::ComplaintRow;
use crate::page::common::{Linked, List};
use crate::page::desk::Desk;
use crate::record::Kind;
use crate::review::complaint::{Stage, Standing, complaints};
use crate::review::past::by;

/// How many complaints the page holds.
const LISTED: usize = 100;

/// Every complaint.
#[must_use]
pub fn list(desk: &Desk<'_>) -> List<ComplaintRow> {
    let mut all = complaints(desk.checked, desk.site.config, desk.site.as_of);
    all.sort_by_key(|one| {
        let severity = one.is_open().then_some(Reverse(one.complaint.severity.value));
        (!one.is_open(), one.stage == Stage::Accepted, severity, Reverse(one.since))
    });
    let file = format!("complaints/{}-late-delivery.md", desk.site.as_of);
    let example = format!(
        "+++\nseverity = \"major\"{}\n+++\nThe delivery came a day late.",
        line("by", any_person(desk))
    );
    let why = &desk.site.language.word("no-complaint-was-recorded-that-is-good-news");
    List::whole(
        all.iter().map(|one| row(desk, one)).collect(),
        empty(desk, Kind::Complaint, why, &file, example),
    )
    .at_most(LISTED, by_year(&desk.site.language))
}

fn row(desk: &Desk<'_>, one: &Standing<'_>) -> ComplaintRow {
    let complaint = one.complaint;
    let date = |at| by(at, desk.site.as_of).map(|date| desk.date(date));
    let is_settled = !matches!(one.stage, Stage::Open);
    let words =
        |at: &Option<crate::record::At<String>>| at.as_ref().map(|at| at.value.clone()).unwrap_or_default();
    ComplaintRow {
        title: Linked::to(desk.title(one.entry), desk.href(&one.entry.key)),
        severity: complaint.severity.value.word().to_owned(),
        state: state(one).to_owned(),
        state_text: state_text(desk, one),
        by: complaint.by.as_ref().map(|who| desk.who(who)),
        raised: desk.date(one.raised),
        acknowledged: date(complaint.acknowledged.as_ref()),
        target: one.target.map(|target| desk.date(target)),
        resolved: date(complaint.resolved.as_ref()),
        accepted: date(complaint.accepted.as_ref()),
        cause: words(&complaint.cause),
        remedy: if is_settled { words(&complaint.remedy) } else { String::new() },
        source: desk.source(one.entry),
    }
}

fn state(one: &Standing<'_>) -> &'static str {
    match one.stage {
        Stage::Reopened => "reopened",
        Stage::Open if one.days_late > 0 => "late",
        Stage::Open => "open",
        Stage::Resolved => "resolved",
        Stage::Accepted => "accepted",
    }
}

pub(super) fn state_text(desk: &Desk<'_>, one: &Standing<'_>) -> String {
    let since = days((desk.site.as_of - one.since).num_days(), &desk.site.language);
    let late = (one.days_late > 0).then(|| {
        desk.site.language.say("days-past-its-target", &[("days", &days(one.days_late, &desk.site.language))])
    });
    let comma = late.as_ref().map(|late| format!(", {late}")).unwrap_or_default();
    match one.stage {
        Stage::Open => {
            desk.site.language.say("open-for-since-comma", &[("since", &since), ("comma", &comma)])
        }
        Stage::Reopened => {
            desk.site.language.say("reopened-since-ago-comma", &[("since", &since), ("comma", &comma)])
        }
        Stage::Resolved => {
            let took = days((one.since - one.raised).num_days(), &desk.site.language);
            desk.site
                .language
                .say("resolved-after-took-comma-not-yet-accepted", &[("took", &took), ("comma", &comma)])
        }
        Stage::Accepted => {
            let resolved = late
                .map(|late| desk.site.language.say("resolved-late", &[("late", &late)]))
                .unwrap_or_default();
            desk.site.language.say(
                "accepted-on-date-resolved",
                &[("date", &desk.site.language.date(one.since)), ("resolved", &resolved)],
            )
        }
    }
}
