//! Answers in a CSV file that cannot be read.

use crate::check::Run;
use crate::check::rule::rule;

rule! {
    /// Answers in a CSV file cannot be read.
    ///
    /// The answers of a survey may stand in a CSV file beside the survey's own, under the same name, as a survey tool gives them
    /// out: `2026-02-survey.toml` holds the `[survey]`, `2026-02-survey.csv` its answers. The first row names the fields of an
    /// `answer`. Cells are parted by commas, semicolons or tabs; several strengths in one cell by `;` (by `|` where semicolons part
    /// the cells).
    ///
    /// Wrong:
    ///
    /// ```csv accounts/northwind/feedback/2026-02-survey.csv
    /// name,score
    /// amelia,8
    /// ```
    ///
    /// Right:
    ///
    /// ```toml accounts/northwind/feedback/2026-02-survey.toml
    /// [survey]
    /// on = 2026-02-15
    /// instrument = "nps"
    /// sent_to = ["amelia", "jonas"]
    /// ```
    "bad-csv", Error, [], Run::Reading
}
