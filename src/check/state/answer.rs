//! What the customer asked or criticised, and when we answered.
//!
//! A contact that they began is answered by its own `answered`, else by the first contact on the same day or later in
//! which we spoke with one of those who took part. A complaint is answered by its acknowledgement, or where that is not
//! written by its resolution; criticism in feedback by its `answered`.

use chrono::NaiveDate;

use super::contact::{Contact, contacts};
use super::past::by;
use super::people::has_left;
use super::side::is_ours;
use crate::check::{Checked, Party};
use crate::record::{Answer, At, Complaint, Entry, Feedback, Flow, Kind, Period, Person, Survey, Voice};

/// What they came to us with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// A contact that they began.
    Contact,
    /// A complaint.
    Complaint,
    /// A weakness that they named in feedback.
    Criticism,
}

/// Something that they came to us with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Asked<'a> {
    /// Its record.
    pub entry: &'a Entry,
    /// What it was.
    pub question: Question,
    /// The day.
    pub on: NaiveDate,
    /// The day on which we answered.
    pub answered: Option<NaiveDate>,
}

impl Asked<'_> {
    /// Days until the answer, or until the given day where there is none yet.
    #[must_use]
    pub fn days(&self, day: NaiveDate) -> i64 {
        (self.answered.unwrap_or(day) - self.on).num_days()
    }

    /// Whether the answer came, or is still to come, later than it may.
    #[must_use]
    pub fn is_late(&self, within: Period, day: NaiveDate) -> bool {
        self.answered.unwrap_or(day) > within.after(self.on)
    }
}

/// What they came to us with from one day to another, oldest first.
#[must_use]
pub fn asked(checked: &Checked, from: NaiveDate, to: NaiveDate) -> Vec<Asked<'_>> {
    let mut all: Vec<Asked<'_>> = begun(checked, to);
    all.extend(checked.each::<Complaint>().filter_map(|(entry, one)| {
        let answered = by(one.acknowledged.as_ref(), to).or_else(|| by(one.resolved.as_ref(), to));
        Some(Asked { entry, question: Question::Complaint, on: entry.date?, answered })
    }));
    // Who left cannot be answered any more.
    all.extend(criticism(checked, to).filter(|one| !one.is_gone).map(|one| {
        let Criticism { entry, on, answered, .. } = one;
        Asked { entry, question: Question::Criticism, on, answered }
    }));
    all.retain(|one| from <= one.on && one.on <= to);
    all.sort_by_key(|one| one.on);
    all
}

fn begun(checked: &Checked, day: NaiveDate) -> Vec<Asked<'_>> {
    let contacts = contacts(checked, day);
    let inbound = contacts.iter().enumerate().filter(|(_, contact)| contact.flow == Flow::Inbound);
    inbound
        .map(|(at, contact)| {
            let written = by(contact.note.answered.as_ref(), day);
            let reply = || {
                let later =
                    contacts.iter().enumerate().filter(|(other, one)| *other != at && one.on >= contact.on);
                later.map(|(_, one)| one).find(|one| replies(one, contact)).map(|one| one.on)
            };
            let answered = written.or_else(reply);
            Asked { entry: contact.entry, question: Question::Contact, on: contact.on, answered }
        })
        .collect()
}

/// Whether we spoke in a contact with one of those who took part in another.
fn replies(one: &Contact<'_>, to: &Contact<'_>) -> bool {
    let meets = |people: &[&Party]| people.iter().any(|party| one.includes(party));
    one.flow != Flow::Inbound && (to.people.is_empty() || one.people.is_empty() || meets(&to.people))
}

/// Criticism from the customer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Criticism<'a> {
    /// The feedback's or the answer's record.
    pub entry: &'a Entry,
    /// The day.
    pub on: NaiveDate,
    /// The weaknesses that they named.
    pub weaknesses: &'a [At<String>],
    /// The day on which we answered.
    pub answered: Option<NaiveDate>,
    /// Whether they had left by that day, and cannot be answered any more.
    pub is_gone: bool,
}

impl Criticism<'_> {
    /// Whether it still wants an answer.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.answered.is_none() && !self.is_gone
    }
}

/// What wants an answer: a weakness that somebody of the customer, who is named, had named by a day. A wish wants none, and who
/// is not named cannot be answered.
pub fn criticism(checked: &Checked, day: NaiveDate) -> impl Iterator<Item = Criticism<'_>> {
    let found = checked.entries.iter().filter_map(move |entry| {
        let feedback = entry.as_kind::<Feedback>();
        let said = feedback.map(|one| (&one.from, one.source.as_ref(), &one.weaknesses, &one.answered));
        let (from, source, weaknesses, answered) = said.or_else(|| {
            let one = entry.as_kind::<Answer>()?;
            let survey = checked.get::<Survey>(Kind::Survey, &entry.host.as_ref()?.id)?;
            Some((&one.from, survey.source.as_ref(), &one.weaknesses, &one.answered))
        })?;
        let party = checked.party(from.as_ref()?);
        let is_customers = !party.is_some_and(|party| is_ours(checked, party))
            && source.is_none_or(|source| source.value == Voice::Customer);
        let on = entry.date.filter(|on| *on <= day && is_customers)?;
        let person = match party {
            Some(Party::Person(id)) => checked.get::<Person>(Kind::Person, id),
            _ => None,
        };
        let is_gone = person.is_some_and(|person| has_left(person, day));
        Some(Criticism { entry, on, weaknesses, answered: by(answered.as_ref(), day), is_gone })
    });
    found.filter(|one| !one.weaknesses.is_empty())
}
