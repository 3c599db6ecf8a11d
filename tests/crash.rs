//! Killed at any instant, the old site or the new one is there whole, and the next run leaves nothing behind.
//!
//! A child process, this test program again, publishes one edition after the other onto the same site and is killed
//! without warning at random instants. `STANDING_CRASH_SEED` repeats the instants of a run that failed.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/tree.rs"]
mod tree;

use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use standing::publish::{Interrupt, OutputPath, Staging};
use tree::{Node, Tree, names, tree};

const KILLS: usize = 50;

/// The tests run one after the other, so that none slows another down and all instants of a run are met.
static ALONE: Mutex<()> = Mutex::new(());

/// What the child says. Two of three random instants are counted from the second word: there is more at stake after it.
const WORDS: [&str; 2] = ["begin", "commit"];

const DESK: &str = "STANDING_CRASH_DESK";
const EDITION: &str = "STANDING_CRASH_EDITION";
const RENAMES: &str = "STANDING_CRASH_RENAMES";

/// The pages of an edition: some are in all of them unchanged, some change, some are in every second one alone.
fn pages(edition: u64) -> impl Iterator<Item = (OutputPath, String)> {
    (0..400).filter_map(move |number: u64| {
        let (path, text) = match number % 4 {
            0 => (format!("accounts/{number}.html"), "always the same".to_owned()),
            1 | 2 => {
                (format!("accounts/{number}.html"), format!("page {number} of edition {edition} ").repeat(20))
            }
            _ if edition % 2 == number / 4 % 2 => {
                (format!("team-{}/{number}.html", edition % 2), number.to_string())
            }
            _ => return None,
        };
        Some((OutputPath::new(path).unwrap(), text))
    })
}

fn publish(desk: &Path, edition: u64, renames: bool, interrupt: &Interrupt) -> Result<(), String> {
    say("begin");
    let staging = Staging::begin(&desk.join("site"), &desk.join("records"), interrupt);
    let mut staging = staging.map_err(|error| error.to_string())?;
    if renames {
        staging = staging.by_two_renames();
    }
    for (path, text) in pages(edition) {
        staging.write(&path, text.as_bytes()).map_err(|error| error.to_string())?;
    }
    say("commit");
    staging.commit().map_err(|error| error.to_string())?;
    say("done");
    Ok(())
}

/// The child, which says where it is. Run as a test of its own it does nothing.
#[test]
fn child() {
    let (Ok(desk), Ok(edition)) = (env::var(DESK), env::var(EDITION)) else { return };
    let interrupt = Interrupt::on_signals().unwrap();
    publish(Path::new(&desk), edition.parse().unwrap(), env::var_os(RENAMES).is_some(), &interrupt).unwrap();
}

/// Speaks to the parent, if this is the child.
fn say(word: &str) {
    if env::var_os(DESK).is_some() {
        let mut out = std::io::stdout().lock();
        writeln!(out, "\ncrash-test: {word}").unwrap();
        out.flush().unwrap();
    }
}

/// A child at work, and its words.
struct Work {
    child: Child,
    output: BufReader<ChildStdout>,
}

impl Work {
    fn start(desk: &Path, edition: u64, renames: bool) -> Self {
        let mut command = Command::new(env::current_exe().unwrap());
        command.args(["child", "--exact", "--nocapture"]).env(DESK, desk).env(EDITION, edition.to_string());
        if renames {
            command.env(RENAMES, "1");
        }
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        Self { child, output }
    }

    fn wait_for(&mut self, word: &str) {
        let line = format!("crash-test: {word}");
        assert!(
            (&mut self.output).lines().any(|found| found.unwrap() == line),
            "the child never said {word:?}"
        );
    }
}

/// What others put into the site. It stands in every edition.
fn foreign() -> Tree {
    let link = Node::Link("nowhere".to_owned());
    [
        ("files", Node::Folder),
        ("files/offer.txt", Node::File("mine".to_owned())),
        ("accounts/own.txt", Node::File("mine too".to_owned())),
        ("dangling", link),
    ]
    .map(|(path, node)| (path.to_owned(), node))
    .into()
}

/// The whole site of an edition, but for its manifest.
fn expected(edition: u64) -> Tree {
    let mut tree = foreign();
    for (path, text) in pages(edition) {
        let (folder, _) = path.as_str().split_once('/').unwrap();
        tree.insert(folder.to_owned(), Node::Folder);
        tree.insert(path.as_str().to_owned(), Node::File(text));
    }
    tree
}

fn site(desk: &Path) -> Tree {
    let mut tree = tree(&desk.join("site"));
    tree.remove(".standing-manifest");
    tree
}

