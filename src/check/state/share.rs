//! Who of us carries the contacts with an account: the account team, or whoever happens to be there.

use std::collections::BTreeMap;

use super::account::seats;
use super::contact::contacts;
use super::practice::window;
use super::side::is_ours;
use crate::check::{Checked, Context, Party};
use crate::record::Account;

/// Fewer contacts than this show no share of anything.
pub const FEWEST: usize = 5;

/// The contacts of the window, by who of us took part.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Share<'a> {
    /// All of them.
    pub contacts: usize,
    /// Those in which somebody took part who then had a seat in the account team.
    pub with_team: usize,
    /// Those that name nobody of ours.
    pub nobody: usize,
    /// Those that name one of ours alone, by who it is.
    pub alone: BTreeMap<&'a Party, usize>,
    /// Those that each of ours took part in.
    pub each: BTreeMap<&'a Party, usize>,
}

impl<'a> Share<'a> {
    /// Counts the contacts of the window before the day.
    #[must_use]
    pub fn of(checked: &'a Checked, context: &Context<'_>) -> Self {
        let mut share = Self::default();
        let Some((_, account)) = checked.account() else { return share };
        let since = window(checked, context).before(context.as_of);
        for contact in contacts(checked, context.as_of).into_iter().filter(|contact| contact.on > since) {
            let mut ours: Vec<&Party> =
                contact.people.iter().copied().filter(|party| is_ours(checked, party)).collect();
            // Where nobody of ours is named, whoever wrote it down was there.
            if ours.is_empty() {
                ours.extend(contact.note.by.as_ref().and_then(|who| checked.party(who)));
            }
            ours.sort();
            ours.dedup();
            share.contacts += 1;
            share.with_team +=
                usize::from(ours.iter().any(|party| has_seat(checked, account, party, contact.on)));
            for party in &ours {
                *share.each.entry(party).or_default() += 1;
            }
            match ours.as_slice() {
                [] => share.nobody += 1,
                [one] => *share.alone.entry(one).or_default() += 1,
                _ => {}
            }
        }
        share
    }

    /// The share of contacts, 0 to 1, in which the account team took part; `None` where they are too few to say.
    #[must_use]
    pub fn team(&self) -> Option<f64> {
        (self.contacts >= FEWEST).then(|| self.with_team as f64 / self.contacts as f64)
    }

    /// Who carries most contacts alone, how many, and their share, 0 to 1, of those that name somebody of ours; `None`
    /// where those are too few to say.
    #[must_use]
    pub fn one(&self) -> Option<(&'a Party, usize, f64)> {
        let named = self.contacts - self.nobody;
        let (party, count) = self.alone.iter().max_by_key(|(_, count)| **count)?;
        (named >= FEWEST).then(|| (*party, *count, *count as f64 / named as f64))
    }
}

fn has_seat(checked: &Checked, account: &Account, party: &Party, day: chrono::NaiveDate) -> bool {
    seats(account, day).into_iter().any(|seat| checked.party(&seat.who) == Some(party))
}
