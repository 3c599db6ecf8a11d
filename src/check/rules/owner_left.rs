//! Something that is owed by somebody who left.

use crate::check::rule::rule;
use crate::check::state::past::exists;
use crate::check::state::people::left;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Action, At, Data, Risk, Status, ToolStatus, Who};

rule! {
    /// Somebody who left still holds a seat in the account's team, or owes something that is open.
    ///
    /// What is owed by somebody who is gone is owed by nobody, and the customer finds out first. Hand it over, and tell them.
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
    if account.status.as_ref().is_some_and(|status| status.value == Status::Ended) {
        return Vec::new();
    }
    let day = context.as_of;
    let mut findings = Vec::new();
    let seats = account.team.iter().filter(|seat| seat.to.as_ref().is_none_or(|to| to.value > day));
    for seat in seats {
        let what = format!("is still `{}` here", seat.role.value);
        let fix = "end the seat with `to = …`, and add one for who took over";
        findings.extend(gone(checked, context, &seat.who, &what, fix));
    }
    let open = checked.each::<Action>().filter(|(entry, one)| {
        one.done.is_none() && one.dropped.is_none() && entry.ticked.is_none_or(|ticked| !ticked)
    });
    for owner in open.filter_map(|(_, one)| one.owner.as_ref()) {
        findings.extend(gone(
            checked,
            context,
            owner,
            "still owes this",
            "give it to somebody else, or drop it with a reason",
        ));
    }
    for (_, risk) in checked.each::<Risk>().filter(|(_, risk)| risk.closed.is_none()) {
        let owner = risk.owner.as_ref();
        findings.extend(owner.and_then(|owner| {
            gone(checked, context, owner, "still answers for this risk", "name somebody else")
        }));
    }
    findings.extend(still_named(checked, context));
    findings
}

/// What else is open and names somebody who left: opportunities, procedures, tools, and interests that nobody looked at.
fn still_named(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let day = context.as_of;
    let entries = checked.entries.iter().filter(|entry| exists(entry, day));
    let named = entries.filter_map(|entry| match &entry.data {
        Data::Opportunity(one) if one.outcome.is_none() => {
            Some((one.owner.as_ref()?, "still answers for this opportunity", "name somebody else"))
        }
        Data::Procedure(one) => {
            Some((one.owner.as_ref()?, "still answers for this procedure", "name somebody else"))
        }
        Data::Tool(one) if one.status.as_ref().is_none_or(|status| status.value != ToolStatus::Retired) => {
            Some((one.owner.as_ref()?, "still answers for this tool", "name somebody else"))
        }
        Data::Interest(one) if one.reviewed.is_none() => {
            let fix = "look at it without them, and write `reviewed` and `reviewed_by`";
            Some((one.who.as_ref()?, "nobody has looked at this interest", fix))
        }
        _ => None,
    });
    named.filter_map(|(who, what, fix)| gone(checked, context, who, what, fix)).collect()
}

fn gone(
    checked: &Checked,
    context: &Context<'_>,
    who: &At<Who>,
    what: &str,
    fix: &str,
) -> Option<Diagnostic> {
    let left = left(checked, &context.shared.team, checked.party(who)?)
        .filter(|left| left.value <= context.as_of)?;
    let message = format!("`{}` left on {}, and {what}", who.value.0, left.value);
    Some(
        Diagnostic::advice("owner-left", who.span.clone(), message)
            .expected("somebody who is here")
            .fix(fix)
            .related(left.span.clone(), "when they left")
            .late(left.value, context.as_of, 2, 30.0),
    )
}
