//! The customer's people on a day, and how the roles that a tier requires are held.

use chrono::NaiveDate;

use super::contact::{Contact, last_with, put_off};
use super::past::{by, was};
use super::side::side;
use crate::check::{Checked, Party};
use crate::record::{
    At, Entry, Kind, Member, Parameters, Period, Person, Records, Role, Side, Stance, Strength,
};

/// A holder of a role, as it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hold {
    /// Against us: 0.
    Opponent,
    /// A weak relation, or one out of cadence: 50.
    Weak,
    /// Active, in cadence, but nobody behind: 75.
    Alone,
    /// Active, in cadence, and backed up: 100.
    BackedUp,
}

impl Hold {
    /// What it scores, 0 to 100.
    #[must_use]
    pub fn score(self, parameters: &Parameters) -> f64 {
        match self {
            Self::Opponent => 0.0,
            Self::Weak => parameters.people_weak,
            Self::Alone => parameters.people_alone,
            Self::BackedUp => 100.0,
        }
    }
}

/// One active holder of a role.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Holder<'a> {
    /// Their record.
    pub entry: &'a Entry,
    /// The person.
    pub person: &'a Person,
    /// How it counts.
    pub hold: Hold,
    /// Their influence, 1 to 5; 3 where it is not said.
    pub influence: u8,
}

/// How one role is held.
#[derive(Debug, Clone, PartialEq)]
pub struct RoleHeld<'a> {
    /// The role.
    pub role: Role,
    /// Its active holders.
    pub holders: Vec<Holder<'a>>,
    /// Those who held it and left.
    pub gone: Vec<&'a Entry>,
    /// The mean of its holders by influence, 0 to 100; 0 where there is none.
    pub score: f64,
}

/// Whether a person had left by a day.
#[must_use]
pub fn has_left(person: &Person, day: NaiveDate) -> bool {
    by(person.left.as_ref(), day).is_some()
}

/// Whether somebody of either side had left by a day.
#[must_use]
pub fn is_gone(checked: &Checked, team: &Records, party: &Party, day: NaiveDate) -> bool {
    by(left(checked, team, party), day).is_some()
}

/// A person's stance on a day.
#[must_use]
pub fn stance(person: &Person, day: NaiveDate) -> Option<Stance> {
    let written = person.stance.as_ref().map(|stance| stance.value);
    was(&person.changes, "stance", day).and_then(Stance::from_word).or(written)
}

/// A person's influence on a day, 1 to 5; 3 where it is not said.
#[must_use]
pub fn influence(person: &Person, day: NaiveDate) -> u8 {
    let written = person.influence.as_ref().map(|rating| rating.value.get());
    let past = was(&person.changes, "influence", day).and_then(|word| word.trim().parse().ok());
    past.filter(|rating| (1..=5).contains(rating)).or(written).unwrap_or(3)
}

/// A person's roles on a day.
#[must_use]
pub fn roles(person: &Person, day: NaiveDate) -> Vec<Role> {
    match was(&person.changes, "role", day) {
        // Kept as it was written, so a list is text with brackets and quotes.
        Some(written) => {
            written.split([',', '[', ']', '"', '\'', ' ', '\n']).filter_map(Role::from_word).collect()
        }
        None => person.role.iter().map(|role| role.value).collect(),
    }
}

/// The strengths of the relation that were noted by a day, oldest first.
#[must_use]
pub fn strengths(person: &Person, day: NaiveDate) -> Vec<&At<Strength>> {
    let mut noted: Vec<_> = person.strength.iter().filter(|one| one.on.value <= day).collect();
    noted.sort_by_key(|one| one.on.value);
    noted
}

/// The account's people who are not ours, with their records.
pub fn theirs(checked: &Checked) -> impl Iterator<Item = (&Entry, &Person)> {
    checked.each::<Person>().filter(|(entry, _)| side(checked, &party(entry)) != Side::Ours)
}

