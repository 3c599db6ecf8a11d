//! What the customer names, quarter by quarter.

use crate::language::Language;
use crate::page::block::{Cell, Column, Row, Table};
use crate::page::common::Empty;
use crate::page::desk::Desk;
use crate::page::make::words::capital;
use crate::review::feedback::{Named, Quarter, Theme, themes};

/// How many quarters are shown, and how many themes.
const QUARTERS: usize = 6;
const THEMES: usize = 20;

/// The table; none where nobody named anything.
pub fn table(desk: &Desk<'_>) -> Option<Table> {
    let (all, asked) = themes(desk.checked, &desk.site.shared.plan, desk.site.as_of);
    let quarters: Vec<Quarter> = asked.keys().rev().take(QUARTERS).rev().copied().collect();
    let recent =
        |theme: &Theme| quarters.iter().filter_map(|quarter| theme.counts.get(quarter)).sum::<usize>();
    let mut shown: Vec<&Theme> = all.iter().filter(|theme| recent(theme) > 0).collect();
    let total = shown.len();
    let spelt = |theme: &Theme| theme.what.to_lowercase();
    shown.sort_by(|left, right| {
        (recent(right), left.named, spelt(left)).cmp(&(recent(left), right.named, spelt(right)))
    });
    shown.truncate(THEMES);
    shown.sort_by(|left, right| {
        (left.named, recent(right), spelt(left)).cmp(&(right.named, recent(left), spelt(right)))
    });
    let mut columns = vec![
        Column::text(&desk.site.language.word("theme")),
        Column::text(&desk.site.language.word("named-as")),
    ];
    columns.extend(quarters.iter().map(|(year, quarter)| Column::number(&format!("{year} Q{quarter}"))));
    let mut rows: Vec<Row> = shown.iter().map(|theme| row(theme, &quarters, &desk.site.language)).collect();
    rows.push(voices(&quarters, &asked, &desk.site.language));
    let table = Table::whole(&desk.site.language.word("themes-by-quarter"), columns, rows, Empty::default())
        .titled(&desk.site.language.word("themes-through-time"));
    (total > 0).then_some(Table { total, ..table })
}

fn row(theme: &Theme, quarters: &[Quarter], language: &Language) -> Row {
    let named = match theme.named {
        Named::Strength => &language.word("strength-2"),
        Named::Weakness => &language.word("weakness"),
        Named::Improve => &language.word("to-improve-2"),
    };
    let counts = quarters.iter().map(|quarter| count(theme.counts.get(quarter)));
    Row::of([Cell::text(capital(&theme.what)), Cell::text(named)].into_iter().chain(counts).collect())
}

/// How many voices there were at all, so that a count can be judged.
fn voices(
    quarters: &[Quarter],
    asked: &std::collections::BTreeMap<Quarter, usize>,
    language: &Language,
) -> Row {
    let counts = quarters.iter().map(|quarter| count(asked.get(quarter)));
    Row::of([Cell::text(language.word("all-voices")), Cell::text("")].into_iter().chain(counts).collect())
}

fn count(number: Option<&usize>) -> Cell {
    Cell::or(number.map(usize::to_string), "·")
}
