//! A method of feedback that has fallen out of use.

use crate::check::rule::rule;
use crate::check::state::method::{Standing, may_lack_use, methods};
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::Entry;

rule! {
    /// A way of asking for feedback has not been used for two of its periods.
    ///
    /// Whoever was asked every half-year and is asked no more notices, and draws a conclusion. A survey or feedback that names
    /// the method says that it was used, and so does a note with the method in `about`. Quiet times that the account names are
    /// not counted.
    ///
    /// Wrong, on 30 June:
    ///
    /// ```toml
    /// [[method]]
    /// id = "monthly-question"
    /// title = "Monthly question"
    /// form = "formal"
    /// every = "1m"
    /// agreed = 2026-02-10
    /// with = ["amelia"]
    ///
    /// [[method]]
    /// title = "A word after each visit"
    /// form = "informal"
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[method]]
    /// id = "monthly-question"
    /// title = "Monthly question"
    /// form = "formal"
    /// every = "1m"
    /// agreed = 2026-02-10
    /// with = ["amelia"]
    ///
    /// [[method]]
    /// title = "A word after each visit"
    /// form = "informal"
    /// every = "1y"
    /// agreed = 2026-02-10
    ///
    /// [[feedback]]
    /// title = "June"
    /// method = "monthly-question"
    /// on = 2026-06-08
    /// from = "amelia"
    /// strengths = ["dashboard"]
    /// ```
    "method-unused", Advice, ["CFAM7.1.6-P4"], Run::Absence(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let Some((account, _)) = checked.account().filter(|_| !may_lack_use(checked)) else { return Vec::new() };
    let all = methods(checked, context, context.as_of);
    all.iter().filter_map(|one| unused(one, account, checked, context)).collect()
}

fn unused(
    one: &Standing<'_>,
    account: &Entry,
    checked: &Checked,
    context: &Context<'_>,
) -> Option<Diagnostic> {
    let as_of = context.as_of;
    let every = one.item.get(|method| method.every.as_ref())?.value;
    if as_of <= one.until(2, checked, as_of)? {
        return None;
    }
    let due = one.next(checked, as_of)?;
    let id = &one.item.entry.key.id;
    let message = match one.last() {
        Some(last) => format!("the method `{id}` was last used on {last}"),
        None => format!("the method `{id}` was never used"),
    };
    let finding = Diagnostic::advice("method-unused", one.item.place(account).clone(), message)
        .expected(format!("that they are asked {}", every.every()))
        .fix(format!(
            "ask them, and write the answers with `method = \"{id}\"`; or take out `every`, if it is for occasions"
        ))
        .late(due, as_of, 1, every.days());
    Some(one.item.point(finding))
}
