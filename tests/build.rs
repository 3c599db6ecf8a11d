//! `standing build` as its users run it: when it refuses, what it builds in spite of errors, which day it takes, where it
//! will not write, and that neither a signal nor a kill nor a hostile record leaves anything where it should not be.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "../benches/corpus.rs"]
mod corpus;
#[path = "support/html.rs"]
mod html;
#[path = "support/program.rs"]
mod program;
#[path = "support/safety.rs"]
mod safety;

use standing::language::rounded;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use program::{Files, MANIFEST, Run, assert_same, build, built, files, project, put, run, standing};

/// Those tests that watch the clock run one after the other.
static ALONE: Mutex<()> = Mutex::new(());

/// A copy of the small repository, and room for a site.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        program::write(&desk.records(), &files(&project("tests/golden/records")));
        desk
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn records(&self) -> PathBuf {
        self.path().join("records")
    }

    fn site(&self) -> PathBuf {
        self.path().join("site")
    }

    /// Writes a file of the records.
    fn put(&self, path: &str, bytes: impl AsRef<[u8]>) {
        put(&self.records(), path, bytes);
    }

    fn build(&self) -> Command {
        build(&self.records(), &self.site())
    }

    fn built(&self) -> Files {
        built(&self.records(), &self.site())
    }

    /// Builds in spite of errors, of which there must be some.
    fn built_in_spite(&self) -> (Files, Run) {
        let run = run(self.build().arg("--keep-going"), 1);
        (files(&self.site()), run)
    }
}

fn text<'a>(site: &'a Files, page: &str) -> &'a str {
    std::str::from_utf8(site.get(page).unwrap_or_else(|| panic!("no page {page}"))).unwrap()
}

