//! Which guidelines are kept and by how many accounts, what breaks them and what to do, which departures are allowed until
//! when, on what ground records are kept, and what must be known of the law and the ethics of collecting them.

use super::across::{Ranked, paged};
use super::interests;
use super::overview::linked_account;
use super::summary::Summary;
use super::timeline::period_text;
use super::words::{capital, plain};
use crate::check::Context;
use crate::language::Language;
use crate::page::block::{Block, BlocksPage, Cell, Column, Piece, Row, Table};
use crate::page::common::{Empty, Figure, Linked};
use crate::page::desk::{Desk, Place, Section, Site};
use crate::page::markdown::own;
use crate::record::{At, Exception, Guideline, Requirement, Status, Tool};
use crate::review::compliance::{Keeping, clears, consents, forbids, keeping, retention_of, unowned};
use crate::review::past::status;
use crate::source::Forbidden;

/// How many accounts the table of lawful bases lists.
const LISTED: usize = 300;

/// How an account stands to a guideline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// It keeps it.
    Kept,
    /// It breaks it, and somebody allowed that for a while.
    Excepted,
    /// It breaks it.
    Broken,
}

/// What an account leaves for the page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// How it stands to each guideline, in their order.
    pub stands: Vec<Stand>,
    /// What breaks them, and what is written down that must not be.
    pub breaches: Vec<Ranked>,
    /// Its lawful basis, consents and retention in a row.
    pub basis: Option<Row>,
    /// Its declared interests.
    pub interests: Vec<Row>,
}

/// What an account leaves for the page.
#[must_use]
pub fn facts(desk: &Desk<'_>) -> Facts {
    let site = desk.site;
    let context = Context { shared: site.shared, config: site.config, as_of: site.as_of };
    let all = keeping(desk.checked, &context);
    let stands = all.iter().map(|one| match (one.breaches.is_empty(), one.is_broken()) {
        (true, _) => Stand::Kept,
        (_, true) => Stand::Broken,
        _ => Stand::Excepted,
    });
    let mut breaches: Vec<Ranked> = all.iter().flat_map(|one| breach_rows(desk, one)).collect();
    breaches.extend(unasked(desk));
    Facts { stands: stands.collect(), breaches, basis: basis(desk), interests: interests::rows(desk, true) }
}

fn breach_rows(desk: &Desk<'_>, one: &Keeping<'_>) -> Vec<Ranked> {
    let guideline = one.guideline;
    let state = match one.exception {
        Some(exception) => {
            Cell::text(desk.site.language.word("allowed")).below(allowed(desk.site, exception))
        }
        None => {
            let cell = Cell::of(Piece::Late(desk.site.language.word("broken")));
            let ended = one.expired.map(|exception| desk.site.language.date(exception.until.value));
            cell.below(
                ended
                    .map(|ended| desk.site.language.say("allowed-until-ended", &[("ended", &ended)]))
                    .unwrap_or_default(),
            )
        }
    };
    let class = u8::from(one.exception.is_some());
    let rows = one.breaches.iter().map(|breach| {
        let what = capital(&plain(&breach.what));
        let cells = vec![
            Cell::text(what.clone()),
            Cell::of(linked_account(desk)),
            Cell::text(guideline.title.value.clone()),
            state.clone(),
            Cell::text(capital(&plain(clears(guideline.requires.value)))),
        ];
        let source = desk.site.source_at(what.clone(), &breach.span);
        Ranked { key: (class, 0, what), row: Row { source: Some(source), ..Row::of(cells) } }
    });
    rows.collect()
}

/// Cards and secrets that no guideline asks about.
fn unasked(desk: &Desk<'_>) -> Vec<Ranked> {
    let asked = |what: &Forbidden| desk.site.config.guideline.iter().any(|one| forbids(one, what));
    let rows = desk.checked.forbidden.iter().filter(|(_, what)| !asked(what)).map(|(span, what)| {
        let said = capital(&plain(&desk.site.language.say("what-is-written-down", &[("what", &what)])));
        let cells = vec![
            Cell::text(said.clone()),
            Cell::of(linked_account(desk)),
            Cell::text(desk.site.language.word("looked-for-always")),
            Cell::of(Piece::Late(desk.site.language.word("broken"))),
            Cell::text(capital(clears(Requirement::NoSecrets))),
        ];
        let source = desk.site.source_at(said.clone(), span);
        Ranked { key: (0, 0, said), row: Row { source: Some(source), ..Row::of(cells) } }
    });
    rows.collect()
}

