//! Diagnostics as workflow commands of GitHub Actions: annotations on the lines of a change.
//!
//! A command is one line, `::error file=…,line=…::message`; what would end it is percent-encoded, as the runner's own library
//! does: `%`, CR and LF in a message, and `:` and `,` too in a property
//! (<https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts>).

use super::told::{Setting, words};
use super::{Diagnostic, Severity};
use crate::source::visible;

/// A command a finding. GitHub shows ten of each severity in a step.
#[must_use]
pub fn to_github(findings: &[Diagnostic], setting: &Setting<'_>) -> String {
    findings.iter().map(|finding| command(finding, setting)).collect()
}

fn command(finding: &Diagnostic, setting: &Setting<'_>) -> String {
    let name = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "notice",
    };
    let start = finding.span.position();
    let end = finding.span.text().position(finding.span.range().end);
    let mut properties = format!(
        "file={},line={},endLine={}",
        property(&setting.path(finding)),
        start.line,
        end.line.max(start.line)
    );
    // Columns are shown only within one line.
    if start.line == end.line && start.column < end.column {
        properties.push_str(&format!(",col={},endColumn={}", start.column, end.column));
    }
    let title = property(&format!("{} ({})", finding.code, finding.severity.word()));
    format!("::{name} {properties},title={title}::{}\n", data(&words(finding)))
}

/// A message, as the runner decodes it.
fn data(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| visible(line).replace('%', "%25")).collect();
    lines.join("%0A").replace('\r', "%0D")
}

/// A property, as the runner decodes it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
