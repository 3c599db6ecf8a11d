//! The command line as people and scripts meet it: exit codes, streams, colour, and what `init` and `new` write.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/program.rs"]
mod program;

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Stdio;

use serde_json::Value;
use tempfile::TempDir;

use standing::record::{Kind, Manner};

use program::{Files, Run, files, put, run, standing};

/// One tier that asks for one criterion, so that a small repository is clean.
const CONFIG: &str =
    "format = 1\ntitle = \"Cold Watch\"\ntier = [{ id = \"key\", criteria = [\"CLIENT-P7\"] }]\n";
const TEAM: &str = "[[member]]\nid = \"priya\"\nname = \"Priya Nair\"\n";
const ACCOUNT: &str = "[account]\nname = \"Northwind\"\ntier = \"key\"\nsince = 2020-01-01\nteam = [{ who = \"priya\", as = \"owner\" }]\n";

/// A repository with one clean account, and further files.
fn repository(more: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "standing.toml", CONFIG);
    put(folder.path(), "team.toml", TEAM);
    put(folder.path(), "accounts/northwind/account.toml", ACCOUNT);
    for (path, content) in more {
        put(folder.path(), path, content);
    }
    folder
}

fn check(folder: &Path, arguments: &[&str], code: i32) -> Run {
    run(standing().arg("check").arg(folder).args(arguments), code)
}

const ERROR: (&str, &str) = ("accounts/northwind/x.toml", "[[expectation]]\nstatment = \"Up.\"\n");
const WARNING: (&str, &str) = ("accounts/northwind/lost.md", "Words.\n");
const ADVICE: (&str, &str) =
    ("accounts/northwind/y.toml", "[[action]]\nwhat = \"Call\"\nowner = \"priya\"\ndue = 2026-01-01\n");

#[test]
fn exit_codes_follow_severity_and_deny() {
    for (files, plain, warning, advice) in [
        (vec![], 0, 0, 0),
        (vec![ADVICE], 0, 0, 1),
        (vec![WARNING], 0, 1, 1),
        (vec![WARNING, ADVICE], 0, 1, 1),
        (vec![ERROR], 1, 1, 1),
    ] {
        let folder = repository(&files);
        check(folder.path(), &[], plain);
        check(folder.path(), &["--deny", "warning"], warning);
        check(folder.path(), &["--deny", "advice"], advice);
        check(folder.path(), &["--deny", "advice", "--format", "json"], advice);
    }
}

#[test]
fn what_cannot_run_ends_with_2_and_names_what_it_is_about() {
    let folder = repository(&[]);
    let empty = tempfile::tempdir().unwrap();
    let missing = empty.path().join("nowhere");
    let is_told = |run: &Run, subject: &str| {
        assert!(run.err.starts_with("error: ") && run.err.contains(subject), "{}", run.err);
        assert_eq!(run.out, "");
    };
    is_told(&check(&missing, &[], 2), "nowhere: there is no such folder");
    is_told(&check(empty.path(), &[], 2), "standing init");
    is_told(&check(folder.path(), &["--as-of", "2026-6-1"], 2), "--as-of");
    is_told(&check(folder.path(), &["--deny", "nonsense"], 2), "--deny");
    is_told(&run(standing().arg("explain").arg("unknwon-field"), 2), "Did you mean `unknown-field`?");
    for invalid in ["", "soon", "-1", "99999999999999999999", "999999999999"] {
        let mut command = standing();
        command.arg("check").arg(folder.path()).env("SOURCE_DATE_EPOCH", invalid);
        is_told(&run(&mut command, 2), "SOURCE_DATE_EPOCH");
    }
    run(&mut standing(), 2);
    run(standing().arg("--help"), 0);
    run(standing().arg("--version"), 0);
}

#[cfg(unix)]
#[test]
fn an_unreadable_folder_is_an_error_not_an_absence() {
    use std::os::unix::fs::PermissionsExt;

    let folder = repository(&[("accounts/other/account.toml", ACCOUNT)]);
    let hidden = folder.path().join("accounts/other");
    fs::set_permissions(&hidden, fs::Permissions::from_mode(0o000)).unwrap();
    let can_read_all_the_same = fs::read_dir(&hidden).is_ok();
    let run = Run::of(standing().arg("check").arg(folder.path()));
    fs::set_permissions(&hidden, fs::Permissions::from_mode(0o755)).unwrap();
    if !can_read_all_the_same {
        assert_eq!(run.code, 2, "{}", run.said());
        assert!(run.err.contains("accounts/other"), "{}", run.err);
    }
}

