//! What the customer asked or criticised, and when we answered.
//!
//! A contact that they began is answered by its own `answered`, else by the first contact on the same day or later in
//! which we spoke with one of those who took part. A complaint is answered by its acknowledgement, or where that is not
//! written by its resolution; criticism in feedback by its `answered`.

use chrono::NaiveDate;

use super::contact::{Contact, contacts};
use super::past::by;
use crate::check::Checked;
use crate::record::{Answer, At, Complaint, Entry, Feedback, Flow, Kind, Period, Survey, Voice};

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
    all.extend(criticism(checked, to));
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
    let meets = |people: &[&crate::check::Party]| people.iter().any(|party| one.includes(party));
    one.flow != Flow::Inbound && (to.people.is_empty() || one.people.is_empty() || meets(&to.people))
}

fn criticism(checked: &Checked, day: NaiveDate) -> impl Iterator<Item = Asked<'_>> {
    let is_customer =
        |source: &Option<At<Voice>>| source.as_ref().is_none_or(|source| source.value == Voice::Customer);
    // Who is not named cannot be answered.
    let voices =
        checked.each::<Feedback>().filter(move |(_, one)| one.from.is_some() && is_customer(&one.source));
    let voices = voices.map(|(entry, one)| (entry, &one.weaknesses, one.answered.as_ref()));
    let answers = checked.each::<Answer>().filter(move |(entry, one)| {
        let survey = entry.host.as_ref().and_then(|host| checked.get::<Survey>(Kind::Survey, &host.id));
        one.from.is_some() && survey.is_some_and(|survey| is_customer(&survey.source))
    });
    let answers = answers.map(|(entry, one)| (entry, &one.weaknesses, one.answered.as_ref()));
    voices.chain(answers).filter(|(_, weaknesses, _)| !weaknesses.is_empty()).filter_map(
        move |(entry, _, answered)| {
            Some(Asked { entry, question: Question::Criticism, on: entry.date?, answered: by(answered, day) })
        },
    )
}
