//! What files hold, as one number: two that differ have read different files.

use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3;

use super::{FILE_LIMIT, FileEntry, FileKind, Source, SourceError};

/// A fingerprint of files: their names, and what they hold as far as it is read.
///
/// # Errors
/// When a file cannot be read.
pub fn fingerprint<'f>(
    source: &dyn Source,
    files: impl Iterator<Item = &'f FileEntry>,
) -> Result<u64, SourceError> {
    let mut hash = Xxh3::new();
    for file in files {
        hash.update(file.path.as_str().as_bytes());
        hash.update(format!("\0{:?}\0", file.kind).as_bytes());
        if matches!(file.kind, FileKind::File(size) if size <= FILE_LIMIT) {
            let bytes = source.read(&file.path)?;
            // A file may have grown since it was listed: its end must not be taken for the next file.
            hash.update(&(bytes.len() as u64).to_le_bytes());
            hash.update(&bytes);
        }
    }
    Ok(hash.digest())
}

/// A fingerprint of every file that matters, as it is now.
///
/// # Errors
/// When a folder cannot be listed or a file cannot be read.
pub fn fingerprint_of_all(source: &dyn Source) -> Result<u64, SourceError> {
    let survey = source.survey()?;
    let accounts: Vec<u64> = survey
        .accounts
        .par_iter()
        .map(|folder| fingerprint(source, folder.files.iter()))
        .collect::<Result<_, _>>()?;
    let mut hash = Xxh3::new();
    for (folder, mark) in survey.accounts.iter().zip(accounts) {
        hash.update(format!("{}\0", folder.path).as_bytes());
        hash.update(&mark.to_le_bytes());
    }
    for files in [&survey.shared, &survey.theme, &survey.strays] {
        hash.update(&fingerprint(source, files.iter())?.to_le_bytes());
    }
    Ok(hash.digest())
}
