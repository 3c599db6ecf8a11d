//! Merges what accounts leave into one index, and cuts it so that an answer needs little of it: no list of items is longer
//! than a sixth of all items in letters, and the lists of many words that begin alike are there as one list too.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, NaiveDate};

use super::code::list;
use super::postings::{File, Place};
use super::{ORDER, Postings, words};
use crate::page::script::literal;

/// How long a file of words may become, in bytes.
const WORDS: usize = 12_000;

/// How long a file of hits may become, in bytes; the list of one word alone may be longer.
const HITS: usize = 12_000;

/// How long the lists of words that begin alike may be together, in bytes, before they are there as one list too.
const ALIKE: usize = 24_000;

/// The longest beginning of words that is looked at for that, in letters.
const LONGEST_BEGINNING: usize = 12;

/// Which items hold a word, by their numbers, ascending.
#[derive(Debug, Clone, Default, PartialEq)]
struct Hits {
    /// All of them.
    all: Vec<u32>,
    /// Those that hold it in their title.
    titles: Vec<u32>,
}

/// A word with its list as it is written.
struct Line {
    word: String,
    hits: String,
}

/// The files of the index.
///
/// # Errors
/// When one cannot be written as a script.
pub fn index(accounts: &[&Postings]) -> Result<Vec<File>, serde_json::Error> {
    let order = ordered(accounts);
    let lines = lines(gathered(accounts, &numbers(accounts, &order)), order.len());
    let stretches = cut(&lines, WORDS, |line| line.word.len() + 1);
    let mut files = vec![first(&stretches, &order)?];
    for (at, stretch) in stretches.iter().enumerate() {
        let parts = cut(stretch, HITS, |line| line.hits.len() + 3);
        files.push(words_file(at, stretch, &parts)?);
        for (part, lines) in parts.iter().enumerate() {
            let hits: Vec<&str> = lines.iter().map(|line| line.hits.as_str()).collect();
            files.push(file(&format!("search/hits.{at}.{part}"), &hits)?);
        }
    }
    for (at, part) in order.chunks(ORDER).enumerate() {
        let where_from = |one: &Ordered<'_>| format!("{} {} {}", one.place.block, one.place.at, one.slug);
        let lines: Vec<String> = part.iter().map(where_from).collect();
        files.push(file(&format!("search/order.{at}"), &lines.join("\n"))?);
    }
    Ok(files)
}

fn file(address: &str, data: &(impl serde::Serialize + ?Sized)) -> Result<File, serde_json::Error> {
    Ok((format!("{address}.js"), format!("standingFound(\"{address}\", {});\n", literal(data)?)))
}

/// An item at its place in the order in which items are shown.
struct Ordered<'a> {
    slug: &'a str,
    account: usize,
    item: usize,
    place: Place,
}

/// Every item: accounts, people, then records, the newest first.
fn ordered<'a>(accounts: &[&'a Postings]) -> Vec<Ordered<'a>> {
    let each = accounts.iter().enumerate().flat_map(|(account, postings)| {
        let items = postings.places.iter().enumerate();
        items.map(move |(item, place)| Ordered { slug: &postings.slug, account, item, place: *place })
    });
    let mut all: Vec<Ordered<'_>> = each.collect();
    all.sort_by_key(|one| (one.place.rank, Reverse(one.place.date), one.slug, one.item));
    all
}

/// The number of each item of each account.
fn numbers(accounts: &[&Postings], order: &[Ordered<'_>]) -> Vec<Vec<u32>> {
    let mut numbers: Vec<Vec<u32>> = accounts.iter().map(|postings| vec![0; postings.places.len()]).collect();
    for (number, one) in (0..).zip(order) {
        numbers[one.account][one.item] = number;
    }
    numbers
}

/// Each word with its hits. A word of an account's name with `@` before it stands for all items of the account, so does its
/// slug with `@=`; a kind with `=` before it stands for all items of that kind.
fn gathered(accounts: &[&Postings], numbers: &[Vec<u32>]) -> Vec<(String, Hits)> {
    // Sorted below, so that nothing depends on the order of the map.
    let mut all: HashMap<String, Hits> = HashMap::new();
    for (postings, numbers) in accounts.iter().zip(numbers) {
        postings.each(|word, items| {
            let hits = entry(&mut all, word);
            hits.all.extend(items.iter().map(|(item, _)| numbers[*item as usize]));
            let titles = items.iter().filter(|(_, in_title)| *in_title);
            hits.titles.extend(titles.map(|(item, _)| numbers[*item as usize]));
        });
        let mut names = vec![format!("@={}", postings.slug)];
        words::each(&postings.name, |word| names.push(format!("@{word}")));
        names.iter().for_each(|name| entry(&mut all, name).all.extend(numbers));
        for (place, number) in postings.places.iter().zip(numbers) {
            entry(&mut all, &format!("={}", place.kind.word())).all.push(*number);
        }
    }
    let mut all: Vec<(String, Hits)> = all.into_iter().collect();
    // As a browser compares texts: by units of UTF-16.
    all.sort_by(|(left, _), (right, _)| left.encode_utf16().cmp(right.encode_utf16()));
    for (_, hits) in &mut all {
        for numbers in [&mut hits.all, &mut hits.titles] {
            numbers.sort_unstable();
            numbers.dedup();
        }
    }
    all
}

fn entry<'a>(all: &'a mut HashMap<String, Hits>, word: &str) -> &'a mut Hits {
    if !all.contains_key(word) {
        all.insert(word.to_owned(), Hits::default());
    }
    all.entry(word.to_owned()).or_default()
}

