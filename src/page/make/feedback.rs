//! What the customer says: one block an instrument, what is named good and bad, and the voices themselves.

pub mod across;
mod instrument;
mod sentences;
mod sides;
mod techniques;
mod themes;
mod variances;
mod voice;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::Days;

use super::words::{any_person, capital, empty};
use crate::check::{Checked, Context};
use crate::language::Language;
use crate::page::account::{FeedbackSection, InstrumentView, Tally};
use crate::page::common::{Linked, List};
use crate::page::desk::{Desk, Site};
use crate::record::{At, DimensionName, Key, Kind, Voice as Source};
use crate::review::feedback::{Analysed, Analysis, Voice, analysis, distinct, voices, withheld};
use crate::review::standing::Standing;

/// How many voices stand on the account's own page; the others stand in their years.
const SHOWN: usize = 20;
/// For how many days a strength or a weakness is counted.
const NAMED: u64 = 365;

/// An account's feedback with its analysis, which its page and the pages across accounts share.
#[derive(Debug, Clone, PartialEq)]
pub struct Heard<'a> {
    analysed: Analysed<'a>,
    analyses: Vec<Analysis<'a>>,
}

impl<'a> Heard<'a> {
    /// Analyses the feedback of an account.
    #[must_use]
    pub fn new(checked: &'a Checked, site: &Site<'a>) -> Self {
        let context = Context { shared: site.shared, config: site.config, as_of: site.as_of };
        let analysed = Analysed::new(checked, &context);
        let each = analysed.series.iter().zip(&analysed.charts);
        let analyses = each.map(|(series, chart)| analysis(series, chart)).collect();
        Self { analysed, analyses }
    }
}

/// What both sides’ voices say, each instrument by itself, with what it counts as in the standing.
#[must_use]
pub fn section(desk: &Desk<'_>, standing: &Standing, heard: &Heard<'_>) -> FeedbackSection {
    let counted =
        standing.dimension(DimensionName::Feedback).map(|one| one.evidence.as_slice()).unwrap_or_default();
    let (checked, plan, as_of) = (desk.checked, &desk.site.shared.plan, desk.site.as_of);
    let mut all = voices(checked, plan, as_of);
    all.sort_by(|left, right| right.on.cmp(&left.on).then_with(|| left.entry.span.cmp(&right.entry.span)));
    let hidden = withheld(checked, plan, as_of);
    let Heard { analysed, analyses } = heard;
    let titles: Vec<String> = analysed.series.iter().map(|one| instrument::title(desk, one)).collect();
    let named = analysed.names.iter().zip(analysed.series.iter().zip(analyses));
    let instruments: Vec<InstrumentView> = named
        .map(|(name, (series, analysis))| instrument::view(desk, name, series, analysis, counted))
        .collect();
    let telling: Vec<&Voice<'_>> = all.iter().filter(|one| !is_bare(one)).collect();
    let shown = telling.iter().take(SHOWN).map(|one| voice::view(desk, one, &hidden)).collect();
    let file = format!("feedback/{as_of}-survey.toml");
    let example = example(desk);
    let instruments_why = if all.is_empty() {
        &desk.site.language.word("nobody-has-said-anything-yet-that-was")
    } else {
        &desk.site.language.word("no-answer-has-a-score-on-a-known-scale-so")
    };
    let voices = List {
        total: all.len(),
        rows: shown,
        more: rest(all.len(), telling.len(), &desk.site.language),
        empty: empty(
            desk,
            Kind::Feedback,
            &desk.site.language.word("nobody-has-said-anything-yet-that-was"),
            &file,
            example.clone(),
        ),
    };
    FeedbackSection {
        summary: summary(desk, &all),
        instruments: List::whole(instruments, empty(desk, Kind::Survey, instruments_why, &file, example)),
        strengths: tallies(desk, &all, &hidden, |voice| voice.strengths),
        weaknesses: tallies(desk, &all, &hidden, |voice| voice.weaknesses),
        improve: tallies(desk, &all, &hidden, |voice| voice.improve),
        themes: themes::table(desk),
        sides: sides::techniques(desk, analysed),
        variances: (!titles.is_empty()).then(|| variances::table(desk, analysed, analyses, &titles)),
        voices,
    }
}

