//! An account that takes far more of our effort than it brings of the value.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// The account takes far more of our effort than it brings of the value.
    ///
    /// Effort follows whoever asks loudest, unless somebody looks. The effort of a year, as notes have it, is compared with the
    /// revenue of the periods that ended in it, or where there is none with what the contracts are worth a year; both as shares of
    /// all active accounts of which both are known, three at least. The share of effort may be twice that of value,
    /// `effort_to_value` under `[bounds]`, and half a day more. Where somebody decided that the account is worth it, its own
    /// `effort` says so.
    ///
    /// Wrong:
    ///
    /// ```text
    ///              effort   value
    /// northwind    62 %     11 %
    /// southwind    20 %     45 %
    /// eastwind     18 %     44 %
    /// ```
    ///
    /// Right, once there is another price:
    ///
    /// ```text
    ///              effort   value
    /// northwind    62 %     35 %
    /// southwind    20 %     33 %
    /// eastwind     18 %     32 %
    /// ```
    "effort-out-of-proportion", Advice, ["CLIENT-P2"], Run::Reviewing
}
