//! A theme that there is not.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// `theme` names a theme that there is not.
    ///
    /// The site would look as if nothing had been chosen. It is a theme of the program, or a folder in `themes/` of the records, so
    /// that every revision of the records has the look of its own day.
    ///
    /// Wrong:
    ///
    /// ```toml standing.toml
    /// format = 1
    /// title = "Cold Watch"
    /// selection = { growth = 3, fit = 2 }
    /// theme = "defualt"
    ///
    /// [[tier]]
    /// id = "key"
    ///
    /// [[segment]]
    /// id = "logistics"
    /// ```
    ///
    /// Right:
    ///
    /// ```toml standing.toml
    /// format = 1
    /// title = "Cold Watch"
    /// selection = { growth = 3, fit = 2 }
    /// theme = "default"
    ///
    /// [[tier]]
    /// id = "key"
    ///
    /// [[segment]]
    /// id = "logistics"
    /// ```
    "unknown-theme", Error, [], Run::Reading
}
