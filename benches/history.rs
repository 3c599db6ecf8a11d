//! The history of 20,000 files over 2,000 commits: the last commit of every path, and the history of every record;
//! beside them the floor, what git itself takes to list the files that each commit changed. `cargo bench --bench history`
//! prints the figures.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use divan::Bencher;
use standing::record::{last_commits, trace};
use standing::source::{Repository, Revision};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ACCOUNTS: usize = 1_000;
const NOTES: usize = 19;
const COMMITS: usize = 2_000;
/// How many files each commit changes once all accounts are there.
const EDITS: usize = 10;

fn main() {
    divan::main();
}

/// A bare repository: each account comes with a commit, then each commit changes some of their files.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        import(folder.path()).expect("a history");
        Self { folder }
    }

    fn head(&self) -> Revision {
        let around = Repository::around(self.folder.path()).expect("a repository that can be read");
        around.expect("a repository").revision("main").expect("its main branch")
    }
}

fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").arg("-C").arg(folder);
    command
}

fn import(folder: &Path) -> io::Result<()> {
    git(folder).args(["init", "--quiet", "--bare", "--initial-branch=main"]).status()?;
    let mut import = git(folder);
    let mut child = import.args(["fast-import", "--quiet"]).stdin(Stdio::piped()).spawn()?;
    let mut input = child.stdin.take().ok_or(io::ErrorKind::BrokenPipe)?;
    for number in 0..COMMITS {
        input.write_all(commit(number).as_bytes())?;
    }
    drop(input);
    child.wait().map(|_| ())
}

fn commit(number: usize) -> String {
    let moment = 1_600_000_000 + number * 50_000;
    let mut text = format!(
        "commit refs/heads/main\nauthor Dana <dana@example.com> {moment} +0000\ncommitter Dana <dana@example.com> {moment} \
         +0000\ndata 4\nEdit\n"
    );
    let mut put = |path: String, content: &str| {
        let _ = write!(text, "M 100644 inline {path}\ndata {}\n{content}\n", content.len());
    };
    if number == 0 {
        put("standing.toml".to_owned(), "format = 1\ntitle = \"Benchmark\"\n");
    }
    let note = |account: usize, at: usize| {
        format!("accounts/account-{account:04}/notes/2021-{:02}-{:02}-call.md", at % 12 + 1, at / 12 + 1)
    };
    if number < ACCOUNTS {
        let account = format!("[account]\nname = \"Account {number}\"\n");
        put(format!("accounts/account-{number:04}/account.toml"), &account);
        for at in 0..NOTES {
            put(note(number, at), &format!("+++\nchannel = \"call\"\n+++\nThe {at}th call with {number}.\n"));
        }
    } else {
        for edit in 0..EDITS {
            let (account, at) = ((number * 37 + edit * 101) % ACCOUNTS, (number + edit) % NOTES);
            let content = format!("+++\nchannel = \"visit\"\n+++\nSaid again in {number}.\n");
            put(note(account, at), &content);
        }
    }
    text
}

/// The floor: the files that each commit changed, by git.
#[divan::bench(sample_count = 5)]
fn git_log(bencher: Bencher) {
    let desk = Desk::new();
    bencher.bench_local(|| {
        let mut log = git(desk.folder.path());
        log.args(["log", "--raw", "--no-renames", "main"]).output().expect("git")
    });
}

#[divan::bench(sample_count = 5)]
fn last_commit_of_every_path(bencher: Bencher) {
    let desk = Desk::new();
    bencher.bench_local(|| {
        let head = desk.head();
        let history = head.repository().history(head.commit()).expect("the history");
        let found = last_commits(&head, &history);
        assert_eq!(found.len(), ACCOUNTS * (NOTES + 1) + 1);
        found
    });
}

#[divan::bench(sample_count = 5)]
fn history_of_every_record(bencher: Bencher) {
    let desk = Desk::new();
    bencher.bench_local(|| trace(&desk.head(), &standing::source::Patterns::default()).expect("the history"));
}
