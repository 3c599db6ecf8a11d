//! The pages *Reference* and *Rules*: the record format and every rule, from the same documentation of types and rules
//! that `standing explain` prints.

use super::words::{capital, plain};
use crate::check::{Rule, registry};
use crate::diagnostic::Severity;
use crate::language::Language;
use crate::page::block::{Block, BlocksPage, Cell, Column, Piece, Row, Table};
use crate::page::common::{Empty, Linked};
use crate::page::contract::{CONTRACT, Name, Template, contract, names};
use crate::page::desk::{Place, Section, Site};
use crate::page::markdown::own;
use crate::record::{
    AccountName, Config, Criterion, Field, Fields, Kind, Measure, Necessity, Value, What, Who, common_fields,
    first_paragraph,
};

/// The format in a page of prose; its examples are parsed by a test.
pub const FORMAT: &str = include_str!("reference/format.md");

/// `reference.html`.
#[must_use]
pub fn page(site: &Site<'_>) -> BlocksPage {
    let mut blocks = vec![Block {
        id: "format".to_owned(),
        title: site.language.word("the-format"),
        prose: Some(own(FORMAT)),
        ..Block::default()
    }];
    blocks.extend(Kind::ALL.iter().map(|kind| of_kind(*kind, &site.language)));
    blocks.push(Block::table(
        "every-record",
        &site.language.word("every-record"),
        site.language.word("what-a-record-of-any-kind-may-carry-beside"),
        table(
            &site.language.word("fields-of-every-record"),
            "record",
            &common_fields(Kind::Note),
            &|_| Vec::new(),
            &site.language,
        ),
    ));
    blocks.push(references(&site.language));
    blocks.push(configuration(&site.language));
    blocks.push(measures(&site.language));
    blocks.push(theme(&site.language));
    BlocksPage {
        frame: site.frame(site.language.word("page-reference"), Place::Top, Section::Reference),
        lead: site.language.word("how-records-are-written-each-kind-with-an"),
        blocks,
        ..BlocksPage::default()
    }
}

fn of_kind(kind: Kind, language: &Language) -> Block {
    let lead = language.say(
        "plain-written-as-plain2",
        &[("plain", &plain(&kind.summary())), ("plain2", &plain(&kind.written_as()))],
    );
    let fields = fields_of(kind);
    let table = table(kind.name(), kind.word(), &fields, &|field| named_by(kind, field), language);
    Block { prose: Some(own(&kind.details())), ..Block::table(&anchor(kind), kind.word(), lead, table) }
}

fn anchor(kind: Kind) -> String {
    format!("kind-{}", kind.word())
}

/// The fields of a kind, and its title where it must have one.
fn fields_of(kind: Kind) -> Vec<Field> {
    let own_title = common_fields(kind)
        .into_iter()
        .filter(|field| field.name == "title" && field.necessity == Necessity::Required);
    own_title.chain(kind.fields()).collect()
}

/// The kinds of record that a field names, where an id alone will do.
fn named_by(kind: Kind, field: &Field) -> Vec<Kind> {
    match &field.expected {
        who if *who == Who::expected() => vec![Kind::Person, Kind::Member],
        account if *account == AccountName::expected() => vec![Kind::Account],
        what if *what == What::expected() => kind.implied(field.name).to_vec(),
        _ => Vec::new(),
    }
}

/// What a reader may follow from one kind to another.
fn references(language: &Language) -> Block {
    let columns = vec![
        Column::text(&language.word("field")),
        Column::wide(&language.word("an-id-alone-names")),
        Column::wide(&language.word("what-it-is-for")),
    ];
    let of_kind = |kind: &Kind| {
        let kind = *kind;
        let naming = kind.fields().into_iter().filter(|field| field.expected == What::expected());
        naming.map(move |field| {
            let kinds = named_by(kind, &field).into_iter().map(to_kind).collect::<Vec<_>>();
            let name = format!("{}.{}", kind.word(), field.name);
            Row::of(vec![
                Cell::of(Linked::to(name.clone(), format!("#{name}"))),
                Cell::or(
                    (!kinds.is_empty()).then_some(kinds),
                    &language.word("none-the-kind-is-written-as-in-kind-id"),
                ),
                Cell::text(plain(&field.doc)),
            ])
        })
    };
    let rows = Kind::ALL.iter().flat_map(of_kind).collect();
    Block::table(
        "references",
        &language.word("what-refers-to-what"),
        language.word("the-fields-that-name-another-record-who"),
        Table::whole(&language.word("fields-that-name-a-record"), columns, rows, Empty::default()),
    )
}

fn to_kind(kind: Kind) -> Linked {
    Linked::to(kind.word(), format!("#{}", anchor(kind)))
}

/// The configuration: what stands by itself, then each of its tables.
fn configuration(language: &Language) -> Block {
    let (lead, details) = first_paragraph(&Config::doc());
    let (tables, single): (Vec<Field>, Vec<Field>) =
        Config::fields().into_iter().partition(|field| !(field.inner)().is_empty());
    let tables = tables.iter().map(|field| {
        let brackets = if field.necessity == Necessity::List { ("[[", "]]") } else { ("[", "]") };
        let title = format!("{}{}{}", brackets.0, field.name, brackets.1);
        let within = format!("standing.{}", field.name);
        let table = table(&title, &within, &(field.inner)(), &|_| Vec::new(), language);
        table.titled(&format!("{title}: {}", field.doc)).anchored(&within)
    });
    let single = table("standing.toml", "standing", &single, &|_| Vec::new(), language);
    let tables = std::iter::once(single).chain(tables).collect();
    Block { prose: Some(own(&details)), ..Block::tables("standing-toml", "standing.toml", lead, tables) }
}

