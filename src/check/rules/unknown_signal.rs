//! A reason for a signal that there is not.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// A variance names a signal that does not exist, and never did.
    ///
    /// The id of a signal is the method's, or the instrument's where there is no method, and the day of the wave. Under another
    /// name the reason explains nothing: the signal still counts as unexplained.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [survey]
    /// instrument = "csat"
    /// on = 2026-06-10
    /// sent_to = ["amelia"]
    ///
    /// [[answer]]
    /// from = "amelia"
    /// score = 2
    ///
    /// [[variance]]
    /// of = "csat/2026-06-11"
    /// reason = "Two outages in May."
    /// implication = "The renewal depends on a quiet summer."
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [survey]
    /// instrument = "csat"
    /// on = 2026-06-10
    /// sent_to = ["amelia"]
    ///
    /// [[answer]]
    /// from = "amelia"
    /// score = 2
    ///
    /// [[variance]]
    /// of = "csat/2026-06-10"
    /// reason = "Two outages in May."
    /// implication = "The renewal depends on a quiet summer."
    /// ```
    "unknown-signal", Warning, ["CFAM7.1.6-P13"], Run::Reviewing
}
