//! A length of time that cannot be read.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// A length of time is not written as one.
    ///
    /// The effort that an account takes is summed up from these. Write minutes, hours, or both: `"90min"`, `"2h"`, `"1h30"`.
    ///
    /// Wrong:
    ///
    /// ```markdown
    /// +++
    /// channel = "call"
    /// people = ["amelia", "priya"]
    /// effort = "one hour"
    /// +++
    /// Amelia asked for the figures of May.
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown
    /// +++
    /// channel = "call"
    /// people = ["amelia", "priya"]
    /// effort = "1h"
    /// +++
    /// Amelia asked for the figures of May.
    /// ```
    "bad-duration", Error, ["CLIENT-P2"], Run::Reading
}
