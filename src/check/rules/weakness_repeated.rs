//! A weakness that comes up again, and nobody proposes anything.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// A weakness was named twice, and no recommendation would improve it.
    ///
    /// What two people name, or one names twice, is no mood. Propose what would improve it, as a `[[recommendation]]` that has
    /// the weakness in `improves`, in the same words. Feedback of the customer's and our own, and reviews, of the last year count
    /// (`window` under `[grace]` says otherwise), and once a recommendation has its `outcome`, what was said after that day.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[feedback]]
    /// title = "Amelia in March"
    /// on = 2026-03-10
    /// from = "amelia"
    /// weaknesses = ["late alarms"]
    ///
    /// [[feedback]]
    /// title = "Jonas in May"
    /// on = 2026-05-12
    /// from = "jonas"
    /// weaknesses = ["Late alarms"]
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[feedback]]
    /// title = "Amelia in March"
    /// on = 2026-03-10
    /// from = "amelia"
    /// weaknesses = ["late alarms"]
    ///
    /// [[feedback]]
    /// title = "Jonas in May"
    /// on = 2026-05-12
    /// from = "jonas"
    /// weaknesses = ["Late alarms"]
    ///
    /// [[recommendation]]
    /// what = "Send alarms by telephone as well."
    /// improves = ["late alarms"]
    /// to = ["priya"]
    /// on = 2026-06-01
    /// ```
    "weakness-repeated", Advice, ["CFAM7.1.6-P14"], Run::Reviewing
}
