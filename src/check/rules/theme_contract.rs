//! A theme that was written for another contract, or does not say for which.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// A theme does not fit this version of the program.
    ///
    /// Templates get names from the program. When one of them goes, or changes its meaning, the version of the contract rises, and a
    /// theme that was written for another one might show something else than it says. It is left out until somebody has looked.
    ///
    /// Wrong:
    ///
    /// ```toml theme/theme.toml
    /// contract = 7
    /// ```
    ///
    /// Right:
    ///
    /// ```toml theme/theme.toml
    /// contract = 1
    /// ```
    "theme-contract", Error, [], Run::Reading
}
