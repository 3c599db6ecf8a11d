//! The calendar files, read by a strict reader of its own: every rule of RFC 5545 that these files touch is asked.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/program.rs"]
mod program;

use std::collections::{BTreeMap, BTreeSet};

use program::{Files, built, project, put};

/// One event: its properties by name, parameters cut off, texts unescaped.
type Event = BTreeMap<String, String>;

/// Reads a file; fails where it is not as the standard says.
fn read(file: &[u8]) -> Vec<Event> {
    let text = std::str::from_utf8(file).unwrap();
    assert!(text.ends_with("\r\n"), "the last line ends");
    let physical: Vec<&str> = text.trim_end_matches("\r\n").split("\r\n").collect();
    for line in &physical {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.chars().any(|sign| sign.is_control() && sign != '\t'), "{line:?}");
    }
    let mut lines: Vec<String> = Vec::new();
    for line in physical {
        match line.strip_prefix(' ') {
            Some(rest) => lines.last_mut().unwrap().push_str(rest),
            None => lines.push(line.to_owned()),
        }
    }
    let head = ["BEGIN:VCALENDAR", "VERSION:2.0"];
    assert_eq!(lines[..2], head.map(str::to_owned));
    assert_eq!(lines.last().unwrap(), "END:VCALENDAR");
    assert!(lines.iter().any(|line| line.starts_with("PRODID:")));
    let (mut events, mut open): (Vec<Event>, Option<Event>) = (Vec::new(), None);
    for line in &lines {
        let (name, value) = line.split_once(':').unwrap();
        match (line.as_str(), &mut open) {
            ("BEGIN:VEVENT", None) => open = Some(Event::new()),
            ("END:VEVENT", Some(_)) => events.extend(open.take()),
            (_, Some(event)) => {
                let name = name.split(';').next().unwrap();
                let is_new = event.insert(name.to_owned(), unescaped(value)).is_none();
                assert!(is_new, "twice: {line}");
            }
            _ => {}
        }
    }
    assert!(open.is_none());
    let uids: BTreeSet<&String> = events.iter().map(|event| &event["UID"]).collect();
    assert_eq!(uids.len(), events.len(), "every event has a UID of its own");
    for event in &events {
        let day = &event["DTSTART"];
        assert!(day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit()), "{day}");
        assert!(!event.contains_key("DTEND"), "a whole day needs no end");
        assert!(!event["SUMMARY"].is_empty());
    }
    events
}

/// Undoes the escapes of a text; a bare comma or semicolon, and an unknown escape, are mistakes.
fn unescaped(value: &str) -> String {
    let mut text = String::new();
    let mut signs = value.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => match signs.next().unwrap() {
                'n' | 'N' => text.push('\n'),
                plain @ ('\\' | ',' | ';') => text.push(plain),
                other => panic!("\\{other} in {value}"),
            },
            ',' | ';' => panic!("bare {sign} in {value}"),
            plain => text.push(plain),
        }
    }
    text
}

fn calendars(site: &Files) -> BTreeMap<&str, Vec<Event>> {
    let files = site.iter().filter(|(path, _)| path.ends_with(".ics"));
    files.map(|(path, file)| (path.as_str(), read(file))).collect()
}

#[test]
fn the_example_has_a_calendar_for_everybody_and_one_for_each_person() {
    let folder = tempfile::tempdir().unwrap();
    let site = built(&project("example-accounts"), &folder.path().join("site"));
    let calendars = calendars(&site);
    let all: BTreeSet<&String> = calendars["calendar.ics"].iter().map(|event| &event["UID"]).collect();
    let people: Vec<_> = calendars.iter().filter(|(path, _)| path.starts_with("team/")).collect();
    let pages = site.keys().filter(|path| path.starts_with("team/") && path.ends_with(".html"));
    let pages = pages.filter(|path| !path.contains(".handover.")).count();
    assert_eq!(people.len(), pages);
    let theirs: Vec<&String> =
        people.iter().flat_map(|(_, events)| events.iter().map(|event| &event["UID"])).collect();
    let once: BTreeSet<&String> = theirs.iter().copied().collect();
    assert_eq!(once.len(), theirs.len(), "what concerns somebody concerns nobody else");
    assert!(once.is_subset(&all) && !once.is_empty());
    for (path, events) in &calendars {
        assert!(events.iter().all(|event| event["DTSTAMP"] == "20260630T000000Z"), "{path}");
    }
    let kinds: BTreeSet<&str> =
        calendars["calendar.ics"].iter().map(|event| event["CATEGORIES"].as_str()).collect();
    for kind in
        ["action", "assessment", "evaluation", "method", "procedure", "report", "review", "verification"]
    {
        assert!(kinds.contains(kind), "{kind}");
    }
}

#[test]
fn any_words_come_back_as_they_were_written() {
    let titles = [
        "a, b; c: d \\ e \\n f",
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen",
        "日本語の打合せ、日本語の打合せ、日本語の打合せ、日本語の打合せ、日本語の打合せ",
        "\u{1f469}\u{200d}\u{1f680} in space                                                          and back",
        "BEGIN:VEVENT",
    ];
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("records");
    put(
        &root,
        "standing.toml",
        "format = 1\ntitle = \"Us; and, you\"\nas_of = 2026-06-30\nbase_url = \"https://example.org/site/\"\n",
    );
    put(&root, "accounts/northwind/account.toml", "[account]\nname = \"North, wind; Ltd\"\n");
    for (at, title) in titles.iter().enumerate() {
        let meeting = format!("[[meeting]]\nid = \"m{at}\"\ntitle = '{title}'\non = 2026-07-0{}\n", at + 1);
        put(&root, &format!("accounts/northwind/{at}.toml"), &meeting);
    }
    let action = "[[action]]\nwhat = \"\"\"one\ntwo\"\"\"\ndue = 2026-06-01\n";
    put(&root, "accounts/northwind/action.toml", action);
    let site = built(&root, &folder.path().join("site"));
    let events = read(&site["calendar.ics"]);
    let expected = ["one\ntwo"].into_iter().chain(titles);
    for (event, title) in events.iter().zip(expected) {
        assert_eq!(event["SUMMARY"], format!("North, wind; Ltd: {title}"));
        assert!(event["URL"].starts_with("https://example.org/site/accounts/northwind"), "{}", event["URL"]);
    }
    assert_eq!(events.len(), titles.len() + 1);
}
