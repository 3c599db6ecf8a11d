//! An audience that is told nothing.

use crate::check::rule::rule;
use crate::check::state::report::reports;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{INTERNAL, Kind};

rule! {
    /// An audience has no report of an account.
    ///
    /// What is known serves those alone who can read it in a form that suits them. Each audience of the configuration, and the
    /// customer, gets a report of the account: its own, or one in the `plan.toml` at the top that is made for its tier. For our own
    /// people that is the site itself.
    ///
    /// Wrong: no report for `customer`.
    ///
    /// ```toml
    /// [[report]]
    /// title = "Figures for the desk"
    /// audience = "internal"
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[report]]
    /// title = "Quarterly letter"
    /// audience = "customer"
    /// contents = ["expectations", "actions"]
    /// ```
    "audience-without-report", Advice, ["CFAMSSNS12-P6"], Run::Absence(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let is_lost = checked.may_lack(Kind::Report) || !context.shared.plan.broken.is_empty();
    let Some((account, _)) = checked.account().filter(|_| !is_lost) else { return Vec::new() };
    let all = reports(checked, context, context.as_of);
    let told = |audience: &str| all.iter().any(|report| report.audience() == audience);
    let untold = context.config.audiences().into_iter().filter(|one| *one != INTERNAL && !told(one));
    untold
        .map(|audience| {
            let message = format!("no report of this account is made for `{audience}`");
            Diagnostic::advice("audience-without-report", account.span.clone(), message)
                .expected(format!(
                    "a `[[report]]` with `audience = \"{audience}\"`, for the account or its tier"
                ))
                .fix("write one: what it holds, how often, and to whom it goes")
        })
        .collect()
}
