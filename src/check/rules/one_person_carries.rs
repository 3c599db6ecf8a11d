//! A relation that one of us carries alone.

use crate::check::rule::rule;
use crate::check::state::practice;
use crate::check::state::share::Share;
use crate::check::{Checked, Context, Party, Run};
use crate::diagnostic::Diagnostic;
use crate::language::rounded;
use crate::record::{Kind, Member, Person};

rule! {
    /// One of us carries nearly all contacts alone.
    ///
    /// When that person is ill, leaves, or falls out with somebody there, the relation goes with them. Let others of the account
    /// team come along, and take over some of it. Counted are the contacts of the last year that name somebody of ours, from five
    /// on; `window` under `[grace]` and `one_person` under `[bounds]` say otherwise.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[note]]
    /// title = "In May"
    /// on = 2026-05-12
    /// channel = "call"
    /// people = ["amelia", "priya"]
    ///
    /// [[note]]
    /// title = "In April"
    /// on = 2026-04-14
    /// channel = "call"
    /// people = ["amelia", "priya"]
    ///
    /// [[note]]
    /// title = "In March"
    /// on = 2026-03-10
    /// channel = "call"
    /// people = ["amelia", "priya"]
    ///
    /// [[note]]
    /// title = "In February"
    /// on = 2026-02-10
    /// channel = "call"
    /// people = ["jonas", "priya"]
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[note]]
    /// title = "In May"
    /// on = 2026-05-12
    /// channel = "call"
    /// people = ["amelia", "priya", "lena"]
    ///
    /// [[note]]
    /// title = "In April"
    /// on = 2026-04-14
    /// channel = "call"
    /// people = ["amelia", "priya"]
    ///
    /// [[note]]
    /// title = "In March"
    /// on = 2026-03-10
    /// channel = "call"
    /// people = ["amelia", "priya"]
    ///
    /// [[note]]
    /// title = "In February"
    /// on = 2026-02-10
    /// channel = "call"
    /// people = ["jonas", "tomas"]
    /// ```
    "one-person-carries", Advice, ["INSSAL006-P11"], Run::Absence(run)
}

/// The greatest share where the configuration does not say, 0 to 1.
const GREATEST: f64 = 0.8;

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let Some((entry, account)) = checked.account().filter(|_| !checked.may_lack(Kind::Note)) else {
        return Vec::new();
    };
    let share = Share::of(checked, context);
    let greatest = practice::bound(checked, context, |bounds| bounds.one_person.as_ref(), GREATEST);
    let Some((party, count, found)) = share.one().filter(|(.., found)| *found > greatest) else {
        return Vec::new();
    };
    let message = format!(
        "{} carries {count} of the {} contacts since {} alone: {} percent",
        name(checked, context, party),
        share.contacts - share.nobody,
        practice::window(checked, context).before(context.as_of),
        rounded(100.0 * found, 0)
    );
    let seat = account.team.iter().find(|seat| checked.party(&seat.who) == Some(party));
    let span = seat.map_or(&entry.span, |seat| &seat.span);
    let finding = Diagnostic::advice("one-person-carries", span.clone(), message)
        .expected(format!("{} percent at most", rounded(100.0 * greatest, 0)))
        .fix("let others of the account team come along, and name them in `people` of the note");
    vec![finding]
}

fn name<'a>(checked: &'a Checked, context: &Context<'a>, party: &'a Party) -> &'a str {
    match party {
        Party::Person(id) => {
            checked.get::<Person>(Kind::Person, id).map_or(id.as_str(), |person| person.name.value.as_str())
        }
        Party::Member(id) => {
            let mut team = context.shared.team.each::<Member>();
            let found = team.find(|(entry, _)| entry.key.id == *id);
            found.map_or(id.as_str(), |(_, member)| member.name.value.as_str())
        }
    }
}
