//! A common objective on which nobody has worked with the customer.

use crate::check::rule::rule;
use crate::check::state::objective::{Standing, objectives};
use crate::check::state::past::{by, tier_of};
use crate::check::state::practice::{asks, last_day};
use crate::check::state::work::Work;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Criterion, Kind, Period};

rule! {
    /// Nobody has worked with the customer on an objective for two cadences.
    ///
    /// A common objective that comes up once a year is a sentence in a plan. Bring it to the next contact, and say in its note what
    /// the note is `about`; one about the challenge that the objective is `for` counts as well. Quiet seasons are not counted.
    ///
    /// Wrong, on 30 June, in a tier with `cadence = "30d"`:
    ///
    /// ```toml
    /// [[objective]]
    /// title = "Clearance in half the time"
    /// agreed = 2026-02-03
    /// with = ["amelia"]
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[objective]]
    /// title = "Clearance in half the time"
    /// agreed = 2026-02-03
    /// with = ["amelia"]
    ///
    /// [[note]]
    /// title = "At the gate with Amelia"
    /// on = 2026-06-10
    /// channel = "visit"
    /// people = ["amelia", "priya"]
    /// about = ["objective/clearance-in-half-the-time"]
    /// ```
    "objective-untouched", Advice, ["INSSAL006-P5"], Run::Absence(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let tier = tier_of(checked, context.config, context.as_of);
    let cadence = tier.and_then(|tier| tier.cadence.as_ref()).map(|cadence| cadence.value);
    let (Some(cadence), false) = (cadence, checked.may_lack(Kind::Note)) else { return Vec::new() };
    let work = Work::of(checked, context.as_of);
    let all = objectives(checked, context.as_of);
    // Of one whose day has passed another rule says so.
    let is_told_late = asks(checked, context, Criterion::ClientP7);
    let is_late =
        |one: &Standing<'_>| one.objective.due.as_ref().is_some_and(|due| due.value < context.as_of);
    let open = all.iter().filter(|one| one.is_open() && !(is_told_late && is_late(one)));
    open.filter_map(|one| untouched(checked, context, one, &work, cadence)).collect()
}

fn untouched(
    checked: &Checked,
    context: &Context<'_>,
    one: &Standing<'_>,
    work: &Work<'_>,
    cadence: Period,
) -> Option<Diagnostic> {
    // One that is not agreed is no common one yet, which is said by itself.
    let agreed = by(one.objective.agreed.as_ref(), context.as_of)?;
    let challenges = one.objective.serves.iter().filter_map(|what| checked.key(what));
    let notes = challenges.chain([&one.entry.key]).flat_map(|key| work.notes(key));
    let last = notes.map(|(on, _)| *on).max();
    let since = last.map_or(agreed, |last| last.max(agreed));
    let due = last_day(checked, context, since, 2, cadence);
    if context.as_of <= due {
        return None;
    }
    let id = &one.entry.key.id;
    let message = match last {
        Some(last) => format!("no note is about `{id}` since {last}"),
        None => format!("no note is about `{id}`, which was agreed on {agreed}"),
    };
    let title = one.entry.common.title.as_ref().map_or(&one.entry.span, |title| &title.span);
    let importance = one.objective.priority.as_ref().map_or(2, |priority| priority.importance());
    Some(
        Diagnostic::advice("objective-untouched", title.clone(), message)
            .expected(format!("a note about it at least every two cadences of {cadence}"))
            .fix(format!(
                "bring it to the next contact, and write `about = [\"objective/{id}\"]` in its note"
            ))
            .late(due, context.as_of, importance, cadence.days()),
    )
}
