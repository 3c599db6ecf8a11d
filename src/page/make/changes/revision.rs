//! What differs in an account since a revision that the configuration names.

use std::collections::BTreeSet;

use super::super::standing::word;
use super::super::words::cut;
use super::{LINES, SHORT, is_judged};
use crate::check::{Checked, Context};
use crate::diagnostic::{Diagnostic, Severity};
use crate::language::{Language, rounded};
use crate::page::block::{Cell, Column, Piece};
use crate::page::common::{Change, Linked, StandingWord};
use crate::page::desk::{Desk, Site, rule_address};
use crate::record::{Key, Kind};
use crate::review::difference::{AccountDifference, Deed, RecordDifference, of_account};
use crate::review::standing::standing;
use crate::source::Since;

/// What differs in an account since the revision with which changes are compared.
#[derive(Debug, Clone, PartialEq)]
pub struct SinceRevision {
    /// How it stood; `None` where it was not there.
    was: Option<StandingWord>,
    /// How it stands.
    is: StandingWord,
    /// What differs.
    difference: Option<AccountDifference>,
    /// The rules that are broken and were not, and those that were and are not, by code.
    broken: Vec<&'static str>,
    cleared: Vec<&'static str>,
}

/// An account as it is known at one time: its records, what all accounts shared, and what was found.
type Reading<'a> = (&'a Checked, &'a Context<'a>, &'a [Diagnostic]);

impl SinceRevision {
    /// What differs between two readings, without the records that are withheld in either.
    #[must_use]
    pub fn of(then: Option<Reading<'_>>, now: Reading<'_>, hidden: &BTreeSet<Key>) -> Self {
        let names: BTreeSet<String> = hidden.iter().map(Key::to_string).collect();
        let is_told = |one: &RecordDifference| {
            !names.contains(&one.name) && one.formerly.as_ref().is_none_or(|name| !names.contains(name))
        };
        let difference = then.and_then(|(was, before, _)| of_account(before, now.1, Some(was), Some(now.0)));
        let difference = difference.map(|mut one| {
            one.records.retain(is_told);
            one
        });
        let codes = |told: &[Diagnostic]| -> BTreeSet<&'static str> {
            told.iter().filter(|one| one.severity >= Severity::Advice).map(|one| one.code).collect()
        };
        let (before, since) = (then.map(|(.., told)| codes(told)).unwrap_or_default(), codes(now.2));
        let only = |these: &BTreeSet<&'static str>, others: &BTreeSet<&'static str>| -> Vec<&'static str> {
            these.difference(others).copied().filter(|_| then.is_some()).collect()
        };
        Self {
            was: then.map(|(was, before, _)| word(&standing(was, before))),
            is: word(&standing(now.0, now.1)),
            difference,
            broken: only(&since, &before),
            cleared: only(&before, &since),
        }
    }

    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let has_records = self.difference.as_ref().is_some_and(|one| !one.records.is_empty());
        self.was == Some(self.is) && !has_records && self.broken.is_empty() && self.cleared.is_empty()
    }

    /// How it stood and stands, what moved it, and which records differ.
    pub(super) fn cell(&self, desk: &Desk<'_>) -> Cell {
        let language = &desk.site.language;
        let Some(was) = self.was else {
            return Cell::text(language.word("not-there-then"));
        };
        let mut pieces = vec![Piece::Standing(was)];
        if was != self.is {
            pieces.extend([Piece::Text("→".to_owned()), Piece::Standing(self.is)]);
        }
        let moved = self.difference.as_ref().and_then(|one| one.standing.as_ref());
        let by = moved.and_then(|one| Some(one.score_is? - one.score_was?)).filter(|_| is_judged(self.is));
        pieces.extend(by.map(|by| Piece::Change(Change::new(by, 1, Some(true), language))));
        let sort = by.map_or(String::new(), |by| rounded(by, 1));
        let mut under = self.through(by.unwrap_or_default(), desk);
        under.extend(self.records(desk));
        under.extend(rules(&self.broken, language.word("newly-broken-rules"), language));
        under.extend(rules(&self.cleared, language.word("cleared-rules"), language));
        Cell { pieces, under, sort: Some(sort) }
    }

    /// What moved the score most, the way that it went.
    fn through(&self, by: f64, desk: &Desk<'_>) -> Vec<Vec<Piece>> {
        let standing = self.difference.as_ref().and_then(|one| one.standing.as_ref());
        let lines = standing.map(|one| one.lines.as_slice()).unwrap_or_default();
        let mut telling: Vec<_> = lines.iter().filter(|line| line.points * by > 0.0).collect();
        telling.sort_by(|left, right| right.points.abs().total_cmp(&left.points.abs()));
        let language = &desk.site.language;
        let told = telling.iter().take(2).map(|line| {
            let name = language.word(&format!("dimension-{}", line.dimension));
            format!("{name} ({})", language.signed(line.points, 1))
        });
        let told: Vec<String> = told.collect();
        if told.is_empty() || by.abs() < 1.0 {
            return Vec::new();
        }
        vec![vec![Piece::Text(language.say("through-through", &[("through", &told.join(", "))]))]]
    }

    /// How many records were added, changed, closed and removed, and the fields of the first that changed.
    fn records(&self, desk: &Desk<'_>) -> Vec<Vec<Piece>> {
        let language = &desk.site.language;
        let records = self.difference.as_ref().map(|one| one.records.as_slice()).unwrap_or_default();
        let counts = [
            (Deed::Added, "n-added"),
            (Deed::Changed, "n-changed"),
            (Deed::Closed, "n-closed"),
            (Deed::Removed, "n-removed"),
        ];
        let counts: Vec<String> = counts
            .into_iter()
            .map(|(deed, id)| (records.iter().filter(|one| one.deed == deed).count(), id))
            .filter(|(count, _)| *count > 0)
            .map(|(count, id)| language.say(id, &[("n", &count)]))
            .collect();
        if counts.is_empty() {
            return Vec::new();
        }
        let mut lines =
            vec![vec![Piece::Text(language.say("records-counts", &[("counts", &counts.join(", "))]))]];
        let changed = records.iter().filter(|one| matches!(one.deed, Deed::Changed | Deed::Closed));
        let told = changed.filter_map(|one| of_record(one, desk));
        lines.extend(told.take(LINES));
        lines
    }
}

