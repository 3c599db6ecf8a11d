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

/// How much of what is not there is told.
const TOLD: usize = 3;

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
    let what = if found.len() == 1 { "one thing is" } else { "some things are" };
    let lacks = first(found.iter().map(|finding| finding.message.as_str()));
    let message = format!("this account is new, and {what} not there yet: {lacks}");
    let finding = Diagnostic::advice("new-account", since.span.clone(), message);
    let steps = first(found.iter().filter_map(|finding| finding.fix.as_deref()));
    vec![finding.expected(format!("all of it by {until}")).fix(steps)]
}

/// The first few of what is to be told, and how many more there are.
fn first<'a>(all: impl Iterator<Item = &'a str>) -> String {
    let all: Vec<&str> = all.collect();
    let told = all[..all.len().min(TOLD)].join("; ");
    match all.len().saturating_sub(TOLD) {
        0 => told,
        more => format!("{told}; and {more} more"),
    }
}
