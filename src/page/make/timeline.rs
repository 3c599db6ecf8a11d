//! The timeline: every dated record whole, the recent ones on the account's page, each year on a page of its own.

use std::collections::{BTreeMap, BTreeSet};

use super::portfolio::{page_address, pagination};
use super::written;
use crate::check::{Party, Target};
use crate::page::common::{Field, Linked, Pagination, SourceLine};
use crate::page::desk::{Desk, anchor, year_of};
use crate::page::markdown::{self, Images};
use crate::page::timeline::{Choice, Elsewhere, Entry as EntryView, Participant, Timeline, YearLink};
use crate::record::{Entry, Key, Kind, Manner, Shown, Visibility};
use crate::review::feedback::withheld;
use crate::review::side::named;
use crate::source::Span;

/// How many records the account's own page shows whole.
const RECENT: usize = 20;

/// How many records a page of a year shows whole.
const WHOLE: usize = 150;

/// Every dated record of an account, rendered once, newest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Chronicle {
    entries: Vec<(i32, EntryView)>,
}

impl Chronicle {
    /// Renders every record that happened by the day of the site. Images that bodies show are noted.
    #[must_use]
    pub fn new(desk: &Desk<'_>, images: &mut Images) -> Self {
        let mentions = mentions(desk);
        let mut dated: Vec<&Entry> =
            desk.checked.entries.iter().filter(|entry| is_dated(entry, desk)).collect();
        dated.sort_by(|left, right| {
            (right.date, &left.span.path(), left.span.range().start).cmp(&(
                left.date,
                &right.span.path(),
                right.span.range().start,
            ))
        });
        let withheld = withheld(desk.checked, &desk.site.shared.plan, desk.site.as_of);
        let entries = dated.into_iter().filter_map(|entry| {
            let year = year_of(&entry.key, entry.date)?;
            if withheld.contains(&entry.key) {
                return Some((year, without_words(entry, desk)));
            }
            Some((year, view(entry, desk, &mentions, images)))
        });
        Self { entries: entries.collect() }
    }

    /// The years that hold records, newest first, with how many each holds.
    #[must_use]
    pub fn years(&self) -> Vec<(i32, usize)> {
        let mut years: BTreeMap<i32, usize> = BTreeMap::new();
        for (year, _) in &self.entries {
            *years.entry(*year).or_default() += 1;
        }
        years.into_iter().rev().collect()
    }

    /// The recent records, for the account's page, where they have no address of their own.
    #[must_use]
    pub fn recent(&self, slug: &str) -> Timeline {
        let recent = self
            .entries
            .iter()
            .take(RECENT)
            .map(|(_, entry)| EntryView { anchor: format!("recent-{}", entry.anchor), ..entry.clone() });
        self.timeline(slug, recent.collect(), None)
    }

    /// The records of a year, page by page, each page with its name. The first holds the permanent address of all of them.
    #[must_use]
    pub fn year(&self, slug: &str, year: i32) -> Vec<(String, Timeline, Pagination)> {
        let of_year: Vec<&EntryView> =
            self.entries.iter().filter(|(one, _)| *one == year).map(|(_, entry)| entry).collect();
        let name = format!("{slug}.{year}");
        let pages = of_year.len().div_ceil(WHOLE).max(1);
        let page = |at: usize| {
            let whole = of_year.iter().skip(at * WHOLE).take(WHOLE);
            let mut timeline = self.timeline(slug, whole.map(|entry| (*entry).clone()).collect(), Some(year));
            if at == 0 {
                let rest = of_year.iter().enumerate().skip(WHOLE);
                timeline.elsewhere = rest.map(|(at, entry)| elsewhere(entry, &name, at / WHOLE)).collect();
            }
            (page_address(&name, at), timeline, pagination(at, pages, of_year.len(), WHOLE, &name))
        };
        (0..pages).map(page).collect()
    }

    fn timeline(&self, slug: &str, entries: Vec<EntryView>, current: Option<i32>) -> Timeline {
        let mut kinds: BTreeMap<String, Choice> = BTreeMap::new();
        let mut people: BTreeMap<String, Choice> = BTreeMap::new();
        for entry in &entries {
            tally(&mut kinds, &entry.kind, &entry.kind_text);
            for one in &entry.people {
                tally(&mut people, &one.id, &one.name.text);
            }
        }
        let years = self.years().into_iter().map(|(year, count)| YearLink {
            year: year.to_string(),
            href: format!("{slug}.{year}.html"),
            count,
            current: current == Some(year),
        });
        Timeline {
            total: self.entries.len(),
            kinds: kinds.into_values().collect(),
            people: people.into_values().collect(),
            years: years.collect(),
            elsewhere: Vec::new(),
            entries,
        }
    }
}

