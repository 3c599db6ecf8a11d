//! A procedure that the customer does not know of.

use crate::check::rule::rule;
use crate::check::state::procedure::procedures;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;

rule! {
    /// A monitoring procedure was never agreed with the customer.
    ///
    /// To keep watch over somebody who does not know of it is surveillance; and what they know of, they help with. Agree the
    /// procedure, and write the day and with whom. For one that all accounts share, give the account a `[[procedure]]` with the
    /// same `id`: it takes from the shared one what it does not say itself.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[procedure]]
    /// title = "Go through the alarms"
    /// every = "1m"
    /// done = [2026-06-20]
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[procedure]]
    /// title = "Go through the alarms"
    /// every = "1m"
    /// agreed = 2026-05-20
    /// with = ["amelia"]
    /// done = [2026-06-20]
    /// ```
    "procedure-not-agreed", Advice, ["CFAM7.1.6-P6"], Run::Absence(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let Some((account, _)) = checked.account() else { return Vec::new() };
    let all = procedures(checked, context, context.as_of).into_iter();
    let open = all.filter(|one| one.agreed.is_none());
    open.map(|one| {
        let (entry, is_own) = (one.item.entry, one.item.is_own);
        let id = &entry.key.id;
        let span = if is_own { &entry.span } else { &account.span };
        let message = format!("the procedure `{id}` was never agreed with the customer");
        let finding = Diagnostic::advice("procedure-not-agreed", span.clone(), message)
            .expected("the day on which it was agreed, and with whom");
        if is_own {
            return finding.fix("agree it with them, and write `agreed` and `with`");
        }
        finding
            .fix(format!(
                "agree it with them, and write a `[[procedure]]` with `id = \"{id}\"`, its `title`, `agreed` and `with`"
            ))
            .related(entry.span.clone(), "all accounts share it")
    })
    .collect()
}
