//! Diagnostics as JSON: one object with a version, the counts and every finding.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use schemars::transform::RestrictFormats;
use serde::Serialize;

use super::{Diagnostic, Severity};
use crate::source::{Span, is_unreadable};

/// The version of this output.
const VERSION: u32 = 1;

/// What a check found.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "The findings of standing check")]
struct Report<'a> {
    /// The version of this output: it rises when a field goes or changes its meaning, not when one is added.
    version: u32,
    /// How many errors there are.
    errors: usize,
    /// How many warnings there are.
    warnings: usize,
    /// How many pieces of advice there are.
    advice: usize,
    /// Every finding, by file and line.
    findings: Vec<Finding<'a>>,
}

/// One finding.
#[derive(Serialize, JsonSchema)]
struct Finding<'a> {
    /// How bad it is.
    #[schemars(extend("enum" = ["error", "warning", "advice"]))]
    severity: &'static str,
    /// The rule's code: `standing explain` says more of it.
    code: &'a str,
    /// What is wrong.
    message: &'a str,
    /// Where it is.
    place: Place<'a>,
    /// What was expected there.
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<&'a str>,
    /// The likely fix.
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<&'a str>,
    /// Other places that belong to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'a>>,
}

/// A place in a file. Lines and columns count from 1, columns in characters; the end lies behind the last one.
#[derive(Serialize, JsonSchema)]
struct Place<'a> {
    /// The file, relative to the folder of the records.
    path: &'a str,
    /// The line in which it begins.
    line: u32,
    /// The column in which it begins.
    column: u32,
    /// The line in which it ends.
    end_line: u32,
    /// The column behind its end.
    end_column: u32,
    /// What is written there.
    text: &'a str,
}

/// Another place that belongs to a finding.
#[derive(Serialize, JsonSchema)]
struct Related<'a> {
    /// Where it is.
    place: Place<'a>,
    /// Why it belongs to it.
    why: &'a str,
}

/// All findings as one JSON document with a final line break.
#[must_use]
pub fn to_json(diagnostics: &[Diagnostic]) -> String {
    let count = |severity| diagnostics.iter().filter(|one| one.severity == severity).count();
    let report = Report {
        version: VERSION,
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        advice: count(Severity::Advice),
        findings: diagnostics.iter().map(finding).collect(),
    };
    document(&report)
}

/// The JSON Schema (draft 2020-12) of the document, with a final line break.
#[must_use]
pub fn schema() -> String {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let generator = settings.with_transform(RestrictFormats::default()).into_generator();
    document(&generator.into_root_schema_for::<Report<'_>>())
}

/// Anything as a JSON document with a final line break, with nothing in it that a terminal would obey.
pub(super) fn document(content: &impl Serialize) -> String {
    // Plain strings and numbers always serialise.
    readable(&serde_json::to_string_pretty(content).unwrap_or_default()) + "\n"
}

/// The same document, with nothing in it that a terminal would obey: strings alone can hold such signs, as escapes too.
fn readable(document: &str) -> String {
    let mut text = String::with_capacity(document.len());
    for sign in document.chars() {
        if is_unreadable(sign) {
            text.push_str(&format!("\\u{:04x}", u32::from(sign)));
        } else {
            text.push(sign);
        }
    }
    text
}

fn finding(diagnostic: &Diagnostic) -> Finding<'_> {
    Finding {
        severity: diagnostic.severity.word(),
        code: diagnostic.code,
        message: &diagnostic.message,
        place: place(&diagnostic.span),
        expected: diagnostic.expected.as_deref(),
        fix: diagnostic.fix.as_deref(),
        related: diagnostic.related.iter().map(|(span, why)| Related { place: place(span), why }).collect(),
    }
}

fn place(span: &Span) -> Place<'_> {
    let start = span.position();
    let end = span.text().position(span.range().end);
    Place {
        path: span.path().as_str(),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        text: span.content(),
    }
}