fn table(
    label: &str,
    path: &str,
    fields: &[Field],
    named: &dyn Fn(&Field) -> Vec<Kind>,
    language: &Language,
) -> Table {
    let columns = vec![
        Column::text(&language.word("field")),
        Column::text(&language.word("required")),
        Column::wide(&language.word("what-it-is-for")),
        Column::wide(&language.word("what-it-holds")),
    ];
    let mut rows = Vec::new();
    rows_of(fields, path, "", named, &mut rows, language);
    Table::whole(label, columns, rows, Empty::default())
}

/// A row a field, with its address; the fields of a table within follow it, named after it.
fn rows_of(
    fields: &[Field],
    path: &str,
    within: &str,
    named: &dyn Fn(&Field) -> Vec<Kind>,
    rows: &mut Vec<Row>,
    language: &Language,
) {
    for field in fields {
        let name = format!("{within}{}", field.name);
        let must = match field.necessity {
            Necessity::Required => "required",
            Necessity::Optional => "",
            Necessity::List => "a list",
        };
        let inner = (field.inner)();
        let cells = vec![
            Cell::of(Piece::Code(name.clone())),
            Cell::text(must),
            Cell::text(plain(&field.doc)),
            holds(field, &named(field), language),
        ];
        rows.push(Row { anchor: format!("{path}.{name}"), ..Row::of(cells) });
        rows_of(&inner, path, &format!("{name}."), named, rows, language);
    }
}

/// What a field holds: the words that it may be, the kinds of record that it names, or what to write.
fn holds(field: &Field, names: &[Kind], language: &Language) -> Cell {
    let (words, inner) = ((field.words)(), (field.inner)());
    let line = |(word, doc): (&str, String)| vec![Piece::Code(word.to_owned()), Piece::Text(doc)];
    match (words.is_empty(), inner.is_empty()) {
        (false, _) => Cell { under: words.into_iter().map(line).collect(), ..Cell::default() },
        (true, false) => Cell::text(language.word("a-table-with-these-fields")),
        (true, true) if names.is_empty() => Cell::text(plain(&field.expected)),
        (true, true) => {
            let kinds: Vec<Linked> = names.iter().copied().map(to_kind).collect();
            Cell::text(plain(&field.expected)).beneath(kinds)
        }
    }
}

fn measures(language: &Language) -> Block {
    let columns = vec![
        Column::text(&language.word("measure")),
        Column::text(&language.word("unit")),
        Column::wide(&language.word("meaning")),
    ];
    let row = |measure: &Measure| {
        Row::of(vec![
            Cell::of(Piece::Code(measure.word().to_owned())),
            Cell::text(measure.unit()),
            Cell::text(measure.doc()),
        ])
    };
    let rows = Measure::ALL.iter().map(row).collect();
    let lead = &language.word("what-a-trigger-can-watch-and-a-report-can");
    let table = Table::whole(&language.word("measures"), columns, rows, Empty::default());
    Block::table("measures", &language.word("measures"), plain(lead), table)
}

/// What templates get, for whoever writes one.
fn theme(language: &Language) -> Block {
    let contract = contract();
    let rows = |holder: &str, schema: &serde_json::Value| -> Vec<Row> {
        let row = |name: Name| {
            let cells = vec![
                Cell::of(Piece::Code(format!("{holder}{}", name.name))),
                Cell::text(plain(&name.holds)),
                Cell::text(plain(&name.about)),
            ];
            Row::of(cells)
        };
        names(schema).into_iter().map(row).collect()
    };
    let columns = || {
        vec![
            Column::text(&language.word("name")),
            Column::text(&language.word("holds")),
            Column::wide(&language.word("what-it-is")),
        ]
    };
    let table = |title: &str, rows: Vec<Row>| Table {
        folded: true,
        ..Table::whole(title, columns(), rows, Empty::default()).titled(title)
    };
    let templates = Template::ALL.map(|template| {
        let file = template.file();
        table(file, rows("", &contract["templates"][file]))
    });
    let types = contract["$defs"].as_object().into_iter().flatten();
    let types = types.flat_map(|(name, schema)| rows(&format!("{name}."), schema)).collect();
    let lead = language.say("what-each-template-of-a-theme-gets-version", &[("contract", &CONTRACT)]);
    let mut tables = Vec::from(templates);
    tables.push(table(&language.word("the-types-of-the-names"), types));
    Block { count: None, ..Block::tables("theme", &language.word("theme"), lead, tables) }
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
        let columns = vec![
            Column::text(&site.language.word("code")),
            Column::wide(&site.language.word("what-it-finds")),
            Column::text(&site.language.word("criteria")),
        ];
        let table = Table::whole(severity.word(), columns, rows.collect(), Empty::default());
        Block::table(
            &format!("all-{}", severity.word()),
            &capital(severity.word()),
            meaning(*severity, &site.language),
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
        frame: site.frame(site.language.word("page-rules"), Place::Top, Section::Rules),
        lead: site.language.word("what-standing-check-finds-why-it-matters").replace('`', ""),
        blocks,
        is_long: true,
        ..BlocksPage::default()
    }
}

fn meaning(severity: Severity, language: &Language) -> String {
    match severity {
        Severity::Error => language.word("the-record-cannot-be-understood-no-site-is"),
        Severity::Warning => language.word("the-record-is-understood-but-contradicts"),
        Severity::Advice => language.word("the-practice-is-neglected"),
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