#[test]
fn the_day_is_the_users_else_the_variables_else_the_configurations() {
    let pinned = format!("{CONFIG}as_of = 2026-03-01\n");
    let folder = repository(&[("standing.toml", &pinned)]);
    let day = |arguments: &[&str], epoch: Option<&str>| {
        let mut command = standing();
        command.arg("check").arg(folder.path()).args(arguments);
        if let Some(epoch) = epoch {
            command.env("SOURCE_DATE_EPOCH", epoch);
        }
        let out = run(&mut command, 0).out;
        out.split("as of ").nth(1).unwrap()[..10].to_owned()
    };
    let epoch = Some("1780272000"); // 2026-06-01
    assert_eq!(day(&["--as-of", "2026-05-05"], epoch), "2026-05-05");
    assert_eq!(day(&[], epoch), "2026-06-01");
    assert_eq!(day(&[], None), "2026-03-01");
}

#[test]
fn nothing_is_coloured_where_nobody_sees_it() {
    let folder = repository(&[ERROR, ADVICE]);
    for variable in [None, Some("NO_COLOR"), Some("CLICOLOR_FORCE")] {
        let mut command = standing();
        command.arg("check").arg(folder.path());
        if let Some(variable) = variable {
            command.env(variable, "1");
        }
        assert!(!run(&mut command, 1).out.contains('\u{1b}'), "{variable:?}");
    }
}

/// `script` gives the program a terminal, where there is one.
#[cfg(target_os = "linux")]
#[test]
fn a_terminal_is_coloured_unless_no_color_is_set() {
    let folder = repository(&[ERROR]);
    let on_terminal = |no_color: Option<&str>| {
        let line = format!("{} check {}", env!("CARGO_BIN_EXE_standing"), folder.path().display());
        let mut command = std::process::Command::new("script");
        command.args(["-qec", &line, "/dev/null"]).env("TERM", "xterm").env_remove("NO_COLOR");
        command.stdin(Stdio::null());
        if let Some(value) = no_color {
            command.env("NO_COLOR", value);
        }
        command.output().ok().map(|output| String::from_utf8_lossy(&output.stdout).contains("\u{1b}["))
    };
    // Without `script` there is no terminal to be had here.
    if let Some(coloured) = on_terminal(None) {
        assert!(coloured);
        assert_eq!(on_terminal(Some("1")), Some(false));
        assert_eq!(on_terminal(Some("")), Some(true));
    }
}

#[test]
fn both_formats_tell_the_same_findings() {
    let folder = program::project("example-accounts");
    for arguments in [&["--as-of", "2026-06-30"][..], &["--as-of", "2025-06-30"]] {
        let json = Run::of(standing().arg("check").arg(&folder).args(arguments).args(["--format", "json"]));
        let report: Value = serde_json::from_str(&json.out).unwrap();
        let findings = report["findings"].as_array().unwrap();
        let told: Vec<String> = findings
            .iter()
            .map(|one| {
                format!("{}[{}]: {}", word(&one["severity"]), word(&one["code"]), word(&one["message"]))
            })
            .collect();
        let terminal = Run::of(standing().arg("check").arg(&folder).args(arguments).arg("--all"));
        let shown: Vec<&str> = terminal
            .out
            .lines()
            .filter(|line| ["error[", "warning[", "advice["].iter().any(|word| line.starts_with(word)))
            .collect();
        assert_eq!(shown, told);
        let places: Vec<(String, u64)> = findings
            .iter()
            .map(|one| (word(&one["place"]["path"]).to_owned(), one["place"]["line"].as_u64().unwrap()))
            .collect();
        assert!(places.is_sorted(), "in path order");
        assert_eq!(json.code, terminal.code);
    }
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap()
}

#[test]
fn advice_is_grouped_unless_all_is_asked_for() {
    let late =
        |number| format!("[[action]]\nwhat = \"Call {number}\"\nowner = \"priya\"\ndue = 2026-01-01\n");
    let actions: String = (1..=5).map(late).collect();
    let folder = repository(&[("accounts/northwind/y.toml", &actions)]);
    let grouped = check(folder.path(), &[], 0).out;
    assert_eq!(grouped.matches("advice[").count(), 1);
    assert!(
        grouped.contains("5 of these in accounts/northwind") && grouped.contains("and 2 more"),
        "{grouped}"
    );
    assert!(grouped.contains("5 pieces of advice"), "{grouped}");
    assert_eq!(check(folder.path(), &["--all"], 0).out.matches("advice[").count(), 5);
}

