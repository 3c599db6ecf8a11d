//! Diagnostics as SARIF 2.1.0, the exchange format for the results of static analysis (OASIS standard of 27 March 2020).

use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::told::{Setting, fingerprints, words};
use super::{Diagnostic, Severity};
use crate::source::Span;

/// The schema that the document names.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What stands in the path of an address as it is.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    column_kind: &'static str,
    results: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
struct Driver<'a> {
    name: &'static str,
    version: &'static str,
    rules: Vec<Rule<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'a> {
    id: &'a str,
    short_description: Message,
    help: Help,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: &'a str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: BTreeMap<&'static str, String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: Place,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Place {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
}

/// All findings as one JSON document with a final line break.
#[must_use]
pub fn to_sarif(findings: &[Diagnostic], setting: &Setting<'_>) -> String {
    // Rules in the order of their codes, each once.
    let found: BTreeMap<&str, Severity> =
        findings.iter().map(|finding| (finding.code, finding.severity)).collect();
    let places: BTreeMap<&str, usize> = found.keys().enumerate().map(|(at, code)| (*code, at)).collect();
    let rules = found.iter().map(|(code, severity)| rule(code, *severity, setting));
    let results = findings.iter().zip(fingerprints(findings)).map(|(finding, fingerprint)| Outcome {
        rule_id: finding.code,
        rule_index: places.get(finding.code).copied().unwrap_or_default(),
        level: level(finding.severity),
        message: Message { text: words(finding) },
        locations: [location(&finding.span, None, None, setting)],
        related_locations: related(finding, setting),
        partial_fingerprints: BTreeMap::from([("standing/v1", fingerprint)]),
    });
    let driver = Driver { name: "Standing", version: env!("CARGO_PKG_VERSION"), rules: rules.collect() };
    let run = Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results: results.collect() };
    super::json::document(&Log { schema: SCHEMA, version: "2.1.0", runs: [run] })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}

fn rule<'a>(code: &'a str, severity: Severity, setting: &Setting<'_>) -> Rule<'a> {
    let (summary, page) = (setting.about)(code).unwrap_or((code, code.to_owned()));
    Rule {
        id: code,
        short_description: Message { text: summary.to_owned() },
        help: Help { text: format!("{summary} `standing explain {code}` says more."), markdown: page },
        default_configuration: Configuration { level: level(severity) },
    }
}

fn related(finding: &Diagnostic, setting: &Setting<'_>) -> Vec<Location> {
    let places = finding.related.iter().enumerate();
    places.map(|(at, (span, why))| location(span, Some(at), Some(why.clone()), setting)).collect()
}

fn location(span: &Span, id: Option<usize>, message: Option<String>, setting: &Setting<'_>) -> Location {
    let (start, end) = (span.position(), span.text().position(span.range().end));
    let path = format!("{}{}", setting.root, span.path());
    Location {
        id,
        physical_location: Place {
            artifact_location: Artifact { uri: utf8_percent_encode(&path, PATH).to_string() },
            region: Region {
                start_line: start.line,
                start_column: start.column,
                end_line: end.line,
                end_column: end.column,
            },
        },
        message: message.map(|text| Message { text }),
    }
}
