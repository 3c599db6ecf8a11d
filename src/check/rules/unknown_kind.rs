//! A table whose name is no kind of record.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// A table's name is no kind of record, or no kind that may stand in this file.
    ///
    /// `[[member]]` stands in `team.toml`, all else in an account's folder; what is planned for all accounts stands in `plan.toml`.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[expectations]]
    /// statement = "The tracking API is up in each month."
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[expectation]]
    /// statement = "The tracking API is up in each month."
    /// ```
    "unknown-kind", Error, [], Run::Reading
}
