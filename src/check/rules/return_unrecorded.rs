//! A period without what was put into the relationship and what that brought.

use chrono::NaiveDate;

use crate::check::rule::rule;
use crate::check::state::practice::{asks, grace};
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Criterion, Entry, FiscalPeriod, Kind, Period};

rule! {
    /// A period does not say what was put into the relationship, or what that brought.
    ///
    /// What a major customer costs beyond serving them, visits, studies, a test line, is an investment, and nobody can judge it
    /// without its return. Write both into the latest period that is over; where nothing was put in, write `investment` as zero,
    /// and no return is asked for. The figures may take 45 days (`figures` under `[grace]`).
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[period]]
    /// from = 2026-01-01
    /// to = 2026-03-31
    /// revenue = "EUR 45000.00"
    /// cost = "EUR 30000.00"
    /// investment = "EUR 4000.00"
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[period]]
    /// from = 2026-01-01
    /// to = 2026-03-31
    /// revenue = "EUR 45000.00"
    /// cost = "EUR 30000.00"
    /// investment = "EUR 4000.00"
    /// return = "EUR 6500.00"
    /// ```
    "return-unrecorded", Advice, ["INSSAL006-P13"], Run::Absence(run)
}

/// How long the figures of a period may take where the configuration does not say.
const GRACE: Period = Period::days_long(45);

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let Some((account, _)) = checked.account().filter(|_| !checked.may_lack(Kind::FiscalPeriod)) else {
        return Vec::new();
    };
    let grace = grace(checked, context, |grace| grace.figures.as_ref(), GRACE);
    let over: Vec<(&Entry, &FiscalPeriod)> =
        checked.each::<FiscalPeriod>().filter(|(_, one)| grace.after(one.to.value) < context.as_of).collect();
    let is_known = checked.each::<FiscalPeriod>().next().is_some();
    let Some(last) = over.iter().map(|(_, one)| one.to.value).max() else {
        // A period that is missing altogether is said by another rule, where that applies.
        let is_said = is_known || asks(checked, context, Criterion::ClientP12);
        let message = "no period says what was put into this relationship and what that brought";
        let finding = Diagnostic::advice("return-unrecorded", account.span.clone(), message)
            .expected("a `[[period]]` with `investment` and `return`")
            .fix("write a `[[period]]` with `from`, `to`, `investment` and `return`");
        return if is_said { Vec::new() } else { vec![finding] };
    };
    // Where figures are kept by product, each period is there several times.
    let latest: Vec<_> = over.into_iter().filter(|(_, one)| one.to.value == last).collect();
    lacking(&latest, last).into_iter().collect()
}

fn lacking(latest: &[(&Entry, &FiscalPeriod)], last: NaiveDate) -> Option<Diagnostic> {
    let (entry, _) = latest.first()?;
    let invested: Vec<_> = latest.iter().filter_map(|(_, one)| one.investment.as_ref()).collect();
    let is_nothing = !invested.is_empty() && invested.iter().all(|money| money.amount.is_zero());
    let has_return = latest.iter().any(|(_, one)| one.gain.is_some());
    let (lacks, fix) = match (invested.is_empty(), has_return || is_nothing) {
        (false, true) => return None,
        (true, true) => ("no `investment`", "add `investment`"),
        (true, false) => ("neither `investment` nor `return`", "add `investment` and `return`"),
        (false, false) => ("no `return`", "add `return`"),
    };
    let message = format!("the period that ended on {last} has {lacks}");
    let finding = Diagnostic::advice("return-unrecorded", entry.span.clone(), message);
    Some(finding.expected("what was put into the relationship, and what that brought").fix(fix))
}
