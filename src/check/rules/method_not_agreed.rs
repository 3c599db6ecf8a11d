//! A method of feedback that the customer never chose.

use crate::check::rule::rule;
use crate::check::state::method::{Standing, methods};
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::Entry;

rule! {
    /// A way of asking for feedback was never agreed with the customer.
    ///
    /// Some would rather talk than tick boxes, and some would rather write than talk; whoever is asked in a way that does not
    /// suit them is polite, or silent. Ask them which way suits them, and write the day and with whom. For a method that all
    /// accounts share, give the account a `[[method]]` with the same `id`: it takes from the shared one what it does not say
    /// itself. A method by which our own people alone are asked needs no agreement.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[method]]
    /// title = "Half-yearly call"
    /// form = "informal"
    /// channel = "call"
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[method]]
    /// title = "Half-yearly call"
    /// form = "informal"
    /// channel = "call"
    /// agreed = 2026-04-20
    /// with = ["amelia"]
    /// ```
    "method-not-agreed", Advice, ["CFAM7.1.6-P1"], Run::Absence(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let Some((account, _)) = checked.account() else { return Vec::new() };
    let all = methods(checked, context, context.as_of);
    let open = all.iter().filter(|one| one.agreed.is_none() && one.asks_customer());
    open.map(|one| not_agreed(one, account)).collect()
}

fn not_agreed(one: &Standing<'_>, account: &Entry) -> Diagnostic {
    let id = &one.item.entry.key.id;
    let message = if one.item.is_own && one.item.one.agreed.is_some() {
        format!("the method `{id}` was agreed with nobody but us")
    } else {
        format!("the method `{id}` was never agreed with the customer")
    };
    let fix = if one.item.is_own {
        "ask them whether it suits them, and write `agreed` and `with`".to_owned()
    } else {
        format!(
            "ask them whether it suits them, and write a `[[method]]` with `id = \"{id}\"`, its `title`, `agreed` and `with`"
        )
    };
    let finding = Diagnostic::advice("method-not-agreed", one.item.place(account).clone(), message)
        .expected("the day on which it was agreed, and with whom of theirs")
        .fix(fix);
    one.item.point(finding)
}
