//! A repository written for another version of the format.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// The repository says that it is written in a version of the format that this program does not know.
    ///
    /// Reading it anyway could misunderstand every record. Update the program, or correct the number if it was mistyped.
    ///
    /// Wrong:
    ///
    /// ```toml standing.toml
    /// format = 2
    /// title = "Cold Watch"
    /// ```
    ///
    /// Right:
    ///
    /// ```toml standing.toml
    /// format = 1
    /// title = "Cold Watch"
    ///
    /// [[tier]]
    /// id = "key"
    ///
    /// [[segment]]
    /// id = "logistics"
    /// ```
    "unknown-format", Error, [], Run::Reading
}
