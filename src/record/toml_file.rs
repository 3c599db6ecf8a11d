//! TOML documents to entries: a file of tables, or the front matter of a Markdown record.

use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::entry::{Body, Broken, Common, Entry, Key};
use super::fields::Fields;
use super::kind::{Data, Home, Kind, Manner};
use super::markdown;
use super::reader::{Reader, Table, missing_message};
use super::repair::{MOST, looks_like_date, repair};
use super::shelf::Records;
use super::task::Task;
use super::value::{composed, listed, parse_date};
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::{Span, Text, slugify};

/// Whether a file may hold several tables of a name, as `[[name]]`.
pub fn is_listed(name: &str) -> bool {
    Kind::from_word(name).is_some_and(|kind| !kind.is(Manner::Single))
}

/// The kinds that may stand in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A file in an account's folder.
    Account,
    /// `team.toml`.
    Team,
    /// `plan.toml` at the top.
    Plan,
    /// A file in `feedback/` at the top: what is said of the records themselves.
    Feedback,
}

impl Place {
    fn allows(self, kind: Kind) -> bool {
        match self {
            Self::Account => kind.home() != Home::Team,
            Self::Team => kind == Kind::Member,
            Self::Plan => kind.is(Manner::Shared),
            Self::Feedback => matches!(kind, Kind::Survey | Kind::Answer | Kind::Action),
        }
    }

    fn words(self) -> Vec<&'static str> {
        Kind::ALL.iter().filter(|kind| self.allows(**kind)).map(|kind| kind.word()).collect()
    }
}

/// What an entry inherits from the record that it stands in.
#[derive(Clone, Default)]
pub struct Within {
    /// The record.
    pub host: Option<Key>,
    /// Its day.
    pub date: Option<NaiveDate>,
}

/// Parses what is left of TOML after [`repair`], and reports what is written twice.
pub fn parse<'a>(content: &'a str, reader: &mut Reader) -> Spanned<DeTable<'a>> {
    let (table, errors) = DeTable::parse_recoverable(content);
    let mut reported = 0;
    for error in errors {
        let range = error.span().unwrap_or(0..0);
        let (start, end) = (range.start.min(content.len()), range.end.min(content.len()));
        if looks_like_date(&content[start..]) {
            // A day that is on no calendar disturbs nothing around it: the field that holds it says so.
            continue;
        }
        reader.lose(range.clone());
        reported += 1;
        if reported > MOST {
            continue;
        }
        let span = reader.span(range);
        let (message, fix) = match error.message() {
            "duplicate key" => {
                (format!("`{}` is written twice", &content[start..end]), "delete one of the two".to_owned())
            }
            message => (format!("this is not TOML: {message}"), "mend or delete this line".to_owned()),
        };
        reader.report(
            Diagnostic::error("toml-syntax", span, message)
                .expected("lines such as `name = \"value\"`, and tables such as `[[note]]`")
                .fix(fix),
        );
    }
    let mut headers = Vec::new();
    headers_of(table.get_ref(), content, &mut headers);
    headers.sort_unstable();
    reader.set_headers(headers);
    table
}

/// Where the tables begin that have a header of their own. The parser bounds how deep they nest.
fn headers_of(table: &DeTable<'_>, content: &str, headers: &mut Vec<usize>) {
    for value in table.values() {
        let values = match value.get_ref() {
            DeValue::Array(values) => values.iter().collect(),
            _ => vec![value],
        };
        for value in values {
            if let DeValue::Table(inner) = value.get_ref() {
                let start = value.span().start;
                if content[start..].starts_with('[') {
                    headers.push(start);
                }
                headers_of(inner, content, headers);
            }
        }
    }
}

