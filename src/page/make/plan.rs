//! The monitoring plan: methods, procedures, triggers, tools, reports and information, the account's own and those that all
//! accounts share as one, with who agreed, when last, when next.

use chrono::NaiveDate;

use super::methods;
use super::timeline::period_text;
use super::words::{any_person, empty, list_line, with};
use crate::page::block::{Block, Cell, Column, How, Piece, Row, Table};
use crate::page::common::{Linked, SourceLine};
use crate::page::desk::{Desk, anchor, plan_address};
use crate::record::{At, Entry, Information, Kind, Need, Tool, ToolStatus, Trigger, Who};
use crate::review::plan::{Item, items};
use crate::review::procedure::{self, procedures};
use crate::review::triggers::{State, Watched, shown, triggers};

/// The section.
#[must_use]
pub fn block(desk: &Desk<'_>) -> Block {
    let tables = vec![
        methods::table(desk),
        procedures_table(desk),
        triggers_table(desk),
        super::reports::planned(desk),
        tools_table(desk),
        information_table(desk),
    ];
    let lead = "What is settled for this account alone, and what all accounts share.";
    Block::tables("plan", "Monitoring plan", lead, tables)
}

/// Where an entry of the plan is written.
#[must_use]
pub fn source<T>(desk: &Desk<'_>, item: &Item<'_, T>) -> SourceLine {
    source_of(desk, item.entry, item.is_own)
}

fn source_of(desk: &Desk<'_>, entry: &Entry, is_own: bool) -> SourceLine {
    if is_own {
        return desk.source(entry);
    }
    let label = format!("{} of all accounts: {}", entry.kind().name(), desk.title(entry));
    let href = Some(desk.place.link(&plan_address(&entry.key)));
    SourceLine { href, ..desk.site.source_at(label, &entry.span) }
}

/// A row for an entry of the plan, where it is written below its first cell.
#[must_use]
pub fn row_of<T>(desk: &Desk<'_>, item: &Item<'_, T>, cells: Vec<Cell>) -> Row {
    Row {
        anchor: if item.is_own { anchor(&item.entry.key) } else { String::new() },
        source: Some(source(desk, item)),
        ..Row::of(cells)
    }
}

/// “agreed 12 Jan 2026 with Amelia Ruiz”.
#[must_use]
pub fn agreed_text(desk: &Desk<'_>, agreed: Option<NaiveDate>, who: &[At<Who>]) -> String {
    let said = agreed.map(|on| format!("agreed {}{}", desk.site.language.date(on), with(desk, who)));
    said.unwrap_or_else(|| "not agreed".to_owned())
}

fn late(cell: Cell, is_late: bool) -> Cell {
    if is_late { cell.beneath(Piece::Late("overdue".to_owned())) } else { cell }
}

fn every_text(every: Option<crate::record::Period>) -> Cell {
    Cell::or(every.map(period_text), "not said")
}

fn who_cell(desk: &Desk<'_>, who: Option<&At<Who>>) -> Cell {
    Cell::or(who.map(|who| desk.who(who)), "nobody")
}

fn procedures_table(desk: &Desk<'_>) -> Table {
    let as_of = desk.site.as_of;
    let row = |one: &procedure::Standing<'_>| {
        let steps = one.item.list(|procedure| &procedure.steps);
        let mut what =
            Cell::text(desk.title(one.item.entry)).below(agreed_text(desk, one.agreed, &one.item.one.with));
        for (at, step) in steps.iter().enumerate() {
            what = what.below(format!("{}. {}", at + 1, step.value));
        }
        let last = match one.last {
            Some((on, Some(entry))) => {
                Cell::of(Linked::to(desk.site.language.date(on), desk.href(&entry.key))).sorted(on)
            }
            Some((on, None)) => Cell::of(desk.date(on)),
            None => Cell::or(None::<Linked>, "never"),
        };
        let next = Cell::or(one.next.map(|next| desk.date(next)), "–");
        row_of(
            desk,
            &one.item,
            vec![
                what,
                every_text(one.every),
                who_cell(desk, one.owner),
                last,
                late(next, one.next.is_some_and(|next| next < as_of)),
            ],
        )
    };
    let rows = procedures(desk.checked, &desk.site.context(), as_of).iter().map(row).collect();
    let columns = vec![
        Column::wide("Procedure"),
        Column::text("Every"),
        Column::text("Who"),
        Column::text("Last"),
        Column::text("Next"),
    ];
    let example = format!(
        "[[procedure]]\ntitle = \"Go through the open actions\"\nevery = \"1m\"\nagreed = {as_of}{}",
        list_line("with", any_person(desk))
    );
    let empty = empty(desk, Kind::Procedure, "No procedure is set out.", "plan.toml", example);
    Table::whole("Procedures", columns, rows, empty).titled("Procedures")
}

