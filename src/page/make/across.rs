//! Pages across accounts that are one long table: expectations, complaints, renewals. Accounts leave rows, which are put
//! in order here and cut into pages.

use chrono::NaiveDate;

use super::overview::{linked_account, money_figure, owner, renewal_text};
use super::portfolio::{page_address, pagination};
use super::summary::Summary;
use super::{complaints, expectations};
use crate::page::block::{Block, BlocksPage, Cell, Column, Piece, Row, Table};
use crate::page::common::{Empty, Linked, ResultWord, StandingWord};
use crate::page::desk::{Desk, Place, Section, Site};
use crate::record::{At, Contract, Entry};
use crate::review::account::{is_running, yearly};
use crate::review::complaint::Stage;
use crate::review::{complaint, expectation};

/// How many rows a page holds.
const ROWS: usize = 300;

/// How long a complaint that was accepted stays on the page, in days.
const RECENT: i64 = 365;

/// A row that an account leaves, with what it sorts by: a class, then a number, then words.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// What it sorts by: smaller first.
    pub key: (u8, i64, String),
    /// The row, with links relative to the site's root.
    pub row: Row,
}

/// A long table across accounts.
pub(super) struct Long {
    /// Which page.
    pub section: Section,
    /// What it says under its title.
    pub lead: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, in any order.
    pub rows: Vec<Ranked>,
    /// What it says where there is none.
    pub empty: Empty,
}

impl Long {
    /// Its pages, with their addresses.
    pub(super) fn pages(mut self, site: &Site<'_>) -> Vec<(String, BlocksPage)> {
        self.rows.sort_by(|left, right| left.key.cmp(&right.key));
        let rows = self.rows.into_iter().map(|one| one.row).collect();
        let table = Table::whole(&self.section.label(&site.language), self.columns, rows, self.empty);
        paged(
            self.section,
            self.lead,
            Vec::new(),
            Block::table("list", &site.language.word("all-accounts"), "", table),
            site,
        )
    }
}

/// A page of blocks that ends in a long table, and the pages after it, which hold the rest of the table alone.
#[must_use]
pub fn paged(
    section: Section,
    lead: String,
    before: Vec<Block>,
    last: Block,
    site: &Site<'_>,
) -> Vec<(String, BlocksPage)> {
    let name = section.address().trim_end_matches(".html");
    let label = section.label(&site.language);
    let (mut block, mut before) = (last, before);
    let mut table = block.tables.drain(..).next().unwrap_or_default();
    let all = table.rows.len();
    let mut rows = std::mem::take(&mut table.rows).into_iter();
    let pages = all.div_ceil(ROWS).max(1);
    let page = |at: usize| {
        let title = if at == 0 {
            label.to_owned()
        } else {
            site.language.say("label-page-at", &[("label", &label), ("at", &(at + 1))])
        };
        let table = Table { rows: rows.by_ref().take(ROWS).collect(), total: all, ..table.clone() };
        let mut blocks = std::mem::take(&mut before);
        blocks.push(Block { tables: vec![table], ..block.clone() });
        let page = BlocksPage {
            frame: site.frame(title, Place::Top, section),
            lead: if at == 0 { lead.clone() } else { String::new() },
            blocks,
            pagination: pagination(at, pages, all, ROWS, name),
            ..BlocksPage::default()
        };
        (page_address(name, at), page)
    };
    (0..pages).map(page).collect()
}

/// The address of the row at a place of such a table, by its element id.
#[must_use]
pub fn row_address(section: Section, at: usize, anchor: &str) -> String {
    let name = section.address().trim_end_matches(".html");
    format!("{}#{anchor}", page_address(name, at / ROWS))
}

/// Expectations that have not ended, missed and overdue first.
#[must_use]
pub fn expectation_rows(desk: &Desk<'_>) -> Vec<Ranked> {
    let as_of = desk.site.as_of;
    let all = expectation::expectations(desk.checked, desk.site.config, as_of);
    let open = all.into_iter().filter(|one| one.ended.is_none());
    let row = |one: expectation::Standing<'_>| {
        let status = expectations::status(&one, as_of);
        let class = match status {
            ResultWord::Missed => 0,
            ResultWord::Overdue => 1,
            ResultWord::Partly => 2,
            ResultWord::Unassessed => 3,
            ResultWord::Met => 4,
            ResultWord::Exceeded => 5,
        };
        let priority = one.expectation.priority();
        let title = desk.title(one.entry);
        let cells = vec![
            Cell::of(Linked::to(title.clone(), desk.href(&one.entry.key)))
                .below(expectations::target(desk, &one)),
            Cell::of(linked_account(desk)),
            Cell::of(status).below(expectations::status_text(desk, &one)).sorted(class),
            Cell::text(priority.word()).sorted(3 - priority.importance()),
            Cell::or(one.next.map(|next| desk.date(next)), "–"),
            Cell::or(owner(desk), &desk.site.language.word("nobody")),
        ];
        Ranked { key: (class, -i64::from(priority.importance()), title), row: Row::of(cells) }
    };
    open.map(row).collect()
}