/// The lines of the index: each word, and after a beginning that many words share, `*` for all of them.
fn lines(all: Vec<(String, Hits)>, items: usize) -> Vec<Line> {
    let written = |hits: &Hits| {
        let mut text = list(&hits.all, items);
        if !hits.titles.is_empty() {
            text.push(',');
            text.push_str(&list(&hits.titles, items));
        }
        text
    };
    let mut lines: Vec<Line> =
        all.iter().map(|(word, hits)| Line { word: word.clone(), hits: written(hits) }).collect();
    let mut together = Vec::new();
    for letters in 1..=LONGEST_BEGINNING {
        let mut from = 0;
        while from < all.len() {
            let beginning = beginning(&all[from].0, letters);
            if beginning.chars().count() < letters || beginning.starts_with('=') {
                from += 1;
                continue;
            }
            let to = from + all[from..].iter().take_while(|(word, _)| word.starts_with(beginning)).count();
            let length: usize = lines[from..to].iter().map(|line| line.hits.len()).sum();
            if to > from + 1 && length > ALIKE {
                let hits = written(&union(&all[from..to]));
                together.push(Line { word: format!("{beginning}*"), hits });
            }
            from = to;
        }
    }
    lines.extend(together);
    lines.sort_by(|left, right| left.word.encode_utf16().cmp(right.word.encode_utf16()));
    lines
}

fn beginning(word: &str, letters: usize) -> &str {
    let end = word.char_indices().nth(letters).map_or(word.len(), |(end, _)| end);
    &word[..end]
}

fn union(words: &[(String, Hits)]) -> Hits {
    let of = |numbers: fn(&Hits) -> &Vec<u32>| {
        let mut all: Vec<u32> = words.iter().flat_map(|(_, hits)| numbers(hits)).copied().collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    Hits { all: of(|hits| &hits.all), titles: of(|hits| &hits.titles) }
}

/// Cuts a list into stretches that are each at most so long, or one thing.
fn cut<T>(mut rest: &[T], most: usize, length: impl Fn(&T) -> usize) -> Vec<&[T]> {
    let mut parts = Vec::new();
    while !rest.is_empty() {
        let mut sum = 0;
        let fitting = rest.iter().take_while(|one| {
            sum += length(one);
            sum <= most
        });
        let (part, after) = rest.split_at(fitting.count().max(1));
        parts.push(part);
        rest = after;
    }
    parts
}

/// The words of a stretch, and which of them are the first of a file of hits.
fn words_file(at: usize, stretch: &[Line], parts: &[&[Line]]) -> Result<File, serde_json::Error> {
    let words: Vec<&str> = stretch.iter().map(|line| line.word.as_str()).collect();
    let mut firsts = vec![0];
    firsts.extend(parts.iter().scan(0, |sum, part| {
        *sum += part.len();
        Some(*sum)
    }));
    firsts.pop();
    file(&format!("search/words.{at}"), &(firsts, words.join(" ")))
}

/// What is read first of all.
fn first(stretches: &[&[Line]], order: &[Ordered<'_>]) -> Result<File, serde_json::Error> {
    let begins: Vec<&str> =
        stretches.iter().filter_map(|lines| lines.first()).map(|line| line.word.as_str()).collect();
    let mut years: BTreeMap<i32, (usize, usize)> = BTreeMap::new();
    for (number, one) in order.iter().enumerate().filter(|(_, one)| one.place.rank == super::Rank::Record) {
        if let Some(year) = one.place.date.map(|date: NaiveDate| date.year()) {
            years.entry(year).or_insert((number, number)).1 = number + 1;
        }
    }
    let years: Vec<(i32, usize, usize)> =
        years.into_iter().map(|(year, (from, to))| (year, from, to)).collect();
    file("search/index", &(order.len(), ORDER, begins, years))
}

#[cfg(test)]
mod tests;