/// Reads a file of tables.
pub fn read_tables(text: &Arc<Text>, place: Place, records: &mut Records) {
    let start = if text.content().starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut reader = Reader::new(text, start);
    let content = repair(&text.content()[start..], is_listed, &mut reader);
    let document = parse(&content, &mut reader);
    let mut known: Vec<(Kind, &Spanned<DeValue<'_>>)> = Vec::new();
    for (key, value) in document.get_ref() {
        match Kind::from_word(key.get_ref()).filter(|kind| place.allows(*kind)) {
            Some(kind) => known.push((kind, value)),
            None => {
                let meant = nearest(key.get_ref(), Kind::ALL.iter().map(|kind| kind.word()))
                    .and_then(Kind::from_word);
                records.broken.push(broken(meant, None, &reader.span(key.span())));
                unknown_kind(key, value, place, &mut reader);
            }
        }
    }
    // Answers belong to the survey of their file, wherever that stands; so do actions, in a file that is there for it.
    known.sort_by_key(|(kind, _)| *kind != Kind::Survey);
    let is_wave = format!("/{}", text.path()).contains("/feedback/");
    let mut survey = Within::default();
    for (kind, value) in known {
        let is_inside = kind == Kind::Answer || (kind == Kind::Action && is_wave);
        let within = if is_inside { survey.clone() } else { Within::default() };
        let errors_before = reader.errors();
        let tables = tables_of(kind, value, &mut reader);
        if reader.errors() > errors_before {
            records.broken.push(broken(Some(kind), None, &reader.span(value.span())));
        }
        for (map, span) in tables {
            let table = Table { map, header: reader.span(span) };
            let before = records.entries.len();
            read_entry(kind, &table, &within, &mut reader, records);
            if kind == Kind::Survey
                && let Some(entry) = records.entries.get(before)
            {
                survey = Within { host: Some(entry.key.clone()), date: entry.date };
            }
        }
    }
    for range in reader.lost_at_the_top() {
        let span = reader.span(range);
        let key = span.content().split_once('=').map(|(key, _)| key.trim().to_owned());
        records.broken.extend(key.map(|key| broken(Kind::from_word(&key), None, &span)));
    }
    finish(reader, records);
}

/// Reports a key that is no kind of record here.
fn unknown_kind(
    key: &Spanned<std::borrow::Cow<'_, str>>,
    value: &Spanned<DeValue<'_>>,
    place: Place,
    reader: &mut Reader,
) {
    let span = reader.span(key.span());
    let name: &str = key.get_ref();
    let words = place.words();
    let message = match (Kind::from_word(name), value.get_ref()) {
        (Some(_), _) => format!("a `{name}` has no place in this file"),
        (None, DeValue::Table(_) | DeValue::Array(_)) => format!("there is no kind of record `{name}`"),
        (None, _) => format!("`{name}` stands outside any table"),
    };
    let fix = match Kind::from_word(name).map(Kind::home) {
        Some(Home::Team) => Some("move it to team.toml, at the top of the repository".to_owned()),
        Some(_) => Some("move it to a file in the account's folder".to_owned()),
        None => nearest(name, words.iter().copied()).map(|meant| format!("write `{meant}`")),
    };
    let expected = format!("tables of these kinds: {}", listed(&words));
    reader.report(Diagnostic::error("unknown-kind", span, message).expected(expected).maybe_fix(fix));
}

/// The tables of a kind, with the ranges of their headers. A table in the wrong form is reported, and read all the same.
fn tables_of<'a>(
    kind: Kind,
    value: &'a Spanned<DeValue<'a>>,
    reader: &mut Reader,
) -> Vec<(&'a DeTable<'a>, Range<usize>)> {
    let word = kind.word();
    let right = if kind.is(Manner::Single) { format!("[{word}]") } else { format!("[[{word}]]") };
    let wrong = |reader: &mut Reader, range: Range<usize>| {
        let span = reader.span(range);
        let message = format!("`{word}` is written in the wrong form");
        let problem = Diagnostic::error("wrong-type", span, message);
        reader.report(problem.expected(format!("a table `{right}`")).fix(format!("write `{right}`")));
    };
    match value.get_ref() {
        DeValue::Table(map) => {
            if !kind.is(Manner::Single) {
                wrong(reader, value.span());
            }
            vec![(map, value.span())]
        }
        DeValue::Array(values) => {
            let mut tables = Vec::new();
            for (at, value) in values.iter().enumerate() {
                match value.get_ref() {
                    DeValue::Table(map) if !kind.is(Manner::Single) => tables.push((map, value.span())),
                    DeValue::Table(map) => {
                        wrong(reader, value.span());
                        tables.extend((at == 0).then(|| (map, value.span())));
                    }
                    _ => wrong(reader, value.span()),
                }
            }
            tables
        }
        _ => {
            wrong(reader, value.span());
            Vec::new()
        }
    }
}

