//! An account or people of which nobody knows any more whether what is written is true.

use crate::check::rule::rule;
use crate::check::state::quality::{Look, looks, verified_within};
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Data, Kind};

rule! {
    /// Nobody has looked for too long whether what is written of an account, or of its people, is still true.
    ///
    /// People change posts, firms move, and a record says nothing of it. Read it with somebody who knows, correct it, and write
    /// the day as `verified`. A new account, and a person who agreed to be recorded, are fresh from that day. How long a look
    /// holds stands in the configuration, as `verified` under `[grace]`; otherwise a year.
    ///
    /// Wrong, on 30 June 2026:
    ///
    /// ```toml accounts/northwind/account.toml
    /// [account]
    /// name = "Northwind Logistics"
    /// tier = "key"
    /// since = 2021-05-01
    /// verified = 2024-11-20
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
    "not-verified", Advice, ["CFAMSSNS12-P7"], Run::Absence(run)
}

/// How many people are named before it is said how many more there are.
const NAMED: usize = 5;

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let day = context.as_of;
    let period = verified_within(checked, context);
    // Where nothing says since when it is there, nothing says that it is old.
    let stale = |look: &Look<'_>| look.on.is_some() && !look.is_fresh(period, day);
    let (people, others): (Vec<_>, Vec<_>) = looks(checked, day)
        .into_iter()
        .filter(|look| look.entry.kind() != Kind::Profile)
        .partition(|look| look.entry.kind() == Kind::Person);
    let all = people.len();
    let late = |finding: Diagnostic, oldest: Option<chrono::NaiveDate>| match oldest {
        Some(on) => finding.late(period.after(on), day, 1, period.days()),
        None => finding,
    };
    let fix = format!("read it, correct it, and write `verified = {day}`");
    let of_account = others.into_iter().filter(stale).map(|look| {
        let since = look.on.map(|on| format!(" since {on}")).unwrap_or_default();
        let message = format!("nobody has looked{since} whether this is still true");
        let finding = Diagnostic::advice("not-verified", look.entry.span.clone(), message);
        late(finding.expected(format!("a look {}", period.every())).fix(fix.clone()), look.on)
    });
    let mut findings: Vec<Diagnostic> = of_account.collect();
    let stale: Vec<Look<'_>> = people.into_iter().filter(stale).collect();
    if let Some(first) = stale.first() {
        let mut names: Vec<String> = stale.iter().take(NAMED).map(name).collect();
        if stale.len() > NAMED {
            names.push(format!("{} more", stale.len() - NAMED));
        }
        let message = format!(
            "nobody has looked within {period} whether what is written of {} of {all} people is still true: {}",
            stale.len(),
            names.join(", ")
        );
        let finding = Diagnostic::advice("not-verified", first.entry.span.clone(), message);
        let oldest = stale.iter().filter_map(|look| look.on).min();
        let fix = format!("ask, correct it, and write `verified = {day}` with each");
        findings.push(late(finding.expected(format!("a look {}", period.every())).fix(fix), oldest));
    }
    findings
}

fn name(look: &Look<'_>) -> String {
    match &look.entry.data {
        Data::Person(person) => person.name.value.clone(),
        _ => look.entry.key.id.clone(),
    }
}
