//! Something that ends before it begins.

use crate::check::rule::rule;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use chrono::NaiveDate;

use crate::record::{At, Data, Entry};

rule! {
    /// Something ends before it begins.
    ///
    /// A contract, a period, a seat in the team or a review has its days swapped, or one of them has the wrong year. What is
    /// computed from its length would be nonsense.
    ///
    /// Wrong:
    ///
    /// ```toml
    /// [[contract]]
    /// title = "Platform subscription"
    /// from = 2025-06-10
    /// to = 2025-06-09
    /// ```
    ///
    /// Right:
    ///
    /// ```toml
    /// [[contract]]
    /// title = "Platform subscription"
    /// from = 2025-06-10
    /// to = 2027-06-09
    /// ```
    "ends-before-begins", Warning, [], Run::Account(run)
}

fn run(checked: &Checked, _: &Context<'_>) -> Vec<Diagnostic> {
    checked.entries.iter().flat_map(of_entry).collect()
}

fn of_entry(entry: &Entry) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut compare = |begin: (&str, Option<&At<NaiveDate>>), end: (&str, Option<&At<NaiveDate>>)| {
        if let ((begins, Some(begin)), (ends, Some(end))) = (begin, end) {
            findings.extend(swapped(begins, begin, ends, end));
        }
    };
    match &entry.data {
        Data::Account(one) => {
            compare(
                ("since", one.since.as_ref()),
                ("ended", one.ended.as_ref().map(|ended| &ended.value.on)),
            );
            for seat in &one.team {
                compare(("from", seat.from.as_ref()), ("to", seat.to.as_ref()));
            }
        }
        Data::Contract(one) => {
            compare(("from", Some(&one.from)), ("to", one.to.as_ref()));
            compare(("from", Some(&one.from)), ("notice_by", one.notice_by.as_ref()));
            // Notice that could be given after the end is no notice.
            compare(("notice_by", one.notice_by.as_ref()), ("to", one.to.as_ref()));
        }
        Data::FiscalPeriod(one) => compare(("from", Some(&one.from)), ("to", Some(&one.to))),
        Data::Review(one) => compare(("from", one.from.as_ref()), ("to", one.to.as_ref())),
        Data::Expectation(one) => {
            compare(
                ("agreed", one.agreed.as_ref()),
                ("ended", one.ended.as_ref().map(|ended| &ended.value.on)),
            );
        }
        Data::Objective(one) => {
            compare(("agreed", one.agreed.as_ref()), ("due", one.due.as_ref()));
            compare(
                ("agreed", one.agreed.as_ref()),
                ("ended", one.ended.as_ref().map(|ended| &ended.value.on)),
            );
        }
        Data::Risk(one) => compare(("raised", one.raised.as_ref()), ("closed", one.closed.as_ref())),
        Data::Challenge(one) => {
            compare(("since", one.since.as_ref()), ("ended", one.ended.as_ref().map(|ended| &ended.value.on)))
        }
        Data::Opportunity(one) => compare(("since", one.since.as_ref()), ("offered", one.offered.as_ref())),
        Data::Recommendation(one) => compare(("on", one.on.as_ref()), ("by", one.by.as_ref())),
        Data::Decision(one) => compare(("on", one.on.as_ref()), ("until", one.until.as_ref())),
        _ => {}
    }
    findings
}

fn swapped(begins: &str, begin: &At<NaiveDate>, ends: &str, end: &At<NaiveDate>) -> Option<Diagnostic> {
    if end.value >= begin.value {
        return None;
    }
    let message = format!("`{ends}` is {}, before `{begins}`, {}", end.value, begin.value);
    Some(
        Diagnostic::warning("ends-before-begins", end.span.clone(), message)
            .expected(format!("a day from {} on", begin.value))
            .fix("correct the wrong one of the two days")
            .related(begin.span.clone(), format!("`{begins}`")),
    )
}
