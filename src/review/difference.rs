//! What differs between two readings of the records: which records were added, changed, closed or removed, field by field;
//! how each account stood before and stands since, and through what; and which rules are newly broken or kept again.
//!
//! Both readings are compared as they are shown: what is withheld from the site takes no part. Nothing here knows where the
//! readings came from.

mod text;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Serialize, Serializer};

pub use text::Style;

use super::standing::{Attribution, Band, Cause, Digest, Standing, Word};
use crate::check::{Checked, Checkup, Context};
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::record::{Entry, Facts, Key, alike};
use crate::source::RepoPath;

/// Everything that differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// The accounts in which something differs, by slug.
    pub accounts: Vec<AccountDifference>,
    /// The records that all accounts share.
    pub shared: Vec<RecordDifference>,
    /// Whether the configuration differs, and so perhaps how everything is judged.
    pub configuration: bool,
    /// Rules that are broken now and were not before.
    pub broken: Vec<FindingDifference>,
    /// Rules that were broken before and are not now.
    pub cleared: Vec<FindingDifference>,
}

/// What differs in one account.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AccountDifference {
    /// Its slug now, or before, where it is no longer there.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Its slug before, where that was another.
    pub formerly: Option<String>,
    /// Whether it came, went, or was there before and since.
    pub deed: Deed,
    /// How it stood and stands; `None` where neither the word nor the score differs.
    pub standing: Option<StandingDifference>,
    /// Its records that differ, by name.
    pub records: Vec<RecordDifference>,
}

/// What happened to a record or an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Deed {
    /// It was not there before.
    Added,
    /// It says something else.
    Changed,
    /// It says now that it is over: done, resolved, ended.
    Closed,
    /// It is no longer there.
    Removed,
}

/// A record that differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RecordDifference {
    /// What happened to it.
    pub deed: Deed,
    /// Its kind and id: `expectation/uptime`.
    pub name: String,
    /// Its name before, where that was another.
    pub formerly: Option<String>,
    /// The file that it stands in, or stood in.
    pub path: String,
    /// The line there.
    pub line: u32,
    /// Its fields that differ; of one that was added or removed, all that it says or said.
    pub fields: Vec<FieldDifference>,
}

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FieldDifference {
    /// Its name.
    pub field: String,
    /// What it said; `None` where it was not there, and where that is not told.
    pub was: Option<String>,
    /// What it says.
    pub is: Option<String>,
}

/// How an account stood and stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StandingDifference {
    /// Before, in a word; `None` where the account was not there.
    pub was: Option<String>,
    /// Since, in a word; `None` where it is no longer there.
    pub is: Option<String>,
    /// The score before, under gates.
    pub score_was: Option<f64>,
    /// The score since, under gates.
    pub score_is: Option<f64>,
    /// What moved the score, line by line; the points sum to the change.
    pub lines: Vec<StandingLine>,
}

/// One line of what moved a score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StandingLine {
    /// The dimension, or `gates`.
    pub dimension: String,
    /// By how many points, to one digit.
    pub points: f64,
    /// In what way.
    pub how: String,
    /// The records that are new, gone, or worth another value.
    pub records: Vec<String>,
}

/// A finding that came or went.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FindingDifference {
    /// The rule.
    pub code: String,
    /// How bad it is.
    #[serde(serialize_with = "severity")]
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// Where.
    pub path: String,
    /// The line there.
    pub line: u32,
}

impl Difference {
    /// What differs between two readings. They may be of different days.
    #[must_use]
    pub fn between(before: &Checkup, since: &Checkup) -> Self {
        let (broken, cleared) = findings(&before.findings, &since.findings);
        let shared = |checkup: &Checkup| -> Vec<Entry> {
            let shared = &checkup.portfolio.shared;
            shared.team.entries.iter().chain(&shared.plan.entries).cloned().collect()
        };
        let text = |checkup: &Checkup| checkup.portfolio.shared.span.text().content().to_owned();
        Self {
            accounts: accounts(before, since),
            shared: records(&shared(before), &shared(since)),
            configuration: text(before) != text(since),
            broken,
            cleared,
        }
    }

    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.accounts.is_empty()
            && self.shared.is_empty()
            && !self.configuration
            && self.broken.is_empty()
            && self.cleared.is_empty()
    }
}

