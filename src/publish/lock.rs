//! One run at a time for one target: a locked file beside it, released by the system however the run ends.
//!
//! The file's content, a process id, is for people; what counts is the lock.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use super::PublishError;
use super::error::AtPath;
use super::place::Place;

/// Held for as long as it lives.
#[derive(Debug)]
pub(super) struct Lock {
    /// The lock goes when this is closed.
    _file: File,
    path: PathBuf,
}

impl Lock {
    /// Takes the lock of a place, or says who holds it.
    pub(super) fn take(place: &Place) -> Result<Self, PublishError> {
        let path = &place.lock;
        loop {
            // A symbolic link could make us empty a file elsewhere.
            if fs::symlink_metadata(path).is_ok_and(|found| !found.is_file()) {
                return Err(PublishError::NotOurs { path: path.clone() });
            }
            let mut file = OpenOptions::new()
                .read(true)
                .write(true)
                .create(true)
                .truncate(false)
                .open(path)
                .at("create the lock", path)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    let (target, lock) = (place.target.clone(), path.clone());
                    return Err(PublishError::Busy { target, lock, holder: holder(&mut file) });
                }
                Err(TryLockError::Error(error)) => return Err(error).at("lock", path),
            }
            // Its last holder may have removed it between our opening and our locking; then it guards nothing.
            if still_stands(&file, path) {
                file.set_len(0).at("write", path)?;
                writeln!(file, "{}", std::process::id()).at("write", path)?;
                return Ok(Self { _file: file, path: path.clone() });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while it is held, so that nobody's lock but ours goes. Where an open file cannot be removed it
        // stays, and does no harm.
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn holder(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    file.take(32).read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}

#[cfg(unix)]
fn still_stands(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(held), Ok(standing)) = (file.metadata(), fs::symlink_metadata(path)) else { return false };
    (held.dev(), held.ino()) == (standing.dev(), standing.ino())
}

#[cfg(not(unix))]
fn still_stands(_: &File, _: &Path) -> bool {
    true
}
