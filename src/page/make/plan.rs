//! The monitoring plan: methods, procedures, triggers, tools, reports and information, the account's own and those that all
//! accounts share as one, with who agreed, when last, when next.

use chrono::NaiveDate;

use super::methods;
use super::timeline::period_text;
use super::words::{any_person, empty, list_line, with};
use crate::language::Language;
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
    let lead = &desk.site.language.word("what-is-settled-for-this-account-alone-and");
    Block::tables("plan", &desk.site.language.word("monitoring-plan"), lead, tables)
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
    let label = desk
        .site
        .language
        .say("name-of-all-accounts-title", &[("name", &entry.kind().name()), ("title", &desk.title(entry))]);
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
    let said = agreed.map(|on| {
        desk.site
            .language
            .say("agreed-date-with", &[("date", &desk.site.language.date(on)), ("with", &with(desk, who))])
    });
    said.unwrap_or_else(|| desk.site.language.word("not-agreed"))
}

fn late(cell: Cell, is_late: bool, language: &Language) -> Cell {
    if is_late { cell.beneath(Piece::Late(language.word("overdue-inline"))) } else { cell }
}

fn every_text(every: Option<crate::record::Period>, language: &Language) -> Cell {
    Cell::or(every.map(|period| period_text(period, language)), &language.word("not-said"))
}

fn who_cell(desk: &Desk<'_>, who: Option<&At<Who>>) -> Cell {
    Cell::or(who.map(|who| desk.who(who)), &desk.site.language.word("nobody"))
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
            None => Cell::or(None::<Linked>, &desk.site.language.word("never")),
        };
        let next = Cell::or(one.next.map(|next| desk.date(next)), "–");
        row_of(
            desk,
            &one.item,
            vec![
                what,
                every_text(one.every, &desk.site.language),
                who_cell(desk, one.owner),
                last,
                late(next, one.next.is_some_and(|next| next < as_of), &desk.site.language),
            ],
        )
    };
    let rows = procedures(desk.checked, &desk.site.context(), as_of).iter().map(row).collect();
    let columns = vec![
        Column::wide(&desk.site.language.word("procedure")),
        Column::text(&desk.site.language.word("every")),
        Column::text(&desk.site.language.word("who")),
        Column::text(&desk.site.language.word("last")),
        Column::text(&desk.site.language.word("next")),
    ];
    let example = format!(
        "[[procedure]]\ntitle = \"Go through the open actions\"\nevery = \"1m\"\nagreed = {as_of}{}",
        list_line("with", any_person(desk))
    );
    let empty = empty(
        desk,
        Kind::Procedure,
        &desk.site.language.word("no-procedure-is-set-out"),
        "plan.toml",
        example,
    );
    Table::whole(&desk.site.language.word("procedures"), columns, rows, empty)
        .titled(&desk.site.language.word("procedures"))
}

/// “above 45 days for 2 weeks”.
fn bound_text(item: &Item<'_, Trigger>, language: &Language) -> String {
    let trigger = item.one;
    let side = |word: &str, at: &Option<At<f64>>| at.as_ref().map(|at| format!("{word} {}", at.value));
    let sides: Vec<String> =
        [side("below", &trigger.below), side("above", &trigger.above)].into_iter().flatten().collect();
    let lasting = item
        .get(|one| one.lasting.as_ref())
        .map(|at| language.say("for-period-text", &[("period_text", &period_text(at.value, language))]));
    format!("{}{}", sides.join(" or "), lasting.unwrap_or_default())
}

fn triggers_table(desk: &Desk<'_>) -> Table {
    let as_of = desk.site.as_of;
    let all = triggers(desk.checked, &desk.site.context(), as_of);
    let rows = all.iter().map(|one| trigger_row(desk, one)).collect();
    let columns = vec![
        Column::wide(&desk.site.language.word("what-is-then-to-be-done")),
        Column::wide(&desk.site.language.word("fires-when")),
        Column::number(&desk.site.language.word("now")),
        Column::wide(&desk.site.language.word("state")),
    ];
    let example =
        "[[trigger]]\nmeasure = \"days-since-contact\"\nabove = 45\nthen = \"Call them.\"".to_owned();
    let empty =
        empty(desk, Kind::Trigger, &desk.site.language.word("no-trigger-is-set"), "plan.toml", example);
    Table::whole(&desk.site.language.word("triggers"), columns, rows, empty)
        .titled(&desk.site.language.word("triggers"))
}

