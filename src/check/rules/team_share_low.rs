//! Contacts that pass the account team by.

use crate::check::rule::rule;
use crate::check::state::practice;
use crate::check::state::share::Share;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::language::rounded;
use crate::record::Kind;

rule! {
    /// The account team takes part in too few of the contacts.
    ///
    /// A customer who talks with whoever picks up the telephone has no team, whatever a list says. Bring the team along, or give
    /// a seat to those who do the talking; and name in each note who of ours took part. Counted are the contacts of the last
    /// year, from five on; `window` under `[grace]` and `team_share` under `[bounds]` say otherwise.
    ///
    /// Wrong, where Lena has no seat:
    ///
    /// ```toml
    /// [[note]]
    /// title = "In June"
    /// on = 2026-06-10
    /// channel = "call"
    /// people = ["amelia", "lena"]
    ///
    /// [[note]]
    /// title = "In May"
    /// on = 2026-05-12
    /// channel = "call"
    /// people = ["amelia", "lena"]
    ///
    /// [[note]]
    /// title = "In April"
    /// on = 2026-04-14
    /// channel = "call"
    /// people = ["amelia", "lena", "tomas"]
    ///
    /// [[note]]
    /// title = "In March"
    /// on = 2026-03-10
    /// channel = "call"
    /// people = ["amelia", "lena", "tomas"]
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[note]]
    /// title = "In June"
    /// on = 2026-06-10
    /// channel = "call"
    /// people = ["amelia", "priya", "lena"]
    ///
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
    /// people = ["amelia", "lena"]
    ///
    /// [[note]]
    /// title = "In March"
    /// on = 2026-03-10
    /// channel = "call"
    /// people = ["amelia", "lena", "tomas"]
    /// ```
    "team-share-low", Advice, ["INSSAL006-P11"], Run::Absence(run)
}

/// The least share where the configuration does not say, 0 to 1.
const LEAST: f64 = 0.5;

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let Some((entry, account)) = checked.account().filter(|_| !checked.may_lack(Kind::Note)) else {
        return Vec::new();
    };
    let share = Share::of(checked, context);
    let least = practice::bound(checked, context, |bounds| bounds.team_share.as_ref(), LEAST);
    let Some(found) = share.team().filter(|found| *found < least) else { return Vec::new() };
    let mut message = format!(
        "the account team took part in {} of the {} contacts since {}: {} percent",
        share.with_team,
        share.contacts,
        practice::window(checked, context).before(context.as_of),
        rounded(100.0 * found, 0)
    );
    if share.nobody > 0 {
        message.push_str(&format!("; in {} nobody of ours is named", share.nobody));
    }
    let fix = if share.nobody > 0 {
        "name who of ours took part in `people` of each note; bring the account team along"
    } else {
        "bring the account team along, or give a seat in `team` to those who do the talking"
    };
    let span = account.team.first().map_or(&entry.span, |seat| &seat.span);
    let finding = Diagnostic::advice("team-share-low", span.clone(), message)
        .expected(format!("at least {} percent", rounded(100.0 * least, 0)))
        .fix(fix);
    vec![finding]
}