fn elsewhere(entry: &EntryView, name: &str, page: usize) -> Elsewhere {
    let address = format!("{}#{}", page_address(name, page), entry.anchor);
    Elsewhere {
        anchor: entry.anchor.clone(),
        date: entry.date.clone(),
        title: Linked::to(entry.title.clone(), address),
    }
}

fn tally(choices: &mut BTreeMap<String, Choice>, key: &str, label: &str) {
    let choice = choices.entry(key.to_owned()).or_insert_with(|| Choice {
        key: key.to_owned(),
        label: label.to_owned(),
        count: 0,
    });
    choice.count += 1;
}

/// Records that stand on the account's page are no events, and answers are shown with their survey.
fn is_dated(entry: &Entry, desk: &Desk<'_>) -> bool {
    !entry.kind().is(Manner::Lasting) && entry.date.is_some_and(|date| date <= desk.site.as_of)
}

/// The records that name each record.
fn mentions<'a>(desk: &Desk<'a>) -> BTreeMap<Key, Vec<&'a Entry>> {
    let mut mentions: BTreeMap<Key, Vec<&Entry>> = BTreeMap::new();
    for entry in &desk.checked.entries {
        for key in named_by(entry, desk) {
            mentions.entry(key).or_default().push(entry);
        }
    }
    mentions
}

fn named_by(entry: &Entry, desk: &Desk<'_>) -> BTreeSet<Key> {
    let mut named: BTreeSet<Key> = BTreeSet::new();
    let mut visit = |span: &Span| {
        if let Some(Target::Record(key)) = desk.checked.target(span) {
            named.insert(key.clone());
        }
    };
    for (_, shown) in entry.data.show() {
        for leaf in shown.leaves() {
            if let Shown::What(_, span) = leaf {
                visit(span);
            }
        }
    }
    for evidence in &entry.common.evidence {
        visit(&evidence.span);
    }
    named.remove(&entry.key);
    named
}

/// An answer of too few anonymous ones to hide among: that it came, and its score.
fn without_words(entry: &Entry, desk: &Desk<'_>) -> EntryView {
    let mut source = desk.source(entry);
    source.label = desk.site.language.word("an-anonymous-answer");
    let score = entry.data.show().into_iter().filter(|(name, _)| *name == "score");
    let mut fields: Vec<Field> = score.map(|(name, shown)| field(name, &shown, desk)).collect();
    let why = &desk.site.language.word("with-fewer-than-five-anonymous-answers");
    fields.push(Field { label: desk.site.language.word("words-withheld"), values: vec![Linked::text(why)] });
    EntryView {
        anchor: anchor(&entry.key),
        permalink: desk.href(&entry.key),
        kind: entry.kind().word().to_owned(),
        kind_text: entry.kind().name().to_owned(),
        date: entry.date.map(|date| desk.date(date)).unwrap_or_default(),
        title: source.label.clone(),
        fields,
        source,
        ..EntryView::default()
    }
}

fn view(
    entry: &Entry,
    desk: &Desk<'_>,
    mentions: &BTreeMap<Key, Vec<&Entry>>,
    images: &mut Images,
) -> EntryView {
    let mentioned: Vec<SourceLine> = mentions
        .get(&entry.key)
        .map(|all| all.iter().filter(|one| is_dated(one, desk)).map(|one| desk.source(one)).collect())
        .unwrap_or_default();
    EntryView {
        anchor: anchor(&entry.key),
        permalink: desk.href(&entry.key),
        kind: entry.kind().word().to_owned(),
        kind_text: entry.kind().name().to_owned(),
        date: entry.date.map(|date| desk.date(date)).unwrap_or_default(),
        title: desk.title(entry),
        people: participants(entry, desk),
        fields: fields(entry, desk).into_iter().chain(written::fields(desk, entry)).collect(),
        body: markdown::body(entry, desk, images),
        mentioned_by: mentioned,
        visibility: (entry.visibility() != Visibility::Internal)
            .then(|| entry.visibility().word().to_owned()),
        source: desk.source(entry),
    }
}

