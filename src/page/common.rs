//! The parts that pages share: the frame around a page, dates, figures with their evidence, standings, charts.
//!
//! Nothing here knows a kind of record. Optional parts are `Option` or an empty list, and templates show the
//! difference between “none” and “unknown” in words.

use std::borrow::Cow;

use chrono::NaiveDate;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use crate::chart::{Chart, Note, Tone};
use crate::language::Language;

/// Markup that may stand in a page as it is: charts drawn by this program, Markdown rendered by this program.
///
/// Everything else is text, and templates escape it. A template needs no `safe` filter for this type: it arrives
/// there as markup.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// Vouches for markup: the caller made it, or escaped every foreign part of it.
    pub fn trusted(markup: impl Into<String>) -> Self {
        Html(markup.into())
    }

    /// The markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tera::Value::safe_string(&self.0).serialize(serializer)
    }
}

impl JsonSchema for Html {
    fn schema_name() -> Cow<'static, str> {
        "Html".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "html", "description": "Markup that this program made, which stands in a page as it is." })
    }
}

/// What stands around every page: the portfolio's name, the date, the audience, the way to other pages.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Frame {
    /// The language tag of the site, for the `lang` attribute.
    pub lang: String,
    /// The portfolio's title.
    pub portfolio: String,
    /// This page's own title, without the portfolio's.
    pub title: String,
    /// The way from this page to the site's root: empty, or `../` once a level.
    pub root: String,
    /// The day for which the site was computed.
    pub as_of: DateText,
    /// The audience of this edition, in a word or two: “internal”.
    pub audience: String,
    /// The main pages, in the order in which they stand in the header.
    pub navigation: Vec<NavigationLink>,
    /// The other pages across accounts, group by group.
    pub more: Vec<NavigationGroup>,
    /// The program that made the page, with its version: “Standing 0.1.0”.
    pub program: String,
    /// The portfolio page alone names the revision of the records and whether the tree had changes; elsewhere none.
    pub revision: Option<String>,
    /// What was left out of the records that all pages share; empty but in a site that was built in spite of errors.
    pub omissions: Vec<Omission>,
    /// What the page says, for other programs.
    pub data: Vec<DataLink>,
}

/// A file for other programs that goes with a page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DataLink {
    /// The words to click: “JSON”, “Atom feed”, “CSV: actions”.
    pub label: String,
    /// Its media type.
    pub media: String,
    /// Where it is, relative to the page.
    pub href: String,
    /// What it holds, for programs that offer a choice.
    pub title: String,
}

impl DataLink {
    /// A file in a form that goes with a page about something.
    #[must_use]
    pub fn new(label: &str, media: &str, href: String, about: &str) -> Self {
        Self { label: label.to_owned(), media: media.to_owned(), href, title: format!("{about}: {label}") }
    }
}

/// One entry of the main navigation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NavigationLink {
    /// The words to click.
    pub label: String,
    /// Where it leads, relative to the page.
    pub href: String,
    /// Whether it is the page being read, or the page's parent.
    pub current: bool,
}

/// Links of the navigation that belong together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NavigationGroup {
    /// What they have in common.
    pub label: String,
    /// The links, in order.
    pub links: Vec<NavigationLink>,
}

/// A date twice: for machines and for the reader.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct DateText {
    /// ISO 8601, as in `2026-03-12`; sorts as text.
    pub iso: String,
    /// The language's form, as in “12 Mar 2026”.
    pub text: String,
}

impl DateText {
    /// A date in a language.
    pub fn new(date: NaiveDate, language: &Language) -> Self {
        DateText { iso: date.to_string(), text: language.date(date) }
    }
}

/// Words that may lead somewhere: a person's name, an account, a record.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Linked {
    /// The words.
    pub text: String,
    /// Where they lead, relative to the page; none stays plain text.
    pub href: Option<String>,
}

impl Linked {
    /// Words that lead nowhere.
    pub fn text(text: impl Into<String>) -> Self {
        Linked { text: text.into(), href: None }
    }

    /// Words that lead somewhere.
    pub fn to(text: impl Into<String>, href: impl Into<String>) -> Self {
        Linked { text: text.into(), href: Some(href.into()) }
    }
}

