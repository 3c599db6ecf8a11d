//! A file in which a merge left two versions of the same lines.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// A merge left two versions of the same lines in a file, between lines of seven signs.
    ///
    /// Git writes both where two people changed the same lines and it cannot tell whose are right. Nobody else can either, so
    /// the file is not read until somebody has chosen.
    ///
    /// Wrong:
    ///
    /// ```markdown accounts/northwind/notes/2026-06-02-call.md
    /// +++
    /// channel = "call"
    /// +++
    /// <<<<<<< HEAD
    /// They want the gate in July.
    /// =======
    /// They want the gate in August.
    /// >>>>>>> gate-dates
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown accounts/northwind/notes/2026-06-02-call.md
    /// +++
    /// channel = "call"
    /// +++
    /// They want the gate in August.
    /// ```
    "merge-conflict", Error, [], Run::Reading
}