/// Everything that others could find beside the site.
fn beside(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

const MISTAKE: &str = "accounts/al-noor/notes/2026-02-03-mistake.md";

#[test]
fn refuses_while_there_are_errors_and_leaves_the_site_as_it_was() {
    let desk = Desk::new();
    let before = desk.built();
    desk.put(MISTAKE, "+++\nchanel = \"call\"\n+++\nHello.\n");
    let refused = run(&mut desk.build(), 1);
    assert!(refused.out.starts_with("Not built: 1 error. "), "{}", refused.out);
    assert!(refused.out.contains("was left as it was; `--keep-going` builds from what is understood."));
    assert!(refused.err.contains(&format!("{MISTAKE}:2:1")), "{}", refused.err);
    assert_same("the refused build", &before, &files(&desk.site()));
    assert_eq!(beside(desk.path()), ["records", "site"]);
}

#[test]
fn refuses_before_there_is_any_site() {
    let desk = Desk::new();
    desk.put(MISTAKE, "+++\nchanel = \"call\"\n+++\nHello.\n");
    run(&mut desk.build(), 1);
    assert_eq!(beside(desk.path()), ["records"]);
}

#[test]
fn keeps_going_and_says_on_each_page_what_was_left_out() {
    let desk = Desk::new();
    let clean = desk.built();
    assert!(clean.values().all(|page| !String::from_utf8_lossy(page).contains("id=\"left-out\"")));
    let mistakes = [
        (MISTAKE, "+++\nchanel = \"call\"\n+++\nHello.\n"),
        ("accounts/al-noor/a.toml", "[[expectation]]\nstatement = 1\n"),
        ("accounts/al-noor/b.toml", "[[risk]\n"),
        ("accounts/al-noor/c.toml", "x ="),
        ("accounts/al-noor/d.toml", "\u{0}"),
        (
            "accounts/al-noor/e.toml",
            "[[action]]\nid = \"a\"\nwhat = \"First\"\n[[action]]\nid = \"a\"\nwhat = \"Second\"\n",
        ),
    ];
    for (path, content) in mistakes {
        desk.put(path, content);
    }
    let (site, run) = desk.built_in_spite();
    assert!(run.out.contains(" In spite of 6 errors. "), "{}", run.out);
    for page in ["index.html", "accounts/al-noor.html", "accounts/al-noor.2026.html"] {
        assert!(text(&site, page).contains("id=\"left-out\""), "{page} does not say what was left out");
        for (path, _) in mistakes {
            assert!(text(&site, page).contains(path), "{page} does not name {path}");
        }
    }
    for page in ["accounts/crumb.html", "accounts/omalley-sons.html", "accounts/omalley-sons.2025.html"] {
        assert_eq!(text(&site, page), text(&clean, page), "{page} is not concerned");
    }
    for (path, _) in mistakes {
        fs::remove_file(desk.records().join(path)).unwrap();
    }
    assert_same("the site once all is mended", &clean, &desk.built());
}

/// A mistake in a record that the site must not hold tells neither its file nor its words, and the terminal keeps to that.
#[test]
fn a_mistake_does_not_give_away_what_is_withheld() {
    let desk = Desk::new();
    let secrets = [
        (
            "notes/2026-03-05-takeover.md",
            "+++\nvisibility = \"confidential\"\nbanana = 1\npeople = [\"nobodyatall\"]\n+++\nHush.\n",
        ),
        ("merger.toml", "[[risk]]\ntitle = \"Thelma\"\nvisibility = \"restrictd\"\nlikelihood = 9\n"),
        (
            "zebra.toml",
            "[[risk]]\ntitle = \"Louise\"\nvisibility = \"restricted\"\nlikelihood = 1\nimpact = 1\nevidence = [\"al-noor:note/bananas\"]\n",
        ),
    ];
    for (path, content) in secrets {
        desk.put(&format!("accounts/west/omalley-sons/{path}"), content);
    }
    let (site, run) = desk.built_in_spite();
    let status = Run::of(standing().arg("status").arg(desk.records()).arg("omalley-sons"));
    for word in
        ["takeover", "banana", "nobodyatall", "Hush", "merger", "Thelma", "restrictd", "Louise", "zebra"]
    {
        let traces = site.iter().filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains(word));
        assert_eq!(traces.map(|(path, _)| path).collect::<Vec<_>>(), Vec::<&String>::new(), "{word}");
        assert!(!status.out.contains(word), "{word}: {}", status.out);
    }
    assert!(run.err.contains("takeover") && run.err.contains("bananas"), "the team is told: {}", run.err);
    let page = text(&site, "accounts/omalley-sons.html");
    assert!(page.contains("A record that could matter was left out: accounts/west/omalley-sons:1."));
}

/// The terminal and the site say the same of every account, whatever is withheld.
#[test]
fn status_says_what_the_site_says() {
    let desk = Desk::new();
    let site = desk.built();
    let portfolio = text(&site, "index.html");
    let status = run(standing().arg("status").arg(desk.records()).args(["--format", "json"]), 0);
    let document: serde_json::Value = serde_json::from_str(&status.out).unwrap();
    for account in document["accounts"].as_array().unwrap() {
        let slug = account["slug"].as_str().unwrap();
        let name = format!("<th scope=\"row\"><a href=\"accounts/{slug}.html\">");
        let row = portfolio.split(&name).nth(1).unwrap().split("</tr>").next().unwrap();
        let score = account["score"].as_f64().map_or("–".to_owned(), |score| rounded(score, 1));
        assert!(row.contains(&format!(">{score}<")), "{slug}: {score} is not in {row}");
    }
}

#[test]
fn what_a_record_that_was_left_out_could_have_fed_is_unknown() {
    let desk = Desk::new();
    let of_clean = text(&desk.built(), "accounts/omalley-sons.html").to_owned();
    let mistake = "accounts/west/omalley-sons/mistake.toml";
    desk.put(mistake, "[[assessment]]\nof = \"by-six\"\non = 2026-03-01\nresult = \"mett\"\n");
    let (site, _) = desk.built_in_spite();
    let page = text(&site, "accounts/omalley-sons.html");
    assert!(page.contains(&format!("A record that could matter was left out: {mistake}:1")));
    assert!(page.contains("Unknown: expectations.") && !of_clean.contains("Unknown: expectations."));
}

