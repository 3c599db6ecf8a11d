//! A major account that nothing watches.

use crate::check::rule::rule;
use crate::check::state::{past, plan};
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Kind, Trigger};

rule! {
    /// A major account has no trigger.
    ///
    /// Whoever looks only when a review is due sees a decline a quarter too late. A trigger names a figure, a bound and what is
    /// then to be done, before anybody is under pressure. Set it for the account, or for a whole tier in the `plan.toml` at the
    /// top; `standing measures` lists what can be watched.
    ///
    /// Wrong, in a major tier: no `[[trigger]]` in the account's files, and none for its tier in `plan.toml`.
    ///
    /// ```toml
    /// [[procedure]]
    /// title = "Go through the alarms"
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[trigger]]
    /// measure = "days-since-contact"
    /// above = 45
    /// then = "Priya calls Amelia."
    /// ```
    "no-trigger", Advice, ["CFAM7.1.6-P5"], Run::Absence(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let tier = past::tier_of(checked, context.config, context.as_of);
    let is_major = tier.and_then(|tier| tier.major.as_ref()).is_some_and(|major| major.value);
    let is_lost = checked.may_lack(Kind::Trigger) || !context.shared.plan.broken.is_empty();
    let Some((entry, _)) = checked.account().filter(|_| is_major && !is_lost) else { return Vec::new() };
    if !plan::items::<Trigger>(checked, context, context.as_of).is_empty() {
        return Vec::new();
    }
    let finding =
        Diagnostic::advice("no-trigger", entry.span.clone(), "no trigger watches this major account")
            .expected("a `[[trigger]]`: a measure, its bound, and what is then to be done")
            .fix("write one, for the account or for its tier; `standing measures` lists the measures");
    vec![finding]
}