/// Everybody whom the record names, once each, in the order of its fields.
fn participants(entry: &Entry, desk: &Desk<'_>) -> Vec<Participant> {
    let mut seen = BTreeSet::new();
    let once = named(desk.checked, entry).into_iter().filter(|party| seen.insert((*party).clone()));
    let participant = |party: &Party| {
        let (Party::Person(id) | Party::Member(id)) = party;
        Participant { id: id.clone(), name: desk.linked(party) }
    };
    once.map(participant).collect()
}

/// The record's fields in words, as declared by its kind; those that stand elsewhere on the entry are left out.
pub fn fields(entry: &Entry, desk: &Desk<'_>) -> Vec<Field> {
    let own = entry
        .data
        .show()
        .into_iter()
        .filter(|(name, _)| !matches!(*name, "on" | "raised" | "title" | "what"));
    let mut fields: Vec<Field> = own.map(|(name, shown)| field(name, &shown, desk)).collect();
    if let Some(host) = entry.host.as_ref().and_then(|key| desk.checked.find(key)) {
        let linked = Linked::to(desk.title(host), desk.href(&host.key));
        fields.push(Field { label: desk.site.language.word("agreed-in"), values: vec![linked] });
        if entry.kind() != Kind::Action
            && let Some(last) = fields.last_mut()
        {
            last.label = desk.site.language.word("recorded-in");
        }
    }
    let told = entry.common.told.iter().map(|told| {
        let who = desk.who(&told.who);
        Linked { text: format!("{}, {}", who.text, desk.site.language.date(told.on.value)), href: who.href }
    });
    let evidence = entry.common.evidence.iter().map(|what| desk.what(what));
    let tags = entry.common.tags.iter().map(|tag| Linked::text(tag.value.clone()));
    for (label, values) in [
        (&desk.site.language.word("told"), told.collect()),
        (&desk.site.language.word("evidence"), evidence.collect()),
        (&desk.site.language.word("tags"), tags.collect::<Vec<_>>()),
    ] {
        if !values.is_empty() {
            fields.push(Field { label: label.to_owned(), values });
        }
    }
    fields
}

fn field(name: &str, shown: &Shown<'_>, desk: &Desk<'_>) -> Field {
    let values = match shown {
        Shown::List(all) => all.iter().map(|one| value(one, desk)).collect(),
        one => vec![value(one, desk)],
    };
    Field { label: label(name), values }
}

/// `raised_by` gives `Raised by`.
fn label(name: &str) -> String {
    let words = name.replace('_', " ");
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + letters.as_str())
        .unwrap_or_default()
}

/// A value in words, with its link where it has one.
fn value(shown: &Shown<'_>, desk: &Desk<'_>) -> Linked {
    let text = match shown {
        Shown::Text(text) => (*text).to_owned(),
        Shown::Number(number) => desk.short_number(*number),
        Shown::Date(date) => desk.site.language.date(*date),
        Shown::Period(period) => period_text(*period, &desk.site.language),
        Shown::Duration(duration) => duration.to_string(),
        Shown::Money(money) => desk.site.money(money),
        Shown::Flag(flag) => desk.site.language.word(if *flag { "yes" } else { "no" }),
        Shown::Word(word) => word.replace('-', " "),
        Shown::Who(who, span) => {
            return match desk.checked.target(span) {
                Some(target) => desk.target(target).unwrap_or_else(|| Linked::text(who.0.clone())),
                None => Linked::text(who.0.clone()),
            };
        }
        Shown::What(what, span) => {
            return match desk.checked.target(span) {
                Some(target) => desk.target(target).unwrap_or_else(|| Linked::text(what.to_string())),
                None => Linked::text(what.to_string()),
            };
        }
        Shown::Account(name, _) => {
            let address = crate::page::desk::account_address(&name.0);
            return Linked::to(name.0.clone(), desk.place.link(&address));
        }
        Shown::List(all) => all.iter().map(|one| value(one, desk).text).collect::<Vec<_>>().join(", "),
        Shown::Table(all) => {
            let parts = all
                .iter()
                .map(|(name, one)| format!("{} {}", label(name).to_lowercase(), value(one, desk).text));
            parts.collect::<Vec<_>>().join(", ")
        }
    };
    Linked::text(text)
}

/// A period in words: “3 months”.
#[must_use]
pub fn period_text(period: crate::record::Period, language: &crate::language::Language) -> String {
    use crate::record::PeriodUnit;
    let counts = match period.unit() {
        PeriodUnit::Day => "n-days",
        PeriodUnit::Week => "n-weeks",
        PeriodUnit::Month => "n-months",
        PeriodUnit::Year => "n-years",
    };
    language.count(counts, period.count() as usize, &[])
}
