//! The monitoring plan of an account: its own entries and those that all accounts share, as one.
//!
//! A shared entry concerns an account where its tiers say so. An entry of the account that has the kind and the id of a
//! shared one stands in its place. A method, a procedure or a report takes from it what it does not say itself: so a shared
//! procedure is agreed with a customer, and a shared report is issued to one. A shared entry that is confidential or restricted concerns no
//! account, since what it asks for would be told on every page.

use chrono::NaiveDate;

use super::mention::Mentions;
use super::past::{exists, tier_of};
use crate::check::{Checked, Context, Places, Target};
use crate::diagnostic::Diagnostic;
use crate::record::{
    At, Data, Entry, Evaluation, Information, Manner, Method, Noun, Period, Procedure, Report, Tool, Trigger,
    Visibility,
};
use crate::source::Span;

/// A kind of entry of the monitoring plan.
pub trait Planned: Noun + 'static {
    /// The tiers that it concerns; all when empty.
    fn tiers(&self) -> &[At<String>] {
        &[]
    }
}

impl Planned for Method {}
impl Planned for Tool {}
impl Planned for Information {
    fn tiers(&self) -> &[At<String>] {
        &self.tier
    }
}
impl Planned for Trigger {
    fn tiers(&self) -> &[At<String>] {
        &self.tier
    }
}
impl Planned for Procedure {
    fn tiers(&self) -> &[At<String>] {
        &self.tier
    }
}
impl Planned for Report {
    fn tiers(&self) -> &[At<String>] {
        &self.tier
    }
}

/// An entry of the plan, as it concerns one account.
#[derive(Debug, PartialEq)]
pub struct Item<'a, T> {
    /// Its record: the account's own where there is one, else the shared one.
    pub entry: &'a Entry,
    /// The entry itself.
    pub one: &'a T,
    /// Whether the record is the account's own.
    pub is_own: bool,
    /// The shared one whose place it takes.
    pub base: Option<(&'a Entry, &'a T)>,
}

impl<T> Clone for Item<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Item<'_, T> {}

impl<'a, T> Item<'a, T> {
    /// A field: its own, else that of the shared one.
    pub fn get<V>(&self, field: impl Fn(&'a T) -> Option<&'a V>) -> Option<&'a V> {
        field(self.one).or_else(|| field(self.base?.1))
    }

    /// A list: its own, else that of the shared one.
    pub fn list<V>(&self, field: impl Fn(&'a T) -> &'a [V]) -> &'a [V] {
        match (field(self.one), self.base) {
            ([], Some((_, shared))) => field(shared),
            (own, _) => own,
        }
    }

    /// Whether a reference means it.
    #[must_use]
    pub fn is(&self, target: &Target) -> bool {
        match target {
            Target::Record(key) => self.is_own && *key == self.entry.key,
            Target::Plan(key) => (!self.is_own || self.base.is_some()) && *key == self.entry.key,
            _ => false,
        }
    }

    /// Where it is found wanting in an account: in its own record, or where it is shared by all in that of the account.
    #[must_use]
    pub fn place(&self, account: &'a Entry) -> &'a Span {
        if self.is_own { &self.entry.span } else { &account.span }
    }

    /// Points at what all accounts share, where it is that.
    #[must_use]
    pub fn point(&self, finding: Diagnostic) -> Diagnostic {
        if self.is_own { finding } else { finding.related(self.entry.span.clone(), "all accounts share it") }
    }

    /// The records of the account that name it.
    pub fn named_by<'m>(
        &self,
        mentions: &'m Mentions<'a>,
    ) -> impl Iterator<Item = &'a Entry> + use<'m, 'a, T> {
        let own = if self.is_own { mentions.of_own(&self.entry.key) } else { &[] };
        let is_shared = !self.is_own || self.base.is_some();
        let shared = if is_shared { mentions.of_shared(&self.entry.key) } else { &[] };
        own.iter().chain(shared).copied()
    }
}

