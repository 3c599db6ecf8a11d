//! The people of both sides: who they are to the decision, how strong the relation is, who stands behind whom.

mod map;

use std::cmp::Reverse;
use std::fmt::Display;

use super::words::{and, any_member, capital, empty, line};
use crate::check::Party;
use crate::language::Language;
use crate::page::account::{PeopleSection, PersonRow, RoleRow, TeamRow};
use crate::page::common::{Figure, Linked, List};
use crate::page::desk::{Desk, anchor, role_text, working};
use crate::record::{At, Criterion, Entry, Kind, Parameters, Period, Person, Role, Seat, Side, Who};
use crate::review::account::{is_owner, member, seats};
use crate::review::contact::{Contact, contacts, last_with};
use crate::review::model::in_force;
use crate::review::past::{by, exists, is_active, tier_of};
use crate::review::people::{
    Hold, RoleHeld, decision_makers, has_left, in_cadence, influence, left, party, role_held, roles, stance,
    strengths, theirs,
};
use crate::review::practice::{asks, notice};
use crate::review::side::side;

/// What every row needs.
struct Room<'a, 'd> {
    desk: &'a Desk<'d>,
    contacts: Vec<Contact<'a>>,
    cadence: Option<Period>,
    /// Who decides there.
    deciding: Vec<(&'a Entry, &'a Person)>,
    /// Whether each of them is to have a counterpart on our side.
    wants_pairs: bool,
    /// Whether the owner is to have a successor.
    wants_successor: bool,
    /// Whether whoever decides there is to have one.
    wants_theirs: bool,
}

/// The people of both sides, with the roles that the tier requires.
#[must_use]
pub fn section(desk: &Desk<'_>) -> PeopleSection {
    let as_of = desk.site.as_of;
    let tier = tier_of(desk.checked, desk.site.config, as_of);
    let parameters = &in_force(desk.site.config, tier.map(|tier| tier.id.value.as_str()), as_of);
    let cadence = tier.and_then(|tier| tier.cadence.as_ref()).map(|cadence| cadence.value);
    let context = desk.site.context();
    let asked = |criterion| is_active(desk.checked, as_of) && asks(desk.checked, &context, criterion);
    let deciding = decision_makers(desk.checked, as_of);
    let is_major = tier.and_then(|tier| tier.major.as_ref()).is_some_and(|major| major.value);
    let wants_successor = asked(Criterion::Inssal006P15);
    let room = Room {
        desk,
        contacts: contacts(desk.checked, as_of),
        cadence,
        wants_pairs: asked(Criterion::Inssal006P10),
        wants_successor,
        wants_theirs: wants_successor && is_major && deciding.len() == 1,
        deciding,
    };
    let required = tier.map(|tier| tier.roles.as_slice()).unwrap_or_default();
    let held: Vec<RoleHeld<'_>> = required
        .iter()
        .map(|role| role_held(desk.checked, role.value, &room.contacts, cadence, parameters, as_of))
        .collect();
    let mut people: Vec<(&Entry, &Person)> =
        theirs(desk.checked).filter(|(entry, _)| exists(entry, as_of)).collect();
    people.sort_by_key(|(_, one)| {
        (has_left(one, as_of), Reverse(influence(one, as_of)), one.name.value.clone())
    });
    let example = format!(
        "[[person]]\nid = \"amelia\"\nname = \"Amelia Ruiz\"\nrole = [\"decision-maker\"]\ninfluence = 5{}",
        line("paired_with", any_member(desk))
    );
    let why = &desk.site.language.word("nobody-on-the-customers-side-was-recorded");
    let ours_why = &desk.site.language.word("nobody-of-ours-is-named-for-this-account");
    let member = any_member(desk).unwrap_or_else(|| "priya".to_owned());
    let seat = format!("[account]\nteam = [{{ who = \"{member}\", as = \"owner\", from = {as_of} }}]");
    let rows: Vec<PersonRow> = people.iter().map(|(entry, person)| room.person(entry, person)).collect();
    let (team, roles) =
        (room.team(), held.iter().map(|held| room.role(held, parameters)).collect::<Vec<_>>());
    PeopleSection {
        map: map::chart(desk, &rows, &team, &roles),
        summary: if tier.is_some() {
            summary(&held, &desk.site.language)
        } else {
            desk.site.language.word("without-a-tier-no-roles-are-required")
        },
        customer: List::whole(rows, empty(desk, Kind::Person, why, "people.toml", example)),
        ours: List::whole(team, empty(desk, Kind::Account, ours_why, "account.toml", seat)),
        roles,
        monitors: monitors(desk),
        gaps: room.gaps(),
    }
}

