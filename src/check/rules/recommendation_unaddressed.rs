//! A proposal to nobody.

use crate::check::rule::rule;
use crate::check::state::past::is_active;
use crate::check::state::recommendation::recommendations;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;

rule! {
    /// An open recommendation is addressed to nobody.
    ///
    /// What is proposed to nobody is decided by nobody. Name in `to` whoever is to decide it, and those who are to know of it.
    /// Once it is accepted or declined, somebody evidently has.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[recommendation]]
    /// what = "Run the tracking API in two sites."
    /// on = 2026-06-20
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[recommendation]]
    /// what = "Run the tracking API in two sites."
    /// on = 2026-06-20
    /// to = ["priya"]
    /// ```
    "recommendation-unaddressed", Advice, ["CFAM7.1.6-P15"], Run::Account(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    if !is_active(checked, context.as_of) {
        return Vec::new();
    }
    let all = recommendations(checked, context, context.as_of);
    let open = all.iter().filter(|one| one.is_open() && one.recommendation.to.is_empty());
    open.map(|one| {
        let span = one.recommendation.what.span.clone();
        Diagnostic::advice("recommendation-unaddressed", span, "this is proposed to nobody")
            .expected("`to`: whoever is to decide it, and whoever is to know")
            .fix("decide who that is, tell them, and write `to`")
    })
    .collect()
}
