//! Whatever stands in a repository, the program ends soon, says only what a terminal may show, and builds a site on which
//! nothing is there that the renderer did not mean.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/html.rs"]
mod html;
#[path = "support/program.rs"]
mod program;
#[path = "support/safety.rs"]
mod safety;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use program::{Files, Run, files, put, standing};
use tempfile::TempDir;

/// How long any run may take, in a build without optimisation on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

const NOTE: &str = "accounts/northwind/notes/2026-03-12-call.md";
const TABLES: &str = "accounts/northwind/x.toml";

/// A small sound repository.
fn repository() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = &folder.path().join("records");
    put(
        root,
        "standing.toml",
        "format = 1\ntitle = \"Hostile\"\ncurrency = \"EUR\"\n[[tier]]\nid = \"key\"\nmajor = true\ncadence = \"30d\"\n\
         roles = [\"sponsor\"]\nobjectives = true\nreview_every = \"3m\"\n",
    );
    put(root, "team.toml", "[[member]]\nid = \"priya\"\nname = \"Priya\"\n");
    put(
        root,
        "accounts/northwind/account.toml",
        "[account]\nname = \"Northwind\"\ntier = \"key\"\nsince = 2025-01-01\n\
         team = [{ who = \"priya\", as = \"owner\" }]\n",
    );
    folder
}

fn records(folder: &TempDir) -> std::path::PathBuf {
    folder.path().join("records")
}

/// Runs a command that must end in time, with exit code 0 or 1.
fn in_time(command: &mut Command, folder: &Path) -> Run {
    let (out, err) = (folder.join("out"), folder.join("err"));
    let mut child = command
        .stdin(Stdio::null())
        .stdout(fs::File::create(&out).unwrap())
        .stderr(fs::File::create(&err).unwrap())
        .spawn()
        .unwrap();
    let started = Instant::now();
    let code = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status.code().unwrap_or(-1);
        }
        if started.elapsed() > PATIENCE {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("{command:?} does not end");
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let run = Run { code, out: fs::read_to_string(out).unwrap(), err: fs::read_to_string(err).unwrap() };
    assert!(code == 0 || code == 1, "{command:?} ended with {code}:\n{}", run.said());
    run
}

/// Everything that every command makes of a repository; gives what `check` says, and the site.
fn tried(folder: &TempDir) -> (String, Files) {
    let (records, site) = (records(folder), folder.path().join("site"));
    let day = ["--as-of", "2026-06-30"];
    let mut said = String::new();
    for format in ["terminal", "json"] {
        let mut command = standing();
        command.arg("check").arg(&records).args(day).args(["--format", format]);
        said.push_str(&in_time(&mut command, folder.path()).said());
    }
    let mut command = standing();
    command.arg("status").arg(&records).args(day);
    let status = in_time(&mut command, folder.path()).said();
    let mut command = standing();
    command.arg("build").arg(&records).arg("-o").arg(&site).args(day).arg("--keep-going");
    let built = in_time(&mut command, folder.path()).said();
    for text in [&said, &status, &built] {
        let obeyed = text.chars().find(|sign| sign.is_control() && *sign != '\n' && *sign != '\t');
        assert_eq!(obeyed, None, "{text}");
    }
    let site = files(&site);
    assert!(site.contains_key("index.html"), "{built}");
    for (path, bytes) in site.iter().filter(|(path, _)| path.ends_with(".html")) {
        let text = std::str::from_utf8(bytes).unwrap();
        let sign = text.chars().find(|sign| sign.is_control() && !"\n\r\t".contains(*sign));
        assert_eq!(sign, None, "{path}");
    }
    (said, site)
}

fn none(what: &str, site: &Files) {
    let breaches = safety::breaches(site);
    let shown = breaches.iter().take(10).cloned().collect::<Vec<_>>().join("\n");
    assert!(breaches.is_empty(), "{what}: {} breaches:\n{shown}", breaches.len());
}

/// No record makes a terminal do anything, nor puts on a page what HTML cannot hold.
#[test]
fn control_characters_reach_nothing() {
    let folder = repository();
    let root = &records(&folder);
    put(
        root,
        TABLES,
        "[[person]]\nid = \"p\"\nname = \"\\u001b]0;x\\u0007\\u001b[31mRed\\u009b31m\"\n\n[[risk]]\ntitle = \"a\\u007f\"\n",
    );
    put(
        root,
        NOTE,
        "# Call &#27;[2J\n\nRed \u{1b}[31m, \u{9b}31m, \u{7f}, \u{c}.\n\n- [ ] Send &#155;31m @priya\n",
    );
    put(root, "accounts/northwind/\u{1b}[31m.md", "Words.");
    put(root, "accounts/\u{1b}[31m\u{9b}x/account.toml", "[account]\nname = \"x\"\n");
    put(root, "accounts/northwind/y.toml", "x\u{9b}31m = “a”\n");
    let (said, site) = tried(&folder);
    assert!(said.contains("not-text"), "{said}");
    none("control characters", &site);
}