/// “above 45 days for 2 weeks”.
fn bound_text(item: &Item<'_, Trigger>) -> String {
    let trigger = item.one;
    let side = |word: &str, at: &Option<At<f64>>| at.as_ref().map(|at| format!("{word} {}", at.value));
    let sides: Vec<String> =
        [side("below", &trigger.below), side("above", &trigger.above)].into_iter().flatten().collect();
    let lasting = item.get(|one| one.lasting.as_ref()).map(|at| format!(" for {}", period_text(at.value)));
    format!("{}{}", sides.join(" or "), lasting.unwrap_or_default())
}

fn triggers_table(desk: &Desk<'_>) -> Table {
    let as_of = desk.site.as_of;
    let all = triggers(desk.checked, &desk.site.context(), as_of);
    let rows = all.iter().map(|one| trigger_row(desk, one)).collect();
    let columns = vec![
        Column::wide("What is then to be done"),
        Column::wide("Fires when"),
        Column::number("Now"),
        Column::wide("State"),
    ];
    let example =
        "[[trigger]]\nmeasure = \"days-since-contact\"\nabove = 45\nthen = \"Call them.\"".to_owned();
    let empty = empty(desk, Kind::Trigger, "No trigger is set.", "plan.toml", example);
    Table::whole("Triggers", columns, rows, empty).titled("Triggers")
}

fn trigger_row(desk: &Desk<'_>, one: &Watched<'_>) -> Row {
    let trigger = one.item.one;
    let measure = trigger.measure.value;
    let now = one.now.as_ref().map(|known| {
        let formula = format!("{} In {}.", measure.doc(), measure.unit());
        let is_own = |entry: &&Entry| desk.checked.find(&entry.key).is_some_and(|own| own.span == entry.span);
        let (own, shared): (Vec<&Entry>, Vec<&Entry>) = known.evidence.iter().copied().partition(is_own);
        let mut evidence = desk.evidence(formula, Vec::new(), own);
        evidence.sources.extend(shared.into_iter().map(|entry| source_of(desk, entry, false)));
        How { words: shown(known.value), evidence }
    });
    let sort = one.now.as_ref().map(|known| known.value.to_string()).unwrap_or_default();
    let date = |day| desk.site.language.date(day);
    let state = match one.state {
        State::Asleep => Cell::of(Piece::None("not watched".to_owned())),
        State::Unknown => Cell::of(Piece::None("not known".to_owned())),
        State::Quiet => Cell::text("quiet"),
        State::Crossed { since, fires } => {
            Cell::text(format!("crossed since {}", date(since))).below(format!("fires on {}", date(fires)))
        }
        State::Fired { since, answer: None, .. } => {
            Cell::of(Piece::Late(format!("fired on {}, and no action followed", date(since)))).sorted(since)
        }
        State::Fired { since, answer: Some(answer), .. } => {
            let link = Linked::to(desk.title(answer), desk.href(&answer.key));
            Cell::text(format!("fired on {}", date(since))).beneath(link)
        }
    };
    let then = Cell::text(trigger.then.value.clone());
    let titled = one.item.entry.title.as_ref().filter(|title| **title != trigger.then.value);
    row_of(
        desk,
        &one.item,
        vec![
            then.below(titled.cloned().unwrap_or_default()),
            Cell::of(Piece::Code(measure.word().to_owned())).below(bound_text(&one.item)),
            Cell::or(now, "unknown").sorted(sort),
            state,
        ],
    )
}

