//! An amount of money that cannot be read.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// An amount of money is not written as one.
    ///
    /// Write the currency first, as three capital letters, then the amount with a point and without grouping, all in quotes.
    /// An amount without a currency is no amount, and a number without quotes would be rounded.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[contract]]
    /// title = "Platform subscription"
    /// from = 2025-06-10
    /// value = 180000
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[contract]]
    /// title = "Platform subscription"
    /// from = 2025-06-10
    /// value = "EUR 180000.00"
    /// ```
    "bad-money", Error, ["CLIENT-P12"], Run::Reading
}
