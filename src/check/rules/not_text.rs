//! A file that is not UTF-8 text.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// A file is not UTF-8 text.
    ///
    /// Some editors and spreadsheets save UTF-16 or an older encoding. Letters would come out wrong, so the file is not read.
    /// A byte-order mark and either kind of line break are fine.
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
