//! A tool that holds data of people, with no guideline for that.

use crate::check::rule::rule;
use crate::check::state::compliance::{covers_tools, holds_people, is_used};
use crate::check::state::past::{exists, is_active};
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Entry, Tool};

rule! {
    /// A tool holds data of people, and no guideline says how they are kept there.
    ///
    /// What stands in a tool is forgotten when people ask what we keep of them. One guideline with `requires = "personal-data"` in
    /// `standing.toml` covers all tools, and asks for somebody who answers for each.
    ///
    /// Wrong:
    ///
    /// ```toml plan.toml
    /// [[tool]]
    /// title = "Survey software"
    /// for = "Half-yearly questions"
    /// owner = "lena"
    /// holds = ["personal-data"]
    /// ```
    ///
    /// Right:
    ///
    /// ```toml plan.toml
    /// [[tool]]
    /// title = "Route planner"
    /// for = "Who passes by whom"
    /// owner = "lena"
    /// holds = ["business-data"]
    /// ```
    "tool-uncovered", Advice, ["CFAM7.1.6-P8"], Run::Both(run, of_shared)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let is_active = is_active(checked, context.as_of);
    let own = checked.each::<Tool>().filter(|_| is_active);
    own.filter_map(|(entry, tool)| uncovered(entry, tool, context)).collect()
}

fn of_shared(context: &Context<'_>) -> Vec<Diagnostic> {
    context.shared.plan.each::<Tool>().filter_map(|(entry, tool)| uncovered(entry, tool, context)).collect()
}

fn uncovered(entry: &Entry, tool: &Tool, context: &Context<'_>) -> Option<Diagnostic> {
    if !exists(entry, context.as_of) {
        return None;
    }
    let holds = holds_people(tool).filter(|_| is_used(tool) && !covers_tools(context.config))?;
    let title = entry.title.as_deref().unwrap_or(&entry.key.id);
    let message = format!("`{title}` holds data of people, and no guideline covers that");
    Some(
        Diagnostic::advice("tool-uncovered", holds.span.clone(), message)
            .expected("a `[[guideline]]` with `requires = \"personal-data\"` in standing.toml")
            .fix("agree how such data are kept in tools, and write the guideline"),
    )
}
