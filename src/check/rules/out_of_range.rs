//! A number outside of what its field allows.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// A number is outside of what its field allows.
    ///
    /// Ratings run from 1 to 5: strength, influence, likelihood, impact. Numbers of people are whole and never negative.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[risk]]
    /// title = "The API fails in the season"
    /// likelihood = 7
    /// impact = 4
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[risk]]
    /// title = "The API fails in the season"
    /// likelihood = 4
    /// impact = 4
    /// response = "A second line, tested each spring."
    /// ```
    "out-of-range", Error, [], Run::Reading
}