fn trigger_row(desk: &Desk<'_>, one: &Watched<'_>) -> Row {
    let trigger = one.item.one;
    let measure = trigger.measure.value;
    let now = one.now.as_ref().map(|known| {
        let formula =
            desk.site.language.say("doc-in-unit", &[("doc", &measure.doc()), ("unit", &measure.unit())]);
        let is_own = |entry: &&Entry| desk.checked.find(&entry.key).is_some_and(|own| own.span == entry.span);
        let (own, shared): (Vec<&Entry>, Vec<&Entry>) = known.evidence.iter().copied().partition(is_own);
        let mut evidence = desk.evidence(formula, Vec::new(), own);
        evidence.sources.extend(shared.into_iter().map(|entry| source_of(desk, entry, false)));
        How { words: shown(known.value), evidence }
    });
    let sort = one.now.as_ref().map(|known| known.value.to_string()).unwrap_or_default();
    let date = |day| desk.site.language.date(day);
    let state = match one.state {
        State::Asleep => Cell::of(Piece::None(desk.site.language.word("not-watched"))),
        State::Unknown => Cell::of(Piece::None(desk.site.language.word("not-known"))),
        State::Quiet => Cell::text(desk.site.language.word("quiet")),
        State::Crossed { since, fires } => {
            Cell::text(desk.site.language.say("crossed-since-date", &[("date", &date(since))]))
                .below(desk.site.language.say("fires-on-date", &[("date", &date(fires))]))
        }
        State::Fired { since, answer: None, .. } => Cell::of(Piece::Late(
            desk.site.language.say("fired-on-date-and-no-action-followed", &[("date", &date(since))]),
        ))
        .sorted(since),
        State::Fired { since, answer: Some(answer), .. } => {
            let link = Linked::to(desk.title(answer), desk.href(&answer.key));
            Cell::text(desk.site.language.say("fired-on-date", &[("date", &date(since))])).beneath(link)
        }
    };
    let then = Cell::text(trigger.then.value.clone());
    let titled = one.item.entry.title.as_ref().filter(|title| **title != trigger.then.value);
    row_of(
        desk,
        &one.item,
        vec![
            then.below(titled.cloned().unwrap_or_default()),
            Cell::of(Piece::Code(measure.word().to_owned()))
                .below(bound_text(&one.item, &desk.site.language)),
            Cell::or(now, &desk.site.language.word("word-unknown")).sorted(sort),
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
            state = late(
                state.below(
                    desk.site.language.say("by-date", &[("date", &desk.site.language.date(by.value))]),
                ),
                by.value < as_of,
                &desk.site.language,
            );
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
    let columns = vec![
        Column::wide(&desk.site.language.word("tool")),
        Column::text(&desk.site.language.word("status")),
        Column::text(&desk.site.language.word("who")),
        Column::text(&desk.site.language.word("holds")),
    ];
    let example = "[[tool]]\ntitle = \"Survey software\"\nfor = \"Half-yearly questions\"".to_owned();
    let empty = empty(desk, Kind::Tool, &desk.site.language.word("no-tool-is-named"), "plan.toml", example);
    Table::whole(&desk.site.language.word("tools"), columns, rows, empty)
        .titled(&desk.site.language.word("tools"))
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
                Cell::or(form, &desk.site.language.word("not-said")),
                Cell::or(words(item.get(|one| one.area.as_ref())), &desk.site.language.word("not-said")),
                Cell::or(held.map(Piece::Code), &desk.site.language.word("not-said")),
                Cell::or(words(item.get(|one| one.source.as_ref())), &desk.site.language.word("not-said")),
                Cell::or(
                    item.get(|one| one.keep_fresh.as_ref())
                        .map(|at| period_text(at.value, &desk.site.language)),
                    &desk.site.language.word("not-said"),
                ),
            ],
        )
    };
    let all = items::<Information>(desk.checked, &desk.site.context(), desk.site.as_of);
    let columns = vec![
        Column::wide(&desk.site.language.word("page-information")),
        Column::text(&desk.site.language.word("need")),
        Column::text(&desk.site.language.word("type")),
        Column::text(&desk.site.language.word("area")),
        Column::text(&desk.site.language.word("held-in")),
        Column::wide(&desk.site.language.word("source")),
        Column::text(&desk.site.language.word("stays-fresh")),
    ];
    let example =
        "[[information]]\ntitle = \"Who decides\"\nneed = \"must\"\nfield = \"person.role\"".to_owned();
    let empty = empty(
        desk,
        Kind::Information,
        &desk.site.language.word("no-information-is-asked-for"),
        "plan.toml",
        example,
    );
    Table::whole(&desk.site.language.word("page-information"), columns, all.iter().map(row).collect(), empty)
        .titled(&desk.site.language.word("page-information"))
}