/// “2 of the 3 roles that the tier requires are held; nobody is sponsor.”
fn summary(held: &[RoleHeld<'_>], language: &Language) -> String {
    let open: Vec<String> =
        held.iter().filter(|one| one.holders.is_empty()).map(|one| role_text(one.role, language)).collect();
    match (held.len(), open.len()) {
        (0, _) => language.word("this-tier-requires-no-roles"),
        (1, 0) => language.say(
            "the-one-role-that-the-tier-requires-role",
            &[("role_text", &role_text(held[0].role, language))],
        ),
        (2, 0) => language.word("both-roles-that-the-tier-requires-are-held"),
        (all, 0) => language.say("all-all-roles-that-the-tier-requires-are", &[("all", &all)]),
        (1, _) => language.say("nobody-is-open-the-one-role-that-the-tier", &[("open", &open[0])]),
        (all, _) => {
            let (number, verb) =
                (all - open.len(), language.word(if all - open.len() == 1 { "is-2" } else { "are" }));
            language.say(
                "number-of-the-all-roles-that-the-tier",
                &[("number", &number), ("all", &all), ("verb", &verb), ("or", &or(&open, language))],
            )
        }
    }
}

/// “sponsor or user”.
fn or(words: &[String], language: &Language) -> String {
    match words {
        [first @ .., last] if !first.is_empty() => {
            language.say("first-or-last", &[("first", &first.join(", ")), ("last", &last)])
        }
        _ => words.concat(),
    }
}

/// “In monitoring take part: at the customer Katharina Vogt and Emre Yıldız; independent Ines Duarte.”
fn monitors(desk: &Desk<'_>) -> String {
    let as_of = desk.site.as_of;
    let people = desk.checked.each::<Person>();
    let taking_part: Vec<(Side, String)> = people
        .filter(|(entry, one)| {
            one.monitors.as_ref().is_some_and(|monitors| monitors.value)
                && exists(entry, as_of)
                && !has_left(one, as_of)
        })
        .map(|(entry, one)| (side(desk.checked, &party(entry)), one.name.value.clone()))
        .collect();
    let of = |wanted: Side| -> Option<String> {
        let names: Vec<String> =
            taking_part.iter().filter(|(side, _)| *side == wanted).map(|(_, name)| name.clone()).collect();
        (!names.is_empty()).then(|| and(&names, &desk.site.language))
    };
    if taking_part.is_empty() {
        return desk.site.language.word("nobody-is-named-who-takes-part-in-monitoring");
    }
    let mut parts = vec![desk.site.language.say(
        "at-the-customer-of",
        &[("of", &of(Side::Customer).unwrap_or_else(|| desk.site.language.word("nobody")))],
    )];
    parts.extend(
        of(Side::Independent).map(|names| desk.site.language.say("independent-names", &[("names", &names)])),
    );
    parts.extend(of(Side::Ours).map(|names| desk.site.language.say("of-ours-names", &[("names", &names)])));
    desk.site.language.say("in-monitoring-take-part-parts", &[("parts", &parts.join("; "))])
}

impl Room<'_, '_> {
    fn person(&self, entry: &Entry, person: &Person) -> PersonRow {
        let (desk, as_of) = (self.desk, self.desk.site.as_of);
        let who = party(entry);
        let gone = has_left(person, as_of);
        let is_theirs = side(desk.checked, &who) == Side::Customer;
        let decides = self.deciding.iter().any(|(one, _)| one.key == entry.key);
        let mut roles: Vec<String> =
            roles(person, as_of).into_iter().map(|role| role_text(role, &self.desk.site.language)).collect();
        if !is_theirs {
            roles.push(desk.site.language.word("independent"));
        }
        PersonRow {
            anchor: anchor(&entry.key),
            history: super::written::history(desk, entry),
            name: person.name.value.clone(),
            title: person.position.as_ref().map(|title| title.value.clone()).unwrap_or_default(),
            roles,
            stance: stance(person, as_of).map(|stance| stance.word().to_owned()).unwrap_or_default(),
            influence: self.influence(person),
            strength: self.strength(entry, person),
            strengths: self.strengths(person),
            monitors: person.monitors.as_ref().is_some_and(|monitors| monitors.value),
            paired_with: person.paired_with.as_ref().map(|who| desk.who(who)),
            pair_gap: self.gap(person.paired_with.as_ref(), decides && self.wants_pairs),
            successor: person.successor.as_ref().map(|who| desk.who(who)),
            successor_gap: self.gap(person.successor.as_ref(), decides && self.wants_theirs),
            reports_to: person.reports_to.as_ref().map(|who| desk.who(who)),
            contact: last_with(&self.contacts, &who).map(|contact| desk.date(contact.on)),
            contact_late: !gone && is_theirs && !self.is_in_cadence(&who),
            left: by(person.left.as_ref(), as_of).map(|left| desk.date(left)),
            source: desk.source(entry),
        }
    }

    fn is_in_cadence(&self, who: &Party) -> bool {
        let (desk, as_of) = (self.desk, self.desk.site.as_of);
        let notice = notice(desk.checked, &desk.site.context());
        in_cadence(desk.checked, who, &self.contacts, self.cadence, notice, as_of)
    }

    /// What is missing where somebody should be named: nobody is, or whoever is left.
    fn gap(&self, named: Option<&At<Who>>, wanted: bool) -> String {
        let (desk, as_of) = (self.desk, self.desk.site.as_of);
        let language = &desk.site.language;
        let Some(who) = named else { return if wanted { language.word("nobody") } else { String::new() } };
        let party = desk.checked.party(who);
        let gone = party.and_then(|party| by(left(desk.checked, &desk.site.shared.team, party), as_of));
        gone.map(|day| language.say("left-date", &[("date", &language.date(day))])).unwrap_or_default()
    }

    /// What is missing behind those who decide, and behind the owner.
    fn gaps(&self) -> Vec<String> {
        let (desk, as_of) = (self.desk, self.desk.site.as_of);
        let mut gaps = Vec::new();
        let language = &desk.site.language;
        let nobody = language.word("nobody");
        let mut note = |gap: String, lacks: &str, name: &str| {
            if gap == nobody {
                gaps.push(language.say("name-has-no-lacks", &[("name", &name), ("lacks", &lacks)]));
            } else if !gap.is_empty() {
                let with: [(&str, &dyn Display); 3] = [("lacks", &lacks), ("name", &name), ("gone", &gap)];
                gaps.push(language.say("the-lacks-of-name-gone", &with));
            }
        };
        for (_, person) in &self.deciding {
            let name = &person.name.value;
            if self.wants_pairs {
                note(
                    self.gap(person.paired_with.as_ref(), true),
                    &self.desk.site.language.word("counterpart-on-our-side"),
                    name,
                );
            }
            if self.wants_theirs {
                note(
                    self.gap(person.successor.as_ref(), true),
                    &self.desk.site.language.word("successor-2"),
                    name,
                );
            }
        }
        let seats = desk.checked.account().map(|(_, account)| seats(account, as_of)).unwrap_or_default();
        let owner = seats.into_iter().find(|seat| is_owner(seat));
        if let Some(seat) = owner.filter(|_| self.wants_successor) {
            let owner = member(desk.checked, seat).and_then(|id| desk.site.member(id));
            let named = seat.successor.as_ref().or(owner.and_then(|(_, owner)| owner.successor.as_ref()));
            let name = self.desk.site.language.say("who-the-owner", &[("who", &desk.who(&seat.who).text)]);
            note(self.gap(named, true), &self.desk.site.language.word("successor-2"), &name);
        }
        gaps
    }

    fn influence(&self, person: &Person) -> Figure {
        if person.influence.is_none() {
            return Figure::unknown(self.desk.site.language.word("not-said"));
        }
        let influence = influence(person, self.desk.site.as_of);
        Figure::plain(influence.to_string(), f64::from(influence))
    }

    fn strength(&self, entry: &Entry, person: &Person) -> Figure {
        let all = strengths(person, self.desk.site.as_of);
        let Some(last) = all.last() else {
            return Figure::unknown(self.desk.site.language.word("not-said"));
        };
        let terms = all
            .iter()
            .rev()
            .map(|one| working(self.desk.site.language.date(one.on.value), one.is.value.get().to_string()));
        let rating = last.is.value.get();
        let formula = &self.desk.site.language.word("the-latest-strength-noted-from-1-hardly");
        let evidence = self.desk.evidence(formula, terms.collect(), [entry]);
        Figure::plain(rating.to_string(), f64::from(rating)).because(evidence)
    }

    fn strengths(&self, person: &Person) -> Vec<String> {
        let all = strengths(person, self.desk.site.as_of);
        let say = |one: &&crate::record::At<crate::record::Strength>| {
            let why = one.why.as_ref().map(|why| format!(": {}", why.value)).unwrap_or_default();
            self.desk.site.language.say(
                "is-on-date-why",
                &[
                    ("is", &one.is.value.get()),
                    ("date", &self.desk.site.language.date(one.on.value)),
                    ("why", &why),
                ],
            )
        };
        all.iter().map(say).collect()
    }

    /// Our people with a seat, and those of ours who are recorded with the account's people.
    fn team(&self) -> Vec<TeamRow> {
        let (desk, as_of) = (self.desk, self.desk.site.as_of);
        let account = desk.checked.account();
        let seats = account.map(|(_, account)| account.team.as_slice()).unwrap_or_default().iter();
        let begun = seats.filter(|seat| seat.from.as_ref().is_none_or(|from| from.value <= as_of));
        let mut rows: Vec<TeamRow> = begun.map(|seat| self.seat(seat)).collect();
        // Who still serves stands before who no longer does.
        rows.sort_by_key(|row| row.until.is_some() || row.left);
        let people = desk.checked.each::<Person>();
        let ours = people
            .filter(|(entry, _)| exists(entry, as_of) && side(desk.checked, &party(entry)) == Side::Ours);
        rows.extend(ours.map(|(entry, person)| TeamRow {
            name: Linked::text(person.name.value.clone()),
            role: person.position.as_ref().map(|title| title.value.clone()).unwrap_or_default(),
            contact: last_with(&self.contacts, &party(entry)).map(|contact| desk.date(contact.on)),
            left: has_left(person, as_of),
            ..TeamRow::default()
        }));
        rows
    }

    fn seat(&self, seat: &Seat) -> TeamRow {
        let (desk, as_of) = (self.desk, self.desk.site.as_of);
        let who = desk.checked.party(&seat.who);
        let member = match who {
            Some(Party::Member(id)) => desk.site.member(id).map(|(_, member)| member),
            _ => None,
        };
        TeamRow {
            name: desk.who(&seat.who),
            role: seat.role.value.clone(),
            from: seat.from.as_ref().map(|from| desk.date(from.value)),
            until: by(seat.to.as_ref(), as_of).map(|until| desk.date(until)),
            successor: seat.successor.as_ref().map(|who| desk.who(who)),
            contact: who.and_then(|who| last_with(&self.contacts, who)).map(|contact| desk.date(contact.on)),
            left: member.is_some_and(|member| by(member.left.as_ref(), as_of).is_some()),
        }
    }

    fn role(&self, held: &RoleHeld<'_>, parameters: &Parameters) -> RoleRow {
        let desk = self.desk;
        let terms = held.holders.iter().map(|one| {
            let term = self.desk.site.language.say(
                "name-hold-text-influence-influence",
                &[
                    ("name", &one.person.name.value),
                    ("hold_text", &hold_text(one.hold, &self.desk.site.language)),
                    ("influence", &one.influence),
                ],
            );
            working(term, desk.short_number(one.hold.score(parameters)))
        });
        let records = held.holders.iter().map(|one| one.entry).chain(held.gone.iter().copied());
        let formula = &self.desk.site.language.word("the-mean-of-its-holders-weighted-by");
        let evidence = desk.evidence(formula, terms.collect(), records);
        RoleRow {
            role: capital(&role_text(held.role, &self.desk.site.language)),
            holders: held.holders.iter().map(|one| desk.linked(&party(one.entry))).collect(),
            score: Figure::plain(desk.site.language.number(held.score, 0), held.score).because(evidence),
            state: self.role_state(held),
        }
    }

    fn role_state(&self, held: &RoleHeld<'_>) -> String {
        match held.holders.as_slice() {
            [] => {
                let gone: Vec<String> = held.gone.iter().map(|entry| self.desk.title(entry)).collect();
                if gone.is_empty() {
                    "nobody".to_owned()
                } else {
                    self.desk
                        .site
                        .language
                        .say("nobody-since-and-left", &[("and", &and(&gone, &self.desk.site.language))])
                }
            }
            [one] => self
                .desk
                .site
                .language
                .say("held-hold-text", &[("hold_text", &hold_text(one.hold, &self.desk.site.language))]),
            many => {
                let each: Vec<String> = many
                    .iter()
                    .map(|one| {
                        format!("{} {}", one.person.name.value, hold_text(one.hold, &self.desk.site.language))
                    })
                    .collect();
                self.desk
                    .site
                    .language
                    .say("held-by-many-each", &[("many", &many.len()), ("each", &each.join(", "))])
            }
        }
    }
}

/// How a holder counts, in words.
fn hold_text(hold: Hold, language: &Language) -> String {
    match hold {
        Hold::Opponent => language.word("against-us"),
        Hold::Weak => language.word("weak-or-out-of-cadence"),
        Hold::Alone => language.word("not-backed-up"),
        Hold::BackedUp => language.word("backed-up"),
    }
}

/// A person's roles in words: “sponsor and user”; empty where there is none.
#[must_use]
pub fn role_words(desk: &Desk<'_>, person: &Person) -> String {
    let roles: Vec<Role> = roles(person, desk.site.as_of);
    and(
        &roles.into_iter().map(|role| role_text(role, &desk.site.language)).collect::<Vec<_>>(),
        &desk.site.language,
    )
}