#[test]
fn what_all_pages_share_is_missed_on_all_pages() {
    let desk = Desk::new();
    let team = fs::read_to_string(desk.records().join("team.toml")).unwrap();
    desk.put("team.toml", team + "[[member]]\nid = \"Ida\"\nname = \"Another Ida\"\n");
    let (site, _) = desk.built_in_spite();
    for (page, _) in site.iter().filter(|(path, _)| path.ends_with(".html")) {
        // What goes out of the house says that something is missing, and not what.
        let is_sent = page.contains(".report.") || page.contains(".review.customer.");
        let said = if is_sent { "Made in spite of records" } else { "team.toml:20" };
        assert!(text(&site, page).contains(said), "{page} does not say what was left out");
    }
    assert_eq!(safety::breaches(&site), Vec::<String>::new());
}

#[test]
fn what_only_all_accounts_together_show_is_said_on_the_pages_of_all() {
    let desk = Desk::new();
    desk.put(MISTAKE, "+++\nchannel = \"call\"\n+++\nSee [[omalley-sons:note/none]].\n");
    desk.put("accounts/again/crumb/account.toml", "[account]\nname = \"Crumb again\"\n");
    let (site, run) = desk.built_in_spite();
    assert!(run.err.contains("duplicate-slug") && run.err.contains("unresolved-reference"), "{}", run.err);
    for page in ["index.html", "actions.html", "team.html", "model.html"] {
        assert!(text(&site, page).contains(&format!("{MISTAKE}:4")), "{page}");
        assert!(text(&site, page).contains("accounts/crumb/account.toml:1"), "{page}");
    }
    // The first in path order has the name; the other one is left out, whichever was read first.
    assert!(text(&site, "accounts/crumb.html").contains("Crumb again"));
}

#[test]
fn an_account_that_cannot_be_understood_stays_in_sight() {
    let desk = Desk::new();
    desk.put("accounts/al-noor/account.toml", "[account");
    let (site, _) = desk.built_in_spite();
    assert!(text(&site, "index.html").contains("accounts/al-noor.html"));
    assert!(text(&site, "accounts/al-noor.html").contains("id=\"left-out\""));
}

#[test]
fn warnings_are_said_and_hinder_nothing() {
    let desk = Desk::new();
    let said = run(&mut desk.build(), 0);
    assert!(said.err.contains("warning[unsafe-link]"), "{}", said.err);
    assert!(!said.err.contains("advice["), "advice is for `standing check`: {}", said.err);
}

/// The day that a site says it is of.
fn day(site: &Files) -> String {
    let page = text(site, "index.html");
    let (_, after) = page.split_once("datetime=\"").unwrap();
    after[..10].to_owned()
}

#[test]
fn the_day_is_the_argument_else_the_environment_else_the_configuration_else_today() {
    let desk = Desk::new();
    let epoch = "1772323140"; // 2026-02-28
    let on = |variables: &[(&str, &str)], arguments: &[&str]| {
        run(desk.build().envs(variables.iter().copied()).args(arguments), 0);
        day(&files(&desk.site()))
    };
    let epoch = [("SOURCE_DATE_EPOCH", epoch)];
    assert_eq!(on(&[], &[]), "2026-03-31");
    assert_eq!(on(&epoch, &[]), "2026-02-28");
    assert_eq!(on(&epoch, &["--as-of", "2026-02-01"]), "2026-02-01");
    let configuration = fs::read_to_string(desk.records().join("standing.toml")).unwrap();
    desk.put("standing.toml", configuration.replace("as_of = 2026-03-31\n", ""));
    assert_eq!(on(&epoch, &[]), "2026-02-28");
    // A midnight between the looks is met by looking twice.
    let today = || chrono::Local::now().date_naive().to_string();
    let zone = std::env::var("TZ").ok();
    let zone: Vec<_> = zone.iter().map(|zone| ("TZ", zone.as_str())).collect();
    let (before, found, after) = (today(), on(&zone, &[]), today());
    assert!(found == before || found == after, "{found} is not {before}");
}

