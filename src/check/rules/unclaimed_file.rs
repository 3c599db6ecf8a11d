//! A Markdown or TOML file that nothing reads.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// A Markdown or TOML file belongs to no kind of record, so nobody will ever see it on the site.
    ///
    /// The folder says what a Markdown file is: `notes/`, `feedback/`, `complaints/`, `reviews/`, or `profile.md`. A README is
    /// left alone, and so is every file that is neither Markdown nor TOML.
    ///
    /// Wrong:
    ///
    /// ```markdown accounts/northwind/meetings/2026-06-10-call.md
    /// Amelia asked for the figures of May.
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown accounts/northwind/notes/2026-06-10-call.md
    /// +++
    /// channel = "call"
    /// people = ["amelia", "priya"]
    /// +++
    /// Amelia asked for the figures of May.
    /// ```
    "unclaimed-file", Warning, [], Run::Reading
}
