//! A major account whose business nobody described.

use crate::check::rule::rule;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Entry, Kind, Profile};

rule! {
    /// Nobody has written down what the customer's business is.
    ///
    /// Whoever does not know how a customer earns, in which markets, and where they want to be cannot tell what they will ask for
    /// next. Write `profile.md`: their business, their markets, how they earn, their strategy, and how they decide.
    ///
    /// Wrong:
    ///
    /// ```markdown accounts/northwind/profile.md
    /// +++
    /// verified = 2026-05-04
    /// +++
    /// # Northwind Logistics
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown accounts/northwind/profile.md
    /// +++
    /// verified = 2026-05-04
    /// +++
    /// Customs and warehousing for wine merchants; two thirds of the turnover between September and December. They want the
    /// Baltic ports within three years. The board decides each January, for the whole year.
    /// ```
    "no-profile", Advice, ["INSSAL006-P2"], Run::Absence(run)
}

fn run(checked: &Checked, _: &Context<'_>) -> Vec<Diagnostic> {
    let Some((account, _)) = checked.account().filter(|_| !checked.may_lack(Kind::Profile)) else {
        return Vec::new();
    };
    let profile = checked.each::<Profile>().map(|(entry, _)| entry).next();
    if profile.is_some_and(says_something) {
        return Vec::new();
    }
    let (span, message) = match profile {
        None => (&account.span, "nothing is written about the customer's business"),
        Some(profile) => (&profile.span, "the profile says nothing"),
    };
    let finding = Diagnostic::advice("no-profile", span.clone(), message)
        .expected("their business, markets and strategy, how they earn and how they decide")
        .fix(format!("write `{}/profile.md`, and the day as `verified`", checked.path));
    vec![finding]
}

/// Whether there is anything beside headings.
fn says_something(profile: &Entry) -> bool {
    let lines = profile.body.iter().flat_map(|body| body.span.content().lines());
    lines.map(str::trim).any(|line| !line.is_empty() && !line.starts_with('#'))
}
