//! What a rule is, and the one registry of all rules.

use super::{Checked, Context, Export};
use crate::diagnostic::{Diagnostic, Severity};

/// A rule that looks at one account.
pub type OfAccount = fn(&Checked, &Context<'_>) -> Vec<Diagnostic>;

/// A rule that looks at what all accounts share.
pub type OfShared = fn(&Context<'_>) -> Vec<Diagnostic>;

/// A rule that needs all accounts.
pub type OfPortfolio = fn(&[Export], &Context<'_>) -> Vec<Diagnostic>;

/// When a rule runs.
#[derive(Clone, Copy)]
pub enum Run {
    /// While files are read and names resolved; the rule's file documents it.
    Reading,
    /// On each account.
    Account(OfAccount),
    /// On each active account: it says what is not there, which a new account is told in one line.
    Absence(OfAccount),
    /// On what all accounts share.
    Shared(OfShared),
    /// On each account, and on what all of them share.
    Both(OfAccount, OfShared),
    /// On all accounts together: on what each says of itself in its census.
    Portfolio(OfPortfolio),
    /// On each account, and on all of them together.
    Across(OfAccount, OfPortfolio),
    /// When an account is reviewed: it needs figures that review alone computes; the rule's file documents it.
    Reviewing,
}

/// Where what a rule finds stands among what needs attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precedence {
    /// A bound was crossed that somebody had set beforehand.
    Fired,
    /// A signal that nobody has explained.
    Signal,
    /// What is overdue by how late it is, and then all else.
    Usual,
}

/// A rule: what is wrong, why it matters, and how it reads when it is wrong and when it is right.
#[derive(Clone, Copy)]
pub struct Rule {
    /// The stable code, also the name of its file.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The criteria of the standards that it watches.
    pub criteria: &'static [&'static str],
    /// The lines of its page, in Markdown.
    page: &'static [&'static str],
    /// When it runs.
    pub run: Run,
    /// Where what it finds stands among what needs attention.
    pub precedence: Precedence,
}

impl Rule {
    /// Makes a rule; called by the `rule!` macro alone.
    #[must_use]
    pub const fn new(
        code: &'static str,
        severity: Severity,
        criteria: &'static [&'static str],
        page: &'static [&'static str],
        run: Run,
    ) -> Self {
        Self { code, severity, criteria, page, run, precedence: Precedence::Usual }
    }

    /// The same, with another place among what needs attention.
    #[must_use]
    pub const fn coming(self, precedence: Precedence) -> Self {
        Self { precedence, ..self }
    }

    /// The rule's page in Markdown: what, why, a bad and a good example.
    #[must_use]
    pub fn page(&self) -> String {
        let lines: Vec<_> = self.page.iter().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
        lines.join("\n")
    }

    /// The first sentence of the page.
    #[must_use]
    pub fn summary(&self) -> &'static str {
        self.page.first().map_or("", |line| line.trim())
    }
}

/// Declares a rule. Its documentation is its page.
macro_rules! rule {
    ($(#[doc = $doc:literal])* $code:literal, $severity:ident, [$($criterion:literal),*], $run:expr $(, $precedence:ident)?) => {
        $(#[doc = $doc])*
        pub const RULE: $crate::check::Rule = $crate::check::Rule::new(
            $code,
            $crate::diagnostic::Severity::$severity,
            &[$($criterion),*],
            &[$($doc),*],
            $run,
        )$(.coming($crate::check::Precedence::$precedence))?;
    };
}
pub(crate) use rule;

/// Every rule, by code.
#[must_use]
pub fn registry() -> &'static [Rule] {
    super::rules::ALL
}
