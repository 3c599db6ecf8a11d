//! What a build spends its time on, told to whoever holds the clock.

use std::time::Duration;

use crate::source::RepoPath;

/// Something that takes time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work<'a> {
    /// A part of the whole build.
    Stage(&'static str),
    /// All that is done for the account in a folder.
    Account(&'a RepoPath),
    /// A page of the template in a file.
    Page(&'a str),
}

/// Who watches a build. Any thread may call it.
pub trait Watch: Sync {
    /// How long ago something was that stays the same.
    fn now(&self) -> Duration;

    /// Hears what took how long.
    fn took(&self, what: Work<'_>, time: Duration);
}

/// Nobody watches.
#[derive(Debug, Clone, Copy)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn now(&self) -> Duration {
        Duration::ZERO
    }

    fn took(&self, _what: Work<'_>, _time: Duration) {}
}

/// Does something that is watched.
pub(super) fn watched<T>(watch: &dyn Watch, what: Work<'_>, work: impl FnOnce() -> T) -> T {
    let begun = watch.now();
    let done = work();
    watch.took(what, watch.now().saturating_sub(begun));
    done
}
