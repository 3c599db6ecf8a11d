//! The data of an account and of the portfolio for other programs.

mod rows;

use super::feeds;
use super::portfolio::{by_account, ranked};
use super::standing::Said;
use super::summary::{Attention, Summary};
use crate::language::Language;
use crate::page::atom::{self, FEED, account_feed};
use crate::page::block::{Block, BlocksPage, Cell, Column, Row, Table};
use crate::page::common::{DataLink, Empty, Linked};
use crate::page::data::{
    ACCOUNTS_A_DOCUMENT, ATTENTION_ROWS, Account, AccountRow, AttentionRow, Day, Document, Head, PORTFOLIO,
    Portfolio, SCHEMA, TABLES, Tables, VERSION, account_document, portfolio_document, schema, written,
};
use crate::page::desk::{Desk, Place, Section, Site};
use crate::page::ics;
use crate::review::standing::Digest;

/// How many accounts the page *Data* lists.
const ACCOUNTS: usize = 300;

/// What an account leaves for the data of the portfolio.
#[derive(Debug, Clone, PartialEq)]
pub struct Left {
    /// The account in a line.
    pub row: AccountRow,
    /// Its lines of the tables.
    pub tables: Tables,
    /// The newest entries of its feed.
    pub entries: Vec<atom::Entry>,
}

/// The files of an account, each with its address, and what it leaves for the portfolio's.
#[must_use]
pub fn of_account(said: &Said<'_>, digest: &Digest<'_>, summary: &Summary) -> (Vec<(String, String)>, Left) {
    let desk = said.desk;
    let account = account(said, summary);
    let mut tables = Tables::default();
    tables.add("dimensions", &account.dimensions);
    tables.add("due", &account.due);
    tables.add("expectations", &account.expectations);
    tables.add("actions", &account.actions);
    tables.add("complaints", &account.complaints);
    tables.add("feedback", &account.feedback);
    tables.add("contacts", &account.contacts);
    tables.add("people", &account.people);
    tables.add("objectives", &account.objectives);
    tables.add("opportunities", &account.opportunities);
    tables.add("risks", &account.risks);
    tables.add("recommendations", &account.recommendations);
    tables.add("contracts", &account.contracts);
    tables.add("periods", &account.periods);
    let row = account.account.clone();
    let slug = desk.checked.slug.as_str();
    let document = written(&Document::Account(Box::new(account)));
    let (feed, entries) = feeds::of_account(said, digest, summary);
    let files = vec![(account_document(slug), document), (account_feed(slug), feed)];
    (files, Left { row, tables, entries })
}

fn account(said: &Said<'_>, summary: &Summary) -> Account {
    let desk = said.desk;
    Account {
        head: head(desk.site, "../schema.json"),
        account: rows::account(said, summary),
        dimensions: rows::dimensions(said),
        history: rows::history(said),
        attention: attention(ranked(summary.attention.iter())),
        due: rows::due(desk, &summary.events),
        expectations: rows::expectations(desk),
        actions: rows::actions(desk),
        complaints: rows::complaints(desk),
        feedback: rows::feedback(desk),
        contacts: rows::contacts(desk),
        people: rows::people(desk),
        objectives: rows::objectives(desk),
        opportunities: rows::opportunities(desk),
        risks: rows::risks(desk),
        recommendations: rows::recommendations(desk),
        contracts: rows::contracts(desk),
        periods: rows::periods(desk),
    }
}

fn head(site: &Site<'_>, schema: &str) -> Head {
    let frame = site.frame("", Place::Top, Section::Data);
    Head {
        schema: schema.to_owned(),
        version: VERSION,
        program: frame.program,
        portfolio: frame.portfolio,
        as_of: Day(site.as_of),
        audience: frame.audience,
    }
}

fn attention(rows: impl IntoIterator<Item = crate::page::portfolio::AttentionRow>) -> Vec<AttentionRow> {
    let row = |row: crate::page::portfolio::AttentionRow| {
        let source = row.evidence.and_then(|evidence| evidence.sources.into_iter().next());
        let slug = row.account.href.as_deref().and_then(|href| href.strip_prefix("accounts/"));
        AttentionRow {
            rank: row.rank,
            account: slug.and_then(|slug| slug.strip_suffix(".html")).map(str::to_owned),
            what: row.what,
            why: row.why,
            since: row.since.and_then(|since| since.iso.parse().ok()).map(Day),
            owner: row.owner.map(|owner| owner.text),
            clears: row.clears,
            rule: row.rule.map(|rule| rule.text),
            page: source.as_ref().and_then(|source| source.href.clone()),
            path: source.as_ref().map(|source| source.path.clone()),
            line: source.as_ref().map(|source| source.line),
        }
    };
    rows.into_iter().map(row).collect()
}

/// The files of the portfolio, each with its address. `shared` is what needs attention in what all accounts share.
#[must_use]
pub fn files(summaries: &[Summary], shared: &[Attention], site: &Site<'_>) -> Vec<(String, String)> {
    let left = || summaries.iter().filter_map(|summary| summary.data.as_ref());
    let ranked = ranked(summaries.iter().flat_map(|summary| &summary.attention).chain(shared));
    let accounts: Vec<AccountRow> = left().map(|left| left.row.clone()).collect();
    let mut tables = Tables::default();
    tables.add("accounts", &accounts);
    tables.add("attention", &attention(ranked.iter().cloned()));
    left().for_each(|left| tables.append(&left.tables));
    let first = attention(by_account(&ranked).into_iter().take(ATTENTION_ROWS));
    let mut files = portfolio(&accounts, first, site);
    files.extend([
        (SCHEMA.to_owned(), schema()),
        (FEED.to_owned(), feeds::of_portfolio(left().flat_map(|left| &left.entries), site)),
    ]);
    files.extend(TABLES.iter().map(|table| (table.address(), tables.file(table))));
    files
}

