//! Answers in a CSV file beside the TOML file of their survey: a row becomes the table that somebody would have typed.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;
use csv_core::{ReadFieldResult, ReaderBuilder};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::entry::Broken;
use super::fields::{Field, Necessity};
use super::kind::Kind;
use super::reader::{Reader, Table};
use super::shelf::Records;
use super::toml_file::{Within, finish, read_entry};
use super::value::{Value, listed};
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::{Span, Text};

/// What separates cells: as most programs write it, as spreadsheets write it where the comma is in numbers, and tabs.
const DELIMITERS: [char; 3] = [',', ';', '\t'];

/// A cell with its place.
type Cell = (Range<usize>, String);

/// Reads the answers of a survey.
pub fn read_answers(text: &Arc<Text>, survey: &Within, records: &mut Records) {
    let content = text.content();
    let start = if content.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut reader = Reader::new(text, 0);
    let first = content[start..].lines().next().unwrap_or_default();
    let delimiter = DELIMITERS.into_iter().max_by_key(|one| (first.matches(*one).count(), *one == ','));
    let delimiter = delimiter.unwrap_or(',');
    let mut rows = rows(content, start, delimiter).into_iter();
    let fields = Kind::Answer.fields();
    let columns = columns(rows.next().unwrap_or_default(), &fields, text, &mut reader);
    if reader.errors() > 0 {
        // What the unnamed column holds may be the scores.
        let (span, path) = (Span::of_file(text), text.path().clone());
        records.broken.push(Broken { kind: Some(Kind::Answer), id: None, span, path });
    }
    for row in rows.filter(|row| row.iter().any(|(_, cell)| !cell.trim().is_empty())) {
        let header = Span::new(text, row[0].0.start..row.last().map_or(row[0].0.end, |cell| cell.0.end));
        if let Some((range, cell)) = row.get(columns.len()).filter(|(_, cell)| !cell.trim().is_empty()) {
            let message = format!("this row has more cells than there are columns: {}", cell.trim());
            reader.report(
                Diagnostic::error("bad-csv", Span::new(text, range.clone()), message)
                    .expected(format!("{} cells, as in the first row", columns.len()))
                    .fix(format!("put a cell that holds `{delimiter}` between quotes, or name the column")),
            );
        }
        let cells = columns.iter().zip(row).filter_map(|(field, cell)| Some((field.as_ref()?, cell)));
        let filled = cells.filter(|(_, (_, cell))| !cell.trim().is_empty());
        let filled: Vec<(&Field, Cell)> =
            filled.map(|(field, (range, cell))| (field, (range, pointed(field, cell, delimiter)))).collect();
        let mut map = DeTable::new();
        for (field, cell) in &filled {
            let key = Spanned::new(cell.0.clone(), Cow::Borrowed(field.name));
            map.insert(key, value(field, cell, delimiter));
        }
        read_entry(Kind::Answer, &Table { map: &map, header }, survey, &mut reader, records);
    }
    finish(reader, records);
}

/// The rows of a file, each cell with its place. Empty lines are no rows.
fn rows(content: &str, start: usize, delimiter: char) -> Vec<Vec<Cell>> {
    let mut parser = ReaderBuilder::new().delimiter(delimiter as u8).build();
    let bytes = content.as_bytes();
    let (mut rows, mut row, mut at) = (Vec::new(), Vec::new(), start);
    let mut cell = vec![0; bytes.len() + 1];
    loop {
        let (result, read, written) = parser.read_field(&bytes[at..], &mut cell);
        let raw = content.get(at..at + read).unwrap_or_default();
        let words = raw.trim_end_matches(['\r', '\n']);
        let words = words.strip_suffix(delimiter).unwrap_or(words).trim_start_matches(['\r', '\n']);
        let begin = at + raw.find(words).unwrap_or(0);
        at += read;
        match result {
            ReadFieldResult::Field { record_end } => {
                let said = String::from_utf8_lossy(&cell[..written]).into_owned();
                row.push((begin..begin + words.len(), said));
                if record_end {
                    rows.push(std::mem::take(&mut row));
                }
            }
            ReadFieldResult::End => return rows,
            // The cell is as large as the file, so it is never full; what is read at its end is nothing.
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
        }
    }
}

/// The field of each column; `None` for one that is none, which is reported.
fn columns(row: Vec<Cell>, fields: &[Field], text: &Arc<Text>, reader: &mut Reader) -> Vec<Option<Field>> {
    let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
    let column = |(range, cell): Cell| {
        let written = cell.trim().to_lowercase();
        let found = fields.iter().find(|field| field.name == written).cloned();
        if found.is_none() {
            let message = format!("an answer has no field `{}`", cell.trim());
            reader.report(
                Diagnostic::error("bad-csv", Span::new(text, range), message)
                    .expected(format!("columns with these names: {}", listed(&names)))
                    .maybe_fix(
                        nearest(&written, names.iter().copied()).map(|meant| format!("write `{meant}`")),
                    ),
            );
        }
        found
    };
    row.into_iter().map(column).collect()
}

/// A number as TOML writes it, where a spreadsheet wrote a comma for the point.
fn pointed(field: &Field, words: String, delimiter: char) -> String {
    let is_number = field.expected == <f64 as Value>::expected();
    if is_number && delimiter != ',' { words.replacen(',', ".", 1) } else { words }
}

/// A cell as the value that TOML would have: several words are parted by `;` or, where that parts cells, by `|`.
fn value<'a>(field: &Field, (range, cell): &'a Cell, delimiter: char) -> Spanned<DeValue<'a>> {
    let words = cell.trim();
    let text = |words: &'a str| Spanned::new(range.clone(), DeValue::String(Cow::Borrowed(words)));
    if field.necessity == Necessity::List {
        let between = if delimiter == ';' { '|' } else { ';' };
        let each = words.split(between).map(str::trim).filter(|word| !word.is_empty()).map(text);
        return Spanned::new(range.clone(), DeValue::Array(each.collect()));
    }
    let is_text = ![<f64 as Value>::expected(), <NaiveDate as Value>::expected()].contains(&field.expected);
    match DeValue::parse(words) {
        Ok(one) if !is_text => Spanned::new(range.clone(), one.into_inner()),
        _ => text(words),
    }
}
