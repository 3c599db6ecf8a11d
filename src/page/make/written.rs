//! What version control knows of a record: who wrote it down and when, how late that was, and how it was changed since.
//!
//! Two times are kept apart: the day on which something happened, which the record says, and the day on which it was
//! written down, which the commit says.

use chrono::NaiveDate;

use super::standing::word;
use crate::check::{Checked, Context};
use crate::page::block::{Block, Cell, Column, Row, Table};
use crate::page::common::{DateText, Empty, Evidence, Field, Linked};
use crate::page::desk::{Desk, Site, working};
use crate::record::{Change, Entry, Facts, Key, Manner, parse_date};
use crate::review::standing::{Standing, standing};
use crate::source::{Commit, Deed, FieldChange, Version};

/// How many days after it happened a record may be written down without a mark.
pub const IN_TIME: i64 = 7;

/// The longest text of a field that is told in full, in characters.
const LONGEST: usize = 80;

impl Desk<'_> {
    /// The last commit that changed a record, where it is known.
    #[must_use]
    pub fn last_commit(&self, entry: &Entry) -> Option<&Commit> {
        let (folder, name) = (self.checked.path.as_str(), entry.key.to_string());
        self.site.provenance.last(folder, &name, entry.span.path(), || Facts::of(entry).mark())
    }

    /// The versions of a record, newest first.
    #[must_use]
    pub fn trail(&self, key: &Key) -> &[Version] {
        self.site.provenance.trail(self.checked.path.as_str(), &key.to_string())
    }
}

/// How late a record was written down, or how far its day was moved back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Late<'a> {
    /// How many days.
    pub days: i64,
    /// The commit that wrote it down, or moved its day.
    pub commit: &'a Commit,
    /// Whether its day was moved back, when it had been written down already.
    pub is_moved: bool,
}

/// How late a record was written down, where that is more than a week. What came with its account when the records began
/// is not late.
#[must_use]
pub fn late<'a>(desk: &'a Desk<'_>, entry: &Entry) -> Vec<Late<'a>> {
    let mut all = Vec::new();
    let Some(happened) = entry.date.filter(|_| !entry.kind().is(Manner::Lasting)) else { return all };
    let name = entry.key.to_string();
    if let Some(first) = desk.site.provenance.first(desk.checked.path.as_str(), &name) {
        let days = (first.commit.written - happened).num_days();
        if days > IN_TIME {
            all.push(Late { days, commit: &first.commit, is_moved: false });
        }
    }
    for version in desk.trail(&entry.key) {
        let Deed::Changed(fields) = &version.deed else { continue };
        all.extend(fields.iter().filter_map(moved_back).filter(|days| *days > 0).map(|days| Late {
            days,
            commit: &version.commit,
            is_moved: true,
        }));
    }
    all
}

/// By how many days the day of a record was moved back.
fn moved_back(change: &FieldChange) -> Option<i64> {
    if !["on", "raised", "date"].contains(&change.field.as_str()) {
        return None;
    }
    Some((parse_date(change.was.as_deref()?)? - parse_date(change.is.as_deref()?)?).num_days())
}

/// “34 days late, on 4 Apr 2026, by Tomas Lindqvist”.
fn late_text(desk: &Desk<'_>, late: &Late<'_>) -> String {
    let days = desk.site.language.count("n-days", usize::try_from(late.days).unwrap_or_default(), &[]);
    let (on, by) = (desk.site.language.date(late.commit.written), &late.commit.author);
    if late.is_moved {
        desk.site.language.say("moved-back-by-days-on-on-by-by", &[("days", &days), ("on", &on), ("by", &by)])
    } else {
        desk.site.language.say("days-late-on-on-by-by", &[("days", &days), ("on", &on), ("by", &by)])
    }
}

/// What a dated record says beside its own fields: that it was written down late, or back-dated.
#[must_use]
pub fn fields(desk: &Desk<'_>, entry: &Entry) -> Vec<Field> {
    let marks = late(desk, entry).into_iter().map(|late| Field {
        label: if late.is_moved {
            desk.site.language.word("date")
        } else {
            desk.site.language.word("written-down")
        },
        values: vec![Linked::text(late_text(desk, &late))],
    });
    marks.collect()
}

