//! What is reported to whom, and whether it was: the section of the account, and the page across accounts.

use super::plan::row_of;
use super::report::{addressed, contents, is_inside, measures};
use super::summary::Summary;
use super::timeline::period_text;
use super::words::{capital, empty};
use crate::language::Language;
use crate::page::block::{Block, BlocksPage, Cell, Column, Piece, Row, Table};
use crate::page::common::{Empty, Linked};
use crate::page::desk::{Desk, Place, Section, Site};
use crate::record::{INTERNAL, Kind, Measure, ReportPart};
use crate::review::past::is_active;
use crate::review::report::{Standing, State};

/// A report of one account, for the page across accounts.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportLine {
    /// What the audience is called.
    pub audience: String,
    /// Whether the current issue is out.
    pub state: State,
    /// The row; its links are relative to the site's root.
    pub row: Row,
}

/// The section.
#[must_use]
pub fn block(desk: &Desk<'_>) -> Block {
    let rows = addressed(desk).iter().map(|(address, one)| row(desk, address, one)).collect();
    let columns = vec![
        Column::wide(&desk.site.language.word("report")),
        Column::text(&desk.site.language.word("for")),
        Column::text(&desk.site.language.word("every")),
        Column::text(&desk.site.language.word("current-issue")),
        Column::text(&desk.site.language.word("issued")),
        Column::wide(&desk.site.language.word("holds")),
    ];
    let why = &desk.site.language.word("no-report-is-set-out");
    let table = Table::whole(
        &desk.site.language.word("page-reports"),
        columns,
        rows,
        empty(desk, Kind::Report, why, "plan.toml", example()),
    );
    let lead = &desk.site.language.word("each-leads-to-its-page-which-holds-what-its");
    Block::table("reports", &desk.site.language.word("page-reports"), lead, table)
}

fn example() -> String {
    "[[report]]\ntitle = \"Quarterly letter\"\naudience = \"customer\"\nevery = \"3m\"\ncontents = [\"expectations\", \"actions\"]"
        .to_owned()
}

/// The reports as the monitoring plan lists them.
#[must_use]
pub fn planned(desk: &Desk<'_>) -> Table {
    let row = |(address, one): &(String, Standing<'_>)| {
        let mut row = row_of(
            desk,
            &one.item,
            vec![
                title(desk, address, one),
                Cell::text(audience(desk, one)),
                every(one, &desk.site.language),
                Cell::or(one.issued.last().map(|on| desk.date(*on)), &desk.site.language.word("never")),
                state(desk, one),
            ],
        );
        // The section of reports has the lasting place.
        row.anchor = String::new();
        row
    };
    let columns = vec![
        Column::wide(&desk.site.language.word("report")),
        Column::text(&desk.site.language.word("for")),
        Column::text(&desk.site.language.word("every")),
        Column::text(&desk.site.language.word("last")),
        Column::text(&desk.site.language.word("next")),
    ];
    let why = &desk.site.language.word("no-report-is-set-out");
    let empty = empty(desk, Kind::Report, why, "plan.toml", example());
    Table::whole(
        &desk.site.language.word("reports-of-the-plan"),
        columns,
        addressed(desk).iter().map(row).collect(),
        empty,
    )
    .titled(&desk.site.language.word("page-reports"))
}

fn title(desk: &Desk<'_>, address: &str, one: &Standing<'_>) -> Cell {
    Cell::of(Linked::to(desk.title(one.item.entry), desk.place.link(address)))
}

fn audience(desk: &Desk<'_>, one: &Standing<'_>) -> String {
    desk.site.config.audience_name(one.audience()).to_owned()
}

fn every(one: &Standing<'_>, language: &Language) -> Cell {
    Cell::or(one.every.map(|period| period_text(period, language)), &language.word("as-needed"))
}

fn state(desk: &Desk<'_>, one: &Standing<'_>) -> Cell {
    let due = one.due.map(|due| desk.site.language.date(due)).unwrap_or_default();
    let cell = match one.state {
        State::Overdue => {
            Cell::of(Piece::Late(desk.site.language.say("overdue-since-due", &[("due", &due)])))
        }
        State::Due => Cell::text(desk.site.language.say("was-due-on-due", &[("due", &due)])),
        State::Ahead => Cell::text(desk.site.language.say("due-on-due", &[("due", &due)])),
        State::Unscheduled => Cell::of(Piece::None(desk.site.language.word("no-day"))),
    };
    cell.sorted(one.due.map(|due| due.to_string()).unwrap_or_default())
}

