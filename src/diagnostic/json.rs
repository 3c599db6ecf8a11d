//! Diagnostics as JSON: one object with a version, the counts and every finding.

use serde::Serialize;

use super::{Diagnostic, Severity};
use crate::source::{Span, is_unreadable};

/// The version of this output.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    errors: usize,
    warnings: usize,
    advice: usize,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Finding<'a> {
    severity: &'static str,
    code: &'a str,
    message: &'a str,
    place: Place<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    path: &'a str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    text: &'a str,
}

#[derive(Serialize)]
struct Related<'a> {
    place: Place<'a>,
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
    // Plain strings and numbers always serialise.
    readable(&serde_json::to_string_pretty(&report).unwrap_or_default()) + "\n"
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
