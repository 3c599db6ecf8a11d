//! What changed: every account on two earlier days against today, its last review and the quarter before.

mod revision;

use super::across::{Long, Ranked};
use super::expectations::verdict;
use super::overview::linked_account;
use super::standing::{Said, word};
use super::summary::Summary;
use super::words::{cut, start_words};
use crate::language::Language;
use crate::page::block::{BlocksPage, Cell, Column, Piece, Row};
use crate::page::common::{Empty, Linked, StandingWord};
use crate::page::desk::{Section, Site};
use crate::review::account::quarter_before;
use crate::review::complaint;
use crate::review::since::{Since, Start};
use crate::review::standing::{Attribution, Digest};

pub use revision::SinceRevision;

/// How many lines a cell says, and how many letters a line.
const LINES: usize = 6;
const SHORT: usize = 90;

/// What an account leaves for the page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Changed {
    /// Its row, where anything changed.
    pub row: Option<Ranked>,
    /// Whether it stands better or worse than a quarter ago; neither where the word is the same.
    pub better: Option<bool>,
    /// Promises of either side that were kept in the quarter, and that were not.
    pub promises: (usize, usize),
    /// Complaints raised in the quarter.
    pub complaints: usize,
}

/// An account on an earlier day.
struct Then<'a> {
    since: Since<'a>,
    moved: Option<Attribution>,
    was: StandingWord,
}

/// What changed in an account.
#[must_use]
pub fn changed(
    said: &Said<'_>,
    digest: &Digest<'_>,
    revision: Option<&SinceRevision>,
    on: impl Fn(chrono::NaiveDate) -> StandingWord,
) -> Changed {
    let (desk, context) = (said.desk, said.desk.site.context());
    let moved =
        |since: &Since<'_>| digest.change(since.from, desk.site.as_of).filter(|moved| moved.from < moved.to);
    let since = Since::quarter(desk.checked, &context);
    let quarter = Then { moved: moved(&since), was: on(since.from), since };
    let since = Since::of(desk.checked, &context);
    let review = Then { moved: moved(&since), was: on(since.from), since };
    let now = word(said.standing);
    let differs = quarter.was != now && is_judged(quarter.was) && is_judged(now);
    let shift = quarter.moved.as_ref().map_or(0.0, |moved| moved.shown);
    let (quarterly, reviewed) = (lines(said, &quarter), lines(said, &review));
    let is_same = quarterly.is_empty()
        && reviewed.is_empty()
        && quarter.was == now
        && review.was == now
        && revision.is_none_or(SinceRevision::is_empty);
    let class = if quarter.was != now { 0 } else { 1 };
    let row = (!is_same).then(|| Ranked {
        key: (class, (-shift.abs() * 10.0) as i64, desk.checked.name().to_owned()),
        row: Row::of(
            [
                Cell::of(linked_account(desk)).beneath(now),
                cell(said, &quarter, now, quarterly),
                cell(said, &review, now, reviewed),
            ]
            .into_iter()
            .chain(revision.map(|revision| revision.cell(desk)))
            .collect(),
        ),
    });
    let raised = quarter.since.complaints.iter().filter(|one| one.raised > quarter.since.from).count();
    Changed {
        row,
        better: differs.then_some(now > quarter.was),
        promises: (quarter.since.kept.len(), quarter.since.broken.len()),
        complaints: raised,
    }
}

/// Whether a word says how an account stands, so that it can rise and fall.
fn is_judged(word: StandingWord) -> bool {
    matches!(word, StandingWord::AtRisk | StandingWord::Watch | StandingWord::Good)
}

/// How it stood, how far the score moved, and what happened.
fn cell(said: &Said<'_>, then: &Then<'_>, now: StandingWord, lines: Vec<Vec<Piece>>) -> Cell {
    let mut pieces = vec![Piece::Standing(then.was)];
    if then.was != now {
        pieces.extend([Piece::Text("→".to_owned()), Piece::Standing(now)]);
    }
    let moved = then.moved.as_ref().filter(|_| is_judged(now));
    pieces.extend(moved.map(|moved| Piece::Change(said.total(moved))));
    let sort = moved.map_or(String::new(), |moved| moved.shown.to_string());
    let mut under = Vec::new();
    if then.since.start != Start::Quarter {
        let day = Piece::Date(said.desk.date(then.since.from));
        under.push(vec![
            Piece::Text(
                said.desk.site.language.say(
                    "since-start",
                    &[("start", &start_words(then.since.start, &said.desk.site.language))],
                ),
            ),
            day,
        ]);
    }
    let more = lines.len().saturating_sub(LINES);
    under.extend(lines.into_iter().take(LINES));
    if more > 0 {
        under.push(vec![Piece::Text(said.desk.site.language.say("and-more-more", &[("more", &more)]))]);
    }
    Cell { pieces, under, sort: Some(sort) }
}

