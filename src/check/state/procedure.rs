//! Procedures of the monitoring plan on a day: with whom they were agreed, when they were last done, when they are next.

use chrono::NaiveDate;

use super::mention::Mentions;
use super::past::{by, is_active};
use super::plan::{Item, beginning, doings, items};
use super::side::reaches_them;
use crate::check::{Checked, Context};
use crate::record::{At, Entry, Period, Procedure, Who};

/// One procedure on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing<'a> {
    /// The procedure.
    pub item: Item<'a, Procedure>,
    /// How often it is done.
    pub every: Option<Period>,
    /// Who sees to it.
    pub owner: Option<&'a At<Who>>,
    /// The day on which it was agreed with the customer; none where that is not said, or only of ourselves.
    pub agreed: Option<NaiveDate>,
    /// When it was last done, with the record that says so, where one does.
    pub last: Option<(NaiveDate, Option<&'a Entry>)>,
    /// When it is, or was, next due; none without a period, where nothing says when it began, or of one who is no customer.
    pub next: Option<NaiveDate>,
}

/// Every procedure that concerns an account on a day.
#[must_use]
pub fn procedures<'a>(checked: &'a Checked, context: &Context<'a>, day: NaiveDate) -> Vec<Standing<'a>> {
    let all = items::<Procedure>(checked, context, day);
    if all.is_empty() {
        return Vec::new();
    }
    let mentions = Mentions::of(checked);
    all.into_iter().map(|item| standing(item, &mentions, checked, day)).collect()
}

fn standing<'a>(
    item: Item<'a, Procedure>,
    mentions: &Mentions<'a>,
    checked: &Checked,
    day: NaiveDate,
) -> Standing<'a> {
    let every = item.get(|one| one.every.as_ref()).map(|every| every.value);
    let listed = item.one.done.iter().map(|done| (done.value, None)).filter(|(on, _)| *on <= day);
    let recorded = doings(&item, mentions, day).into_iter().map(|(on, entry)| (on, Some(entry)));
    let last = listed.chain(recorded).max_by_key(|(on, entry)| (*on, entry.is_some()));
    let since = item.get(|one| one.since.as_ref().or(one.agreed.as_ref())).map(|since| since.value);
    let start = last.map(|(on, _)| on).or_else(|| beginning(checked, since));
    Standing {
        every,
        owner: item.get(|one| one.owner.as_ref()),
        agreed: agreed(&item, checked, day),
        last,
        next: every.zip(start).map(|(every, start)| every.after(start)).filter(|_| is_active(checked, day)),
        item,
    }
}

/// The day on which it was agreed with somebody who is not ours. What all accounts share cannot have been.
fn agreed(item: &Item<'_, Procedure>, checked: &Checked, day: NaiveDate) -> Option<NaiveDate> {
    by(item.one.agreed.as_ref(), day).filter(|_| item.is_own && reaches_them(checked, &item.one.with))
}
