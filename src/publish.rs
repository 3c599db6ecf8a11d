//! Pages to disk: rendered files are staged beside the target folder and swapped in as a whole.
//!
//! The only writer of a site. It never looks into a page, never follows a symbolic link, never deletes what its own
//! manifest does not list, and never leaves a site half old and half new: whoever is killed at whatever instant, the
//! target holds the old site or the new one. (Where the file system cannot exchange two folders, it takes two
//! renames; a process killed between them leaves no site until the next run puts the old one back.) It is safe
//! against being killed, not against power loss: nothing is synced to the disk.

mod error;
mod interrupt;
mod lock;
mod manifest;
mod path;
mod place;
mod swap;
mod tree;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

pub use error::{PublishError, Refusal};
pub use interrupt::Interrupt;
pub use path::{OutputPath, OutputPathError, OutputPathProblem};

use error::AtPath;
use lock::Lock;
use manifest::{MANIFEST, Manifest, Mark, UNFINISHED_MANIFEST};
use place::Place;
use swap::Exchange;

/// What a publication did to the site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Pages that are new, or whose content differs from before.
    pub written: usize,
    /// Pages whose content is as before; their files were not rewritten and keep their modification time.
    pub unchanged: usize,
    /// Pages of the previous site that are no longer part of it.
    pub deleted: usize,
    /// Pages in the site now: `written` + `unchanged`.
    pub total: usize,
}

/// Publishes `pages` as the site in the folder `target`, from the records repository `source`.
///
/// For sites small enough to be held in memory; [`Staging`] takes pages one at a time.
///
/// # Errors
///
/// As those of [`Staging::begin`], [`Staging::write`] and [`Staging::commit`]; the target is then as it was before.
pub fn publish<Bytes: AsRef<[u8]>>(
    target: &Path,
    source: &Path,
    pages: impl IntoIterator<Item = (OutputPath, Bytes)>,
) -> Result<Published, PublishError> {
    let staging = Staging::begin(target, source, &Interrupt::default())?;
    for (path, bytes) in pages {
        staging.write(&path, bytes.as_ref())?;
    }
    staging.commit()
}

/// A site in the making, beside the one that stands.
///
/// It may be shared among threads, each writing pages as they are rendered; nothing of the target is touched before
/// [`Staging::commit`]. Dropped without it, it takes back all that it wrote. While it lives, no other process can
/// publish to the same target.
#[derive(Debug)]
pub struct Staging {
    place: Place,
    previous: Manifest,
    outputs: Mutex<Outputs>,
    interrupt: Interrupt,
    exchange: Exchange,
    state: State,
    /// Released last, after [`Drop`] has cleaned up.
    _lock: Lock,
}

/// Whether the staging folder still holds nothing but what this run put there.
#[derive(Debug, PartialEq, Eq)]
enum State {
    /// It does: it can be removed with all it contains.
    Staged,
    /// It has been swapped in, and what stands in its place is the previous site, or nothing.
    Swapped,
}

#[derive(Debug, Default)]
struct Outputs {
    /// Every path claimed so far under its [`OutputPath::key`], to find those that one folder could not hold.
    claims: BTreeMap<String, OutputPath>,
    pages: BTreeMap<OutputPath, Page>,
}

#[derive(Clone, Copy, Debug)]
struct Page {
    mark: Mark,
    fate: Fate,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// Its bytes are in the staging folder.
    Written,
    /// Its bytes are those of the file in the target; linked into staging if there is anything to swap at all.
    Unchanged,
}