/// The documents of the portfolio, each with its address.
fn portfolio(
    accounts: &[AccountRow],
    attention: Vec<AttentionRow>,
    site: &Site<'_>,
) -> Vec<(String, String)> {
    let chunks: Vec<&[AccountRow]> = accounts.chunks(ACCOUNTS_A_DOCUMENT).collect();
    let count = chunks.len().max(1);
    let documents = (0..count).map(|at| Portfolio {
        head: head(site, "schema.json"),
        revision: site.revision(),
        accounts_total: accounts.len(),
        next: (at + 1 < count).then(|| portfolio_document(at + 1)),
        accounts: chunks.get(at).map(|chunk| chunk.to_vec()).unwrap_or_default(),
        attention: if at == 0 { attention.clone() } else { Vec::new() },
    });
    documents
        .enumerate()
        .map(|(at, document)| (portfolio_document(at), written(&Document::Portfolio(document))))
        .collect()
}

/// The page that says which files there are, and what is in them.
#[must_use]
pub fn page(summaries: &[Summary], site: &Site<'_>) -> BlocksPage {
    let lead = site.language.say("all-that-these-pages-say-for-other-programs", &[("version", &VERSION)]);
    BlocksPage {
        frame: site.frame(Section::Data.label(&site.language), Place::Top, Section::Data),
        lead,
        blocks: vec![documents(&site.language), tables(&site.language), accounts(summaries, &site.language)],
        ..BlocksPage::default()
    }
}

fn file(address: &str) -> Cell {
    Cell::of(Linked::to(address, address))
}

fn documents(language: &Language) -> Block {
    let rows = [
        (PORTFOLIO, "JSON", &language.word("every-account-in-a-line-with-where-the-rest")),
        (SCHEMA, &language.word("json-schema"), &language.word("what-each-field-of-the-documents-is-it")),
        (FEED, &language.word("atom-feed"), &language.word("what-changed-in-any-account-and-what-falls")),
        (ics::FILE, "iCalendar", &language.word("all-that-is-due-for-a-calendar-program-one")),
    ];
    let rows =
        rows.map(|(address, form, about)| Row::of(vec![file(address), Cell::text(form), Cell::text(about)]));
    let columns = vec![
        Column::text(&language.word("file")),
        Column::text(&language.word("form")),
        Column::wide(&language.word("what-is-in-it")),
    ];
    let table =
        Table::whole(&language.word("files-of-the-portfolio"), columns, rows.into(), Empty::default());
    Block::table("portfolio", &language.word("of-all-accounts"), "", table)
}

fn tables(language: &Language) -> Block {
    let rows = TABLES.iter().map(|table| {
        let columns: Vec<String> = (table.columns)().into_iter().map(|(name, _)| name).collect();
        Row::of(vec![file(&table.address()), Cell::text(table.about), Cell::text(columns.join(", "))])
    });
    let columns = vec![
        Column::text(&language.word("file")),
        Column::wide(&language.word("a-row-is")),
        Column::wide(&language.word("columns")),
    ];
    let table = Table::whole(&language.word("tables"), columns, rows.collect(), Empty::default());
    let lead = &language.word("as-csv-for-a-spreadsheet-all-accounts-in");
    Block::table("tables", &language.word("tables"), lead, table)
}

fn accounts(summaries: &[Summary], language: &Language) -> Block {
    let rows = summaries.iter().take(ACCOUNTS).map(|summary| {
        let slug = &summary.row.slug;
        Row::of(vec![
            Cell::of(summary.row.name.clone()),
            file(&account_document(slug)),
            file(&account_feed(slug)),
        ])
    });
    let columns = vec![
        Column::text(&language.word("account")),
        Column::text("JSON"),
        Column::text(&language.word("atom-feed")),
    ];
    let lead = language.say(
        "accounts-each-with-all-its-lists-and-a-feed",
        &[("accounts", &language.count("n-accounts", summaries.len(), &[]))],
    );
    let mut table =
        Table::whole(&language.word("files-of-accounts"), columns, rows.collect(), Empty::default());
    table.total = summaries.len();
    let rest = Linked::text(language.word("those-of-the-others-are-named-in-the-same"));
    table.more = (summaries.len() > ACCOUNTS).then_some(rest);
    Block::table("accounts", &language.word("of-one-account"), lead, table)
}

/// Where the data of an account stand, for its page.
#[must_use]
pub fn links(desk: &Desk<'_>) -> Vec<DataLink> {
    let (slug, name) = (desk.checked.slug.as_str(), desk.checked.name());
    vec![
        DataLink::new("JSON", "application/json", desk.place.link(&account_document(slug)), name),
        DataLink::new(
            &desk.site.language.word("atom-feed"),
            "application/atom+xml",
            desk.place.link(&account_feed(slug)),
            name,
        ),
    ]
}
