//! A declared interest that nobody else has looked at.

use crate::check::rule::rule;
use crate::check::state::compliance::{exception, expired, point_at};
use crate::check::state::interest::{Standing, interests, wait};
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Guideline, Period, Requirement};

rule! {
    /// A gift, hospitality or a conflict of interest was declared, and nobody else has looked at it in time.
    ///
    /// To declare is half of it: somebody who is not concerned decides whether it may stand. Write `reviewed` and `reviewed_by`,
    /// or a `[[decision]]` on it. How long it may wait stands in the configuration, as `within` of the guideline that asks for
    /// it, else as `interest` under `[grace]`; otherwise 30 days.
    ///
    /// Wrong, on 30 June 2026:
    ///
    /// ```toml accounts/northwind/risks.toml
    /// [[interest]]
    /// what = "Two tickets to the opening night"
    /// form = "hospitality"
    /// who = "priya"
    /// declared = 2026-04-14
    /// ```
    ///
    /// Right:
    ///
    /// ```toml accounts/northwind/risks.toml
    /// [[interest]]
    /// what = "Two tickets to the opening night"
    /// form = "hospitality"
    /// who = "priya"
    /// declared = 2026-04-14
    /// reviewed = 2026-04-20
    /// reviewed_by = "tomas"
    /// ```
    "interest-unreviewed", Advice, ["CLIENT-P3"], Run::Account(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let (slug, day) = (checked.slug.as_str(), context.as_of);
    let asking: Vec<&Guideline> = context
        .config
        .guideline
        .iter()
        .map(|at| &at.value)
        .filter(|one| one.requires.value == Requirement::InterestsReviewed)
        .collect();
    if asking.iter().any(|one| exception(one, slug, day).is_some()) {
        return Vec::new();
    }
    let departure = asking.iter().find_map(|one| expired(one, slug, day));
    let wait = wait(checked, context);
    let late = interests(checked, context).into_iter().filter(|one| one.is_late(context.as_of));
    late.map(|one| point_at(departure, unreviewed(&one, wait, context))).collect()
}

fn unreviewed(one: &Standing<'_>, wait: Period, context: &Context<'_>) -> Diagnostic {
    let what = &one.interest.what.value;
    let message = match (&one.interest.declared, one.is_own_review) {
        (_, true) => format!("only whom it concerns looked at this: {what}"),
        (Some(declared), _) => {
            format!("declared on {}, and nobody else has looked at it: {what}", declared.value)
        }
        (None, _) => format!("nobody wrote when this was declared, nor that anybody looked at it: {what}"),
    };
    let finding = Diagnostic::advice("interest-unreviewed", one.entry.span.clone(), message)
        .expected(format!("a look by somebody else within {wait}"))
        .fix("let somebody else look at it, and write `reviewed` and `reviewed_by`");
    match one.due {
        Some(due) => finding.late(due, context.as_of, 2, wait.days()),
        None => finding,
    }
}
