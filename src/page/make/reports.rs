//! What is reported to whom, and whether it was: the section of the account, and the page across accounts.

use super::plan::row_of;
use super::report::{addressed, contents, is_inside, measures};
use super::summary::Summary;
use super::timeline::period_text;
use super::words::{capital, empty};
use crate::page::block::{Block, BlocksPage, Cell, Column, Piece, Row, Table};
use crate::page::common::{Empty, Linked};
use crate::page::desk::{Desk, Place, Section, Site, count};
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
        Column::wide("Report"),
        Column::text("For"),
        Column::text("Every"),
        Column::text("Current issue"),
        Column::text("Issued"),
        Column::wide("Holds"),
    ];
    let why = "No report is set out.";
    let table =
        Table::whole("Reports", columns, rows, empty(desk, Kind::Report, why, "plan.toml", example()));
    let lead = "Each leads to its page, which holds what its audience may see and nothing else. It is made anew with each \
                build: what was issued is what was sent.";
    Block::table("reports", "Reports", lead, table)
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
                every(one),
                Cell::or(one.issued.last().map(|on| desk.date(*on)), "never"),
                state(desk, one),
            ],
        );
        // The section of reports has the lasting place.
        row.anchor = String::new();
        row
    };
    let columns = vec![
        Column::wide("Report"),
        Column::text("For"),
        Column::text("Every"),
        Column::text("Last"),
        Column::text("Next"),
    ];
    let why = "No report is set out.";
    let empty = empty(desk, Kind::Report, why, "plan.toml", example());
    Table::whole("Reports of the plan", columns, addressed(desk).iter().map(row).collect(), empty)
        .titled("Reports")
}

fn title(desk: &Desk<'_>, address: &str, one: &Standing<'_>) -> Cell {
    Cell::of(Linked::to(desk.title(one.item.entry), desk.place.link(address)))
}

fn audience(desk: &Desk<'_>, one: &Standing<'_>) -> String {
    desk.site.config.audience_name(one.audience()).to_owned()
}

fn every(one: &Standing<'_>) -> Cell {
    Cell::or(one.every.map(period_text), "as needed")
}

fn state(desk: &Desk<'_>, one: &Standing<'_>) -> Cell {
    let due = one.due.map(|due| desk.site.language.date(due)).unwrap_or_default();
    let cell = match one.state {
        State::Overdue => Cell::of(Piece::Late(format!("overdue since {due}"))),
        State::Due => Cell::text(format!("was due on {due}")),
        State::Ahead => Cell::text(format!("due on {due}")),
        State::Unscheduled => Cell::of(Piece::None("no day".to_owned())),
    };
    cell.sorted(one.due.map(|due| due.to_string()).unwrap_or_default())
}

fn row(desk: &Desk<'_>, address: &str, one: &Standing<'_>) -> Row {
    let to = one.item.list(|report| &report.to);
    let to = if to.is_empty() { String::new() } else { format!("to {}", desk.names(to)) };
    let mut issued = match one.issued.last() {
        Some(last) => Cell::of(desk.date(*last)),
        None => Cell::or(None::<Linked>, "never"),
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
            every(one),
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
        cell = cell.below(format!("not shown to this audience: {}", words(&kept, &kept_figures)));
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
            every(one),
            Cell::or(one.issued.last().map(|on| desk.date(*on)), "never"),
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
        (0, _) => "No report is set out.".to_owned(),
        (many, 0) => format!("{}, none of them overdue.", count(many, "report", "reports")),
        (many, late) => format!("{}, {late} of them overdue.", count(many, "report", "reports")),
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
            Column::wide("Report"),
            Column::wide("Account"),
            Column::text("Every"),
            Column::text("Last issued"),
            Column::text("Current issue"),
        ];
        let empty = Empty {
            why: format!("No report is made for {name}."),
            file: "plan.toml".to_owned(),
            example: example(),
        };
        let title = format!("For {name}");
        let table = Table::whole(&title, columns, lines.iter().map(|line| line.row.clone()).collect(), empty);
        Block::table(&format!("for-{}", crate::source::slugify(name)), &capital(&title), "", table)
    });
    let blocks = blocks.collect();
    BlocksPage {
        frame: site.frame(Section::Reports.label(), Place::Top, Section::Reports),
        lead,
        blocks,
        ..BlocksPage::default()
    }
}
