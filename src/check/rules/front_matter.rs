//! Front matter that cannot be found or is not TOML.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// The lines between `+++` at the top of a Markdown file cannot be read.
    ///
    /// They begin with a line `+++`, hold TOML, and end with a line `+++`. A file may do without them: its name gives the date.
    ///
    /// Wrong:
    ///
    /// ```markdown
    /// ---
    /// channel: call
    /// ---
    /// Amelia asked for the figures of May.
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
    /// ```
    "front-matter", Error, [], Run::Reading
}
