//! What is due when: of one account for its summary, and of all accounts as a page and as calendar files.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};

use super::methods::MethodUse;
use super::overview::{addressee, linked_account};
use super::report::addressed;
use super::summary::Summary;
use crate::check::{Context, Party};
use crate::language::Language;
use crate::page::block::{Block, BlocksPage, Cell, Column, Piece, Row, Table};
use crate::page::common::{Empty, Linked, SourceLine};
use crate::page::desk::{Desk, Place, Section, Site, member_calendar};
use crate::page::ics::{self, FILE};
use crate::record::{
    At, Contract, Entry, Key, Meeting, Member, Opportunity, Period, Person, Profile, Tool, ToolStatus, Who,
};
use crate::review::past::{exists, is_active};
use crate::review::people::{has_left, is_gone};
use crate::review::procedure::procedures;
use crate::review::{account, action, complaint, expectation, interest, objective, practice, recommendation};

/// For how many days ahead the calendar tells.
const AHEAD: u64 = 180;

/// How many rows a month shows.
const ROWS: usize = 200;

/// How long a fact stays verified where the configuration does not say.
const VERIFIED: &str = "1y";

/// Something that is due on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// The day.
    pub on: NaiveDate,
    /// Of which kind it is, in a word.
    pub kind: &'static str,
    /// What it is.
    pub what: String,
    /// The account.
    pub account: Linked,
    /// The member of the team whom it concerns, by id.
    pub member: Option<String>,
    /// Who sees to it, or takes part.
    pub who: Vec<Linked>,
    /// The record, its link relative to the site's root.
    pub source: SourceLine,
    /// What names it for ever within the portfolio.
    pub name: String,
}

/// Collects the events of an account.
struct Agenda<'a> {
    desk: &'a Desk<'a>,
    owner: Option<String>,
    events: Vec<Event>,
}

impl Agenda<'_> {
    /// Notes what is due, unless it lies too far ahead. Of what only lies ahead, such as a meeting, nothing is overdue.
    fn note(
        &mut self,
        on: Option<NaiveDate>,
        kind: &'static str,
        what: String,
        key: &Key,
        source: SourceLine,
    ) {
        let as_of = self.desk.site.as_of;
        let Some(on) = on.filter(|on| as_of.checked_add_days(Days::new(AHEAD)).is_some_and(|end| *on <= end))
        else {
            return;
        };
        if on < as_of && matches!(kind, "meeting" | "notice" | "contract") {
            return;
        }
        let who = self.owner.iter().map(|id| self.desk.site.linked_member(id, self.desk.place)).collect();
        self.events.push(Event {
            on,
            kind,
            what,
            account: linked_account(self.desk),
            member: self.owner.clone(),
            who,
            source,
            name: format!("{kind}.{}.{}.{}", key.kind.word(), key.id, self.desk.checked.slug),
        });
    }

    /// The same of a record of the account.
    fn record(&mut self, on: Option<NaiveDate>, kind: &'static str, what: String, entry: &Entry) {
        self.note(on, kind, what, &entry.key, self.desk.source(entry));
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
}

