//! What is redundant in the records: what stands there twice, what nothing else needs, and what is kept for too long. Nothing
//! here deletes anything: it says what could go, why, and exactly what to delete.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::compliance::past_retention;
use super::likeness::{digits, normal, pairs};
use super::past::{by, exists};
use crate::check::{Checked, Context, Party, Target};
use crate::record::{Answer, At, Contact, Entry, Feedback, Kind, Method, Note, Period, Person, Survey, Who};
use crate::source::{RepoPath, Span, Text};

/// Why something is redundant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// It likely stands there twice.
    Duplicate,
    /// Nothing needs it.
    Orphan,
    /// It is kept for longer than it may be.
    PastRetention,
}

impl Class {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Duplicate => "duplicate",
            Self::Orphan => "orphan",
            Self::PastRetention => "past retention",
        }
    }
}

/// Something redundant.
#[derive(Debug, Clone, PartialEq)]
pub struct Redundant {
    /// In which way.
    pub class: Class,
    /// What it is, in words: “the person `jonas-w`”.
    pub what: String,
    /// How that is known, as a clause.
    pub why: String,
    /// Exactly what to delete.
    pub delete: String,
    /// What to do where it is not redundant after all, as an instruction; empty where there is nothing.
    pub unless: String,
    /// Where it stands.
    pub span: Span,
    /// Where the other stands that it is like.
    pub other: Option<Span>,
    /// Since when it is redundant, where that is known.
    pub since: Option<NaiveDate>,
}

/// A method that was never used is redundant after this long.
const UNUSED: Period = Period::YEAR;

/// A remark of fewer words can be said twice by chance.
const TELLING_WORDS: usize = 5;

/// All that is redundant in one account on the day, in the order of its files.
#[must_use]
pub fn redundant(checked: &Checked, context: &Context<'_>) -> Vec<Redundant> {
    let day = context.as_of;
    let mut found = people_twice(checked);
    found.extend(words_twice(checked, day));
    found.extend(people_unnamed(checked));
    found.extend(methods_unused(checked, day));
    found.extend(surveys_unasked(checked, day));
    found.extend(attachments_unlinked(checked));
    found.extend(kept_too_long(checked, context));
    found.sort_by(|left, right| (&left.span, left.class).cmp(&(&right.span, right.class)));
    // Of two reasons for one record the first is enough.
    found.dedup_by(|later, first| later.span == first.span);
    found
}

/// How a record is deleted: its file, or its table.
fn deletion(entry: &Entry) -> String {
    let path = entry.span.path();
    if entry.body.is_some() {
        return format!("the file {path}");
    }
    let table = if entry.kind().is(crate::record::Manner::Single) { "[" } else { "[[" };
    let end = if table == "[" { "]" } else { "]]" };
    format!("the table `{table}{}{end}` at {path}:{}", entry.kind().word(), entry.span.line())
}

fn name_of(entry: &Entry) -> String {
    let title = entry.title.as_ref().map_or_else(|| entry.key.id.clone(), Clone::clone);
    format!("the {} `{title}`", entry.kind().word())
}

/// People who are likely the same: by name, e-mail or telephone.
fn people_twice(checked: &Checked) -> Vec<Redundant> {
    let people: Vec<(&Entry, &Person)> = checked.each::<Person>().collect();
    let mut reasons: BTreeMap<usize, (usize, String)> = BTreeMap::new();
    let mail = |one: &Contact| one.email.as_ref().map(|at| at.value.trim().to_lowercase());
    let phone = |one: &Contact| one.phone.as_ref().map(|at| digits(&at.value)).filter(|all| all.len() >= 7);
    for (which, of) in
        [("e-mail address", &mail as &dyn Fn(&Contact) -> Option<String>), ("telephone number", &phone)]
    {
        let mut first: BTreeMap<String, usize> = BTreeMap::new();
        for (at, (_, person)) in people.iter().enumerate() {
            let Some(found) = person.contact.as_ref().and_then(|contact| of(&contact.value)) else {
                continue;
            };
            let earlier = *first.entry(found).or_insert(at);
            if earlier != at && !are_told_apart(people[earlier].1, person) {
                reasons.entry(at).or_insert((earlier, format!("both have the same {which}")));
            }
        }
    }
    let names: Vec<String> = people.iter().map(|(_, person)| normal(&person.name.value)).collect();
    for (earlier, later, likeness) in pairs(&names) {
        if !are_told_apart(people[earlier].1, people[later].1) {
            reasons.entry(later).or_insert((earlier, format!("their names are {likeness}")));
        }
    }
    let named = named_people(checked);
    let each = reasons.into_iter().map(|(later, (earlier, why))| {
        // The one that other records name is the one to keep.
        let is_named = |at: usize| named.contains(people[at].0.key.id.as_str());
        let swapped = is_named(later) && !is_named(earlier);
        let (later, earlier) = if swapped { (earlier, later) } else { (later, earlier) };
        let (entry, kept) = (people[later].0, people[earlier].0);
        let (id, other) = (&entry.key.id, &kept.key.id);
        Redundant {
            class: Class::Duplicate,
            what: format!("the person `{id}`"),
            why: format!("likely the same as `{other}`: {why}"),
            delete: format!(
                "{}, after what it alone says was moved to `{other}` with `formerly = [\"{id}\"]`",
                deletion(entry)
            ),
            unless: "if they are two people, give each a `title` or an e-mail address that tells them apart"
                .to_owned(),
            span: entry.span.clone(),
            other: Some(kept.span.clone()),
            since: None,
        }
    });
    each.collect()
}

