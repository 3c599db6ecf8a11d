//! Tables as CSV (RFC 4180): one file a table, over all accounts.
//!
//! A cell that a spreadsheet would run as a formula gets an apostrophe before it. Several values in a cell have semicolons
//! between them.

use std::collections::BTreeMap;

use csv::{Terminator, WriterBuilder};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::{
    AccountRow, ActionRow, AttentionRow, ComplaintRow, ContactRow, ContractRow, DimensionRow, DueRow,
    ExpectationRow, FeedbackRow, ObjectiveRow, OpportunityRow, PeriodRow, PersonRow, RecommendationRow,
    RiskRow, schema_of,
};

/// A table over all accounts.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its name: that of its file, and of the list in an account's document.
    pub name: &'static str,
    /// What a row is.
    pub about: &'static str,
    /// Its columns, each with its meaning.
    pub columns: fn() -> Vec<(String, String)>,
}

impl Table {
    /// The address of its file, relative to the site's root.
    #[must_use]
    pub fn address(&self) -> String {
        format!("data/{}.csv", self.name)
    }
}

macro_rules! tables {
    ($($name:literal $row:ty, $about:literal;)*) => {
        /// Every table, in the order in which they are listed.
        pub const TABLES: &[Table] =
            &[$(Table { name: $name, about: $about, columns: columns::<$row> }),*];
    };
}

tables! {
    "accounts" AccountRow, "An account and how it stands.";
    "dimensions" DimensionRow, "A dimension of an account’s standing.";
    "attention" AttentionRow, "Something that needs attention, the most urgent first.";
    "due" DueRow, "Something that is overdue, or due within 180 days.";
    "expectations" ExpectationRow, "Something that a customer expects.";
    "actions" ActionRow, "Something that either side agreed to do.";
    "complaints" ComplaintRow, "A complaint.";
    "feedback" FeedbackRow, "A wave of feedback.";
    "contacts" ContactRow, "A contact with a customer.";
    "people" PersonRow, "A person of an account, without any way to reach them.";
    "objectives" ObjectiveRow, "A common objective.";
    "opportunities" OpportunityRow, "What a customer could gain, and we with them.";
    "risks" RiskRow, "A risk.";
    "recommendations" RecommendationRow, "What somebody proposes to improve.";
    "contracts" ContractRow, "A contract.";
    "periods" PeriodRow, "Revenue, cost, investment and return of a period.";
}

/// The columns of a row, each with its meaning.
fn columns<T: JsonSchema>() -> Vec<(String, String)> {
    let schema = schema_of::<T>();
    let properties = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
    let column = |(name, about): (&String, &Value)| {
        let about = about.get("description").and_then(Value::as_str).unwrap_or_default();
        (name.clone(), about.to_owned())
    };
    properties.map(column).collect()
}

/// The lines of tables, without their headers, by the tables' names: what one account leaves, or all of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tables(BTreeMap<&'static str, String>);

impl Tables {
    /// Adds rows to a table.
    pub fn add<T: Serialize>(&mut self, table: &'static str, rows: &[T]) {
        let lines = self.0.entry(table).or_default();
        for row in rows {
            if let Ok(Value::Object(fields)) = serde_json::to_value(row) {
                lines.push_str(&line(fields.values().map(cell)));
            }
        }
    }

    /// Adds all lines of another account.
    pub fn append(&mut self, other: &Self) {
        for (table, lines) in &other.0 {
            self.0.entry(table).or_default().push_str(lines);
        }
    }

    /// The file of a table, its header first.
    #[must_use]
    pub fn file(&self, table: &Table) -> String {
        let header = line((table.columns)().into_iter().map(|(name, _)| name));
        header + self.0.get(table.name).map_or("", String::as_str)
    }
}

/// One line, with its break.
fn line(cells: impl Iterator<Item = String>) -> String {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    // Writing to memory does not fail, and what was written is text.
    let written = writer.write_record(cells).ok().and_then(|()| writer.into_inner().ok());
    written.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// What a cell holds.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => harmless(text),
        Value::Array(all) => harmless(&all.iter().map(plain).collect::<Vec<_>>().join("; ")),
        // A whole number has no point, whatever it was computed with.
        Value::Number(number) => {
            number.as_f64().map_or_else(|| number.to_string(), |number| number.to_string())
        }
        other => other.to_string(),
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A text that no spreadsheet takes for a formula. A number stays one.
fn harmless(text: &str) -> String {
    let is_formula = text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || text.starts_with(['\t', '\r', '\n']);
    if is_formula && text.parse::<f64>().is_err() { format!("'{text}") } else { text.to_owned() }
}
