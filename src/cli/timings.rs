//! How long the parts of a build took, and how much memory it needed.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::build::{Watch, Work};
use crate::language::count;
use crate::publish::Published;

/// How many of the slowest are named.
const NAMED: usize = 5;

/// What was heard of a build so far.
pub struct Timings<'a> {
    started: Instant,
    heard: Mutex<Heard>,
    on_account: &'a (dyn Fn() + Sync),
}

#[derive(Default)]
struct Heard {
    stages: Vec<(&'static str, Duration)>,
    /// The slowest first.
    accounts: Vec<(Duration, String)>,
    /// By template: how many pages, and how long they took together.
    templates: BTreeMap<String, (usize, Duration)>,
}

impl<'a> Timings<'a> {
    /// Begins to listen; `on_account` is called after each account, from any thread.
    #[must_use]
    pub fn new(started: Instant, on_account: &'a (dyn Fn() + Sync)) -> Self {
        Self { started, heard: Mutex::default(), on_account }
    }

    /// All that was heard.
    #[must_use]
    pub fn report(&self, published: Option<Published>) -> String {
        let heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        let mut told = String::new();
        let mut line = |time: Duration, what: &str| {
            // Writing to a text cannot fail.
            let _ = writeln!(told, "{:>9.3} s  {what}", time.as_secs_f64());
        };
        for (stage, time) in &heard.stages {
            line(*time, stage);
        }
        line(self.started.elapsed(), "all, from the start");
        for (time, account) in &heard.accounts {
            line(*time, &format!("account {account}"));
        }
        let mut templates: Vec<_> = heard.templates.iter().collect();
        templates.sort_by_key(|(_, (_, time))| std::cmp::Reverse(*time));
        for (template, (pages, time)) in templates.into_iter().take(NAMED) {
            line(*time, &format!("template {template}, {}", count(*pages, "page", "pages")));
        }
        if let Some(Published { written, unchanged, .. }) = published {
            let _ = writeln!(told, "{}, {unchanged} kept", count(written, "file written", "files written"));
        }
        if let Some(kibibytes) = peak_memory() {
            let _ = writeln!(told, "{:.0} MiB of memory at most", kibibytes as f64 / 1024.0);
        }
        told
    }
}

impl Watch for Timings<'_> {
    fn now(&self) -> Duration {
        self.started.elapsed()
    }

    fn took(&self, what: Work<'_>, time: Duration) {
        let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        match what {
            Work::Stage(stage) => heard.stages.push((stage, time)),
            Work::Account(folder) => {
                heard.accounts.push((time, folder.to_string()));
                heard.accounts.sort_by(|one, other| other.cmp(one));
                heard.accounts.truncate(NAMED);
                drop(heard);
                (self.on_account)();
            }
            Work::Page(template) => {
                let (pages, all) = heard.templates.entry(template.to_owned()).or_default();
                *pages += 1;
                *all += time;
            }
        }
    }
}

/// The most memory that this process has used so far, in KiB, where the operating system tells.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
