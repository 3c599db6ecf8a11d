//! Contacts with the customer: which count, when the last one was, and how many days have passed that count.

use chrono::{Datelike, NaiveDate};

use crate::check::{Checked, Party};
use crate::record::{Account, At, Contract, Entry, Flow, Note, Quiet};

/// One contact.
#[derive(Debug, Clone, PartialEq)]
pub struct Contact<'a> {
    /// Its record.
    pub entry: &'a Entry,
    /// The note.
    pub note: &'a Note,
    /// The day.
    pub on: NaiveDate,
    /// Who spoke.
    pub flow: Flow,
    /// Who took part.
    pub people: Vec<&'a Party>,
}

impl Contact<'_> {
    /// Whether the customer spoke: two-way or inbound. What we sent and nobody answered is silence.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.flow != Flow::Outbound
    }

    /// Whether somebody took part.
    #[must_use]
    pub fn includes(&self, party: &Party) -> bool {
        self.people.contains(&party)
    }
}

/// Every contact up to a day, oldest first; those of one day in the order of the records.
#[must_use]
pub fn contacts(checked: &Checked, day: NaiveDate) -> Vec<Contact<'_>> {
    let notes = checked.each::<Note>().filter_map(|(entry, note)| {
        let on = entry.date.filter(|date| *date <= day)?;
        let people = note.people.iter().filter_map(|who| checked.party(who)).collect();
        Some(Contact { entry, note, on, flow: note.flow()?, people })
    });
    let mut contacts: Vec<_> = notes.collect();
    contacts.sort_by_key(|contact| contact.on);
    contacts
}

/// The last contact in which the customer spoke.
#[must_use]
pub fn last<'c, 'a>(contacts: &'c [Contact<'a>]) -> Option<&'c Contact<'a>> {
    contacts.iter().rev().find(|contact| contact.counts())
}

/// The last contact in which the customer spoke and somebody took part.
#[must_use]
pub fn last_with<'c, 'a>(contacts: &'c [Contact<'a>], party: &Party) -> Option<&'c Contact<'a>> {
    contacts.iter().rev().find(|contact| contact.counts() && contact.includes(party))
}

/// Days after one day, up to and including another, that are not quiet. Before a contract's `notice_by`, `notice_days`
/// long, no day is quiet.
#[must_use]
pub fn days_that_count(checked: &Checked, from: NaiveDate, to: NaiveDate, notice_days: f64) -> i64 {
    let all = (to - from).num_days().max(0);
    let Some(counts) = counting(checked, to, notice_days) else { return all };
    let days = from.iter_days().skip(1).take(usize::try_from(all).unwrap_or(usize::MAX));
    days.filter(|day| counts(*day)).count() as i64
}

/// The last day by which no more days that count have passed since `from` than lie between it and `planned`: quiet ones put
/// off what was planned. As known on `day`; the last of all days where ten years more would not do.
#[must_use]
pub fn put_off(
    checked: &Checked,
    from: NaiveDate,
    planned: NaiveDate,
    day: NaiveDate,
    notice_days: f64,
) -> NaiveDate {
    let Some(counts) = counting(checked, day, notice_days) else { return planned };
    let needed = usize::try_from((planned - from).num_days()).unwrap_or_default();
    let mut days = from.iter_days().skip(1).take(needed + QUIET_AT_MOST).filter(|day| counts(*day));
    days.nth(needed).and_then(|late| late.pred_opt()).unwrap_or(NaiveDate::MAX)
}

/// By how many days quiet ones may put something off.
const QUIET_AT_MOST: usize = 3_653;

/// Tells whether a day counts, by the contracts known on another; none where every day does.
fn counting(checked: &Checked, known: NaiveDate, notice_days: f64) -> Option<impl Fn(NaiveDate) -> bool> {
    let (_, account) = checked.account().filter(|(_, account)| !account.quiet.is_empty())?;
    let notices: Vec<NaiveDate> = checked
        .each::<Contract>()
        .filter(|(_, contract)| contract.from.value <= known)
        .filter_map(|(_, contract)| contract.notice_by.as_ref().map(|notice| notice.value))
        .collect();
    Some(move |day: NaiveDate| {
        let pressing =
            |notice: &NaiveDate| (0.0..=notice_days).contains(&((*notice - day).num_days() as f64));
        notices.iter().any(pressing) || !is_quiet(account, day)
    })
}

/// Whether no contact is expected on a day.
#[must_use]
pub fn is_quiet(account: &Account, day: NaiveDate) -> bool {
    quiet(account, day).is_some()
}

/// The quiet time that a day lies in.
#[must_use]
pub fn quiet(account: &Account, day: NaiveDate) -> Option<&Quiet> {
    account.quiet.iter().find(|quiet| covers(quiet, day)).map(|quiet| &quiet.value)
}

fn covers(quiet: &At<Quiet>, day: NaiveDate) -> bool {
    let place = (day.month(), day.day());
    let (from, to) = (&quiet.from.value, &quiet.to.value);
    let (from, to) = ((from.month, from.day), (to.month, to.day));
    if from <= to { (from..=to).contains(&place) } else { place >= from || place <= to }
}
