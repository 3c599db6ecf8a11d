//! Diagnostics are data: what is wrong in a record, where, what was expected and the likely fix.
//!
//! Every stage that looks at records returns them; renderers, one a format, live below. Nothing here decides what is
//! wrong, and nothing here is about the machine: what could not run is an error type of its own stage.

mod github;
mod gitlab;
mod json;
mod junit;
mod nearest;
mod report;
mod sarif;
mod terminal;
mod told;

pub use github::to_github;
pub use gitlab::to_gitlab;
pub use json::{schema as json_schema, to_json};
pub use junit::to_junit;
pub use nearest::nearest;
pub use report::{Listing, to_report};
pub use sarif::to_sarif;
pub use terminal::{Paint, to_terminal};
pub use told::Setting;

use chrono::NaiveDate;

use crate::source::Span;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The practice is neglected; the record itself is fine.
    Advice,
    /// The record is understood, but contradicts itself or another.
    Warning,
    /// The record cannot be understood; the site is not built from it.
    Error,
}

impl Severity {
    /// Every severity, the worst first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Advice];

    /// The word that is printed.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Advice => "advice",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule's stable code, such as `unknown-field`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Where it is.
    pub span: Span,
    /// What is wrong, as one sentence without a full stop.
    pub message: String,
    /// What was expected there.
    pub expected: Option<String>,
    /// The likely fix, as an instruction.
    pub fix: Option<String>,
    /// Other places that belong to it, each with a word on why.
    pub related: Vec<(Span, String)>,
    /// The rules that have nothing to say because this says it, by code: one cause is told once, and counts for all that it
    /// neglects.
    pub stands_for: Vec<&'static str>,
    /// For what is overdue: how late it is, by which lists of what needs attention are ranked.
    pub delay: Option<Delay>,
}

/// How late something is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Delay {
    /// The day on which it was due.
    pub since: NaiveDate,
    /// How much it matters, from 1 to 3.
    pub importance: u8,
    /// How late it is, in its own periods: days late divided by the cadence, the review period, or 30 days.
    pub periods: f64,
}

impl Eq for Delay {}

impl Diagnostic {
    /// A finding without expectation or fix yet.
    #[must_use]
    pub fn new(code: &'static str, severity: Severity, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            span,
            message: message.into(),
            expected: None,
            fix: None,
            related: Vec::new(),
            stands_for: Vec::new(),
            delay: None,
        }
    }

    /// An error.
    #[must_use]
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, span, message)
    }

    /// A warning.
    #[must_use]
    pub fn warning(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, span, message)
    }

    /// Advice.
    #[must_use]
    pub fn advice(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Advice, span, message)
    }

    /// Says what was expected.
    #[must_use]
    pub fn expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = Some(expected.into());
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn fix(mut self, fix: impl Into<String>) -> Self {
        self.fix = Some(fix.into());
        self
    }

    /// Says what to do, where there is something to say.
    #[must_use]
    pub fn maybe_fix(mut self, fix: Option<String>) -> Self {
        self.fix = fix;
        self
    }

    /// Says since when it is overdue, how much that matters (1 to 3), and the length of its period in days.
    #[must_use]
    pub fn late(mut self, since: NaiveDate, as_of: NaiveDate, importance: u8, period_days: f64) -> Self {
        let periods = (as_of - since).num_days() as f64 / period_days.max(1.0);
        self.delay = Some(Delay { since, importance, periods });
        self
    }

    /// Says which rule has nothing to say because of this.
    #[must_use]
    pub fn stands_for(mut self, code: &'static str) -> Self {
        self.stands_for.push(code);
        self
    }

    /// Points at another place.
    #[must_use]
    pub fn related(mut self, span: Span, why: impl Into<String>) -> Self {
        self.related.push((span, why.into()));
        self
    }
}

/// Puts findings in the order in which they are shown: by path, position, code and message; equal ones once.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|left, right| {
        (&left.span, left.code, &left.message).cmp(&(&right.span, right.code, &right.message))
    });
    diagnostics.dedup();
}