#[test]
fn a_day_that_is_none_is_refused() {
    let desk = Desk::new();
    for (name, value) in
        [("", "2026-02-30"), ("", "tomorrow"), ("SOURCE_DATE_EPOCH", "soon"), ("SOURCE_DATE_EPOCH", "")]
    {
        let mut command = desk.build();
        if name.is_empty() {
            command.args(["--as-of", value])
        } else {
            command.env(name, value)
        };
        let refused = run(&mut command, 2);
        assert!(refused.err.contains(value) && refused.out.is_empty(), "{}", refused.said());
        assert_eq!(beside(desk.path()), ["records"]);
    }
}

#[test]
fn writes_to_no_folder_that_is_not_its_own() {
    let desk = Desk::new();
    let records = desk.records();
    put(desk.path(), "thesis/chapter.txt", "years of work");
    put(desk.path(), "file", "a file");
    let before = files(desk.path());
    for target in ["thesis", "records", ".", "records/accounts", "records/accounts/al-noor/site", "file"] {
        let refused = run(&mut build(&records, &desk.path().join(target)), 2);
        assert!(refused.err.contains("cannot publish to"), "{target}: {}", refused.err);
        assert_same(target, &before, &files(desk.path()));
    }
    run(&mut build(&desk.path().join("nowhere"), &desk.site()), 2);
    run(&mut build(&desk.path().join("thesis"), &desk.site()), 2);
    assert_same("no records there", &before, &files(desk.path()));
}

#[test]
fn a_folder_without_an_account_is_an_error() {
    let desk = Desk::new();
    fs::remove_dir_all(desk.records().join("accounts")).unwrap();
    let refused = run(&mut desk.build(), 1);
    assert!(refused.err.contains("no-account"), "{}", refused.err);
    assert_eq!(beside(desk.path()), ["records"]);
}

/// A repository that takes a while, on which two editions are built in turn: all their pages differ.
fn large(accounts: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    corpus::write(&folder.path().join("records"), accounts, 20).unwrap();
    folder
}

fn edition(folder: &Path, number: u64) -> Command {
    let mut command = build(&folder.join("records"), &folder.join("site"));
    command.args(["--as-of", if number.is_multiple_of(2) { "2025-08-04" } else { "2025-08-25" }]);
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

fn signal(process: u32, name: &str) {
    Command::new("kill").args([format!("-{name}"), process.to_string()]).status().unwrap();
}

#[test]
fn asked_to_end_it_leaves_nothing_behind() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = large(80);
    run(&mut edition(folder.path(), 0), 0);
    let before = files(&folder.path().join("site"));
    let staging = folder.path().join(".site.standing-next");
    // A fast machine may be done before the signal is there.
    let ended = (0..20).any(|attempt| {
        let child = edition(folder.path(), 1).spawn().unwrap();
        let begun = Instant::now();
        while !staging.exists() && begun.elapsed() < Duration::from_secs(5) {
            thread::sleep(Duration::from_millis(1));
        }
        thread::sleep(Duration::from_millis(attempt));
        signal(child.id(), if attempt % 2 == 0 { "TERM" } else { "INT" });
        let ended = Run::from(child.wait_with_output().unwrap());
        assert_eq!(beside(folder.path()), ["records", "site"]);
        if ended.code == 0 {
            run(&mut edition(folder.path(), 0), 0);
            return false;
        }
        assert_eq!(ended.code, 2, "{}", ended.err);
        assert!(ended.err.contains("interrupted; the site is as it was"), "{}", ended.err);
        assert_same("after the signal", &before, &files(&folder.path().join("site")));
        true
    });
    assert!(ended, "no signal met the program at work");
}

/// Small and good enough to pick instants with (xorshift64*).
fn random(state: &mut u64) -> f64 {
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    (state.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 11) as f64 / (1u64 << 53) as f64
}

