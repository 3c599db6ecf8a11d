//! All findings for a terminal, advice of one rule and account in one paragraph where that is wanted.

use std::collections::BTreeMap;

use annotate_snippets::{Group, Level, Renderer};

use super::terminal::{Paint, renderer, to_terminal};
use super::{Diagnostic, Severity};
use crate::source::visible;

/// How much is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listing {
    /// Every finding, with its line.
    Each,
    /// Every error and warning with its line; advice of one rule and account together.
    AdviceGrouped,
}

/// How many places a group of advice names.
const NAMED: usize = 3;

/// Every finding, a paragraph each. `account_of` says in which account a finding is.
pub fn to_report<'a>(
    findings: &'a [Diagnostic],
    listing: Listing,
    paint: Paint,
    account_of: impl Fn(&'a Diagnostic) -> Option<&'a str>,
) -> String {
    let key = |finding: &'a Diagnostic| {
        let grouped = listing == Listing::AdviceGrouped && finding.severity == Severity::Advice;
        grouped.then(|| (finding.code, account_of(finding)))
    };
    let mut groups: BTreeMap<_, Vec<&Diagnostic>> = BTreeMap::new();
    for finding in findings {
        if let Some(key) = key(finding) {
            groups.entry(key).or_default().push(finding);
        }
    }
    let mut report = String::new();
    for finding in findings {
        let group = key(finding).map(|key| (key, groups.remove(&key)));
        match group {
            // The group was shown where its first finding stands.
            Some((_, None)) => continue,
            Some(((_, account), Some(group))) if group.len() > 1 => {
                report.push_str(&together(&group, account, &renderer(paint)));
            }
            _ => report.push_str(&to_terminal(finding, paint)),
        }
        report.push('\n');
    }
    report
}

fn together(group: &[&Diagnostic], account: Option<&str>, renderer: &Renderer) -> String {
    let place = account.map_or(String::new(), |account| format!(" in {}", visible(account)));
    let title = format!("{} of these{place}", group.len());
    let mut lines: Vec<String> = group.iter().take(NAMED).map(|finding| line(finding)).collect();
    if group.len() > NAMED {
        lines.push(format!("and {} more; `--all` lists each", group.len() - NAMED));
    }
    let level = Level::INFO.with_name("advice");
    let mut shown = Group::with_title(level.primary_title(&title).id(group[0].code));
    for line in &lines {
        shown = shown.element(Level::NOTE.no_name().message(line.as_str()));
    }
    if let Some(fix) =
        group[0].fix.as_ref().filter(|fix| group.iter().all(|one| one.fix.as_ref() == Some(fix)))
    {
        shown = shown.element(Level::HELP.with_name("fix").message(visible(fix)));
    }
    renderer.render(&[shown]) + "\n"
}

fn line(finding: &Diagnostic) -> String {
    let position = finding.span.position();
    let path = visible(finding.span.path().as_str());
    format!("{path}:{}:{}: {}", position.line, position.column, visible(&finding.message))
}
