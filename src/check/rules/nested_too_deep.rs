//! Quotes or lists nested deeper than anybody reads.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// Quotes and lists in a text are nested more than 32 deep.
    ///
    /// Nobody can read that, and it is usually an e-mail thread that was pasted whole. Keep what matters of it.
    ///
    /// Wrong:
    ///
    /// ```text
    /// > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > See below.
    /// ```
    ///
    /// Right:
    ///
    /// ```text
    /// > See below.
    /// ```
    "nested-too-deep", Error, [], Run::Reading
}