/// Every entry of a kind that concerns an account on a day: its own first, then the shared ones.
#[must_use]
pub fn items<'a, T: Planned>(
    checked: &'a Checked,
    context: &Context<'a>,
    day: NaiveDate,
) -> Vec<Item<'a, T>> {
    let tier = tier_of(checked, context.config, day).map(|tier| tier.id.value.as_str());
    let concerns = |one: &T| names(one.tiers(), tier);
    let is_open = |entry: &Entry| entry.visibility() < Visibility::Confidential;
    let shared: Vec<(&Entry, &T)> =
        context.shared.plan.each::<T>().filter(|(entry, _)| exists(entry, day) && is_open(entry)).collect();
    let own: Vec<Item<'a, T>> = checked
        .each::<T>()
        .filter(|(entry, one)| exists(entry, day) && concerns(one))
        .map(|(entry, one)| {
            let base = shared.iter().find(|(shared, _)| shared.key == entry.key).copied();
            Item { entry, one, is_own: true, base }
        })
        .collect();
    let rest = shared
        .into_iter()
        .filter(|(entry, one)| concerns(one) && own.iter().all(|item| item.entry.key != entry.key))
        .map(|(entry, one)| Item { entry, one, is_own: false, base: None });
    let rest: Vec<_> = rest.collect();
    own.into_iter().chain(rest).collect()
}

/// Whether tiers that are named include one; all do where none is named.
fn names(tiers: &[At<String>], tier: Option<&str>) -> bool {
    tiers.is_empty() || tiers.iter().any(|named| Some(named.value.as_str()) == tier)
}

/// Whether what was found at a place concerns an account: not where it stands in an entry of the shared plan that is for
/// other tiers.
#[must_use]
pub fn concerns(checked: &Checked, context: &Context<'_>, place: &Span) -> bool {
    let entries = &context.shared.plan.entries;
    let places: Places<&Entry> = entries.iter().map(|entry| (&entry.span, entry)).collect();
    let tiers = match places.at(place).map(|entry| &entry.data) {
        Some(Data::Information(one)) => one.tiers(),
        Some(Data::Trigger(one)) => one.tiers(),
        Some(Data::Procedure(one)) => one.tiers(),
        Some(Data::Report(one)) => one.tiers(),
        _ => &[],
    };
    names(tiers, tier_of(checked, context.config, context.as_of).map(|tier| tier.id.value.as_str()))
}

/// The judgements of an entry by a day, oldest first: those of the account, and those of the shared plan.
#[must_use]
pub fn evaluations<'a, T>(
    item: &Item<'a, T>,
    checked: &'a Checked,
    context: &Context<'a>,
    day: NaiveDate,
) -> Vec<(NaiveDate, &'a Entry, &'a Evaluation)> {
    let own = checked.each::<Evaluation>();
    let all = own.chain(context.shared.plan.each::<Evaluation>());
    let of = all.filter(|(_, one)| checked.target(&one.of.span).is_some_and(|target| item.is(target)));
    let mut dated: Vec<_> =
        of.filter_map(|(entry, one)| Some((entry.date.filter(|on| *on <= day)?, entry, one))).collect();
    dated.sort_by_key(|(on, ..)| *on);
    dated
}

/// Whether a record tells of something that happened, so that naming an entry of the plan says that it was done.
#[must_use]
pub fn is_event(entry: &Entry) -> bool {
    !entry.kind().is(Manner::Lasting) && !entry.kind().is(Manner::Following)
}

/// The days on which a record says that an entry was done, with the record: the day of a note, a survey, a review that
/// names it, and that on which an action for it was done.
pub fn doings<'a, T>(
    item: &Item<'a, T>,
    mentions: &Mentions<'a>,
    day: NaiveDate,
) -> Vec<(NaiveDate, &'a Entry)> {
    use crate::record::Action;
    let on = |entry: &Entry| match entry.as_kind::<Action>() {
        Some(action) => action.done.as_ref().map(|done| done.value),
        None => entry.date.filter(|_| is_event(entry)),
    };
    let named = item.named_by(mentions).filter_map(|entry| Some((on(entry)?, entry)));
    let mut done: Vec<_> = named.filter(|(on, _)| *on <= day).collect();
    done.sort_by_key(|(on, entry)| (*on, &entry.key));
    done
}

/// The first day of something that comes round: its own day, but not before the account began; the account's beginning
/// where it names none.
#[must_use]
pub fn beginning(checked: &Checked, own: Option<NaiveDate>) -> Option<NaiveDate> {
    let since = checked.account().and_then(|(_, account)| account.since.as_ref()).map(|since| since.value);
    match (own, since) {
        (Some(own), Some(since)) => Some(own.max(since)),
        (own, since) => own.or(since),
    }
}

/// How much of a period what comes round may be early or late: the grace period, half the period at most.
#[must_use]
pub fn slack(grace: Period, every: Period) -> i64 {
    grace.days().min(every.days() / 2.0) as i64
}
