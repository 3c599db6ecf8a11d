//! A task, or a part of one, that is read as words.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// Something looks like a task, or like its owner or its date, and is read as words.
    ///
    /// A task begins with `- [ ] ` or `- [x] `, spaces included; its owner and its dates are its last words. What stands elsewhere
    /// stays words, so nobody owes it and nothing is ever late.
    ///
    /// Wrong:
    ///
    /// ```markdown
    /// +++
    /// people = ["amelia", "priya"]
    /// +++
    /// -[ ] Send the revised draft @priya due 2026-07-20
    ///
    /// - [ ] Send the outage report due 2026-07-20 to Amelia @priya
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown
    /// +++
    /// people = ["amelia", "priya"]
    /// +++
    /// - [ ] Send the revised draft @priya due 2026-07-20
    ///
    /// - [ ] Send the outage report to Amelia @priya due 2026-07-20
    /// ```
    "task-unread", Warning, ["CLIENT-P6"], Run::Reading
}
