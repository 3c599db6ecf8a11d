//! A proposal on which nobody decides.

use crate::check::rule::rule;
use crate::check::state::past::is_active;
use crate::check::state::recommendation::{Standing, recommendations};
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::Kind;

rule! {
    /// A recommendation was not decided by its day.
    ///
    /// A no is an answer, and so is a later day with a reason; silence teaches people to propose nothing. The day is its `by`,
    /// for what was deferred the `until` of that decision, and where neither says, as long after as `decision` under `[grace]`,
    /// otherwise 30 days.
    ///
    /// Wrong, on 30 June:
    ///
    /// ```toml
    /// [[recommendation]]
    /// id = "two-sites"
    /// what = "Run the tracking API in two sites."
    /// on = 2026-04-20
    /// to = ["priya"]
    /// by = 2026-05-31
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[recommendation]]
    /// id = "two-sites"
    /// what = "Run the tracking API in two sites."
    /// on = 2026-04-20
    /// to = ["priya"]
    /// by = 2026-05-31
    ///
    /// [[decision]]
    /// of = "two-sites"
    /// on = 2026-05-27
    /// is = "accepted"
    /// by = "priya"
    /// ```
    "recommendation-undecided", Advice, ["CFAM7.1.6-P15"], Run::Account(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    if !is_active(checked, context.as_of) || checked.may_lack(Kind::Decision) {
        return Vec::new();
    }
    let all = recommendations(checked, context, context.as_of);
    // What is proposed to nobody can be decided by nobody: that is said first.
    let asked = all.iter().filter(|one| !one.recommendation.to.is_empty());
    asked.filter_map(|one| undecided(one, context)).collect()
}

fn undecided(one: &Standing<'_>, context: &Context<'_>) -> Option<Diagnostic> {
    let due = one.due.filter(|due| *due < context.as_of)?;
    let id = &one.entry.key.id;
    let message = match one.decision {
        Some(_) => format!("this was deferred, and was to be decided by {due}"),
        None => format!("this was to be decided by {due}"),
    };
    let finding =
        Diagnostic::advice("recommendation-undecided", one.recommendation.what.span.clone(), message)
            .expected("a decision: accepted, declined, or deferred until a day")
            .fix(format!("decide it, and write a `[[decision]]` with `of = \"{id}\"`, `is` and `why`"))
            .late(due, context.as_of, 2, 30.0);
    Some(match one.decision {
        Some((entry, _)) => finding.related(entry.span.clone(), "deferred here"),
        None => finding,
    })
}
