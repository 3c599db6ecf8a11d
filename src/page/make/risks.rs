//! Risks to the relationship: the gravest first, the closed ones last.

use std::cmp::Reverse;

use super::words::{any_member, empty, line};
use crate::page::account::RiskRow;
use crate::page::common::{Figure, List};
use crate::page::desk::{Desk, anchor, working};
use crate::record::{Entry, Kind, Risk};
use crate::review::past::{by, exists};

/// Every risk.
#[must_use]
pub fn list(desk: &Desk<'_>) -> List<RiskRow> {
    let as_of = desk.site.as_of;
    let mut all: Vec<(&Entry, &Risk)> =
        desk.checked.each::<Risk>().filter(|(entry, _)| exists(entry, as_of)).collect();
    all.sort_by_key(|(_, risk)| (by(risk.closed.as_ref(), as_of).is_some(), Reverse(weight(risk))));
    let example = format!(
        "[[risk]]\ntitle = \"Their only expert for our interface may leave\"\nlikelihood = 3\nimpact = 4\nresponse = \"Train a second person.\"\nraised = {as_of}{}",
        line("owner", any_member(desk))
    );
    let why = &desk.site.language.word("no-risk-was-recorded");
    let rows = all.into_iter().map(|(entry, risk)| row(desk, entry, risk)).collect();
    List::whole(rows, empty(desk, Kind::Risk, why, "risks.toml", example))
}

/// Likelihood × impact, 1 to 25.
fn weight(risk: &Risk) -> u8 {
    risk.likelihood.value.get() * risk.impact.value.get()
}

fn row(desk: &Desk<'_>, entry: &Entry, risk: &Risk) -> RiskRow {
    let date = |at| by(at, desk.site.as_of).map(|date| desk.date(date));
    let rating = |rating: u8| Figure::plain(rating.to_string(), f64::from(rating));
    let (likelihood, impact) = (risk.likelihood.value.get(), risk.impact.value.get());
    let terms = vec![
        working(desk.site.language.word("likelihood"), likelihood.to_string()),
        working(desk.site.language.word("impact"), impact.to_string()),
    ];
    let evidence = desk.evidence(desk.site.language.word("likelihood-impact-25-at-most"), terms, [entry]);
    RiskRow {
        anchor: anchor(&entry.key),
        title: desk.title(entry),
        likelihood: rating(likelihood),
        impact: rating(impact),
        weight: rating(weight(risk)).because(evidence),
        response: risk.response.as_ref().map(|response| response.value.clone()).unwrap_or_default(),
        owner: risk.owner.as_ref().map(|who| desk.who(who)),
        reviewed: date(risk.reviewed.as_ref()),
        closed: date(risk.closed.as_ref()),
        source: desk.source(entry),
    }
}
