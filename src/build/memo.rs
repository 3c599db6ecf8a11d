//! What builds keep for the next one: of each site what the last build was made of, so that a build of the same does
//! nothing, and what was traced of the history, so that it is not traced again before there is another commit.
//!
//! Notes in a folder of our own. One is believed only whole and for exactly the same key, and of a site only while its files
//! are those that were written: whatever else it is, all is done as if there were none.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_128;

/// The version of the notes: it rises when what is in them changes, or what their keys are made of.
pub const VERSION: u32 = 2;

/// How the name of a note begins: of a site, and of a history.
const NOTES: [&str; 2] = ["site-", "history-"];

/// What one build found and left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// All that the site holds, as one number.
    pub site: u64,
    /// How many accounts there are.
    pub accounts: usize,
    /// How many records were understood.
    pub records: usize,
    /// How many errors there are.
    pub errors: usize,
    /// What was said of the records.
    pub told: String,
}

/// A note as it is kept.
#[derive(Serialize, Deserialize)]
struct Kept<T> {
    /// All that it depends on, as one number.
    key: String,
    note: T,
}

/// Where a note lies.
#[derive(Debug)]
pub struct Memo {
    folder: PathBuf,
    file: PathBuf,
}

/// Everything that a site is made of, as one number: in what order the parts come matters, where one ends too.
#[must_use]
pub fn key(parts: &[&str]) -> String {
    let all: String = parts.iter().map(|part| format!("{}:{part}", part.len())).collect();
    format!("{:032x}", xxh3_128(all.as_bytes()))
}

impl Memo {
    /// The note on the site in a folder, among the notes in another.
    #[must_use]
    pub fn of_site(folder: &Path, site: &Path) -> Self {
        Self::named(folder, NOTES[0], site)
    }

    /// The note on the history of the records in a folder, among the notes in another.
    #[must_use]
    pub fn of_history(folder: &Path, records: &Path) -> Self {
        Self::named(folder, NOTES[1], records)
    }

    fn named(folder: &Path, first: &str, of: &Path) -> Self {
        let name = format!("{first}{:032x}", xxh3_128(of.as_os_str().as_encoded_bytes()));
        Self { folder: folder.to_owned(), file: folder.join(name) }
    }

    /// What was kept, if it was of the same; nothing where the note is missing, damaged or of others.
    #[must_use]
    pub fn recall<T: DeserializeOwned>(&self, key: &str) -> Option<T> {
        if is_led_elsewhere(&self.folder) || !fs::symlink_metadata(&self.file).ok()?.is_file() {
            return None;
        }
        let text = fs::read_to_string(&self.file).ok()?;
        let (mark, rest) = text.split_once('\n')?;
        let kept: Kept<T> = (mark == seal(rest)).then(|| serde_json::from_str(rest).ok()).flatten()?;
        (kept.key == key).then_some(kept.note)
    }

    /// Keeps a note for the next build, in the place of the one before.
    ///
    /// # Errors
    /// When it cannot be written: the next build then does all its work.
    pub fn keep<T: Serialize>(&self, key: &str, note: &T) -> io::Result<()> {
        if is_led_elsewhere(&self.folder) {
            return Err(io::Error::other("a symbolic link is in its place"));
        }
        fs::create_dir_all(&self.folder)?;
        // Git has no business with it.
        let ignored = self.folder.join(".gitignore");
        if !ignored.exists() {
            fs::write(ignored, "*\n")?;
        }
        let rest = serde_json::to_string(&Kept { key: key.to_owned(), note })?;
        let unfinished = self.file.with_extension(std::process::id().to_string());
        fs::write(&unfinished, format!("{}\n{rest}", seal(&rest)))?;
        fs::rename(&unfinished, &self.file)
    }
}