#[test]
fn a_reader_who_leaves_is_no_failure() {
    let many = "[[expectation]]\nstatment = \"Up.\"\n".repeat(2000);
    let folder = repository(&[("accounts/northwind/x.toml", &many)]);
    let mut child = standing()
        .arg("check")
        .arg(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    // The pipe is closed here, with most of the report unread.
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn verbose_speaks_on_the_error_stream_alone() {
    let folder = repository(&[]);
    let quiet = check(folder.path(), &[], 0);
    let verbose = check(folder.path(), &["-v"], 0);
    assert_eq!(quiet.err, "");
    assert_eq!(quiet.out, verbose.out);
    assert!(verbose.err.contains("checked 1 account"), "{}", verbose.err);
}

#[test]
fn explain_prints_pages_and_lists_all() {
    let list = run(standing().arg("explain"), 0).out;
    for rule in standing::check::registry() {
        assert!(list.contains(rule.code) && list.contains(rule.summary()), "{}", rule.code);
        let page = run(standing().arg("explain").arg(rule.code), 0).out;
        assert!(page.starts_with(rule.code) && page.contains(&rule.page()), "{}", rule.code);
    }
    for kind in standing::record::Kind::ALL {
        assert!(list.contains(&kind.summary()), "{}", kind.word());
        let page = run(standing().arg("explain").arg(kind.word()), 0).out;
        assert!(page.contains(&kind.summary()) && page.contains(&kind.details()), "{}", kind.word());
    }
    let look = run(standing().args(["explain", "theme"]), 0).out;
    for template in standing::page::contract::Template::ALL {
        assert!(look.contains(template.file()) && look.contains(template.about()), "{}", template.file());
        let page = run(standing().args(["explain", template.file()]), 0).out;
        assert!(page.contains("\n  frame: Around the page.\n      Frame\n"), "{page}");
        assert!(page.contains("\nDateText: "), "{page}");
    }
    let meant = run(standing().args(["explain", "acount.html"]), 2).err;
    assert!(meant.contains("Did you mean `account.html`?"), "{meant}");
}

#[test]
fn init_makes_a_repository_that_is_clean_and_refuses_to_overwrite() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("our customers");
    let said = run(standing().arg("init").arg(&place), 0);
    for path in files(&place).keys() {
        assert!(said.out.contains(path.as_str()), "{path}");
    }
    let clean = check(&place, &["--deny", "advice"], 0);
    assert!(clean.out.contains("clean"), "{}", clean.out);
    let before = files(&place);
    let again = run(standing().arg("init").arg(&place), 2);
    for path in before.keys() {
        assert!(again.err.contains(path.as_str()), "{}", again.err);
    }
    assert_eq!(files(&place), before);
}

#[test]
fn init_writes_nothing_when_one_file_is_there() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "team.toml", "# ours\n");
    put(folder.path(), "README.md", "Kept.\n");
    let before = files(folder.path());
    let refused = run(standing().arg("init").arg(folder.path()), 2);
    assert!(refused.err.contains("team.toml") && !refused.err.contains("README.md"), "{}", refused.err);
    assert_eq!(files(folder.path()), before);
    fs::remove_file(folder.path().join("team.toml")).unwrap();
    run(standing().arg("init").arg(folder.path()), 0);
    assert_eq!(files(folder.path())["README.md"], b"Kept.\n");
}

fn new(folder: &Path, words: &[&str], code: i32) -> Run {
    run(standing().arg("new").args(words).arg("-C").arg(folder), code)
}

fn is_about_another(word: &str) -> bool {
    let kind = Kind::from_word(word).unwrap();
    kind == Kind::Answer || kind.is(Manner::Following)
}

#[test]
fn new_writes_a_clean_record_of_every_kind() {
    let folder = tempfile::tempdir().unwrap();
    run(standing().arg("init").arg(folder.path()), 0);
    let kinds = standing::record::Kind::ALL.iter().map(|kind| kind.word());
    // What others are about comes first; the expectation of the new repository is there already.
    let (about, others): (Vec<&str>, Vec<&str>) = kinds.partition(|kind| is_about_another(kind));
    let signal = low_wave(folder.path());
    for kind in others.into_iter().chain(about) {
        let before = files(folder.path());
        let words: &[&str] = match kind {
            "account" => &["account", "Søren & Søn"],
            "member" => &["member", "mia", "Mia Moreau"],
            "assessment" | "change" => &[kind, "example-customer", "expectation/answers"],
            "decision" => &[kind, "example-customer", "what-is-proposed"],
            "evaluation" => &[kind, "example-customer", "new-method"],
            "variance" => &[kind, "example-customer", &signal],
            _ => &[kind, "example-customer"],
        };
        let run = new(folder.path(), words, 0);
        let path = run.out.trim_end();
        assert!(fs::metadata(path).is_ok_and(|data| data.is_file()), "{kind}: {path}");
        only_grew(kind, &before, &files(folder.path()));
        let clean = check(folder.path(), &["--deny", "warning"], 0);
        assert!(!clean.out.contains("error") && !clean.out.contains("warning"), "{kind}: {}", clean.out);
    }
}

