//! A customer to whom nobody has shown for a year what more they could gain.

use chrono::NaiveDate;

use crate::check::rule::rule;
use crate::check::state::past::by;
use crate::check::state::practice;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Kind, Note, Opportunity, Stage};

rule! {
    /// For a year nobody has shown the customer what more they could gain from working with us.
    ///
    /// Whoever hears only of deliveries and invoices will one day compare prices. It need not be a sale: an idea, a warning in
    /// time, an introduction count, as a note with the tag `added-value`. An opportunity counts from the day on which it was
    /// `offered`, if it says what they would gain. `window` under `[grace]` says how long, otherwise a year.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[opportunity]]
    /// title = "A second site"
    /// benefit_ours = "Half as much again."
    /// since = 2026-02-01
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[opportunity]]
    /// title = "A second site"
    /// benefit_theirs = "One contact for both."
    /// stage = "offered"
    /// offered = 2026-05-11
    /// ```
    "nothing-offered", Advice, ["CLIENT-P10"], Run::Absence(run)
}

/// The tag of a note of something that they gained without a sale.
const TAG: &str = "added-value";

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let Some((entry, account)) = checked.account() else { return Vec::new() };
    let window = practice::window(checked, context);
    let from = window.before(context.as_of);
    let is_young = account.since.as_ref().is_some_and(|since| since.value > from);
    let may_lack = checked.may_lack(Kind::Opportunity) || checked.may_lack(Kind::Note);
    let last = last(checked, context.as_of);
    if is_young || may_lack || last.is_some_and(|last| last >= from) {
        return Vec::new();
    }
    let message = match last {
        Some(last) => format!("nothing that they would gain from was offered since {last}"),
        None => "nothing that they would gain from was ever offered".to_owned(),
    };
    let finding = Diagnostic::advice("nothing-offered", entry.span.clone(), message)
        .expected(format!("an opportunity that was offered, or a note with the tag `{TAG}`, within {window}"))
        .fix("offer something, and write an `[[opportunity]]` with `benefit_theirs` and `offered`; or tag a note `added-value`");
    vec![finding]
}

/// The last day on which they were shown something.
fn last(checked: &Checked, day: NaiveDate) -> Option<NaiveDate> {
    let offered = checked.each::<Opportunity>().filter(|(_, one)| one.benefit_theirs.is_some());
    let offered = offered.filter_map(|(_, one)| offered_on(one, day));
    let noted = checked
        .each::<Note>()
        .filter(|(entry, _)| entry.common.tags.iter().any(|tag| tag.value.trim().eq_ignore_ascii_case(TAG)));
    offered.chain(noted.filter_map(|(entry, _)| entry.date.filter(|on| *on <= day))).max()
}

/// The day on which an opportunity was offered; where that is not written of one that was, the day on which it was seen.
fn offered_on(one: &Opportunity, day: NaiveDate) -> Option<NaiveDate> {
    let is_offered = one.stage.as_ref().is_some_and(|stage| stage.value != Stage::Idea);
    by(one.offered.as_ref(), day).or_else(|| by(one.since.as_ref(), day).filter(|_| is_offered))
}