/// Reads one table as a record of a kind, and the actions in it.
pub fn read_entry(
    kind: Kind,
    table: &Table<'_>,
    within: &Within,
    reader: &mut Reader,
    records: &mut Records,
) {
    let before = reader.errors();
    let common = Common::read_fields(table, reader);
    let data = kind.read(table, reader);
    require_title(kind, table, reader);
    unknown_fields(kind, table, |name| name == "action" && kind != Kind::Action, reader);
    let fallback = match kind {
        Kind::Survey => Some(composed(reader.text().path().stem())),
        Kind::Answer => Some(reader.next_answer().to_string()),
        _ => None,
    };
    let found =
        Found { kind, common, data, header: table.header.clone(), fallback, body: None, ticked: None };
    let is_sound = reader.errors() == before && !reader.is_damaged(&table.header);
    let within = found.shelve(is_sound, within, records);
    for (map, span) in nested(table, &[Kind::Action], reader) {
        if kind != Kind::Action {
            let table = Table { map, header: reader.span(span) };
            read_entry(Kind::Action, &table, &within, reader, records);
        }
    }
}

/// The tables of follow-up records inside a record's own.
fn nested<'a>(
    table: &Table<'a>,
    kinds: &[Kind],
    reader: &mut Reader,
) -> Vec<(&'a DeTable<'a>, Range<usize>)> {
    let map: &'a DeTable<'a> = table.map;
    let mut found = Vec::new();
    for kind in kinds {
        if let Some(value) = map.get(kind.word()) {
            found.extend(tables_of(*kind, value, reader));
        }
    }
    found
}

fn require_title(kind: Kind, table: &Table<'_>, reader: &mut Reader) {
    if kind.is(Manner::Titled) && !table.map.contains_key("title") && !reader.is_damaged(&table.header) {
        reader.report(
            Diagnostic::error("missing-field", table.header.clone(), missing_message("title"))
                .expected("`title`: text in quotes")
                .fix("add a line `title = \"…\"`"),
        );
    }
}

fn unknown_fields(kind: Kind, table: &Table<'_>, claimed: impl Fn(&str) -> bool, reader: &mut Reader) {
    reader.unknown(table, &kind.fields(), &Common::fields(), claimed);
}

/// A record that was read, before it is shelved.
struct Found {
    kind: Kind,
    common: Option<Common>,
    data: Option<Data>,
    header: Span,
    fallback: Option<String>,
    body: Option<Body>,
    ticked: Option<bool>,
}

impl Found {
    /// Puts the record among the entries, or what is left of it among the broken ones. Gives what its own entries inherit.
    fn shelve(self, is_sound: bool, within: &Within, records: &mut Records) -> Within {
        let id = self.id(within);
        let own_date = self.data.as_ref().and_then(Data::own_date);
        let date = own_date.or(within.date).or_else(|| last_day(self.data.as_ref()?));
        let key = id.clone().map(|id| Key { kind: self.kind, id });
        match (key.clone(), self.common, self.data) {
            (Some(key), Some(common), Some(data)) => {
                let title = title_of(self.kind, &common);
                let entry = Entry {
                    key,
                    date,
                    host: within.host.clone(),
                    common,
                    data,
                    body: self.body,
                    ticked: self.ticked,
                    span: self.header,
                    title,
                };
                if !is_sound {
                    records.broken.push(broken(Some(self.kind), id, &entry.span));
                }
                let shelf = if is_sound || self.kind == Kind::Account {
                    &mut records.entries
                } else {
                    &mut records.unsound
                };
                shelf.push(entry);
            }
            (None, Some(_), Some(_)) if is_sound => {
                let message = format!("nothing gives this {} a name", self.kind.word());
                records.problems.push(
                    Diagnostic::error("missing-field", self.header.clone(), message)
                        .expected("an `id`, or a title or date that one can be made from")
                        .fix("add a line `id = \"…\"`"),
                );
                records.broken.push(broken(Some(self.kind), None, &self.header));
            }
            _ => records.broken.push(broken(Some(self.kind), id, &self.header)),
        }
        Within { host: key, date }
    }

