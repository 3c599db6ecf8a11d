//! Diagnostics as a Code Quality report of GitLab: a widget on a merge request, and marks on its lines.
//!
//! The shape is the one that GitLab documents for tools of one's own
//! (<https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>).

use serde::Serialize;

use super::told::{Setting, fingerprints, words};
use super::{Diagnostic, Severity};

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

/// All findings as one JSON list with a final line break.
#[must_use]
pub fn to_gitlab(findings: &[Diagnostic], setting: &Setting<'_>) -> String {
    let issues = findings.iter().zip(fingerprints(findings)).map(|(finding, fingerprint)| Issue {
        description: words(finding),
        check_name: finding.code,
        fingerprint,
        severity: match finding.severity {
            Severity::Error => "critical",
            Severity::Warning => "minor",
            Severity::Advice => "info",
        },
        location: Location {
            path: setting.path(finding),
            lines: Lines {
                begin: finding.span.line(),
                end: finding.span.text().position(finding.span.range().end).line,
            },
        },
    });
    super::json::document(&issues.collect::<Vec<_>>())
}
