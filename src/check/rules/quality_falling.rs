//! Records that get worse while nobody does anything about it.

use crate::check::rule::rule;
use crate::check::state::account::quarter_before;
use crate::check::state::information::is_open;
use crate::check::state::past::by;
use crate::check::state::quality::Quality;
use crate::check::{Census, Context, Export, Run};
use crate::diagnostic::Diagnostic;
use crate::record::Action;
use crate::source::{RepoPath, Span, Text};

rule! {
    /// The quality of the records fell within a quarter, and no action is there to mend it.
    ///
    /// The page *Data quality* counts how complete, how fresh and how tidy the records are. When that falls, somebody must do something:
    /// write an `[[action]]` to the `plan.toml` beside `standing.toml`. How much it may fall stands in the configuration, as
    /// `quality_fall` under `[bounds]`; 5 points else.
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
    "quality-falling", Advice, ["CFAMSSNS12-P10"], Run::Portfolio(run)
}

/// How many points the score may fall in a quarter where the configuration does not say.
const FALL: f64 = 5.0;

fn run(exports: &[Export], context: &Context<'_>) -> Vec<Diagnostic> {
    let day = context.as_of;
    let each = exports.iter().filter_map(|export| export.census.as_ref());
    let counted = each.filter_map(|census: &Census| census.quality);
    let sum = |[before, now]: [Quality; 2], [more, also]: [Quality; 2]| [before + more, now + also];
    let [before, now] = counted.fold([Quality::default(); 2], sum);
    let (Some(before), Some(now)) = (before.score(), now.score()) else { return Vec::new() };
    let bound = context.config.bounds.as_ref().and_then(|bounds| bounds.quality_fall.as_ref());
    let bound = bound.map_or(FALL, |at| at.value);
    if before - now <= bound || is_mended(context) {
        return Vec::new();
    }
    let place = Span::of_file(&Text::new(RepoPath::new("plan.toml"), String::new()));
    let message = format!(
        "the quality of the records fell from {before:.0} to {now:.0} since {}, and no action is there to mend it",
        quarter_before(day)
    );
    let finding = Diagnostic::advice("quality-falling", place, message)
        .expected(format!(
            "an action on the records where they fall by more than {bound} points in a quarter"
        ))
        .fix("look at the page *Data quality*, and write an `[[action]]` to `plan.toml`");
    vec![finding]
}

/// Whether an action on the records is open, or was done within the quarter.
fn is_mended(context: &Context<'_>) -> bool {
    let day = context.as_of;
    let recent = quarter_before(day);
    context.shared.plan.each::<Action>().any(|(entry, action)| {
        is_open(entry, action, day) || by(action.done.as_ref(), day).is_some_and(|done| done >= recent)
    })
}
