//! What the customer names as good, as bad and as to be better, quarter by quarter.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use super::voices::{Voice, voices};
use super::waves::withheld;
use crate::check::Checked;
use crate::record::{Records, Voice as Source};

/// As what a theme is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    /// As a strength.
    Strength,
    /// As a weakness.
    Weakness,
    /// As something to improve.
    Improve,
}

/// A quarter of a year, 1 to 4.
pub type Quarter = (i32, u32);

/// A theme with how many voices named it in each quarter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// As what.
    pub named: Named,
    /// The theme, in lower case.
    pub what: String,
    /// How often, by quarter; quarters without a mention are left out.
    pub counts: BTreeMap<Quarter, usize>,
}

impl Theme {
    /// How often in all.
    #[must_use]
    pub fn total(&self) -> usize {
        self.counts.values().sum()
    }
}

/// Every theme that the customer's voices named up to a day, the most often named first; and how many voices there were in
/// each quarter. What must not be shown, because too few who gave no name said it, is not counted.
#[must_use]
pub fn themes(checked: &Checked, plan: &Records, day: NaiveDate) -> (Vec<Theme>, BTreeMap<Quarter, usize>) {
    let hidden = withheld(checked, plan, day);
    let mut all: BTreeMap<(Named, String), BTreeMap<Quarter, usize>> = BTreeMap::new();
    let mut asked: BTreeMap<Quarter, usize> = BTreeMap::new();
    let spoken = voices(checked, plan, day);
    for voice in
        spoken.iter().filter(|one| one.source == Source::Customer && !hidden.contains(&one.entry.key))
    {
        let quarter = (voice.on.year(), voice.on.month0() / 3 + 1);
        *asked.entry(quarter).or_default() += 1;
        for theme in of(voice) {
            *all.entry(theme).or_default().entry(quarter).or_default() += 1;
        }
    }
    let themes = all.into_iter().map(|((named, what), counts)| Theme { named, what, counts });
    let mut themes: Vec<Theme> = themes.collect();
    themes.sort_by(|left, right| {
        (left.named, right.total(), &left.what).cmp(&(right.named, left.total(), &right.what))
    });
    (themes, asked)
}

/// What a voice names, each theme once.
fn of(voice: &Voice<'_>) -> BTreeSet<(Named, String)> {
    let lists = [
        (Named::Strength, voice.strengths),
        (Named::Weakness, voice.weaknesses),
        (Named::Improve, voice.improve),
    ];
    let each = lists
        .into_iter()
        .flat_map(|(named, list)| list.iter().map(move |theme| (named, theme.value.trim().to_lowercase())));
    each.collect()
}
