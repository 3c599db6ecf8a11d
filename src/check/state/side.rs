//! Whose side somebody is on, and whether a record holds anybody from the customer.

use crate::check::{Checked, Party, Target};
use crate::record::{At, Data, Entry, Kind, Person, Shown, Side, Voice, Who};

/// Whose person somebody is. A person whose record was left out counts as the customer's, who is the more to be heard.
#[must_use]
pub fn side(checked: &Checked, party: &Party) -> Side {
    match party {
        Party::Member(_) => Side::Ours,
        Party::Person(id) => {
            let person = checked.get::<Person>(Kind::Person, id);
            person.and_then(|one| one.side.as_ref()).map_or(Side::Customer, |side| side.value)
        }
    }
}

/// Whether somebody is one of ours.
#[must_use]
pub fn is_ours(checked: &Checked, party: &Party) -> bool {
    side(checked, party) == Side::Ours
}

/// Whether what was agreed or shared with these people was so with somebody who is not ours, or with nobody in particular. A
/// name that cannot be found is told by itself.
#[must_use]
pub fn reaches_them(checked: &Checked, with: &[At<Who>]) -> bool {
    let is_theirs = |who: &At<Who>| checked.party(who).is_none_or(|party| !is_ours(checked, party));
    with.is_empty() || with.iter().any(is_theirs)
}

/// Whether a record names anybody who is not ours, or is the customer's by its nature: a complaint, their feedback.
#[must_use]
pub fn names_the_customer(checked: &Checked, entry: &Entry) -> bool {
    match &entry.data {
        Data::Complaint(_) => return true,
        Data::Feedback(one) if one.source.as_ref().is_none_or(|source| source.value == Voice::Customer) => {
            return true;
        }
        _ => {}
    }
    named(checked, entry).iter().any(|party| !is_ours(checked, party))
}

/// Everybody whom a record's own fields name, in their order, as often as they are named.
#[must_use]
pub fn named<'a>(checked: &'a Checked, entry: &Entry) -> Vec<&'a Party> {
    let fields = entry.data.show();
    let leaves = fields.iter().flat_map(|(_, shown)| shown.leaves());
    let party = |shown: &Shown<'_>| match shown {
        Shown::Who(_, span) => match checked.target(span) {
            Some(Target::Party(party)) => Some(party),
            _ => None,
        },
        _ => None,
    };
    leaves.filter_map(party).collect()
}
