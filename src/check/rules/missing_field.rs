//! A field that a record cannot do without.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// A record lacks a field that it cannot do without.
    ///
    /// Little is required: what a record says nothing without. A note needs a date, an expectation a statement.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[expectation]]
    /// priority = "high"
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[expectation]]
    /// statement = "The tracking API is up in each month."
    /// priority = "high"
    /// ```
    "missing-field", Error, [], Run::Reading
}
