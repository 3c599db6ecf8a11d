//! A file that is too large to be a record.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// A file is larger than 1 MiB, so it is not read.
    ///
    /// A record is what a person typed. A file of this size is an export or an attachment under the wrong name.
    ///
    /// Wrong:
    ///
    /// ```text
    /// accounts/northwind/notes/2026-03-12-whole-mailbox.md   (14 MiB)
    /// ```
    ///
    /// Right:
    ///
    /// ```text
    /// accounts/northwind/notes/2026-03-12-quarterly-call.md  (2 KiB)
    /// accounts/northwind/attachments/mailbox.zip             (not read)
    /// ```
    "file-too-large", Error, [], Run::Reading
}
