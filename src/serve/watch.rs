//! When files of the records have changed: by the system's events, gathered while an editor is still saving, or by looking
//! at every file again and again.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use notify_debouncer_full::notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};

/// How long files must have been quiet before they are read: editors save in several steps.
const QUIET: Duration = Duration::from_millis(30);

/// How long to wait between two looks at every file, in case an event was lost.
const RESCAN: Duration = Duration::from_secs(10);

/// How changes are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Watching {
    /// By the system's events.
    Events,
    /// By looking at every file at this interval, for file systems that tell of nothing.
    Poll(Duration),
}

/// Changes as they come.
pub struct Changes {
    events: Receiver<Vec<PathBuf>>,
    /// How long to wait before every file is looked at.
    patience: Duration,
    /// Keeps the channel open where nothing watches: waiting on it is then waiting for the time to pass.
    _tell: Sender<Vec<PathBuf>>,
    /// Watches as long as it lives.
    _watcher: Option<Debouncer<RecommendedWatcher, RecommendedCache>>,
}

/// Begins to watch the files below a folder; of what lies below `ignored` nothing is said, and of git's own files only that
/// there is another commit.
///
/// # Errors
/// When the system cannot watch them.
pub fn changes(root: &Path, ignored: &Path, watching: Watching) -> io::Result<Changes> {
    let (tell, events) = mpsc::channel();
    if let Watching::Poll(interval) = watching {
        return Ok(Changes { events, patience: interval, _tell: tell, _watcher: None });
    }
    let root = root.canonicalize()?;
    let ignored = ignored.canonicalize().unwrap_or_else(|_| ignored.to_owned());
    let git = root.join(".git");
    let tips = [git.join("HEAD"), git.join("refs").join("heads"), git.join("packed-refs")];
    let (base, told) = (root.clone(), tell.clone());
    let on_events = move |result: DebounceEventResult| {
        let paths = match result {
            Ok(events) => {
                let events = events.into_iter().filter(|one| !one.kind.is_access());
                let paths = events.flat_map(|one| one.event.paths);
                let is_lock = |path: &Path| path.extension().is_some_and(|end| end == "lock");
                let is_tip = |path: &Path| tips.iter().any(|tip| path.starts_with(tip)) && !is_lock(path);
                let is_told = |path: &PathBuf| {
                    if path.starts_with(&git) { is_tip(path) } else { !path.starts_with(&ignored) }
                };
                let own = paths.filter(is_told);
                own.filter_map(|path| path.strip_prefix(&base).map(Path::to_owned).ok()).collect()
            }
            // Events were lost: everything may have changed.
            Err(_) => vec![PathBuf::new()],
        };
        if !paths.is_empty() {
            // Nobody listens any more when the program ends.
            let _ = told.send(paths);
        }
    };
    let other = |error: notify_debouncer_full::notify::Error| io::Error::other(error.to_string());
    let mut watcher = new_debouncer(QUIET, Some(QUIET / 3), on_events).map_err(other)?;
    watcher.watch(&root, RecursiveMode::Recursive).map_err(other)?;
    Ok(Changes { events, patience: RESCAN, _tell: tell, _watcher: Some(watcher) })
}

impl Changes {
    /// Waits for the next change: the paths, relative to the root; nothing where all files are to be looked at.
    pub fn next(&self) -> Option<Vec<PathBuf>> {
        let mut paths = self.events.recv_timeout(self.patience).ok()?;
        paths.extend(self.events.try_iter().flatten());
        Some(paths)
    }
}
