//! The page *Standards*: each criterion with the accounts that evidence it, those that do not, the records that do, and the
//! rules that watch it; and the same for one account.

use chrono::NaiveDate;

use super::guide::guide_address;
use super::methods::shared;
use super::summary::Summary;
use super::words::plain;
use crate::check::Context;
use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::page::block::{Block, BlocksPage, Cell, Column, Piece, Row, Table};
use crate::page::common::{Empty, Linked};
use crate::page::desk::{Desk, Place, Section, Site, rule_address};
use crate::record::{Criterion, Entry, Standard};
use crate::review::evidence::{self, Practice, Seen, State};

/// How many accounts or records a cell names before it counts the rest.
const NAMED: usize = 5;

/// How one criterion is practised in an account, as its summary says it.
#[derive(Debug, Clone, PartialEq)]
pub struct Practised {
    /// In one word.
    pub state: State,
    /// How many records of the account evidence it.
    pub own: usize,
    /// How many records that all accounts share evidence it too.
    pub shared: usize,
    /// The newest of them with its day, its link relative to the site's root.
    pub newest: Option<(Option<NaiveDate>, Linked)>,
}

/// How every criterion is practised in an account, in the order of the standards.
#[must_use]
pub fn practice<'a>(desk: &Desk<'a>, findings: &'a [Diagnostic]) -> Vec<Practice<'a>> {
    let site = desk.site;
    let context = Context { shared: site.shared, config: site.config, as_of: site.as_of };
    evidence::practice(desk.checked, &context, findings)
}

/// The same for the account's summary.
#[must_use]
pub fn practised(desk: &Desk<'_>, practice: &[Practice<'_>]) -> Vec<Practised> {
    let each = practice.iter().map(|one| Practised {
        state: one.state(),
        own: one.evidence.iter().filter(|entry| is_own(desk, entry)).count(),
        shared: one.evidence.iter().filter(|entry| !is_own(desk, entry)).count(),
        newest: one.evidence.first().map(|entry| (entry.date, record(desk, entry))),
    });
    each.collect()
}

/// Whether a record is the account's, and not one that all accounts share.
fn is_own(desk: &Desk<'_>, entry: &Entry) -> bool {
    desk.checked.find(&entry.key).is_some_and(|own| own.span == entry.span)
}

/// A record, leading to where it stands.
fn record(desk: &Desk<'_>, entry: &Entry) -> Linked {
    if is_own(desk, entry) {
        Linked::to(desk.title(entry), desk.href(&entry.key))
    } else {
        shared::linked(entry, desk.site, desk.place)
    }
}

/// The section of an account's page.
#[must_use]
pub fn block(desk: &Desk<'_>, practice: &[Practice<'_>]) -> Block {
    let of = |state: State| practice.iter().filter(|one| one.state() == state).count();
    let asked = practice.len() - of(State::NotAsked);
    let lead = desk.site.language.say(
        "of-criteria-that-the-tier-asks-for-of",
        &[
            ("criteria", &desk.site.language.count("n-criteria", asked, &[])),
            ("of", &of(State::Practised)),
            ("of2", &of(State::Both)),
            ("of3", &of(State::Neglected)),
            ("of4", &of(State::Absent)),
        ],
    );
    let tables = Standard::ALL.iter().map(|standard| {
        let own = practice.iter().filter(|one| one.criterion.standard() == *standard);
        let rows = own.map(|one| row_of_account(desk, one)).collect();
        let columns = vec![
            Column::wide(&desk.site.language.word("criterion")),
            Column::text(&desk.site.language.word("state")),
            Column::wide(&desk.site.language.word("records")),
            Column::wide(&desk.site.language.word("to-do")),
        ];
        let table = Table::whole(standard.title(), columns, rows, Empty::default());
        Table { folded: true, ..table.titled(standard.title()) }
    });
    let tables: Vec<Table> = tables.collect();
    Block {
        count: Some(asked),
        ..Block::tables("practice", &desk.site.language.word("practice"), lead, tables)
    }
}