fn accounts(before: &Checkup, since: &Checkup) -> Vec<AccountDifference> {
    let mut earlier: BTreeMap<&str, &Checked> =
        before.accounts.iter().map(|account| (account.slug.as_str(), account)).collect();
    let (then, now) = (before.portfolio.context(), since.portfolio.context());
    let slugs: BTreeSet<&str> = since.accounts.iter().map(|account| account.slug.as_str()).collect();
    let mut found = Vec::new();
    for account in &since.accounts {
        let slug = account.slug.as_str();
        let former = earlier.remove(slug).or_else(|| {
            // It may have had another slug: the one that is gone and had this name.
            let gone = earlier
                .values()
                .find(|one| !slugs.contains(one.slug.as_str()) && one.name() == account.name());
            let gone = gone.map(|one| one.slug.as_str())?;
            earlier.remove(gone)
        });
        found.extend(of_account(&then, &now, former, Some(account)));
    }
    found.extend(earlier.into_values().filter_map(|gone| of_account(&then, &now, Some(gone), None)));
    found.sort_by(|left, right| left.slug.cmp(&right.slug));
    found
}

/// What differs in one account between two readings, each by what all accounts shared then; `None` where nothing does, or the
/// account is in neither.
#[must_use]
pub fn of_account(
    before: &Context<'_>,
    since: &Context<'_>,
    was: Option<&Checked>,
    is: Option<&Checked>,
) -> Option<AccountDifference> {
    let shown = is.or(was)?;
    let difference = AccountDifference {
        slug: shown.slug.to_string(),
        name: shown.name().to_owned(),
        formerly: was.filter(|was| was.slug != shown.slug).map(|was| was.slug.to_string()),
        deed: match (was, is) {
            (None, _) => Deed::Added,
            (_, None) => Deed::Removed,
            _ => Deed::Changed,
        },
        standing: standing_between(before, since, was, is),
        records: records(entries(was), entries(is)),
    };
    let is_same = difference.deed == Deed::Changed
        && difference.formerly.is_none()
        && difference.standing.is_none()
        && difference.records.is_empty();
    (!is_same).then_some(difference)
}

fn entries(checked: Option<&Checked>) -> &[Entry] {
    checked.map_or(&[], |checked| &checked.entries)
}

fn standing_between(
    before: &Context<'_>,
    since: &Context<'_>,
    was: Option<&Checked>,
    is: Option<&Checked>,
) -> Option<StandingDifference> {
    let (from, to) = (before.as_of, since.as_of);
    let (earlier, later) = (
        was.map(|was| Digest::new(was, before.shared, before.config)),
        is.map(|is| Digest::new(is, since.shared, since.config)),
    );
    let (was, is) =
        (earlier.as_ref().map(|one| one.standing(from)), later.as_ref().map(|one| one.standing(to)));
    let shown = |standing: &Option<Standing>| {
        let tenths = |score: f64| (score * 10.0).round() / 10.0;
        let one = standing.as_ref();
        (one.map(|one| word(&one.word)), one.and_then(|one| one.gated).map(tenths))
    };
    let ((word_was, score_was), (word_is, score_is)) = (shown(&was), shown(&is));
    if word_was == word_is && score_was == score_is {
        return None;
    }
    let moved =
        earlier.zip(later).and_then(|(earlier, later)| Attribution::between((&earlier, from), (&later, to)));
    let lines = moved.map(|moved| lines(&moved)).unwrap_or_default();
    Some(StandingDifference { was: word_was, is: word_is, score_was, score_is, lines })
}

/// A standing in a word or two, as pages say it.
fn word(word: &Word) -> String {
    match word {
        Word::Band { band: Band::Good } => "good",
        Word::Band { band: Band::Watch } => "watch",
        Word::Band { band: Band::AtRisk } => "at risk",
        Word::Band { band: Band::Unknown } => "unknown",
        Word::New => "new",
        Word::Prospect => "prospect",
        Word::Paused => "paused",
        Word::Ended { .. } => "ended",
    }
    .to_owned()
}

fn lines(moved: &Attribution) -> Vec<StandingLine> {
    let each = moved.lines.iter().map(|line| StandingLine {
        dimension: line.dimension.map_or("gates", |name| name.word()).to_owned(),
        points: line.shown,
        how: match line.cause {
            Cause::Score => "its score changed",
            Cause::Appeared => "evidence appeared",
            Cause::Lapsed => "evidence grew too old or was taken out",
            Cause::Applies => "it applies now",
            Cause::AppliesNoMore => "it applies no more",
            Cause::WeighsMore => "counts for more of what is known",
            Cause::WeighsLess => "counts for less of what is known",
            Cause::Gates => "gates came, went or bite otherwise",
        }
        .to_owned(),
        records: line.records.iter().map(|place| place.key.to_string()).collect(),
    });
    each.collect()
}

/// The fields that say, once they are there, that a record is over.
const CLOSING: [&str; 8] = ["done", "dropped", "resolved", "accepted", "closed", "ended", "left", "outcome"];

