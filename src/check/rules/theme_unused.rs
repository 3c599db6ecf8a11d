//! A file of a theme that nothing uses.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// A file of your theme is used by nothing.
    ///
    /// A logo that no template shows is copied into each site and seen by nobody: mostly its name was mistyped, here or where it is
    /// shown. A file in another place than `assets/` is not copied at all.
    ///
    /// Wrong:
    ///
    /// ```text
    /// theme/base.html: … <img src="{{ frame.root }}assets/lgo.svg" alt="Cold Watch"> …
    /// theme/assets/logo.svg
    /// ```
    ///
    /// Right:
    ///
    /// ```text
    /// theme/base.html: … <img src="{{ frame.root }}assets/logo.svg" alt="Cold Watch"> …
    /// theme/assets/logo.svg
    /// ```
    "theme-unused", Warning, [], Run::Reading
}
