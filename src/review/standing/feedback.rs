//! Feedback: per instrument Σ f·i·x ⁄ Σ f·i over each respondent's latest answer, then the mean of the instruments.
//!
//! i is the influence, 1 to 5; x the answer in points. An instrument is a method, or where none is named the kind of
//! instrument with its scale. Of anonymous answers the latest wave counts alone.
//!
//! Criticism that is not answered keeps f = 1: an answer at or below the score that gates, or one below the bound of
//! *good* that names what is bad or should be better. It ages again once it is answered, once there is a later answer,
//! or once its respondent has left, who can no more give one. Praise with a wish ages like all praise.
//!
//! Staff voices, and answers of our own people whatever they say of themselves, are kept apart.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use super::digest::Day;
use super::dimension::{
    Evidence, Found, Ledger, Place, Silent, Unknown, freshness, mean, plain_mean, weighted_mean,
};
use super::text::{age, figure};
use crate::check::{Checked, Party};
use crate::record::{Entry, Instrument, Key, Kind, Person, Shared, Voice as Source};
use crate::review::feedback::{Measure, Voice, voices as all_voices};
use crate::review::people::{has_left, influence};
use crate::review::side::is_ours;

/// All answers of one side.
#[derive(Debug, Default)]
pub struct Voices<'a> {
    instruments: Vec<Group<'a>>,
    /// The day of every voice, with a score or without, oldest first.
    days: Vec<NaiveDate>,
    /// Answers of people with a name, by person, oldest first and on one day the worst last.
    pub by_person: BTreeMap<&'a str, Vec<Reply<'a>>>,
    /// Whether a voice names a method that cannot be found.
    pub is_astray: bool,
}

/// One instrument.
#[derive(Debug)]
struct Group<'a> {
    title: String,
    every: Option<f64>,
    /// Each respondent's answers, oldest first and on one day the worst last.
    named: Vec<(&'a Party, Vec<Reply<'a>>)>,
    /// Waves of anonymous answers.
    waves: Vec<Vec<Reply<'a>>>,
}

/// An answer with a score.
#[derive(Debug, Clone, Copy)]
pub struct Reply<'a> {
    pub on: NaiveDate,
    pub entry: &'a Entry,
    pub points: f64,
    score: f64,
    criticises: bool,
    answered: Option<NaiveDate>,
    person: Option<&'a Person>,
}

/// What keeps instruments apart: the method's name, else the kind of instrument and its scale.
type GroupKey<'a> = (Option<(bool, &'a Key)>, Option<(Instrument, bool, u64, u64)>);

pub fn voices<'a>(checked: &'a Checked, shared: &'a Shared) -> (Voices<'a>, Voices<'a>) {
    let mut all = all_voices(checked, &shared.plan, NaiveDate::MAX);
    all.sort_by_key(|voice| (voice.on, &voice.entry.key));
    let is_staff = |voice: &Voice<'_>| {
        voice.source == Source::Staff || voice.respondent.party().is_some_and(|party| is_ours(checked, party))
    };
    let (staff, customer): (Vec<_>, Vec<_>) = all.into_iter().partition(is_staff);
    (Voices::of(checked, shared, &customer), Voices::of(checked, shared, &staff))
}

impl<'a> Voices<'a> {
    fn of(checked: &'a Checked, shared: &Shared, voices: &[Voice<'a>]) -> Self {
        let mut groups: BTreeMap<GroupKey<'a>, Vec<(&Voice<'a>, Reply<'a>)>> = BTreeMap::new();
        let mut by_person: BTreeMap<&str, Vec<Reply<'a>>> = BTreeMap::new();
        for voice in voices {
            let Some((measure, reply)) = reply(checked, voice) else { continue };
            if let Some(Party::Person(id)) = voice.respondent.party() {
                by_person.entry(id).or_default().push(reply);
            }
            groups.entry(group_key(shared, voice, measure)).or_default().push((voice, reply));
        }
        by_person.values_mut().for_each(|replies| sort(replies));
        Self {
            instruments: groups.into_values().filter_map(|replies| Group::of(&replies)).collect(),
            days: voices.iter().map(|voice| voice.on).collect(),
            by_person,
            is_astray: voices.iter().any(is_astray),
        }
    }

    /// The day of the last voice by a day.
    pub fn last(&self, day: NaiveDate) -> Option<NaiveDate> {
        let after = self.days.partition_point(|on| *on <= day);
        self.days[..after].last().copied()
    }

    /// The latest answer of a person by a day; of several on one day the worst.
    pub fn latest_of(&self, person: &str, day: NaiveDate) -> Option<Reply<'a>> {
        latest(self.by_person.get(person)?, day)
    }
}

fn reply<'a>(checked: &'a Checked, voice: &Voice<'a>) -> Option<(Measure, Reply<'a>)> {
    let measure = voice.measure?;
    let score = voice.score?;
    let person = match voice.respondent.party() {
        Some(Party::Person(id)) => checked.get::<Person>(Kind::Person, id),
        _ => None,
    };
    let reply = Reply {
        on: voice.on,
        entry: voice.entry,
        points: measure.points(score),
        score,
        criticises: voice.criticises(),
        answered: voice.answered,
        person,
    };
    Some((measure, reply))
}

