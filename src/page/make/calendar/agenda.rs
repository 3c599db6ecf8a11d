//! What is due in one account.

use chrono::NaiveDate;

use super::{Event, is_told};
use crate::check::Party;
use crate::language::Language;
use crate::page::common::{Linked, SourceLine};
use crate::page::desk::Desk;
use crate::page::make::methods::MethodUse;
use crate::page::make::overview::{addressee, linked_account};
use crate::page::make::plan;
use crate::page::make::report::addressed;
use crate::record::{
    At, Contract, Entry, Key, Kind, Meeting, Opportunity, Person, Review, Tool, ToolStatus, Who,
};
use crate::review::past::{exists, is_active};
use crate::review::people::is_gone;
use crate::review::procedure::procedures;
use crate::review::{
    account, action, complaint, compliance, expectation, interest, objective, practice, quality,
    recommendation, risk, value,
};

/// Collects the events of an account.
struct Agenda<'a> {
    desk: &'a Desk<'a>,
    owner: Option<String>,
    events: Vec<Event>,
}

impl Agenda<'_> {
    /// Notes what is due, if it is told. A record is named by its kind and its id.
    fn note(
        &mut self,
        on: Option<NaiveDate>,
        kind: &'static str,
        what: String,
        named: (&str, &str),
        source: SourceLine,
    ) {
        let Some(on) = on.filter(|on| is_told(*on, kind, self.desk.site.as_of)) else { return };
        let who = self.owner.iter().map(|id| self.desk.site.linked_member(id, self.desk.place)).collect();
        self.events.push(Event {
            on,
            kind,
            what,
            account: linked_account(self.desk),
            member: self.owner.clone(),
            who,
            source,
            name: format!("{kind}.{}.{}.{}", named.0, named.1, self.desk.checked.slug),
        });
    }

    /// The same of a record of the account.
    fn record(&mut self, on: Option<NaiveDate>, kind: &'static str, what: String, entry: &Entry) {
        self.note(on, kind, what, named(&entry.key), self.desk.source(entry));
    }

    /// Says whom the last noted event concerns; whoever answers for the account, where nobody is named or whoever was has left.
    fn concerns(&mut self, noted: usize, party: Option<&Party>) {
        let (checked, team, day) = (self.desk.checked, &self.desk.site.shared.team, self.desk.site.as_of);
        let Some(party) = party.filter(|party| !is_gone(checked, team, party, day)) else { return };
        let who = self.desk.linked(party);
        let member = if let Party::Member(id) = party { Some(id.clone()) } else { None };
        for event in self.events.iter_mut().skip(noted) {
            event.who = vec![who.clone()];
            event.member.clone_from(&member);
        }
    }
}

fn named(key: &Key) -> (&str, &str) {
    (key.kind.word(), &key.id)
}

/// What is due in an account: what is overdue, and what comes within 180 days.
#[must_use]
pub fn events(desk: &Desk<'_>, methods: &[MethodUse]) -> Vec<Event> {
    let owner = addressee(desk);
    let mut agenda = Agenda { desk, owner, events: Vec::new() };
    agreed(&mut agenda, &desk.site.language);
    if is_active(desk.checked, desk.site.as_of) {
        reviews(&mut agenda, &desk.site.language);
        planned(&mut agenda, methods, &desk.site.language);
        pending(&mut agenda, &desk.site.language);
        verifications(&mut agenda, &desk.site.language);
    }
    agenda.events.sort_by(|left, right| (left.on, &left.name).cmp(&(right.on, &right.name)));
    agenda.events
}