/// Complaints: the open ones first, the gravest before the others; then those that the customer has not accepted yet, and
/// those that were accepted within a year.
#[must_use]
pub fn complaint_rows(desk: &Desk<'_>) -> Vec<Ranked> {
    let as_of = desk.site.as_of;
    let all = complaint::complaints(desk.checked, desk.site.config, as_of);
    let is_recent = |one: &complaint::Standing<'_>| (as_of - one.since).num_days() <= RECENT;
    let shown = all.into_iter().filter(|one| one.stage != Stage::Accepted || is_recent(one));
    let row = |one: complaint::Standing<'_>| {
        let severity = one.complaint.severity.value;
        let class = match one.stage {
            Stage::Open | Stage::Reopened => 2 - severity as u8,
            Stage::Resolved => 3,
            Stage::Accepted => 4,
        };
        let state = complaints::state_text(desk, &one);
        let title = desk.title(one.entry);
        let cells = vec![
            Cell::of(Linked::to(title.clone(), desk.href(&one.entry.key))),
            Cell::of(linked_account(desk)),
            Cell::text(severity.word()).sorted(2 - severity as u8),
            if one.days_late > 0 && one.is_open() { Cell::of(Piece::Late(state)) } else { Cell::text(state) },
            Cell::of(desk.date(one.raised)),
            Cell::or(one.target.map(|target| desk.date(target)), "–"),
            Cell::or(
                one.complaint.by.as_ref().map(|who| desk.who(who)),
                &desk.site.language.word("not-said"),
            ),
            Cell::or(owner(desk), &desk.site.language.word("nobody")),
        ];
        Ranked { key: (class, (one.raised - as_of).num_days(), title), row: Row::of(cells) }
    };
    shown.map(row).collect()
}

/// Running contracts by the day that comes next: the last for notice, or the last. The band that a person put beside the
/// computed one stands below it.
#[must_use]
pub fn renewal_rows(
    desk: &Desk<'_>,
    standing: StandingWord,
    overridden: Option<StandingWord>,
) -> Vec<Ranked> {
    let as_of = desk.site.as_of;
    let running = desk.checked.each::<Contract>().filter(|(_, contract)| is_running(contract, as_of));
    let beside = overridden
        .map(|word| desk.site.language.say("override-word", &[("word", &word.word(&desk.site.language))]))
        .unwrap_or_default();
    let row = |(entry, contract): (&Entry, &Contract)| {
        let days = contract.notice_by.iter().chain(&contract.to).map(|at| at.value);
        let next = days.filter(|day| *day >= as_of).min();
        let date = |at: &Option<At<NaiveDate>>| at.as_ref().map(|at| desk.date(at.value));
        let value = yearly(contract).map(|money| money_figure(desk, &money));
        let title = desk.title(entry);
        let cells = vec![
            Cell::of(Linked::to(title.clone(), desk.href(&entry.key))),
            Cell::of(linked_account(desk)),
            Cell::of(standing).below(beside.clone()),
            Cell::or(date(&contract.notice_by), "–"),
            Cell::or(date(&contract.to), &desk.site.language.word("no-end")),
            Cell::text(renewal_text(contract.renews.as_ref().map(|at| at.value), &desk.site.language)),
            Cell::or(value, "–"),
            Cell::or(owner(desk), &desk.site.language.word("nobody")),
        ];
        let class = u8::from(next.is_none());
        let days = next.map_or(0, |next| (next - as_of).num_days());
        Ranked { key: (class, days, title), row: Row { source: Some(desk.source(entry)), ..Row::of(cells) } }
    };
    running.map(row).collect()
}

pub(super) fn gathered(summaries: &[Summary], of: impl Fn(&Summary) -> &Vec<Ranked>) -> Vec<Ranked> {
    summaries.iter().flat_map(of).cloned().collect()
}

