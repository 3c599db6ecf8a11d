//! A word that is not one of those a field can hold.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// A field that holds one of a few words holds another.
    ///
    /// The words are fixed so that records of different hands can be counted together.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[expectation]]
    /// statement = "The tracking API is up in each month."
    /// priority = "hihg"
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[expectation]]
    /// statement = "The tracking API is up in each month."
    /// priority = "high"
    /// ```
    "unknown-value", Error, [], Run::Reading
}
