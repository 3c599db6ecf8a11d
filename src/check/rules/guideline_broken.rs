//! A guideline that an account breaks.

use crate::check::rule::rule;
use crate::check::state::compliance::{Breach, Keeping, clears, keeping, past_retention, point_at, unowned};
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Guideline, Requirement, Tool};

rule! {
    /// A guideline is broken, and nobody allowed a departure from it.
    ///
    /// What we may keep of people and firms, on what ground and for how long, is law or a promise. Mend it; or, where there is a
    /// good reason, let somebody allow a departure for a while: `except` in the guideline, with `until`, `why` and `approved_by`.
    ///
    /// Wrong:
    ///
    /// ```toml standing.toml
    /// format = 1
    /// title = "Cold Watch"
    /// selection = { growth = 3, fit = 2 }
    ///
    /// [[tier]]
    /// id = "key"
    ///
    /// [[segment]]
    /// id = "logistics"
    ///
    /// [[guideline]]
    /// id = "basis"
    /// title = "Each account says on what ground its records are kept."
    /// requires = "lawful-basis"
    /// ```
    ///
    /// Right:
    ///
    /// ```toml standing.toml
    /// format = 1
    /// title = "Cold Watch"
    /// selection = { growth = 3, fit = 2 }
    ///
    /// [[tier]]
    /// id = "key"
    ///
    /// [[segment]]
    /// id = "logistics"
    ///
    /// [[guideline]]
    /// id = "basis"
    /// title = "Each account says on what ground its records are kept."
    /// requires = "lawful-basis"
    /// except = [{ account = "northwind", until = 2026-09-30, why = "The contract is being renewed.", approved_by = "tomas" }]
    /// ```
    "guideline-broken", Advice, ["CFAMSSNS12-P11"], Run::Both(run, of_shared)
}

/// How many of the things that break a guideline are named before it is said how many more there are.
const NAMED: usize = 3;

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let all = keeping(checked, context);
    let told = all.iter().filter(|one| one.is_broken() && is_told_here(one.guideline));
    told.filter_map(|one| of_account(one, checked, context)).collect()
}

/// What is written down against a guideline is told where it stands, and so are interests that wait.
fn is_told_here(guideline: &Guideline) -> bool {
    matches!(
        guideline.requires.value,
        Requirement::LawfulBasis | Requirement::Consent | Requirement::Retention | Requirement::PersonalData
    )
}

fn of_account(one: &Keeping<'_>, checked: &Checked, context: &Context<'_>) -> Option<Diagnostic> {
    let finding = point_at(one.expired, broken(one.guideline, &one.breaches)?);
    let is_kept = one.guideline.requires.value == Requirement::Retention;
    let kept = past_retention(checked, context.config, context.as_of).filter(|_| is_kept);
    let since = kept.map(|kept| kept.until).or_else(|| Some(one.expired?.until.value));
    Some(match since {
        Some(since) => finding.late(since, context.as_of, 2, 30.0),
        None => finding,
    })
}

fn of_shared(context: &Context<'_>) -> Vec<Diagnostic> {
    let guidelines = context.config.guideline.iter().map(|at| &at.value);
    let all = guidelines.filter(|one| one.requires.value == Requirement::PersonalData);
    // A departure that names no account is one for what all accounts share.
    let open = all.filter(|one| {
        !one.except
            .iter()
            .any(|exception| exception.account.is_none() && exception.until.value >= context.as_of)
    });
    let tools = || context.shared.plan.each::<Tool>().map(|(_, tool)| tool);
    open.filter_map(|guideline| broken(guideline, &unowned(tools()))).collect()
}

fn broken(guideline: &Guideline, breaches: &[Breach]) -> Option<Diagnostic> {
    let first = breaches.first()?;
    let mut named: Vec<String> = breaches.iter().take(NAMED).map(|breach| breach.what.clone()).collect();
    if breaches.len() > NAMED {
        named.push(format!("and {} more like it", breaches.len() - NAMED));
    }
    let message = format!("`{}` is broken: {}", guideline.id.value, named.join("; "));
    Some(
        Diagnostic::advice("guideline-broken", first.span.clone(), message)
            .expected(guideline.title.value.clone())
            .fix(clears(guideline.requires.value)),
    )
}
