//! Records that get worse while nobody does anything about it.

use crate::check::rule::rule;
use crate::check::state::account::quarter_before;
use crate::check::state::action::is_open;
use crate::check::state::information::is_active;
use crate::check::state::past::by;
use crate::check::state::practice::bound;
use crate::check::state::quality::quality;
use crate::check::state::redundant::redundant;
use crate::check::{Checked, Context, Run, Target};
use crate::diagnostic::Diagnostic;
use crate::language::rounded;
use crate::record::{Action, Entry, Kind};

rule! {
    /// The quality of an account's records fell within a quarter, and no action is there to mend it.
    ///
    /// The page *Data quality* counts how complete, how fresh and how tidy the records are. When that falls, somebody must do
    /// something: write an `[[action]]` that is `for` what must be known (`information/…`), for the profile or for the people
    /// whom nobody has looked at; or, for all accounts, one in the `plan.toml` beside `standing.toml`. One that was done within
    /// the quarter counts too. How much it may fall stands in the configuration, as `quality_fall` under `[bounds]`; otherwise 5
    /// points.
    ///
    /// Wrong, on 30 June 2026, when the account was last looked at too long ago:
    ///
    /// ```toml accounts/northwind/account.toml
    /// [account]
    /// name = "Northwind Logistics"
    /// tier = "key"
    /// since = 2021-05-01
    /// verified = 2025-05-01
    /// ```
    ///
    /// Right:
    ///
    /// ```toml accounts/northwind/account.toml
    /// [account]
    /// name = "Northwind Logistics"
    /// tier = "key"
    /// since = 2021-05-01
    /// verified = 2026-05-04
    /// ```
    "quality-falling", Advice, ["CFAMSSNS12-P10"], Run::Account(run)
}

/// How many points the score may fall in a quarter where the configuration does not say.
const FALL: f64 = 5.0;

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let day = context.as_of;
    let Some((account, _)) = checked.account().filter(|_| is_active(checked, day)) else { return Vec::new() };
    let redundant = redundant(checked, context);
    let [before, now] =
        [quarter_before(day), day].map(|day| quality(checked, context, &redundant, day).score());
    let (Some(before), Some(now)) = (before, now) else { return Vec::new() };
    let bound = bound(checked, context, |bounds| bounds.quality_fall.as_ref(), FALL);
    if before - now <= bound || is_mended(checked, context) {
        return Vec::new();
    }
    let message = format!(
        "the quality of these records fell from {} to {} since {}, and no action is there to mend it",
        rounded(before, 0),
        rounded(now, 0),
        quarter_before(day)
    );
    let finding = Diagnostic::advice("quality-falling", account.span.clone(), message)
        .expected(format!("an action on the records where they fall by more than {bound} points in a quarter"))
        .fix("look under *Record health*, agree who mends what, and write an `[[action]]` with `for = [\"information/…\"]`");
    vec![finding]
}

/// Whether an action on the records is open, or was done within the quarter.
fn is_mended(checked: &Checked, context: &Context<'_>) -> bool {
    let day = context.as_of;
    let recent = quarter_before(day);
    let is_current = |entry: &Entry, action: &Action| {
        is_open(entry, action, day) || by(action.done.as_ref(), day).is_some_and(|done| done >= recent)
    };
    let own = checked.each::<Action>().filter(|(_, action)| is_on_records(checked, action));
    let of_all = context.shared.plan.each::<Action>().filter(|(_, action)| is_on_records(checked, action));
    own.chain(of_all).any(|(entry, action)| is_current(entry, action))
}

/// Whether an action is for what must be known, for the profile or for one of the people.
fn is_on_records(checked: &Checked, action: &Action) -> bool {
    let on = [Kind::Information, Kind::Profile, Kind::Person];
    action.serves.iter().filter_map(|what| checked.target(&what.span)).any(|target| match target {
        Target::Record(key) | Target::Plan(key) => on.contains(&key.kind),
        _ => false,
    })
}
