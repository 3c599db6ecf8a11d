//! What the customer names as good, as bad and as to be better, quarter by quarter.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::voices::{Voice, voices};
use super::waves::withheld;
use crate::check::Checked;
use crate::record::{At, Records, Voice as Source};

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
    /// The theme, as it was first written.
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
    let mut all: BTreeMap<(Named, String), Theme> = BTreeMap::new();
    let mut asked: BTreeMap<Quarter, usize> = BTreeMap::new();
    let mut spoken = voices(checked, plan, day);
    spoken.sort_by_key(|voice| voice.on);
    for voice in
        spoken.iter().filter(|one| one.source == Source::Customer && !hidden.contains(&one.entry.key))
    {
        let quarter = (voice.on.year(), voice.on.month0() / 3 + 1);
        *asked.entry(quarter).or_default() += 1;
        for (named, list) in of(voice) {
            for (key, what) in distinct(list) {
                let new = Theme { named, what: what.to_owned(), counts: BTreeMap::new() };
                *all.entry((named, key)).or_insert(new).counts.entry(quarter).or_default() += 1;
            }
        }
    }
    let mut themes: Vec<Theme> = all.into_values().collect();
    // What is named equally often stays in the order of the alphabet.
    themes.sort_by_key(|theme| (theme.named, Reverse(theme.total())));
    (themes, asked)
}

/// What a voice names, and as what.
fn of<'a>(voice: &Voice<'a>) -> [(Named, &'a [At<String>]); 3] {
    [(Named::Strength, voice.strengths), (Named::Weakness, voice.weaknesses), (Named::Improve, voice.improve)]
}

/// The themes of a list, each once, as first written, by what tells them apart: capitals do not.
#[must_use]
pub fn distinct(list: &[At<String>]) -> BTreeMap<String, &str> {
    let mut found = BTreeMap::new();
    for written in list.iter().map(|theme| theme.value.trim()) {
        found.entry(written.to_lowercase()).or_insert(written);
    }
    found
}
