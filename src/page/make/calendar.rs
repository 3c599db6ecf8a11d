//! What is due when: of one account for its summary, and of all accounts as a page and as calendar files.

mod agenda;
mod shared;

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};

use super::summary::Summary;
use crate::page::block::{Block, BlocksPage, Cell, Column, Piece, Row, Table};
use crate::page::common::{Empty, Linked, SourceLine};
use crate::page::desk::{Place, Section, Site, member_calendar};
use crate::page::ics::{self, FILE};
use crate::record::Member;

pub use agenda::events;

/// For how many days ahead the calendar tells.
const AHEAD: u64 = 180;

/// How many rows a month shows.
const ROWS: usize = 200;

/// Something that is due on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// The day.
    pub on: NaiveDate,
    /// Of which kind it is, in a word.
    pub kind: &'static str,
    /// What it is.
    pub what: String,
    /// The account; what concerns all of them says so.
    pub account: Linked,
    /// The member of the team whom it concerns, by id.
    pub member: Option<String>,
    /// Who sees to it, or takes part.
    pub who: Vec<Linked>,
    /// The record, its link relative to the site's root.
    pub source: SourceLine,
    /// What names it for ever within the portfolio.
    pub name: String,
}

/// Whether something that is due on a day is told: not too far ahead, and of what only lies ahead, such as a meeting, not
/// once it is past.
fn is_told(on: NaiveDate, kind: &str, as_of: NaiveDate) -> bool {
    let only_ahead = matches!(kind, "meeting" | "notice" | "contract" | "override" | "exception");
    as_of.checked_add_days(Days::new(AHEAD)).is_some_and(|end| on <= end) && !(only_ahead && on < as_of)
}

/// The page across accounts.
#[must_use]
pub fn page(summaries: &[Summary], site: &Site<'_>) -> BlocksPage {
    let of_all = shared::events(site);
    let all = sorted(summaries, &of_all, |_| true);
    let late = all.iter().filter(|event| event.on < site.as_of).count();
    let mut months: BTreeMap<(i32, u32), Vec<&Event>> = BTreeMap::new();
    for event in all.iter().filter(|event| event.on >= site.as_of) {
        months.entry((event.on.year(), event.on.month())).or_default().push(event);
    }
    let overdue: Vec<&Event> = all.iter().copied().filter(|event| event.on < site.as_of).collect();
    let mut blocks = vec![block("overdue", &site.language.word("overdue"), &overdue, site)];
    blocks.extend(months.into_iter().map(|((year, month), events)| {
        let title = events.first().map_or_else(String::new, |event| site.language.month(event.on));
        block(&format!("month-{year}-{month:02}"), &title, &events, site)
    }));
    blocks.push(files(summaries, &of_all, site));
    let ahead = site.language.count("n-things-are", all.len() - late, &[]);
    let lead = site.language.say(
        "ahead-due-within-ahead-days-and-late-overdue",
        &[("ahead", &ahead), ("days", &AHEAD), ("late", &late)],
    );
    BlocksPage {
        frame: site.frame(Section::Calendar.label(&site.language), Place::Top, Section::Calendar),
        lead,
        blocks,
        ..BlocksPage::default()
    }
}

/// The events that fit, of each account and of all together, by day.
fn sorted<'a>(
    summaries: &'a [Summary],
    of_all: &'a [Event],
    fits: impl Fn(&Event) -> bool,
) -> Vec<&'a Event> {
    let each = summaries.iter().flat_map(|summary| &summary.events).chain(of_all);
    let mut all: Vec<&Event> = each.filter(|event| fits(event)).collect();
    all.sort_by(|left, right| (left.on, &left.name).cmp(&(right.on, &right.name)));
    all
}