fn row(desk: &Desk<'_>, address: &str, one: &Standing<'_>) -> Row {
    let to = one.item.list(|report| &report.to);
    let to = if to.is_empty() {
        String::new()
    } else {
        desk.site.language.say("to-names", &[("names", &desk.names(to))])
    };
    let mut issued = match one.issued.last() {
        Some(last) => Cell::of(desk.date(*last)),
        None => Cell::or(None::<Linked>, &desk.site.language.word("never")),
    };
    for earlier in one.issued.iter().rev().skip(1) {
        issued = issued.beneath(desk.date(*earlier));
    }
    row_of(
        desk,
        &one.item,
        vec![
            title(desk, address, one),
            Cell::text(audience(desk, one)).below(to),
            every(one, &desk.site.language),
            state(desk, one),
            issued,
            holds(desk, one),
        ],
    )
}

/// What it holds, and what of it its audience is not shown.
fn holds(desk: &Desk<'_>, one: &Standing<'_>) -> Cell {
    let inside = is_inside(desk, one.audience());
    let words = |parts: &[ReportPart], figures: &[Measure]| -> String {
        let parts = parts.iter().map(|part| part.word().to_owned());
        let figures = figures.iter().map(|measure| measure.word().replace('-', " "));
        parts.chain(figures).collect::<Vec<_>>().join(", ")
    };
    let (parts, figures) = (contents(one, inside), measures(one, inside));
    let named = one.item.list(|report| &report.contents).iter().map(|part| part.value);
    let kept: Vec<ReportPart> = named.filter(|part| !parts.contains(part)).collect();
    let named = one.item.list(|report| &report.measures).iter().map(|measure| measure.value);
    let kept_figures: Vec<Measure> = named.filter(|measure| !figures.contains(measure)).collect();
    let mut cell = Cell::text(words(&parts, &figures));
    if !(kept.is_empty() && kept_figures.is_empty()) {
        cell = cell.below(
            desk.site
                .language
                .say("not-shown-to-this-audience-words", &[("words", &words(&kept, &kept_figures))]),
        );
    }
    cell
}

/// The reports of an account, for the page across accounts.
#[must_use]
pub fn lines(desk: &Desk<'_>) -> Vec<ReportLine> {
    let is_active = is_active(desk.checked, desk.site.as_of);
    let all = addressed(desk);
    let lines = all.iter().filter(|_| is_active).map(|(address, one)| {
        let mut row = Row::of(vec![
            title(desk, address, one),
            Cell::of(super::overview::linked_account(desk)),
            every(one, &desk.site.language),
            Cell::or(one.issued.last().map(|on| desk.date(*on)), &desk.site.language.word("never")),
            state(desk, one),
        ]);
        row.source = Some(super::plan::source(desk, &one.item));
        ReportLine { audience: audience(desk, one), state: one.state, row }
    });
    lines.collect()
}

/// The page across accounts.
#[must_use]
pub fn page(summaries: &[Summary], site: &Site<'_>) -> BlocksPage {
    let all: Vec<&ReportLine> = summaries.iter().flat_map(|summary| &summary.reports).collect();
    let of = |state: State| all.iter().filter(|line| line.state == state).count();
    let lead = match (all.len(), of(State::Overdue)) {
        (0, _) => site.language.word("no-report-is-set-out"),
        (many, 0) => site.language.say(
            "reports-none-of-them-overdue",
            &[("reports", &site.language.count("n-reports", many, &[]))],
        ),
        (many, late) => site.language.say(
            "reports-late-of-them-overdue",
            &[("reports", &site.language.count("n-reports", many, &[])), ("late", &late)],
        ),
    };
    let config = site.config;
    let mut names: Vec<&str> = config.audiences().into_iter().map(|id| config.audience_name(id)).collect();
    names.dedup();
    // For our own people there is the site itself.
    let is_needed =
        |name: &str| name != config.audience_name(INTERNAL) || all.iter().any(|line| line.audience == name);
    let blocks = names.into_iter().filter(|name| is_needed(name)).map(|name| {
        let mut lines: Vec<&&ReportLine> = all.iter().filter(|line| line.audience == name).collect();
        lines.sort_by_key(|line| line.state);
        let columns = vec![
            Column::wide(&site.language.word("report")),
            Column::wide(&site.language.word("account")),
            Column::text(&site.language.word("every")),
            Column::text(&site.language.word("last-issued")),
            Column::text(&site.language.word("current-issue")),
        ];
        let empty = Empty {
            why: site.language.say("no-report-is-made-for-name", &[("name", &name)]),
            file: "plan.toml".to_owned(),
            example: example(),
        };
        let title = site.language.say("for-name", &[("name", &name)]);
        let table = Table::whole(&title, columns, lines.iter().map(|line| line.row.clone()).collect(), empty);
        Block::table(&format!("for-{}", crate::source::slugify(name)), &capital(&title), "", table)
    });
    let blocks = blocks.collect();
    BlocksPage {
        frame: site.frame(Section::Reports.label(&site.language), Place::Top, Section::Reports),
        lead,
        blocks,
        ..BlocksPage::default()
    }
}
