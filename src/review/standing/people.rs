//! People: the mean over the roles that the tier requires; a role is the mean of its holders by influence.
//!
//! A holder who is active, in cadence and backed up is worth 100; without a backup 75; with a relation of strength 2 or
//! less, or out of cadence, 50; an opponent 0. A role without a holder, or with departed ones only, is worth 0.
//!
//! What is known of a holder is as fresh as the last contact with them, their last answer, the last word on the
//! strength of the relation, or the last time somebody verified it. A role without a holder is no evidence.

use chrono::NaiveDate;

use super::contact::Talks;
use super::digest::{Day, TierOn};
use super::dimension::{Evidence, Found, Ledger, Place, SPELT, Unknown, freshness, mean, plain_mean};
use super::feedback::Voices;
use super::text::{age, counted, figure};
use crate::check::{Checked, Party};
use crate::record::{Entry, Kind, Person, Role, Side, Stance};
use crate::review::people::{Hold, has_left, influence, party, roles, stance, strengths};
use crate::review::side::side;

/// One of the customer's people.
#[derive(Debug)]
pub struct Somebody<'a> {
    pub entry: &'a Entry,
    pub person: &'a Person,
    pub party: Party,
    /// The successor, when one is named and can be found.
    successor: Option<Successor<'a>>,
    /// The days of contacts with them, of their answers, and of what was noted of the relation; sorted.
    seen: Vec<NaiveDate>,
}

#[derive(Debug, Clone, Copy)]
enum Successor<'a> {
    Member,
    Person(&'a Person),
}

pub fn somebodies<'a>(checked: &'a Checked, talks: &Talks<'a>, voices: &Voices<'a>) -> Vec<Somebody<'a>> {
    let customers =
        checked.each::<Person>().filter(|(entry, _)| side(checked, &party(entry)) == Side::Customer);
    let mut all: Vec<_> = customers
        .map(|(entry, person)| {
            let party = party(entry);
            let successor = match person.successor.as_ref().and_then(|who| checked.party(who)) {
                // Nobody takes over from themselves.
                Some(Party::Person(id)) if *id == entry.key.id => None,
                Some(Party::Person(id)) => checked.get::<Person>(Kind::Person, id).map(Successor::Person),
                Some(Party::Member(_)) => Some(Successor::Member),
                None => None,
            };
            let strengths = person.strength.iter().map(|strength| strength.on.value);
            let verified = person.verified.iter().map(|verified| verified.value);
            let answers = voices.by_person.get(entry.key.id.as_str()).into_iter().flatten();
            let mut seen: Vec<_> = talks.days_with(&party).chain(strengths).chain(verified).collect();
            seen.extend(answers.map(|reply| reply.on));
            seen.sort();
            Somebody { entry, person, party, successor, seen }
        })
        .collect();
    all.sort_by_key(|one| &one.entry.key);
    all
}

impl Somebody<'_> {
    pub fn has_left(&self, day: NaiveDate) -> bool {
        has_left(self.person, day)
    }

    pub fn has_role(&self, role: Role, day: NaiveDate) -> bool {
        roles(self.person, day).contains(&role)
    }

    /// Whether a successor is named who has not left.
    pub fn has_successor(&self, day: NaiveDate) -> bool {
        match self.successor {
            Some(Successor::Member) => true,
            Some(Successor::Person(person)) => !has_left(person, day),
            None => false,
        }
    }

    fn freshness(&self, day: &Day<'_, '_>) -> f64 {
        let after = self.seen.partition_point(|on| *on <= day.on);
        let last = self.seen[..after].last();
        last.map_or(0.0, |on| freshness(age(*on, day.on), day.parameters.validity_people))
    }

    fn is_in_cadence(&self, day: &Day<'_, '_>) -> bool {
        let Some(cadence) = day.tier().and_then(|tier| tier.cadence.as_ref()) else { return true };
        let last = day.digest.talks.last_with(&self.party, day.on);
        last.is_some_and(|(on, _)| super::contact::last_day(day, on, cadence.value) >= day.on)
    }

    fn is_weak(&self, day: &Day<'_, '_>) -> bool {
        let strength = strengths(self.person, day.on).last().map(|one| f64::from(one.is.value.get()));
        strength.is_some_and(|strength| strength <= day.parameters.people_weak_strength)
    }

    /// How they hold a role, and in what words.
    fn hold(&self, has_other: bool, day: &Day<'_, '_>) -> (Hold, &'static str) {
        if stance(self.person, day.on) == Some(Stance::Opponent) {
            (Hold::Opponent, "an opponent")
        } else if self.is_weak(day) {
            (Hold::Weak, "a weak relation")
        } else if !self.is_in_cadence(day) {
            (Hold::Weak, "out of cadence")
        } else if has_other || self.has_successor(day.on) {
            (Hold::BackedUp, "in cadence and backed up")
        } else {
            (Hold::Alone, "in cadence, with nobody behind")
        }
    }
}

