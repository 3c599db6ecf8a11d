//! Files and folders below a site's folder: written, linked, and what others put there carried over.
//!
//! Symbolic links are copied as links and never followed.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::error::AtPath;
use super::manifest::{MANIFEST, Manifest};
use super::place::{Place, device};
use super::{Interrupt, PublishError, Refusal};

/// Writes a file, with the folders it needs.
pub(super) fn write(file: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    with_folders(file, |file| fs::write(file, bytes)).at("write", file)
}

/// Makes the file `from` appear at `to` as well, keeping its modification time: by a hard link, or else a copy.
pub(super) fn link(from: &Path, to: &Path) -> Result<(), PublishError> {
    if with_folders(to, |to| fs::hard_link(from, to)).is_ok() {
        return Ok(());
    }
    let modified = fs::metadata(from).and_then(|found| found.modified());
    with_folders(to, |to| fs::copy(from, to).map(drop)).at("write", to)?;
    if let Ok(modified) = modified {
        // A copy with another time is still a copy.
        let _ = fs::File::options().write(true).open(to).and_then(|file| file.set_modified(modified));
    }
    Ok(())
}

/// Does something to a path, and once more with its parents created if it turns out that they are missing.
fn with_folders(path: &Path, act: impl Fn(&Path) -> io::Result<()>) -> io::Result<()> {
    match act(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            act(path)
        }
        result => result,
    }
}

/// Every file, link and folder below `root`, each before what lies in it, in no order; links are not followed.
pub(super) fn entries(root: &Path) -> impl Iterator<Item = Result<DirEntry, PublishError>> {
    walk(WalkDir::new(root), root)
}

/// As [`entries`], each after what lies in it.
pub(super) fn entries_from_below(root: &Path) -> impl Iterator<Item = Result<DirEntry, PublishError>> {
    walk(WalkDir::new(root).contents_first(true).same_file_system(true), root)
}

fn walk(walk: WalkDir, root: &Path) -> impl Iterator<Item = Result<DirEntry, PublishError>> {
    walk.min_depth(1).follow_links(false).into_iter().map(move |entry| {
        entry.map_err(|error| {
            let path = error.path().unwrap_or(root).to_path_buf();
            PublishError::Io { action: "read", path, source: error.into() }
        })
    })
}

/// Where a path below `root` lies in it, with forward slashes; nothing for names that are not text, and so not ours.
pub(super) fn relative(path: &Path, root: &Path) -> Option<String> {
    let names: Option<Vec<&str>> = path.strip_prefix(root).ok()?.iter().map(|name| name.to_str()).collect();
    Some(names?.join("/"))
}

/// Brings what others put into the target over into the staging folder, and counts the pages that go.
pub(super) fn carry_over(
    place: &Place,
    previous: &Manifest,
    next: &Manifest,
    interrupt: &Interrupt,
) -> Result<usize, PublishError> {
    let mut deleted = 0;
    let mut folders = Vec::new();
    for entry in entries(&place.target) {
        interrupt.check()?;
        let entry = entry?;
        let text = relative(entry.path(), &place.target);
        let text = text.as_deref();
        if entry.file_type().is_dir() {
            // A folder on another file system would go with the old site, and what is in it be removed.
            if device(entry.path()) != device(&place.target) {
                let why = Refusal::MountPoint(entry.into_path());
                return Err(PublishError::Refused { target: place.target.clone(), why });
            }
            if text.is_some_and(|text| previous.lists_below(text) || next.lists_below(text)) {
                continue;
            }
            folders.push(entry);
            continue;
        }
        if text == Some(MANIFEST) {
            continue;
        }
        if let Some((text, mark)) = text.and_then(|text| Some((text, previous.0.get(text)?))) {
            if next.0.contains_key(text) {
                continue;
            }
            // Somebody else's work by now if it is not as we wrote it.
            if mark.fits(entry.path())? {
                deleted += 1;
                continue;
            }
        }
        let copy = free_place(&entry, text, place, next)?;
        if entry.file_type().is_symlink() {
            copy_link(entry.path(), &copy)?
        } else {
            link(entry.path(), &copy)?
        }
    }
    carry_folders(&folders, place, next)?;
    Ok(deleted)
}

/// Recreates folders of others, empty ones too. Permissions last: one may forbid to write into it.
fn carry_folders(folders: &[DirEntry], place: &Place, next: &Manifest) -> Result<(), PublishError> {
    let mut copies = Vec::new();
    for folder in folders {
        let text = relative(folder.path(), &place.target);
        let copy = free_place(folder, text.as_deref(), place, next)?;
        fs::create_dir_all(&copy).at("create the folder", &copy)?;
        copies.push((folder.path(), copy));
    }
    for (folder, copy) in copies.iter().rev() {
        let permissions = fs::metadata(folder).at("read", folder)?.permissions();
        fs::set_permissions(copy, permissions).at("set the permissions of", copy)?;
    }
    Ok(())
}

/// Where in the staging folder an entry of others belongs, if no page needs its place.
fn free_place(
    entry: &DirEntry,
    text: Option<&str>,
    place: &Place,
    next: &Manifest,
) -> Result<PathBuf, PublishError> {
    let in_the_way = |path: PathBuf| Err(PublishError::InTheWay { path });
    if let Some(text) = text {
        if next.0.contains_key(text) || next.lists_below(text) {
            return in_the_way(entry.path().to_path_buf());
        }
        if let Some(page) = next.lists_above(text) {
            return in_the_way(place.target.join(page));
        }
    }
    // Every entry lies below the root of its walk.
    let below = entry.path().strip_prefix(&place.target).unwrap_or(entry.path());
    Ok(place.staging.join(below))
}

fn copy_link(from: &Path, to: &Path) -> Result<(), PublishError> {
    let leads_to = fs::read_link(from).at("read", from)?;
    #[cfg(unix)]
    let create = |to: &Path| std::os::unix::fs::symlink(&leads_to, to);
    #[cfg(windows)]
    let create = |to: &Path| {
        if fs::metadata(from).is_ok_and(|found| found.is_dir()) {
            std::os::windows::fs::symlink_dir(&leads_to, to)
        } else {
            std::os::windows::fs::symlink_file(&leads_to, to)
        }
    };
    with_folders(to, create).at("write", to)
}
