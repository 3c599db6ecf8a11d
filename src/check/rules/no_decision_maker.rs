//! An account of which nobody knows who decides.

use crate::check::rule::rule;
use crate::check::state::people::{has_left, party, roles, theirs};
use crate::check::state::side::side;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Kind, Role, Side};

rule! {
    /// Nobody is known who decides on the customer's side.
    ///
    /// Whoever we talk with may like us, and somebody else decides whether they stay. Ask who signs, who is asked before that, and
    /// who could say no; write their `role` and their `influence`. A decision maker who left counts no more.
    ///
    /// Wrong:
    ///
    /// ```toml accounts/northwind/people.toml
    /// [[person]]
    /// id = "amelia"
    /// name = "Amelia Ruiz"
    /// role = ["user"]
    /// ```
    ///
    /// Right:
    ///
    /// ```toml accounts/northwind/people.toml
    /// [[person]]
    /// id = "amelia"
    /// name = "Amelia Ruiz"
    /// role = ["user"]
    ///
    /// [[person]]
    /// id = "jonas"
    /// name = "Jonas Weber"
    /// role = ["decision-maker"]
    /// influence = 5
    /// ```
    "no-decision-maker", Advice, ["CLIENT-P9"], Run::Absence(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let Some((entry, _)) = checked.account().filter(|_| !checked.may_lack(Kind::Person)) else {
        return Vec::new();
    };
    let day = context.as_of;
    let customers = theirs(checked).filter(|(entry, _)| side(checked, &party(entry)) == Side::Customer);
    let deciders: Vec<_> =
        customers.filter(|(_, person)| roles(person, day).contains(&Role::DecisionMaker)).collect();
    if deciders.iter().any(|(_, person)| !has_left(person, day)) {
        return Vec::new();
    }
    let message = match deciders.last() {
        None => "nobody is known who decides on their side".to_owned(),
        Some((left, _)) => {
            format!("`{}` decided on their side and left, and nobody else is known", left.key.id)
        }
    };
    let finding = Diagnostic::advice("no-decision-maker", entry.span.clone(), message)
        .expected("a person with the role `decision-maker`")
        .fix("ask them who decides, and write that person's `role = [\"decision-maker\"]`");
    vec![finding]
}
