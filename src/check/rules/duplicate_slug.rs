//! Two accounts of the same name. Found when all accounts are known.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// Two account folders have the same name.
    ///
    /// The slug is the account's address, so two folders of the same name would be one page, wherever they are nested. Names
    /// that differ in case alone are the same name on many computers.
    ///
    /// Wrong:
    ///
    /// ```text
    /// accounts/emea/northwind/account.toml
    /// accounts/apac/northwind/account.toml
    /// ```
    ///
    /// Right:
    ///
    /// ```text
    /// accounts/emea/northwind/account.toml
    /// accounts/apac/northwind-asia/account.toml
    /// ```
    "duplicate-slug", Error, [], Run::Reading
}
