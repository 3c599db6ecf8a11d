//! Which guidelines are kept and by how many accounts, what breaks them and what to do, which departures are allowed until
//! when, on what ground records are kept, and what must be known of the law and the ethics of collecting them.

use super::across::{Ranked, paged};
use super::interests;
use super::overview::linked_account;
use super::summary::Summary;
use super::timeline::period_text;
use super::words::{capital, plain};
use crate::check::Context;
use crate::page::block::{Block, BlocksPage, Cell, Column, Piece, Row, Table};
use crate::page::common::{Empty, Figure, Linked};
use crate::page::desk::{Desk, Place, Section, Site, count};
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
        Some(exception) => Cell::text("allowed").below(allowed(desk.site, exception)),
        None => {
            let cell = Cell::of(Piece::Late("broken".to_owned()));
            let ended = one.expired.map(|exception| desk.site.language.date(exception.until.value));
            cell.below(ended.map(|ended| format!("allowed until {ended}")).unwrap_or_default())
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
        let said = capital(&plain(&format!("{what} is written down")));
        let cells = vec![
            Cell::text(said.clone()),
            Cell::of(linked_account(desk)),
            Cell::text("Looked for always."),
            Cell::of(Piece::Late("broken".to_owned())),
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
    format!(
        "until {}, by {}: {}",
        site.language.date(exception.until.value),
        by.unwrap_or_else(|| "nobody named".to_owned()),
        exception.why.value
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
    let kept = Cell::or(retention.map(period_text), "not said");
    let kept = match (ended, retention) {
        (Some(ended), Some(retention)) => {
            let until = retention.after(ended.on.value);
            let said = format!("ended; until {}", desk.site.language.date(until));
            if until < desk.site.as_of { kept.beneath(Piece::Late(said)) } else { kept.below(said) }
        }
        _ => kept,
    };
    let consent = if all == 0 {
        Cell::or(None::<Piece>, "nobody recorded")
    } else {
        Cell::of(Figure::plain(format!("{agreed} of {all}"), agreed as f64 / all as f64))
    };
    let cells = vec![Cell::of(linked_account(desk)), Cell::or(basis, "not said"), consent, kept];
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
    let lead = format!(
        "{}; {} them, {} of those by leave that somebody gave for a while.",
        count(site.config.guideline.len(), "guideline", "guidelines"),
        count(breaches.len(), "thing breaks", "things break"),
        breaches.len() - broken
    );
    let before = vec![
        guidelines(summaries, site),
        exceptions(summaries, site),
        bases(summaries),
        declared(summaries),
        knowledge(),
    ];
    let rows = breaches.into_iter().map(|one| one.row).collect();
    paged(Section::Compliance, lead, before, breach_list(rows), site)
}

/// What breaks guidelines in the records that all accounts share.
fn of_shared(site: &Site<'_>) -> Vec<Ranked> {
    let row = |what: String, guideline: &str, requirement: Requirement, span: &crate::source::Span| {
        let cells = vec![
            Cell::text(what.clone()),
            Cell::or(None::<Piece>, "all"),
            Cell::text(guideline),
            Cell::of(Piece::Late("broken".to_owned())),
            Cell::text(capital(&plain(clears(requirement)))),
        ];
        let source = site.source_at(what.clone(), span);
        Ranked { key: (0, 0, what), row: Row { source: Some(source), ..Row::of(cells) } }
    };
    let found = site.shared.forbidden.iter().map(|(span, what)| {
        let said = capital(&plain(&format!("{what} is written down")));
        row(said, "Looked for always.", Requirement::NoSecrets, span)
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
            breaking = breaking.below(format!("and {} more", broken - 8));
        }
        let cells = vec![
            Cell::text(guideline.title.value.clone()).below(asks(guideline)),
            number(of(Stand::Kept)),
            breaking,
            number(of(Stand::Excepted)),
            Cell::text(capital(&plain(clears(guideline.requires.value)))),
        ];
        let source = site.source_at(guideline.title.value.clone(), &guideline.span);
        Row { anchor: format!("guideline-{}", guideline.id.value), source: Some(source), ..Row::of(cells) }
    });
    let columns = vec![
        Column::wide("Guideline"),
        Column::number("Accounts that keep it"),
        Column::wide("That break it"),
        Column::number("By leave"),
        Column::wide("What mends it"),
    ];
    let empty = Empty {
        why: "No guideline is written down. Numbers of payment cards and secrets are looked for all the same.".to_owned(),
        file: "standing.toml".to_owned(),
        example: "[[guideline]]\nid = \"basis\"\ntitle = \"Each account says on what ground its records are kept.\"\nrequires = \
                  \"lawful-basis\""
            .to_owned(),
    };
    let table = Table::whole("Guidelines", columns, rows.collect(), empty);
    Block::table("guidelines", "Guidelines", "", table)
}

/// What a guideline asks for, with its period or pattern.
fn asks(guideline: &At<Guideline>) -> String {
    let mut words = guideline.requires.value.word().replace('-', " ");
    if let Some(within) = &guideline.within {
        words.push_str(&format!(", within {}", period_text(within.value)));
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
        let state = if is_over { Piece::Late("expired".to_owned()) } else { Piece::Text("holds".to_owned()) };
        let cells = vec![
            Cell::text(guideline.title.value.clone()),
            Cell::or(account, "all"),
            Cell::text(exception.why.value.clone()),
            Cell::or(by, "nobody named"),
            Cell::of(site.date(exception.until.value)),
            Cell::of(state),
        ];
        Row { source: Some(site.source_at("The departure", &exception.span)), ..Row::of(cells) }
    });
    let columns = vec![
        Column::wide("From which guideline"),
        Column::text("Account"),
        Column::wide("Why"),
        Column::text("Allowed by"),
        Column::text("Until"),
        Column::text("State"),
    ];
    let empty = Empty { why: "No departure from a guideline is allowed.".to_owned(), ..Empty::default() };
    let table = Table::whole("Departures allowed", columns, rows.collect(), empty);
    Block::table("exceptions", "Departures allowed", "Those that expire first stand first.", table)
}

