//! An account of which nobody knows what it brought and cost of late.

use chrono::NaiveDate;

use crate::check::rule::rule;
use crate::check::state::practice;
use crate::check::state::value::{Stretch, figures_within, next_figures, stretches};
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Kind, Period};

rule! {
    /// What the account brought or cost in a period that is over is not written down.
    ///
    /// Without figures nobody can say whether a relationship pays, or for whom. Write revenue and cost of each period; how long a
    /// period is, is yours to choose, and the next is expected to be as long as the last. Figures may take as long as `figures`
    /// under `[grace]` says, otherwise 45 days; the first are expected a year after the beginning. Gaps count within the
    /// `window`, otherwise a year.
    ///
    /// Wrong, on 30 June:
    ///
    /// ```toml
    /// [[period]]
    /// from = 2025-01-01
    /// to = 2025-06-30
    /// revenue = "EUR 90000.00"
    /// cost = "EUR 61000.00"
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[period]]
    /// from = 2025-01-01
    /// to = 2025-06-30
    /// revenue = "EUR 90000.00"
    /// cost = "EUR 61000.00"
    ///
    /// [[period]]
    /// from = 2025-07-01
    /// to = 2025-12-31
    /// revenue = "EUR 94000.00"
    /// cost = "EUR 62500.00"
    /// ```
    "period-missing", Advice, ["CLIENT-P12"], Run::Absence(run)
}

/// What to write.
const FIX: &str = "write a `[[period]]` with `from`, `to`, `revenue` and `cost`";

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    if checked.may_lack(Kind::FiscalPeriod) {
        return Vec::new();
    }
    let grace = figures_within(checked, context);
    let from = practice::window(checked, context).before(context.as_of);
    let all = stretches(checked, context.as_of);
    let mut findings: Vec<Diagnostic> = all.iter().filter(|one| one.to >= from).filter_map(half).collect();
    findings.extend(gaps(&all, from));
    findings.extend(match all.last() {
        Some(last) => next(last, grace, context),
        None => none(checked, grace, context),
    });
    findings
}

/// Revenue without cost, or cost without revenue.
fn half(one: &Stretch<'_>) -> Option<Diagnostic> {
    let (revenue, cost) = (one.has(|period| &period.revenue), one.has(|period| &period.cost));
    let lacks = match (revenue, cost) {
        (true, true) => return None,
        (true, false) => "`cost`",
        (false, true) => "`revenue`",
        (false, false) => "`revenue` and `cost`",
    };
    let (_, period) = one.rows.first()?;
    let message = format!("the period from {} to {} lacks {lacks}", one.from, one.to);
    Some(
        Diagnostic::advice("period-missing", period.from.span.clone(), message)
            .expected("`revenue` and `cost`, so that the margin is known")
            .fix(format!("ask whoever keeps the books, and add {lacks}")),
    )
}

/// Days between two periods that no period holds.
fn gaps(all: &[Stretch<'_>], from: NaiveDate) -> Vec<Diagnostic> {
    let mut ordered: Vec<&Stretch<'_>> = all.iter().collect();
    ordered.sort_by_key(|one| one.from);
    let mut until: Option<NaiveDate> = None;
    let mut findings = Vec::new();
    for one in ordered {
        let first = until.and_then(|until| until.succ_opt()).filter(|first| *first < one.from);
        if let (Some(first), Some(last), Some((_, row))) = (first, one.from.pred_opt(), one.rows.first())
            && last >= from
        {
            let message = format!("nothing is written down of {first} to {last}");
            let finding = Diagnostic::advice("period-missing", row.from.span.clone(), message);
            findings.push(finding.expected("periods without a gap").fix(FIX));
        }
        until = until.max(Some(one.to));
    }
    findings
}

/// The period after the last one, once it is over and its figures could be known.
fn next(last: &Stretch<'_>, grace: Period, context: &Context<'_>) -> Option<Diagnostic> {
    let due = next_figures(last, grace)?;
    let length = (last.to - last.from).num_days() + 1;
    let (_, row) = last.rows.first().filter(|_| due < context.as_of)?;
    let message = format!("nothing is written down since {}", last.to);
    Some(
        Diagnostic::advice("period-missing", row.to.span.clone(), message)
            .expected(format!("the next period, by {due}"))
            .fix(FIX)
            .late(due, context.as_of, 1, length as f64),
    )
}

fn none(checked: &Checked, grace: Period, context: &Context<'_>) -> Option<Diagnostic> {
    let (entry, account) = checked.account()?;
    let due = account.since.as_ref().map(|since| grace.after(Period::YEAR.after(since.value)));
    if due.is_some_and(|due| due >= context.as_of) {
        return None;
    }
    let finding = Diagnostic::advice(
        "period-missing",
        entry.span.clone(),
        "nothing is written down of what they bring and cost",
    );
    Some(finding.expected("the figures of each period that is over").fix(FIX))
}
