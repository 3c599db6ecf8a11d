//! Diagnostics as a JUnit report, which most servers for continuous integration show: a suite a file, a test a finding.

use std::collections::BTreeMap;

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::Diagnostic;
use super::told::{Setting, words};

/// All findings as one XML document with a final line break. What does not fail the check is told as skipped; where nothing
/// is found, one test says so, since a report without a test is taken for a mistake.
#[must_use]
pub fn to_junit(findings: &[Diagnostic], setting: &Setting<'_>) -> String {
    let mut files: BTreeMap<String, Vec<TestCase>> = BTreeMap::new();
    for finding in findings {
        files.entry(setting.path(finding)).or_default().push(case(finding, setting));
    }
    if files.is_empty() {
        let clean = TestCase::new("the records check clean", TestCaseStatus::success());
        files.insert(format!("{}standing.toml", setting.root), vec![clean]);
    }
    let mut report = Report::new("standing check");
    for (path, cases) in files {
        let mut suite = TestSuite::new(path.as_str());
        suite.add_test_cases(cases.into_iter().map(|mut case| {
            case.set_classname(path.as_str());
            case
        }));
        report.add_test_suite(suite);
    }
    // Writing to memory does not fail.
    report.to_string().unwrap_or_default().trim_end().to_owned() + "\n"
}

fn case(finding: &Diagnostic, setting: &Setting<'_>) -> TestCase {
    let mut status = if finding.severity >= setting.bar {
        TestCaseStatus::non_success(NonSuccessKind::Failure)
    } else {
        TestCaseStatus::skipped()
    };
    let position = finding.span.position();
    status.set_type(format!("{}[{}]", finding.severity.word(), finding.code));
    status.set_message(finding.message.clone());
    status.set_description(format!(
        "{}:{}:{}\n{}",
        setting.path(finding),
        position.line,
        position.column,
        words(finding)
    ));
    TestCase::new(format!("{} in line {}, column {}", finding.code, position.line, position.column), status)
}
