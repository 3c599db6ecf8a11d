//! A trigger that fired, and nothing followed.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// A trigger has fired, and no action followed.
    ///
    /// Somebody settled beforehand what is to be done when this figure crosses this bound. It has, for as long as the trigger's
    /// `for` says. An action that names the trigger in its `for` answers it, and so does one in a record that names it, such as a
    /// task in a note with the trigger in `about`: if it was agreed or done since the bound was crossed, or is still open. The
    /// bound is looked at today, on each Monday before and on the days of the week in which it was first crossed.
    ///
    /// Wrong, on 30 June, where the last contact was on 15 June:
    ///
    /// ```toml
    /// [[trigger]]
    /// id = "silence"
    /// measure = "days-since-contact"
    /// above = 10
    /// then = "Priya calls Amelia."
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[trigger]]
    /// id = "silence"
    /// measure = "days-since-contact"
    /// above = 10
    /// then = "Priya calls Amelia."
    ///
    /// [[action]]
    /// what = "Call Amelia before the audit"
    /// owner = "priya"
    /// due = 2026-07-02
    /// for = ["trigger/silence"]
    /// ```
    "trigger-fired", Advice, ["CFAM7.1.6-P5"], Run::Reviewing, Fired
}
