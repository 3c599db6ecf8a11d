//! The list of what we wrote, kept in the site itself: what it names may be replaced or deleted, nothing else.
//!
//! A text file: a line with the format's version, then `hash size path`, sorted by path.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

use xxhash_rust::xxh3::xxh3_64;

use super::error::AtPath;
use super::{OutputPath, PublishError};

/// The manifest's name, at the top of the site.
pub(super) const MANIFEST: &str = ".standing-manifest";

/// Its name while it is being written.
pub(super) const UNFINISHED_MANIFEST: &str = ".standing-manifest-unfinished";

/// The first line.
const HEADING: &str = "standing-manifest 1";

/// What is remembered of a file's content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// XXH3, 64 bits.
    hash: u64,
    /// In bytes.
    size: u64,
}

impl Mark {
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self { hash: xxh3_64(bytes), size: bytes.len() as u64 }
    }

    /// Whether a regular file of this content stands at `file`.
    pub(super) fn fits(self, file: &Path) -> Result<bool, PublishError> {
        let standing = fs::symlink_metadata(file).at("read", file)?;
        Ok(standing.is_file()
            && standing.len() == self.size
            && Self::of(&fs::read(file).at("read", file)?) == self)
    }
}

/// The files of a site and their content.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest(pub(super) BTreeMap<OutputPath, Mark>);

impl Manifest {
    /// Reads the manifest of the site in `folder`; nothing if it has none.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>, PublishError> {
        let file = folder.join(MANIFEST);
        let text = match fs::read(&file) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error).at("read", &file),
        };
        let damaged = |line: usize| PublishError::Manifest { path: file.clone(), line };
        let text = String::from_utf8(text).map_err(|_| damaged(1))?;
        let mut lines = text.lines();
        if lines.next() != Some(HEADING) {
            return Err(damaged(1));
        }
        let entry = |(index, line): (usize, &str)| parse_entry(line).ok_or_else(|| damaged(index + 2));
        Ok(Some(Self(lines.enumerate().map(entry).collect::<Result<_, _>>()?)))
    }

    /// A mark of all that is listed.
    pub(super) fn mark(&self) -> u64 {
        xxh3_64(self.to_string().as_bytes())
    }

    /// Whether some listed path is this one to a file system that ignores case.
    pub(super) fn lists_any_spelling(&self, path: &OutputPath) -> bool {
        self.0.contains_key(path) || {
            let key = path.key();
            self.0.keys().any(|listed| listed.key() == key)
        }
    }

    /// Whether a listed file lies in the folder of this relative path.
    pub(super) fn lists_below(&self, folder: &str) -> bool {
        let start = format!("{folder}/");
        let mut after =
            self.0.range::<str, _>((std::ops::Bound::Included(start.as_str()), std::ops::Bound::Unbounded));
        after.next().is_some_and(|(path, _)| path.as_str().starts_with(&start))
    }

    /// The listed file that this relative path would have as one of its folders.
    pub(super) fn lists_above<'path>(&self, path: &'path str) -> Option<&'path str> {
        path.match_indices('/').map(|(end, _)| &path[..end]).find(|folder| self.0.contains_key(*folder))
    }
}

fn parse_entry(line: &str) -> Option<(OutputPath, Mark)> {
    let mut parts = line.splitn(3, ' ');
    let hash = u64::from_str_radix(parts.next()?, 16).ok()?;
    let size = parts.next()?.parse().ok()?;
    // A path that leads out of the site must not become one that is deleted.
    let path = OutputPath::new(parts.next()?).ok()?;
    Some((path, Mark { hash, size }))
}

impl fmt::Display for Manifest {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{HEADING}")?;
        self.0.iter().try_for_each(|(path, Mark { hash, size })| writeln!(out, "{hash:016x} {size} {path}"))
    }
}
