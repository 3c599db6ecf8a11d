//! Records to checked records: names resolved, rules run, and what had to be left out.
//!
//! A [`Checked`] account is made here alone. It always comes back, with the list of what was omitted; whether to go on
//! is the caller's decision. Nothing here reads a file or knows a date but `as_of`.

mod census;
mod checked;
mod checkup;
mod exports;
mod places;
mod redact;
mod resolve;
mod rule;
mod rules;
pub mod state;

pub use census::Census;
pub use checked::{Checked, Omission, Party, Target};
pub use checkup::{AccountCheck, AsOf, Checkup, Portfolio, check_all, guard};
pub use exports::{Export, check_portfolio};
pub use places::Places;
pub use redact::Withheld;
pub use rule::{Precedence, Rule, Run, registry};
pub use rules::redundant::across as redundant_across;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::diagnostic::{self, Diagnostic, Severity};
use crate::record::{AccountRecords, Config, Criterion, Shared, Status};

/// What every rule may look at beside the account.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// What all accounts share.
    pub shared: &'a Shared,
    /// The configuration.
    pub config: &'a Config,
    /// The day as of which everything is judged.
    pub as_of: NaiveDate,
}

impl Context<'_> {
    /// Whether the configuration was understood as a whole, so that what it does not name does not exist.
    #[must_use]
    pub fn is_config_sound(&self) -> bool {
        self.shared.config.is_some()
            && !self.shared.problems.iter().any(|problem| {
                problem.severity == Severity::Error && problem.span.path().as_str() == "standing.toml"
            })
    }
}

/// Checks one account. The findings come in the order in which they are shown.
#[must_use]
pub fn check_account(account: AccountRecords, context: &Context<'_>) -> (Checked, Export, Vec<Diagnostic>) {
    let mut account = account;
    let mut findings = std::mem::take(&mut account.records.problems);
    let export = Export::of(&account);
    let (checked, export) = resolve::resolve(account, context, export, &mut findings);
    let mut checked = checked;
    let found = found_in(&checked, context);
    checked.omit_wrong(&found);
    findings.extend(found);
    diagnostic::sort(&mut findings);
    let checked = checked.explain_omissions(&findings);
    let census = Census::of(&checked, context);
    (checked, Export { census, ..export }, findings)
}

/// What the rules find in one account.
fn found_in(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for rule in registry() {
        match rule.run {
            Run::Account(run) | Run::Both(run, _) | Run::Across(run, _) => {
                found.extend(run(checked, context))
            }
            Run::Reading | Run::Shared(_) | Run::Portfolio(_) | Run::Absence(_) | Run::Reviewing => {}
        }
    }
    found.extend(absences(checked, context));
    keep_applied(&mut found, checked, context);
    found
}

/// Whether what a rule finds is found again when the account is looked at again.
fn is_found_again(code: &str) -> bool {
    let rule = registry().iter().find(|rule| rule.code == code);
    rule.is_some_and(|rule| {
        matches!(rule.run, Run::Account(_) | Run::Both(..) | Run::Across(..) | Run::Absence(_))
    })
}

/// What is not there in an active account. A new one is told in one line.
fn absences(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let status = checked.account().map(|(_, account)| state::past::status(account, context.as_of));
    if status != Some(Status::Active) {
        return Vec::new();
    }
    let rules = registry().iter().filter_map(|rule| match rule.run {
        Run::Absence(run) => Some(run(checked, context)),
        _ => None,
    });
    let mut found = rules.flatten().collect();
    keep_applied(&mut found, checked, context);
    rules::new_account::fold(found, checked, context)
}

/// Leaves out advice on criteria that no tier asks for.
fn keep_asked(found: &mut Vec<Diagnostic>, context: &Context<'_>) {
    let criteria = state::practice::asked(context.config);
    found.retain(|finding| applies(finding, &criteria));
}

/// Leaves out advice on criteria that do not apply to the account.
pub fn keep_applied(found: &mut Vec<Diagnostic>, checked: &Checked, context: &Context<'_>) {
    let criteria = state::practice::criteria(checked, context);
    found.retain(|finding| applies(finding, &criteria));
}

/// Whether advice concerns a criterion that applies to the account; errors and warnings concern everybody, and so does what
/// somebody agreed to be told of.
fn applies(finding: &Diagnostic, criteria: &BTreeSet<Criterion>) -> bool {
    let rule = registry().iter().find(|rule| rule.code == finding.code);
    let named = rule.filter(|rule| rule.severity == Severity::Advice).map_or(&[][..], |rule| rule.criteria);
    let is_agreed = rule.is_some_and(|rule| rule.precedence == Precedence::Fired);
    is_agreed
        || named.is_empty()
        || named.iter().filter_map(|word| Criterion::from_word(word)).any(|one| criteria.contains(&one))
}

/// Checks what all accounts share, but for what needs all accounts.
#[must_use]
pub fn check_shared(context: &Context<'_>) -> Vec<Diagnostic> {
    let shared = context.shared;
    let mut findings = shared.problems.clone();
    findings.extend(shared.team.problems.iter().cloned());
    findings.extend(shared.plan.problems.iter().cloned());
    resolve::shared_targets(context, &mut findings);
    let mut found = Vec::new();
    for rule in registry() {
        match rule.run {
            Run::Shared(run) | Run::Both(_, run) => found.extend(run(context)),
            Run::Reading
            | Run::Account(_)
            | Run::Across(..)
            | Run::Portfolio(_)
            | Run::Absence(_)
            | Run::Reviewing => {}
        }
    }
    keep_asked(&mut found, context);
    findings.extend(found);
    diagnostic::sort(&mut findings);
    findings
}

/// Whether any finding is at least this bad.
#[must_use]
pub fn any_at_least(findings: &[Diagnostic], severity: Severity) -> bool {
    findings.iter().any(|finding| finding.severity >= severity)
}