fn block(id: &str, title: &str, events: &[&Event], site: &Site<'_>) -> Block {
    let rows = events.iter().take(ROWS).map(|event| {
        let day = Cell::of(site.date(event.on));
        let away = site.away(event.on);
        let day = if event.on < site.as_of { day.beneath(Piece::Late(away)) } else { day.below(away) };
        Row::of(vec![
            day,
            Cell::text(event.what.clone()).below(event.kind),
            Cell::of(event.account.clone()),
            Cell::or((!event.who.is_empty()).then(|| event.who.clone()), &site.language.word("nobody")),
            Cell::of(record(event)).below(format!("{}:{}", event.source.path, event.source.line)),
        ])
    });
    let columns = vec![
        Column::text(&site.language.word("day")),
        Column::wide(&site.language.word("what")),
        Column::text(&site.language.word("account")),
        Column::text(&site.language.word("who")),
        Column::wide(&site.language.word("record")),
    ];
    let empty = Empty { why: site.language.word("nothing-is-overdue"), ..Empty::default() };
    let mut table = Table::whole(title, columns, rows.collect(), empty);
    table.total = events.len();
    table.more = (events.len() > ROWS)
        .then(|| Linked::to(site.language.word("the-calendar-file-holds-all-of-them"), FILE));
    Block::table(id, title, "", table)
}

fn record(event: &Event) -> Linked {
    Linked { text: event.source.label.clone(), href: event.source.href.clone() }
}

/// The calendar files, and where they are.
fn files(summaries: &[Summary], shared: &[Event], site: &Site<'_>) -> Block {
    let of_all = sorted(summaries, shared, |_| true).len();
    let row = |who: Linked, file: String, events: usize| {
        Row::of(vec![Cell::of(who), Cell::of(Linked::to(file.clone(), file)), Cell::text(events.to_string())])
    };
    let mut rows = vec![row(Linked::text(site.language.word("everybody-2")), FILE.to_owned(), of_all)];
    rows.extend(site.shared.team.each::<Member>().map(|(entry, _)| {
        let id = &entry.key.id;
        let own = sorted(summaries, shared, |event| event.member.as_deref() == Some(id)).len();
        row(site.linked_member(id, Place::Top), member_calendar(id), own)
    }));
    let columns = vec![
        Column::text(&site.language.word("whose")),
        Column::text(&site.language.word("file")),
        Column::number(&site.language.word("events")),
    ];
    let lead = &site.language.word("the-same-in-the-form-that-calendar-programs");
    let table = Table::whole(&site.language.word("calendar-files"), columns, rows, Empty::default());
    Block { count: None, ..Block::table("files", &site.language.word("for-your-own-calendar"), lead, table) }
}

/// The calendar files of the site, each with its address: of everybody, and one a person.
#[must_use]
pub fn calendars(summaries: &[Summary], site: &Site<'_>) -> Vec<(String, String)> {
    let title = site.config.title.value.as_str();
    let shared = shared::events(site);
    let of_all = ics::file(title, site.as_of, &written(&sorted(summaries, &shared, |_| true), site));
    let mut files = vec![(FILE.to_owned(), of_all)];
    for (entry, member) in site.shared.team.each::<Member>() {
        let is_own = |event: &Event| event.member.as_deref() == Some(entry.key.id.as_str());
        let own = sorted(summaries, &shared, is_own);
        let title = format!("{title}: {}", member.name.value);
        files.push((member_calendar(&entry.key.id), ics::file(&title, site.as_of, &written(&own, site))));
    }
    files
}

fn written(events: &[&Event], site: &Site<'_>) -> Vec<ics::Event> {
    let base = site.config.base_url.as_ref().map(|url| url.value.trim_end_matches('/'));
    let portfolio = crate::source::slugify(&site.config.title.value);
    let each = events.iter().map(|event| {
        let late = if event.on < site.as_of { "Overdue. " } else { "" };
        let who: Vec<&str> = event.who.iter().map(|who| who.text.as_str()).collect();
        let who = if who.is_empty() {
            String::new()
        } else {
            site.language.say("who-who", &[("who", &who.join(", "))])
        };
        let place = format!("{}:{}", event.source.path, event.source.line);
        let address = event.source.href.as_ref().or(event.account.href.as_ref());
        ics::Event {
            on: event.on,
            uid: format!("{}@{portfolio}", event.name),
            summary: format!("{}: {}", event.account.text, event.what),
            description: format!("{late}{}.{who} {place}", event.source.label.trim_end_matches('.')),
            kind: event.kind,
            url: base.zip(address).map(|(base, address)| format!("{base}/{address}")),
        }
    });
    each.collect()
}