/// What is no file is never opened: a pipe would wait for ever for somebody to write into it.
#[cfg(unix)]
#[test]
fn pipes_and_links_are_never_opened() {
    let folder = repository();
    let root = &records(&folder);
    let pipe = |path: &str| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    };
    for path in [NOTE, TABLES, "plan.toml", "accounts/northwind/image.png", "accounts/pipe/account.toml"] {
        pipe(path);
    }
    std::os::unix::fs::symlink(".", root.join("accounts/northwind/loop")).unwrap();
    std::os::unix::fs::symlink("/etc", root.join("accounts/etc")).unwrap();
    let (said, site) = tried(&folder);
    for path in
        [NOTE, TABLES, "plan.toml", "image.png", "pipe/account.toml", "northwind/loop", "accounts/etc"]
    {
        assert!(said.contains(path), "{path}: {said}");
    }
    none("pipes", &site);

    let folder = repository();
    let root = &records(&folder);
    fs::rename(root.join("accounts"), folder.path().join("elsewhere")).unwrap();
    std::os::unix::fs::symlink(folder.path().join("elsewhere"), root.join("accounts")).unwrap();
    let run = Run::of(standing().arg("check").arg(root));
    assert!(run.code == 2 && run.err.contains("accounts: is a symbolic link"), "{}", run.said());
}

/// A folder or a file whose name is no text is named in an error, and so is what stands in it.
#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_text_are_reported() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = repository();
    for path in [
        &b"accounts/\xff/account.toml"[..],
        b"accounts/northwind/notes/\xe9/2026-01-01-x.md",
        b"accounts/northwind/caf\xe9.md",
    ] {
        put(&records(&folder), "x", "");
        let path = records(&folder).join(OsStr::from_bytes(path));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "[account]\nname = \"x\"\n").unwrap();
    }
    let (said, site) = tried(&folder);
    assert_eq!(said.matches("error[bad-file-name]").count(), 3, "{said}");
    none("names", &site);
}

/// Names that meet in one address, whatever they differ in, leave a site that holds together.
#[test]
fn names_that_meet_break_no_page() {
    let folder = repository();
    let root = &records(&folder);
    for name in [
        "NORTHWIND",
        "east/northwind",
        "Northwind",
        "com0",
        "com¹",
        "x-misnamed",
        "X",
        "x",
        "e\u{301}t",
        "ét",
    ] {
        put(root, &format!("accounts/{name}/account.toml"), "[account]\nname = \"x\"\n");
    }
    put(root, "accounts/northwind/notes/2026-03-12-Call.md", "Words.");
    put(root, NOTE, "Words.");
    let ids = ["priya", "Priya", "pri.ya", "pri_ya", "con", "..", "-", "é", "日本"];
    let members = ids.map(|id| format!("[[member]]\nid = \"{id}\"\nname = \"{id}\"\n"));
    put(root, "team.toml", members.concat());
    let people = ids.map(|id| format!("[[person]]\nid = \"{id}\"\nname = \"{id}\"\n"));
    put(root, TABLES, people.concat());
    let (_, site) = tried(&folder);
    none("names", &site);
}

/// Bodies that try to leave their place on the page.
#[test]
fn no_body_makes_markup_of_its_own() {
    let folder = repository();
    let root = &records(&folder);
    put(root, NOTE, include_str!("hostile/body.md"));
    put(root, "accounts/northwind/x.png", "An image, as far as anybody looks.");
    put(
        root,
        "accounts/northwind/notes/2026-03-12-call-1.md",
        "A footnote[^1].\n\n[^1]: One.\n\n[^1]: Two.\n",
    );
    put(
        root,
        "accounts/northwind/profile.md",
        "Odd[^a \"b] footnotes[^A] and[^<i>].\n\n[^a]: One.\n[^<i>]: Two.\n[^<i>]: Three.\n",
    );
    let (said, site) = tried(&folder);
    assert!(!said.contains("error["), "{said}");
    none("bodies", &site);
    let page = String::from_utf8(site["accounts/northwind.2026.html"].clone()).unwrap();
    // The check above looks at every element and attribute; these stand in the note, and none may come through.
    let own = page.to_lowercase().replace("<script src=\"../assets/", "");
    for written in ["<script", "<iframe", "<style", "<td onclick", "<b>", "<!--", "<a href=\"#nowhere"] {
        assert!(!own.contains(written), "{written}");
    }
}