/// “until 30 September 2026, by Tomas Lindqvist: the contract is being renewed”.
fn allowed(site: &Site<'_>, exception: &Exception) -> String {
    let by = exception.approved_by.as_ref().map(|who| site.linked_member(&who.value.0, Place::Top).text);
    site.language.say(
        "until-date-by-by-why",
        &[
            ("date", &site.language.date(exception.until.value)),
            ("by", &by.unwrap_or_else(|| site.language.word("nobody-named"))),
            ("why", &exception.why.value),
        ],
    )
}

fn basis(desk: &Desk<'_>) -> Option<Row> {
    let (entry, account) = desk.checked.account()?;
    let legal = account.legal.as_ref().map(|legal| &legal.value);
    let basis = legal.and_then(|legal| legal.basis.as_ref()).map(|basis| basis.value.clone());
    let (agreed, all) = consents(desk.checked, desk.site.as_of);
    let state = status(account, desk.site.as_of);
    let ended = account.ended.as_ref().filter(|_| state == Status::Ended);
    let retention = retention_of(desk.checked, desk.site.config);
    let kept = Cell::or(
        retention.map(|period| period_text(period, &desk.site.language)),
        &desk.site.language.word("not-said"),
    );
    let kept = match (ended, retention) {
        (Some(ended), Some(retention)) => {
            let until = retention.after(ended.on.value);
            let said =
                desk.site.language.say("ended-until-date", &[("date", &desk.site.language.date(until))]);
            if until < desk.site.as_of { kept.beneath(Piece::Late(said)) } else { kept.below(said) }
        }
        _ => kept,
    };
    let consent = if all == 0 {
        Cell::or(None::<Piece>, &desk.site.language.word("nobody-recorded"))
    } else {
        Cell::of(Figure::plain(
            desk.site.language.say("agreed-of-all", &[("agreed", &agreed), ("all", &all)]),
            agreed as f64 / all as f64,
        ))
    };
    let cells = vec![
        Cell::of(linked_account(desk)),
        Cell::or(basis, &desk.site.language.word("not-said")),
        consent,
        kept,
    ];
    Some(Row { source: Some(desk.source(entry)), ..Row::of(cells) })
}

/// `compliance.html` and the pages after it.
#[must_use]
pub fn pages(summaries: &[Summary], site: &Site<'_>) -> Vec<(String, BlocksPage)> {
    let mut breaches: Vec<Ranked> =
        summaries.iter().flat_map(|one| &one.compliance.breaches).cloned().collect();
    breaches.extend(of_shared(site));
    breaches.sort_by(|left, right| left.key.cmp(&right.key));
    let broken = breaches.iter().filter(|one| one.key.0 == 0).count();
    let lead = site.language.say(
        "guidelines-things-them-broken-of-those-by",
        &[
            ("guidelines", &site.language.count("n-guidelines", site.config.guideline.len(), &[])),
            ("things", &site.language.count("n-things-break", breaches.len(), &[])),
            ("broken", &(breaches.len() - broken)),
        ],
    );
    let before = vec![
        guidelines(summaries, site),
        exceptions(summaries, site),
        bases(summaries, &site.language),
        declared(summaries, &site.language),
        knowledge(&site.language),
    ];
    let rows = breaches.into_iter().map(|one| one.row).collect();
    paged(Section::Compliance, lead, before, breach_list(rows, &site.language), site)
}