/// Writes a wave of feedback that asks for a reason, on the day of the new repository, and gives its id.
fn low_wave(folder: &Path) -> String {
    let account = fs::read_to_string(folder.join("accounts/example-customer/account.toml")).unwrap();
    let today = account.lines().find_map(|line| line.strip_prefix("since = ")).unwrap();
    fs::create_dir_all(folder.join("accounts/example-customer/feedback")).unwrap();
    let text =
        format!("[survey]\ninstrument = \"csat\"\non = {today}\n\n[[answer]]\nlabel = \"a\"\nscore = 1\n");
    fs::write(folder.join("accounts/example-customer/feedback/low.toml"), text).unwrap();
    format!("csat/{today}")
}

/// One file is new, or one is longer; nothing else has changed by a byte.
fn only_grew(kind: &str, before: &Files, after: &Files) {
    for (path, old) in before {
        assert!(after[path].starts_with(old), "{kind}: {path}");
    }
    let changed = after.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes)).count();
    assert_eq!(changed, 1, "{kind}");
}

/// Of every account of the example, also where nobody ever reviewed it.
#[test]
fn review_drafts_a_clean_record_of_what_is_computed_and_never_replaces() {
    let folder = tempfile::tempdir().unwrap();
    program::write(folder.path(), &files(&program::project("example-accounts")));
    let review =
        |account: &str, code| run(standing().arg("review").arg(account).arg("-C").arg(folder.path()), code);
    let accounts: BTreeSet<String> = files(folder.path())
        .keys()
        .filter_map(|path| Some(path.strip_suffix("/account.toml")?.rsplit_once('/')?.1.to_owned()))
        .collect();
    assert!(accounts.len() > 5);
    for account in &accounts {
        let before = files(folder.path());
        let path = review(account, 0).out;
        only_grew(account, &before, &files(folder.path()));
        let text = fs::read_to_string(path.trim_end()).unwrap();
        for part in [
            "## Standing",
            "## Promises kept and not",
            "## Voices",
            "## Decisions due",
            "## What we conclude",
        ] {
            assert!(text.contains(part), "{account}: {part}");
        }
        assert!(review(account, 2).err.contains("is there already"));
        assert_eq!(fs::read_to_string(path.trim_end()).unwrap(), text);
    }
    let clean = check(folder.path(), &["--deny", "warning"], 0);
    assert!(!clean.out.contains("error") && !clean.out.contains("warning"), "{}", clean.out);
    let late = folder.path().join("accounts/okonjo-freight/reviews/2026-06-30-review.md");
    let late = fs::read_to_string(late).unwrap();
    assert!(late.contains(
        "- Say what we carry of the GBP 38,000; who: Priya Raman; due: 15 May 2026; state: 46 days late"
    ));
    assert!(review("nobody", 2).err.contains("there is no such account"));
}

#[test]
fn new_keeps_line_breaks_and_what_has_no_last_one() {
    let account = ACCOUNT.replace('\n', "\r\n");
    let people = "[[person]]\r\nname = \"Amelia Ruiz\" # no line break behind this";
    let folder =
        repository(&[("accounts/northwind/account.toml", &account), ("accounts/northwind/who.toml", people)]);
    new(folder.path(), &["person", "northwind", "Jonas \"Joe\" Weber"], 0);
    let written = fs::read_to_string(folder.path().join("accounts/northwind/who.toml")).unwrap();
    assert!(written.starts_with(&format!("{people}\r\n\r\n[[person]]\r\n")), "{written:?}");
    assert!(!written.replace("\r\n", "").contains('\n'), "{written:?}");
    assert!(
        written.contains("Jonas \"Joe\" Weber") || written.contains("Jonas \\\"Joe\\\" Weber"),
        "{written}"
    );
    check(folder.path(), &["--deny", "warning"], 0);
}

