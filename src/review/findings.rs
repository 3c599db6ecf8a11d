//! What rules find that need figures which review alone computes: signals, fired triggers.
//!
//! Such a rule is declared and documented among the others, as [`Run::Reviewing`](crate::check::Run); here is what it runs.

use rayon::prelude::*;

use super::balance::{self, Balance};
use super::{feedback, triggers};
use crate::check::{Checked, Checkup, Context, keep_applied};
use crate::diagnostic::{self, Diagnostic};

/// The rules of review, each a function of one account.
const RULES: &[fn(&Checked, &Context<'_>) -> Vec<Diagnostic>] =
    &[feedback::findings, feedback::neglected, triggers::fired];

/// What the rules of review find in an account, of the criteria that apply to it.
#[must_use]
pub fn findings(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = RULES.iter().flat_map(|rule| rule(checked, context)).collect();
    keep_applied(&mut found, checked, context);
    found
}

/// Adds to a checked repository what the rules of review find.
pub fn complete(checkup: &mut Checkup) {
    let context = checkup.portfolio.context();
    let found: Vec<Diagnostic> =
        checkup.accounts.par_iter().flat_map(|account| findings(account, &context)).collect();
    checkup.findings.extend(found);
    let weighed: Vec<Balance> =
        checkup.accounts.par_iter().filter_map(|account| balance::balance(account, &context)).collect();
    checkup.findings.extend(balance::findings(&weighed.iter().collect::<Vec<_>>()).into_iter().flatten());
    diagnostic::sort(&mut checkup.findings);
}