/// Meetings, contracts and open actions: what was agreed.
fn agreed(agenda: &mut Agenda<'_>, language: &Language) {
    let (desk, as_of) = (agenda.desk, agenda.desk.site.as_of);
    for (entry, meeting) in desk.checked.each::<Meeting>() {
        let noted = agenda.events.len();
        agenda.record(Some(meeting.on.value), "meeting", desk.title(entry), entry);
        let who: Vec<Linked> = meeting.people.iter().map(|who| desk.who(who)).collect();
        if let Some(event) = agenda.events.get_mut(noted).filter(|_| !who.is_empty()) {
            event.who = who;
        }
    }
    for (entry, contract) in
        desk.checked.each::<Contract>().filter(|(_, one)| account::is_running(one, as_of))
    {
        if contract.outcome.as_ref().is_some_and(|outcome| outcome.on.value <= as_of) {
            continue;
        }
        let title = desk.title(entry);
        let day = |at: &Option<crate::record::At<NaiveDate>>| at.as_ref().map(|at| at.value);
        agenda.record(
            day(&contract.notice_by),
            "notice",
            language.say("last-day-for-notice-title", &[("title", &title)]),
            entry,
        );
        agenda.record(
            day(&contract.to),
            "contract",
            language.say("contract-ends-title", &[("title", &title)]),
            entry,
        );
    }
    for one in action::actions(desk.checked, as_of).into_iter().filter(action::Standing::is_open) {
        let noted = agenda.events.len();
        agenda.record(one.due, "action", one.action.what.value.clone(), one.entry);
        agenda.concerns(noted, one.owner);
    }
    for (entry, review) in desk.checked.each::<Review>() {
        let expires = review.overridden.as_ref().map(|one| one.value.expires.value);
        agenda.record(expires, "override", language.word("what-was-set-by-hand-lapses"), entry);
    }
    departures(agenda, language);
    let kept = compliance::kept(desk.checked, desk.site.config, as_of);
    if let (Some((entry, _)), Some(kept)) = (desk.checked.account(), kept) {
        agenda.record(Some(kept.until), "retention", language.word("to-be-deleted"), entry);
    }
}

/// Departures from guidelines that are allowed to the account for a while.
fn departures(agenda: &mut Agenda<'_>, language: &Language) {
    let (desk, slug, as_of) = (agenda.desk, agenda.desk.checked.slug.as_str(), agenda.desk.site.as_of);
    for guideline in &desk.site.config.guideline {
        // What is allowed to all accounts ends for all of them.
        let own = compliance::exception(guideline, slug, as_of).filter(|one| one.account.is_some());
        if let Some(one) = own {
            let what = language.say("departure-ends-title", &[("title", &guideline.title.value)]);
            let source = desk.site.source_at(language.word("the-departure-that-is-allowed"), &one.until.span);
            let named = ("guideline", guideline.id.value.as_str());
            agenda.note(Some(one.until.value), "exception", what, named, source);
        }
    }
}

/// Reviews of the account and assessments of its expectations.
fn reviews(agenda: &mut Agenda<'_>, language: &Language) {
    let (desk, as_of) = (agenda.desk, agenda.desk.site.as_of);
    if let Some((entry, _)) = desk.checked.account() {
        let next = account::next_review(desk.checked, desk.site.config, as_of);
        agenda.record(next, "review", language.word("review-due"), entry);
        let talk = practice::next_talk(desk.checked, &desk.site.context());
        agenda.record(talk, "contact", language.word("talk-with-them"), entry);
    }
    for one in expectation::expectations(desk.checked, desk.site.config, as_of) {
        agenda.record(
            one.next,
            "assessment",
            language.say("assessment-due-title", &[("title", &desk.title(one.entry))]),
            one.entry,
        );
    }
}

/// What the monitoring plan asks for.
fn planned(agenda: &mut Agenda<'_>, methods: &[MethodUse], language: &Language) {
    let (desk, as_of) = (agenda.desk, agenda.desk.site.as_of);
    for one in procedures(desk.checked, &desk.site.context(), as_of) {
        let noted = agenda.events.len();
        let entry = one.item.entry;
        let source = plan::source(desk, &one.item);
        agenda.note(one.next, "procedure", desk.title(entry), named(&entry.key), source);
        agenda.concerns(noted, one.owner.and_then(|who| desk.checked.party(who)));
    }
    for (_, one) in addressed(desk) {
        let entry = one.item.entry;
        let what = language.say("report-due-title", &[("title", &desk.title(entry))]);
        agenda.note(one.due, "report", what, named(&entry.key), plan::source(desk, &one.item));
    }
    for one in methods {
        let asked = one.next.filter(|_| one.asked);
        agenda.note(
            asked,
            "method",
            language.say("to-be-asked-title", &[("title", &one.title)]),
            named(&one.key),
            one.source.clone(),
        );
        agenda.note(
            one.judge,
            "evaluation",
            language.say("to-be-judged-title", &[("title", &one.title)]),
            named(&one.key),
            one.source.clone(),
        );
    }
}

