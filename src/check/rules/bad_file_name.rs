//! A file whose name is not UTF-8.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// A file's name is not UTF-8, so it cannot be shown or linked.
    ///
    /// Such names come from old archives and old systems. They read differently on every computer.
    ///
    /// Wrong:
    ///
    /// ```text
    /// accounts/northwind/notes/2026-03-12-caf\xe9.md
    /// ```
    ///
    /// Right:
    ///
    /// ```text
    /// accounts/northwind/notes/2026-03-12-café.md
    /// ```
    "bad-file-name", Error, [], Run::Reading
}
