//! Something that should name a record, and cannot.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// What should name a record cannot be read as a name.
    ///
    /// A record is named by its kind and its id: `expectation/uptime`. The id alone is enough where only one kind can be meant,
    /// and a record of another account has its slug in front: `northwind:expectation/uptime`.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[action]]
    /// what = "Send the outage report"
    /// for = ["expectations/uptime"]
    ///
    /// [[expectation]]
    /// id = "uptime"
    /// statement = "The tracking API is up in each month."
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[action]]
    /// what = "Send the outage report"
    /// for = ["expectation/uptime"]
    ///
    /// [[expectation]]
    /// id = "uptime"
    /// statement = "The tracking API is up in each month."
    /// ```
    "bad-reference", Error, [], Run::Reading
}