/// What was begun and is to be done, decided or looked at by a day.
fn pending(agenda: &mut Agenda<'_>, language: &Language) {
    let (desk, as_of) = (agenda.desk, agenda.desk.site.as_of);
    let (checked, context) = (desk.checked, desk.site.context());
    let party = |who: Option<&At<Who>>| who.and_then(|who| checked.party(who));
    let titled = |id: &str, entry: &Entry| language.say(id, &[("title", &desk.title(entry))]);
    for one in objective::objectives(checked, as_of).iter().filter(|one| one.is_open()) {
        let due = one.objective.due.as_ref().map(|due| due.value);
        agenda.record(due, "objective", titled("objective-due-title", one.entry), one.entry);
        let every = objective::progress_every(checked, &context);
        let next = one.next_progress(every, checked, &context).filter(|_| !checked.may_lack(Kind::Progress));
        agenda.record(next, "progress", titled("say-how-it-comes-along-title", one.entry), one.entry);
    }
    for (entry, one) in risk::open(checked, as_of) {
        let next = risk::next_look(one, risk::looked_at_every(checked, &context), as_of);
        agenda.record(next, "risk", titled("to-be-looked-at-title", entry), entry);
    }
    if let Some(last) =
        value::stretches(checked, as_of).last().filter(|_| !checked.may_lack(Kind::FiscalPeriod))
    {
        let next = value::next_figures(last, value::figures_within(checked, &context));
        for (entry, _) in last.rows.iter().take(1) {
            agenda.record(next, "figures", language.word("figures-of-the-next-period"), entry);
        }
    }
    for (entry, one) in checked.each::<Opportunity>().filter(|(entry, _)| exists(entry, as_of)) {
        let is_over = one.outcome.as_ref().is_some_and(|end| end.on.value <= as_of);
        let noted = agenda.events.len();
        let by = one.by.as_ref().map(|by| by.value).filter(|_| !is_over);
        agenda.record(by, "opportunity", titled("opportunity-by-title", entry), entry);
        agenda.concerns(noted, party(one.owner.as_ref()));
    }
    for one in recommendation::recommendations(checked, &context, as_of).iter().filter(|one| one.is_open()) {
        let noted = agenda.events.len();
        agenda.record(one.due, "decision", titled("to-be-decided-title", one.entry), one.entry);
        agenda.concerns(noted, party(one.recommendation.to.first()));
    }
    for one in complaint::complaints(checked, desk.site.config, as_of).iter().filter(|one| one.is_open()) {
        agenda.record(one.target, "complaint", titled("to-be-resolved-title", one.entry), one.entry);
    }
    for one in interest::interests(checked, &context).iter().filter(|one| one.reviewed.is_none()) {
        agenda.record(one.due, "interest", titled("to-be-looked-at-title", one.entry), one.entry);
    }
    for (entry, one) in checked.each::<Tool>().filter(|(entry, _)| exists(entry, as_of)) {
        let is_needed = one.status.as_ref().is_some_and(|status| status.value == ToolStatus::Needed);
        let noted = agenda.events.len();
        let by = one.needed_by.as_ref().map(|by| by.value).filter(|_| is_needed);
        agenda.record(by, "tool", titled("to-be-there-title", entry), entry);
        agenda.concerns(noted, party(one.owner.as_ref()));
    }
}

/// What somebody is to look at again, to see whether it is still true.
fn verifications(agenda: &mut Agenda<'_>, language: &Language) {
    let (desk, context) = (agenda.desk, agenda.desk.site.context());
    let of_facts = quality::verified_within(desk.checked, &context);
    let of_profile = quality::profile_within(desk.checked, &context);
    for look in quality::looks(desk.checked, desk.site.as_of) {
        let is_profile = look.entry.kind() == Kind::Profile;
        let again = look.on.map(|on| if is_profile { of_profile } else { of_facts }.after(on));
        let what = match look.entry.as_kind::<Person>() {
            _ if look.entry.kind() == Kind::Account => {
                language.word("see-whether-the-accounts-facts-still-hold")
            }
            Some(one) => language.say("see-whether-it-still-holds-name", &[("name", &one.name.value)]),
            None => language.say("see-whether-it-still-holds-name", &[("name", &desk.title(look.entry))]),
        };
        agenda.record(again, "verification", what, look.entry);
    }
}