fn row_of_account(desk: &Desk<'_>, one: &Practice<'_>) -> Row {
    let state = one.state();
    let records: Vec<Linked> = one.evidence.iter().take(NAMED).map(|entry| record(desk, entry)).collect();
    let address = desk.place.link(&criterion_address(one.criterion));
    let seen = carrier_places(
        one.criterion,
        |section| Linked::to(section, format!("#{section}")),
        desk.place,
        &desk.site.language,
    );
    let what = Cell::text(one.criterion.doc()).beneath(Linked::to(one.criterion.word(), address));
    Row {
        over: state == State::NotAsked,
        ..Row::of(vec![
            Cell { under: what.under.into_iter().chain([seen]).collect(), ..Cell::text(one.criterion.doc()) },
            state_cell(state),
            if records.is_empty() {
                Cell::of(Piece::None(desk.site.language.word("none")))
            } else {
                Cell::of(records).below(rest(one.evidence.len(), &desk.site.language))
            },
            todo(desk, &one.neglect),
        ])
    }
}

/// What the rules found, each with the rule.
fn todo(desk: &Desk<'_>, neglect: &[&Diagnostic]) -> Cell {
    let mut cell = Cell::default().sorted(neglect.len());
    for finding in neglect.iter().take(NAMED) {
        let rule = Linked::to(finding.code, desk.place.link(&rule_address(finding.code)));
        cell.under.push(vec![Piece::Text(plain(&finding.message)), Piece::Link(rule)]);
    }
    cell.below(rest(neglect.len(), &desk.site.language))
}

fn state_cell(state: State) -> Cell {
    let word = state.word().to_owned();
    let piece = match state {
        State::Neglected | State::Both => Piece::Late(word),
        State::Absent | State::NotAsked => Piece::None(word),
        State::Practised => Piece::Text(word),
    };
    Cell::of(piece).sorted(state as u8)
}

/// “and 12 more”, or nothing.
fn rest(all: usize, language: &Language) -> String {
    match all.checked_sub(NAMED) {
        None | Some(0) => String::new(),
        Some(more) => language.say("and-more-more", &[("more", &more)]),
    }
}

/// `standards.html`.
#[must_use]
pub fn page(summaries: &[Summary], site: &Site<'_>) -> BlocksPage {
    let blocks = Standard::ALL.iter().map(|standard| {
        let rows: Vec<Row> = Criterion::ALL
            .iter()
            .enumerate()
            .filter(|(_, criterion)| criterion.standard() == *standard)
            .map(|(at, criterion)| row(*criterion, at, summaries, &site.language))
            .collect();
        let columns = vec![
            Column::wide(&site.language.word("criterion")),
            Column::text(&site.language.word("practised")),
            Column::text(&site.language.word("in-part")),
            Column::text(&site.language.word("neglected")),
            Column::text(&site.language.word("no-evidence")),
            Column::wide(&site.language.word("newest-records")),
            Column::wide(&site.language.word("watched-by-seen-on")),
        ];
        let table = Table::whole(standard.title(), columns, rows, Empty::default());
        Block::table(standard.code(), standard.title(), standard.code(), table)
    });
    BlocksPage {
        frame: site.frame(site.language.word("page-standards"), Place::Top, Section::Standards),
        lead: lead(summaries, &site.language),
        blocks: blocks.collect(),
        ..BlocksPage::default()
    }
}

fn lead(summaries: &[Summary], language: &Language) -> String {
    let shows = |is: fn(State) -> bool, at: usize| {
        summaries.iter().any(|summary| summary.practice.get(at).is_some_and(|one| is(one.state)))
    };
    let count = |is: fn(State) -> bool| (0..Criterion::ALL.len()).filter(|at| shows(is, *at)).count();
    language.say(
        "five-published-standards-ask-for-riterion",
        &[
            ("riterion", &Criterion::ALL.len()),
            ("count", &count(State::is_evidenced)),
            ("count2", &count(State::is_neglected)),
        ],
    )
}