fn tools_table(desk: &Desk<'_>) -> Table {
    let as_of = desk.site.as_of;
    let row = |item: &Item<'_, Tool>| {
        let status = item.get(|tool| tool.status.as_ref()).map_or(ToolStatus::InUse, |status| status.value);
        let by = item.get(|tool| tool.needed_by.as_ref()).filter(|_| status == ToolStatus::Needed);
        let mut state = Cell::text(status.word().replace('-', " "));
        if let Some(by) = by {
            state = late(state.below(format!("by {}", desk.site.language.date(by.value))), by.value < as_of);
        }
        let purpose = item.get(|tool| tool.purpose.as_ref()).map(|at| at.value.clone()).unwrap_or_default();
        let holds = item.list(|tool| &tool.holds).iter().map(|one| one.value.word().replace('-', " "));
        let mut row = row_of(
            desk,
            item,
            vec![
                Cell::text(desk.title(item.entry)).below(purpose),
                state,
                who_cell(desk, item.get(|tool| tool.owner.as_ref())),
                Cell::text(holds.collect::<Vec<_>>().join(", ")),
            ],
        );
        row.over = status == ToolStatus::Retired;
        row
    };
    let rows = items::<Tool>(desk.checked, &desk.site.context(), as_of).iter().map(row).collect();
    let columns =
        vec![Column::wide("Tool"), Column::text("Status"), Column::text("Who"), Column::text("Holds")];
    let example = "[[tool]]\ntitle = \"Survey software\"\nfor = \"Half-yearly questions\"".to_owned();
    let empty = empty(desk, Kind::Tool, "No tool is named.", "plan.toml", example);
    Table::whole("Tools", columns, rows, empty).titled("Tools")
}

fn information_table(desk: &Desk<'_>) -> Table {
    let row = |item: &Item<'_, Information>| {
        let words = |at: Option<&At<String>>| at.map(|at| at.value.clone());
        let form = item.get(|one| one.form.as_ref()).map(|form| form.value.word());
        let held = item.get(|one| one.field.as_ref()).map(|held| match &held.value.field {
            Some(field) => format!("{}.{field}", held.value.kind.word()),
            None => held.value.kind.word().to_owned(),
        });
        let need = item.get(|one| one.need.as_ref()).map_or(Need::Nice, |need| need.value);
        let serves: Vec<_> = item.list(|one| &one.serves).iter().map(|one| one.value.clone()).collect();
        row_of(
            desk,
            item,
            vec![
                Cell::text(desk.title(item.entry)).below(serves.join(", ")),
                Cell::text(need.word()).sorted(need as u8),
                Cell::or(form, "not said"),
                Cell::or(words(item.get(|one| one.area.as_ref())), "not said"),
                Cell::or(held.map(Piece::Code), "not said"),
                Cell::or(words(item.get(|one| one.source.as_ref())), "not said"),
                Cell::or(item.get(|one| one.keep_fresh.as_ref()).map(|at| period_text(at.value)), "not said"),
            ],
        )
    };
    let all = items::<Information>(desk.checked, &desk.site.context(), desk.site.as_of);
    let columns = vec![
        Column::wide("Information"),
        Column::text("Need"),
        Column::text("Type"),
        Column::text("Area"),
        Column::text("Held in"),
        Column::wide("Source"),
        Column::text("Stays fresh"),
    ];
    let example =
        "[[information]]\ntitle = \"Who decides\"\nneed = \"must\"\nfield = \"person.role\"".to_owned();
    let empty = empty(desk, Kind::Information, "No information is asked for.", "plan.toml", example);
    Table::whole("Information", columns, all.iter().map(row).collect(), empty).titled("Information")
}
