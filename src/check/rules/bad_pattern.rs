//! A pattern that cannot be used.

use crate::check::rule::rule;
use crate::check::{Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::Requirement;

rule! {
    /// The pattern of a guideline is no regular expression, or there is none.
    ///
    /// Until it can be used, what it forbids is found nowhere. Put it in single quotes, so that TOML leaves its backslashes
    /// alone. The form is that of Rust's `regex`: no look-around, no back-references.
    ///
    /// Wrong:
    ///
    /// ```toml standing.toml
    /// format = 1
    /// title = "Cold Watch"
    ///
    /// [[guideline]]
    /// id = "national-id"
    /// title = "No national id is written down."
    /// requires = "no-pattern"
    /// pattern = '(\d{6}-\d{4}'
    /// ```
    ///
    /// Right:
    ///
    /// ```toml standing.toml
    /// format = 1
    /// title = "Cold Watch"
    /// selection = { growth = 3, fit = 2 }
    ///
    /// [[tier]]
    /// id = "key"
    ///
    /// [[segment]]
    /// id = "logistics"
    ///
    /// [[guideline]]
    /// id = "national-id"
    /// title = "No national id is written down."
    /// requires = "no-pattern"
    /// pattern = '\b\d{6}-\d{4}\b'
    /// ```
    "bad-pattern", Error, ["CFAMSSNS12-P11"], Run::Shared(run)
}

/// What cannot be read as a pattern is told while the configuration is read; here, where one is missing.
fn run(context: &Context<'_>) -> Vec<Diagnostic> {
    let asks = context.config.guideline.iter().filter(|one| one.requires.value == Requirement::NoPattern);
    let without = asks.filter(|one| one.pattern.is_none() && context.is_config_sound());
    let each = without.map(|one| {
        let message = format!("`{}` forbids what fits a pattern, and has none", one.id.value);
        Diagnostic::error("bad-pattern", one.requires.span.clone(), message)
            .expected("a `pattern` beside it")
            .fix("add `pattern = '…'`, a regular expression in single quotes")
    });
    each.collect()
}
