//! Something that must be known, is not, and nobody has agreed to find out.

use crate::check::rule::rule;
use crate::check::state::action::is_open;
use crate::check::state::information::{Held, actions_for, asked, holding};
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;

rule! {
    /// Something that must be known is missing or stale, and no open action is there to get it.
    ///
    /// A gap that nobody owns stays. Agree with whoever can close it what they do by when, and let the action name the requirement
    /// with `for`. An action in the `plan.toml` beside `standing.toml` counts for every account.
    ///
    /// Wrong:
    ///
    /// ```toml accounts/northwind/plan.toml
    /// [[information]]
    /// title = "Their business"
    /// need = "must"
    /// field = "profile"
    /// ```
    ///
    /// Right:
    ///
    /// ```toml accounts/northwind/plan.toml
    /// [[information]]
    /// title = "Their business"
    /// need = "must"
    /// field = "profile"
    ///
    /// [[action]]
    /// what = "Ask Amelia how they earn, and write the profile"
    /// owner = "priya"
    /// due = 2026-08-31
    /// for = ["information/their-business"]
    /// ```
    "shortfall-without-action", Advice, ["CFAMSSNS12-P4"], Run::Absence(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let day = context.as_of;
    let Some((account, _)) = checked.account() else { return Vec::new() };
    let musts = asked(checked, context, day).into_iter().filter(|one| one.is_must());
    let short = musts.filter(|one| matches!(holding(checked, one, day).state, Held::Missing | Held::Stale));
    let unowned: Vec<_> = short
        .filter(|one| !actions_for(checked, context, one).any(|(entry, action)| is_open(entry, action, day)))
        .collect();
    if unowned.is_empty() {
        return Vec::new();
    }
    let titles: Vec<_> = unowned.iter().map(|one| format!("`{}`", one.title())).collect();
    let what = if titles.len() == 1 {
        "something that must be known is missing or stale"
    } else {
        "things that must be known are missing or stale"
    };
    let message = format!("{what}, and nobody has agreed to get it: {}", titles.join(", "));
    let names: Vec<_> = unowned.iter().map(|one| format!("\"{}\"", one.entry.key)).collect();
    let names = names.join(", ");
    let finding = Diagnostic::advice("shortfall-without-action", account.span.clone(), message)
        .expected("an open action for each")
        .fix(format!("agree who does what by when, and write an `[[action]]` with `for = [{names}]`"));
    vec![finding]
}
