//! Events as an iCalendar file (RFC 5545), so that they stand in a reader's own calendar.
//!
//! Every event is a whole day. Its UID comes from the record, not from the day, so that an event that moves is moved and
//! not doubled; its time stamp is the day as of which the site was made. The same events give the same bytes.

use chrono::{NaiveDate, NaiveTime};
use icalendar::{Calendar, Component, Event as Entry, EventLike};

/// The address of the file with all events, relative to the site's root.
pub const FILE: &str = "calendar.ics";

/// One event of a calendar file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Event {
    /// The day.
    pub on: NaiveDate,
    /// What names it for ever, the same in each build.
    pub uid: String,
    /// What a calendar shows.
    pub summary: String,
    /// What it shows when opened.
    pub description: String,
    /// Of which kind it is, in a word.
    pub kind: &'static str,
    /// Where it can be read, where the site's address is known.
    pub url: Option<String>,
}

/// The file of these events.
#[must_use]
pub fn file(title: &str, as_of: NaiveDate, events: &[Event]) -> String {
    let mut calendar = Calendar::empty();
    calendar
        .append_property(("VERSION", "2.0"))
        .append_property(("PRODID", concat!("-//Standing//Standing ", env!("CARGO_PKG_VERSION"), "//EN")))
        .append_property(("CALSCALE", "GREGORIAN"))
        .append_property(("METHOD", "PUBLISH"))
        .append_property(("X-WR-CALNAME", plain(title).as_str()));
    for event in events {
        let mut entry = Entry::new();
        entry
            .uid(&event.uid)
            .timestamp(as_of.and_time(NaiveTime::MIN).and_utc())
            .starts(event.on)
            .summary(&plain(&event.summary))
            .description(&plain(&event.description))
            .add_property("CATEGORIES", event.kind)
            // It is due on that day; it does not fill it.
            .add_property("TRANSP", "TRANSPARENT");
        if let Some(url) = &event.url {
            entry.url(url);
        }
        calendar.push(entry.done());
    }
    narrow(&calendar.to_string())
}

/// Text without carriage returns, which some programs take for the end of a line.
fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', " ")
}

/// How many octets a line may have.
const WIDTH: usize = 75;

/// Cuts lines that are too long: the library leaves the last line of a folded text an octet longer than it may be.
fn narrow(text: &str) -> String {
    let mut narrow = String::with_capacity(text.len());
    for line in text.split_inclusive("\r\n") {
        let words = line.trim_end_matches("\r\n");
        let cut = words.floor_char_boundary(WIDTH);
        narrow.push_str(&line[..cut]);
        if cut < words.len() {
            narrow.push_str("\r\n ");
        }
        narrow.push_str(&line[cut..]);
    }
    narrow
}
