//! Where a page lies within the site: a name that every file system and every web server can hold.
//!
//! Knows nothing about what is on the disk.

use std::borrow::Borrow;
use std::fmt;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use crate::source::is_reserved;

/// The longest file name that common file systems hold, in bytes.
const LONGEST_NAME: usize = 255;

/// How names begin that are kept for our own files at the top of a site.
const OWN_PREFIX: &str = ".standing-";

/// The path of a file within a site: relative, with forward slashes, safe on every file system.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutputPath(String);

impl OutputPath {
    /// Parses a path.
    ///
    /// # Errors
    ///
    /// If it could lead out of the site, or if some file system could not hold it; see [`OutputPathProblem`].
    pub fn new(text: impl Into<String>) -> Result<Self, OutputPathError> {
        let text = text.into();
        match problem_of(&text) {
            Some(problem) => Err(OutputPathError { text, problem }),
            None => Ok(Self(text)),
        }
    }

    /// The path as text, as it stands in links.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file that this path names below `folder`.
    pub(super) fn below(&self, folder: &Path) -> PathBuf {
        let mut file = folder.to_path_buf();
        file.extend(self.0.split('/'));
        file
    }

    /// Equal for two paths that a file system which ignores case and composition takes for one.
    pub(super) fn key(&self) -> String {
        self.0.nfc().collect::<String>().to_lowercase()
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl Borrow<str> for OutputPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

fn problem_of(text: &str) -> Option<OutputPathProblem> {
    if text.is_empty() {
        return Some(OutputPathProblem::Empty);
    }
    if text.starts_with('/') {
        return Some(OutputPathProblem::Absolute);
    }
    if text.to_ascii_lowercase().starts_with(OWN_PREFIX) {
        return Some(OutputPathProblem::Own);
    }
    text.split('/').find_map(problem_of_name)
}

fn problem_of_name(name: &str) -> Option<OutputPathProblem> {
    let refused = |symbol: char| symbol.is_control() || r#"\<>:"|?*"#.contains(symbol);
    if name.is_empty() {
        Some(OutputPathProblem::EmptyName)
    } else if name == "." || name == ".." {
        Some(OutputPathProblem::Dots)
    } else if let Some(symbol) = name.chars().find(|&symbol| refused(symbol)) {
        Some(OutputPathProblem::Character(symbol))
    } else if name.ends_with(['.', ' ']) {
        Some(OutputPathProblem::End)
    } else if is_device(name) {
        Some(OutputPathProblem::Device)
    } else if name.len() > LONGEST_NAME {
        Some(OutputPathProblem::Long)
    } else {
        None
    }
}

/// Whether Windows takes a name for a device, whatever follows the first dot.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_lowercase();
    matches!(stem.as_str(), "conin$" | "conout$") || is_reserved(&stem)
}

/// A text that cannot be the path of a file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputPathError {
    /// The text.
    pub text: String,
    /// Why not.
    pub problem: OutputPathProblem,
}

/// Why a text cannot be the path of a file of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputPathProblem {
    /// There is nothing.
    Empty,
    /// It begins at the root.
    Absolute,
    /// Two slashes in a row, or one at the end.
    EmptyName,
    /// A `.` or `..` in it.
    Dots,
    /// A control character, or one that Windows refuses.
    Character(char),
    /// A name in it ends in a dot or a space, which Windows drops.
    End,
    /// A name in it is a device on Windows.
    Device,
    /// A name in it is longer than 255 bytes.
    Long,
    /// It begins as our own files do.
    Own,
}

impl fmt::Display for OutputPathError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:?} cannot name a file of the site: {}", self.text, self.problem)
    }
}

impl fmt::Display for OutputPathProblem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => out.write_str("it is empty"),
            Self::Absolute => out.write_str("it is absolute"),
            Self::EmptyName => out.write_str("a name between its slashes is missing"),
            Self::Dots => out.write_str("`.` and `..` are not allowed in it"),
            Self::Character(symbol) => write!(out, "the character {symbol:?} is not allowed in it"),
            Self::End => out.write_str("a name in it ends with a dot or a space"),
            Self::Device => out.write_str("a name in it is a device on Windows"),
            Self::Long => write!(out, "a name in it is longer than {LONGEST_NAME} bytes"),
            Self::Own => {
                write!(out, "names that begin with `{OWN_PREFIX}` are kept for Standing's own files")
            }
        }
    }
}

impl std::error::Error for OutputPathError {}