/// The record behind a figure or a row: what it is, where it is shown, and the file and line it was written in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SourceLine {
    /// The record in words: “Assessment of uptime, 31 Mar 2026: partly”.
    pub label: String,
    /// Its permanent address in the site, relative to the page.
    pub href: Option<String>,
    /// The file, relative to the repository.
    pub path: String,
    /// The line in that file, from 1.
    pub line: u32,
    /// The file's page in the team's forge, where a source URL is configured.
    pub forge: Option<String>,
    /// Where the file can be edited there, where the forge is known.
    pub edit: Option<String>,
    /// Where its changes are listed there.
    pub history: Option<String>,
    /// The last commit that touched the record, short, where git supplies it.
    pub commit: Option<String>,
}

/// How a figure or a statement is known: the formula, its numbers, and the records they came from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Evidence {
    /// The rule in words or symbols: “Σ w·f·a ⁄ Σ w·f over the latest assessment of each expectation”.
    pub formula: String,
    /// The formula's terms with this account's own numbers, in the order of computation.
    pub working: Vec<Working>,
    /// The records it was computed from, most telling first.
    pub sources: Vec<SourceLine>,
    /// How many further records there are that are not listed; 0 when the list is whole.
    pub more: usize,
}

/// One term of a formula with its value.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Working {
    /// The term: “uptime: partly, weight 3, freshness 0.9”.
    pub term: String,
    /// Its value, formatted.
    pub value: String,
}

/// A number as the reader sees it, with its evidence one click away.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Figure {
    /// The number, formatted; “–” or a word where it is unknown.
    pub value: String,
    /// Its unit, after the number, or empty.
    pub unit: String,
    /// The number unformatted, by which tables sort; none sorts last.
    pub sort: Option<f64>,
    /// How it is known; none only where the row itself is the evidence.
    pub evidence: Option<Evidence>,
}

impl Figure {
    /// A figure whose row or page is its evidence.
    pub fn plain(value: impl Into<String>, sort: f64) -> Self {
        Figure { value: value.into(), sort: Some(sort), ..Figure::default() }
    }

    /// A figure that cannot be known, in a word that says why: “unknown”, “not applicable”.
    pub fn unknown(word: impl Into<String>) -> Self {
        Figure { value: word.into(), ..Figure::default() }
    }

    /// The same with a unit.
    pub fn unit(mut self, unit: impl Into<String>) -> Self {
        self.unit = unit.into();
        self
    }

    /// The same with its evidence.
    pub fn because(mut self, evidence: Evidence) -> Self {
        self.evidence = Some(evidence);
        self
    }
}

/// Which way a change went, and therefore which arrow stands beside it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// It rose.
    Up,
    /// It fell.
    Down,
    /// It stayed, to the last digit shown.
    #[default]
    Level,
}

/// A change since an earlier day.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Change {
    /// With its sign: “+3.5”.
    pub text: String,
    /// Which way it went.
    pub direction: Direction,
    /// Whether it is good news; none where that cannot be said.
    pub good: Option<bool>,
    /// The change unformatted, by which tables sort.
    pub sort: f64,
}

impl Change {
    /// A change with a fixed count of decimals. `rise_is_good` says how to read a rise; `None` leaves it open.
    pub fn new(by: f64, decimals: usize, rise_is_good: Option<bool>, language: &Language) -> Self {
        let text = language.signed(by, decimals);
        let direction = match text.chars().next() {
            Some('+') => Direction::Up,
            Some('\u{2212}') => Direction::Down,
            _ => Direction::Level,
        };
        let good = match direction {
            Direction::Level => None,
            Direction::Up => rise_is_good,
            Direction::Down => rise_is_good.map(|good| !good),
        };
        Change { text, direction, good, sort: by }
    }
}

/// The word for where an account stands; a band, or what stands in a band's place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum StandingWord {
    /// H < 50, or a gate says so.
    AtRisk,
    /// 50 ≤ H < 75, or a higher score with too little coverage.
    Watch,
    /// H ≥ 75 with coverage of at least 0.70.
    Good,
    /// Coverage under 0.50.
    #[default]
    Unknown,
    /// Unknown, and no more than 90 days since the account began.
    New,
    /// Not yet a customer.
    Prospect,
    /// Paused.
    Paused,
    /// Ended.
    Ended,
}

