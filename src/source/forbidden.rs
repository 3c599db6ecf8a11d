//! What must not be written down: numbers of payment cards, secrets, and what fits a pattern that the portfolio forbids.
//!
//! It is masked while a file becomes a text, byte for byte, so that nothing after that ever holds it: no message, no line on
//! a terminal, no page. What was masked, and where, is told; what it was is not.

mod card;
mod secret;

use std::fmt;
use std::ops::Range;

use regex::Regex;

/// What stood where something was masked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Forbidden {
    /// The number of a payment card, of which the last four digits are left.
    PaymentCard,
    /// A secret, in words: “a private key”.
    Secret(&'static str),
    /// What fits the pattern of a guideline, by its id.
    Pattern(String),
}

impl fmt::Display for Forbidden {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PaymentCard => formatter.write_str("the number of a payment card"),
            Self::Secret(what) => formatter.write_str(what),
            Self::Pattern(id) => write!(formatter, "something that `{id}` forbids"),
        }
    }
}

/// What is looked for in every text: cards and secrets always, and these patterns, each with the id of its guideline.
#[derive(Debug, Clone, Default)]
pub struct Patterns<'a> {
    own: Vec<(&'a str, &'a Regex)>,
}

impl<'a> Patterns<'a> {
    /// Cards, secrets, and these.
    #[must_use]
    pub fn and(own: Vec<(&'a str, &'a Regex)>) -> Self {
        Self { own }
    }

    /// The text with all of it masked, each place as long as it was, and what stood there; of two that overlap, the first.
    #[must_use]
    pub fn mask(&self, content: String) -> (String, Vec<(Range<usize>, Forbidden)>) {
        let mut found: Vec<(Range<usize>, Forbidden)> = Vec::new();
        found.extend(card::find(&content).map(|at| (at, Forbidden::PaymentCard)));
        found.extend(secret::find(&content).into_iter().map(|(at, what)| (at, Forbidden::Secret(what))));
        for (id, pattern) in &self.own {
            let places = pattern.find_iter(&content).map(|place| place.range());
            let places = places.filter(|place| !place.is_empty());
            found.extend(places.map(|place| (place, Forbidden::Pattern((*id).to_owned()))));
        }
        if found.is_empty() {
            return (content, found);
        }
        found.sort_by_key(|(at, _)| (at.start, at.end));
        let masked = masked(&content, &found);
        let mut end = 0;
        found.retain(|(at, _)| {
            let is_new = at.start >= end;
            end = end.max(at.end);
            is_new
        });
        (masked, found)
    }
}

fn masked(content: &str, found: &[(Range<usize>, Forbidden)]) -> String {
    let mut masked = String::with_capacity(content.len());
    let mut done = 0;
    for (at, what) in found {
        let end = if *what == Forbidden::PaymentCard { at.end - card::LEFT } else { at.end };
        let start = at.start.max(done);
        if start < end {
            masked.push_str(&content[done..start]);
            masked.extend(content[start..end].chars().map(mask));
            done = end;
        }
    }
    masked.push_str(&content[done..]);
    masked
}

/// What stands for a sign: something as long, so that every place after it stays where it is. Breaks between lines, words
/// and groups of digits stay.
fn mask(sign: char) -> char {
    match (sign, sign.len_utf8()) {
        ('\n' | '\r' | '\t' | ' ' | '-', _) => sign,
        (_, 1) => '*',
        (_, 2) => '\u{b7}',
        (_, 3) => '\u{2022}',
        _ => '\u{1f784}',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_masked_keeps_its_place_and_length() {
        let pattern = Regex::new(r"\b\d{6}-\d{4}\b").expect("a pattern");
        let patterns = Patterns::and(vec![("national-id", &pattern)]);
        let text = "é 811228-9874, card 4111 1111 1111 1111\npassword = \"größe-1\"\n";
        let (masked, found) = patterns.mask(text.to_owned());
        assert_eq!(masked, "é ******-****, card **** **** **** 1111\npassword = \"**··*-*\"\n");
        assert_eq!(masked.len(), text.len());
        let said: Vec<_> = found.iter().map(|(at, what)| (&text[at.clone()], what.to_string())).collect();
        assert_eq!(said[0], ("811228-9874", "something that `national-id` forbids".to_owned()));
        assert_eq!(said[1], ("4111 1111 1111 1111", "the number of a payment card".to_owned()));
        assert_eq!(said[2], ("größe-1", "a password".to_owned()));
        assert_eq!(said.len(), 3);
    }

    #[test]
    fn what_overlaps_is_masked_whole_and_told_once() {
        let pattern = Regex::new(r"1111 1111 \w+").expect("a pattern");
        let (masked, found) = Patterns::and(vec![("own", &pattern)]).mask("4111 1111 1111 1111".to_owned());
        assert_eq!((masked.as_str(), found.len()), ("**** **** **** ****", 1));
    }
}
