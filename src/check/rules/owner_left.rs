//! Something that is owed by somebody who left.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::check::rule::rule;
use crate::check::state::action::is_open;
use crate::check::state::past::{by, exists, status};
use crate::check::state::people::left;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::language::count;
use crate::record::{At, Data, Entry, Status, ToolStatus, Who};

rule! {
    /// Somebody who left still holds a seat in the account's team, or owes something that is open.
    ///
    /// What is owed by somebody who is gone is owed by nobody, and the customer finds out first. Hand it over, and tell them.
    /// Each who left is told once, with all that is still with them.
    ///
    /// Wrong, where `sofia` left the firm on 31 March:
    ///
    /// ```toml accounts/northwind/account.toml
    /// [account]
    /// name = "Northwind Logistics"
    /// tier = "core"
    /// team = [{ who = "sofia", as = "owner", from = 2024-02-01 }]
    /// ```
    ///
    /// Right:
    ///
    /// ```toml accounts/northwind/account.toml
    /// [account]
    /// name = "Northwind Logistics"
    /// tier = "core"
    /// team = [
    ///   { who = "sofia", as = "owner", from = 2024-02-01, to = 2026-03-31 },
    ///   { who = "priya", as = "owner", from = 2026-04-01 },
    /// ]
    /// ```
    "owner-left", Advice, ["INSSAL006-P15"], Run::Account(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let Some((_, account)) = checked.account() else { return Vec::new() };
    let day = context.as_of;
    if status(account, day) == Status::Ended {
        return Vec::new();
    }
    let seats = account.team.iter().filter(|seat| seat.to.as_ref().is_none_or(|to| to.value > day));
    let held = seats.map(|seat| (&seat.who, format!("is still `{}` here", seat.role.value)));
    let entries = checked.entries.iter().filter(|entry| exists(entry, day));
    let owed = entries.filter_map(|entry| answers_for(entry, day).map(|(who, what)| (who, what.to_owned())));
    let mut by_name: BTreeMap<&str, Vec<(&At<Who>, String)>> = BTreeMap::new();
    for (who, what) in held.chain(owed) {
        by_name.entry(&who.value.0).or_default().push((who, what));
    }
    by_name.values().filter_map(|all| gone(checked, context, all)).collect()
}

/// Who answers for something that is open, and what that is.
fn answers_for(entry: &Entry, day: NaiveDate) -> Option<(&At<Who>, &'static str)> {
    match &entry.data {
        Data::Action(one) if is_open(entry, one, day) => Some((one.owner.as_ref()?, "still owes an action")),
        Data::Risk(one) if by(one.closed.as_ref(), day).is_none() => {
            Some((one.owner.as_ref()?, "still answers for a risk"))
        }
        Data::Opportunity(one) if one.outcome.as_ref().is_none_or(|end| end.on.value > day) => {
            Some((one.owner.as_ref()?, "still answers for an opportunity"))
        }
        Data::Procedure(one) => Some((one.owner.as_ref()?, "still answers for a procedure")),
        Data::Tool(one) if one.status.as_ref().is_none_or(|status| status.value != ToolStatus::Retired) => {
            Some((one.owner.as_ref()?, "still answers for a tool"))
        }
        _ => None,
    }
}

/// What is still with somebody, if they left.
fn gone(checked: &Checked, context: &Context<'_>, all: &[(&At<Who>, String)]) -> Option<Diagnostic> {
    let ((first, what), others) = all.split_first()?;
    let left = left(checked, &context.shared.team, checked.party(first)?)
        .filter(|left| left.value <= context.as_of)?;
    let more = match others.len() {
        0 => String::new(),
        more => format!("; {} still theirs", count(more, "more thing is", "more things are")),
    };
    let message = format!("`{}` left on {}, and {what}{more}", first.value.0, left.value);
    let finding = Diagnostic::advice("owner-left", first.span.clone(), message)
        .expected("somebody who is here")
        .fix("name who took over; a seat ends with `to = …`, and what nobody takes over is dropped with a reason")
        .related(left.span.clone(), "when they left")
        .late(left.value, context.as_of, 2, 30.0);
    Some(others.iter().fold(finding, |finding, (who, what)| finding.related(who.span.clone(), what.clone())))
}