    /// The id: as written, from the title, or from the words that identify a record of its kind.
    fn id(&self, within: &Within) -> Option<String> {
        let common = self.common.as_ref()?;
        if let Some(id) = &common.id {
            return Some(id.value.0.clone());
        }
        let host = within.host.as_ref().map(|host| host.id.as_str());
        let words = self.data.as_ref().and_then(Data::own_words);
        let date = self.data.as_ref().and_then(Data::own_date).or(within.date).map(|date| date.to_string());
        let parts = match self.kind {
            Kind::Account => return Some("account".into()),
            Kind::Action => vec![host.map(str::to_owned), words],
            Kind::Answer => vec![host.map(str::to_owned), words.or_else(|| self.fallback.clone())],
            kind if kind.is(Manner::Following) => vec![words, date],
            _ => {
                let title = title_of(self.kind, common);
                vec![title.or(words).or_else(|| self.fallback.clone()).or(date)]
            }
        };
        let made = slugify(&parts.into_iter().flatten().collect::<Vec<_>>().join(" "));
        (!made.is_empty()).then(|| shorten(&made))
    }
}

/// A review that has no day of its own is dated by the last day that it looks at.
fn last_day(data: &Data) -> Option<NaiveDate> {
    let Data::Review(review) = data else { return None };
    review.to.as_ref().map(|at| at.value)
}

/// A person's `title` is what stands on the card, not the title of a record.
fn title_of(kind: Kind, common: &Common) -> Option<String> {
    (kind != Kind::Person).then(|| common.title.as_ref().map(|at| at.value.clone())).flatten()
}

/// Ids made from long sentences end at a word within 80 bytes.
fn shorten(id: &str) -> String {
    const LONGEST: usize = 80;
    if id.len() <= LONGEST {
        return id.to_owned();
    }
    let cut = id.floor_char_boundary(LONGEST);
    let end = id[..cut].rfind('-').unwrap_or(cut);
    id[..end].to_owned()
}

fn broken(kind: Option<Kind>, id: Option<String>, span: &Span) -> Broken {
    Broken { kind, id, span: span.clone(), path: span.path().clone() }
}

/// Hands the problems over, with what could not be read at all: its kind where that can be told, else it may have been
/// any.
pub fn finish(reader: Reader, records: &mut Records) {
    for (range, name) in reader.lost_tables() {
        let word = name.split('.').next().unwrap_or_default();
        let kind = nearest(word, Kind::ALL.iter().map(|kind| kind.word())).and_then(Kind::from_word);
        records.broken.push(broken(kind, None, &reader.span(range.clone())));
    }
    records.problems.extend(reader.into_problems());
}