impl StandingWord {
    /// Every word.
    pub const ALL: [StandingWord; 8] = [
        StandingWord::AtRisk,
        StandingWord::Watch,
        StandingWord::Good,
        StandingWord::Unknown,
        StandingWord::New,
        StandingWord::Prospect,
        StandingWord::Paused,
        StandingWord::Ended,
    ];

    /// The words that the reader sees.
    pub fn word(self, language: &Language) -> String {
        language.word(&format!("word-{}", self.key()))
    }

    /// The same in English.
    pub fn english(self) -> &'static str {
        match self {
            StandingWord::AtRisk => "at risk",
            StandingWord::Watch => "watch",
            StandingWord::Good => "good",
            StandingWord::Unknown => "unknown",
            StandingWord::New => "new",
            StandingWord::Prospect => "prospect",
            StandingWord::Paused => "paused",
            StandingWord::Ended => "ended",
        }
    }

    /// The word for classes, addresses and data: lower case, hyphens.
    pub fn key(self) -> &'static str {
        match self {
            StandingWord::AtRisk => "at-risk",
            other => other.english(),
        }
    }

    /// The mark beside the word, one shape each, so that colour never speaks alone.
    pub fn symbol(self) -> &'static str {
        match self {
            StandingWord::AtRisk => "■",
            StandingWord::Watch => "▲",
            StandingWord::Good => "●",
            StandingWord::Unknown => "○",
            StandingWord::New => "◇",
            StandingWord::Prospect => "◇",
            StandingWord::Paused => "=",
            StandingWord::Ended => "–",
        }
    }

    /// Its colour in charts.
    pub fn tone(self) -> Tone {
        match self {
            StandingWord::AtRisk => Tone::Risk,
            StandingWord::Watch => Tone::Watch,
            StandingWord::Good => Tone::Good,
            _ => Tone::Unknown,
        }
    }

    /// The order in which tables sort: what is worst first.
    pub fn rank(self) -> u8 {
        match self {
            StandingWord::AtRisk => 0,
            StandingWord::Watch => 1,
            StandingWord::Unknown => 2,
            StandingWord::Good => 3,
            StandingWord::New => 4,
            StandingWord::Prospect => 5,
            StandingWord::Paused => 6,
            StandingWord::Ended => 7,
        }
    }
}

impl Serialize for StandingWord {
    /// Templates see `{ key, word, symbol, rank }`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut view = serializer.serialize_struct("StandingWord", 4)?;
        view.serialize_field("key", self.key())?;
        view.serialize_field("word", self.english())?;
        view.serialize_field("symbol", self.symbol())?;
        view.serialize_field("rank", &self.rank())?;
        view.end()
    }
}

impl JsonSchema for StandingWord {
    fn schema_name() -> Cow<'static, str> {
        "StandingWord".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "description": "Where an account stands.",
            "properties": {
                "key": { "type": "string", "enum": ["at-risk", "watch", "good", "unknown", "new", "prospect", "paused", "ended"], "description": "The word for classes, addresses, data and the catalogue: `say(id=\"word-\" ~ key)`." },
                "word": { "type": "string", "description": "The same in English." },
                "symbol": { "type": "string", "description": "The mark beside the word, one shape each, so that colour never speaks alone." },
                "rank": { "type": "integer", "description": "The order in which tables sort: what is worst first." }
            },
            "required": ["key", "word", "symbol", "rank"]
        })
    }
}

/// How sure a word is: confidence in a score.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// At least 0.7.
    High,
    /// At least 0.4.
    Medium,
    /// Less.
    #[default]
    Low,
}

/// A result of an assessment, and the two states that stand in its place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum ResultWord {
    /// More than was expected.
    Exceeded,
    /// As expected.
    Met,
    /// In part.
    Partly,
    /// Not.
    Missed,
    /// Its latest assessment is older than its review period.
    Overdue,
    /// Never assessed.
    #[default]
    Unassessed,
}

