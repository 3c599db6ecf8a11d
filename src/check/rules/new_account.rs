//! What a new account does not have yet, in one line.

use crate::check::rule::rule;
use crate::check::state::practice;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;

use crate::record::Period;

rule! {
    /// An account is new, and some things are not there yet.
    ///
    /// Nobody has everything on the first day. Until 90 days after `since` (the configuration's `new_account` under `[grace]` says
    /// otherwise) what is absent is one line for the whole account. After that each is said by itself.
    ///
    /// Wrong:
    ///
    /// ```toml accounts/northwind/account.toml
    /// [account]
    /// name = "Northwind Logistics"
    /// tier = "core"
    /// since = 2026-06-01
    /// ```
    ///
    /// Right:
    ///
    /// ```toml accounts/northwind/account.toml
    /// [account]
    /// name = "Northwind Logistics"
    /// tier = "core"
    /// since = 2026-06-01
    /// team = [{ who = "priya", as = "owner", from = 2026-06-01 }]
    /// ```
    "new-account", Advice, [], Run::Reading
}

/// How long an account is new where the configuration does not say.
const GRACE: Period = Period::days_long(90);

/// How many of the next steps are told.
const STEPS: usize = 3;

/// Makes one line of what is not there in a new account; gives it back as it is for any other.
pub fn fold(found: Vec<Diagnostic>, checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let since = checked.account().and_then(|(_, account)| account.since.as_ref());
    let grace = practice::grace(checked, context, |grace| grace.new_account.as_ref(), GRACE);
    let until = since.map(|since| grace.after(since.value));
    let (Some(since), Some(until), false) =
        (since, until.filter(|until| context.as_of < *until), found.is_empty())
    else {
        return found;
    };
    let mut codes: Vec<_> = found.iter().map(|finding| format!("`{}`", finding.code)).collect();
    codes.sort();
    codes.dedup();
    let what = if found.len() == 1 { "one thing is" } else { "some things are" };
    let message = format!("this account is new, and {what} not there yet: {}", codes.join(", "));
    let finding = Diagnostic::advice("new-account", since.span.clone(), message);
    vec![finding.expected(format!("all of it by {until}")).fix(steps(&found))]
}

/// What to do, the first few steps.
fn steps(found: &[Diagnostic]) -> String {
    let mut steps: Vec<&str> = found.iter().filter_map(|finding| finding.fix.as_deref()).collect();
    steps.dedup();
    let more = steps.len().saturating_sub(STEPS);
    steps.truncate(STEPS);
    let rest = if more > 0 { format!("; and {more} more like it") } else { String::new() };
    format!("{}{rest}", steps.join("; "))
}
