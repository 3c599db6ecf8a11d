//! A file that is not UTF-8 text, or text that holds what nobody can read.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// A file is not UTF-8 text, or holds a control character.
    ///
    /// Some editors and spreadsheets save UTF-16 or an older encoding. Letters would come out wrong, so the file is not read.
    /// A byte-order mark and either kind of line break are fine. Other control characters come from copying out of
    /// terminals and old documents: nobody sees them, and a terminal obeys them.
    ///
    /// Wrong:
    ///
    /// ```text
    /// accounts/northwind/people.toml: UTF-16 Unicode text
    /// ```
    ///
    /// Right:
    ///
    /// ```text
    /// accounts/northwind/people.toml: UTF-8 Unicode text
    /// ```
    "not-text", Error, [], Run::Reading
}
