//! Whatever stands in a file, reading and checking it ends soon, with findings that have a place, and never with a panic.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use chrono::NaiveDate;
use proptest::prelude::*;
use standing::check::{AsOf, check_all, registry};
use standing::diagnostic::{Diagnostic, Listing, Paint, Severity, to_json, to_report};
use standing::source::{FILE_LIMIT, MemorySource};

/// How long any of these may take, in a build without optimisation on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

const TABLES: &str = "accounts/northwind/x.toml";
const NOTE: &str = "accounts/northwind/notes/2026-03-12-x.md";

/// A repository with one sound account and a file of the given bytes.
fn repository(path: &str, content: impl Into<Vec<u8>>) -> MemorySource {
    MemorySource::new()
        .with("standing.toml", "format = 1\ntitle = \"x\"\n")
        .with("team.toml", "[[member]]\nid = \"priya\"\nname = \"Priya\"\n")
        .with("accounts/northwind/account.toml", "[account]\nname = \"Northwind\"\n")
        .with(path, content)
}

/// Checks a repository and shows what was found in both formats; fails when that panics.
fn findings(source: &MemorySource) -> Vec<Diagnostic> {
    let day = NaiveDate::from_ymd_opt(2026, 6, 30).unwrap();
    let checkup = check_all(source, AsOf::Day(day)).unwrap_or_else(|error| panic!("{error}"));
    let codes: BTreeSet<&str> = registry().iter().map(|rule| rule.code).collect();
    for finding in &checkup.findings {
        assert!(codes.contains(finding.code), "{}", finding.code);
        let range = finding.span.range();
        assert!(range.start <= range.end && range.end <= finding.span.text().content().len());
        assert!(!finding.message.is_empty());
    }
    to_report(&checkup.findings, Listing::Each, Paint::Plain, |_| None);
    assert!(to_json(&checkup.findings).ends_with('\n'));
    checkup.findings
}