/// Reviews of the account and assessments of its expectations.
fn reviews(agenda: &mut Agenda<'_>, language: &Language) {
    let (desk, as_of) = (agenda.desk, agenda.desk.site.as_of);
    if let Some((entry, _)) = desk.checked.account() {
        let next = account::next_review(desk.checked, desk.site.config, as_of);
        agenda.record(next, "review", language.word("review-due"), entry);
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
        let source = super::plan::source(desk, &one.item);
        agenda.note(one.next, "procedure", desk.title(entry), &entry.key, source);
        agenda.concerns(noted, one.owner.and_then(|who| desk.checked.party(who)));
    }
    for (_, one) in addressed(desk) {
        let entry = one.item.entry;
        let what = language.say("report-due-title", &[("title", &desk.title(entry))]);
        agenda.note(one.due, "report", what, &entry.key, super::plan::source(desk, &one.item));
    }
    for one in methods {
        let asked = one.next.filter(|_| one.asked);
        agenda.note(
            asked,
            "method",
            language.say("to-be-asked-title", &[("title", &one.title)]),
            &one.key,
            one.source.clone(),
        );
        agenda.note(
            one.judge,
            "evaluation",
            language.say("to-be-judged-title", &[("title", &one.title)]),
            &one.key,
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
    let (desk, as_of) = (agenda.desk, agenda.desk.site.as_of);
    let context: Context<'_> = desk.site.context();
    let year = Period::parse(VERIFIED).unwrap_or(Period::days_long(365));
    let period = practice::grace(desk.checked, &context, |grace| grace.verified.as_ref(), year);
    if let Some((entry, one)) = desk.checked.account() {
        let again = one.verified.as_ref().map(|verified| period.after(verified.value));
        agenda.record(
            again,
            "verification",
            language.word("see-whether-the-accounts-facts-still-hold"),
            entry,
        );
    }
    for (entry, one) in desk.checked.each::<Person>().filter(|(_, one)| !has_left(one, as_of)) {
        let again = one.verified.as_ref().map(|verified| period.after(verified.value));
        agenda.record(
            again,
            "verification",
            language.say("see-whether-it-still-holds-name", &[("name", &one.name.value)]),
            entry,
        );
    }
    for (entry, one) in desk.checked.each::<Profile>() {
        let again = one.verified.as_ref().map(|verified| period.after(verified.value));
        let name = desk.title(entry);
        let what = language.say("see-whether-it-still-holds-name", &[("name", &name)]);
        agenda.record(again, "verification", what, entry);
    }
}

/// The page across accounts.
#[must_use]
pub fn page(summaries: &[Summary], site: &Site<'_>) -> BlocksPage {
    let all = sorted(summaries, |_| true);
    let late = all.iter().filter(|event| event.on < site.as_of).count();
    let mut months: BTreeMap<(i32, u32), Vec<&Event>> = BTreeMap::new();
    for event in all.iter().filter(|event| event.on >= site.as_of) {
        months.entry((event.on.year(), event.on.month())).or_default().push(event);
    }
    let overdue: Vec<&Event> = all.iter().copied().filter(|event| event.on < site.as_of).collect();
    let mut blocks = vec![block("overdue", &site.language.word("overdue"), &overdue, site)];
    blocks.extend(months.into_iter().map(|((year, month), events)| {
        let title = events.first().map_or_else(String::new, |event| site.language.month(event.on));
        block(&format!("month-{year}-{month:02}"), &title, &events, site)
    }));
    blocks.push(files(summaries, site));
    let ahead = site.language.count("n-things-are", all.len() - late, &[]);
    let lead = site.language.say(
        "ahead-due-within-ahead-days-and-late-overdue",
        &[("ahead", &ahead), ("days", &AHEAD), ("late", &late)],
    );
    BlocksPage {
        frame: site.frame(Section::Calendar.label(&site.language), Place::Top, Section::Calendar),
        lead,
        blocks,
        ..BlocksPage::default()
    }
}

/// The events of all accounts that fit, by day.
fn sorted(summaries: &[Summary], fits: impl Fn(&Event) -> bool) -> Vec<&Event> {
    let mut all: Vec<&Event> =
        summaries.iter().flat_map(|summary| &summary.events).filter(|event| fits(event)).collect();
    all.sort_by(|left, right| (left.on, &left.name).cmp(&(right.on, &right.name)));
    all
}

fn block(id: &str, title: &str, events: &[&Event], site: &Site<'_>) -> Block {
    let rows = events.iter().take(ROWS).map(|event| {
        let day = Cell::of(site.date(event.on));
        let away = site.away(event.on);
        let day = if event.on < site.as_of { day.beneath(Piece::Late(away)) } else { day.below(away) };
        Row::of(vec![
            day,
            Cell::text(event.what.clone()).below(event.kind),
            Cell::of(event.account.clone()),
            Cell::or((!event.who.is_empty()).then(|| event.who.clone()), &site.language.word("nobody")),
            Cell::of(record(event)).below(format!("{}:{}", event.source.path, event.source.line)),
        ])
    });
    let columns = vec![
        Column::text(&site.language.word("day")),
        Column::wide(&site.language.word("what")),
        Column::text(&site.language.word("account")),
        Column::text(&site.language.word("who")),
        Column::wide(&site.language.word("record")),
    ];
    let empty = Empty { why: site.language.word("nothing-is-overdue"), ..Empty::default() };
    let mut table = Table::whole(title, columns, rows.collect(), empty);
    table.total = events.len();
    table.more = (events.len() > ROWS)
        .then(|| Linked::to(site.language.word("the-calendar-file-holds-all-of-them"), FILE));
    Block::table(id, title, "", table)
}

fn record(event: &Event) -> Linked {
    Linked { text: event.source.label.clone(), href: event.source.href.clone() }
}

/// The calendar files, and where they are.
fn files(summaries: &[Summary], site: &Site<'_>) -> Block {
    let of_all = sorted(summaries, |_| true).len();
    let row = |who: Linked, file: String, events: usize| {
        Row::of(vec![Cell::of(who), Cell::of(Linked::to(file.clone(), file)), Cell::text(events.to_string())])
    };
    let mut rows = vec![row(Linked::text(site.language.word("everybody-2")), FILE.to_owned(), of_all)];
    rows.extend(site.shared.team.each::<Member>().map(|(entry, _)| {
        let id = &entry.key.id;
        let own = sorted(summaries, |event| event.member.as_deref() == Some(id)).len();
        row(site.linked_member(id, Place::Top), member_calendar(id), own)
    }));
    let columns = vec![
        Column::text(&site.language.word("whose")),
        Column::text(&site.language.word("file")),
        Column::number(&site.language.word("events")),
    ];
    let lead = &site.language.word("the-same-in-the-form-that-calendar-programs");
    let table = Table::whole(&site.language.word("calendar-files"), columns, rows, Empty::default());
    Block { count: None, ..Block::table("files", &site.language.word("for-your-own-calendar"), lead, table) }
}

/// The calendar files of the site, each with its address: of everybody, and one a person.
#[must_use]
pub fn calendars(summaries: &[Summary], site: &Site<'_>) -> Vec<(String, String)> {
    let title = site.config.title.value.as_str();
    let of_all = ics::file(title, site.as_of, &written(&sorted(summaries, |_| true), site));
    let mut files = vec![(FILE.to_owned(), of_all)];
    for (entry, member) in site.shared.team.each::<Member>() {
        let own = sorted(summaries, |event| event.member.as_deref() == Some(entry.key.id.as_str()));
        let title = format!("{title}: {}", member.name.value);
        files.push((member_calendar(&entry.key.id), ics::file(&title, site.as_of, &written(&own, site))));
    }
    files
}

fn written(events: &[&Event], site: &Site<'_>) -> Vec<ics::Event> {
    let base = site.config.base_url.as_ref().map(|url| url.value.trim_end_matches('/'));
    let portfolio = crate::source::slugify(&site.config.title.value);
    let each = events.iter().map(|event| {
        let late = if event.on < site.as_of { "Overdue. " } else { "" };
        let who: Vec<&str> = event.who.iter().map(|who| who.text.as_str()).collect();
        let who = if who.is_empty() {
            String::new()
        } else {
            site.language.say("who-who", &[("who", &who.join(", "))])
        };
        let place = format!("{}:{}", event.source.path, event.source.line);
        let address = event.source.href.as_ref().or(event.account.href.as_ref());
        ics::Event {
            on: event.on,
            uid: format!("{}@{portfolio}", event.name),
            summary: format!("{}: {}", event.account.text, event.what),
            description: format!("{late}{}.{who} {place}", event.source.label.trim_end_matches('.')),
            kind: event.kind,
            url: base.zip(address).map(|(base, address)| format!("{base}/{address}")),
        }
    });
    each.collect()
}
