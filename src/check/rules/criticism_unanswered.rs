//! Criticism from the customer that nobody answered.

use crate::check::rule::rule;
use crate::check::state::answer::{Criticism, criticism};
use crate::check::state::past::status;
use crate::check::state::practice;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Period, Status};

rule! {
    /// The customer named a weakness, and nobody has answered.
    ///
    /// Whoever takes the trouble to criticise still hopes for something. Answer, even where nothing can be changed, and write the
    /// day as `answered`. Whoever gave no name or has left cannot be answered, and a wish under `improve` asks for none. How long
    /// an answer may take stands in the configuration, as `answer` under `[grace]`; otherwise 14 days.
    ///
    /// Wrong, on 30 June:
    ///
    /// ```markdown accounts/northwind/feedback/2026-05-12-amelia.md
    /// +++
    /// from = "amelia"
    /// weaknesses = ["outages"]
    /// +++
    /// Two outages in one month are two too many.
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown accounts/northwind/feedback/2026-05-12-amelia.md
    /// +++
    /// from = "amelia"
    /// weaknesses = ["outages"]
    /// answered = 2026-05-14
    /// +++
    /// Two outages in one month are two too many.
    /// ```
    "criticism-unanswered", Advice, ["CFACSB15-P5"], Run::Account(run)
}

/// How long an answer may take where the configuration does not say.
const GRACE: Period = Period::days_long(14);

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    if checked.account().is_some_and(|(_, account)| status(account, context.as_of) == Status::Ended) {
        return Vec::new();
    }
    let grace = practice::grace(checked, context, |grace| grace.answer.as_ref(), GRACE);
    let open = criticism(checked, context.as_of).filter(Criticism::is_open);
    let late = open.filter(|one| grace.after(one.on) < context.as_of);
    late.filter_map(|one| unanswered(&one, grace, context)).collect()
}

fn unanswered(one: &Criticism<'_>, grace: Period, context: &Context<'_>) -> Option<Diagnostic> {
    let first = one.weaknesses.first()?;
    let message = format!("criticism of {} was not answered: {}", one.on, first.value);
    Some(
        Diagnostic::advice("criticism-unanswered", first.span.clone(), message)
            .expected(format!("an answer within {grace}"))
            .fix("answer them, and write the day as `answered`")
            .late(grace.after(one.on), context.as_of, 2, 30.0),
    )
}