/// The same, in a thread of its own that must end in time.
fn in_time(name: &str, path: &str, content: Vec<u8>) -> Vec<Diagnostic> {
    let source = repository(path, content);
    let (send, receive) = mpsc::channel();
    thread::spawn(move || send.send(findings(&source)));
    receive.recv_timeout(PATIENCE).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A text of a size, at most that of the largest file.
fn full_of(piece: &str, size: usize) -> Vec<u8> {
    piece.repeat(size / piece.len()).into_bytes()
}

/// The largest file, with a little room for what is put around it.
const LARGEST: usize = FILE_LIMIT as usize - 100;

/// Small enough to be tried at every change; the largest file is tried by `cargo test -- --ignored`.
const SMALL: usize = 64 * 1024;

#[test]
fn markdown_of_one_sign_ends_soon() {
    markdown_of_one_sign(SMALL);
}

#[test]
#[ignore = "takes minutes"]
fn a_large_markdown_file_of_one_sign_ends_soon() {
    markdown_of_one_sign(LARGEST);
}

#[test]
fn toml_of_one_sign_ends_soon() {
    toml_of_one_sign(SMALL);
}

#[test]
#[ignore = "takes minutes"]
fn a_large_toml_file_of_one_sign_ends_soon() {
    toml_of_one_sign(LARGEST);
}

fn markdown_of_one_sign(size: usize) {
    for piece in [
        ">",
        "> ",
        "- ",
        "* ",
        "1. ",
        "\t",
        "[",
        "]",
        "![",
        "[](",
        "[[",
        "]]",
        "[a](",
        "[a][b]",
        "*",
        "**a ",
        "_",
        "`",
        "``a",
        "~",
        "~~",
        "<",
        "<a ",
        "<!--",
        "&",
        "&#x",
        "|",
        "a|b\n-|-\n",
        "|a",
        "#",
        "# a\n",
        "---\n",
        "+++\n",
        "\\",
        "\n",
        "\r",
        "[^1]",
        "[^1]: a\n",
        "- [ ] a\n",
        "- [ ] a @b due 2026-01-01\n",
        "- [x] ",
        "> - [ ] a\n",
        "a *b ",
        "a\u{301}",
        "\u{202e}",
        "é",
        "🏳️‍🌈 ",
        "<div>\n",
        "http://a.b ",
        "[[note/x]] ",
        "![a](b) ",
        "  - a\n",
        "*a_ ",
        "[a\n\n",
    ] {
        in_time(piece, NOTE, full_of(piece, size));
        in_time(piece, NOTE, [b"+++\ntitle = \"x\"\n+++\n".to_vec(), full_of(piece, size)].concat());
    }
}

fn toml_of_one_sign(size: usize) {
    for piece in [
        "[",
        "]",
        "{",
        "[[",
        "a=[",
        "a={",
        "a=",
        "a.",
        "a.b",
        "\"",
        "\"\"\"",
        "'''",
        "'",
        "=",
        "#",
        ",",
        "\n",
        "\r",
        "\t",
        "x\n",
        "x = key\n",
        "a: b\n",
        "[[action]\n",
        "[action\n",
        "[[action]]\n",
        "[action]\n",
        "[a.b]\n",
        "[[a.b]]\n[a]\n",
        "[[action]]\nwhat = \"\"\"\n",
        "x = [\n",
        "x = {\n",
        "x = \"\"\"\n",
        "x = [{ a = [\n",
        "due = 2026-13-01\n",
        "2026-13-01",
        "[[action]]\nwhat = \"Call\"\n",
        "[[note]]\non = 2026-01-01\nwords = \"x\"\n",
        "“a”\n",
        "é = 1\n",
        "[[person]]\nname = \"a\"\nreports_to = \"a\"\n",
        "0",
        "9",
        "1e",
        "\\u",
        "\u{feff}",
    ] {
        in_time(piece, TABLES, full_of(piece, size));
        let nested = [b"[[expectation]]\nstatement = ".to_vec(), full_of(piece, size)];
        in_time(piece, TABLES, nested.concat());
        in_time(piece, "standing.toml", full_of(piece, size));
        let front = [b"+++\n".to_vec(), full_of(piece, size), b"\n+++\nWords.".to_vec()];
        in_time(piece, NOTE, front.concat());
    }
}

/// Errors that lie thick are reported, and not without end.
#[test]
fn a_file_of_errors_is_not_reported_line_by_line() {
    let found = in_time("x = key", TABLES, full_of("x = key\n", SMALL));
    assert!((10..200).contains(&found.len()), "{}", found.len());
}

#[test]
fn what_is_no_text_is_an_error_with_a_place() {
    let utf16: Vec<u8> = "[[person]]".encode_utf16().flat_map(u16::to_be_bytes).collect();
    for (name, bytes, code) in [
        ("a NUL", b"Words \0 words.".to_vec(), "not-text"),
        ("nothing but NUL", vec![0; 1000], "not-text"),
        ("Latin-1", b"caf\xe9".to_vec(), "not-text"),
        ("an overlong form", b"\xc0\xaf".to_vec(), "not-text"),
        ("a surrogate", b"\xed\xa0\x80".to_vec(), "not-text"),
        ("UTF-16", [&[0xfe, 0xff][..], &utf16].concat(), "not-text"),
        ("10 MiB", vec![b'a'; 10 * 1024 * 1024], "file-too-large"),
        ("nothing", Vec::new(), "empty-text"),
        ("spaces", b" \n \r\n\t".to_vec(), "empty-text"),
        ("a mark alone", "\u{feff}".as_bytes().to_vec(), "empty-text"),
    ] {
        let found = in_time(name, NOTE, bytes);
        let finding = found.iter().find(|finding| finding.span.path().as_str() == NOTE);
        let finding = finding.unwrap_or_else(|| panic!("{name}: {found:?}"));
        assert_eq!((finding.code, finding.severity), (code, Severity::Error), "{name}");
        assert_eq!(finding.span.line(), 1, "{name}");
    }
}

/// What real editors write is read: marks, either line break, letters in either form.
#[test]
fn what_editors_write_is_clean() {
    let tables =
        "[[person]]\nname = \"José\"\n\n[[action]]\nwhat = \"Call\"\nowner = \"josé\"\ndue = 2026-07-20\n";
    let note = "+++\ntitle = \"Call\"\npeople = [\"priya\"]\n+++\nWords, and [[note/2026-03-12-x]].\n";
    for (name, change) in [
        ("as it is", (|text| text.to_owned()) as fn(&str) -> String),
        ("CRLF", |text| text.replace('\n', "\r\n")),
        ("a mark", |text| format!("\u{feff}{text}")),
        ("both", |text| format!("\u{feff}{}", text.replace('\n', "\r\n"))),
        ("no last line break", |text| text.trim_end().to_owned()),
        ("trailing spaces", |text| text.replace('\n', "  \n")),
    ] {
        for (path, text) in [(TABLES, tables), (NOTE, note)] {
            let found = in_time(name, path, change(text).into_bytes());
            let bad = found.iter().filter(|finding| finding.severity > Severity::Advice);
            assert_eq!(bad.count(), 0, "{name}: {found:?}");
        }
    }
}

/// A name is the same, whether its letters and marks were written as one or apart.
#[test]
fn names_are_found_in_either_form() {
    for (file, name) in [("cafe\u{301}", "café"), ("café", "cafe\u{301}"), ("हिन्दी", "हिन्दी")]
    {
        let links =
            format!("See [[note/2026-03-12-{name}]] and [it](2026-03-12-{name}.md).\n\n- [ ] Call @{name}\n");
        let source = repository(TABLES, format!("[[person]]\nid = \"{file}\"\nname = \"x\"\n"))
            .with(&format!("accounts/northwind/notes/2026-03-12-{file}.md"), "Words.\n")
            .with("accounts/northwind/notes/2026-03-13-links.md", links);
        let found = findings(&source);
        assert!(!found.iter().any(|finding| finding.severity > Severity::Advice), "{found:?}");
    }
}

#[test]
fn folders_of_any_name_have_an_error_or_a_slug() {
    for (name, is_slug) in [
        ("northwind", true),
        ("日本", true),
        ("e\u{301}toile", true),
        ("étoile", true),
        ("Northwind", false),
        ("con", false),
        ("NUL", false),
        ("com1", false),
        ("a b", false),
        ("a--b", false),
        ("-a", false),
        ("a.", false),
        ("a\\b", false),
        ("<script>", false),
        ("a\nb", false),
        ("\u{202e}a", false),
    ] {
        let source = MemorySource::new()
            .with("standing.toml", "format = 1\ntitle = \"x\"\n")
            .with(&format!("accounts/{name}/account.toml"), "[account]\nname = \"x\"\n");
        let found = findings(&source);
        assert_eq!(!found.iter().any(|finding| finding.code == "bad-slug"), is_slug, "{name:?}: {found:?}");
    }
}

/// Two folders that one file system would take for one.
#[test]
fn slugs_that_differ_by_case_or_form_alone_are_reported() {
    for (one, other) in [("east/acme", "west/acme"), ("e\u{301}toile", "étoile"), ("acme", "Acme")] {
        let source = MemorySource::new()
            .with("standing.toml", "format = 1\ntitle = \"x\"\n")
            .with(&format!("accounts/{one}/account.toml"), "[account]\nname = \"x\"\n")
            .with(&format!("accounts/{other}/account.toml"), "[account]\nname = \"y\"\n");
        let found = findings(&source);
        let is_told = found.iter().any(|finding| ["duplicate-slug", "bad-slug"].contains(&finding.code));
        assert!(is_told, "{one} {other}: {found:?}");
    }
}

/// One bad entry never hides the rest of its file: of two entries with errors, with any line of nonsense between, the
/// second is always reported.
#[test]
fn nonsense_never_hides_what_follows() {
    for nonsense in [
        "nonsense",
        "a: b",
        "x = key",
        "x = “y”",
        "x = \"y",
        "x = [1,",
        "x = {",
        "x = {a=1",
        "= 3",
        "x =",
        "[[action]",
        "[action",
        "[]",
        "[[]]",
        "]",
        "}",
        "\"",
        "x = 2026-13-01",
        "x = 01.02.2026",
        "x = 1,000",
        "x == 1",
        "x = 'y",
        "!!!",
        "x = [[",
        "é",
        "x = \"\\q\"",
        "x = 1 2",
        "x y = 1",
    ] {
        let text = format!(
            "[[risk]]\ntitle = \"One\"\nlikelihood = 9\nimpact = 1\n{nonsense}\n\n[[risk]]\ntitle = \"Two\"\nlikelihood = 1\nimpact = 8\n"
        );
        let found = in_time(nonsense, TABLES, text.into_bytes());
        let errors = found.iter().filter(|finding| finding.severity == Severity::Error);
        let lines: Vec<u32> = errors.map(|finding| finding.span.line()).collect();
        assert!(lines.contains(&3) && lines.contains(&10), "{nonsense}: {found:?}");
        assert!(lines.contains(&5), "{nonsense}: {found:?}");
        assert!(lines.len() <= 3, "{nonsense}: {found:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_text_can_be_checked(text in "\\PC{0,200}") {
        findings(&repository(TABLES, text.clone()));
        findings(&repository(NOTE, text));
    }

    #[test]
    fn any_bytes_can_be_checked(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        findings(&repository(TABLES, bytes.clone()));
        findings(&repository(NOTE, bytes));
    }

    /// Pieces of the format in any order.
    #[test]
    fn any_mixture_of_the_format_can_be_checked(
        pieces in proptest::collection::vec(
            prop::sample::select(&[
                "[[action]]\n", "[action]\n", "[[expectation]]", "[survey]\n", "[[answer]]\n", "[account]\n", "[[person]]\n",
                "id = \"a\"\n", "what = ", "\"x\"", "of = \"a\"\n", "on = 2026-01-01\n", "due = 2026-13-01\n", "=", "\n", "[", "]",
                "{", "}", ",", "\"", "\"\"\"", "+++\n", "- [ ] ", "- [x] ", "@a ", "due ", "2026-01-01", "[[a/b]]", "[[note/", "> ",
                "team = [{ who = \"priya\", as = \"owner\" }]\n", "score = 1\n", "é", "\r\n", "# ", "| a | b |\n|---|---|\n", "![x](y)",
            ][..]),
            0..40,
        ),
    ) {
        let text = pieces.concat();
        findings(&repository(TABLES, text.clone()));
        findings(&repository(NOTE, text.clone()));
        findings(&repository("accounts/northwind/feedback/s.toml", text.clone()));
        findings(&repository("standing.toml", text.clone()));
        findings(&repository("accounts/northwind/account.toml", text));
    }
}