/// What breaks guidelines in the records that all accounts share.
fn of_shared(site: &Site<'_>) -> Vec<Ranked> {
    let row = |what: String, guideline: &str, requirement: Requirement, span: &crate::source::Span| {
        let cells = vec![
            Cell::text(what.clone()),
            Cell::or(None::<Piece>, &site.language.word("all")),
            Cell::text(guideline),
            Cell::of(Piece::Late(site.language.word("broken"))),
            Cell::text(capital(&plain(clears(requirement)))),
        ];
        let source = site.source_at(what.clone(), span);
        Ranked { key: (0, 0, what), row: Row { source: Some(source), ..Row::of(cells) } }
    };
    let found = site.shared.forbidden.iter().map(|(span, what)| {
        let said = capital(&plain(&site.language.say("what-is-written-down", &[("what", &what)])));
        row(said, &site.language.word("looked-for-always"), Requirement::NoSecrets, span)
    });
    let mut rows: Vec<Ranked> = found.collect();
    let asks = site.config.guideline.iter().find(|one| one.requires.value == Requirement::PersonalData);
    if let Some(guideline) = asks {
        let tools = site.shared.plan.each::<Tool>().map(|(_, tool)| tool);
        rows.extend(unowned(tools).iter().map(|breach| {
            row(capital(&breach.what), &guideline.title.value, guideline.requires.value, &breach.span)
        }));
    }
    rows
}

fn guidelines(summaries: &[Summary], site: &Site<'_>) -> Block {
    let rows = site.config.guideline.iter().enumerate().map(|(at, guideline)| {
        let of = |stand: Stand| {
            let stands = summaries.iter().filter_map(|one| one.compliance.stands.get(at));
            stands.filter(|found| **found == stand).count()
        };
        let number = |number: usize| Cell::of(Figure::plain(number.to_string(), number as f64));
        let broken = of(Stand::Broken);
        let names = summaries.iter().filter(|one| one.compliance.stands.get(at) == Some(&Stand::Broken));
        let named: Vec<Linked> = names.take(8).map(|one| one.row.name.clone()).collect();
        let mut breaking = number(broken);
        if !named.is_empty() {
            breaking = breaking.beneath(named);
        }
        if broken > 8 {
            breaking = breaking.below(site.language.say("and-broken-more", &[("broken", &(broken - 8))]));
        }
        let cells = vec![
            Cell::text(guideline.title.value.clone()).below(asks(guideline, &site.language)),
            number(of(Stand::Kept)),
            breaking,
            number(of(Stand::Excepted)),
            Cell::text(capital(&plain(clears(guideline.requires.value)))),
        ];
        let source = site.source_at(guideline.title.value.clone(), &guideline.span);
        Row { anchor: format!("guideline-{}", guideline.id.value), source: Some(source), ..Row::of(cells) }
    });
    let columns = vec![
        Column::wide(&site.language.word("guideline")),
        Column::number(&site.language.word("accounts-that-keep-it")),
        Column::wide(&site.language.word("that-break-it")),
        Column::number(&site.language.word("by-leave")),
        Column::wide(&site.language.word("what-mends-it")),
    ];
    let empty = Empty {
        why: site.language.word("no-guideline-is-written-down-numbers-of"),
        file: "standing.toml".to_owned(),
        example: "[[guideline]]\nid = \"basis\"\ntitle = \"Each account says on what ground its records are kept.\"\nrequires = \
                  \"lawful-basis\""
            .to_owned(),
    };
    let table = Table::whole(&site.language.word("guidelines"), columns, rows.collect(), empty);
    Block::table("guidelines", &site.language.word("guidelines"), "", table)
}

/// What a guideline asks for, with its period or pattern.
fn asks(guideline: &At<Guideline>, language: &Language) -> String {
    let mut words = guideline.requires.value.word().replace('-', " ");
    if let Some(within) = &guideline.within {
        words.push_str(
            &language.say("within-period-text", &[("period_text", &period_text(within.value, language))]),
        );
    }
    words
}

