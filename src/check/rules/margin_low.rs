//! A margin below what the tier asks for, with nothing done about it.

use crate::check::rule::rule;
use crate::check::state::action::is_dropped;
use crate::check::state::past::{exists, is_active, tier_of};
use crate::check::state::value::{Stretch, stretches};
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::language::rounded;
use crate::record::{Action, At, Recommendation, What};

rule! {
    /// The margin of the last period is below the tier's floor, and nobody proposes what to do.
    ///
    /// A customer who costs more than they bring is paid for by the others. That may be right for a while, if somebody decided it:
    /// agree what changes, the price, the scope or the effort, as an action or a recommendation that is `for` the period.
    ///
    /// Wrong, in a tier with `margin_floor = 20`:
    ///
    /// ```toml
    /// [[period]]
    /// from = 2026-01-01
    /// to = 2026-05-31
    /// revenue = "EUR 90000.00"
    /// cost = "EUR 81000.00"
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[period]]
    /// id = "spring"
    /// from = 2026-01-01
    /// to = 2026-05-31
    /// revenue = "EUR 90000.00"
    /// cost = "EUR 81000.00"
    ///
    /// [[action]]
    /// what = "Agree a price for night work"
    /// owner = "priya"
    /// due = 2026-08-31
    /// for = ["period/spring"]
    /// ```
    "margin-low", Advice, ["CLIENT-P12"], Run::Account(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let as_of = context.as_of;
    let tier = tier_of(checked, context.config, as_of).filter(|_| is_active(checked, as_of));
    let Some(floor) = tier.and_then(|tier| tier.margin_floor.as_ref()) else { return Vec::new() };
    let all = stretches(checked, as_of);
    let last = all.iter().rev().find_map(|one| Some((one, one.margin(context.config)? * 100.0)));
    let low = last.filter(|(one, margin)| *margin < floor.value && !is_dealt_with(checked, one, context));
    low.and_then(|(one, margin)| finding(one, margin, floor.value)).into_iter().collect()
}

fn finding(one: &Stretch<'_>, margin: f64, floor: f64) -> Option<Diagnostic> {
    let (entry, period) = *one.counted().first()?;
    let span = period.cost.as_ref().map_or(&entry.span, |cost| &cost.span);
    let margin = rounded(margin, 1);
    let message =
        format!("the margin from {} to {} is {margin} %, and {floor} % are asked for", one.from, one.to);
    Some(
        Diagnostic::advice("margin-low", span.clone(), message)
            .expected(format!("a margin of {floor} % or more, or something that is done about it"))
            .fix(format!("agree what changes, and write an action with `for = [\"{}\"]`", entry.key)),
    )
}

/// Whether an action or a recommendation serves the period.
fn is_dealt_with(checked: &Checked, one: &Stretch<'_>, context: &Context<'_>) -> bool {
    let serves = |what: &At<What>| {
        checked.key(what).is_some_and(|key| one.rows.iter().any(|(entry, _)| entry.key == *key))
    };
    let day = context.as_of;
    let mut acted = checked.each::<Action>().filter(|(entry, _)| exists(entry, day));
    let mut proposed = checked.each::<Recommendation>().filter(|(entry, _)| exists(entry, day));
    acted.any(|(_, action)| !is_dropped(action, day) && action.serves.iter().any(serves))
        || proposed.any(|(_, one)| one.serves.iter().any(serves))
}
