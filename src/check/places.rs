//! Which record, or what was left out, a place in a file belongs to: whatever begins last at or before it in its file.

use std::collections::BTreeMap;

use crate::source::{RepoPath, Span};

/// Something known of each record of some files, by where the records begin.
#[derive(Debug, Clone, PartialEq)]
pub struct Places<T> {
    files: BTreeMap<RepoPath, BTreeMap<usize, T>>,
}

impl<T> Default for Places<T> {
    fn default() -> Self {
        Self { files: BTreeMap::new() }
    }
}

impl<T> Places<T> {
    /// Notes what is known of the record that begins at a span; of two that begin at one place, the later noted counts.
    pub fn insert(&mut self, start: &Span, known: T) {
        self.files.entry(start.path().clone()).or_default().insert(start.range().start, known);
    }

    /// What is known of the record that a place belongs to.
    #[must_use]
    pub fn at(&self, place: &Span) -> Option<&T> {
        self.files.get(place.path())?.range(..=place.range().start).next_back().map(|(_, known)| known)
    }

    /// The same, to be added to.
    pub fn at_mut(&mut self, place: &Span) -> Option<&mut T> {
        self.files
            .get_mut(place.path())?
            .range_mut(..=place.range().start)
            .next_back()
            .map(|(_, known)| known)
    }

    /// Everything from the beginning of a record to that of the next, or to the end of its file.
    #[must_use]
    pub fn whole<'a>(&self, start: &'a Span) -> &'a str {
        let content = start.text().content();
        let from = start.range().start;
        let file = self.files.get(start.path());
        let next = file.and_then(|file| file.range(from + 1..).next()).map(|(next, _)| *next);
        content.get(from..next.unwrap_or(content.len())).unwrap_or(content)
    }
}

impl<'a, T> FromIterator<(&'a Span, T)> for Places<T> {
    fn from_iter<I: IntoIterator<Item = (&'a Span, T)>>(all: I) -> Self {
        let mut places = Self::default();
        for (start, known) in all {
            places.insert(start, known);
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Text;

    #[test]
    fn a_place_belongs_to_what_begins_last_before_it_in_its_file() {
        let text = Text::new(RepoPath::new("a.toml"), "one two three".to_owned());
        let other = Text::new(RepoPath::new("b.toml"), "four".to_owned());
        let at = |from: usize| Span::new(&text, from..from + 1);
        let places: Places<&str> = [(&at(4), "two"), (&at(8), "three")].into_iter().collect();
        let found =
            [at(0), at(4), at(7), at(9), Span::new(&other, 0..1)].map(|place| places.at(&place).copied());
        assert_eq!(found, [None, Some("two"), Some("two"), Some("three"), None]);
        assert_eq!([places.whole(&at(4)), places.whole(&at(8))], ["two ", "three"]);
    }
}