fn group_key<'a>(shared: &Shared, voice: &Voice<'a>, measure: Measure) -> GroupKey<'a> {
    match voice.method {
        Some((key, entry, _)) => {
            let is_shared = shared.plan.entries.iter().any(|one| std::ptr::eq(one, entry));
            (Some((is_shared, key)), None)
        }
        None => {
            let is_lower = measure.better == crate::record::Direction::Lower;
            (None, Some((measure.instrument, is_lower, measure.low.to_bits(), measure.high.to_bits())))
        }
    }
}

/// A voice whose record names a method that could not be found.
fn is_astray(voice: &Voice<'_>) -> bool {
    let named = match voice.survey {
        Some((_, survey)) => survey.method.is_some(),
        None => {
            let feedback = voice.entry.as_kind::<crate::record::Feedback>();
            feedback.is_some_and(|feedback| feedback.method.is_some())
        }
    };
    named && voice.method.is_none()
}

/// By day, and on one day the worst last.
fn sort(replies: &mut [Reply<'_>]) {
    replies.sort_by(|left, right| {
        let worst_last = right.points.total_cmp(&left.points);
        left.on.cmp(&right.on).then(worst_last).then(left.entry.key.cmp(&right.entry.key))
    });
}

fn latest<'a>(sorted: &[Reply<'a>], day: NaiveDate) -> Option<Reply<'a>> {
    let after = sorted.partition_point(|reply| reply.on <= day);
    sorted[..after].last().copied()
}

impl<'a> Group<'a> {
    fn of(replies: &[(&Voice<'a>, Reply<'a>)]) -> Option<Self> {
        let (first, _) = replies.first()?;
        let mut named: BTreeMap<&Party, Vec<Reply<'a>>> = BTreeMap::new();
        let mut waves: BTreeMap<(Option<&Key>, i32, u32), Vec<Reply<'a>>> = BTreeMap::new();
        for (voice, reply) in replies {
            match (voice.respondent.party(), voice.survey) {
                (Some(party), _) => named.entry(party).or_default().push(*reply),
                (None, Some((survey, _))) => {
                    waves.entry((Some(&survey.key), 0, 0)).or_default().push(*reply);
                }
                // Voices that came by themselves are gathered by quarter.
                (None, None) => {
                    let quarter = (None, reply.on.year(), reply.on.month0() / 3);
                    waves.entry(quarter).or_default().push(*reply);
                }
            }
        }
        let mut named: Vec<_> = named.into_iter().collect();
        named.iter_mut().for_each(|(_, replies)| sort(replies));
        let mut waves: Vec<_> = waves.into_values().collect();
        waves.iter_mut().for_each(|replies| sort(replies));
        let method = first.method.map(|(_, _, method)| method);
        Some(Self {
            title: title(first),
            every: method.and_then(|method| method.every.as_ref()).map(|every| every.value.days()),
            named,
            waves,
        })
    }

    /// The answers in force on a day: each respondent's latest, and the latest wave of those without a name.
    fn in_force(&self, day: NaiveDate) -> impl Iterator<Item = (Option<&'a Party>, Reply<'a>)> {
        let named =
            self.named.iter().filter_map(move |(party, replies)| Some((Some(*party), latest(replies, day)?)));
        let last = move |wave: &Vec<Reply<'a>>| latest(wave, day).map(|reply| reply.on);
        let newest = self.waves.iter().filter_map(last).max();
        let wave = self.waves.iter().filter(move |wave| newest.is_some() && last(wave) == newest);
        let answers = wave.flatten().filter(move |reply| reply.on <= day);
        named.chain(answers.map(|reply| (None, *reply)))
    }
}

fn title(voice: &Voice<'_>) -> String {
    if let Some((key, entry, _)) = voice.method {
        return entry.title.clone().unwrap_or_else(|| key.id.clone());
    }
    match voice.measure {
        Some(measure) if measure.instrument == Instrument::Scale => {
            format!("scale from {} to {}", figure(measure.low), figure(measure.high))
        }
        Some(measure) => measure.instrument.word().to_uppercase(),
        None => String::new(),
    }
}

impl Reply<'_> {
    /// Whether it stays as fresh as on its first day: criticism that nobody answered.
    fn is_open_criticism(&self, day: &Day<'_, '_>) -> bool {
        let parameters = day.parameters;
        let is_bad =
            self.points <= parameters.gate_answer || (self.criticises && self.points < parameters.band_good);
        let is_answered = self.answered.is_some_and(|on| on <= day.on);
        is_bad && !is_answered && !self.person.is_some_and(|person| has_left(person, day.on))
    }

    fn influence(&self, day: NaiveDate) -> f64 {
        self.person.map_or(3.0, |person| f64::from(influence(person, day)))
    }
}

