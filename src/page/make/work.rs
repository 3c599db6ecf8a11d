//! What is done towards an objective or a challenge, as a cell of its row.

use chrono::NaiveDate;

use super::promises;
use crate::language::Language;
use crate::page::block::{Cell, How, Piece};
use crate::page::common::Linked;
use crate::page::desk::Desk;
use crate::record::Entry;
use crate::review::action;
use crate::review::objective::Standing;

/// How many notes a cell names at most.
const NAMED: usize = 3;

/// The actions that serve something: how many there are, and the open ones by name.
#[must_use]
pub fn actions_cell(desk: &Desk<'_>, actions: &[action::Standing<'_>], wanted: bool) -> Cell {
    if actions.is_empty() {
        return Cell::of(if wanted {
            Piece::Late(desk.site.language.word("none"))
        } else {
            Piece::None(desk.site.language.word("none"))
        });
    }
    let open = actions.iter().filter(|one| one.is_open());
    let dropped = actions.iter().filter(|one| one.is_dropped()).count();
    let done = actions.len() - open.clone().count() - dropped;
    let counts = [(open.clone().count(), "open-2"), (done, "done"), (dropped, "dropped")];
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let words = counts
        .map(|(count, word)| format!("{count} {}", desk.site.language.word(word)))
        .collect::<Vec<_>>()
        .join(", ");
    let evidence = desk.evidence("", Vec::new(), actions.iter().map(|one| one.entry));
    let under = open.map(|one| line(desk, one)).collect();
    Cell { under, ..Cell::of(How { words, evidence }) }
}

/// “Try the new form, Lena Fuchs, due in 20 days”.
fn line(desk: &Desk<'_>, one: &action::Standing<'_>) -> Vec<Piece> {
    let row = promises::row(desk, one);
    let state = if one.is_overdue() { Piece::Late(row.state_text) } else { Piece::None(row.state_text) };
    let what = Linked { text: row.what, href: row.source.href };
    vec![Piece::Link(what), Piece::Link(row.owner), state]
}

/// The notes that worked on something: how many there are, and the latest by day.
#[must_use]
pub fn notes_cell(desk: &Desk<'_>, notes: &[(NaiveDate, &Entry)]) -> Cell {
    let Some((last, _)) = notes.last() else {
        return Cell::or(None::<Piece>, &desk.site.language.word("none"));
    };
    let words = desk.site.language.count("n-notes", notes.len(), &[]);
    let evidence = desk.evidence("", Vec::new(), notes.iter().rev().map(|(_, note)| *note));
    let latest = notes.iter().rev().take(NAMED).map(|(on, note)| {
        let link = Linked::to(desk.title(note), desk.href(&note.key));
        vec![Piece::Date(desk.date(*on)), Piece::Link(link)]
    });
    Cell { under: latest.collect(), ..Cell::of(How { words, evidence }) }.sorted(last)
}

/// The state of an objective in a word or two.
#[must_use]
pub fn state_words(one: &Standing<'_>, language: &Language) -> String {
    match (one.ended, one.state()) {
        (Some(_), _) => language.word("given-up"),
        (None, Some(state)) => state.word().replace('-', " "),
        (None, None) if one.is_agreed() => language.word("agreed"),
        (None, None) => language.word("not-agreed"),
    }
}
