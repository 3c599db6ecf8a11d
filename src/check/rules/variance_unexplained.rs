//! Feedback that varies, without a reason.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// A wave of feedback varies, and nobody said why or what follows.
    ///
    /// A wave varies where it is a signal on the control chart, where it falls short of the target, where our own people see it
    /// far better than the customer, or where its answers lie further apart than by chance. Each has a cause that somebody
    /// knows, and that is forgotten by the next wave. Write it down, with what follows from it. The id stands on the account's
    /// page. How long a reason may take stands in the configuration, as `action` under `[grace]`; otherwise 30 days. Waves are
    /// looked at as far back as `window` says there, otherwise a year.
    ///
    /// Wrong, on 30 June:
    ///
    /// ```toml
    /// [survey]
    /// instrument = "csat"
    /// on = 2026-05-10
    /// sent_to = ["amelia"]
    ///
    /// [[answer]]
    /// from = "amelia"
    /// score = 2
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [survey]
    /// instrument = "csat"
    /// on = 2026-05-10
    /// sent_to = ["amelia"]
    ///
    /// [[answer]]
    /// from = "amelia"
    /// score = 2
    ///
    /// [[variance]]
    /// of = "csat/2026-05-10"
    /// on = 2026-05-20
    /// reason = "Two outages in April; she had to call each depot herself."
    /// implication = "The renewal depends on a quiet summer."
    /// by = "priya"
    /// ```
    "variance-unexplained", Advice, ["CFAM7.1.6-P13"], Run::Reviewing, Signal
}
