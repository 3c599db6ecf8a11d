//! A profile that nobody has looked at for too long.

use crate::check::rule::rule;
use crate::check::state::past::by;
use crate::check::state::quality::profile_within;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::Profile;

rule! {
    /// Nobody has looked for too long whether the profile is still true.
    ///
    /// A strategy of two years ago is worse than none: it answers the questions that the customer no longer asks. Read it through
    /// with somebody who knows, mend what has changed, and write the day as `verified`. How long it stays fresh stands in the
    /// configuration, as `profile` under `[grace]`; otherwise a year.
    ///
    /// Wrong, on 30 June 2026:
    ///
    /// ```markdown accounts/northwind/profile.md
    /// +++
    /// verified = 2024-11-12
    /// +++
    /// Customs and warehousing for wine merchants.
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown accounts/northwind/profile.md
    /// +++
    /// verified = 2026-05-04
    /// +++
    /// Customs and warehousing for wine merchants, and since January for three breweries.
    /// ```
    "profile-stale", Advice, ["INSSAL006-P2"], Run::Absence(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let Some((entry, profile)) = checked.each::<Profile>().next() else { return Vec::new() };
    let grace = profile_within(checked, context);
    let expected = format!("`verified`, not older than {grace}");
    let fix = "read it through, mend what has changed, and write today as `verified`";
    let finding = match (by(profile.verified.as_ref(), context.as_of), &profile.verified) {
        (Some(on), Some(verified)) => {
            let due = grace.after(on);
            if due >= context.as_of {
                return Vec::new();
            }
            let message = format!("nobody has looked at this profile since {on}");
            Diagnostic::advice("profile-stale", verified.span.clone(), message).late(
                due,
                context.as_of,
                1,
                grace.days(),
            )
        }
        _ => {
            let message = "nobody has said when this profile was last true";
            Diagnostic::advice("profile-stale", entry.span.clone(), message)
        }
    };
    vec![finding.expected(expected).fix(fix)]
}
