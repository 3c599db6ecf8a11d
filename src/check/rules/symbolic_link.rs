//! A symbolic link, which is never followed.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// A file is a symbolic link, so it is not read.
    ///
    /// A link may lead out of the repository, where the records of others lie, and is a plain text file on some systems.
    ///
    /// Wrong:
    ///
    /// ```text
    /// accounts/northwind/people.toml -> ../../../people.toml
    /// ```
    ///
    /// Right:
    ///
    /// ```text
    /// accounts/northwind/people.toml
    /// ```
    "symbolic-link", Error, [], Run::Reading
}