/// Reads a Markdown record of a kind.
pub fn read_markdown(text: &Arc<Text>, kind: Kind, records: &mut Records) {
    let stem = composed(text.path().stem());
    let parts = match markdown::front_matter(text.content()) {
        Ok(parts) => parts,
        Err((range, problem, fix)) => {
            let span = Span::new(text, range);
            records.problems.push(Diagnostic::error("front-matter", span.clone(), problem).fix(fix));
            records.broken.push(broken(Some(kind), Some(stem), &span));
            return;
        }
    };
    let mut reader = Reader::new(text, parts.toml.start);
    let content = repair(&text.content()[parts.toml.clone()], is_listed, &mut reader);
    let document = parse(&content, &mut reader);
    let errors_of_syntax = reader.errors();
    let header = Span::new(text, parts.header.clone());
    let table = Table { map: document.get_ref(), header: header.clone() };
    let mut scan = markdown::scan(text, parts.body.clone(), &mut reader);
    let mut common = Common::read_fields(&table, &mut reader);
    let data = kind.read(&table, &mut reader);
    let follow_ups: Vec<Kind> = Kind::ALL.iter().copied().filter(|one| may_follow(*one)).collect();
    unknown_fields(kind, &table, |name| follow_ups.iter().any(|one| one.word() == name), &mut reader);
    if kind == Kind::Note && !scan.has_words {
        reader.report(
            Diagnostic::error("empty-text", header.clone(), "this note has no words")
                .expected("what was said or seen, below the front matter")
                .fix("write a sentence, or delete the file"),
        );
    }
    let title = common.as_ref().and_then(|common| common.title.as_ref()).map(|at| at.value.clone());
    let title = title.or(scan.heading.take()).or_else(|| title_of_stem(&stem));
    if let Some(common) = &mut common {
        let named = super::value::Id(slugify(&stem));
        common.id = common.id.take().or(Some(super::At { value: named, span: header.clone() }));
    }
    let named = stem.get(..10).and_then(parse_date);
    let own = data.as_ref().and_then(Data::own_date);
    if own.or(named).or_else(|| last_day(data.as_ref()?)).is_none()
        && kind != Kind::Profile
        && data.is_some()
        && !reader.is_damaged(&header)
    {
        let field = if kind == Kind::Complaint { "raised" } else { "on" };
        reader.report(
            Diagnostic::error("missing-field", header.clone(), format!("this {} has no date", kind.word()))
                .expected("a date in the front matter, or at the start of the file's name")
                .fix(format!("add a line `{field} = 2026-03-20`, or name the file `2026-03-20-{stem}.md`")),
        );
    }
    let is_sound = reader.errors() == errors_of_syntax && !reader.is_damaged(&header);
    let body = Body { span: Span::new(text, parts.body), links: scan.links };
    let within = Within { host: None, date: own.or(named) };
    let found = Found { kind, common, data, header, fallback: Some(stem), body: Some(body), ticked: None };
    let inner = found.shelve(is_sound, &within, records);
    if is_sound && let Some(entry) = records.entries.last_mut() {
        entry.title = title;
    }
    for follow_up in follow_ups {
        for (map, span) in nested(&table, &[follow_up], &mut reader) {
            let table = Table { map, header: reader.span(span) };
            read_entry(follow_up, &table, &inner, &mut reader, records);
        }
    }
    for task in scan.tasks {
        shelve_task(task, &inner, records);
    }
    finish(reader, records);
}

/// The records that may stand in the front matter of another.
fn may_follow(kind: Kind) -> bool {
    matches!(kind, Kind::Action | Kind::Assessment | Kind::Change | Kind::Progress | Kind::Evaluation)
}

/// `2026-03-12-quarterly-call` gives `Quarterly call`.
fn title_of_stem(stem: &str) -> Option<String> {
    let rest =
        if stem.get(..10).and_then(parse_date).is_some() { stem[10..].trim_start_matches('-') } else { stem };
    let words = rest.replace(['-', '_'], " ");
    let mut letters = words.chars();
    let first = letters.next()?;
    Some(first.to_uppercase().collect::<String>() + letters.as_str())
}

fn shelve_task(task: Task, within: &Within, records: &mut Records) {
    let common = Common {
        id: None,
        title: None,
        tags: Vec::new(),
        visibility: None,
        told: Vec::new(),
        evidence: Vec::new(),
        formerly: Vec::new(),
    };
    if task.ticked && task.action.done.is_none() && task.action.dropped.is_none() {
        records.problems.push(
            Diagnostic::warning("done-without-date", task.span.clone(), "this task is ticked, but not dated")
                .expected("the day on which it was done, at the end: `done 2026-03-18`")
                .fix("add the day; until then it counts as late"),
        );
    }
    let found = Found {
        kind: Kind::Action,
        common: Some(common),
        data: Some(Data::Action(Box::new(task.action))),
        header: task.span,
        fallback: None,
        body: None,
        ticked: Some(task.ticked),
    };
    found.shelve(true, within, records);
}