impl ResultWord {
    /// Every word.
    pub const ALL: [ResultWord; 6] = [
        ResultWord::Exceeded,
        ResultWord::Met,
        ResultWord::Partly,
        ResultWord::Missed,
        ResultWord::Overdue,
        ResultWord::Unassessed,
    ];

    /// The words that the reader sees.
    pub fn word(self, language: &Language) -> String {
        language.word(&format!("word-{}", self.english()))
    }

    /// The same in English; also its class.
    pub fn english(self) -> &'static str {
        match self {
            ResultWord::Exceeded => "exceeded",
            ResultWord::Met => "met",
            ResultWord::Partly => "partly",
            ResultWord::Missed => "missed",
            ResultWord::Overdue => "overdue",
            ResultWord::Unassessed => "unassessed",
        }
    }

    /// The mark beside the word, one shape each.
    pub fn symbol(self) -> &'static str {
        match self {
            ResultWord::Exceeded => "★",
            ResultWord::Met => "●",
            ResultWord::Partly => "▲",
            ResultWord::Missed => "■",
            ResultWord::Overdue => "◷",
            ResultWord::Unassessed => "○",
        }
    }
}

impl Serialize for ResultWord {
    /// Templates see `{ key, word, symbol }`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut view = serializer.serialize_struct("ResultWord", 3)?;
        view.serialize_field("key", self.english())?;
        view.serialize_field("word", self.english())?;
        view.serialize_field("symbol", self.symbol())?;
        view.end()
    }
}

impl JsonSchema for ResultWord {
    fn schema_name() -> Cow<'static, str> {
        "ResultWord".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "description": "A result of an assessment, or one of the two states that stand in its place.",
            "properties": {
                "key": { "type": "string", "enum": ["exceeded", "met", "partly", "missed", "overdue", "unassessed"], "description": "The word for classes and the catalogue: `say(id=\"word-\" ~ key)`." },
                "word": { "type": "string", "description": "The same in English." },
                "symbol": { "type": "string", "description": "The mark beside the word, one shape each." }
            },
            "required": ["key", "word", "symbol"]
        })
    }
}

/// A chart as a page shows it: the drawing, and the same data as a table for whoever cannot see it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct ChartView {
    /// The inline SVG.
    pub svg: Html,
    /// What it shows, also the caption of its table.
    pub title: String,
    /// What its lettered marks stand for.
    pub notes: Vec<Note>,
    /// The headings of the data table.
    pub columns: Vec<String>,
    /// Its rows, each as long as the headings.
    pub rows: Vec<Vec<String>>,
}

impl From<Chart> for ChartView {
    fn from(chart: Chart) -> Self {
        ChartView {
            svg: Html::trusted(chart.svg),
            title: chart.title,
            notes: chart.notes,
            columns: chart.columns,
            rows: chart.rows,
        }
    }
}

/// A list with its count and, for when it is empty, the words that say why and what to write to fill it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "ListOf{T}")]
pub struct List<T> {
    /// The rows shown.
    pub rows: Vec<T>,
    /// How many there are in all, the ones on other pages included.
    pub total: usize,
    /// Where the rest is, if it is not here.
    pub more: Option<Linked>,
    /// For an empty list: why it is empty and what to write to fill it.
    pub empty: Empty,
}

/// Why a list is empty, and what to write to fill it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Empty {
    /// Why, in a sentence: “No complaint was recorded.”
    pub why: String,
    /// Which file to write: `accounts/northwind/complaints/2026-05-01-title.md`; empty where nothing is missing.
    pub file: String,
    /// The smallest text that would fill it, as it would stand in that file; may be empty.
    pub example: String,
}

impl<T> List<T> {
    /// The same with so many rows at most; `rest` leads to the others.
    #[must_use]
    pub fn at_most(mut self, rows: usize, rest: Linked) -> Self {
        if self.rows.len() > rows {
            self.rows.truncate(rows);
            self.more = Some(rest);
        }
        self
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        List { rows: Vec::new(), total: 0, more: None, empty: Empty::default() }
    }
}

