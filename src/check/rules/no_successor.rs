//! An owner or a decision maker with nobody behind them.

use crate::check::rule::rule;
use crate::check::state::account::{is_owner, member, seats};
use crate::check::state::past::{by, tier_of};
use crate::check::state::people::{decision_makers, left};
use crate::check::{Checked, Context, Party, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{At, Member, Seat, Who};

rule! {
    /// An owner or a decision maker has no successor, or one who left too.
    ///
    /// People change their place every few years, and the relation goes with them unless somebody stands ready. Name who would take
    /// over from the owner: as `successor` of the seat, or of the member in team.toml. In a major tier ask who would take over from
    /// whoever decides there, and write it as their `successor`; a second decision maker will do.
    ///
    /// Wrong:
    ///
    /// ```toml accounts/northwind/account.toml
    /// [account]
    /// name = "Northwind Logistics"
    /// tier = "core"
    /// team = [{ who = "priya", as = "owner", successor = "sofia" }]
    /// ```
    ///
    /// Right:
    ///
    /// ```toml accounts/northwind/account.toml
    /// [account]
    /// name = "Northwind Logistics"
    /// tier = "core"
    /// team = [{ who = "priya", as = "owner", successor = "tomas" }]
    /// ```
    "no-successor", Advice, ["INSSAL006-P15"], Run::Absence(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let Some((_, account)) = checked.account() else { return Vec::new() };
    let owner = seats(account, context.as_of).into_iter().find(|seat| is_owner(seat));
    let mut findings: Vec<Diagnostic> =
        owner.and_then(|seat| of_owner(checked, context, seat)).into_iter().collect();
    let tier = tier_of(checked, context.config, context.as_of);
    if tier.and_then(|tier| tier.major.as_ref()).is_some_and(|major| major.value) {
        findings.extend(of_decision_maker(checked, context));
    }
    findings
}

fn of_owner(checked: &Checked, context: &Context<'_>, seat: &Seat) -> Option<Diagnostic> {
    let id = member(checked, seat)?;
    let found = context.shared.team.each::<Member>().find(|(entry, _)| entry.key.id == id);
    let (_, owner) = found?;
    // That an owner left is told by itself, with what to do.
    if by(owner.left.as_ref(), context.as_of).is_some() {
        return None;
    }
    // Where there is nobody else of ours, nobody could be named.
    let here = context
        .shared
        .team
        .each::<Member>()
        .filter(|(_, one)| by(one.left.as_ref(), context.as_of).is_none());
    if here.count() < 2 {
        return None;
    }
    let name = &owner.name.value;
    let fix = "agree who would take over, and write `successor` in the seat";
    let named = seat.successor.as_ref().or(owner.successor.as_ref());
    // Nobody takes over from themselves.
    let is_other = |who: &&At<Who>| checked.party(who) != Some(&Party::Member(id.to_owned()));
    let Some(who) = named.filter(is_other) else {
        let message = format!("nobody stands ready to take over from {name}, who owns this account");
        return Some(finding(&seat.who.span, message, fix));
    };
    let party = checked.party(who)?;
    let gone = left(checked, &context.shared.team, party).filter(|left| left.value <= context.as_of)?;
    let message = format!("`{}`, who was to take over from {name}, left on {}", who.value.0, gone.value);
    let span = if seat.successor.is_some() { &who.span } else { &seat.who.span };
    Some(finding(span, message, fix).related(gone.span.clone(), "when they left"))
}

fn of_decision_maker(checked: &Checked, context: &Context<'_>) -> Option<Diagnostic> {
    let deciding = decision_makers(checked, context.as_of);
    // One of several stands in for the others.
    let [(entry, person)] = deciding.as_slice() else { return None };
    let name = &person.name.value;
    let fix = "ask who would take over, and write that person as `successor`";
    let is_other = |who: &&At<Who>| checked.party(who) != Some(&Party::Person(entry.key.id.clone()));
    let Some(who) = person.successor.as_ref().filter(is_other) else {
        let message = format!("nobody is known who would take over from {name}, who decides alone");
        return Some(finding(&person.name.span, message, fix));
    };
    let party = checked.party(who)?;
    let gone = left(checked, &context.shared.team, party).filter(|left| left.value <= context.as_of)?;
    let message = format!("`{}`, who would take over from {name}, left on {}", who.value.0, gone.value);
    Some(finding(&who.span, message, fix).related(gone.span.clone(), "when they left"))
}

fn finding(span: &crate::source::Span, message: String, fix: &str) -> Diagnostic {
    Diagnostic::advice("no-successor", span.clone(), message)
        .expected("a `successor` who is still here")
        .fix(fix)
}
