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

/// What lapses, ends, or comes round by the configuration, once each, for the account or for all.
#[test]
fn what_lapses_and_what_all_accounts_share_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("records");
    let configuration = "format = 1\ntitle = \"Us\"\nas_of = 2026-06-30\n\n[[tier]]\nid = \"key\"\ncadence = \"30d\"\n\n\
        [[guideline]]\nid = \"consent\"\ntitle = \"Each agreed.\"\nrequires = \"consent\"\nexcept = [\n\
        { account = \"northwind\", until = 2026-07-10, why = \"New.\" },\n\
        { account = \"northwind\", until = 2026-08-10, why = \"Longer.\" },\n\
        { until = 2026-07-20, why = \"All.\" },\n]\n";
    put(&root, "standing.toml", configuration);
    put(&root, "team.toml", "[[member]]\nid = \"ida\"\nname = \"Ida\"\n");
    let plan = "[[tool]]\ntitle = \"Survey\"\nstatus = \"needed\"\nneeded_by = 2026-07-05\n\n\
        [[method]]\nid = \"asked\"\ntitle = \"Asked\"\nagreed = 2025-08-01\n\n\
        [[action]]\nwhat = \"Ask\"\nowner = \"ida\"\ndue = 2026-07-06\n\n\
        [[action]]\nwhat = \"Hush\"\nvisibility = \"confidential\"\ndue = 2026-07-06\n";
    put(&root, "plan.toml", plan);
    let account = "[account]\nname = \"Northwind\"\ntier = \"key\"\nsince = 2026-01-01\nverified = 2026-05-01\n\n\
        [[risk]]\ntitle = \"R\"\nlikelihood = 1\nimpact = 1\nraised = 2026-06-01\n\n\
        [[period]]\nfrom = 2026-01-01\nto = 2026-03-31\nrevenue = \"EUR 1.00\"\ncost = \"EUR 1.00\"\n\n\
        [[objective]]\ntitle = \"O\"\nagreed = 2026-06-01\n\n\
        [[review]]\ntitle = \"June\"\non = 2026-06-20\noverride = { band = \"watch\", reason = \"R.\", by = \"ida\", expires = 2026-07-15 }\n\n\
        [[note]]\ntitle = \"Call\"\non = 2026-06-20\nchannel = \"call\"\npeople = [\"ida\"]\n";
    put(&root, "accounts/northwind/account.toml", account);
    let ended = "[account]\nname = \"Eastwind\"\nstatus = \"ended\"\nended = { on = 2024-08-01, why = \"Closed.\" }\nlegal = { basis = \"contract\", retention = \"2y\" }\n";
    put(&root, "accounts/eastwind/account.toml", ended);
    let site = built(&root, &folder.path().join("site"));
    let events = read(&site["calendar.ics"]);
    let mut told: Vec<String> = events
        .iter()
        .map(|event| format!("{} {} {}", event["DTSTART"], event["CATEGORIES"], event["SUMMARY"]))
        .collect();
    told.sort();
    let expected = [
        "20260705 tool All accounts: To be there: Survey",
        "20260706 action All accounts: Ask",
        "20260715 override Northwind: A standing set by hand lapses",
        "20260720 contact Northwind: Talk with them",
        "20260720 exception All accounts: Departure ends: Each agreed.",
        "20260801 evaluation All accounts: To be judged: Asked",
        "20260801 retention Eastwind: The records of this account are to be deleted",
        "20260810 exception Northwind: Departure ends: Each agreed.",
        "20260813 figures Northwind: Figures of the next period",
        "20260830 progress Northwind: Say how it comes along: O",
        "20260830 risk Northwind: To be looked at: R",
    ];
    assert_eq!(told, expected);
    assert_eq!(read(&site["team/ida.ics"]).len(), 1, "the action is Ida's");
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
