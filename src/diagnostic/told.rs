//! What every format for other programs says of a finding in the same way: its place as they see it, its words, and a name
//! that stays the same while lines move.

use std::collections::BTreeMap;

use xxhash_rust::xxh3::xxh3_128;

use super::{Diagnostic, Severity};

/// Where and for whom findings are written down.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The way to the records from the folder in which the reader's paths begin; ends with a slash unless it is empty.
    pub root: &'a str,
    /// From which severity on a finding is a failure.
    pub bar: Severity,
    /// What the reference says of a code: a sentence, and the page in Markdown.
    pub about: fn(&str) -> Option<(&'static str, String)>,
}

impl Setting<'_> {
    /// The path of a file as the reader sees it.
    #[must_use]
    pub fn path(&self, finding: &Diagnostic) -> String {
        format!("{}{}", self.root, finding.span.path())
    }
}

/// All that is to be said of a finding: what is wrong, what was expected, what to do.
#[must_use]
pub fn words(finding: &Diagnostic) -> String {
    let mut words = finding.message.clone();
    if let Some(expected) = &finding.expected {
        words.push_str(&format!("\nExpected: {expected}"));
    }
    if let Some(fix) = &finding.fix {
        words.push_str(&format!("\nFix: {fix}"));
    }
    words
}

/// A name for each finding, in their order. It is made from the rule, the file and the words at the place, not from the line
/// or the message, so that the same finding has the same name tomorrow and after an edit elsewhere in the file.
#[must_use]
pub fn fingerprints(findings: &[Diagnostic]) -> Vec<String> {
    let mut seen: BTreeMap<u128, usize> = BTreeMap::new();
    let name = |finding: &Diagnostic| {
        let said = format!("{}\n{}\n{}", finding.code, finding.span.path(), finding.span.content());
        let alike = seen.entry(xxh3_128(said.as_bytes())).or_default();
        *alike += 1;
        format!("{:032x}", xxh3_128(format!("{said}\n{alike}").as_bytes()))
    };
    findings.iter().map(name).collect()
}