/// The whole history of a record: each commit that changed what it says, and when the customer was told.
#[must_use]
pub fn history(desk: &Desk<'_>, entry: &Entry) -> Option<Evidence> {
    let trail = desk.trail(&entry.key);
    if trail.is_empty() {
        return None;
    }
    let lines = trail.iter().map(|version| {
        let commit = &version.commit;
        let term = format!("{}, {}", desk.site.language.date(commit.written), commit.author);
        working(term, format!("{} ({})", deed_text(desk, entry, version), commit.short()))
    });
    let formula = &desk.site.language.word("each-commit-that-changed-what-this-record");
    Some(Evidence {
        formula: formula.to_owned(),
        working: lines.collect(),
        sources: vec![desk.source(entry)],
        ..Evidence::default()
    })
}

fn deed_text(desk: &Desk<'_>, entry: &Entry, version: &Version) -> String {
    match &version.deed {
        Deed::TakenOver => desk.site.language.word("written-down-with-the-account"),
        Deed::Written => desk.site.language.word("written-down-2"),
        Deed::Removed => desk.site.language.word("taken-out"),
        Deed::Changed(_) if version.is_withheld => desk.site.language.word("changed-while-it-was-withheld"),
        Deed::Changed(fields) if fields.is_empty() => desk.site.language.word("readable-again"),
        Deed::Changed(fields) => {
            let each = fields.iter().map(|change| {
                format!("{}{}", change_text(desk, change), told(desk, &entry.key, change).unwrap_or_default())
            });
            each.collect::<Vec<_>>().join("; ")
        }
    }
}

/// “target 99.5 → 99.9”.
fn change_text(desk: &Desk<'_>, change: &FieldChange) -> String {
    let field = change.field.replace(['_', '.'], " ");
    let says = |says: &str| match parse_date(says) {
        Some(day) => desk.site.language.date(day),
        None => says.to_owned(),
    };
    let is_long = |says: &Option<String>| says.as_ref().is_some_and(|says| says.chars().count() > LONGEST);
    match (&change.was, &change.is) {
        (None, None) => desk.site.language.say("field-changed", &[("field", &field)]),
        _ if is_long(&change.was) || is_long(&change.is) => {
            desk.site.language.say("field-rewritten", &[("field", &field)])
        }
        (Some(was), Some(is)) => format!("{field} {} → {}", says(was), says(is)),
        (None, Some(is)) => format!("{field} {}", says(is)),
        (Some(was), None) => {
            desk.site.language.say("field-says-left-out", &[("field", &field), ("says", &says(was))])
        }
    }
}

/// Who was told of a change, where a `[[change]]` of that field says so.
fn told(desk: &Desk<'_>, key: &Key, change: &FieldChange) -> Option<String> {
    let records = desk.checked.entries.iter().filter_map(|entry| Some((entry, entry.as_kind::<Change>()?)));
    let mut of_field = records.filter(|(_, record)| {
        desk.checked.key(&record.of) == Some(key) && record.field.value == change.field
    });
    let same = |record: &Change| {
        let (said, was) = (record.was.as_ref().map(|was| was.value.0.as_str()), change.was.as_deref());
        let number = |text: Option<&str>| text.and_then(|text| text.parse::<f64>().ok());
        said == was || (number(said).is_some() && number(said) == number(was))
    };
    let (entry, _) = of_field.find(|(_, record)| same(record))?;
    if entry.common.told.is_empty() {
        return Some(desk.site.language.word("nobody-was-told-2"));
    }
    let each = entry.common.told.iter().map(|told| {
        desk.site.language.say(
            "who-told-on-date",
            &[("who", &desk.who(&told.who).text), ("date", &desk.site.language.date(told.on.value))],
        )
    });
    Some(format!(" ({})", each.collect::<Vec<_>>().join(", ")))
}

/// How an account stood on a day: as known then, and as is known now about then.
#[derive(Debug, Clone, PartialEq)]
pub struct Hindsight {
    /// The day.
    pub day: NaiveDate,
    /// As known then: the words and the score.
    pub then: String,
    /// As is known now about then.
    pub now: String,
}

