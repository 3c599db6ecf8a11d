//! A part of a page that any list of records fits: a heading, a few words, charts, and tables of cells.
//!
//! New lists of an account, and the pages across accounts, are made of blocks; only what wants a form of its own has a
//! template of its own.

use schemars::JsonSchema;
use serde::Serialize;

use super::common::{
    Change, ChartView, DateText, Empty, Figure, Frame, Html, Linked, Omission, Pagination, ResultWord,
    SourceLine, StandingWord,
};

/// A page that is nothing but blocks.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct BlocksPage {
    /// Around the page.
    pub frame: Frame,
    /// What the page is about, where it is about one account.
    pub account: Option<Linked>,
    /// What the page says in a sentence or two, under its title.
    pub lead: String,
    /// What was left out of this page.
    pub omissions: Vec<Omission>,
    /// Its parts, in order.
    pub blocks: Vec<Block>,
    /// Whether it has more parts than a list of them at the top could help with.
    pub is_long: bool,
    /// Which page of a long table this is.
    pub pagination: Pagination,
}

/// A part of a page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Block {
    /// The element id of the heading.
    pub id: String,
    /// The heading.
    pub title: String,
    /// How many things it holds, where they are counted.
    pub count: Option<usize>,
    /// A sentence or two under the heading; may be empty.
    pub lead: String,
    /// Longer prose, from Markdown.
    pub prose: Option<Html>,
    /// Charts, in order.
    pub charts: Vec<ChartView>,
    /// Tables, in order.
    pub tables: Vec<Table>,
}

/// A table of anything, with its count and, for when it is empty, the words that say why and what to write.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Table {
    /// The element id of its heading; may be empty.
    pub id: String,
    /// Its heading below that of the block; empty where the block has one table only.
    pub title: String,
    /// What it is, for whoever cannot see it.
    pub label: String,
    /// The columns; the first names the row.
    pub columns: Vec<Column>,
    /// The rows shown.
    pub rows: Vec<Row>,
    /// How many there are in all.
    pub total: usize,
    /// Where the rest is, if it is not here.
    pub more: Option<Linked>,
    /// For an empty table: why it is empty and what to write to fill it.
    pub empty: Empty,
    /// Whether it waits behind its heading until somebody opens it.
    pub folded: bool,
}

/// A column of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Column {
    /// The heading.
    pub label: String,
    /// Whether it holds numbers, which stand to the right.
    pub numeric: bool,
    /// Whether it holds sentences, which may wrap.
    pub wide: bool,
}

/// A row of a table.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Row {
    /// The element id, `<kind>-<id>` for a record; may be empty.
    pub anchor: String,
    /// Whether it is over: closed, ended, left.
    pub over: bool,
    /// One cell a column.
    pub cells: Vec<Cell>,
    /// Where it is written: shown below the first cell.
    pub source: Option<SourceLine>,
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Cell {
    /// What it says.
    pub pieces: Vec<Piece>,
    /// What it says below that in smaller letters, line by line.
    pub under: Vec<Vec<Piece>>,
    /// What it sorts by, where that is not its text.
    pub sort: Option<String>,
}

/// A piece of what a cell says.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "kind", content = "is", rename_all = "lowercase")]
pub enum Piece {
    /// Words.
    Text(String),
    /// Words that say that something is late or lacking.
    Late(String),
    /// Words that say that there is nothing.
    None(String),
    /// Words that lead somewhere.
    Link(Linked),
    /// Several, with commas between.
    Links(Vec<Linked>),
    /// A date.
    Date(DateText),
    /// A number with its evidence.
    Figure(Figure),
    /// A change.
    Change(Change),
    /// The result of an assessment.
    Result(ResultWord),
    /// Where an account stands.
    Standing(StandingWord),
    /// Words with their evidence behind them.
    How(How),
    /// A small drawing.
    Drawing(Html),
    /// A piece of a file.
    Code(String),
}

/// Words with their evidence behind them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct How {
    /// The words.
    pub words: String,
    /// How they are known.
    pub evidence: super::common::Evidence,
}

impl Column {
    /// A column of short texts.
    #[must_use]
    pub fn text(label: &str) -> Self {
        Self { label: label.to_owned(), ..Self::default() }
    }

    /// A column of sentences.
    #[must_use]
    pub fn wide(label: &str) -> Self {
        Self { wide: true, ..Self::text(label) }
    }