#[test]
fn killed_at_any_instant_the_old_site_or_the_new_one_stands_whole() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = large(40);
    let site = folder.path().join("site");
    let editions = [0, 1].map(|number| {
        let begun = Instant::now();
        run(&mut edition(folder.path(), number), 0);
        (files(&site), begun.elapsed())
    });
    let took = editions[1].1.mul_f64(1.1);
    let seed = std::env::var("STANDING_CRASH_SEED").ok().map_or(0x9e37_79b9, |seed| seed.parse().unwrap());
    let mut state = seed | 1;
    let (mut at_work, mut standing) = (0, 1);
    for number in 0..50 {
        let mut child = edition(folder.path(), number).spawn().unwrap();
        thread::sleep(took.mul_f64(random(&mut state)));
        child.kill().unwrap();
        let ended = child.wait().unwrap();
        at_work += usize::from(!ended.success() && beside(folder.path()) != ["records", "site"]);
        let found = files(&site);
        let next = usize::try_from(number % 2).unwrap();
        if found != editions[standing].0 {
            assert_same(&format!("seed {seed}, kill {number}"), &editions[next].0, &found);
            standing = next;
        }
    }
    run(&mut edition(folder.path(), 0), 0);
    assert_same("the run after all kills", &editions[0].0, &files(&site));
    assert_eq!(beside(folder.path()), ["records", "site"]);
    assert!(at_work >= 10, "only {at_work} kills met the program at work");
}

/// A site from hostile records: nothing runs, nothing leads nowhere, and nothing was written elsewhere.
fn harmless(desk: &Desk) -> (Files, Run) {
    let before = files(&desk.records());
    let begun = Instant::now();
    let run = Run::of(desk.build().arg("--keep-going"));
    assert!(begun.elapsed() < Duration::from_secs(60), "it took {:?}", begun.elapsed());
    assert!([0, 1].contains(&run.code), "{}", run.said());
    assert_same("the records", &before, &files(&desk.records()));
    assert_eq!(beside(desk.path()), ["records", "site"]);
    let site = files(&desk.site());
    let breaches = safety::breaches(&site);
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
    for path in site.keys().filter(|path| *path != MANIFEST) {
        let odd = path
            .split('/')
            .any(|part| part.starts_with('.') || part.chars().any(|one| "\\:*?\"<>|\u{0}".contains(one)));
        assert!(!odd, "{path} is no path for a site");
    }
    (site, run)
}

const ATTACKS: [&str; 6] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</script></title></textarea></style><svg onload=alert(1)>",
    "{{ frame.title }}{% include \"base.html\" %}",
    "<!-- & &lt;b&gt; &#x3c;script&#x3e; ]]>",
];

