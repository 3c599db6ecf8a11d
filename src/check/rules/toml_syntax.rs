//! A line that is not TOML.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// A line is not TOML, so what it says cannot be known.
    ///
    /// Text stands in straight double quotes, dates and numbers without. A table that a record can have many of has two pairs of
    /// brackets, `[[action]]`. No key stands twice in a table. The rest of the file is read all the same.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[action]]
    /// what = Send the outage report
    /// owner: lena
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[action]]
    /// what = "Send the outage report"
    /// owner = "lena"
    /// ```
    "toml-syntax", Error, [], Run::Reading
}
