//! No contact within the tier's cadence.

use crate::check::rule::rule;
use crate::check::rules::nothing_inbound;
use crate::check::state::past::is_active;
use crate::check::state::{contact, past, practice};
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::Kind;

rule! {
    /// Nobody has talked with the customer within the tier's cadence.
    ///
    /// Silence is not health: a customer who matters hears from us, and we from them, at least as often as the tier says.
    /// Contacts that count are two-way or inbound; an e-mail of ours that nobody answered is none. Quiet times that the account
    /// names are not counted, except in the 90 days before notice can be given.
    ///
    /// Wrong, on 30 June, in a tier with `cadence = "30d"`:
    ///
    /// ```markdown accounts/northwind/notes/2026-06-15-call.md
    /// +++
    /// channel = "email"
    /// people = ["priya"]
    /// +++
    /// Asked whether the figures of May arrived. No answer yet.
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown accounts/northwind/notes/2026-06-15-call.md
    /// +++
    /// channel = "call"
    /// people = ["amelia", "priya"]
    /// +++
    /// Amelia is content with the new dashboard.
    /// ```
    "contact-cadence-missed", Advice, ["CFACSB15-P2"], Run::Absence(run)
}

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let as_of = context.as_of;
    let Some((entry, account)) = checked.account() else { return Vec::new() };
    let tier = past::tier_of(checked, context.config, as_of);
    let Some(cadence) = tier.and_then(|tier| tier.cadence.as_ref()) else { return Vec::new() };
    let contacts = contact::contacts(checked, as_of);
    let heard = contact::last(&contacts).map(|last| last.on);
    let since = past::by(account.since.as_ref(), as_of);
    if checked.may_lack(Kind::Note) {
        return Vec::new();
    }
    let expected = format!("one {} in this tier", cadence.value.every());
    let fix = "talk with them, and write a note";
    let Some(last) = heard.or(since) else {
        let message = "no contact is written down, nor since when they are a customer";
        let finding = Diagnostic::advice("contact-cadence-missed", entry.span.clone(), message);
        return if is_active(checked, as_of) {
            vec![finding.expected(expected).fix(fix)]
        } else {
            Vec::new()
        };
    };
    let days = practice::days_gone(checked, context, last);
    let due = practice::last_day(checked, context, last, 1, cadence.value);
    if as_of <= due {
        return Vec::new();
    }
    let message = match heard {
        Some(last) => format!("no contact for {days} days, since {last}"),
        None => format!("no contact in the {days} days since they became a customer"),
    };
    let finding = Diagnostic::advice("contact-cadence-missed", entry.span.clone(), message)
        .expected(expected)
        .fix(fix)
        .late(due, as_of, 2, cadence.days());
    let is_unheard = nothing_inbound::unheard(checked, context).is_some();
    vec![if is_unheard { finding.stands_for("nothing-inbound") } else { finding }]
}
