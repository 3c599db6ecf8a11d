//! A value of another type than its field holds.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// A value is of another type than its field holds: text for a number, one table for several.
    ///
    /// Text and money stand in quotes; numbers, dates, `true` and `false` do not. A kind that an account has many of is written
    /// with two pairs of brackets, `[[expectation]]`; the account itself with one.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [expectation]
    /// statement = "The tracking API is up in each month."
    /// target = "99.9"
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[expectation]]
    /// statement = "The tracking API is up in each month."
    /// target = 99.9
    /// ```
    "wrong-type", Error, [], Run::Reading
}
