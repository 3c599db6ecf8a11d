//! The state of reading one file: its text, where its TOML starts, and the problems found so far.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fields::{Field, Fields};
use super::value::{At, Value};
use crate::diagnostic::{Diagnostic, Severity, nearest};
use crate::source::{Span, Text};

/// Names that people write for one of ours.
const SYNONYMS: &[(&str, &str)] = &[
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
    ("role", "as"),
    ("company", "name"),
    ("customer", "name"),
    ("description", "statement"),
    ("who", "owner"),
    ("resolution", "remedy"),
    ("closed", "resolved"),
    ("reviewer", "by"),
    ("author", "by"),
    ("mitigation", "response"),
];

/// Reads values of one file and collects its problems.
pub struct Reader {
    text: Arc<Text>,
    base: usize,
    /// What could not be read, as ranges of the TOML: statements and tables.
    lost: Vec<Range<usize>>,
    /// Tables that could not be read, with the names in their headers.
    lost_tables: Vec<(Range<usize>, String)>,
    /// Where tables begin in the TOML, in order.
    headers: Vec<usize>,
    /// The field being read, for messages.
    field: String,
    /// How many answers there were.
    answers: usize,
    /// What was found wrong.
    problems: Vec<Diagnostic>,
    /// How many errors there are among it.
    errors: usize,
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
            lost: Vec::new(),
            lost_tables: Vec::new(),
            headers: Vec::new(),
            field: String::new(),
            answers: 0,
            problems: Vec::new(),
            errors: 0,
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

    /// The number of the next answer: what tells one without a name from the others of its file, whatever other files hold.
    pub fn next_answer(&mut self) -> usize {
        self.answers += 1;
        self.answers
    }

    /// The name of the field being read.
    #[must_use]
    pub fn field(&self) -> &str {
        &self.field
    }

    /// Notes that a statement could not be read: the table around it is damaged.
    pub fn lose(&mut self, range: Range<usize>) {
        self.lost.push(range);
    }

    /// Notes that a whole table could not be read, with the name in its header.
    pub fn lose_table(&mut self, range: Range<usize>, name: String) {
        self.lost_tables.push((range, name));
    }

    /// Tables that could not be read, with the names in their headers.
    #[must_use]
    pub fn lost_tables(&self) -> &[(Range<usize>, String)] {
        &self.lost_tables
    }

    /// Statements that could not be read and stand before any table.
    pub fn lost_at_the_top(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let first = self.headers.first().copied().unwrap_or(usize::MAX);
        let in_table =
            |range: &Range<usize>| self.lost_tables.iter().any(|(whole, _)| whole.contains(&range.start));
        self.lost.iter().filter(move |range| range.start < first && !in_table(range)).cloned()
    }

    /// Notes where tables begin.
    pub fn set_headers(&mut self, headers: Vec<usize>) {
        self.lost.sort_by_key(|lost| lost.start);
        self.headers = headers;
    }

    /// Whether part of the table that begins here could not be read, so that nothing is said of what it lacks.
    #[must_use]
    pub fn is_damaged(&self, header: &Span) -> bool {
        if self.lost.is_empty() {
            return false;
        }
        let range = header.range();
        let start = range.start.saturating_sub(self.base);
        let end = if header.content().starts_with('{') {
            range.end.saturating_sub(self.base)
        } else {
            let next = self.headers.partition_point(|at| *at <= start && range.start >= self.base);
            self.headers.get(next).copied().unwrap_or(usize::MAX)
        };
        let first = self.lost.partition_point(|lost| lost.start < start);
        self.lost.get(first).is_some_and(|lost| lost.start < end)
    }

    /// Notes a problem.
    pub fn report(&mut self, problem: Diagnostic) {
        self.errors += usize::from(problem.severity == Severity::Error);
        self.problems.push(problem);
    }

    /// How many errors were noted so far.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// Everything that was found wrong.
    #[must_use]
    pub fn into_problems(self) -> Vec<Diagnostic> {
        self.problems
    }

    /// Takes back that a field is missing: it is there under a wrong name. It was noted with the table's own fields.
    fn take_back_missing(&mut self, table: &Table<'_>, name: &str) {
        const OWN: usize = 64;
        let message = missing_message(name);
        let recent = self.problems.len().saturating_sub(OWN);
        let is_same = |problem: &Diagnostic| {
            problem.code == "missing-field" && problem.span == table.header && problem.message == message
        };
        if let Some(at) = self.problems[recent..].iter().position(is_same) {
            self.problems.remove(recent + at);
            self.errors -= 1;
        }
    }

    /// Reads a field that must be there.
    pub fn required<T: Value>(&mut self, table: &Table<'_>, name: &'static str) -> Option<At<T>> {
        if let Some(raw) = table.map.get(name) {
            return self.value(name, raw);
        }
        if !self.is_damaged(&table.header) {
            let expected = T::expected();
            self.report(
                Diagnostic::error("missing-field", table.header.clone(), missing_message(name))
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
        self.unknown(table, &T::fields(), &[], |_| false);
        read
    }

    /// Reports the keys of a table that are neither fields of its own, nor common to all records, nor otherwise claimed.
    pub fn unknown(
        &mut self,
        table: &Table<'_>,
        own: &[Field],
        common: &[Field],
        claimed: impl Fn(&str) -> bool,
    ) {
        let known = |name: &str| own.iter().chain(common).any(|field| field.name == name);
        for key in table.map.keys() {
            let name: &str = key.get_ref();
            if known(name) || claimed(name) {
                continue;
            }
            // What is there already was not meant.
            let names = || {
                own.iter().chain(common).map(|field| field.name).filter(|name| !table.map.contains_key(*name))
            };
            let synonyms = SYNONYMS.iter().filter(|(theirs, _)| *theirs == name).map(|(_, ours)| *ours);
            let meant =
                { synonyms }.find(|ours| names().any(|own| own == *ours)).or_else(|| nearest(name, names()));
            // One cause, one finding: what is mistyped is not missing as well.
            if let Some(meant) = meant {
                self.take_back_missing(table, meant);
            }
            let listed: Vec<_> = own.iter().map(|field| format!("`{}`", field.name)).collect();
            let shared =
                if common.is_empty() { "" } else { "; or `id`, `tags`, `visibility`, `told`, `evidence`" };
            let span = self.span(key.span());
            self.report(
                Diagnostic::error("unknown-field", span, format!("there is no field `{name}` here"))
                    .expected(format!("one of {}{shared}", listed.join(", ")))
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
        let fix = retyped(raw.get_ref(), span.content(), expected);
        self.report(Diagnostic::error("wrong-type", span, message).expected(expected).maybe_fix(fix));
    }
}

/// What is said of a field that is not there.
pub fn missing_message(name: &str) -> String {
    format!("`{name}` is missing")
}

/// The same value in the type that was expected, where that is plain.
fn retyped(value: &DeValue<'_>, written: &str, expected: &str) -> Option<String> {
    match value {
        DeValue::String(words) if expected.contains("number") => {
            let number = words.trim().trim_end_matches('%').trim_end();
            number
                .parse::<f64>()
                .is_ok_and(f64::is_finite)
                .then(|| format!("write `{number}`, without quotes"))
        }
        DeValue::String(words) if expected.contains("`true`") => match words.to_lowercase().as_str() {
            "true" | "yes" => Some("write `true`, without quotes".into()),
            "false" | "no" => Some("write `false`, without quotes".into()),
            _ => None,
        },
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_)
            if expected.contains("quotes") && !expected.contains("without") =>
        {
            Some(format!("write `\"{written}\"`"))
        }
        _ => None,
    }
}
