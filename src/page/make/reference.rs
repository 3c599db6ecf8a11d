//! The pages *Reference* and *Rules*: the record format and every rule, from the same documentation of types and rules
//! that `standing explain` prints.

use super::words::{capital, plain};
use crate::check::{Rule, registry};
use crate::diagnostic::Severity;
use crate::page::block::{Block, BlocksPage, Cell, Column, Piece, Row, Table};
use crate::page::common::{Empty, Linked};
use crate::page::desk::{Place, Section, Site};
use crate::page::markdown::own;
use crate::record::{Config, Criterion, Field, Fields, Kind, Measure, Necessity, common_fields};

/// The format in a page of prose; its examples are parsed by a test.
pub const FORMAT: &str = include_str!("reference/format.md");

/// `reference.html`.
#[must_use]
pub fn page(site: &Site<'_>) -> BlocksPage {
    let mut blocks = vec![Block {
        id: "format".to_owned(),
        title: "The format".to_owned(),
        prose: Some(own(FORMAT)),
        ..Block::default()
    }];
    blocks.extend(Kind::ALL.iter().map(|kind| of_kind(*kind)));
    blocks.push(Block::table(
        "every-record",
        "Every record",
        "What a record of any kind may carry beside its own fields.",
        table("Fields of every record", &common_fields(Kind::Note)),
    ));
    blocks.push(Block::table(
        "standing-toml",
        "standing.toml",
        Config::doc(),
        table("standing.toml", &Config::fields()),
    ));
    blocks.push(measures());
    BlocksPage {
        frame: site.frame("Reference", Place::Top, Section::Reference),
        lead: "How records are written: each kind with its fields, from the program itself.".to_owned(),
        blocks,
        ..BlocksPage::default()
    }
}

fn of_kind(kind: Kind) -> Block {
    let lead = format!("{} Written as {}.", kind.doc().replace('\n', " "), plain(&kind.written_as()));
    let fields = kind.fields();
    let own_title = common_fields(kind)
        .into_iter()
        .filter(|field| field.name == "title" && field.necessity == Necessity::Required);
    let fields: Vec<Field> = own_title.chain(fields).collect();
    Block::table(&format!("kind-{}", kind.word()), kind.word(), lead, table(kind.name(), &fields))
}

fn table(label: &str, fields: &[Field]) -> Table {
    let columns = vec![
        Column::text("Field"),
        Column::text("Required"),
        Column::wide("What it is for"),
        Column::wide("What it holds"),
    ];
    let mut rows = Vec::new();
    rows_of(fields, "", &mut rows);
    Table::whole(label, columns, rows, Empty::default())
}

/// A row a field; the fields of a table within follow it, named after it.
fn rows_of(fields: &[Field], within: &str, rows: &mut Vec<Row>) {
    for field in fields {
        let name = format!("{within}{}", field.name);
        let must = match field.necessity {
            Necessity::Required => "required",
            Necessity::Optional => "",
            Necessity::List => "a list",
        };
        let (words, inner) = ((field.words)(), (field.inner)());
        let holds = match (words.is_empty(), inner.is_empty()) {
            (true, true) => Cell::text(plain(&field.expected)),
            (true, false) => Cell::text("a table with these fields"),
            (false, _) => {
                let line = |(word, doc): (&str, String)| vec![Piece::Code(word.to_owned()), Piece::Text(doc)];
                Cell { under: words.into_iter().map(line).collect(), ..Cell::default() }
            }
        };
        rows.push(Row::of(vec![
            Cell::of(Piece::Code(name.clone())),
            Cell::text(must),
            Cell::text(plain(&field.doc)),
            holds,
        ]));
        rows_of(&inner, &format!("{name}."), rows);
    }
}

fn measures() -> Block {
    let columns = vec![Column::text("Measure"), Column::text("Unit"), Column::wide("Meaning")];
    let row = |measure: &Measure| {
        Row::of(vec![
            Cell::of(Piece::Code(measure.word().to_owned())),
            Cell::text(measure.unit()),
            Cell::text(measure.doc()),
        ])
    };
    let rows = Measure::ALL.iter().map(row).collect();
    let lead = "What a trigger can watch and a report can give; `standing measures` prints the same.";
    let table = Table::whole("Measures", columns, rows, Empty::default());
    Block::table("measures", "Measures", plain(lead), table)
}

/// `rules.html`.
#[must_use]
pub fn rules(site: &Site<'_>) -> BlocksPage {
    let contents = Severity::ALL.iter().map(|severity| {
        let all: Vec<&Rule> = registry().iter().filter(|rule| rule.severity == *severity).collect();
        let rows = all.iter().map(|rule| {
            Row::of(vec![
                Cell::of(Linked::to(rule.code, format!("#{}", rule.code))),
                Cell::text(plain(rule.summary())),
                criteria(rule),
            ])
        });
        let columns = vec![Column::text("Code"), Column::wide("What it finds"), Column::text("Criteria")];
        let table = Table::whole(severity.word(), columns, rows.collect(), Empty::default());
        Block::table(
            &format!("all-{}", severity.word()),
            &capital(severity.word()),
            meaning(*severity),
            table,
        )
    });
    let mut blocks: Vec<Block> = contents.collect();
    blocks.extend(registry().iter().map(|rule| Block {
        id: rule.code.to_owned(),
        title: rule.code.to_owned(),
        lead: capital(rule.severity.word()),
        prose: Some(own(&rule.page())),
        ..Block::default()
    }));
    BlocksPage {
        frame: site.frame("Rules", Place::Top, Section::Rules),
        lead: "What `standing check` finds, why it matters, and how it reads when it is wrong and when it is right."
            .replace('`', ""),
        blocks,
        is_long: true,
        ..BlocksPage::default()
    }
}

fn meaning(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "The record cannot be understood: no site is built from it.",
        Severity::Warning => "The record is understood, but contradicts itself or another.",
        Severity::Advice => "The practice is neglected.",
    }
}

/// The criteria that a rule watches, each leading to its row of *Standards*.
fn criteria(rule: &Rule) -> Cell {
    let all: Vec<Linked> = rule
        .criteria
        .iter()
        .filter_map(|word| Criterion::from_word(word))
        .map(|one| Linked::to(one.word(), super::standards::criterion_address(one)))
        .collect();
    if all.is_empty() { Cell::default() } else { Cell::of(all) }
}