/// A desk with the site of edition 0 and the files of others in it.
fn desk() -> tempfile::TempDir {
    let desk = tempfile::tempdir().unwrap();
    fs::create_dir(desk.path().join("records")).unwrap();
    publish(desk.path(), 0, false, &Interrupt::default()).unwrap();
    fs::create_dir(desk.path().join("site/files")).unwrap();
    fs::write(desk.path().join("site/files/offer.txt"), "mine").unwrap();
    fs::write(desk.path().join("site/accounts/own.txt"), "mine too").unwrap();
    symlink("nowhere", desk.path().join("site/dangling")).unwrap();
    assert_eq!(site(desk.path()), expected(0));
    desk
}

/// Small and good enough to pick instants with (xorshift64*).
struct Random(u64);

impl Random {
    fn seeded() -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        let seed =
            env::var("STANDING_CRASH_SEED").ok().map_or(now.as_nanos() as u64, |seed| seed.parse().unwrap());
        println!("STANDING_CRASH_SEED={seed}");
        Self(seed | 1)
    }

    fn below(&mut self, bound: Duration) -> Duration {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let share = (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 11) as f64 / (1u64 << 53) as f64;
        bound.mul_f64(share)
    }
}

/// How long an undisturbed child takes from each of [`WORDS`] to its end, and a little more, so that some of the random
/// instants come after it.
fn undisturbed(desk: &Path, edition: u64, renames: bool) -> [Duration; 2] {
    let mut work = Work::start(desk, edition, renames);
    let began = WORDS.map(|word| {
        work.wait_for(word);
        Instant::now()
    });
    work.wait_for("done");
    let took = began.map(|began| began.elapsed().mul_f64(1.25));
    work.child.wait().unwrap();
    took
}

/// Kills children at random instants. `check` sees the site right after each kill, with the edition before and the
/// one that was on its way. Gives how many were killed at work.
fn kill_at_random(renames: bool, check: impl Fn(&Tree, &Tree, &Tree)) -> usize {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let desk = desk();
    let desk = desk.path();
    let mut random = Random::seeded();
    let took = undisturbed(desk, 1, renames);
    let mut standing = 1;
    let mut at_work = 0;
    for edition in 2..2 + KILLS as u64 {
        let mut work = Work::start(desk, edition, renames);
        let phase = usize::from(edition % 3 != 0);
        work.wait_for(WORDS[phase]);
        thread::sleep(random.below(took[phase]));
        work.child.kill().unwrap();
        work.child.wait().unwrap();
        at_work += usize::from(names(desk) != ["records", "site"]);
        let (old, new, found) = (expected(standing), expected(edition), site(desk));
        check(&found, &old, &new);
        // The next run begins, cleans up and thinks better of it; every third one publishes.
        drop(Staging::begin(&desk.join("site"), &desk.join("records"), &Interrupt::default()).unwrap());
        assert_eq!(names(desk), ["records", "site"], "the next run left something behind");
        let found = site(desk);
        assert!(found == old || found == new, "the next run found neither the old site nor the new one");
        standing = if found == new { edition } else { standing };
        if edition % 3 == 0 {
            publish(desk, edition, renames, &Interrupt::default()).unwrap();
            assert_eq!(site(desk), new);
            standing = edition;
        }
    }
    println!("killed at work: {at_work} of {KILLS}, within {took:?}");
    at_work
}

#[cfg(target_os = "linux")]
#[test]
fn killed_at_any_instant_the_old_site_or_the_new_one_is_there_whole() {
    let at_work = kill_at_random(false, |found, old, new| {
        assert!(found == old || found == new, "after a kill there was neither the old site nor the new one");
    });
    assert!(at_work > KILLS / 5, "only {at_work} were killed at work: the instants were badly chosen");
}

#[test]
fn killed_between_two_renames_the_next_run_puts_the_site_back() {
    let at_work = kill_at_random(true, |found, old, new| {
        assert!(found == old || found == new || found.is_empty(), "after a kill there was half a site");
    });
    assert!(at_work > KILLS / 5, "only {at_work} were killed at work: the instants were badly chosen");
}

#[test]
fn asked_to_end_a_run_cleans_up_after_itself() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let desk = desk();
    let desk = desk.path();
    let mut random = Random::seeded();
    let took = undisturbed(desk, 1, false);
    let mut standing = 1;
    for edition in 2..12 {
        let mut work = Work::start(desk, edition, false);
        work.wait_for("begin");
        thread::sleep(random.below(took[0]));
        Command::new("sh")
            .args(["-c", "kill -TERM \"$0\""])
            .arg(work.child.id().to_string())
            .status()
            .unwrap();
        work.child.wait().unwrap();
        assert_eq!(names(desk), ["records", "site"], "a run that was asked to end left something behind");
        let found = site(desk);
        standing = if found == expected(edition) { edition } else { standing };
        assert_eq!(found, expected(standing));
    }
}
