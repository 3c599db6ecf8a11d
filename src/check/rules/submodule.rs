//! A repository inside the repository.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// A folder among the records is a repository of its own.
    ///
    /// A commit of this repository holds the name of a commit of the other one, not its files. What was known on a day
    /// could no longer be told from this history alone, and who has no access to the other repository would read less.
    ///
    /// Wrong:
    ///
    /// ```text
    /// accounts/northwind/.git
    /// ```
    ///
    /// Right:
    ///
    /// ```text
    /// accounts/northwind/account.toml
    /// ```
    "submodule", Error, [], Run::Reading
}
