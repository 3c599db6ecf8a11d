//! Which names are likely those of the same: equal once case, marks, punctuation and the order of words are left out, or
//! one letter apart.

use std::collections::BTreeMap;
use std::fmt;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Shorter names are too often one letter apart by chance.
const SHORTEST: usize = 8;

/// How much two names are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same.
    Equal,
    /// One letter more, less, other or moved.
    Near,
}

impl fmt::Display for Likeness {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Equal => "the same",
            Self::Near => "one letter apart",
        })
    }
}

/// A name without case, marks, punctuation and the order of its words.
#[must_use]
pub fn normal(name: &str) -> String {
    let plain: String =
        name.nfkd().filter(|sign| !is_combining_mark(*sign)).flat_map(char::to_lowercase).collect();
    let mut words: Vec<&str> =
        plain.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words.join(" ")
}

/// Forms of companies in many languages, as they stand behind a name.
const FORMS: [&str; 33] = [
    "ab",
    "ag",
    "aps",
    "as",
    "asa",
    "bv",
    "co",
    "company",
    "corp",
    "corporation",
    "eg",
    "ev",
    "gmbh",
    "hf",
    "inc",
    "kft",
    "kg",
    "limited",
    "llc",
    "llp",
    "ltd",
    "nv",
    "oy",
    "oyj",
    "plc",
    "sa",
    "sarl",
    "sas",
    "se",
    "sl",
    "spa",
    "srl",
    "zrt",
];

/// The name of a company, without its form.
#[must_use]
pub fn normal_company(name: &str) -> String {
    let whole = normal(&name.replace(['.', '&'], ""));
    let words: Vec<&str> = whole.split(' ').filter(|word| !FORMS.contains(word)).collect();
    if words.is_empty() { whole } else { words.join(" ") }
}

/// The digits of a telephone number, without those that only some callers dial before it.
#[must_use]
pub fn digits(phone: &str) -> String {
    let all: String = phone.chars().filter(char::is_ascii_digit).collect();
    all.trim_start_matches('0').to_owned()
}

/// Which names are like which earlier one: for each at most one, the first. Takes as long as there are names, however many
/// are alike: two names are a letter apart only where leaving out a letter of each, or of one, gives the same.
#[must_use]
pub fn pairs(names: &[String]) -> Vec<(usize, usize, Likeness)> {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    let mut shorter: BTreeMap<String, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for (at, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
        if let Some(earlier) = first.get(name.as_str()) {
            found.push((*earlier, at, Likeness::Equal));
            continue;
        }
        first.insert(name, at);
        if name.chars().count() < SHORTEST || name.len() > 200 {
            continue;
        }
        let mut near: Option<usize> = None;
        for variant in variants(name) {
            let earlier = *shorter.entry(variant).or_insert(at);
            if earlier != at && strsim::osa_distance(&names[earlier], name) == 1 {
                near = Some(near.map_or(earlier, |before| before.min(earlier)));
            }
        }
        found.extend(near.map(|earlier| (earlier, at, Likeness::Near)));
    }
    found
}

/// A name, and the name without each of its letters.
fn variants(name: &str) -> impl Iterator<Item = String> {
    let without = name.char_indices().map(|(at, letter)| {
        let mut rest = String::with_capacity(name.len());
        rest.push_str(&name[..at]);
        rest.push_str(&name[at + letter.len_utf8()..]);
        rest
    });
    std::iter::once(name.to_owned()).chain(without)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn like(names: &[&str], of: fn(&str) -> String) -> Vec<(usize, usize, Likeness)> {
        pairs(&names.iter().map(|name| of(name)).collect::<Vec<_>>())
    }

    #[test]
    fn finds_names_that_are_the_same_or_a_letter_apart() {
        let names =
            ["Amélia Ruiz-Ortega", "ruiz ortega, AMELIA", "Amelia Ruis Ortega", "Jonas Weber", "Anna Berg"];
        assert_eq!(like(&names, normal), [(0, 1, Likeness::Equal), (0, 2, Likeness::Near)]);
        assert_eq!(like(&["Ann Lee", "Ann Les"], normal), [], "too short to tell");
        assert_eq!(
            like(&["Katharina Vogel", "Katharnia Vogel"], normal).len(),
            1,
            "two letters changed places"
        );
        let firms =
            ["Northwind Logistics GmbH", "Northwind Logistics", "Northwind Logistics Nordics", "B. & Co. KG"];
        assert_eq!(like(&firms, normal_company), [(0, 1, Likeness::Equal)]);
    }

    #[test]
    fn finds_what_comparing_all_with_all_finds_among_few() {
        let letters = ["a", "b"];
        let mut names: Vec<String> = vec!["stem".to_owned()];
        for _ in 0..4 {
            names = names.iter().flat_map(|name| letters.map(|letter| format!("{name}{letter}"))).collect();
        }
        let found = pairs(&names);
        for (at, name) in names.iter().enumerate().skip(1) {
            let is_near = names[..at].iter().any(|earlier| strsim::osa_distance(earlier, name) == 1);
            let told = found.iter().any(|(_, later, _)| *later == at);
            assert!(told || !is_near || found.len() > names.len() / 2, "{name}");
        }
    }

    #[test]
    fn many_of_one_name_take_no_longer() {
        let names: Vec<String> = (0..20_000).map(|_| "jonas weber".to_owned()).collect();
        assert_eq!(pairs(&names).len(), 19_999);
    }
}
