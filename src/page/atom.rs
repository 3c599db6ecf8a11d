//! Feeds in the Atom format (RFC 4287), for whoever wants to hear of what is new without coming to look.
//!
//! An entry is named by what it tells of, not by the day of the build, and dated by the day on which it came to be: the same
//! records give the same bytes.

use std::borrow::Cow;

use atom_syndication::{
    Category, Entry as AtomEntry, Feed, FixedDateTime, Generator, Link, Person, Text, WriteConfig,
};
use chrono::{NaiveDate, NaiveTime};
use xxhash_rust::xxh3::xxh3_128;

/// The address of the portfolio's feed, relative to the site's root.
pub const FEED: &str = "data/portfolio.atom";

/// The address of an account's feed, relative to the site's root.
#[must_use]
pub fn account_feed(slug: &str) -> String {
    format!("data/accounts/{slug}.atom")
}

/// One entry of a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The day on which it came to be.
    pub on: NaiveDate,
    /// What names it for ever within the portfolio.
    pub name: String,
    /// What a list of entries shows.
    pub title: String,
    /// What it says when opened.
    pub summary: String,
    /// Of which kind it is, in a word.
    pub kind: String,
    /// Where it can be read, relative to the site's root.
    pub page: String,
}

/// What a feed is of, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Of<'a> {
    /// The title.
    pub title: &'a str,
    /// The portfolio, whose records the entries are of.
    pub portfolio: &'a str,
    /// What names the feed for ever within the portfolio.
    pub name: &'a str,
    /// Its address, relative to the site's root.
    pub address: &'a str,
    /// The page that it goes with, relative to the site's root.
    pub page: &'a str,
    /// The address of the site, where it is known.
    pub base: Option<&'a str>,
    /// The way from the feed to the site's root, by which addresses are told where the site's own is not known.
    pub root: &'a str,
    /// The day as of which it is made.
    pub as_of: NaiveDate,
}

/// The file of a feed. The entries come as they are given: the newest first.
#[must_use]
pub fn file(of: &Of<'_>, entries: &[&Entry]) -> String {
    let newest = entries.iter().map(|entry| entry.on).max().unwrap_or(of.as_of);
    let mut links = vec![link(of, of.page, "alternate", "text/html")];
    if of.base.is_some() {
        links.push(link(of, of.address, "self", "application/atom+xml"));
    }
    let feed = Feed {
        title: text(of.title),
        id: id(of.portfolio, of.name),
        updated: moment(newest),
        authors: vec![Person { name: clean(of.portfolio).into_owned(), ..Person::default() }],
        generator: Some(Generator {
            value: "Standing".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            ..Generator::default()
        }),
        links,
        entries: entries.iter().map(|entry| written(of, entry)).collect(),
        ..Feed::default()
    };
    let config = WriteConfig { write_document_declaration: true, indent_size: Some(1) };
    let written = feed.write_with_config(Vec::new(), config).ok();
    // Writing to memory does not fail, and what was written is text.
    written.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default() + "\n"
}

fn written(of: &Of<'_>, entry: &Entry) -> AtomEntry {
    AtomEntry {
        title: text(&entry.title),
        id: id(of.portfolio, &entry.name),
        updated: moment(entry.on),
        summary: Some(text(&entry.summary)),
        categories: vec![Category { term: entry.kind.clone(), ..Category::default() }],
        links: vec![link(of, &entry.page, "alternate", "text/html")],
        ..AtomEntry::default()
    }
}

fn link(of: &Of<'_>, address: &str, rel: &str, mime: &str) -> Link {
    let href = match of.base {
        Some(base) => format!("{base}/{address}"),
        None => format!("{}{address}", of.root),
    };
    Link { href, rel: rel.to_owned(), mime_type: Some(mime.to_owned()), ..Link::default() }
}

fn text(words: &str) -> Text {
    Text::plain(clean(words))
}

fn moment(day: NaiveDate) -> FixedDateTime {
    day.and_time(NaiveTime::MIN).and_utc().fixed_offset()
}

/// A name that is the same for ever: a UUID (RFC 9562, version 8) made from the portfolio and the name.
fn id(portfolio: &str, name: &str) -> String {
    let mut bytes = xxh3_128(format!("{portfolio}\n{name}").as_bytes()).to_be_bytes();
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let [a, b, c, d, e] = [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]];
    format!("urn:uuid:{a}-{b}-{c}-{d}-{e}")
}

/// The words without signs that no XML document may hold.
fn clean(words: &str) -> Cow<'_, str> {
    let is_none = |sign: char| {
        (sign.is_control() && !matches!(sign, '\t' | '\n')) || matches!(sign, '\u{fffe}' | '\u{ffff}')
    };
    if words.contains(is_none) { words.replace(is_none, "\u{fffd}").into() } else { words.into() }
}
