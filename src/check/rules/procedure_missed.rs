//! A procedure that nobody has done for too long.

use crate::check::rule::rule;
use crate::check::state::practice::grace;
use crate::check::state::procedure::procedures;
use crate::check::state::{plan, report};
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;

rule! {
    /// A monitoring procedure was not done when it was due.
    ///
    /// A procedure that is skipped without a word is no procedure, and nobody knows what it would have shown. A note, a review or a
    /// survey that names it in `about` or `evidence` says that it was done that day, as does an action for it that is done; its own
    /// `done` lists days of which no record tells. It may be late by `due` under `[grace]` in the configuration, otherwise 14 days.
    ///
    /// Wrong, on 30 June:
    ///
    /// ```toml
    /// [[procedure]]
    /// title = "Go through the alarms"
    /// every = "1m"
    /// agreed = 2026-01-10
    /// with = ["amelia"]
    /// done = [2026-02-10, 2026-04-12]
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[procedure]]
    /// title = "Go through the alarms"
    /// every = "1m"
    /// agreed = 2026-01-10
    /// with = ["amelia"]
    /// done = [2026-02-10, 2026-04-12, 2026-05-12, 2026-06-11]
    /// ```
    "procedure-missed", Advice, ["CFAM7.1.6-P6"], Run::Absence(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let as_of = context.as_of;
    let Some((account, _)) = checked.account() else { return Vec::new() };
    let late = grace(checked, context, |grace| grace.due.as_ref(), report::GRACE);
    let all = procedures(checked, context, as_of).into_iter();
    all.filter_map(|one| {
        let (every, next) = one.every.zip(one.next)?;
        if (as_of - next).num_days() <= plan::slack(late, every) {
            return None;
        }
        let entry = one.item.entry;
        let span = if one.item.is_own { &entry.span } else { &account.span };
        let id = &entry.key.id;
        let message = match one.last {
            Some((last, _)) => format!("the procedure `{id}` was last done on {last}, and due on {next}"),
            None => format!("the procedure `{id}` was never done; it was due on {next}"),
        };
        let finding = Diagnostic::advice("procedure-missed", span.clone(), message)
            .expected(every.every())
            .fix(format!("do it, and write a note with `about = [\"procedure/{id}\"]`"))
            .late(next, as_of, 1, every.days());
        Some(if one.item.is_own {
            finding
        } else {
            finding.related(entry.span.clone(), "all accounts share it")
        })
    })
    .collect()
}
