//! A record that concerns somebody who was never told of it.

use chrono::NaiveDate;

use crate::check::rule::rule;
use crate::check::state::account::{member, seats};
use crate::check::state::action::actions;
use crate::check::state::past::{by, followers, is_active};
use crate::check::state::people::is_gone;
use crate::check::state::practice;
use crate::check::state::side::named;
use crate::check::{Checked, Context, Party, Run};
use crate::diagnostic::Diagnostic;
use crate::record::{At, Decision, Entry, Period, Recommendation, Review, Who};
use crate::source::Span;

rule! {
    /// A record concerns somebody who was never told of it.
    ///
    /// Who must be told: the owner of an open action that was agreed without them; those to whom a recommendation is addressed;
    /// once it is decided, they and whoever made it; and those to whom a review is to be sent, until it is `issued`. Whoever is
    /// named by the record in which it stands took part, whoever holds a seat in the account's team works with these records, and
    /// whoever left need not know. All others stand in `told`, of the record or of the one in which it stands, as soon as `told`
    /// under `[grace]` says, otherwise 14 days. What is older than a year, or than `window` under `[grace]`, is left alone.
    ///
    /// Wrong, on 30 June:
    ///
    /// ```markdown accounts/northwind/notes/2026-06-02-call.md
    /// +++
    /// channel = "call"
    /// people = ["amelia", "priya"]
    /// +++
    /// The new gate is late.
    ///
    /// - [ ] Send the plan of the gate @jonas due 2026-07-20
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown accounts/northwind/notes/2026-06-02-call.md
    /// +++
    /// channel = "call"
    /// people = ["amelia", "priya"]
    /// told = [{ who = "jonas", on = 2026-06-03 }]
    /// +++
    /// The new gate is late.
    ///
    /// - [ ] Send the plan of the gate @jonas due 2026-07-20
    /// ```
    "somebody-untold", Advice, ["CLIENT-P15"], Run::Account(run)
}

/// How long those concerned may wait where the configuration does not say.
const GRACE: Period = Period::days_long(14);

/// Something that somebody must be told of.
struct News<'a> {
    /// The record of which they must be told.
    entry: &'a Entry,
    /// What is said of them, with `{}` for their names.
    what: &'static str,
    /// What to do about it.
    fix: &'static str,
    /// Where it stands in the record.
    span: &'a Span,
    /// Since when they could have been told.
    since: NaiveDate,
    /// Whom it concerns.
    concerns: Vec<&'a At<Who>>,
}

/// What to do where `told` says it.
const TELL: &str =
    "tell them, and write `told = [{ who = \"…\", on = … }]`, here or to the record that holds it";

fn run(checked: &Checked, context: &Context<'_>) -> Vec<Diagnostic> {
    let as_of = context.as_of;
    if !is_active(checked, as_of) {
        return Vec::new();
    }
    let grace = practice::grace(checked, context, |grace| grace.told.as_ref(), GRACE);
    let from = practice::window(checked, context).before(as_of);
    let mut news = of_actions(checked, as_of);
    news.extend(of_recommendations(checked, as_of));
    news.extend(of_reviews(checked, as_of));
    let due = news.iter().filter(|one| one.since >= from && grace.after(one.since) < as_of);
    due.filter_map(|one| untold(checked, context, one, grace)).collect()
}

fn of_actions(checked: &Checked, day: NaiveDate) -> Vec<News<'_>> {
    let open = actions(checked, day).into_iter().filter(|one| one.is_open() && one.entry.host.is_some());
    let news = open.filter_map(|one| {
        let owner = one.action.owner.as_ref()?;
        let host = one.entry.host.as_ref().and_then(|key| checked.find(key))?;
        // Where nobody is named, everybody may have taken part.
        let is_known = !named(checked, host).is_empty();
        let what = "an action was agreed for {} without them, and nobody told them";
        let (span, since) = (&owner.span, one.entry.date?);
        is_known.then(|| News { entry: one.entry, what, fix: TELL, span, since, concerns: vec![owner] })
    });
    news.collect()
}

fn of_recommendations(checked: &Checked, day: NaiveDate) -> Vec<News<'_>> {
    let mut decided = followers(checked, |one: &Decision| &one.of, day);
    let news = checked.each::<Recommendation>().filter_map(|(entry, one)| {
        let addressed: Vec<&At<Who>> = one.to.iter().collect();
        let Some((on, decision_entry, decision)) = decided.remove(&entry.key).and_then(|mut all| all.pop())
        else {
            let what = "a recommendation is addressed to {}, and nobody told them";
            let since = entry.date.filter(|on| *on <= day)?;
            return Some(News { entry, what, fix: TELL, span: &one.what.span, since, concerns: addressed });
        };
        let what = "a recommendation was decided, and nobody told {}";
        let concerns = addressed.into_iter().chain(&one.from).collect();
        Some(News { entry: decision_entry, what, fix: TELL, span: &decision.of.span, since: on, concerns })
    });
    news.collect()
}

fn of_reviews(checked: &Checked, day: NaiveDate) -> Vec<News<'_>> {
    let reviews = checked.each::<Review>().filter(|(_, one)| by(one.issued.as_ref(), day).is_none());
    let news = reviews.filter_map(|(entry, one)| {
        let since = entry.date.filter(|on| *on <= day)?;
        let span = &one.sent_to.first()?.span;
        let attends = |who: &At<Who>| {
            let party = checked.party(who);
            one.attendees.iter().any(|attendee| checked.party(attendee) == party)
        };
        let concerns = one.sent_to.iter().filter(|who| !attends(who)).collect();
        let (what, fix) =
            ("a review was to be sent to {}, and never was", "send it, and write the day as `issued`");
        Some(News { entry, what, fix, span, since, concerns })
    });
    news.collect()
}

fn untold(checked: &Checked, context: &Context<'_>, news: &News<'_>, grace: Period) -> Option<Diagnostic> {
    let mut names: Vec<String> = Vec::new();
    for who in &news.concerns {
        let is_untold = checked.party(who).is_some_and(|party| !knows(checked, context, party, news.entry));
        let name = format!("`{}`", who.value.0);
        if is_untold && !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() {
        return None;
    }
    Some(
        Diagnostic::advice("somebody-untold", news.span.clone(), news.what.replace("{}", &names.join(", ")))
            .expected(format!("that they are told within {grace}"))
            .fix(news.fix)
            .late(grace.after(news.since), context.as_of, 1, 30.0),
    )
}

/// Whether somebody was told of a record, or needs not to be.
fn knows(checked: &Checked, context: &Context<'_>, party: &Party, entry: &Entry) -> bool {
    let day = context.as_of;
    let host = entry.host.as_ref().and_then(|key| checked.find(key));
    let mut told = entry.common.told.iter().chain(host.iter().flat_map(|host| &host.common.told));
    let was_told =
        told.any(|told| told.value.on.value <= day && checked.party(&told.value.who) == Some(party));
    let took_part = host.is_some_and(|host| named(checked, host).contains(&party));
    let decided =
        entry.as_kind::<Decision>().and_then(|one| one.by.as_ref()).and_then(|who| checked.party(who));
    was_told
        || took_part
        || decided == Some(party)
        || is_seated(checked, party, day)
        || is_gone(checked, &context.shared.team, party, day)
}

/// Whether somebody holds a seat in the account's team.
fn is_seated(checked: &Checked, party: &Party, day: NaiveDate) -> bool {
    let Party::Member(id) = party else { return false };
    let seats = checked.account().map(|(_, account)| seats(account, day)).unwrap_or_default();
    seats.iter().any(|seat| member(checked, seat) == Some(id))
}
