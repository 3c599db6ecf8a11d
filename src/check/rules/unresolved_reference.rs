//! A reference to something that is not there. Found while names are resolved.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// A reference names nobody and nothing.
    ///
    /// A person is named by the id of a `[[person]]` of the account or of a `[[member]]` of the team, a record by
    /// `kind/id`, a record of another account by `slug:kind/id`. What cannot be found can be neither shown nor counted,
    /// so the record that names it is left out until it is mended.
    ///
    /// Wrong, where the account has a person `amelia`:
    ///
    /// ```toml
    /// [[action]]
    /// what = "Send the outage report"
    /// owner = "amalia"
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[action]]
    /// what = "Send the outage report"
    /// owner = "amelia"
    /// ```
    "unresolved-reference", Error, [], Run::Reading
}