#[test]
fn markup_in_any_field_is_text() {
    let desk = Desk::new();
    for (number, attack) in ATTACKS.iter().enumerate() {
        let quoted = toml::Value::String((*attack).to_owned()).to_string();
        let configuration = format!(
            "format = 1\nas_of = 2026-03-31\ntitle = {quoted}\n[[tier]]\nid = \"key\"\nname = {quoted}\n[[tier]]\nid = \
             \"small\"\nname = {quoted}\n[[segment]]\nid = \"bread\"\nname = {quoted}\n"
        );
        desk.put("standing.toml", configuration);
        desk.put("team.toml", format!(
            "[[member]]\nid = \"ida\"\nname = {quoted}\nrole = {quoted}\nexpertise = [{quoted}]\nauthority = \
             {quoted}\n[[member]]\nid = \"sean\"\nname = {quoted}\n[[member]]\nid = \"old-hand\"\nname = {quoted}\n"
        ));
        desk.put("accounts/evil/account.toml", format!(
            "[account]\nname = {quoted}\ntier = \"key\"\nsegment = \"bread\"\ntags = [{quoted}]\nstatus = \"ended\"\n\
             ended = {{ on = 2026-01-01, why = {quoted} }}\nteam = [{{ who = \"ida\", as = {quoted} }}]\n\
             quiet = [{{ from = \"01-01\", to = \"01-02\", why = {quoted} }}]\nexpertise = [{quoted}]\n\
             changes = [{{ on = 2025-01-01, field = \"tier\", was = {quoted} }}]\n\
             legal = {{ basis = {quoted} }}\nnot_applicable = [{{ dimension = \"contact\", why = {quoted} }}]\n\
             [account.purpose]\nours = {quoted}\nbenefit_ours = {quoted}\nbenefit_theirs = {quoted}\n\
             [[person]]\nid = \"p\"\nname = {quoted}\ntitle = {quoted}\ninterests = [{quoted}]\n\
             strength = [{{ on = 2026-01-01, is = 3, why = {quoted} }}]\ncontact = {{ email = {quoted} }}\n\
             prefers = {{ language = {quoted}, timezone = {quoted} }}\n\
             [[contract]]\ntitle = {quoted}\nfrom = 2026-01-01\nvalue = \"EUR 1\"\nproducts = [{quoted}]\n\
             outcome = {{ is = \"lost\", on = 2026-02-01, why = {quoted} }}\n\
             [[meeting]]\ntitle = {quoted}\non = 2026-04-02\nfor = {quoted}\n\
             [[period]]\nfrom = 2025-01-01\nto = 2025-12-31\nproduct = {quoted}\nrevenue = \"EUR 5\"\n\
             [[expectation]]\nid = \"e\"\nstatement = {quoted}\nmeasure = {quoted}\nscope = {quoted}\nagreed = 2025-01-01\n\
             ended = {{ on = 2026-02-01, why = {quoted} }}\n\
             [[assessment]]\nof = \"e\"\non = 2026-01-01\nresult = \"met\"\nnote = {quoted}\n\
             [[change]]\nof = \"e\"\non = 2026-01-02\nfield = \"statement\"\nwas = {quoted}\nwhy = {quoted}\n\
             [[action]]\nwhat = {quoted}\nowner = \"p\"\ndropped = {{ on = 2026-01-01, why = {quoted} }}\n\
             [[action]]\nid = \"open\"\nwhat = {quoted}\nowner = \"ida\"\ndue = 2026-01-01\n\
             [[risk]]\ntitle = {quoted}\nlikelihood = 5\nimpact = 5\nresponse = {quoted}\n\
             [[objective]]\nid = \"o\"\ntitle = {quoted}\nours = {quoted}\ntheirs = {quoted}\nvalue_theirs = {quoted}\n\
             measure = {quoted}\n[[progress]]\nof = \"o\"\non = 2026-01-01\nstate = \"on-track\"\nnote = {quoted}\n\
             [[method]]\nid = \"m\"\ntitle = {quoted}\nanalysis = [{quoted}]\n\
             [[evaluation]]\nof = \"m\"\non = 2026-01-01\nvalue_ours = {quoted}\nimprovement = {quoted}\n"
        ));
        desk.put("accounts/evil/feedback/2026-01-01-wave.toml", format!(
            "[survey]\non = 2026-01-01\ninstrument = \"nps\"\nsent = 3\n[[answer]]\nlabel = {quoted}\nscore = 0\n\
             strengths = [{quoted}]\nweaknesses = [{quoted}]\nimprove = [{quoted}]\nwords = {quoted}\n"
        ));
        for (folder, own) in [("notes", "mood"), ("complaints", "cause"), ("reviews", "title")] {
            let more = if folder == "complaints" {
                format!("severity = \"major\"\nremedy = {quoted}\n")
            } else {
                String::new()
            };
            desk.put(&format!("accounts/evil/{folder}/2026-01-0{}-x.md", number + 1), format!(
                "+++\n{own} = {quoted}\ntags = [{quoted}]\n{more}+++\n# {attack}\n\n{attack}\n\n- [ ] {attack} @ida due 2026-02-01\n\n\
                 > {attack}\n\n| {attack} |\n|---|\n| {attack} |\n\n[{attack}](https://x.example/{attack})\n\n\
                 <https://x.example/?{attack}>\n\n![{attack}](../x.png \"{attack}\")\n\n[^{number}]\n\n[^{number}]: {attack}\n\n\
                 ```{attack}\n{attack}\n```\n"
            ));
        }
        desk.put("accounts/evil/x.png", "no picture");
        let (site, said) = harmless(&desk);
        assert!(site.contains_key("accounts/evil.html"), "{}", said.err);
        let title = html_text(attack);
        assert!(
            text(&site, "accounts/evil.html").contains(&title),
            "{attack} is not shown as it was written"
        );
    }
}

