//! Writing records without ever losing one: a new file never replaces another, and a changed one appears whole or not
//! at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::Failure;

/// A path below a folder, as a reader would write it: without the `./` of the folder that they are in.
pub fn below(folder: &Path, path: &str) -> PathBuf {
    if folder == Path::new(".") { PathBuf::from(path) } else { folder.join(path) }
}

/// Writes a new file, and the folders above it.
///
/// # Errors
/// When there is such a file already, or it cannot be written.
pub fn create(path: &Path, content: &str) -> Result<(), Failure> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(|error| Failure::at(folder, "made", &error))?;
    }
    let written = OpenOptions::new().write(true).create_new(true).open(path);
    let written = written.and_then(|file| finish(file, content).inspect_err(|_| discard(path)));
    written.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => Failure::new(path.display(), "is there already, and is left as it is"),
        _ => Failure::at(path, "written", &error),
    })
}

/// Adds lines to the end of a file, after a blank line; what is there stays byte for byte.
///
/// # Errors
/// When the file cannot be read or replaced, or is no plain file.
pub fn append(path: &Path, lines: &str) -> Result<(), Failure> {
    let data = match fs::symlink_metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return create(path, lines),
        Err(error) => return Err(Failure::at(path, "read", &error)),
        Ok(data) if !data.is_file() => return Err(Failure::new(path.display(), "is no plain file")),
        Ok(data) => data,
    };
    let mut content = fs::read(path).map_err(|error| Failure::at(path, "read", &error))?;
    let line_break: &[u8] = if content.windows(2).any(|pair| pair == b"\r\n") { b"\r\n" } else { b"\n" };
    if !content.is_empty() {
        if !content.ends_with(b"\n") {
            content.extend_from_slice(line_break);
        }
        content.extend_from_slice(line_break);
    }
    for line in lines.lines() {
        content.extend_from_slice(line.as_bytes());
        content.extend_from_slice(line_break);
    }
    replace(path, &content, data.permissions()).map_err(|error| Failure::at(path, "written", &error))
}

/// Puts a file beside the old one and then in its place, so that it is the old or the new one at every instant.
fn replace(path: &Path, content: &[u8], permissions: fs::Permissions) -> io::Result<()> {
    let staged = beside(path);
    let mut file = OpenOptions::new().write(true).create_new(true).open(&staged)?;
    let written = file
        .write_all(content)
        .and_then(|()| file.set_permissions(permissions))
        .and_then(|()| file.sync_all());
    written.and_then(|()| fs::rename(&staged, path)).inspect_err(|_| discard(&staged))
}

/// A name in the same folder that the reader of records ignores.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}

fn finish(mut file: File, content: &str) -> io::Result<()> {
    file.write_all(content.as_bytes())?;
    file.flush()
}

/// Takes back what could not be finished.
pub fn discard(path: &Path) {
    // The failure that led here is the one to tell.
    let _ = fs::remove_file(path);
}