fn exceptions(summaries: &[Summary], site: &Site<'_>) -> Block {
    let mut all: Vec<(&Guideline, &At<Exception>)> = site
        .config
        .guideline
        .iter()
        .flat_map(|guideline| guideline.except.iter().map(move |exception| (&guideline.value, exception)))
        .collect();
    all.sort_by_key(|(_, exception)| exception.until.value);
    let rows = all.into_iter().map(|(guideline, exception)| {
        let is_over = exception.until.value < site.as_of;
        let account = exception.account.as_ref().map(|account| {
            let known = summaries.iter().find(|summary| summary.row.slug == account.value.0);
            known.map_or_else(|| Linked::text(account.value.0.clone()), |summary| summary.row.name.clone())
        });
        let by = exception.approved_by.as_ref().map(|who| site.linked_member(&who.value.0, Place::Top));
        let state = if is_over {
            Piece::Late(site.language.word("expired"))
        } else {
            Piece::Text(site.language.word("holds-2"))
        };
        let cells = vec![
            Cell::text(guideline.title.value.clone()),
            Cell::or(account, &site.language.word("all")),
            Cell::text(exception.why.value.clone()),
            Cell::or(by, &site.language.word("nobody-named")),
            Cell::of(site.date(exception.until.value)),
            Cell::of(state),
        ];
        Row {
            source: Some(site.source_at(site.language.word("the-departure"), &exception.span)),
            ..Row::of(cells)
        }
    });
    let columns = vec![
        Column::wide(&site.language.word("from-which-guideline")),
        Column::text(&site.language.word("account")),
        Column::wide(&site.language.word("why")),
        Column::text(&site.language.word("allowed-by")),
        Column::text(&site.language.word("until")),
        Column::text(&site.language.word("state")),
    ];
    let empty =
        Empty { why: site.language.word("no-departure-from-a-guideline-is-allowed"), ..Empty::default() };
    let table = Table::whole(&site.language.word("departures-allowed"), columns, rows.collect(), empty);
    Block::table(
        "exceptions",
        &site.language.word("departures-allowed"),
        site.language.word("those-that-expire-first-stand-first"),
        table,
    )
}

fn bases(summaries: &[Summary], language: &Language) -> Block {
    let total = summaries.iter().filter(|one| one.compliance.basis.is_some()).count();
    let rows = summaries.iter().filter_map(|one| one.compliance.basis.clone()).take(LISTED).collect();
    let columns = vec![
        Column::text(&language.word("account")),
        Column::wide(&language.word("lawful-basis")),
        Column::number(&language.word("agreed-to-be-recorded")),
        Column::text(&language.word("kept-after-its-end")),
    ];
    let empty = Empty { why: language.word("there-is-no-account"), ..Empty::default() };
    let table = Table {
        total,
        ..Table::whole(&language.word("on-what-ground-and-for-how-long"), columns, rows, empty)
    };
    let lead = if total > LISTED { &language.word("the-first-three-hundred-the-rest-stands-on") } else { "" };
    Block::table("basis", &language.word("on-what-ground-and-for-how-long"), lead, table)
}

fn declared(summaries: &[Summary], language: &Language) -> Block {
    let all = || summaries.iter().flat_map(|one| &one.compliance.interests);
    let total = all().count();
    let rows = all().take(LISTED).cloned().collect();
    let empty = Empty {
        why: language.word("nothing-was-declared"),
        file: "accounts/northwind/risks.toml".to_owned(),
        example: "[[interest]]\nwhat = \"A fountain pen at the end of the year\"\nform = \"gift\"\nwho = \"priya\"\ndeclared = \
                  2026-01-07"
            .to_owned(),
    };
    let table = Table {
        total,
        ..Table::whole(&language.word("interests-declared"), interests::columns(true, language), rows, empty)
    };
    Block::table("interests", &language.word("interests-declared"), "", table)
}

fn breach_list(rows: Vec<Row>, language: &Language) -> Block {
    let columns = vec![
        Column::wide(&language.word("what-breaks-it")),
        Column::text(&language.word("account")),
        Column::wide(&language.word("guideline")),
        Column::wide(&language.word("state")),
        Column::wide(&language.word("what-to-do")),
    ];
    let empty = Empty { why: language.word("no-guideline-is-broken"), ..Empty::default() };
    let table = Table::whole(&language.word("what-breaks-guidelines"), columns, rows, empty);
    Block::table(
        "breaches",
        &language.word("what-breaks-guidelines"),
        language.word("what-was-found-written-down-is-masked-on"),
        table,
    )
}

/// What somebody who collects information of customers must know: in prose.
fn knowledge(language: &Language) -> Block {
    Block {
        id: "knowledge".to_owned(),
        title: language.word("confidentiality-law-and-ethics"),
        prose: Some(own(include_str!("compliance.md"))),
        ..Block::default()
    }
}
