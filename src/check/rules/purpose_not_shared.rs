//! A customer who was never told what we are to them.

use chrono::NaiveDate;

use crate::check::rule::rule;
use crate::check::state::account::{is_owner, seats};
use crate::check::state::past::by;
use crate::check::state::practice;
use crate::check::state::side::reaches_them;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Account, Period, Purpose};

rule! {
    /// Nobody has told the customer why we work together, or not since the account changed hands.
    ///
    /// Whoever knows what we are there for and what we gain by it can trust us, and correct us. Say it in two sentences, and
    /// write them as `purpose`, with the day and the people of theirs to whom it was said. After a change of owner that may take
    /// as long as `told` under `[grace]` says, otherwise 14 days.
    ///
    /// Wrong:
    ///
    /// ```toml accounts/northwind/account.toml
    /// [account]
    /// name = "Northwind Logistics"
    /// tier = "key"
    /// team = [{ who = "priya", as = "owner", from = 2025-08-01 }]
    ///
    /// [account.purpose]
    /// ours = "One accountable team for every shipment system."
    /// shared = 2024-09-02
    /// with = ["amelia"]
    /// ```
    ///
    /// Right:
    ///
    /// ```toml accounts/northwind/account.toml
    /// [account]
    /// name = "Northwind Logistics"
    /// tier = "key"
    /// team = [{ who = "priya", as = "owner", from = 2025-08-01 }]
    ///
    /// [account.purpose]
    /// ours = "One accountable team for every shipment system."
    /// benefit_ours = "Reference customer in logistics."
    /// benefit_theirs = "Clearance times cut by a third."
    /// shared = 2025-09-02
    /// with = ["amelia"]
    /// ```
    "purpose-not-shared", Advice, ["CFACSB15-P3"], Run::Absence(run)
}

/// How long a new owner may take where the configuration does not say.
const GRACE: Period = Period::days_long(14);

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let as_of = context.as_of;
    let Some((entry, account)) = checked.account() else { return Vec::new() };
    let purpose = account.purpose.as_ref().map(|at| &at.value);
    let shared = purpose.and_then(|purpose| shared(purpose, checked, as_of));
    let grace = practice::grace(checked, context, |grace| grace.told.as_ref(), GRACE);
    let (message, late) = match (shared, owner_since(account, as_of)) {
        (Some(on), Some(since)) if on < since && grace.after(since) < as_of => (
            format!("the purpose was last shared on {on}, and the owner changed on {since}"),
            Some(grace.after(since)),
        ),
        (Some(_), _) => return Vec::new(),
        (None, _) => {
            let message = match purpose {
                None => "nothing says why we work together, nor that they know",
                Some(one) if one.shared.is_some() => "the purpose was shared with nobody of theirs",
                Some(_) => "the purpose was never shared with the customer",
            };
            (message.to_owned(), None)
        }
    };
    let place = account.purpose.as_ref().map_or(&entry.span, |purpose| &purpose.span);
    let finding = Diagnostic::advice("purpose-not-shared", place.clone(), message)
        .expected("what we are to them, what each gains, and when and with whom of theirs it was shared")
        .fix("tell them, and write the day as `shared` and the people as `with` under `[account.purpose]`");
    vec![match late {
        Some(since) => finding.late(since, as_of, 1, 90.0),
        None => finding,
    }]
}

/// The day on which it was shared with somebody of theirs, or with nobody in particular.
fn shared(purpose: &Purpose, checked: &Checked, day: NaiveDate) -> Option<NaiveDate> {
    by(purpose.shared.as_ref(), day).filter(|_| reaches_them(checked, &purpose.with))
}

/// Since when the present owner is one.
fn owner_since(account: &Account, day: NaiveDate) -> Option<NaiveDate> {
    let owner = seats(account, day).into_iter().find(|seat| is_owner(seat))?;
    owner.from.as_ref().map(|from| from.value)
}