/// Many records, names and findings cost a time that grows with their number, not with its square.
#[test]
fn many_of_anything_end_soon() {
    let many = |count: usize, one: fn(usize) -> String| (0..count).map(one).collect::<String>();
    for (path, text) in [
        (TABLES, many(9000, |at| format!("[[person]]\nid = \"p{at}\"\nname = \"P{at}\"\n"))),
        (NOTE, many(9000, |at| format!("- [ ] Send {at} @priya due 2026-01-01\n"))),
        (NOTE, many(9000, |_| "- [ ] Send it @priya due 2026-01-01\n".to_owned())),
        (NOTE, many(9000, |at| format!("Say[^{at}].\n\n[^{at}]: {at}\n\n"))),
        (NOTE, many(9000, |at| format!("[[person/q{at}]] [a](b{at}.md) ![c](d{at}.png)\n"))),
        (
            "accounts/northwind/y.toml",
            many(9000, |at| {
                format!("[[risk]]\ntitle = \"r{at}\"\nlikelihood = 1\nimpact = 1\nowner = \"q{at}\"\n")
            }),
        ),
    ] {
        let folder = repository();
        put(
            &records(&folder),
            "accounts/northwind/z.toml",
            many(3000, |at| format!("[[person]]\nid = \"z{at}\"\nname = \"Z{at}\"\n")),
        );
        put(&records(&folder), path, text);
        tried(&folder);
    }
}

/// Amounts that no sum can hold, and a currency without a rate, leave a portfolio without a sum and not without a page.
#[test]
fn sums_that_cannot_be_made_are_not_shown() {
    let contract = |value: &str| {
        format!(
            "[[contract]]\ntitle = \"c\"\nfrom = 2025-01-01\nto = 2027-01-01\nvalue = \"{value}\"\nper = \"1d\"\n"
        )
    };
    let period = "[[period]]\nfrom = 2025-01-01\nto = 2025-12-31\nrevenue = \"USD 999999999999999999\"\n\
                  cost = \"USD 0.01\"\ninvestment = \"USD 0.01\"\nreturn = \"EUR 999999999999999999\"\n";
    for (value, shown) in [("USD 999999999999999999", false), ("CHF 1", false), ("USD 1", true)] {
        let folder = repository();
        let root = &records(&folder);
        let config = fs::read_to_string(root.join("standing.toml")).unwrap();
        let rate = "[[rate]]\ncurrency = \"USD\"\nfrom = 2000-01-01\nis = \"EUR 199999999\"\n";
        put(root, "standing.toml", format!("{config}{rate}"));
        for account in ["a", "b", "c", "d", "northwind"] {
            let path = format!("accounts/{account}/account.toml");
            put(root, &path, format!("[account]\nname = \"x\"\n\n{}\n{period}", contract(value)));
        }
        let (_, site) = tried(&folder);
        let page = String::from_utf8(site["index.html"].clone()).unwrap();
        assert_eq!(page.contains("a year</span></dd>"), shown, "{value}");
        assert_eq!(page.contains("no sum: a rate is missing"), !shown, "{value}");
    }
}

/// An answer without a name keeps its address whatever other files there are.
#[test]
fn answers_keep_their_addresses() {
    let survey = "[survey]\non = 2026-03-01\ninstrument = \"nps\"\nsent = 3\n\n[[answer]]\nscore = 3\nwords = \"Slow.\"\n\n\
                  [[answer]]\nscore = 9\n";
    let folder = repository();
    let root = &records(&folder);
    put(root, "accounts/northwind/feedback/b.toml", survey);
    let page = |site: &Files| String::from_utf8(site["accounts/northwind.2026.html"].clone()).unwrap();
    let ids = |page: &str| -> Vec<String> {
        let parts = page.split("id=\"answer-b-").skip(1);
        parts.map(|part| part.split('"').next().unwrap().to_owned()).collect()
    };
    let before = ids(&page(&tried(&folder).1));
    assert!(!before.is_empty());
    put(root, "accounts/northwind/feedback/a.toml", survey);
    assert_eq!(before, ids(&page(&tried(&folder).1)));
}

/// `new` writes nothing that `check` would refuse.
#[test]
fn nothing_wrong_is_written_anew() {
    let folder = repository();
    let root = &records(&folder);
    let before = files(root);
    for (kind, account, title) in [
        ("member", "con", "C"),
        ("member", "../x", "C"),
        ("account", "\u{1b}[31m", ""),
        ("account", "nul", ""),
        ("note", "northwind", "\u{1b}[31m"),
        ("note", "../northwind", "x"),
    ] {
        let run = program::run(standing().current_dir(root).args(["new", kind, account, title]), 2);
        assert!(!run.said().contains('\u{1b}'), "{}", run.said());
    }
    assert_eq!(before, files(root));
    for (kind, title) in
        [("note", "a\nb"), ("note", "../../../x"), ("risk", "\"x\"\n[[person]]"), ("note", "\"\"\" ' \\")]
    {
        program::run(standing().current_dir(root).args(["new", kind, "northwind", title]), 0);
    }
    let (said, _) = tried(&folder);
    assert!(!said.contains("error["), "{said}");
}