impl Staging {
    /// Prepares to publish to the folder `target` a site made from the records repository `source`.
    ///
    /// Missing parents of the target are created. A target that is a symbolic link stands for the folder it leads
    /// to. What an earlier run left behind when it was killed is cleaned up first.
    ///
    /// # Errors
    ///
    /// [`PublishError::Refused`] if the target is no place for a site (a file; a folder with content of others; the
    /// source, a folder around it, or one inside its records), [`PublishError::Busy`] if another process is
    /// publishing to it, [`PublishError::Io`] for what the operating system refuses.
    pub fn begin(target: &Path, source: &Path, interrupt: &Interrupt) -> Result<Self, PublishError> {
        let place = Place::find(target, source)?;
        let lock = Lock::take(&place)?;
        swap::recover(&place)?;
        let previous = place.previous_site()?;
        fs::create_dir(&place.staging).at("create the folder", &place.staging)?;
        Ok(Self {
            place,
            previous,
            outputs: Mutex::default(),
            interrupt: interrupt.clone(),
            exchange: Exchange::WhereSupported,
            state: State::Staged,
            _lock: lock,
        })
    }

    /// Publishes as on a file system that cannot exchange two folders. For tests.
    #[doc(hidden)]
    #[must_use]
    pub fn by_two_renames(mut self) -> Self {
        self.exchange = Exchange::Never;
        self
    }

    /// The folder of the site: absolute, no symbolic link in it.
    #[must_use]
    pub fn target(&self) -> &Path {
        &self.place.target
    }

    /// Adds a page to the site. Any thread may call this at any time; the target stays as it is.
    ///
    /// # Errors
    ///
    /// [`PublishError::Collision`] if another page has this path, or one that differs by case alone, or lies where
    /// this one needs a folder; [`PublishError::InTheWay`] if the target holds something there that is not ours;
    /// [`PublishError::Interrupted`] once the interrupt was raised; [`PublishError::Io`].
    pub fn write(&self, path: &OutputPath, bytes: &[u8]) -> Result<(), PublishError> {
        self.interrupt.check()?;
        self.outputs().claim(path)?;
        let fate = self.fate(path, bytes)?;
        if fate == Fate::Written {
            tree::write(&path.below(&self.place.staging), bytes)?;
        }
        self.outputs().pages.insert(path.clone(), Page { mark: Mark::of(bytes), fate });
        Ok(())
    }

    /// Puts the staged site in the place of the one that stands, in one step.
    ///
    /// Files in the target that are not ours are carried over. Where nothing has changed, nothing is touched.
    ///
    /// # Errors
    ///
    /// [`PublishError::InTheWay`], [`PublishError::Interrupted`], [`PublishError::Io`]: the target is then as it was
    /// before; [`PublishError::LeftBehind`]: the new site stands, but the old one beside it could not be removed.
    pub fn commit(self) -> Result<Published, PublishError> {
        self.commit_marked().map(|(published, _)| published)
    }

    /// As [`Staging::commit`], with a mark of all that the site then holds, for [`Staging::stands`].
    ///
    /// # Errors
    /// As those of [`Staging::commit`].
    pub fn commit_marked(mut self) -> Result<(Published, u64), PublishError> {
        let pages = std::mem::take(&mut self.outputs().pages);
        let next = Manifest(pages.iter().map(|(path, page)| (path.clone(), page.mark)).collect());
        let mark = next.mark();
        let unchanged: Vec<&OutputPath> =
            pages.iter().filter_map(|(path, page)| (page.fate == Fate::Unchanged).then_some(path)).collect();
        let mut published = Published {
            written: pages.len() - unchanged.len(),
            unchanged: unchanged.len(),
            deleted: 0,
            total: pages.len(),
        };
        if published.written == 0 && next == self.previous && self.place.target.is_dir() {
            return Ok((published, mark));
        }
        self.keep(&unchanged)?;
        if self.place.target.is_dir() {
            published.deleted = tree::carry_over(&self.place, &self.previous, &next, &self.interrupt)?;
        }
        self.seal(&next)?;
        self.interrupt.check()?;
        let replaced = swap::swap(&self.place, self.exchange)?;
        self.state = State::Swapped;
        if let Some(replaced) = replaced {
            swap::sweep(&replaced, &self.place.target)?;
        }
        Ok((published, mark))
    }

