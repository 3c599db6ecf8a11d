//! A trigger that can never fire.

use crate::check::rule::rule;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Entry, Trigger};

rule! {
    /// A trigger does not say below or above which value it fires.
    ///
    /// A trigger is there to interrupt somebody. Without a bound it never does, and everybody believes that it keeps watch.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[trigger]]
    /// measure = "days-since-contact"
    /// then = "Priya calls Amelia."
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
    "trigger-without-bound", Error, ["CFAM7.1.6-P5"], Run::Both(run, of_shared)
}

fn run(checked: &Checked, _: &Context<'_>) -> Vec<Diagnostic> {
    checked.each::<Trigger>().filter_map(unbounded).collect()
}

fn of_shared(context: &Context<'_>) -> Vec<Diagnostic> {
    context.shared.plan.each::<Trigger>().filter_map(unbounded).collect()
}

fn unbounded((entry, trigger): (&Entry, &Trigger)) -> Option<Diagnostic> {
    let has_bound = trigger.below.is_some() || trigger.above.is_some();
    let measure = trigger.measure.value;
    let finding = || {
        let message = format!("this trigger on `{}` has no bound", measure.word());
        Diagnostic::error("trigger-without-bound", entry.span.clone(), message)
            .expected(format!("`below` or `above`, in {}", measure.unit()))
            .fix("write from which value on it is to fire, such as `above = …`")
    };
    (!has_bound).then(finding)
}
