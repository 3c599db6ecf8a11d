//! A tool that is needed, and not there when it should be.

use crate::check::rule::rule;
use crate::check::state::past::{exists, is_active};
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Entry, Tool, ToolStatus};

rule! {
    /// A tool was needed by a day that has passed, and is still not there.
    ///
    /// What a tool was to do is done by hand meanwhile, or not at all. Get it and write `status = "in-use"`; or decide that it is
    /// not needed, and delete it; or say by when it is there.
    ///
    /// Wrong, on 30 June 2026:
    ///
    /// ```toml plan.toml
    /// [[tool]]
    /// title = "Survey software"
    /// for = "Half-yearly questions"
    /// status = "needed"
    /// needed_by = 2026-03-31
    /// ```
    ///
    /// Right:
    ///
    /// ```toml plan.toml
    /// [[tool]]
    /// title = "Survey software"
    /// for = "Half-yearly questions"
    /// status = "in-use"
    /// since = 2026-03-20
    /// ```
    "tool-needed", Advice, ["CFAM7.1.6-P8"], Run::Both(run, of_shared)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let is_active = is_active(checked, context.as_of);
    let own = checked.each::<Tool>().filter(|_| is_active);
    own.filter_map(|(entry, tool)| needed(entry, tool, context)).collect()
}

fn of_shared(context: &Context<'_>) -> Vec<Diagnostic> {
    context.shared.plan.each::<Tool>().filter_map(|(entry, tool)| needed(entry, tool, context)).collect()
}

fn needed(entry: &Entry, tool: &Tool, context: &Context<'_>) -> Option<Diagnostic> {
    if !exists(entry, context.as_of) {
        return None;
    }
    let is_needed = tool.status.as_ref().is_some_and(|status| status.value == ToolStatus::Needed);
    let by = tool.needed_by.as_ref().filter(|by| is_needed && by.value < context.as_of)?;
    let title = entry.title.as_deref().unwrap_or(&entry.key.id);
    let message = format!("`{title}` was needed by {}, and is not there", by.value);
    Some(
        Diagnostic::advice("tool-needed", by.span.clone(), message)
            .expected("a tool that is in use, or a day that has yet to come")
            .fix("get it, and write `status = \"in-use\"`; or say by when it is there")
            .late(by.value, context.as_of, 1, 30.0),
    )
}