/// How a text stands in a page.
fn html_text(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\'', "&#39;")
}

#[test]
fn links_and_images_lead_only_where_they_may() {
    let desk = Desk::new();
    put(desk.path(), "records/secret.png", "outside every account");
    put(desk.path(), "records/accounts/omalley-sons-own.png", "outside this account");
    desk.put(
        "accounts/al-noor/drawing.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
    );
    desk.put("accounts/al-noor/page.html", "<script>alert(1)</script>");
    std::os::unix::fs::symlink("/etc/passwd", desk.records().join("accounts/al-noor/linked.png")).unwrap();
    std::os::unix::fs::symlink("/etc", desk.records().join("accounts/al-noor/etc")).unwrap();
    let addresses = [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#10;script:alert(1)",
        "&#106;avascript:alert(1)",
        "vbscript:x",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "//evil.example/x",
        "\\\\evil.example\\x",
        "/etc/passwd",
        "../../../secret.png",
        "../../omalley-sons-own.png",
        "..%2f..%2f..%2fsecret.png",
        "../linked.png",
        "../etc/passwd",
        "../drawing.svg",
        "../page.html",
        "https:evil",
        "blob:x",
        "../../../../../../etc/passwd",
        "%2e%2e/%2e%2e/%2e%2e/secret.png",
        "../account.toml",
        "../../west/omalley-sons/strip.png",
    ];
    for address in addresses {
        desk.put("accounts/al-noor/notes/2026-02-05-links.md", format!(
            "+++\nchannel = \"call\"\n+++\n[a](<{address}>) ![b](<{address}>) [c][d] <{address}>\n\n[d]: <{address}> \"t\"\n"
        ));
        let (site, said) = harmless(&desk);
        let images: Vec<_> = site.keys().filter(|path| path.starts_with("files/")).collect();
        assert_eq!(images.len(), 1, "{address}: {images:?} {}", said.err);
        let page = text(&site, "accounts/al-noor.2026.html");
        for tag in html::tags(page).unwrap().iter().filter(|tag| tag.name == "a") {
            let href = tag.get("href").unwrap_or_default().to_lowercase();
            assert!(
                !href.contains("evil") && !href.contains("passwd") && !href.contains("alert"),
                "{address}: {href}"
            );
        }
    }
}

#[test]
fn names_of_folders_and_files_never_lead_out() {
    let desk = Desk::new();
    let account = "[account]\nname = \"Odd\"\n";
    let folders = [
        "CON",
        "nul",
        "com1",
        "Al-Noor",
        "AL-NOOR",
        "a b",
        "x.y",
        "-",
        "…",
        "a/../b",
        "na\u{ef}ve",
        "nai\u{308}ve",
        "q\"<script>",
        "index",
        "con.html",
        "%2e%2e",
        "a\\b",
        "x'y",
        "x;y",
        "ﬁ",
        "ß",
        "İ",
    ];
    for folder in folders {
        desk.put(&format!("accounts/{folder}/account.toml"), account);
        desk.put(&format!("accounts/{folder}/notes/2026-01-01-x.md"), "Words.\n");
    }
    for name in [
        "2026-01-01-..",
        "2026-01-01-\"><script>alert(1)",
        "2026-01-01-a b",
        "2026-01-01-%2e",
        "2026-01-01-CON",
        "2026-01-01-A",
        "2026-01-01-a",
    ] {
        desk.put(&format!("accounts/crumb/notes/{name}.md"), "Words.\n");
    }
    let (site, said) = harmless(&desk);
    assert!(said.err.contains("bad-slug") && said.err.contains("duplicate-slug"), "{}", said.err);
    let lower: std::collections::BTreeSet<_> = site.keys().map(|path| path.to_lowercase()).collect();
    assert_eq!(lower.len(), site.len(), "two pages differ by case alone");
}

