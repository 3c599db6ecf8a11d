//! A task that is ticked, but not dated.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// A task is ticked, but nobody wrote when it was done.
    ///
    /// Whether a promise was kept in time can only be told from the day on which it was kept. Until that day is written, a
    /// ticked task counts as late.
    ///
    /// Wrong:
    ///
    /// ```markdown
    /// +++
    /// channel = "call"
    /// people = ["amelia", "priya"]
    /// +++
    /// Amelia asked for the figures of May.
    ///
    /// - [x] Send the figures @priya due 2026-06-17
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown
    /// +++
    /// channel = "call"
    /// people = ["amelia", "priya"]
    /// +++
    /// Amelia asked for the figures of May.
    ///
    /// - [x] Send the figures @priya due 2026-06-17 done 2026-06-16
    /// ```
    "done-without-date", Warning, ["CLIENT-P7"], Run::Reading
}