pub fn found(day: &Day<'_, '_>, ledger: &mut impl Ledger) -> Found {
    let required = match day.tier {
        TierOn::Strange(_) => return Found::Unknown(Unknown::Tier),
        TierOn::Known(tier) if !tier.roles.is_empty() => &tier.roles,
        TierOn::Known(_) | TierOn::None => return Found::NotAsked,
    };
    if day.digest.people.is_empty() {
        return Found::Unknown(Unknown::NoPerson);
    }
    let roles: Vec<(f64, f64)> = required.iter().map(|role| of_role(role.value, day, ledger)).collect();
    let scores: Vec<f64> = roles.iter().map(|(score, _)| *score).collect();
    let score = mean(scores.iter().sum(), scores.len() as f64);
    ledger.formula(|lines| {
        formula(lines, &required.iter().map(|at| at.value).collect::<Vec<_>>(), &scores, score)
    });
    let sum = roles.iter().map(|(_, freshness)| *freshness).sum();
    let active = day.digest.people.iter().filter(|one| !one.has_left(day.on)).count();
    let enough = roles.len().min(active).max(1) as f64;
    Found::Known { score, only_bad: false, sum, enough }
}

/// The score of a role, and how fresh the freshest of its holders is.
fn of_role(role: Role, day: &Day<'_, '_>, ledger: &mut impl Ledger) -> (f64, f64) {
    let with_role: Vec<_> = day.digest.people.iter().filter(|one| one.has_role(role, day.on)).collect();
    let holders: Vec<_> = with_role.iter().copied().filter(|one| !one.has_left(day.on)).collect();
    let (mut above, mut below, mut freshest) = (0.0, 0.0, 0.0_f64);
    for one in &holders {
        let (hold, how) = one.hold(holders.len() > 1, day);
        let weight = f64::from(influence(one.person, day.on));
        let value = hold.score(day.parameters);
        let freshness = one.freshness(day);
        above += weight * value;
        below += weight;
        freshest = freshest.max(freshness);
        let label = || format!("{}: {how}", one.person.name.value);
        ledger.line(|| line(one.entry, role, label(), (weight, freshness, value)));
    }
    if holders.is_empty() {
        let gone = with_role.first();
        let entry = gone.map(|one| one.entry).or(day.digest.account.map(|(entry, _)| entry));
        if let Some(entry) = entry {
            let label = || match gone {
                Some(gone) => format!("{}: left, and nobody else holds the role", gone.person.name.value),
                None => "Nobody holds the role".to_owned(),
            };
            ledger.line(|| line(entry, role, label(), (0.0, 0.0, 0.0)));
        }
        return (0.0, 0.0);
    }
    (mean(above, below), freshest)
}

/// The score of a role alone.
#[cfg(test)]
pub fn score_of(role: Role, day: &Day<'_, '_>) -> f64 {
    of_role(role, day, &mut super::dimension::Silent).0
}

fn line(entry: &Entry, role: Role, label: String, (weight, freshness, value): (f64, f64, f64)) -> Evidence {
    Evidence {
        place: Place::of(entry),
        on: None,
        label,
        group: Some(role.word().to_owned()),
        weight,
        freshness,
        value,
    }
}

fn formula(lines: &[Evidence], required: &[Role], scores: &[f64], score: f64) -> String {
    let each = required.iter().zip(scores).map(|(role, score)| {
        let own: Vec<_> = lines
            .iter()
            .filter(|line| line.group.as_deref() == Some(role.word()) && line.weight > 0.0)
            .collect();
        match own.as_slice() {
            [] | [_] => format!("{}: {}", role.word(), figure(*score)),
            many if many.len() > SPELT => {
                format!("{}: {} ({})", role.word(), figure(*score), counted(many.len(), "holder"))
            }
            many => {
                let above: Vec<_> = many
                    .iter()
                    .map(|line| format!("{}·{}", figure(line.weight), figure(line.value)))
                    .collect();
                let below: Vec<_> = many.iter().map(|line| figure(line.weight)).collect();
                let (above, below) = (above.join(" + "), below.join(" + "));
                format!("{}: ({above}) ⁄ ({below}) = {}", role.word(), figure(*score))
            }
        }
    });
    format!("{}; {}", each.collect::<Vec<_>>().join("; "), plain_mean(scores, score))
}