/// Whether two records say something by which two people of one name can be told apart.
fn are_told_apart(one: &Person, other: &Person) -> bool {
    let differ = |left: Option<&At<String>>, right: Option<&At<String>>| match (left, right) {
        (Some(left), Some(right)) => normal(&left.value) != normal(&right.value),
        _ => false,
    };
    fn mail(person: &Person) -> Option<&At<String>> {
        person.contact.as_ref()?.email.as_ref()
    }
    differ(one.position.as_ref(), other.position.as_ref()) || differ(mail(one), mail(other))
}

/// Feedback that says the same in the same words by the same person.
fn words_twice(checked: &Checked, day: NaiveDate) -> Vec<Redundant> {
    let who = |from: &Option<At<Who>>| from.as_ref().map(|from| from.value.0.clone());
    let voices = checked.each::<Feedback>().filter_map(|(entry, one)| {
        Some((entry, who(&one.from), entry.body.as_ref()?.span.content().to_owned()))
    });
    let answers = checked
        .each::<Answer>()
        .filter_map(|(entry, one)| Some((entry, Some(who(&one.from)?), one.words.as_ref()?.value.clone())));
    let mut all: Vec<_> = voices.chain(answers).filter(|(entry, ..)| exists(entry, day)).collect();
    all.sort_by_key(|(entry, ..)| (entry.date, &entry.span));
    let mut first: BTreeMap<(Option<String>, String), &Entry> = BTreeMap::new();
    let mut found = Vec::new();
    for (entry, from, words) in all {
        let words = normal_words(&words);
        if words.split(' ').count() < TELLING_WORDS {
            continue;
        }
        let kept = *first.entry((from, words)).or_insert(entry);
        if kept.span != entry.span {
            found.push(Redundant {
                class: Class::Duplicate,
                what: name_of(entry),
                why: format!("says the same, word for word, as {}", name_of(kept)),
                delete: deletion(entry),
                unless: "if they said it twice, write down what was different".to_owned(),
                span: entry.span.clone(),
                other: Some(kept.span.clone()),
                since: entry.date,
            });
        }
    }
    found
}

