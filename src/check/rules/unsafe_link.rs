//! A link or an image that the site does not show.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// A link or an image leads to where the site does not link.
    ///
    /// Links may be `http:`, `https:` and `mailto:` addresses, or lead to another file of the account. Images stand in the
    /// account's folder, so that opening the site tells nobody. Anything else is shown as text.
    ///
    /// Wrong:
    ///
    /// ```markdown
    /// +++
    /// channel = "call"
    /// people = ["amelia", "priya"]
    /// +++
    /// The plan is on [our drive](file:///home/priya/plan.pdf).
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown
    /// +++
    /// channel = "call"
    /// people = ["amelia", "priya"]
    /// +++
    /// The plan is on [our drive](https://drive.example.com/plan.pdf).
    /// ```
    "unsafe-link", Warning, [], Run::Reading
}