    /// What a publication would do that has nothing to change: where the site is the one of this mark, and each of its
    /// files holds what was written. Every file is read.
    ///
    /// # Errors
    /// [`PublishError::Interrupted`]. A file that cannot be read is as good as one that differs.
    pub fn stands(&self, mark: u64) -> Result<Option<Published>, PublishError> {
        if self.previous.mark() != mark || self.previous.0.is_empty() {
            return Ok(None);
        }
        let is_whole = self.previous.0.par_iter().all(|(path, mark)| {
            self.interrupt.check().is_ok() && mark.fits(&path.below(&self.place.target)).unwrap_or(false)
        });
        self.interrupt.check()?;
        let total = self.previous.0.len();
        Ok(is_whole.then_some(Published { written: 0, unchanged: total, deleted: 0, total }))
    }

    /// Whether `bytes` are what the page's file in the target already holds.
    fn fate(&self, path: &OutputPath, bytes: &[u8]) -> Result<Fate, PublishError> {
        let file = path.below(&self.place.target);
        let standing = match fs::symlink_metadata(&file) {
            Ok(standing) => standing,
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Ok(Fate::Written);
            }
            Err(error) => return Err(error).at("read", &file),
        };
        if standing.is_dir() {
            // It may go with its last page; `commit` finds out.
            return Ok(Fate::Written);
        }
        if !self.previous.lists_any_spelling(path) {
            return Err(PublishError::InTheWay { path: file });
        }
        let same = self.previous.0.contains_key(path)
            && standing.is_file()
            && standing.len() == bytes.len() as u64
            && fs::read(&file).at("read", &file)? == bytes;
        Ok(if same { Fate::Unchanged } else { Fate::Written })
    }

    /// Brings the files that stay as they are into the staging folder.
    fn keep(&self, unchanged: &[&OutputPath]) -> Result<(), PublishError> {
        unchanged.par_iter().try_for_each(|path| {
            self.interrupt.check()?;
            tree::link(&path.below(&self.place.target), &path.below(&self.place.staging))
        })
    }

    /// Completes the staging folder: from here on it is a site.
    fn seal(&self, next: &Manifest) -> Result<(), PublishError> {
        let staging = &self.place.staging;
        // By its name a folder is known as a site, so it must not be there before its last line is.
        let unnamed = staging.join(UNFINISHED_MANIFEST);
        tree::write(&unnamed, next.to_string().as_bytes())?;
        if let Ok(folder) = fs::metadata(&self.place.target) {
            fs::set_permissions(staging, folder.permissions()).at("set the permissions of", staging)?;
        }
        fs::rename(&unnamed, staging.join(MANIFEST)).at("rename", &unnamed)
    }

    fn outputs(&self) -> MutexGuard<'_, Outputs> {
        // A thread that panicked while holding this leaves at worst a claim without a page, and its panic ends the
        // run before anything is committed.
        self.outputs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if self.state == State::Staged {
            // An error here has nowhere to go; the next run meets the folder again and reports it.
            let _ = fs::remove_dir_all(&self.place.staging);
        }
    }
}

impl Outputs {
    /// Claims a path, if every file system can hold it beside those claimed before.
    fn claim(&mut self, path: &OutputPath) -> Result<(), PublishError> {
        let key = path.key();
        let ancestors = key.match_indices('/').map(|(end, _)| &key[..end]);
        let rival = ancestors.chain([key.as_str()]).find_map(|taken| self.claims.get(taken)).or_else(|| {
            let folder = format!("{key}/");
            let (below, rival) = self.claims.range(folder.clone()..).next()?;
            below.starts_with(&folder).then_some(rival)
        });
        if let Some(rival) = rival {
            let (first, second) = if rival <= path { (rival, path) } else { (path, rival) };
            return Err(PublishError::Collision { first: first.clone(), second: second.clone() });
        }
        self.claims.insert(key, path.clone());
        Ok(())
    }
}