/// A line of rules, each leading to its page; nothing where there is none.
fn rules(codes: &[&'static str], words: String, language: &Language) -> Option<Vec<Piece>> {
    let links = codes.iter().take(LINES).map(|code| Linked::to(*code, rule_address(code))).collect();
    let mut line = vec![Piece::Text(words), Piece::Links(links)];
    if codes.len() > LINES {
        line.push(Piece::Text(language.say("and-more-more", &[("more", &(codes.len() - LINES))])));
    }
    (!codes.is_empty()).then_some(line)
}

/// “Target of the tracking: 99.5 → 99.9”, leading to the record.
fn of_record(one: &RecordDifference, desk: &Desk<'_>) -> Option<Vec<Piece>> {
    let (kind, id) = one.name.split_once('/')?;
    let key = Key { kind: Kind::from_word(kind)?, id: id.to_owned() };
    let entry = desk.checked.find(&key)?;
    let mut line = vec![Piece::Link(Linked::to(cut(&desk.title(entry), SHORT), desk.href(&key)))];
    let says = |said: &Option<String>| said.as_ref().map_or_else(|| "–".to_owned(), |said| cut(said, SHORT));
    let fields = one.fields.iter().map(|field| {
        format!("{} {} → {}", field.field.replace(['_', '.'], " "), says(&field.was), says(&field.is))
    });
    line.push(Piece::Text(fields.take(2).collect::<Vec<_>>().join("; ")));
    Some(line)
}

/// The head of the column: “Since v2026-q2 (3f2a91c, 30 Jun 2026, Ida Halm)”.
pub(super) fn column(since: &Since, site: &Site<'_>) -> Column {
    let commit = site.commit_text(&since.commit);
    Column::wide(
        &site.language.say("since-revision-commit", &[("revision", &since.name), ("commit", &commit)]),
    )
}

/// What is said of it under the title: “The last column compares with v2026-q2 (…), when northwind was there.”
pub(super) fn lead(since: &Since, site: &Site<'_>) -> String {
    let commit = site.commit_text(&since.commit);
    let compared = site.language.say(
        "the-last-column-compares-with-revision-commit",
        &[("revision", &since.name), ("commit", &commit)],
    );
    if since.gone.is_empty() {
        return format!(" {compared}");
    }
    let gone = since.gone.join(", ");
    format!(" {compared} {}", site.language.say("there-then-and-no-longer-accounts", &[("accounts", &gone)]))
}
