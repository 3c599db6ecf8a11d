//! What is asked of an account's records to find evidence: the same few questions for every criterion.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::check::state::action::{Standing, State, actions};
use crate::check::state::contact::{Contact, contacts};
use crate::check::state::past::{by, exists};
use crate::check::state::people::roles;
use crate::check::state::plan::{Item, Planned, items};
use crate::check::state::practice;
use crate::check::state::side::side;
use crate::check::state::work::Work;
use crate::check::{Checked, Context, Party, Target};
use crate::record::{At, Entry, Key, Kind, Noun, Period, Person, Role, Side, What, Who};

/// An account on a day, as evidence is looked for in it.
pub struct Look<'a> {
    /// The account.
    pub checked: &'a Checked,
    /// What all accounts share, and the day.
    pub context: Context<'a>,
    /// Its contacts up to the day, oldest first.
    pub contacts: Vec<Contact<'a>>,
    /// Its actions on the day.
    pub actions: Vec<Standing<'a>>,
    /// What is done towards objectives and challenges.
    pub work: Work<'a>,
    /// The first day of the window in which practice is looked for.
    from: NaiveDate,
}

impl<'a> Look<'a> {
    /// Looks at an account.
    #[must_use]
    pub fn new(checked: &'a Checked, context: &Context<'a>) -> Self {
        let day = context.as_of;
        let from = practice::window(checked, context).before(day);
        let (contacts, actions, work) =
            (contacts(checked, day), actions(checked, day), Work::of(checked, day));
        Self { checked, context: *context, contacts, actions, work, from }
    }

    /// Whether a day lies within the window.
    fn is_recent(&self, on: Option<NaiveDate>) -> bool {
        on.is_some_and(|on| self.from <= on && on <= self.context.as_of)
    }

    /// Whether the day that a field holds has come.
    pub fn has_come(&self, on: Option<&At<NaiveDate>>) -> bool {
        by(on, self.context.as_of).is_some()
    }

    /// Whether the day that a field holds has come, and lies within the window.
    pub fn came_lately(&self, on: Option<&At<NaiveDate>>) -> bool {
        self.is_recent(on.map(|on| on.value))
    }

    /// Whether somebody looked at something and it was still true, so lately that this still counts.
    pub fn is_fresh(&self, on: Option<&At<NaiveDate>>) -> bool {
        let grace =
            practice::grace(self.checked, &self.context, |grace| grace.verified.as_ref(), Period::YEAR);
        by(on, self.context.as_of).is_some_and(|on| grace.after(on) >= self.context.as_of)
    }

