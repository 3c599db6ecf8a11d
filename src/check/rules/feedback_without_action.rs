//! Poor feedback of which nothing came.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// An answer of the customer's falls below the target, and nothing came of it.
    ///
    /// Whoever gives a poor score has told us where it hurts; the next one is given in silence. Agree what is done about it, as
    /// an action in that record, or one that is `for` it, for its survey, or since that day for its method. Or say why nothing is
    /// done, as the `reason` of a `[[variance]]`. Looked at are each respondent's latest answer and the latest wave of those
    /// without a name, in points from 0 to 100; the target is `feedback_target` under `[bounds]`, otherwise 50. It may take as
    /// long as `action` under `[grace]` says, otherwise 30 days.
    ///
    /// Wrong, on 30 June:
    ///
    /// ```toml accounts/northwind/feedback/2026-05-10-csat.toml
    /// [survey]
    /// instrument = "csat"
    /// on = 2026-05-10
    /// sent_to = ["amelia", "jonas"]
    ///
    /// [[answer]]
    /// from = "amelia"
    /// score = 2
    ///
    /// [[answer]]
    /// from = "jonas"
    /// score = 5
    /// ```
    ///
    /// Right:
    ///
    /// ```toml accounts/northwind/feedback/2026-05-10-csat.toml
    /// [survey]
    /// instrument = "csat"
    /// on = 2026-05-10
    /// sent_to = ["amelia", "jonas"]
    ///
    /// [[answer]]
    /// from = "amelia"
    /// score = 2
    ///
    /// [[answer]]
    /// from = "jonas"
    /// score = 5
    ///
    /// [[action]]
    /// what = "Call Amelia at once when a lorry is late"
    /// owner = "priya"
    /// due = 2026-07-31
    /// ```
    "feedback-without-action", Advice, ["CFAM7.1.6-P10"], Run::Reviewing
}
