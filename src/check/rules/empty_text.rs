//! A text that says nothing.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// A field, a task or a note is there, but says nothing.
    ///
    /// An empty text is usually a reminder to come back. Say it, or delete the line: what is not known is shown as not known.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[expectation]]
    /// statement = ""
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[expectation]]
    /// statement = "The tracking API is up in each month."
    /// ```
    "empty-text", Error, [], Run::Reading
}
