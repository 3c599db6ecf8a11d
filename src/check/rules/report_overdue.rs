//! A report that was not issued.

use crate::check::rule::rule;
use crate::check::state::report::{State, reports};
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;

rule! {
    /// A report was not issued when it was due.
    ///
    /// Whoever is promised a report every quarter plans with it. The site makes its page; send it, and write a note with the
    /// report in `about`, or the day into its `issued`. It is due one period after the first day that it tells of, and then each
    /// period; it may be late by `due` under `[grace]` in the configuration, otherwise 14 days, and as much early.
    ///
    /// Wrong, on 30 June:
    ///
    /// ```toml
    /// [[report]]
    /// title = "Quarterly letter"
    /// audience = "customer"
    /// every = "3m"
    /// from = 2026-01-01
    /// contents = ["expectations", "actions"]
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[report]]
    /// title = "Quarterly letter"
    /// audience = "customer"
    /// every = "3m"
    /// from = 2026-01-01
    /// contents = ["expectations", "actions"]
    /// issued = [2026-04-07]
    /// ```
    "report-overdue", Advice, ["CFAM7.1.6-P9"], Run::Absence(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let as_of = context.as_of;
    let Some((account, _)) = checked.account() else { return Vec::new() };
    let late = reports(checked, context, as_of).into_iter().filter(|one| one.state == State::Overdue);
    late.filter_map(|one| {
        let (every, due) = one.every.zip(one.due)?;
        let entry = one.item.entry;
        let span = if one.item.is_own { &entry.span } else { &account.span };
        let id = &entry.key.id;
        let message = match one.issued.last() {
            Some(last) => format!("the report `{id}` was due on {due}, and last issued on {last}"),
            None => format!("the report `{id}` was due on {due}, and never issued"),
        };
        let finding = Diagnostic::advice("report-overdue", span.clone(), message)
            .expected(format!("an issue {}", every.every()))
            .fix(format!("send its page, and write a note with `about = [\"report/{id}\"]`"))
            .late(due, as_of, 2, every.days());
        Some(if one.item.is_own {
            finding
        } else {
            finding.related(entry.span.clone(), "all accounts share it")
        })
    })
    .collect()
}
