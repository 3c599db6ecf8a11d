//! An id that cannot be referred to.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// An id holds what no reference can hold.
    ///
    /// An id is how other records name this one, and part of its address on the site: letters and digits of any script, hyphens,
    /// underscores and dots, at least one letter or digit, and no name that Windows reserves, such as `con`.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[expectation]]
    /// id = "up time"
    /// statement = "The tracking API is up in each month."
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[expectation]]
    /// id = "up-time"
    /// statement = "The tracking API is up in each month."
    /// ```
    "bad-id", Error, [], Run::Reading
}
