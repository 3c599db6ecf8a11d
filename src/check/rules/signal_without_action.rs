//! A signal for the worse of which no action came.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// Feedback made a signal for the worse, and no action came of it.
    ///
    /// A signal on the control chart is no chance: something that the customer feels has changed. Whoever asks, hears that, and
    /// does nothing, need not ask again. An action counts that stands in a record of the wave, or in that of its `[[variance]]`,
    /// or that is `for` one of them, or since that day `for` the method. How long it may take stands in the configuration, as
    /// `action` under `[grace]`; otherwise 30 days.
    ///
    /// Wrong, on 30 June:
    ///
    /// ```toml
    /// [[feedback]]
    /// id = "2025-01-20"
    /// on = 2025-01-20
    /// from = "amelia"
    /// instrument = "nps"
    /// score = 8
    ///
    /// [[feedback]]
    /// id = "2025-04-22"
    /// on = 2025-04-22
    /// from = "amelia"
    /// instrument = "nps"
    /// score = 9
    ///
    /// [[feedback]]
    /// id = "2025-07-21"
    /// on = 2025-07-21
    /// from = "amelia"
    /// instrument = "nps"
    /// score = 8
    ///
    /// [[feedback]]
    /// id = "2025-10-20"
    /// on = 2025-10-20
    /// from = "amelia"
    /// instrument = "nps"
    /// score = 9
    ///
    /// [[feedback]]
    /// id = "2026-01-19"
    /// on = 2026-01-19
    /// from = "amelia"
    /// instrument = "nps"
    /// score = 8
    ///
    /// [[feedback]]
    /// id = "2026-05-04"
    /// on = 2026-05-04
    /// from = "amelia"
    /// instrument = "nps"
    /// score = 0
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[feedback]]
    /// id = "2025-01-20"
    /// on = 2025-01-20
    /// from = "amelia"
    /// instrument = "nps"
    /// score = 8
    ///
    /// [[feedback]]
    /// id = "2025-04-22"
    /// on = 2025-04-22
    /// from = "amelia"
    /// instrument = "nps"
    /// score = 9
    ///
    /// [[feedback]]
    /// id = "2025-07-21"
    /// on = 2025-07-21
    /// from = "amelia"
    /// instrument = "nps"
    /// score = 8
    ///
    /// [[feedback]]
    /// id = "2025-10-20"
    /// on = 2025-10-20
    /// from = "amelia"
    /// instrument = "nps"
    /// score = 9
    ///
    /// [[feedback]]
    /// id = "2026-01-19"
    /// on = 2026-01-19
    /// from = "amelia"
    /// instrument = "nps"
    /// score = 8
    ///
    /// [[feedback]]
    /// id = "2026-05-04"
    /// on = 2026-05-04
    /// from = "amelia"
    /// instrument = "nps"
    /// score = 0
    ///
    /// [[variance]]
    /// of = "nps/2026-05-04"
    /// reason = "Three outages in April."
    /// implication = "She will not recommend us to the other depots."
    ///
    /// [[action]]
    /// what = "Move the tracking API to two sites"
    /// owner = "priya"
    /// due = 2026-09-30
    /// for = ["feedback/2026-05-04"]
    /// ```
    "signal-without-action", Advice, ["CLIENT-P13"], Run::Reviewing
}
