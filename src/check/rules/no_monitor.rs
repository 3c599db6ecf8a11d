//! An account where nobody of a side takes part in monitoring.

use crate::check::rule::rule;
use crate::check::state::account::{is_owner, seats};
use crate::check::state::people::{has_left, party};
use crate::check::state::practice::asks;
use crate::check::state::side::side;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Criterion, Kind, Person, Side};

rule! {
    /// Nobody is named who takes part in monitoring on the customer's side, or on ours.
    ///
    /// Whether things go well is not for one side to say. Ask them who of theirs looks at it with us, and write `monitors = true`
    /// for that person. On our side the owner of the account does, since whatever is late or at risk is on their page; so does a
    /// `[[person]]` with `side = "ours"` and `monitors = true`. Other seats of the account team do not count. An independent,
    /// such as an auditor, is welcome, and stands for neither side.
    ///
    /// Wrong:
    ///
    /// ```toml accounts/northwind/people.toml
    /// [[person]]
    /// id = "amelia"
    /// name = "Amelia Ruiz"
    /// role = ["decision-maker"]
    /// ```
    ///
    /// Right:
    ///
    /// ```toml accounts/northwind/people.toml
    /// [[person]]
    /// id = "amelia"
    /// name = "Amelia Ruiz"
    /// role = ["decision-maker"]
    /// monitors = true
    /// ```
    "no-monitor", Advice, ["CFAM7.1.6-P7"], Run::Absence(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let as_of = context.as_of;
    let Some((entry, account)) = checked.account().filter(|_| !checked.may_lack(Kind::Person)) else {
        return Vec::new();
    };
    let monitors = |of: Side| {
        let mut named = checked.each::<Person>().filter(|(_, person)| {
            person.monitors.as_ref().is_some_and(|monitors| monitors.value) && !has_left(person, as_of)
        });
        named.any(|(entry, _)| side(checked, &party(entry)) == of)
    };
    // Where nobody answers for the account, another rule says so.
    let said = [Criterion::Inssal006P9, Criterion::Inssal006P15];
    let is_said = said.into_iter().any(|criterion| asks(checked, context, criterion));
    let ours = is_said || seats(account, as_of).into_iter().any(is_owner) || monitors(Side::Ours);
    let (who, fix) = match (ours, monitors(Side::Customer)) {
        (true, true) => return Vec::new(),
        (true, false) => (
            "on the customer's side",
            "ask them who of theirs looks at it with us, and write `monitors = true` for that person",
        ),
        (false, true) => ("on our side", "add an owner to `team`"),
        (false, false) => (
            "on either side",
            "add an owner to `team`, and write `monitors = true` for whoever of theirs looks at it with us",
        ),
    };
    let message = format!("nobody takes part in monitoring {who}");
    let finding = Diagnostic::advice("no-monitor", entry.span.clone(), message)
        .expected("somebody of theirs and somebody of ours")
        .fix(fix);
    vec![finding]
}