/// The people of the customer's side who decide on a day and have not left, in the order of the records.
#[must_use]
pub fn decision_makers(checked: &Checked, day: NaiveDate) -> Vec<(&Entry, &Person)> {
    let theirs = theirs(checked).filter(|(entry, _)| side(checked, &party(entry)) == Side::Customer);
    let active = theirs.filter(|(_, person)| !has_left(person, day));
    active.filter(|(_, person)| roles(person, day).contains(&Role::DecisionMaker)).collect()
}

/// The day on which somebody leaves or left, if it is known.
#[must_use]
pub fn left<'a>(checked: &'a Checked, team: &'a Records, party: &Party) -> Option<&'a At<NaiveDate>> {
    match party {
        Party::Person(id) => checked.get::<Person>(Kind::Person, id)?.left.as_ref(),
        Party::Member(id) => team.each::<Member>().find(|(entry, _)| &entry.key.id == id)?.1.left.as_ref(),
    }
}

/// The party that a person's record is of.
#[must_use]
pub fn party(entry: &Entry) -> Party {
    Party::Person(entry.key.id.clone())
}

/// How a role is held on a day. Without a cadence nobody is out of it.
#[must_use]
pub fn role_held<'a>(
    checked: &'a Checked,
    role: Role,
    contacts: &[Contact<'_>],
    cadence: Option<Period>,
    parameters: &Parameters,
    day: NaiveDate,
) -> RoleHeld<'a> {
    let of_customer = theirs(checked).filter(|(entry, _)| side(checked, &party(entry)) == Side::Customer);
    let with_role: Vec<_> = of_customer.filter(|(_, person)| roles(person, day).contains(&role)).collect();
    let (gone, active): (Vec<_>, Vec<_>) = with_role.into_iter().partition(|(_, one)| has_left(one, day));
    let many = active.len() > 1;
    let holders: Vec<Holder<'_>> = active
        .into_iter()
        .map(|(entry, person)| {
            let backed_up = many || has_successor(checked, entry, person, day);
            let in_cadence =
                in_cadence(checked, &party(entry), contacts, cadence, parameters.gate_notice, day);
            let hold = hold(person, backed_up, in_cadence, parameters, day);
            Holder { entry, person, hold, influence: influence(person, day) }
        })
        .collect();
    let weights: f64 = holders.iter().map(|one| f64::from(one.influence)).sum();
    let scored: f64 = holders.iter().map(|one| f64::from(one.influence) * one.hold.score(parameters)).sum();
    let score = if weights > 0.0 { scored / weights } else { 0.0 };
    RoleHeld { role, holders, gone: gone.into_iter().map(|(entry, _)| entry).collect(), score }
}

fn hold(person: &Person, backed_up: bool, in_cadence: bool, parameters: &Parameters, day: NaiveDate) -> Hold {
    let strength = strengths(person, day).last().map(|one| f64::from(one.is.value.get()));
    let weak = strength.is_some_and(|strength| strength <= parameters.people_weak_strength);
    if stance(person, day) == Some(Stance::Opponent) {
        Hold::Opponent
    } else if weak || !in_cadence {
        Hold::Weak
    } else if backed_up {
        Hold::BackedUp
    } else {
        Hold::Alone
    }
}

/// Whether somebody else is named as successor who has not left.
fn has_successor(checked: &Checked, entry: &Entry, person: &Person, day: NaiveDate) -> bool {
    let named = person.successor.as_ref().and_then(|who| checked.party(who));
    match named {
        Some(Party::Person(id)) => {
            *id != entry.key.id
                && checked.get::<Person>(Kind::Person, id).is_none_or(|successor| !has_left(successor, day))
        }
        Some(Party::Member(_)) => true,
        None => false,
    }
}

/// Whether the last contact with somebody lies within the cadence, quiet times not counted.
#[must_use]
pub fn in_cadence(
    checked: &Checked,
    party: &Party,
    contacts: &[Contact<'_>],
    cadence: Option<Period>,
    notice_days: f64,
    day: NaiveDate,
) -> bool {
    let Some(cadence) = cadence else { return true };
    let last = last_with(contacts, party).map(|contact| contact.on);
    last.is_some_and(|last| put_off(checked, last, cadence.after(last), day, notice_days) >= day)
}
