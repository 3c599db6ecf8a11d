//! A field that a record does not have.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// A field has a name that this kind of record does not know.
    ///
    /// Most often it is mistyped, or goes by another name here. It is an error rather than ignored, because what you wrote would
    /// otherwise be lost without a word.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[expectation]]
    /// statement = "The tracking API is up in each month."
    /// prioritty = "high"
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[expectation]]
    /// statement = "The tracking API is up in each month."
    /// priority = "high"
    /// ```
    "unknown-field", Error, [], Run::Reading
}