    /// Notes and reviews of the window that worked on records of these kinds, whichever way they name them.
    pub fn worked_on(&self, kinds: &[Kind]) -> Vec<&'a Entry> {
        let aims = self.checked.entries.iter().filter(|entry| kinds.contains(&entry.kind()));
        let notes = aims.flat_map(|aim| self.work.notes(&aim.key));
        let recent = notes.filter(|(on, _)| self.is_recent(Some(*on))).map(|(_, note)| (&note.key, *note));
        recent.collect::<BTreeMap<_, _>>().into_values().collect()
    }

    /// Actions for records of these kinds, whichever way they name them: open ones, and those of the window.
    pub fn acts_for(&self, kinds: &[Kind]) -> Vec<&'a Entry> {
        let aims = self.checked.entries.iter().filter(|entry| kinds.contains(&entry.kind()));
        let actions = aims.flat_map(|aim| self.work.actions(&aim.key));
        let current =
            actions.filter(|one| !one.is_dropped() && (one.is_open() || self.is_recent(one.entry.date)));
        current.map(|one| (&one.entry.key, one.entry)).collect::<BTreeMap<_, _>>().into_values().collect()
    }

    /// Whether somebody was told of a record by now.
    pub fn was_told(&self, entry: &Entry) -> bool {
        entry.common.told.iter().any(|told| self.has_come(Some(&told.on)))
    }

    /// Whether somebody of the customer is among these.
    pub fn names_customer(&self, who: &[At<Who>]) -> bool {
        let mut parties = who.iter().filter_map(|who| self.checked.party(who));
        parties.any(|party| side(self.checked, party) == Side::Customer)
    }

    /// Records of a kind that exist on the day.
    pub fn all<T: Noun + 'static>(&self, keep: impl Fn(&Entry, &T) -> bool) -> Vec<&'a Entry> {
        let all = self.checked.each::<T>().filter(|(entry, _)| exists(entry, self.context.as_of));
        all.filter(|(entry, one)| keep(entry, one)).map(|(entry, _)| entry).collect()
    }

    /// Records of a kind from the window.
    pub fn recent<T: Noun + 'static>(&self, keep: impl Fn(&Entry, &T) -> bool) -> Vec<&'a Entry> {
        self.all(|entry, one: &T| self.is_recent(entry.date) && keep(entry, one))
    }

    /// Entries of the monitoring plan, the account's and those of all.
    pub fn planned<T: Planned>(&self, keep: impl Fn(&T) -> bool) -> Vec<&'a Entry> {
        let all = items::<T>(self.checked, &self.context, self.context.as_of).into_iter();
        all.filter(|item| keep(item.one) || item.base.is_some_and(|(_, base)| keep(base)))
            .map(|item| item.entry)
            .collect()
    }

    /// The same, where something was agreed with the customer: by the account, or for all.
    pub fn agreed<T: Planned>(
        &self,
        on: impl Fn(&'a T) -> Option<&'a At<NaiveDate>>,
        with: impl Fn(&'a T) -> &'a [At<Who>],
    ) -> Vec<&'a Entry> {
        let all = items::<T>(self.checked, &self.context, self.context.as_of).into_iter();
        let is_agreed =
            |item: &Item<'a, T>| self.has_come(item.get(&on)) && self.names_customer(item.list(&with));
        all.filter(is_agreed).map(|item| item.entry).collect()
    }

    /// Records that all accounts share, such as feedback on the records themselves, from the window.
    pub fn shared<T: Noun + 'static>(&self, keep: impl Fn(&Entry, &T) -> bool) -> Vec<&'a Entry> {
        let all = self.context.shared.plan.each::<T>();
        all.filter(|(entry, one)| self.is_recent(entry.date) && keep(entry, one))
            .map(|(entry, _)| entry)
            .collect()
    }

    /// Contacts of the window.
    pub fn contacted(&self, keep: impl Fn(&Contact<'a>) -> bool) -> Vec<&'a Entry> {
        let recent = self.contacts.iter().filter(|one| self.is_recent(Some(one.on)));
        recent.filter(|one| keep(one)).map(|one| one.entry).collect()
    }

    /// Actions that are not dropped, of the window where they have a day.
    pub fn acted(&self, keep: impl Fn(&Standing<'a>) -> bool) -> Vec<&'a Entry> {
        let kept = self.actions.iter().filter(|one| !matches!(one.state, State::Dropped { .. }));
        kept.filter(|one| one.entry.date.is_none() || self.is_recent(one.entry.date))
            .filter(|one| keep(one))
            .map(|one| one.entry)
            .collect()
    }

    /// Actions done in time.
    pub fn kept(&self, theirs: Option<bool>) -> Vec<&'a Entry> {
        let in_time = |one: &Standing<'a>| matches!(one.state, State::Done { late: false, .. });
        self.acted(|one| in_time(one) && theirs.is_none_or(|theirs| one.theirs == theirs))
    }

    /// Whether an action stands in a record of one of these kinds, or is for one.
    pub fn is_for(&self, one: &Standing<'a>, kinds: &[Kind]) -> bool {
        let is_host = one.entry.host.as_ref().is_some_and(|host| kinds.contains(&host.kind));
        is_host || self.means(&one.action.serves, kinds)
    }

    /// Whether any of these references means a record of one of these kinds.
    pub fn means(&self, references: &[At<What>], kinds: &[Kind]) -> bool {
        let kind = |what: &At<What>| match self.checked.target(&what.span) {
            Some(Target::Record(Key { kind, .. }) | Target::Plan(Key { kind, .. })) => Some(*kind),
            _ => None,
        };
        references.iter().filter_map(kind).any(|kind| kinds.contains(&kind))
    }

    /// Whether somebody with one of these roles takes part in a contact.
    pub fn includes_role(&self, contact: &Contact<'a>, wanted: &[Role]) -> bool {
        contact.people.iter().any(|party| match party {
            Party::Person(id) => {
                let person = self.checked.get::<Person>(Kind::Person, id);
                person.is_some_and(|one| {
                    roles(one, self.context.as_of).iter().any(|role| wanted.contains(role))
                })
            }
            Party::Member(_) => false,
        })
    }

    /// These, if none of the groups is empty: what shows only where all of them are there.
    pub fn together(groups: Vec<Vec<&'a Entry>>) -> Vec<&'a Entry> {
        if groups.iter().any(Vec::is_empty) { Vec::new() } else { groups.concat() }
    }
}
