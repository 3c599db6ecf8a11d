//! An open opportunity with no next step, or with one whose day has passed.

use crate::check::rule::rule;
use crate::check::state::past::{exists, status};
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Entry, Opportunity, Status};

rule! {
    /// An open opportunity has no next step, or the day of that step has passed.
    ///
    /// What has no next step is not pursued, however good it looks in a list. Write the smallest thing that comes next, who does it
    /// and by when; or write the `outcome`, also when it is `dropped`: an honest list is short.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[opportunity]]
    /// title = "A second site"
    /// benefit_theirs = "One contact for both."
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[opportunity]]
    /// title = "A second site"
    /// benefit_theirs = "One contact for both."
    /// next = "Show Jonas the figures of the first site."
    /// by = 2026-07-20
    /// owner = "priya"
    /// ```
    "opportunity-without-next", Advice, ["CLIENT-P16"], Run::Account(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let as_of = context.as_of;
    let status = checked.account().map(|(_, account)| status(account, as_of));
    // Nobody is more in need of a next step than a prospect.
    if !matches!(status, Some(Status::Active | Status::Prospect)) {
        return Vec::new();
    }
    let open = checked.each::<Opportunity>().filter(|(entry, one)| {
        exists(entry, as_of) && one.outcome.as_ref().is_none_or(|outcome| outcome.on.value > as_of)
    });
    open.filter_map(|(entry, one)| neglected(entry, one, context)).collect()
}

fn neglected(entry: &Entry, one: &Opportunity, context: &Context<'_>) -> Option<Diagnostic> {
    let id = &entry.key.id;
    let Some(next) = &one.next else {
        let span = entry.common.title.as_ref().map_or(&entry.span, |title| &title.span);
        let message = format!("`{id}` is open and has no next step");
        return Some(
            Diagnostic::advice("opportunity-without-next", span.clone(), message)
                .expected("what comes next, who does it, and by when; or what became of it")
                .fix("write `next`, `by` and `owner`; or `outcome`, if it is over"),
        );
    };
    let past = one.by.as_ref().filter(|by| by.value < context.as_of)?;
    let message = format!("the next step of `{id}` was due on {}: {}", past.value, next.value);
    Some(
        Diagnostic::advice("opportunity-without-next", past.span.clone(), message)
            .expected("a next step that lies ahead")
            .fix("take it, and write the `next` one with its `by`; or `outcome`, if it is over")
            .late(past.value, context.as_of, 1, 30.0),
    )
}
