//! A date that cannot be read.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// A date is not written as a date, or no calendar has it.
    ///
    /// Everything that Standing says of an account depends on days, so a date is never guessed. It is year, month and day,
    /// with hyphens, without quotes and without a time. Years before 1900 or after 2200 are taken for slips.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[action]]
    /// what = "Send the outage report"
    /// due = "20.03.2026"
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[action]]
    /// what = "Send the outage report"
    /// owner = "lena"
    /// due = 2026-09-20
    /// ```
    "bad-date", Error, [], Run::Reading
}
