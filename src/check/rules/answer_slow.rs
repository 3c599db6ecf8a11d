//! Answers to the customer that take longer than the tier says.

use crate::check::rule::rule;
use crate::check::state::answer::{Asked, Question, asked};
use crate::check::state::past::{is_active, tier_of};
use crate::check::state::practice;
use crate::check::{Checked, Context, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Criterion, Entry, Kind, Note, Period};

rule! {
    /// Somebody of the customer's waits for an answer, or most answers come late.
    ///
    /// How long an answer may take stands in the tier's `answer_within`, in days of the calendar. To be answered are contacts that
    /// they began, complaints, and weaknesses that they named in feedback. A contact is answered by the next one, the same day or
    /// later, in which we spoke with one of those who took part, or by its `answered`; a complaint by `acknowledged`, or by
    /// `resolved`; feedback by `answered`. Where three answers or more were given in the last 90 days and most came late, that is
    /// said once for the account, until most come in time.
    ///
    /// Wrong, on 30 June, in a tier with `answer_within = "3d"`:
    ///
    /// ```markdown accounts/northwind/notes/2026-06-18-mail.md
    /// +++
    /// channel = "email"
    /// direction = "inbound"
    /// people = ["jonas"]
    /// +++
    /// He asks for the figures of May.
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown accounts/northwind/notes/2026-06-18-mail.md
    /// +++
    /// channel = "email"
    /// direction = "inbound"
    /// people = ["jonas"]
    /// answered = 2026-06-19
    /// +++
    /// He asks for the figures of May.
    /// ```
    "answer-slow", Advice, ["CLIENT-P5"], Run::Account(run)
}

/// How far back answers are looked at, in days.
const RECENT: Period = Period::days_long(90);

/// How few answers say nothing about answers in general.
const FEW: usize = 3;

/// How long criticism may stay unanswered where the configuration does not say.
const CRITICISM: Period = Period::days_long(14);

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let as_of = context.as_of;
    let tier = tier_of(checked, context.config, as_of);
    let Some((account, _)) = checked.account().filter(|_| is_active(checked, as_of)) else {
        return Vec::new();
    };
    let Some(within) = tier.and_then(|tier| tier.answer_within.as_ref()).map(|at| at.value) else {
        return Vec::new();
    };
    let all = asked(checked, practice::window(checked, context).before(as_of), as_of);
    let waiting = all.iter().filter(|one| one.answered.is_none() && one.is_late(within, as_of));
    let waiting =
        waiting.filter(|one| is_known_to_wait(checked, one) && !is_said_elsewhere(checked, context, one));
    let mut findings: Vec<Diagnostic> = waiting.map(|one| waits(one, within, context)).collect();
    findings.extend(mostly_late(account, &all, within, context));
    findings
}

/// Whether no record that was left out can be the answer.
fn is_known_to_wait(checked: &Checked, one: &Asked<'_>) -> bool {
    one.question != Question::Contact || !checked.may_lack(Kind::Note)
}

/// Whether it is said as criticism that nobody answered, or as a complaint that nobody acknowledged: one cause, one finding.
fn is_said_elsewhere(checked: &Checked, context: &Context<'_>, one: &Asked<'_>) -> bool {
    let grace = practice::grace(checked, context, |grace| grace.answer.as_ref(), CRITICISM);
    one.question != Question::Contact
        && practice::asks(checked, context, Criterion::Cfacsb15P5)
        && grace.after(one.on) < context.as_of
}

fn waits(one: &Asked<'_>, within: Period, context: &Context<'_>) -> Diagnostic {
    let (what, fix) = match one.question {
        Question::Contact => {
            (channel(one.entry), "answer, and write a note of it; or write the day as `answered`")
        }
        Question::Complaint => {
            ("complaint", "tell them that you heard it, and write the day as `acknowledged`")
        }
        Question::Criticism => ("criticism", "answer them, and write the day as `answered`"),
    };
    let days = one.days(context.as_of);
    let message = format!("their {what} of {} has waited {days} days for an answer", one.on);
    Diagnostic::advice("answer-slow", one.entry.span.clone(), message)
        .expected(format!("an answer within {within}"))
        .fix(fix)
        .late(within.after(one.on), context.as_of, 2, 30.0)
}

/// How they came to us.
fn channel(entry: &Entry) -> &'static str {
    let channel = entry.as_kind::<Note>().and_then(|note| note.channel.as_ref());
    channel.map_or("message", |channel| channel.word())
}

fn mostly_late(
    account: &Entry,
    all: &[Asked<'_>],
    within: Period,
    context: &Context<'_>,
) -> Option<Diagnostic> {
    let from = RECENT.before(context.as_of);
    let given: Vec<_> = all.iter().filter(|one| one.on >= from && one.answered.is_some()).collect();
    let late = given.iter().filter(|one| one.is_late(within, context.as_of)).count();
    if given.len() < FEW || late * 2 <= given.len() {
        return None;
    }
    let message = format!("{late} of {} answers in the last {RECENT} took longer than {within}", given.len());
    Some(
        Diagnostic::advice("answer-slow", account.span.clone(), message)
            .expected(format!("most answers within {within}"))
            .fix("agree who answers when somebody is away; it is settled once most answers come in time"),
    )
}