/// Whether anything that was written down after a day bears on how the account stood on it.
#[must_use]
pub fn is_otherwise_since(checked: &Checked, site: &Site<'_>, day: NaiveDate) -> bool {
    let folder = checked.path.as_str();
    let is_since = |entry: &Entry| {
        let trail = site.provenance.trail(folder, &entry.key.to_string());
        trail.iter().any(|version| version.commit.committed > day)
    };
    checked.entries.iter().filter(|entry| entry.date.is_none_or(|on| on <= day)).any(is_since)
}

/// How an account stood on the day of a past, as known then and as known now; nothing where both are the same.
#[must_use]
pub fn hindsight(then: &Checked, now: &Checked, past: &Context<'_>, site: &Site<'_>) -> Option<Hindsight> {
    let day = past.as_of;
    let words = |standing: &Standing| {
        let score = standing.score.map(|score| format!(" {}", site.language.number(score, 1)));
        format!("{}{}", word(standing).word(&site.language), score.unwrap_or_default())
    };
    let then = words(&standing(then, past));
    let now = words(&standing(now, &Context { as_of: day, ..site.context() }));
    (then != now).then_some(Hindsight { day, then, now })
}

/// How the records of an account were written down: what came late, and what looks otherwise since. Nothing where no
/// history is known.
#[must_use]
pub fn block(desk: &Desk<'_>, hindsight: &[Hindsight]) -> Block {
    if desk.site.provenance.state.is_none() {
        return Block::default();
    }
    let mut entries: Vec<(&Entry, Late<'_>)> = Vec::new();
    for entry in
        desk.checked.entries.iter().filter(|entry| entry.date.is_some_and(|day| day <= desk.site.as_of))
    {
        entries.extend(late(desk, entry).into_iter().map(|late| (entry, late)));
    }
    entries.sort_by(|left, right| {
        (right.1.commit.written, &left.0.key).cmp(&(left.1.commit.written, &right.0.key))
    });
    let rows = entries.iter().map(|(entry, late)| {
        let day = entry.date.map(|day| desk.date(day));
        Row {
            source: Some(desk.source(entry)),
            ..Row::of(vec![
                Cell::of(Linked::to(desk.label(entry), desk.href(&entry.key))),
                Cell::or(day, "–"),
                Cell::of(desk.date(late.commit.written)),
                Cell::text(late_text(desk, late)).sorted(late.days),
            ])
        }
    });
    let columns = vec![
        Column::wide(&desk.site.language.word("record")),
        Column::text(&desk.site.language.word("happened")),
        Column::text(&desk.site.language.word("written-down")),
        Column::wide(&desk.site.language.word("how-late")),
    ];
    let empty = Empty {
        why: desk.site.language.say("every-record-was-written-down-within-in", &[("in_time", &IN_TIME)]),
        ..Empty::default()
    };
    let late = Table::whole(
        &desk.site.language.word("records-that-were-written-down-late"),
        columns,
        rows.collect(),
        empty,
    )
    .titled(&desk.site.language.word("late-and-back-dated"));
    let lead = &desk.site.language.word("what-a-record-says-happened-on-its-day-what");
    Block::tables(
        "written",
        &desk.site.language.word("how-it-was-written-down"),
        lead,
        vec![late, hindsight_table(desk, hindsight), super::frozen::table(desk)],
    )
}

fn hindsight_table(desk: &Desk<'_>, hindsight: &[Hindsight]) -> Table {
    let rows = hindsight.iter().map(|one| {
        let day: DateText = desk.date(one.day);
        Row {
            anchor: format!("known-{}", one.day),
            ..Row::of(vec![Cell::of(day), Cell::text(one.then.clone()), Cell::text(one.now.clone())])
        }
    });
    let columns = vec![
        Column::text(&desk.site.language.word("day")),
        Column::text(&desk.site.language.word("as-known-then")),
        Column::text(&desk.site.language.word("as-now-known-about-then")),
    ];
    let empty = Empty {
        why: desk.site.language.word("at-the-ends-of-the-last-four-quarters-of-a"),
        ..Empty::default()
    };
    Table::whole(&desk.site.language.word("as-known-then-and-as-now-known"), columns, rows.collect(), empty)
        .titled(&desk.site.language.word("as-known-then-and-as-now-known"))
}