/// What happened, the gravest first.
fn lines(said: &Said<'_>, then: &Then<'_>) -> Vec<Vec<Piece>> {
    let (desk, since) = (said.desk, &then.since);
    let mut lines: Vec<Vec<Piece>> = Vec::new();
    let moved = then.moved.as_ref().filter(|_| is_judged(word(said.standing)));
    if let Some(moved) = moved.filter(|moved| moved.shown.abs() >= 1.0) {
        let mut through: Vec<_> = moved.lines.iter().filter(|line| line.shown * moved.shown > 0.0).collect();
        through.sort_by(|left, right| right.shown.abs().total_cmp(&left.shown.abs()));
        let through: Vec<String> = through.into_iter().take(2).map(|line| said.through(line)).collect();
        lines.push(vec![Piece::Text(
            said.desk.site.language.say("through-through", &[("through", &through.join(", "))]),
        )]);
    }
    for one in &since.complaints {
        let what = match one.stage {
            _ if one.raised > since.from => said
                .desk
                .site
                .language
                .say("word-complaint", &[("word", &one.complaint.severity.value.word())]),
            complaint::Stage::Reopened => said.desk.site.language.word("complaint-opened-again"),
            complaint::Stage::Open => continue,
            complaint::Stage::Resolved | complaint::Stage::Accepted => {
                said.desk.site.language.word("complaint-resolved")
            }
        };
        let link = Linked::to(cut(&desk.title(one.entry), SHORT), desk.href(&one.entry.key));
        lines.push(vec![Piece::Text(what), Piece::Link(link)]);
    }
    for one in &since.expectations {
        let Some((on, _, latest)) = one.standing.latest().filter(|(on, ..)| *on > since.from) else {
            continue;
        };
        if one.before == Some(latest.result.value) {
            continue;
        }
        let statement = cut(&one.standing.expectation.statement.value, SHORT);
        let link = Linked::to(statement, desk.href(&one.standing.entry.key));
        let mut line = vec![Piece::Link(link)];
        if let Some(before) = one.before {
            line.extend([Piece::Result(verdict(before)), Piece::Text("→".to_owned())]);
        }
        line.extend([Piece::Result(verdict(latest.result.value)), Piece::Date(desk.date(on))]);
        lines.push(line);
    }
    for (on, entry, person) in &since.left {
        let link = Linked::to(person.name.value.clone(), desk.href(&entry.key));
        lines.push(vec![
            Piece::Link(link),
            Piece::Text(desk.site.language.word("left")),
            Piece::Date(desk.date(*on)),
        ]);
    }
    let (kept, broken) = (since.kept.len(), since.broken.len());
    if kept + broken > 0 {
        let words = said.desk.site.language.say(
            "promises-kept-broken-not",
            &[("promises", &said.desk.site.language.count("n-promises", kept, &[])), ("broken", &broken)],
        );
        lines.push(vec![if broken > 0 { Piece::Late(words) } else { Piece::Text(words) }]);
    }
    if !since.voices.is_empty() {
        lines.push(vec![Piece::Text(said.desk.site.language.count("n-voices", since.voices.len(), &[]))]);
    }
    lines
}

/// The page, and those after it.
#[must_use]
pub fn pages(summaries: &[Summary], site: &Site<'_>) -> Vec<(String, BlocksPage)> {
    let rows: Vec<Ranked> = summaries.iter().filter_map(|one| one.changes.row.clone()).collect();
    let quarter = site.language.date(quarter_before(site.as_of));
    let why = site.language.say("nothing-changed-since-quarter-nor-since-the", &[("quarter", &quarter)]);
    let empty = Empty {
        why,
        file: format!("accounts/northwind/notes/{}-call.md", site.as_of),
        example: "+++\nchannel = \"call\"\n+++\nWhat was said.".to_owned(),
    };
    let long = Long {
        section: Section::Changes,
        lead: lead(summaries, rows.len(), &quarter, &site.language)
            + &site.provenance.since.as_ref().map_or(String::new(), |since| revision::lead(since, site)),
        columns: [
            Column::text(&site.language.word("account")),
            Column::wide(&site.language.say("since-a-quarter-ago-quarter", &[("quarter", &quarter)])),
            Column::wide(&site.language.word("since-its-last-review")),
        ]
        .into_iter()
        .chain(site.provenance.since.as_ref().map(|since| revision::column(since, site)))
        .collect(),
        rows,
        empty,
    };
    long.pages(site)
}

/// “Since 30 Mar 2026, of 10 accounts none stands better and 3 stand worse. 12 promises were kept and 7 were not; one complaint
/// was raised.”
fn lead(summaries: &[Summary], rows: usize, quarter: &str, language: &Language) -> String {
    let stands = |better: bool| {
        let word = language.word(if better { "better-2" } else { "worse" });
        match summaries.iter().filter(|one| one.changes.better == Some(better)).count() {
            0 => language.say("none-stands-word", &[("word", &word)]),
            1 => language.say("one-stands-word", &[("word", &word)]),
            many => language.say("many-stand-word", &[("many", &many), ("word", &word)]),
        }
    };
    let sum = |of: fn(&Changed) -> usize| summaries.iter().map(|one| of(&one.changes)).sum::<usize>();
    let (kept, broken) = (sum(|one| one.promises.0), sum(|one| one.promises.1));
    let same = match summaries.len() - rows {
        0 => String::new(),
        1 => language.word("in-one-account-nothing-changed-so-it-is-not"),
        same => language.say("in-same-accounts-nothing-changed-so-they", &[("same", &same)]),
    };
    language.say(
        "since-quarter-of-accounts-stands-and",
        &[
            ("quarter", &quarter),
            ("accounts", &language.count("n-accounts", summaries.len(), &[])),
            ("stands", &stands(true)),
            ("stands2", &stands(false)),
            ("promises", &language.count("n-promises-were", kept, &[])),
            ("broken", &broken),
            ("complaints", &language.count("n-complaints-were", sum(|one| one.complaints), &[])),
            ("same", &same),
        ],
    )
}