fn bases(summaries: &[Summary]) -> Block {
    let total = summaries.iter().filter(|one| one.compliance.basis.is_some()).count();
    let rows = summaries.iter().filter_map(|one| one.compliance.basis.clone()).take(LISTED).collect();
    let columns = vec![
        Column::text("Account"),
        Column::wide("Lawful basis"),
        Column::number("Agreed to be recorded"),
        Column::text("Kept after its end"),
    ];
    let empty = Empty { why: "There is no account.".to_owned(), ..Empty::default() };
    let table = Table { total, ..Table::whole("On what ground, and for how long", columns, rows, empty) };
    let lead = if total > LISTED {
        "The first three hundred; the rest stands on the accounts' own pages."
    } else {
        ""
    };
    Block::table("basis", "On what ground, and for how long", lead, table)
}

fn declared(summaries: &[Summary]) -> Block {
    let all = || summaries.iter().flat_map(|one| &one.compliance.interests);
    let total = all().count();
    let rows = all().take(LISTED).cloned().collect();
    let empty = Empty {
        why: "Nothing was declared.".to_owned(),
        file: "accounts/northwind/risks.toml".to_owned(),
        example: "[[interest]]\nwhat = \"A fountain pen at the end of the year\"\nform = \"gift\"\nwho = \"priya\"\ndeclared = \
                  2026-01-07"
            .to_owned(),
    };
    let table = Table { total, ..Table::whole("Interests declared", interests::columns(true), rows, empty) };
    Block::table("interests", "Interests declared", "", table)
}

fn breach_list(rows: Vec<Row>) -> Block {
    let columns = vec![
        Column::wide("What breaks it"),
        Column::text("Account"),
        Column::wide("Guideline"),
        Column::wide("State"),
        Column::wide("What to do"),
    ];
    let empty = Empty { why: "No guideline is broken.".to_owned(), ..Empty::default() };
    let table = Table::whole("What breaks guidelines", columns, rows, empty);
    Block::table(
        "breaches",
        "What breaks guidelines",
        "What was found written down is masked on every page.",
        table,
    )
}

/// What somebody who collects information of customers must know: in prose.
fn knowledge() -> Block {
    Block {
        id: "knowledge".to_owned(),
        title: "Confidentiality, law and ethics".to_owned(),
        prose: Some(own(include_str!("compliance.md"))),
        ..Block::default()
    }
}