pub fn found(day: &Day<'_, '_>, ledger: &mut impl Ledger) -> Found {
    if day.tier().is_some_and(|tier| tier.survey.as_ref().is_some_and(|survey| !survey.value)) {
        return Found::NotAsked;
    }
    of_side(&day.digest.customer, day, ledger)
}

/// The score of the staff's own voices, where there are any.
pub fn of_staff(day: &Day<'_, '_>, ledger: &mut impl Ledger) -> Option<f64> {
    of_side(&day.digest.staff, day, ledger).score()
}

/// The score of the customer's voices, whether or not the tier asks for them.
pub fn of_customer(day: &Day<'_, '_>) -> Option<f64> {
    of_side(&day.digest.customer, day, &mut Silent).score()
}

/// How much evidence the respondents are.
#[derive(Default)]
struct Heard<'a> {
    named: BTreeMap<&'a Party, f64>,
    /// Nobody knows whether those without a name are the same in two instruments, so the better instrument counts.
    anonymous: f64,
    nameless: usize,
}

fn of_side<'a>(voices: &Voices<'a>, day: &Day<'_, 'a>, ledger: &mut impl Ledger) -> Found {
    let mut heard = Heard::default();
    let mut scores = Vec::new();
    for group in &voices.instruments {
        scores.extend(of_group(group, day, &mut heard, ledger));
    }
    if scores.is_empty() {
        return Found::Unknown(Unknown::NoAnswer);
    }
    let score = mean(scores.iter().sum(), scores.len() as f64);
    ledger.formula(|lines| formula(lines, &scores, score));
    let sum = heard.named.values().sum::<f64>() + heard.anonymous;
    let people = day.digest.people.iter().filter(|one| !one.has_left(day.on)).count();
    let exist = people.max(heard.named.len() + heard.nameless) as f64;
    Found::Known {
        score,
        only_bad: false,
        sum,
        enough: day.parameters.enough_respondents.min(exist).max(1.0),
    }
}

fn of_group<'a>(
    group: &Group<'a>,
    day: &Day<'_, 'a>,
    heard: &mut Heard<'a>,
    ledger: &mut impl Ledger,
) -> Option<f64> {
    let validity = group.every.unwrap_or(0.0).max(day.parameters.validity_feedback);
    let (mut above, mut below, mut anonymous, mut nameless) = (0.0, 0.0, 0.0, 0);
    for (party, reply) in group.in_force(day.on) {
        // Who is not named cannot be answered.
        let stays = party.is_some() && reply.is_open_criticism(day);
        let freshness = if stays { 1.0 } else { freshness(age(reply.on, day.on), validity) };
        if freshness <= 0.0 {
            continue;
        }
        let weight = reply.influence(day.on);
        above += freshness * weight * reply.points;
        below += freshness * weight;
        match party {
            Some(party) => {
                let known = heard.named.entry(party).or_default();
                *known = known.max(freshness);
            }
            None => {
                anonymous += freshness;
                nameless += 1;
            }
        }
        ledger.line(|| Evidence {
            place: Place::of(reply.entry),
            on: Some(reply.on),
            label: words(day, party, &reply, stays),
            group: Some(group.title.clone()),
            weight,
            freshness,
            value: reply.points,
        });
    }
    heard.anonymous = heard.anonymous.max(anonymous);
    heard.nameless = heard.nameless.max(nameless);
    (below > 0.0).then(|| mean(above, below))
}

fn words(day: &Day<'_, '_>, party: Option<&Party>, reply: &Reply<'_>, stays: bool) -> String {
    let who = match (party, reply.person) {
        (_, Some(person)) => person.name.value.clone(),
        (Some(Party::Member(id)), None) => {
            let members = &day.digest.shared.team;
            let named = members.each::<crate::record::Member>().find(|(entry, _)| entry.key.id == *id);
            named.map_or_else(|| id.clone(), |(_, member)| member.name.value.clone())
        }
        (Some(Party::Person(id)), None) => id.clone(),
        (None, None) => "Somebody without a name".to_owned(),
    };
    let open = if stays { ", criticism not answered" } else { "" };
    format!("{who} answered {}{open}", figure(reply.score))
}

fn formula(lines: &[Evidence], scores: &[f64], score: f64) -> String {
    if scores.len() == 1 {
        return weighted_mean(&lines.iter().collect::<Vec<_>>(), score);
    }
    let titles: BTreeSet<&str> = lines.iter().filter_map(|line| line.group.as_deref()).collect();
    let each: Vec<String> = titles
        .into_iter()
        .map(|title| {
            let own: Vec<_> = lines.iter().filter(|line| line.group.as_deref() == Some(title)).collect();
            let above: f64 = own.iter().map(|line| line.weight * line.freshness * line.value).sum();
            let below: f64 = own.iter().map(|line| line.weight * line.freshness).sum();
            format!("{title}: {}", weighted_mean(&own, above / below))
        })
        .collect();
    format!("{}; {}", each.join("; "), plain_mean(scores, score))
}
