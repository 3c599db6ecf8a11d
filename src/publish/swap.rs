//! The one instant at which a site changes, what is cleared away after it, and what the next run does if a process
//! died around it.
//!
//! Never deletes a file of others: what the old folder holds beyond its manifest is moved into the new one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::PublishError;
use super::error::AtPath;
use super::manifest::{MANIFEST, Manifest};
use super::place::Place;
use super::tree;

/// How the staged site takes the target's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exchange {
    /// In one step, if the system and the file system can; else by two renames.
    WhereSupported,
    /// By two renames.
    Never,
}

/// Puts the staged site in the target's place. Gives the folder in which the previous one now is, if there was one.
pub(super) fn swap(place: &Place, exchange: Exchange) -> Result<Option<PathBuf>, PublishError> {
    let failed = |source| PublishError::Swap { target: place.target.clone(), source };
    if !place.target.is_dir() {
        fs::rename(&place.staging, &place.target).map_err(failed)?;
        return Ok(None);
    }
    if exchange == Exchange::WhereSupported
        && exchange_folders(&place.staging, &place.target).map_err(failed)?
    {
        return Ok(Some(place.staging.clone()));
    }
    fs::rename(&place.target, &place.replaced).map_err(failed)?;
    // Here is the gap that `recover` closes if we are killed in it.
    if let Err(error) = fs::rename(&place.staging, &place.target) {
        fs::rename(&place.replaced, &place.target).at("put back the site", &place.target)?;
        return Err(failed(error));
    }
    Ok(Some(place.replaced.clone()))
}

/// Exchanges two folders in one step; `false` if that cannot be done here.
#[cfg(target_os = "linux")]
fn exchange_folders(one: &Path, other: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Exchanges two folders in one step; `false` if that cannot be done here.
#[cfg(not(target_os = "linux"))]
fn exchange_folders(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Clears away what a run left behind that was killed; puts its site back if it died between two renames.
pub(super) fn recover(place: &Place) -> Result<(), PublishError> {
    for leftover in [&place.replaced, &place.staging] {
        match fs::symlink_metadata(leftover) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error).at("read", leftover),
            Ok(found) if !found.is_dir() => return Err(PublishError::NotOurs { path: leftover.clone() }),
            Ok(_) => {}
        }
        let whole = Manifest::read(leftover)?.is_some();
        if whole && !place.target.exists() {
            fs::rename(leftover, &place.target).at("put back the site from", leftover)?;
        } else if whole || leftover == &place.replaced {
            clear(leftover, &place.target)?;
        } else {
            // Without a manifest the staged site was never complete: all in it is ours, or a link to what the
            // target holds as well.
            fs::remove_dir_all(leftover).at("remove", leftover)?;
        }
    }
    Ok(())
}

/// Removes the folder of a replaced site after a swap.
pub(super) fn sweep(replaced: &Path, target: &Path) -> Result<(), PublishError> {
    clear(replaced, target)
        .map_err(|error| PublishError::LeftBehind { target: target.to_path_buf(), source: Box::new(error) })
}

/// Removes what a site's manifest lists, and what the target holds as well; moves the rest, which somebody put there
/// while we were at work, into the target.
fn clear(replaced: &Path, target: &Path) -> Result<(), PublishError> {
    let listed = Manifest::read(replaced)?.unwrap_or_default();
    for entry in tree::entries_from_below(replaced) {
        let entry = entry?;
        let path = entry.path();
        let text = tree::relative(path, replaced);
        if entry.file_type().is_dir() {
            fs::remove_dir(path).at("remove", path)?;
            continue;
        }
        if text.as_deref() == Some(MANIFEST) {
            continue;
        }
        let ours = text.is_some_and(|text| listed.0.contains_key(text.as_str()));
        let kept = target.join(path.strip_prefix(replaced).unwrap_or(path));
        if ours || fs::symlink_metadata(&kept).is_ok() {
            fs::remove_file(path).at("remove", path)?;
        } else {
            kept.parent().map_or(Ok(()), fs::create_dir_all).at("create the folder of", &kept)?;
            fs::rename(path, &kept).at("carry over", path)?;
        }
    }
    // The manifest goes last: as long as it is there, a next run knows what is whose.
    let manifest = replaced.join(MANIFEST);
    match fs::remove_file(&manifest) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error).at("remove", &manifest),
        _ => {}
    }
    fs::remove_dir(replaced).at("remove", replaced)
}