/// Removes all notes in a folder, and the folder where nothing else is in it. Says how many there were.
///
/// # Errors
/// When one cannot be removed.
pub fn clear(folder: &Path) -> io::Result<usize> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) if !is_led_elsewhere(folder) => entries,
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => return Ok(0),
    };
    let mut cleared = 0;
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        let is_note = NOTES.iter().any(|first| name.to_string_lossy().starts_with(first));
        if is_note && entry.file_type()?.is_file() {
            fs::remove_file(entry.path())?;
            cleared += 1;
        }
    }
    let ignored = folder.join(".gitignore");
    if fs::read_to_string(&ignored).is_ok_and(|text| text == "*\n") {
        fs::remove_file(ignored)?;
    }
    // What others put there stays, and the folder with it.
    let _ = fs::remove_dir(folder);
    Ok(cleared)
}

fn seal(rest: &str) -> String {
    format!("standing-cache {VERSION} {:032x}", xxh3_128(rest.as_bytes()))
}

/// Whether the folder, or the one around it, is a symbolic link: records may bring one that leads anywhere.
fn is_led_elsewhere(folder: &Path) -> bool {
    let is_link = |folder: &Path| fs::symlink_metadata(folder).is_ok_and(|found| found.is_symlink());
    is_link(folder) || folder.parent().is_some_and(is_link)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note() -> Note {
        let told = "warning: one\n".to_owned();
        Note { site: 7, accounts: 2, records: 30, errors: 0, told }
    }

    fn recalled(memo: &Memo, parts: &[&str]) -> Option<Note> {
        memo.recall(&key(parts))
    }

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(key(&["ab", "c"]), key(&["a", "bc"]));
    }

    #[test]
    fn a_note_is_believed_only_whole_and_for_its_key() {
        let folder = tempfile::tempdir().unwrap();
        let memo = Memo::of_site(&folder.path().join("cache"), Path::new("/site"));
        assert_eq!(recalled(&memo, &["a", "b"]), None);
        memo.keep(&key(&["a", "b"]), &note()).unwrap();
        assert_eq!(recalled(&memo, &["a", "b"]), Some(note()));
        assert_eq!(recalled(&memo, &["other"]), None);
        let whole = fs::read(&memo.file).unwrap();
        for at in 0..whole.len() {
            fs::write(&memo.file, &whole[..at]).unwrap();
            assert_eq!(recalled(&memo, &["a", "b"]), None, "cut at {at}");
            let mut flipped = whole.clone();
            flipped[at] ^= 1;
            fs::write(&memo.file, flipped).unwrap();
            assert_eq!(recalled(&memo, &["a", "b"]), None, "flipped at {at}");
        }
    }

    #[test]
    fn only_notes_are_cleared() {
        let folder = tempfile::tempdir().unwrap();
        let cache = folder.path().join("cache");
        Memo::of_site(&cache, Path::new("/one")).keep(&key(&["a", "b"]), &note()).unwrap();
        Memo::of_site(&cache, Path::new("/two")).keep(&key(&["a", "b"]), &note()).unwrap();
        fs::write(cache.join("mine.txt"), "mine").unwrap();
        assert_eq!(clear(&cache).unwrap(), 2);
        let left: Vec<_> = fs::read_dir(&cache).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["mine.txt"]);
        fs::remove_file(cache.join("mine.txt")).unwrap();
        assert_eq!(clear(&cache).unwrap(), 0);
        assert!(!cache.exists());
        assert_eq!(clear(&cache).unwrap(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn no_link_is_followed() {
        let folder = tempfile::tempdir().unwrap();
        let elsewhere = folder.path().join("elsewhere");
        fs::create_dir(&elsewhere).unwrap();
        std::os::unix::fs::symlink(&elsewhere, folder.path().join("link")).unwrap();
        for cache in [folder.path().join("link"), folder.path().join("link/cache")] {
            assert!(Memo::of_site(&cache, Path::new("/site")).keep(&key(&["a", "b"]), &note()).is_err());
        }
        assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0);
    }
}
