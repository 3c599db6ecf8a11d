//! An account's folder inside another account's.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// A folder with an `account.toml` lies inside another account's folder.
    ///
    /// All below an account's folder belongs to that account, so this file would belong to two.
    ///
    /// Wrong:
    ///
    /// ```text
    /// accounts/northwind/account.toml
    /// accounts/northwind/northwind-asia/account.toml
    /// ```
    ///
    /// Right, with `parent = "northwind"` in the second:
    ///
    /// ```text
    /// accounts/northwind/account.toml
    /// accounts/northwind-asia/account.toml
    /// ```
    "nested-account", Error, [], Run::Reading
}