impl<T> List<T> {
    /// A list that is whole on its page.
    pub fn whole(rows: Vec<T>, empty: Empty) -> Self {
        List { total: rows.len(), rows, more: None, empty }
    }
}

/// Which of a list's pages this is, where a list has more than one page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Pagination {
    /// This page, from 1.
    pub current: usize,
    /// The pages that this one names, as links: all of a short list; of a long one the ends, those near, and a few between.
    /// Empty when there is only one.
    pub pages: Vec<Linked>,
    /// This page's place among them, from 1.
    pub here: usize,
    /// The first row's place in the whole list, from 1.
    pub first: usize,
    /// The last row's place in the whole list.
    pub last: usize,
    /// The rows of all pages together.
    pub total: usize,
}

/// An action as lists show it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct ActionRow {
    /// Its words.
    pub what: String,
    /// The account it belongs to, on pages across accounts.
    pub account: Option<Linked>,
    /// Who owes it.
    pub owner: Linked,
    /// Whether the owner is on the customer's side.
    pub theirs: bool,
    /// The day it is due, if one was agreed.
    pub due: Option<DateText>,
    /// `overdue`, `open`, `done`, `done-late` or `dropped`; a class and a word.
    pub state: String,
    /// The state in words with its days: “9 days late”, “due in 4 days”, “done 2 days late”.
    pub state_text: String,
    /// Each time it was moved: “from 20 Mar to 3 Apr, agreed with Amelia Ruiz”.
    pub moved: Vec<String>,
    /// Whether it is internal, and so no commitment.
    pub internal: bool,
    /// The record that agreed it.
    pub source: SourceLine,
}

/// A few words of label with a value, for lists of fields.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Field {
    /// The field's name in words.
    pub label: String,
    /// Its values, one or more.
    pub values: Vec<Linked>,
}

/// A record that could not be understood and was left out of this page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Omission {
    /// The diagnostic's code.
    pub code: String,
    /// What the reference says of the rule, relative to the site's root.
    pub rule: String,
    /// What is wrong with it.
    pub message: String,
    /// The file, relative to the repository.
    pub path: String,
    /// The line, from 1.
    pub line: u32,
    /// What it made unknown: “Feedback is unknown, because this answer could have fed it.”
    pub effect: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The contract names every key, and the catalogue has a word for each.
    #[test]
    fn every_key_is_in_the_contract_and_has_a_word() {
        let keys = |schema: Schema| -> Vec<String> {
            let keys = schema.to_value()["properties"]["key"]["enum"].clone();
            serde_json::from_value(keys).unwrap()
        };
        let mut types = SchemaGenerator::default();
        let english = Language::default();
        let standings = keys(StandingWord::json_schema(&mut types));
        for standing in StandingWord::ALL {
            assert!(standings.iter().any(|key| key == standing.key()), "{}", standing.key());
            assert_eq!(standing.word(&english), standing.english());
        }
        let results = keys(ResultWord::json_schema(&mut types));
        for result in ResultWord::ALL {
            assert!(results.iter().any(|key| key == result.english()), "{}", result.english());
            assert_eq!(result.word(&english), result.english());
        }
    }

    #[test]
    fn markup_passes_and_text_is_escaped() {
        #[derive(Serialize)]
        struct View {
            markup: Html,
            text: String,
        }
        let view = View { markup: Html::trusted("<b>a</b>"), text: "<b>b</b>".to_owned() };
        let mut tera = tera::Tera::default();
        tera.add_raw_template("t.html", "{{ markup }} {{ text }}").unwrap();
        let context = tera::Context::from_serialize(&view).unwrap();
        assert_eq!(tera.render("t.html", &context).unwrap(), "<b>a</b> &lt;b&gt;b&lt;/b&gt;");
    }

    #[test]
    fn a_change_reads_its_direction_from_what_is_shown() {
        let english = Language::default();
        let rise = Change::new(0.04, 1, Some(true), &english);
        assert_eq!((rise.direction, rise.good), (Direction::Level, None));
        let fall = Change::new(-2.0, 0, Some(false), &english);
        assert_eq!((fall.direction, fall.good, fall.text.as_str()), (Direction::Down, Some(true), "−2"));
    }
}
