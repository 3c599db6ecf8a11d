//! A repository without a single account.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// There is no account in this repository.
    ///
    /// A site without accounts would look like a clean bill. Most often the command was run in the wrong folder, or the folders
    /// are not under `accounts/`.
    ///
    /// Wrong:
    ///
    /// ```text
    /// standing.toml
    /// northwind/account.toml
    /// ```
    ///
    /// Right:
    ///
    /// ```text
    /// standing.toml
    /// accounts/northwind/account.toml
    /// ```
    "no-account", Error, [], Run::Reading
}
