//! An account that nobody has reviewed for too long.

use crate::check::rule::rule;
use crate::check::state::account::{last_review, next_review, review_every};
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::Kind;

rule! {
    /// The account has not been reviewed within its period.
    ///
    /// A review is where somebody stands back: what was promised, what was kept, what comes next. How often stands in the account's
    /// `review_every`, else in that of its tier.
    ///
    /// Wrong, on 30 June, in a tier with `review_every = "3m"`:
    ///
    /// ```markdown accounts/northwind/reviews/2026-05-04-spring.md
    /// +++
    /// on = 2026-01-12
    /// strengths = ["dashboard"]
    /// +++
    /// A quiet winter.
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown accounts/northwind/reviews/2026-05-04-spring.md
    /// +++
    /// strengths = ["dashboard"]
    /// +++
    /// A good spring.
    /// ```
    "review-overdue", Advice, ["CFACSB15-P9"], Run::Absence(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let (config, as_of) = (context.config, context.as_of);
    let Some((entry, _)) = checked.account().filter(|_| !checked.may_lack(Kind::Review)) else {
        return Vec::new();
    };
    let due = next_review(checked, config, as_of).filter(|due| *due < as_of);
    let (Some(due), Some(every)) = (due, review_every(checked, config, as_of)) else { return Vec::new() };
    let message = match last_review(checked, as_of) {
        Some((last, _)) => format!("the last review was on {last}, and the next was due on {due}"),
        None => format!("never reviewed; the first review was due on {due}"),
    };
    let finding = Diagnostic::advice("review-overdue", entry.span.clone(), message)
        .expected(format!("a review {}", every.every()))
        .fix("review the account, and write the conclusions to `reviews/`")
        .late(due, as_of, 1, every.days());
    vec![finding]
}
