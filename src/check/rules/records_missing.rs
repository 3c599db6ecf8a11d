//! An account of which expectations, contacts or agreed actions are not written down.

use chrono::NaiveDate;

use crate::check::rule::rule;
use crate::check::state::action::actions;
use crate::check::state::expectation::expectations;
use crate::check::state::past::tier_of;
use crate::check::state::practice;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Criterion, Entry, Kind, Note};

rule! {
    /// Nothing is written down of what they expect, of what was talked about, or of what was agreed.
    ///
    /// What stands in somebody's head leaves with them. Each account has at least one expectation that holds, a note of the last
    /// year and an action of the last year, `window` under `[grace]` where that says otherwise; quiet times that the account names
    /// do not count. Where the tier has a cadence, missing contacts are said by that rule.
    ///
    /// Wrong, for an account with notes and actions:
    ///
    /// ```toml accounts/northwind/base.toml
    /// [[action]]
    /// what = "Ask how the summer went"
    /// owner = "priya"
    /// due = 2026-09-15
    /// ```
    ///
    /// Right:
    ///
    /// ```toml accounts/northwind/base.toml
    /// [[action]]
    /// what = "Ask how the summer went"
    /// owner = "priya"
    /// due = 2026-09-15
    ///
    /// [[expectation]]
    /// statement = "They hear of a delay before their customers do."
    /// agreed = 2026-04-14
    /// ```
    "records-missing", Advice, ["CLIENT-P6"], Run::Absence(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let Some((account, _)) = checked.account() else { return Vec::new() };
    let day = context.as_of;
    let mut findings = Vec::new();
    let holds = expectations(checked, context.config, day).iter().any(|one| one.ended.is_none());
    if !holds && !checked.may_lack(Kind::Expectation) {
        findings.push(missing(
            account,
            "no expectation of theirs is written down",
            "an expectation that holds",
            "ask what they expect of us, agree it, and write an `[[expectation]]`",
        ));
    }
    let noted = checked.each::<Note>().filter_map(|(entry, _)| entry.date.filter(|on| *on <= day)).max();
    if !checked.may_lack(Kind::Note) && !has_cadence(checked, context) && is_long_ago(checked, noted, context)
    {
        findings.push(missing(
            account,
            &said("no note", noted),
            &format!("a note within {}", practice::window(checked, context)),
            "talk with them, and write a note of it",
        ));
    }
    let agreed = last_action(checked, day);
    if !checked.may_lack(Kind::Action) && is_long_ago(checked, agreed, context) {
        findings.push(missing(
            account,
            &said("no action", agreed),
            &format!("an action within {}", practice::window(checked, context)),
            "write what you agree as an `[[action]]`, or in a note as `- [ ] … @who due …`",
        ));
    }
    findings
}

fn missing(account: &Entry, message: &str, expected: &str, fix: &str) -> Diagnostic {
    Diagnostic::advice("records-missing", account.span.clone(), message).expected(expected).fix(fix)
}

fn said(what: &str, last: Option<NaiveDate>) -> String {
    match last {
        Some(last) => format!("{what} is written down since {last}"),
        None => format!("{what} is written down"),
    }
}

/// Whether contacts that are missing are said by the tier's cadence.
fn has_cadence(checked: &Checked, context: &Context<'_>) -> bool {
    let tier = tier_of(checked, context.config, context.as_of);
    tier.is_some_and(|tier| tier.cadence.is_some()) && practice::asks(checked, context, Criterion::Cfacsb15P2)
}

/// Whether more days than the window has, quiet ones not counted, have passed since a day; always where there was none.
fn is_long_ago(checked: &Checked, last: Option<NaiveDate>, context: &Context<'_>) -> bool {
    let window = practice::window(checked, context);
    last.is_none_or(|last| practice::last_day(checked, context, last, 1, window) < context.as_of)
}

/// The last day on which an action was agreed or closed; today while one is open.
fn last_action(checked: &Checked, day: NaiveDate) -> Option<NaiveDate> {
    let all = actions(checked, day);
    let days = all.iter().flat_map(|one| {
        let open = one.is_open().then_some(day);
        [open, one.closed_on(), one.entry.date, one.due.filter(|due| *due <= day)]
    });
    days.flatten().max()
}