    /// A column of numbers.
    #[must_use]
    pub fn number(label: &str) -> Self {
        Self { numeric: true, ..Self::text(label) }
    }
}

impl Cell {
    /// A cell that says one thing.
    #[must_use]
    pub fn of(piece: impl Into<Piece>) -> Self {
        let piece = piece.into();
        let sort = match &piece {
            Piece::Date(date) => Some(date.iso.clone()),
            Piece::Figure(figure) => Some(figure.sort.map_or(String::new(), |sort| sort.to_string())),
            Piece::Change(change) => Some(change.sort.to_string()),
            Piece::Standing(standing) => Some(standing.rank().to_string()),
            _ => None,
        };
        Self { pieces: vec![piece], under: Vec::new(), sort }
    }

    /// A cell of words.
    #[must_use]
    pub fn text(words: impl Into<String>) -> Self {
        Self::of(Piece::Text(words.into()))
    }

    /// A cell that says what is there, or that there is nothing: “never”, “nobody”, “–”.
    #[must_use]
    pub fn or(piece: Option<impl Into<Piece>>, none: &str) -> Self {
        match piece {
            Some(piece) => Self::of(piece),
            None => Self { sort: Some(String::new()), ..Self::of(Piece::None(none.to_owned())) },
        }
    }

    /// The same with a smaller line below; nothing where it is empty.
    #[must_use]
    pub fn below(mut self, words: impl Into<String>) -> Self {
        let words = words.into();
        if !words.is_empty() {
            self.under.push(vec![Piece::Text(words)]);
        }
        self
    }

    /// The same with a piece in a smaller line below.
    #[must_use]
    pub fn beneath(mut self, piece: impl Into<Piece>) -> Self {
        self.under.push(vec![piece.into()]);
        self
    }

    /// The same, sorted by something else.
    #[must_use]
    pub fn sorted(mut self, by: impl ToString) -> Self {
        self.sort = Some(by.to_string());
        self
    }
}

macro_rules! pieces {
    ($($type:ty => $piece:ident),* $(,)?) => {
        $(impl From<$type> for Piece {
            fn from(is: $type) -> Self {
                Self::$piece(is)
            }
        })*
    };
}
pieces!(
    String => Text,
    Linked => Link,
    Vec<Linked> => Links,
    DateText => Date,
    Figure => Figure,
    Change => Change,
    ResultWord => Result,
    StandingWord => Standing,
    How => How,
);

impl From<&str> for Piece {
    fn from(words: &str) -> Self {
        Self::Text(words.to_owned())
    }
}

impl Table {
    /// A table that is whole on its page.
    #[must_use]
    pub fn whole(label: &str, columns: Vec<Column>, rows: Vec<Row>, empty: Empty) -> Self {
        Self { label: label.to_owned(), columns, total: rows.len(), rows, empty, ..Self::default() }
    }

    /// The same with so many rows at most; `rest` leads to the others.
    #[must_use]
    pub fn at_most(mut self, rows: usize, rest: Linked) -> Self {
        if self.rows.len() > rows {
            self.rows.truncate(rows);
            self.more = Some(rest);
        }
        self
    }

    /// The same with an id on its heading, to which links lead.
    #[must_use]
    pub fn anchored(mut self, id: &str) -> Self {
        id.clone_into(&mut self.id);
        self
    }

    /// The same under a heading of its own.
    #[must_use]
    pub fn titled(mut self, title: &str) -> Self {
        title.clone_into(&mut self.title);
        self
    }
}

impl Row {
    /// A row of cells.
    #[must_use]
    pub fn of(cells: Vec<Cell>) -> Self {
        Self { cells, ..Self::default() }
    }
}

impl Block {
    /// A block of one table, which it counts.
    #[must_use]
    pub fn table(id: &str, title: &str, lead: impl Into<String>, table: Table) -> Self {
        Self {
            id: id.to_owned(),
            title: title.to_owned(),
            count: Some(table.total),
            lead: lead.into(),
            tables: vec![table],
            ..Self::default()
        }
    }

    /// A block of several tables, which it counts together.
    #[must_use]
    pub fn tables(id: &str, title: &str, lead: impl Into<String>, tables: Vec<Table>) -> Self {
        let count = tables.iter().map(|table| table.total).sum();
        Self {
            id: id.to_owned(),
            title: title.to_owned(),
            count: Some(count),
            lead: lead.into(),
            tables,
            ..Self::default()
        }
    }
}
