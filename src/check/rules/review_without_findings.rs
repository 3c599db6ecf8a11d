//! A review that found nothing.

use crate::check::rule::rule;
use crate::check::state::account::last_review;
use crate::check::state::past::is_active;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::Review;

rule! {
    /// The last review names no strength, no weakness and nothing to improve.
    ///
    /// Of a review in prose alone nobody can later say what it saw coming. Write what is good, what is bad and what is to be
    /// better in a few words each; use those in which the feedback names them, and they are counted together.
    ///
    /// Wrong:
    ///
    /// ```markdown accounts/northwind/reviews/2026-05-04-spring.md
    /// +++
    /// attendees = ["priya", "lena"]
    /// +++
    /// A good spring.
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown accounts/northwind/reviews/2026-05-04-spring.md
    /// +++
    /// attendees = ["priya", "lena"]
    /// strengths = ["dashboard"]
    /// improve = ["early warning of delays"]
    /// +++
    /// A good spring.
    /// ```
    "review-without-findings", Advice, ["CFAM7.1.6-P12"], Run::Account(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let last = last_review(checked, context.as_of).filter(|_| is_active(checked, context.as_of));
    let Some((on, entry)) = last else { return Vec::new() };
    let names = |one: &Review| {
        [&one.strengths, &one.weaknesses, &one.improve].into_iter().any(|named| !named.is_empty())
    };
    if entry.as_kind::<Review>().is_none_or(names) {
        return Vec::new();
    }
    let message = format!("the review of {on} names nothing that is good, bad or to be better");
    let finding = Diagnostic::advice("review-without-findings", entry.span.clone(), message)
        .expected("`strengths`, `weaknesses` or `improve`, in a few words each")
        .fix("write into its front matter what its text says");
    vec![finding]
}
