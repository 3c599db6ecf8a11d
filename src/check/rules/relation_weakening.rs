//! A relation that was weaker when it was last judged than the time before.

use crate::check::rule::rule;
use crate::check::state::past::is_active;
use crate::check::state::people::{has_left, influence, strengths, theirs};
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Entry, Person};

rule! {
    /// The relation with somebody was weaker when it was last judged than the time before.
    ///
    /// Trust goes quietly and is missed late. Find out what happened before you ask for anything: talk with them, mend what can be
    /// mended, and judge the relation again.
    ///
    /// Wrong:
    ///
    /// ```toml accounts/northwind/people.toml
    /// [[person]]
    /// id = "amelia"
    /// name = "Amelia Ruiz"
    /// role = ["decision-maker"]
    /// strength = [{ on = 2025-11-03, is = 4 }, { on = 2026-05-11, is = 2, why = "Did not call back." }]
    /// ```
    ///
    /// Right:
    ///
    /// ```toml accounts/northwind/people.toml
    /// [[person]]
    /// id = "amelia"
    /// name = "Amelia Ruiz"
    /// role = ["decision-maker"]
    /// strength = [
    ///   { on = 2025-11-03, is = 4 },
    ///   { on = 2026-05-11, is = 2, why = "Did not call back." },
    ///   { on = 2026-06-15, is = 3, why = "Told us about the two late reports." },
    /// ]
    /// ```
    "relation-weakening", Advice, ["CLIENT-P4"], Run::Account(run)
}

/// The period by which it is ranked, in days.
const QUARTER: f64 = 90.0;

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let day = context.as_of;
    if !is_active(checked, day) {
        return Vec::new();
    }
    let here = theirs(checked).filter(|(_, person)| !has_left(person, day));
    here.filter_map(|(entry, person)| weaker(entry, person, context)).collect()
}

fn weaker(entry: &Entry, person: &Person, context: &Context<'_>) -> Option<Diagnostic> {
    let noted = strengths(person, context.as_of);
    let [.., before, last] = noted.as_slice() else { return None };
    let (was, is) = (before.is.value.get(), last.is.value.get());
    if is >= was {
        return None;
    }
    let importance = match influence(person, context.as_of) {
        5.. => 3,
        3..=4 => 2,
        _ => 1,
    };
    let on = last.on.value;
    let why = last.why.as_ref().map(|why| format!(": {}", why.value)).unwrap_or_default();
    let message = format!("the relation with `{}` fell from {was} to {is} on {on}{why}", entry.key.id);
    Some(
        Diagnostic::advice("relation-weakening", last.span.clone(), message)
            .expected("a later `strength` that is not lower still")
            .fix("talk with them about it; then add a `strength` with its day, what it is now, and why")
            .related(before.span.clone(), "what it was before")
            .late(on, context.as_of, importance, QUARTER),
    )
}