/// `expectations.html` and the pages after it.
#[must_use]
pub fn expectations(summaries: &[Summary], site: &Site<'_>) -> Vec<(String, BlocksPage)> {
    let rows = gathered(summaries, |summary| &summary.expectations);
    let of = |class| rows.iter().filter(|one| one.key.0 == class).count();
    let met: usize = summaries.iter().map(|summary| summary.now.expectations_met).sum();
    let assessed: usize = summaries.iter().map(|summary| summary.now.expectations_assessed).sum();
    let lead = match rows.len() {
        0 => String::new(),
        all => site.language.say(
            "expectations-of-missed-of2-with-an",
            &[
                ("expectations", &site.language.count("n-expectations-stand", all, &[])),
                ("of", &of(0)),
                ("of2", &of(1)),
                ("of3", &of(2)),
                ("of4", &of(3)),
                ("of5", &(of(4) + of(5))),
                ("met", &met),
                ("assessed", &assessed),
            ],
        ),
    };
    let columns = vec![
        Column::wide(&site.language.word("expectation")),
        Column::text(&site.language.word("account")),
        Column::wide(&site.language.word("how-it-was-met")),
        Column::text(&site.language.word("priority")),
        Column::text(&site.language.word("next-assessment")),
        Column::text(&site.language.word("owner-title")),
    ];
    let empty = Empty {
        why: site.language.word("no-account-has-written-down-what-its"),
        file: "accounts/northwind/expectations.toml".to_owned(),
        example: "[[expectation]]\nid = \"uptime\"\nstatement = \"The tracking API is up in each month.\""
            .to_owned(),
    };
    Long { section: Section::Expectations, lead, columns, rows, empty }.pages(site)
}

/// `complaints.html` and the pages after it.
#[must_use]
pub fn complaints(summaries: &[Summary], site: &Site<'_>) -> Vec<(String, BlocksPage)> {
    let rows = gathered(summaries, |summary| &summary.complaints);
    let open = rows.iter().filter(|one| one.key.0 < 3).count();
    let resolved = rows.iter().filter(|one| one.key.0 == 3).count();
    let lead = match rows.len() {
        0 => String::new(),
        all => site.language.say(
            "open-open-resolved-resolved-and-not-yet",
            &[("open", &open), ("resolved", &resolved), ("resolved2", &(all - open - resolved))],
        ),
    };
    let columns = vec![
        Column::wide(&site.language.word("complaint")),
        Column::text(&site.language.word("account")),
        Column::text(&site.language.word("severity")),
        Column::wide(&site.language.word("state")),
        Column::text(&site.language.word("raised")),
        Column::text(&site.language.word("target")),
        Column::text(&site.language.word("by-2")),
        Column::text(&site.language.word("owner-title")),
    ];
    let empty = Empty {
        why: site.language.word("no-complaint-is-open-or-waits-to-be"),
        file: "accounts/northwind/complaints/2026-04-02-late-delivery.md".to_owned(),
        example: "+++\nseverity = \"major\"\n+++\nThe delivery came a day late.".to_owned(),
    };
    Long { section: Section::Complaints, lead, columns, rows, empty }.pages(site)
}

/// `renewals.html` and the pages after it.
#[must_use]
pub fn renewals(summaries: &[Summary], site: &Site<'_>) -> Vec<(String, BlocksPage)> {
    let rows = gathered(summaries, |summary| &summary.contracts);
    let soon = rows.iter().filter(|one| one.key.0 == 0 && one.key.1 <= 180).count();
    let lead = match rows.len() {
        0 => String::new(),
        all => site.language.say(
            "contracts-within-180-days-notice-can-be",
            &[("contracts", &site.language.count("n-contracts-run", all, &[])), ("soon", &soon)],
        ),
    };
    let columns = vec![
        Column::wide(&site.language.word("contract")),
        Column::text(&site.language.word("account")),
        Column::text(&site.language.word("standing")),
        Column::text(&site.language.word("notice-by")),
        Column::text(&site.language.word("ends")),
        Column::text(&site.language.word("renews")),
        Column::number(&site.language.word("value-a-year")),
        Column::text(&site.language.word("owner-title")),
    ];
    let empty = Empty {
        why: site.language.word("no-contract-runs"),
        file: "accounts/northwind/contracts.toml".to_owned(),
        example: "[[contract]]\ntitle = \"Platform subscription\"\nfrom = 2026-01-01\nto = 2026-12-31"
            .to_owned(),
    };
    Long { section: Section::Renewals, lead, columns, rows, empty }.pages(site)
}
