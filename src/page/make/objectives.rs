//! The objectives that both sides share: what they are worth, and how they come along.

use super::words::{any_person, empty, list_line, with};
use super::work::{actions_cell, notes_cell};
use crate::page::account::{ObjectiveRow, ProgressView};
use crate::page::common::List;
use crate::page::desk::{Desk, anchor};
use crate::record::{At, Entry, Kind, Objective, Priority, Progress, State};
use crate::review::objective::{Standing, objectives};
use crate::review::past::by;
use crate::review::work::Work;

/// Every objective, the open ones first, the next due before the others.
#[must_use]
pub fn list(desk: &Desk<'_>, work: &Work<'_>) -> List<ObjectiveRow> {
    let mut all = objectives(desk.checked, desk.site.as_of);
    all.sort_by_key(|one| {
        let due = one.objective.due.as_ref().map(|due| due.value);
        (!one.is_open(), due.is_none(), due)
    });
    let example = format!(
        "[[objective]]\ntitle = \"Clearance in half the time\"\nours = \"A story to tell.\"\ntheirs = \"Fewer lorries that wait.\"\nagreed = {}{}",
        desk.site.as_of,
        list_line("with", any_person(desk))
    );
    let why = &desk.site.language.word("no-common-objective-was-recorded");
    let rows = all.iter().map(|one| row(desk, work, one)).collect();
    List::whole(rows, empty(desk, Kind::Objective, why, "objectives.toml", example))
}

fn row(desk: &Desk<'_>, work: &Work<'_>, one: &Standing<'_>) -> ObjectiveRow {
    let objective = one.objective;
    let (state, state_text) = state(desk, one);
    ObjectiveRow {
        anchor: anchor(&one.entry.key),
        title: desk.title(one.entry),
        history: super::written::history(desk, one.entry),
        ours: words(&objective.ours),
        theirs: words(&objective.theirs),
        priority: objective.priority.as_ref().map_or(Priority::Medium, |at| at.value).word().to_owned(),
        value_theirs: words(&objective.value_theirs),
        measure: measure(desk, objective),
        state: state.to_owned(),
        state_text,
        agreed: by(objective.agreed.as_ref(), desk.site.as_of).map(|agreed| desk.date(agreed)),
        with: with(desk, &objective.with),
        meets: objective.serves.iter().map(|what| desk.what(what)).collect(),
        actions: actions_cell(desk, work.actions(&one.entry.key), one.is_open()),
        notes: notes_cell(desk, work.notes(&one.entry.key)),
        due: objective.due.as_ref().map(|due| desk.date(due.value)),
        progress: one.progress.iter().rev().map(|(_, entry, progress)| view(desk, entry, progress)).collect(),
        source: desk.source(one.entry),
    }
}

fn words(at: &Option<At<String>>) -> String {
    at.as_ref().map(|words| words.value.clone()).unwrap_or_default()
}

/// “clearance time, hours, from 41 to 20”.
fn measure(desk: &Desk<'_>, objective: &Objective) -> String {
    let from = objective.from.as_ref().map(|from| {
        desk.site.language.say("from-short-number", &[("short_number", &desk.short_number(from.value))])
    });
    let to = objective.target.as_ref().map(|target| {
        desk.site.language.say("to-short-number", &[("short_number", &desk.short_number(target.value))])
    });
    let way = [from, to].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let measure = objective.measure.as_ref().map(|measure| measure.value.clone());
    let parts = [measure, Some(way).filter(|way| !way.is_empty())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn state(desk: &Desk<'_>, one: &Standing<'_>) -> (&'static str, String) {
    let language = &desk.site.language;
    if let Some(ended) = one.objective.ended.as_ref().filter(|_| one.ended.is_some()) {
        return (
            "ended",
            desk.site.language.say(
                "given-up-date-why",
                &[("date", &language.date(ended.on.value)), ("why", &ended.why.value)],
            ),
        );
    }
    let due = one.objective.due.as_ref().map(|due| due.value);
    let due = due
        .map(|due| desk.site.language.say("due-away", &[("away", &desk.site.away(due))]))
        .unwrap_or_default();
    if !one.is_agreed() {
        return ("not-agreed", desk.site.language.say("not-agreed-due", &[("due", &due)]));
    }
    match one.state() {
        None => ("no-progress", desk.site.language.say("no-progress-reported-due", &[("due", &due)])),
        Some(state @ (State::Reached | State::Missed)) => (state.word(), state.word().to_owned()),
        Some(state) => (state.word(), format!("{}{due}", state.word().replace('-', " "))),
    }
}

/// “on track, 41 of 60: the second site is live”.
fn view(desk: &Desk<'_>, entry: &Entry, progress: &Progress) -> ProgressView {
    let key = desk.checked.key(&progress.of);
    let objective = key.and_then(|key| desk.checked.get::<Objective>(Kind::Objective, &key.id));
    let target = objective.and_then(|objective| objective.target.as_ref());
    let falls = objective
        .and_then(|objective| objective.from.as_ref())
        .zip(target)
        .is_some_and(|(from, target)| from.value > target.value);
    let mut text = progress.state.value.word().replace('-', " ");
    if let Some(value) = &progress.value {
        text.push_str(&format!(", {}", desk.short_number(value.value)));
        if let Some(target) = target {
            // “30 of 20” would be read as more than all.
            let way = if falls { &desk.site.language.word("on-the-way-down-to") } else { " of" };
            text.push_str(&format!("{way} {}", desk.short_number(target.value)));
        }
    }
    if let Some(note) = &progress.note {
        text.push_str(&format!(": {}", note.value));
    }
    let on = entry.date.map(|date| desk.date(date)).unwrap_or_default();
    ProgressView { on, text, href: Some(desk.href(&entry.key)) }
}
