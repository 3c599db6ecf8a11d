//! A period that cannot be read.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// A period is not written as one.
    ///
    /// Write a whole number and a letter, in quotes: `"30d"` days, `"6w"` weeks, `"3m"` months, `"1y"` years.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[expectation]]
    /// statement = "The tracking API is up in each month."
    /// review_every = "quarterly"
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[expectation]]
    /// statement = "The tracking API is up in each month."
    /// review_every = "3m"
    /// ```
    "bad-period", Error, [], Run::Reading
}
