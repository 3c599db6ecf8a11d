//! Where a site may stand: the target resolved, judged, and the names of what we keep beside it for a while.
//!
//! Decides; except for the target's missing parents it creates nothing.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::error::AtPath;
use super::manifest::Manifest;
use super::{PublishError, Refusal};

/// Folders of a records repository whose files are read, and those of version control: no site may grow there.
const RECORD_FOLDERS: [&str; 5] = ["accounts", "feedback", "theme", ".git", ".jj"];

/// A target, and the siblings that a publication needs for its duration.
#[derive(Debug)]
pub(super) struct Place {
    /// The folder of the site: absolute, no symbolic link in it.
    pub(super) target: PathBuf,
    /// Where the next site is put together.
    pub(super) staging: PathBuf,
    /// Where the previous site waits, if folders cannot be exchanged.
    pub(super) replaced: PathBuf,
    /// The lock.
    pub(super) lock: PathBuf,
}

impl Place {
    /// Resolves the target and refuses those that would harm the records.
    pub(super) fn find(target: &Path, source: &Path) -> Result<Self, PublishError> {
        let source = fs::canonicalize(source).at("find", source)?;
        let target = resolve(target)?;
        if let Some(why) = harm(&target, &source) {
            return Err(PublishError::Refused { target, why });
        }
        let (Some(parent), Some(name)) = (target.parent(), target.file_name()) else {
            return Err(PublishError::Refused { why: Refusal::AroundSource(source), target });
        };
        if fs::metadata(&target).is_ok_and(|found| !found.is_dir()) {
            return Err(PublishError::Refused { target, why: Refusal::File });
        }
        fs::create_dir_all(parent).at("create the folder", parent)?;
        let (staging, replaced, lock) =
            (sibling(parent, name, "next"), sibling(parent, name, "last"), sibling(parent, name, "lock"));
        Ok(Self { target, staging, replaced, lock })
    }

    /// What the site that stands in the target says it consists of; refuses what is not a site of ours.
    pub(super) fn previous_site(&self) -> Result<Manifest, PublishError> {
        let refused = |why| PublishError::Refused { target: self.target.clone(), why };
        let mut entries = match fs::read_dir(&self.target) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Manifest::default()),
            Err(error) => return Err(error).at("read", &self.target),
        };
        if let Some(parent) = self.target.parent()
            && device(parent) != device(&self.target)
        {
            return Err(refused(Refusal::MountPoint(self.target.clone())));
        }
        if let Some(manifest) = Manifest::read(&self.target)? {
            return Ok(manifest);
        }
        match entries.next() {
            None => Ok(Manifest::default()),
            Some(Ok(entry)) => Err(refused(Refusal::ContentOfOthers(entry.path()))),
            Some(Err(error)) => Err(error).at("read", &self.target),
        }
    }
}

/// The file system that a folder lies on, where the operating system tells.
pub(super) fn device(folder: &Path) -> Option<u64> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        fs::symlink_metadata(folder).ok().map(|found| found.dev())
    }
    #[cfg(not(unix))]
    {
        let _ = folder;
        None
    }
}

/// `.NAME.standing-ROLE` beside the target: on the same file system, hidden, and ours by its name.
fn sibling(parent: &Path, target: &OsStr, role: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(target);
    name.push(".standing-");
    name.push(role);
    parent.join(name)
}

/// The path with all symbolic links followed; what does not exist yet stays as it is written.
fn resolve(target: &Path) -> Result<PathBuf, PublishError> {
    let absolute = std::path::absolute(target).at("find", target)?;
    let mut resolved = PathBuf::new();
    for component in absolute.components() {
        if component == Component::ParentDir {
            resolved.pop();
            continue;
        }
        resolved.push(component);
        match fs::canonicalize(&resolved) {
            Ok(real) => resolved = real,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                // A folder that has come meanwhile, put there by another run, is no link that leads nowhere.
                let is_link = |data: fs::Metadata| data.file_type().is_symlink();
                if fs::symlink_metadata(&resolved).is_ok_and(is_link) {
                    let why = Refusal::DanglingLink(resolved);
                    return Err(PublishError::Refused { target: absolute, why });
                }
            }
            Err(error) => return Err(error).at("find", &resolved),
        }
    }
    Ok(resolved)
}

/// How a site in `target` would harm the records in `source`.
fn harm(target: &Path, source: &Path) -> Option<Refusal> {
    if target == source {
        return Some(Refusal::Source);
    }
    if source.starts_with(target) {
        return Some(Refusal::AroundSource(source.to_path_buf()));
    }
    let folders = RECORD_FOLDERS.iter().map(|folder| source.join(folder));
    folders.into_iter().find_map(|folder| {
        let real = fs::canonicalize(&folder).unwrap_or_else(|_| folder.clone());
        (target.starts_with(&folder) || target.starts_with(&real)).then_some(Refusal::WithinRecords(folder))
    })
}
