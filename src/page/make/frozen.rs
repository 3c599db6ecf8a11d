//! Reviews as they were held: from which commit and day each can be built again, and what was changed under it since.

use crate::page::block::{Cell, Column, Piece, Row, Table};
use crate::page::common::{Empty, Linked};
use crate::page::desk::Desk;
use crate::record::{Entry, Kind};
use crate::source::{Commit, Deed, Version};

/// How many of the records that were changed under a review are named.
const NAMED: usize = 5;

/// Each review with the commit that holds it, and the records of its time that were written or changed later.
#[must_use]
pub fn table(desk: &Desk<'_>) -> Table {
    let mut reviews: Vec<&Entry> = desk
        .checked
        .entries
        .iter()
        .filter(|entry| entry.kind() == Kind::Review && entry.date.is_some_and(|day| day <= desk.site.as_of))
        .collect();
    reviews.sort_by(|left, right| (right.date, &left.key).cmp(&(left.date, &right.key)));
    let rows = reviews.into_iter().filter_map(|review| row(desk, review));
    let columns = vec![
        Column::wide(&desk.site.language.word("review")),
        Column::text(&desk.site.language.word("day")),
        Column::wide(&desk.site.language.word("to-build-it-again")),
        Column::wide(&desk.site.language.word("changed-under-it-since")),
    ];
    let empty = Empty {
        why: desk.site.language.word("no-review-whose-commit-is-known-has-been"),
        ..Empty::default()
    };
    Table::whole(&desk.site.language.word("reviews-as-they-were-held"), columns, rows.collect(), empty)
        .titled(&desk.site.language.word("reviews-as-they-were-held"))
}

fn row(desk: &Desk<'_>, review: &Entry) -> Option<Row> {
    let (day, commit) = (review.date?, written_at(desk, review)?);
    let since = changed_since(desk, review, commit);
    let command = desk
        .site
        .language
        .say("standing-build-rev-short-as-of-day", &[("short", &commit.short()), ("day", &day)]);
    let mut changed = if since.is_empty() {
        Cell::text(desk.site.language.word("nothing-2"))
    } else {
        Cell::of(Piece::Late(desk.site.language.count("n-records", since.len(), &[]))).sorted(since.len())
    };
    let named = since.iter().take(NAMED).map(|entry| Linked::to(desk.label(entry), desk.href(&entry.key)));
    for link in named {
        changed = changed.beneath(link);
    }
    Some(Row {
        source: Some(desk.source(review)),
        ..Row::of(vec![
            Cell::of(Linked::to(desk.title(review), desk.href(&review.key))),
            Cell::of(desk.date(day)),
            Cell::of(Piece::Code(command)),
            changed,
        ])
    })
}

/// The commit that wrote a review down.
fn written_at<'a>(desk: &'a Desk<'_>, review: &Entry) -> Option<&'a Commit> {
    let first = desk.trail(&review.key).last()?;
    matches!(first.deed, Deed::Written | Deed::TakenOver).then_some(&*first.commit)
}

/// The records of the review's time that were written down or changed in a later commit.
fn changed_since<'a>(desk: &Desk<'a>, review: &Entry, commit: &Commit) -> Vec<&'a Entry> {
    let is_later = |version: &Version| version.commit.moment > commit.moment;
    let of_its_time =
        desk.checked.entries.iter().filter(|entry| entry.date.is_none_or(|day| Some(day) <= review.date));
    let changed = of_its_time.filter(|entry| desk.trail(&entry.key).iter().any(is_later));
    changed.filter(|entry| entry.key != review.key).collect()
}
