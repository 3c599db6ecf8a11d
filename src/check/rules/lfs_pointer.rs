//! A file of which only a pointer of Git LFS is here.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// A file holds a pointer of Git LFS where its content should be.
    ///
    /// Git LFS keeps large files on a server of its own, and in the repository a few lines that name them. Standing reads
    /// the repository alone, so that a commit always says the same. Records and the pictures in them are small: keep
    /// them in the repository itself. Large attachments that no page shows may stay where they are.
    ///
    /// Wrong:
    ///
    /// ```text
    /// accounts/northwind/notes/2026-03-12-call.md: version https://git-lfs.github.com/spec/v1 …
    /// ```
    ///
    /// Right:
    ///
    /// ```text
    /// accounts/northwind/notes/2026-03-12-call.md: the note itself
    /// ```
    "lfs-pointer", Error, [], Run::Reading
}
