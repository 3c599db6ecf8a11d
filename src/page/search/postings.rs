//! What one account leaves for the search: in memory its words alone, as few bytes as they take; what is shown of its items
//! goes to scripts of its own at once.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Item, Rank, words};
use crate::page::desk::account_address;
use crate::page::script::literal;
use crate::record::Kind;

/// How long the script of some items may become, in bytes; one item alone may be longer.
const BLOCK: usize = 7_000;

/// How much is shown of what an item says, in bytes.
const SHOWN: usize = 1_500;

/// Where an item stands and how it is ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// What goes first.
    pub rank: Rank,
    /// Its kind.
    pub kind: Kind,
    /// Its day.
    pub date: Option<NaiveDate>,
    /// In which of the account's scripts it stands.
    pub block: u32,
    /// At which place in it.
    pub at: u32,
}

/// The words of one account, or of what all accounts share, and which items hold them.
#[derive(Debug, Clone, PartialEq)]
pub struct Postings {
    /// The account; empty for what all accounts share.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Its items.
    pub places: Vec<Place>,
    /// Its words in order, each ended by a line feed.
    words: String,
    /// For each word how many items hold it, and each of those as twice its distance from the one before, plus one where it
    /// is in the title; seven bits a byte.
    hits: Vec<u8>,
}

/// A file of a site: its address relative to the root, and its text.
pub type File = (String, String);

/// The address of a script with items, without its ending: those of an account stand beside its page.
#[must_use]
pub fn block_address(slug: &str, block: u32) -> String {
    if slug.is_empty() {
        return format!("search/shared.{block}");
    }
    format!("{}.found.{block}", account_address(slug).trim_end_matches(".html"))
}

impl Postings {
    /// What an account leaves, and the scripts with its items.
    ///
    /// # Errors
    /// When an item cannot be written as a script.
    pub fn new(slug: &str, name: &str, items: &[Item]) -> Result<(Self, Vec<File>), serde_json::Error> {
        let (places, files) = blocks(slug, name, items)?;
        let (words, hits) = packed(&gathered(name, items));
        Ok((Self { slug: slug.to_owned(), name: name.to_owned(), places, words, hits }, files))
    }

    /// Visits each word with the items that hold it, and whether they do so in their title.
    pub fn each(&self, mut visit: impl FnMut(&str, &[(u32, bool)])) {
        let mut bytes = self.hits.iter().copied();
        let mut items = Vec::new();
        for word in self.words.lines() {
            items.clear();
            let (count, mut next) = (number(&mut bytes), 0);
            for _ in 0..count {
                let read = number(&mut bytes);
                items.push((next + (read >> 1), read & 1 == 1));
                next += (read >> 1) + 1;
            }
            visit(word, &items);
        }
    }
}

type Shown<'a> = (&'a str, &'a str, &'a str, String, &'a str, &'a str);

/// Cuts items into scripts, and says where each stands.
fn blocks(slug: &str, name: &str, items: &[Item]) -> Result<(Vec<Place>, Vec<File>), serde_json::Error> {
    let mut files: Vec<File> = Vec::new();
    let (mut places, mut rows, mut at) = (Vec::new(), String::new(), 0_u32);
    let file = |number: usize, rows: &str| -> Result<File, serde_json::Error> {
        let address = block_address(slug, u32::try_from(number).unwrap_or(u32::MAX));
        let text = format!("standingFound(\"{address}\", [{}, [\n{rows}\n]]);\n", literal(name)?);
        Ok((format!("{address}.js"), text))
    };
    for item in items {
        let iso = item.date.map_or_else(String::new, |date| date.to_string());
        let shown: Shown<'_> =
            (&item.href, &item.title, item.kind.name(), iso, &item.day, start(&item.says, SHOWN));
        let row = literal(&shown)?;
        if !rows.is_empty() && rows.len() + row.len() > BLOCK {
            files.push(file(files.len(), &rows)?);
            rows.clear();
            at = 0;
        }
        rows.push_str(if rows.is_empty() { "" } else { ",\n" });
        rows.push_str(&row);
        let block = u32::try_from(files.len()).unwrap_or(u32::MAX);
        places.push(Place { rank: item.rank, kind: item.kind, date: item.date, block, at });
        at += 1;
    }
    if !rows.is_empty() {
        files.push(file(files.len(), &rows)?);
    }
    Ok((places, files))
}

/// A text up to so many bytes, cut between letters.
fn start(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or(0)]
}

/// Each word with the items that hold it; whether in the title. Its kind and its account's name are words of an item too.
fn gathered(name: &str, items: &[Item]) -> BTreeMap<String, Vec<(u32, bool)>> {
    let mut all: BTreeMap<String, Vec<(u32, bool)>> = BTreeMap::new();
    for (at, item) in (0..).zip(items) {
        let mut hold = |word: &str, in_title: bool| match all.get_mut(word) {
            Some(items) if items.last().is_some_and(|(last, _)| *last == at) => {}
            Some(items) => items.push((at, in_title)),
            None => {
                all.insert(word.to_owned(), vec![(at, in_title)]);
            }
        };
        words::each(&item.title, |word| hold(word, true));
        for text in [item.says.as_str(), item.kind.name(), name] {
            words::each(text, |word| hold(word, false));
        }
    }
    all
}

fn packed(all: &BTreeMap<String, Vec<(u32, bool)>>) -> (String, Vec<u8>) {
    let (mut words, mut hits) = (String::new(), Vec::new());
    for (word, items) in all {
        words.push_str(word);
        words.push('\n');
        push(&mut hits, u32::try_from(items.len()).unwrap_or(u32::MAX));
        let mut next = 0;
        for (item, in_title) in items {
            push(&mut hits, (item - next) << 1 | u32::from(*in_title));
            next = item + 1;
        }
    }
    words.shrink_to_fit();
    hits.shrink_to_fit();
    (words, hits)
}

fn push(bytes: &mut Vec<u8>, mut number: u32) {
    while number > 127 {
        bytes.push((number & 127) as u8 | 128);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn number(bytes: &mut impl Iterator<Item = u8>) -> u32 {
    let (mut number, mut shift) = (0, 0);
    for byte in bytes {
        number |= u32::from(byte & 127) << shift;
        shift += 7;
        if byte < 128 {
            break;
        }
    }
    number
}