#[test]
fn new_never_replaces_and_says_what_is_meant() {
    let folder = repository(&[]);
    new(folder.path(), &["note", "northwind", "Quarterly call"], 0);
    let before = files(folder.path());
    let refusals = [
        (&["note", "northwind", "Quarterly call"][..], "is there already"),
        (&["note", "northwnd"], "Did you mean `northwind`?"),
        (&["not", "northwind"], "Did you mean `note`?"),
        (&["assessment", "northwind"], "has no expectation yet"),
        (&["answer", "northwind"], "no survey"),
        (&["account", "Northwind"], "is an account already"),
        (&["account", "CON"], "Windows reserves"),
        (&["member", "priya"], "is the id of a member already"),
    ];
    for (words, reason) in refusals {
        let refused = new(folder.path(), words, 2);
        assert!(refused.err.contains(reason), "{words:?}: {}", refused.err);
        assert_eq!(refused.out, "");
    }
    new(folder.path(), &["risk", "northwind", "The season"], 0);
    let twice = new(folder.path(), &["risk", "northwind", "The season"], 2);
    assert!(twice.err.contains("second `risk/the-season`"), "{}", twice.err);
    let mut expected = before;
    expected.insert(
        "accounts/northwind/risks.toml".to_owned(),
        fs::read(folder.path().join("accounts/northwind/risks.toml")).unwrap(),
    );
    assert_eq!(files(folder.path()), expected);
}

#[test]
fn measures_are_listed_for_people_and_for_programs() {
    let list = run(standing().arg("measures"), 0).out;
    let document: Value =
        serde_json::from_str(&run(standing().args(["measures", "--format", "json"]), 0).out).unwrap();
    let measures = document["measures"].as_array().unwrap();
    assert_eq!(measures.len(), list.lines().count());
    for (line, measure) in list.lines().zip(measures) {
        for field in ["name", "unit", "meaning"] {
            let words = measure[field].as_str().unwrap();
            assert!(!words.is_empty() && line.contains(words), "{line}: {words}");
        }
    }
}

/// Titles are any words at all; what comes of them is always a file in its folder.
#[test]
fn new_makes_a_safe_file_name_of_any_title() {
    let folder = repository(&[]);
    let long = "word ".repeat(200);
    for title in ["../../../etc/passwd", "CON", "!!!", "日本語の打合せ", "a\"b\\c", "x\ny", &long, "-rf"]
    {
        let mut command = standing();
        command.args(["new", "-C"]).arg(folder.path()).args(["note", "northwind", "--", title]);
        let run = run(&mut command, 0);
        let notes = folder.path().join("accounts/northwind/notes");
        let path = Path::new(run.out.trim_end_matches('\n'));
        assert_eq!(path.parent(), Some(notes.as_path()), "{title}");
    }
    check(folder.path(), &["--deny", "warning"], 0);
}

/// The owner of the account left, and whoever the owner named follows: lists say so, and what is to be done is theirs.
#[test]
fn what_an_owner_who_left_owes_is_their_successors() {
    let team = "[[member]]\nid = \"old\"\nname = \"Jo Quill\"\nsuccessor = \"new\"\nleft = 2026-01-31\n\n\
                [[member]]\nid = \"new\"\nname = \"Ida Halm\"\n";
    let account =
        "[account]\nname = \"North\"\nsince = 2024-01-01\nteam = [{ who = \"old\", as = \"owner\" }]\n";
    let seen = |config: &str, team: &str| {
        let folder = TempDir::new().unwrap();
        put(folder.path(), "standing.toml", config);
        put(folder.path(), "team.toml", team);
        put(folder.path(), "accounts/north/account.toml", account);
        let site = folder.path().join("site");
        let status = run(standing().arg("status").arg(folder.path()), 0).out;
        run(standing().arg("build").arg(folder.path()).arg("-o").arg(&site), 0);
        let page = fs::read_to_string(site.join("accounts/north.html")).unwrap();
        let next = page.split("id=\"next\"").nth(1).unwrap().split("</section>").next().unwrap().to_owned();
        (status, page, next)
    };
    let config = |day: &str| format!("format = 1\ntitle = \"T\"\nas_of = {day}\n");
    let (status, page, next) = seen(&config("2026-06-30"), team);
    assert!(status.contains("Jo Quill (left)"), "{status}");
    assert!(page.contains("Jo Quill (left; ask "));
    assert!(next.contains("Ida Halm") && !next.contains("Jo Quill<"), "{next}");
    let (status, page, next) = seen(&config("2026-01-30"), team);
    assert!(status.contains("Jo Quill") && !status.contains("(left)"), "{status}");
    assert!(!page.contains("(left)") && !next.contains("Ida Halm"), "{next}");
    let (_, _, next) = seen(&config("2026-06-30"), &team.replace("successor = \"new\"\n", ""));
    assert!(next.contains("nobody") && !next.contains("Jo Quill<"), "{next}");
}
