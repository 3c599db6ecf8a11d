//! A name that could mean several records. Found while names are resolved.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// A reference could mean more than one record.
    ///
    /// Standing never guesses which of two people or records was meant: what is counted for one must not be shown on the other.
    ///
    /// Wrong, where the account has an expectation and a risk that are both called `outage`:
    ///
    /// ```toml
    /// [[expectation]]
    /// id = "outage"
    /// statement = "An outage is told within the hour."
    ///
    /// [[risk]]
    /// id = "outage"
    /// title = "The API fails in the season"
    /// likelihood = 2
    /// impact = 4
    ///
    /// [[action]]
    /// what = "Write the list of people to call"
    /// for = ["outage"]
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[expectation]]
    /// id = "outage"
    /// statement = "An outage is told within the hour."
    ///
    /// [[risk]]
    /// id = "outage"
    /// title = "The API fails in the season"
    /// likelihood = 2
    /// impact = 4
    ///
    /// [[action]]
    /// what = "Write the list of people to call"
    /// for = ["expectation/outage"]
    /// ```
    "ambiguous-reference", Error, [], Run::Reading
}