#[test]
fn ids_never_lead_out() {
    let desk = Desk::new();
    for id in ["..", "../../x", "a/b", "CON", "x\"y", "<i>", "#", "a b", "é", "؀", ""] {
        let quoted = toml::Value::String(id.to_owned()).to_string();
        desk.put("accounts/al-noor/odd.toml", format!(
            "[[expectation]]\nid = {quoted}\nstatement = \"Odd.\"\n[[person]]\nid = {quoted}\nname = \"Odd\"\n\
             [[assessment]]\nof = {quoted}\non = 2026-01-20\nresult = \"met\"\n"
        ));
        desk.put("accounts/al-noor/notes/2026-02-06-refers.md", format!(
            "+++\nid = {quoted}\npeople = [{quoted}]\n+++\n[[{id}]] [[..:note/{id}]] [[{id}:note/x]] [[expectation/{id}]] - [ ] x @{id}\n"
        ));
        let team = fs::read_to_string(project("tests/golden/records/team.toml")).unwrap();
        desk.put("team.toml", format!("{team}\n[[member]]\nid = {quoted}\nname = \"Odd\"\n"));
        harmless(&desk);
    }
}

#[test]
fn what_is_too_much_is_said_and_never_hangs() {
    let desk = Desk::new();
    let nested = |open: &str, close: &str| format!("{}x{}", open.repeat(20_000), close.repeat(20_000));
    let bodies: [(&str, Vec<u8>); 12] = [
        ("empty", Vec::new()),
        ("nul", b"a\0b".to_vec()),
        ("latin", b"caf\xe9".to_vec()),
        ("mark", b"\xef\xbb\xbfWords.\r\n".to_vec()),
        ("large", "word ".repeat(2_200_000).into_bytes()),
        ("quotes", "> ".repeat(100_000).into_bytes()),
        ("brackets", nested("[", "]").into_bytes()),
        ("links", nested("[a](", ")").into_bytes()),
        ("emphasis", "*_".repeat(50_000).into_bytes()),
        ("ticks", (1..400).map(|length| "`".repeat(length) + " ").collect::<String>().into_bytes()),
        ("lists", (0..1_000).map(|depth| " ".repeat(depth) + "- [ ] x\n").collect::<String>().into_bytes()),
        (
            "table",
            format!("|{}\n|{}\n{}", "a|".repeat(3_000), "-|".repeat(3_000), "|\n".repeat(300)).into_bytes(),
        ),
    ];
    for (name, body) in &bodies {
        desk.put(&format!("accounts/crumb/notes/2026-01-01-{name}.md"), body);
    }
    let files: [(&str, String); 5] = [
        ("arrays", format!("x = {}", nested("[", "]"))),
        ("tables", format!("x = {}1{}", "{ a = ".repeat(20_000), " }".repeat(20_000))),
        ("keys", format!("{}x = 1", "a.".repeat(20_000))),
        ("headers", "[[note]]\n".repeat(20_000)),
        ("string", format!("x = \"{}", "y".repeat(1_000_000))),
    ];
    for (name, content) in &files {
        desk.put(&format!("accounts/crumb/{name}.toml"), content);
    }
    let begun = Instant::now();
    let (site, said) = harmless(&desk);
    for name in ["empty", "nul", "latin", "large"] {
        assert!(said.err.contains(&format!("2026-01-01-{name}.md")), "nothing is said of {name}");
    }
    assert!(text(&site, "accounts/crumb.2026.html").contains("id=\"note-2026-01-01-mark\""));
    assert!(begun.elapsed() < Duration::from_secs(60));
}