fn records(before: &[Entry], since: &[Entry]) -> Vec<RecordDifference> {
    let said = |entries: &'_ [Entry]| -> BTreeMap<Key, Facts> {
        entries.iter().map(|entry| (entry.key.clone(), Facts::of(entry))).collect()
    };
    let places = |entries: &'_ [Entry]| -> BTreeMap<Key, (String, u32)> {
        entries.iter().map(|one| (one.key.clone(), (one.span.path().to_string(), one.span.line()))).collect()
    };
    let (mut gone, come) = (said(before), said(since));
    let (then, now) = (places(before), places(since));
    gone.retain(|key, facts| come.get(key) != Some(facts));
    let (mut found, mut added) = (Vec::new(), Vec::new());
    let place =
        |places: &BTreeMap<Key, (String, u32)>, key: &Key| places.get(key).cloned().unwrap_or_default();
    let changed = |key: &Key, former: Option<&Key>, was: &Facts, is: &Facts| {
        let (path, line) = place(&now, key);
        let fields = fields(was, is);
        let is_over = |change: &FieldDifference| {
            let name = change.field.split('.').next().unwrap_or_default();
            change.was.is_none() && change.is.is_some() && CLOSING.contains(&name)
        };
        let deed = if fields.iter().any(is_over) { Deed::Closed } else { Deed::Changed };
        RecordDifference {
            deed,
            name: key.to_string(),
            formerly: former.map(Key::to_string),
            path,
            line,
            fields,
        }
    };
    let known: BTreeSet<&Key> = then.keys().collect();
    for (key, is) in &come {
        match gone.remove(key) {
            Some(was) => found.push(changed(key, None, &was, is)),
            None if known.contains(key) => {}
            None => added.push((key, is)),
        }
    }
    for (key, is) in added {
        let former = alike(key, is, &gone).cloned();
        if let Some((former, was)) = former.and_then(|former| gone.remove_entry(&former)) {
            found.push(changed(key, Some(&former), &was, is));
            continue;
        }
        let (path, line) = place(&now, key);
        let (name, fields) = (key.to_string(), fields(&Facts::default(), is));
        found.push(RecordDifference { deed: Deed::Added, name, formerly: None, path, line, fields });
    }
    for (key, was) in gone {
        let (path, line) = place(&then, &key);
        let (name, fields) = (key.to_string(), fields(&was, &Facts::default()));
        found.push(RecordDifference { deed: Deed::Removed, name, formerly: None, path, line, fields });
    }
    found.sort_by(|left, right| left.name.cmp(&right.name));
    found
}

fn fields(was: &Facts, is: &Facts) -> Vec<FieldDifference> {
    let differing = is.since(was).into_iter();
    differing.map(|(field, was, is)| FieldDifference { field, was, is }).collect()
}

/// The findings that came and those that went, wherever in their file they stand.
fn findings(before: &[Diagnostic], since: &[Diagnostic]) -> (Vec<FindingDifference>, Vec<FindingDifference>) {
    let told = |one: &Diagnostic| FindingDifference {
        code: one.code.to_owned(),
        severity: one.severity,
        message: one.message.clone(),
        path: one.span.path().to_string(),
        line: one.span.line(),
    };
    let only = |these, others| new_findings(these, others).map(told).collect();
    (only(since, before), only(before, since))
}

/// The findings that were not there before, in their order: whatever else says the same in the same file was there, on
/// whichever line.
pub fn new_findings<'a>(
    since: &'a [Diagnostic],
    before: &[Diagnostic],
) -> impl Iterator<Item = &'a Diagnostic> {
    let key = |one: &Diagnostic| (one.code, one.span.path().to_string(), one.message.clone());
    let mut known: BTreeMap<_, usize> = BTreeMap::new();
    before.iter().for_each(|one| *known.entry(key(one)).or_default() += 1);
    since.iter().filter(move |one| match known.get_mut(&key(one)) {
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        _ => true,
    })
}

/// The findings that belong to a change: those that were not there before, wherever they are, and those in files that it
/// touched.
#[must_use]
pub fn of_change(
    since: &[Diagnostic],
    before: &[Diagnostic],
    is_touched: impl Fn(&RepoPath) -> bool,
) -> Vec<Diagnostic> {
    let (inside, outside): (Vec<_>, Vec<_>) =
        since.iter().cloned().partition(|one| is_touched(one.span.path()));
    let mut all: Vec<Diagnostic> = new_findings(&outside, before).cloned().collect();
    all.extend(inside);
    diagnostic::sort(&mut all);
    all
}

fn severity<S: Serializer>(severity: &Severity, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(severity.word())
}
