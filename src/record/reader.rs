//! The state of reading one file: its text, where its TOML starts, and the problems found so far.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fields::{Field, Fields};
use super::value::{At, Value};
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::{Span, Text};

/// Names that people write for one of ours.
const SYNONYMS: [(&str, &str); 12] = [
    ("date", "on"),
    ("deadline", "due"),
    ("assignee", "owner"),
    ("responsible", "owner"),
    ("probability", "likelihood"),
    ("start", "from"),
    ("end", "to"),
    ("participants", "people"),
    ("attendees", "people"),
    ("amount", "value"),
    ("rating", "score"),
    ("text", "words"),
];

/// Reads values of one file and collects its problems.
pub struct Reader {
    text: Arc<Text>,
    base: usize,
    suspect_from: usize,
    /// The field being read, for messages.
    field: String,
    /// What was found wrong.
    pub problems: Vec<Diagnostic>,
}

/// A TOML table with the span of its header.
#[derive(Clone)]
pub struct Table<'a> {
    /// Its keys and values.
    pub map: &'a DeTable<'a>,
    /// Where it begins: what a missing field is reported against.
    pub header: Span,
}

impl Reader {
    /// Starts reading a text whose TOML begins at byte `base`.
    #[must_use]
    pub fn new(text: &Arc<Text>, base: usize) -> Self {
        Self {
            text: Arc::clone(text),
            base,
            suspect_from: usize::MAX,
            field: String::new(),
            problems: Vec::new(),
        }
    }

    /// The text being read.
    #[must_use]
    pub fn text(&self) -> &Arc<Text> {
        &self.text
    }

    /// The span of a range of the TOML.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        Span::new(&self.text, range.start + self.base..range.end + self.base)
    }

    /// The name of the field being read.
    #[must_use]
    pub fn field(&self) -> &str {
        &self.field
    }

    /// After a syntax error, later keys may stand in the wrong table: nothing is said about those that are unknown or
    /// missing from here on.
    pub fn suspect_from(&mut self, at: usize) {
        self.suspect_from = self.suspect_from.min(at);
    }

    /// Whether what stands at this place may be in the wrong table.
    #[must_use]
    pub fn is_suspect(&self, span: &Span) -> bool {
        span.range().start >= self.suspect_from.saturating_add(self.base)
    }

    /// Whether any syntax error was met.
    #[must_use]
    pub fn has_suspects(&self) -> bool {
        self.suspect_from != usize::MAX
    }

    /// Notes a problem.
    pub fn report(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
    }

    /// Reads a field that must be there.
    pub fn required<T: Value>(&mut self, table: &Table<'_>, name: &'static str) -> Option<At<T>> {
        if let Some(raw) = table.map.get(name) {
            return self.value(name, raw);
        }
        if !self.has_suspects() {
            let expected = T::expected();
            self.report(
                Diagnostic::error("missing-field", table.header.clone(), format!("`{name}` is missing"))
                    .expected(format!("`{name}`: {expected}"))
                    .fix(format!("add a line `{name} = …`")),
            );
        }
        None
    }

    /// Reads a field that may be absent.
    pub fn optional<T: Value>(&mut self, table: &Table<'_>, name: &'static str) -> Option<At<T>> {
        let raw = table.map.get(name)?;
        self.value(name, raw)
    }

    /// Reads a list; a single value where a list is expected counts as a list of one.
    pub fn list<T: Value>(&mut self, table: &Table<'_>, name: &'static str) -> Vec<At<T>> {
        let Some(raw) = table.map.get(name) else { return Vec::new() };
        match raw.get_ref() {
            DeValue::Array(values) => values.iter().filter_map(|raw| self.value(name, raw)).collect(),
            _ => self.value(name, raw).into_iter().collect(),
        }
    }

    fn value<T: Value>(&mut self, name: &str, raw: &Spanned<DeValue<'_>>) -> Option<At<T>> {
        let outer = std::mem::replace(&mut self.field, name.to_owned());
        let span = self.span(raw.span());
        let value = T::read(raw, self);
        self.field = outer;
        Some(At { value: value?, span })
    }

    /// Reads a table's fields and reports those that it does not know.
    pub fn table<T: Fields>(&mut self, table: &Table<'_>) -> Option<T> {
        let read = T::read_fields(table, self);
        self.unknown(table, &T::fields(), |_| false);
        read
    }

    /// Reports the keys of a table that are neither fields nor otherwise claimed.
    pub fn unknown(&mut self, table: &Table<'_>, fields: &[Field], claimed: impl Fn(&str) -> bool) {
        for key in table.map.keys() {
            let name: &str = key.get_ref();
            let span = self.span(key.span());
            if fields.iter().any(|field| field.name == name) || claimed(name) || self.is_suspect(&span) {
                continue;
            }
            let names = || fields.iter().map(|field| field.name);
            let synonym =
                SYNONYMS.iter().find(|(theirs, ours)| *theirs == name && names().any(|own| own == *ours));
            let meant = synonym.map(|(_, ours)| *ours).or_else(|| nearest(name, names()));
            let listed: Vec<_> = names().map(|name| format!("`{name}`")).collect();
            self.report(
                Diagnostic::error("unknown-field", span, format!("there is no field `{name}` here"))
                    .expected(format!("one of {}", listed.join(", ")))
                    .maybe_fix(meant.map(|meant| format!("write `{meant}`"))),
            );
        }
    }

    /// Says that a value has the wrong type.
    pub fn wrong_type(&mut self, raw: &Spanned<DeValue<'_>>, expected: &str) {
        let found = match raw.get_ref() {
            DeValue::String(_) => "text",
            DeValue::Integer(_) => "a whole number",
            DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date or time",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        let message = format!("`{}` holds {found}", self.field);
        let span = self.span(raw.span());
        self.report(Diagnostic::error("wrong-type", span, message).expected(expected));
    }
}