fn row(criterion: Criterion, at: usize, summaries: &[Summary], language: &Language) -> Row {
    let of = |state: State| -> Vec<&Summary> {
        let is = |summary: &&Summary| summary.practice.get(at).is_some_and(|one| one.state == state);
        summaries.iter().filter(is).collect()
    };
    let mut newest: Vec<&(Option<NaiveDate>, Linked)> =
        summaries.iter().filter_map(|summary| summary.practice.get(at)?.newest.as_ref()).collect();
    newest.sort_by(|left, right| right.cmp(left));
    newest.dedup_by(|left, right| left.1 == right.1);
    let each = || summaries.iter().filter_map(|summary| summary.practice.get(at));
    // What all accounts share is the same for each that it concerns.
    let records = each().map(|one| one.own).sum::<usize>() + each().map(|one| one.shared).max().unwrap_or(0);
    let shown: Vec<Linked> = newest.iter().take(3).map(|(_, linked)| linked.clone()).collect();
    let carrier = evidence::carrier(criterion);
    let rules: Vec<Linked> =
        evidence::rules(criterion).map(|rule| Linked::to(rule.code, rule_address(rule.code))).collect();
    let watched = Cell::of(rules);
    let account = |section: &str| Linked::text(format!("account › {section}"));
    let seen = carrier_places(criterion, account, Place::Top, language);
    Row {
        anchor: criterion_anchor(criterion),
        ..Row::of(vec![
            Cell::text(criterion.doc())
                .below(criterion.word())
                .below(carrier.map_or(String::new(), |one| plain(one.carried_by)))
                .beneath(Linked::to(language.word("what-there-is-to-know"), guide_address(criterion))),
            accounts(&of(State::Practised), language),
            accounts(&of(State::Both), language),
            accounts(&of(State::Neglected), language),
            accounts(&of(State::Absent), language),
            if shown.is_empty() {
                Cell::of(Piece::None(language.word("none")))
            } else {
                Cell::of(shown).below(if records > 3 {
                    language.say("of-records", &[("records", &records)])
                } else {
                    String::new()
                })
            },
            Cell { under: vec![seen], ..watched },
        ])
    }
}

/// The element id of a criterion's row.
#[must_use]
pub fn criterion_anchor(criterion: Criterion) -> String {
    criterion.word().to_lowercase().replace('.', "-")
}

/// The address of a criterion's row, relative to the site's root.
#[must_use]
pub fn criterion_address(criterion: Criterion) -> String {
    format!("{}#{}", Section::Standards.address(), criterion_anchor(criterion))
}

/// How many accounts, and which; a few are named and the rest counted.
fn accounts(all: &[&Summary], language: &Language) -> Cell {
    if all.is_empty() {
        return Cell::of(Piece::None(language.word("none"))).sorted(0);
    }
    let named: Vec<Linked> = all.iter().take(NAMED).map(|summary| summary.row.name.clone()).collect();
    Cell::text(all.len().to_string()).beneath(named).below(rest(all.len(), language)).sorted(all.len())
}

/// Where a criterion is seen: sections of an account's page, which the caller names, and pages across accounts.
fn carrier_places(
    criterion: Criterion,
    section: impl Fn(&str) -> Linked,
    place: Place,
    language: &Language,
) -> Vec<Piece> {
    let seen = evidence::carrier(criterion).map_or(&[][..], |carrier| carrier.seen_on);
    let linked = seen.iter().map(|seen| match seen {
        Seen::Account(id) => section(id),
        Seen::Page(file) => match Section::at(file) {
            Some(section) => Linked::to(section.label(language), place.link(section.address())),
            None => Linked::text(file.trim_end_matches(".html")),
        },
    });
    vec![Piece::Text(language.word("seen-on")), Piece::Links(linked.collect())]
}
