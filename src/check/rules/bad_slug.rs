//! An account's folder whose name cannot be an address.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// The name of an account's folder cannot be used in an address.
    ///
    /// The folder's name is the account's slug: it stands in the address of its page and in references from other accounts. It
    /// holds lower-case letters and digits of any script, joined by single hyphens, and is no name that Windows reserves.
    ///
    /// Wrong:
    ///
    /// ```text
    /// accounts/Northwind Logistics/account.toml
    /// ```
    ///
    /// Right:
    ///
    /// ```text
    /// accounts/northwind-logistics/account.toml
    /// ```
    "bad-slug", Error, [], Run::Reading
}
