//! What all accounts share of the monitoring plan: each record in a row of its own, to which other pages lead.

use crate::page::block::{Block, Cell, Column, Piece, Row, Table};
use crate::page::common::{Empty, Linked};
use crate::page::desk::{Place, Site, anchor, plan_address};
use crate::page::make::timeline::period_text;
use crate::page::make::words::{capital, plain};
use crate::record::{At, Data, Entry, Manner, Period, Visibility, Who};

/// What is set out in the shared plan and may be shown.
fn entries<'s>(site: &Site<'s>) -> impl Iterator<Item = &'s Entry> {
    let as_of = site.as_of;
    let shown = move |entry: &&Entry| {
        let exists = entry.kind().is(Manner::Lasting) || entry.date.is_some_and(|date| date <= as_of);
        exists && entry.visibility() < Visibility::Confidential
    };
    site.shared.plan.entries.iter().filter(shown)
}

/// A record of the shared plan in words, leading to its row where it may be shown.
#[must_use]
pub fn linked(entry: &Entry, site: &Site<'_>, place: Place) -> Linked {
    if entries(site).any(|one| one.key == entry.key) {
        Linked::to(title(entry, site), place.link(&plan_address(&entry.key)))
    } else {
        Linked::text(site.language.word("withheld-2"))
    }
}

/// What a record of the shared plan is called.
#[must_use]
pub fn title(entry: &Entry, site: &Site<'_>) -> String {
    match (&entry.title, &entry.data) {
        (Some(title), _) => title.clone(),
        (None, Data::Trigger(trigger)) => trigger.then.value.clone(),
        (None, Data::Action(action)) => action.what.value.clone(),
        (None, Data::Survey(_) | Data::Answer(_) | Data::Feedback(_)) => {
            site.language.word("what-we-were-told-of-these-records")
        }
        (None, Data::Evaluation(evaluation)) => {
            let judged = entries(site).find(|one| one.key.id == evaluation.of.value.id);
            judged.filter(|one| one.key != entry.key).map_or_else(
                || entry.key.id.clone(),
                |one| one.title.clone().unwrap_or_else(|| one.key.id.clone()),
            )
        }
        (None, _) => entry.key.id.clone(),
    }
}

/// What a record of the shared plan says, line by line.
#[must_use]
pub fn says(entry: &Entry) -> Vec<String> {
    let one = |at: &Option<At<String>>| at.iter().map(|at| plain(&at.value)).collect::<Vec<_>>();
    match &entry.data {
        Data::Procedure(procedure) => procedure.steps.iter().map(|step| step.value.clone()).collect(),
        Data::Trigger(trigger) => {
            let bound =
                |word: &str, at: &Option<At<f64>>| at.as_ref().map(|at| format!(" {word} {}", at.value));
            let bounds: String = [bound("below", &trigger.below), bound("above", &trigger.above)]
                .into_iter()
                .flatten()
                .collect();
            vec![format!("{}{bounds}", trigger.measure.value.word()), trigger.then.value.clone()]
        }
        Data::Tool(tool) => one(&tool.purpose),
        Data::Information(information) => one(&information.source),
        Data::Evaluation(judged) => [&judged.value_ours, &judged.value_theirs, &judged.improvement]
            .into_iter()
            .flat_map(one)
            .collect(),
        _ => Vec::new(),
    }
}

fn every(entry: &Entry) -> Option<Period> {
    let every = match &entry.data {
        Data::Method(method) => &method.every,
        Data::Procedure(procedure) => &procedure.every,
        Data::Report(report) => &report.every,
        Data::Information(information) => &information.keep_fresh,
        _ => &None,
    };
    every.as_ref().map(|every| every.value)
}

fn who(entry: &Entry) -> Option<&At<Who>> {
    match &entry.data {
        Data::Procedure(procedure) => procedure.owner.as_ref(),
        Data::Tool(tool) => tool.owner.as_ref(),
        _ => None,
    }
}

/// The table of all of them, in the order in which they are written.
#[must_use]
pub fn block(site: &Site<'_>) -> Block {
    let row = |entry: &Entry| {
        let title = title(entry, site);
        let lines = says(entry).into_iter().filter(|line| *line != title);
        Row {
            anchor: anchor(&entry.key),
            source: Some(site.source_at(title.clone(), &entry.span)),
            ..Row::of(vec![
                lines.fold(Cell::text(title.clone()), Cell::below),
                Cell::text(capital(&entry.kind().name().to_lowercase())).sorted(entry.kind().word()),
                Cell::or(every(entry).map(|period| period_text(period, &site.language)), "–"),
                Cell::or(who(entry).map(|who| site.linked_member(&who.value.0, Place::Top)), "–"),
                match entry.date {
                    Some(date) => Cell::of(site.date(date)),
                    None => Cell::of(Piece::None("–".to_owned())),
                },
            ])
        }
    };
    let settled = |entry: &&Entry| plan_address(&entry.key).ends_with(&anchor(&entry.key));
    let rows = entries(site).filter(settled).map(row);
    let columns = vec![
        Column::wide(&site.language.word("what-is-settled")),
        Column::text(&site.language.word("kind")),
        Column::text(&site.language.word("every")),
        Column::text(&site.language.word("who")),
        Column::text(&site.language.word("since-title")),
    ];
    let empty = Empty {
        why: site.language.word("nothing-is-settled-for-all-accounts-together"),
        file: "plan.toml".to_owned(),
        example: "[[trigger]]\ntitle = \"Six weeks without a word\"\nmeasure = \"days-since-contact\"\nabove = 42\nthen = \"Ring them.\""
            .to_owned(),
    };
    let table = Table::whole(&site.language.word("what-all-accounts-share"), columns, rows.collect(), empty);
    let lead = &site.language.word("the-monitoring-plan-that-holds-for-every");
    Block::table("shared-plan", &site.language.word("what-all-accounts-share"), lead, table)
}
