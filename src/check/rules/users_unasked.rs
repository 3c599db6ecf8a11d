//! Records whose users nobody asks.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::check::rule::rule;
use crate::check::state::account::{member, seats};
use crate::check::state::information::is_active;
use crate::check::state::past::exists;
use crate::check::state::people::is_gone;
use crate::check::state::practice;
use crate::check::{Checked, Context, Party, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{Answer, At, Entry, Feedback, Kind, Period, Survey, Who};
use crate::source::{RepoPath, Span, Text};

rule! {
    /// In a year nobody who works with the records was asked whether they serve.
    ///
    /// Records that nobody uses are kept for nothing, and whoever works around them will not say so unasked. Ask, and write the
    /// answer to the folder `feedback/` beside `standing.toml`: a Markdown file for one voice, a survey for many. Where somebody
    /// was asked, but nobody of an account's team, that is said of the account: its records may serve everybody but those who
    /// work with them.
    ///
    /// Wrong, on 30 June 2026:
    ///
    /// ```markdown feedback/2024-05-12-priya.md
    /// +++
    /// from = "priya"
    /// source = "staff"
    /// +++
    /// I find what was promised within a minute.
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown feedback/2026-05-12-priya.md
    /// +++
    /// from = "priya"
    /// source = "staff"
    /// +++
    /// I find what was promised within a minute.
    /// ```
    "users-unasked", Advice, ["CFAMSSNS12-P9"], Run::Both(of_account, run)
}

/// How far back an answer counts where the configuration does not say.
const WINDOW: Period = Period::YEAR;

/// An account nobody of whose team was asked, where others were.
fn of_account(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let day = context.as_of;
    let window = practice::window(checked, context);
    let is_recent = |on: NaiveDate| window.after(on) >= day;
    let Some((entry, account)) = checked.account().filter(|_| is_active(checked, day)) else {
        return Vec::new();
    };
    let team: BTreeSet<&str> = seats(account, day)
        .into_iter()
        .filter_map(|seat| member(checked, seat))
        .filter(|id| !is_gone(checked, &context.shared.team, &Party::Member((*id).to_owned()), day))
        .collect();
    if team.is_empty() || !last(context).is_some_and(|(on, _)| is_recent(on)) {
        return Vec::new();
    }
    let asked = asked(context).filter(|(_, who)| who.is_none_or(|who| team.contains(who.value.0.as_str())));
    let last = asked.map(|(on, _)| on).max();
    if last.is_some_and(is_recent) {
        return Vec::new();
    }
    let since = last.map_or_else(|| "was ever asked".to_owned(), |on| format!("was asked since {on}"));
    let message = format!("nobody of this account's team {since} whether the records serve them");
    let finding = Diagnostic::advice("users-unasked", entry.span.clone(), message)
        .expected(format!("somebody of the team among those who are asked, {}", window.every()))
        .fix("ask them, and write the answer to `feedback/` beside `standing.toml`");
    vec![match last {
        Some(on) => finding.late(window.after(on), day, 1, window.days()),
        None => finding,
    }]
}

/// Who was asked about the records, and when; nobody by name where names are not kept.
fn asked<'a>(context: &Context<'a>) -> impl Iterator<Item = (NaiveDate, Option<&'a At<Who>>)> {
    let (plan, day) = (&context.shared.plan, context.as_of);
    let invited = plan.each::<Survey>().flat_map(|(entry, one)| {
        let named = one.sent_to.iter().map(Some);
        let unnamed = one.sent_to.is_empty().then_some(None);
        named.chain(unnamed).map(move |who| (entry, who)).collect::<Vec<_>>()
    });
    let answered = plan.each::<Answer>().map(|(entry, one)| (entry, one.from.as_ref()));
    let voices = plan.each::<Feedback>().map(|(entry, one)| (entry, one.from.as_ref()));
    let all = invited.chain(answered).chain(voices).filter(move |(entry, _)| exists(entry, day));
    all.filter_map(|(entry, who)| Some((entry.date?, who)))
}

/// The newest answer.
fn last<'a>(context: &Context<'a>) -> Option<(NaiveDate, &'a Entry)> {
    let is_voice = |entry: &&Entry| matches!(entry.kind(), Kind::Feedback | Kind::Answer);
    let voices = context.shared.plan.entries.iter().filter(is_voice);
    voices
        .filter(|entry| exists(entry, context.as_of))
        .filter_map(|entry| Some((entry.date?, entry)))
        .max_by_key(|(on, _)| *on)
}

fn run(context: &Context<'_>) -> Vec<Diagnostic> {
    let window = context.config.grace.as_ref().and_then(|grace| grace.window.as_ref());
    let window = window.map_or(WINDOW, |at| at.value);
    let last = last(context);
    if last.is_some_and(|(on, _)| window.after(on) >= context.as_of) {
        return Vec::new();
    }
    let nowhere = || Span::of_file(&Text::new(RepoPath::new("feedback"), String::new()));
    let (place, message) = match last {
        Some((on, entry)) => {
            (entry.span.clone(), format!("nobody was asked since {on} whether the records serve them"))
        }
        None => (nowhere(), "nobody was ever asked whether the records serve them".to_owned()),
    };
    let finding = Diagnostic::advice("users-unasked", place, message)
        .expected(format!("what users of the records say of them, {}", window.every()))
        .fix("ask somebody who uses them, and write the answer to `feedback/` beside `standing.toml`");
    vec![match last {
        Some((on, _)) => finding.late(window.after(on), context.as_of, 1, window.days()),
        None => finding,
    }]
}