/// Where the voices are that do not stand here.
fn rest(all: usize, telling: usize, language: &Language) -> Option<Linked> {
    let words = match (telling > SHOWN, all > telling) {
        (true, true) => &language.word("older-voices-and-scores-without-words-stand"),
        (true, false) => &language.word("older-voices-stand-in-the-timeline"),
        (false, true) => &language.word("scores-without-words-stand-in-the-timeline"),
        (false, false) => return None,
    };
    Some(Linked::to(words, "#timeline"))
}

/// The least that fills the section.
fn example(desk: &Desk<'_>) -> String {
    let method = desk.site.shared.plan.each::<crate::record::Method>().next();
    let by = method.map_or_else(
        || "instrument = \"nps\"".to_owned(),
        |(entry, _)| format!("method = \"{}\"", entry.key.id),
    );
    let (asked, from) = match any_person(desk) {
        Some(id) => (format!("sent_to = [\"{id}\"]"), format!("from = \"{id}\"")),
        None => ("sent = 1".to_owned(), "label = \"a\"".to_owned()),
    };
    let on = desk.site.as_of;
    format!(
        "[survey]\n{by}\non = {on}\n{asked}\n\n[[answer]]\n{from}\nscore = 8\nwords = \"Better, but February hurt.\""
    )
}

/// Whether a voice is a score without a word: it is counted, and there is nothing to read.
fn is_bare(voice: &Voice<'_>) -> bool {
    let has_themes = !(voice.strengths.is_empty() && voice.weaknesses.is_empty() && voice.improve.is_empty());
    let has_words = voice.words.is_some() || voice.entry.body.is_some();
    voice.score.is_some() && !has_themes && !has_words
}

/// “12 voices of the customer, the latest on 14 May 2026; 2 that criticise are not answered.”
fn summary(desk: &Desk<'_>, all: &[Voice<'_>]) -> String {
    let theirs: Vec<&Voice<'_>> = all.iter().filter(|one| one.source == Source::Customer).collect();
    let Some(latest) = theirs.first() else {
        return if all.is_empty() {
            String::new()
        } else {
            desk.site.language.word("only-our-own-people-have-spoken-so-far")
        };
    };
    let open = theirs.iter().filter(|one| one.wants_answer && one.answered.is_none()).count();
    let answered = match open {
        0 if theirs.iter().any(|one| one.wants_answer) => {
            desk.site.language.word("all-criticism-was-answered")
        }
        0 => String::new(),
        1 => desk.site.language.word("one-that-criticises-is-not-answered"),
        many => desk.site.language.say("many-that-criticise-are-not-answered", &[("many", &many)]),
    };
    let named = theirs
        .iter()
        .any(|one| is_recent(desk, one) && !(one.strengths.is_empty() && one.weaknesses.is_empty()));
    let counted =
        if named { &desk.site.language.word("strengths-and-weaknesses-are-counted-over") } else { "" };
    desk.site.language.say(
        "voices-of-the-customer-the-latest-on-date",
        &[
            ("voices", &desk.site.language.count("n-voices", theirs.len(), &[])),
            ("date", &desk.site.language.date(latest.on)),
            ("answered", &answered),
            ("counted", &counted),
        ],
    )
}

fn is_recent(desk: &Desk<'_>, voice: &Voice<'_>) -> bool {
    desk.site.as_of.checked_sub_days(Days::new(NAMED)).is_none_or(|since| voice.on > since)
}

/// What the customer's voices of the last twelve months name, the most often named first. Words that are withheld are
/// not counted: a theme can tell who spoke.
fn tallies<'a>(
    desk: &Desk<'_>,
    all: &[Voice<'a>],
    hidden: &BTreeSet<Key>,
    of: impl Fn(&Voice<'a>) -> &'a [At<String>],
) -> Vec<Tally> {
    let mut named: BTreeMap<String, Tally> = BTreeMap::new();
    let counted = all.iter().filter(|one| {
        one.source == Source::Customer && is_recent(desk, one) && !hidden.contains(&one.entry.key)
    });
    for one in counted {
        for (theme, written) in distinct(of(one)) {
            let tally = named.entry(theme).or_default();
            // The voices come newest first: what stays is how it was first written.
            tally.what = capital(written);
            tally.count += 1;
            if let Some(party) = one.respondent.party() {
                let who = desk.linked(party);
                if !tally.by.contains(&who) {
                    tally.by.push(who);
                }
            }
        }
    }
    let mut tallies: Vec<Tally> = named.into_values().collect();
    // What is named equally often stays in the order of the alphabet.
    tallies.sort_by_key(|tally| Reverse(tally.count));
    tallies
}