/// The words of a text in their order, without case, marks and punctuation.
fn normal_words(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The ids of the people whom any record names.
fn named_people(checked: &Checked) -> BTreeSet<&str> {
    let named = checked.targets.values().filter_map(|target| match target {
        Target::Party(Party::Person(id)) => Some(id.as_str()),
        Target::Record(key) if key.kind == Kind::Person => Some(key.id.as_str()),
        _ => None,
    });
    named.collect()
}

/// People whom no record names, and of whom their own says neither role nor relation.
fn people_unnamed(checked: &Checked) -> Vec<Redundant> {
    let named = named_people(checked);
    let says_nothing = |person: &Person| {
        person.role.is_empty()
            && person.strength.is_empty()
            && person.monitors.is_none()
            && person.influence.is_none()
            && person.paired_with.is_none()
    };
    let unnamed = checked
        .each::<Person>()
        .filter(|(entry, person)| says_nothing(person) && !named.contains(entry.key.id.as_str()));
    let each = unnamed.map(|(entry, _)| Redundant {
        class: Class::Orphan,
        what: format!("the person `{}`", entry.key.id),
        why: "no record names them, and their own says neither role nor relation".to_owned(),
        delete: deletion(entry),
        unless: "if they matter, write their `role`, or name them where they took part".to_owned(),
        span: entry.span.clone(),
        other: None,
        since: None,
    });
    each.collect()
}

/// The account's own methods by which nothing was ever collected.
fn methods_unused(checked: &Checked, day: NaiveDate) -> Vec<Redundant> {
    let surveys = checked.each::<Survey>().filter_map(|(_, one)| one.method.as_ref());
    let voices = checked.each::<Feedback>().filter_map(|(_, one)| one.method.as_ref());
    let notes = checked.each::<Note>().flat_map(|(_, one)| &one.about);
    let used: BTreeSet<_> = surveys.chain(voices).chain(notes).filter_map(|what| checked.key(what)).collect();
    let all = checked.each::<Method>().filter(|(entry, _)| !used.contains(&entry.key));
    all.filter_map(|(entry, method)| unused_method(entry, method, day)).collect()
}

/// A method that nobody used, where it has been agreed for long enough.
#[must_use]
pub fn unused_method(entry: &Entry, method: &Method, day: NaiveDate) -> Option<Redundant> {
    let agreed = by(method.agreed.as_ref(), day)?;
    let since = UNUSED.after(agreed);
    (since < day).then(|| Redundant {
        class: Class::Orphan,
        what: name_of(entry),
        why: format!("it was agreed on {agreed}, and nothing was ever collected by it"),
        delete: deletion(entry),
        unless: "if it is used, name it as `method` where its answers stand".to_owned(),
        span: entry.span.clone(),
        other: None,
        since: Some(since),
    })
}

/// Surveys that nobody was asked, and nobody answered. One that was sent says who kept silent, and stays.
fn surveys_unasked(checked: &Checked, day: NaiveDate) -> Vec<Redundant> {
    let answered: BTreeSet<_> =
        checked.each::<Answer>().filter_map(|(entry, _)| entry.host.as_ref()).collect();
    let empty = checked.each::<Survey>().filter(|(entry, survey)| {
        let asked = !survey.sent_to.is_empty() || survey.sent.as_ref().is_some_and(|sent| sent.value.0 > 0);
        exists(entry, day) && !asked && !answered.contains(&entry.key)
    });
    let each = empty.filter(|_| !checked.may_lack(Kind::Answer)).map(|(entry, _)| Redundant {
        class: Class::Orphan,
        what: name_of(entry),
        why: "it has no answer, and does not say whom it was sent to".to_owned(),
        delete: format!("the file {}", entry.span.path()),
        unless: "if it was sent, write to whom as `sent_to`".to_owned(),
        span: entry.span.clone(),
        other: None,
        since: entry.date,
    });
    each.collect()
}

/// Files of the account's folder that no record links.
fn attachments_unlinked(checked: &Checked) -> Vec<Redundant> {
    let linked: BTreeSet<&RepoPath> = checked
        .targets
        .values()
        .filter_map(|target| match target {
            Target::Attachment(path) => Some(path),
            _ => None,
        })
        .collect();
    let is_note = |path: &RepoPath| path.name().to_lowercase().starts_with("readme");
    let loose = checked.attachments.iter().filter(|path| !linked.contains(path) && !is_note(path));
    let each = loose.map(|path| Redundant {
        class: Class::Orphan,
        what: format!("the file `{}`", path.name()),
        why: "no record links it".to_owned(),
        delete: format!("the file {path}"),
        unless: "if it is needed, link it from the record that it belongs to".to_owned(),
        span: Span::of_file(&Text::new(path.clone(), String::new())),
        other: None,
        since: None,
    });
    each.collect()
}

fn kept_too_long(checked: &Checked, context: &Context<'_>) -> Option<Redundant> {
    let (entry, _) = checked.account()?;
    let kept = past_retention(checked, context.config, context.as_of)?;
    Some(Redundant {
        class: Class::PastRetention,
        what: format!("the account `{}`", checked.slug),
        why: format!(
            "it ended on {}, and its records were to be kept for {}, until {}",
            kept.ended, kept.retention, kept.until
        ),
        delete: format!("the folder {}", checked.path),
        unless: "if the law asks for longer, write that as `retention` under `legal`".to_owned(),
        span: entry.span.clone(),
        other: None,
        since: Some(kept.until),
    })
}
