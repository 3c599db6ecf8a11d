//! What a theme says of itself, `theme.toml`.

use std::sync::Arc;

use super::reader::{Reader, Table};
use super::repair::repair;
use super::toml_file;
use super::value::Count;
use crate::diagnostic::Diagnostic;
use crate::source::{Span, Text};

fields! {
    /// What a theme says of itself.
    ///
    /// ```toml theme/theme.toml
    /// contract = 1
    /// about = "Our logo, and who to ask."
    /// ```
    pub struct ThemeFile {
        /// The version of the contract between pages and templates that it was written for.
        required contract: Count,
        /// What it is, in a sentence.
        optional about: String,
    }
}

impl ThemeFile {
    /// Reads the file; nothing where it cannot be understood, which is then told.
    #[must_use]
    pub fn read(text: &Arc<Text>) -> (Option<Self>, Vec<Diagnostic>) {
        let start = if text.content().starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let mut reader = Reader::new(text, start);
        let content = repair(&text.content()[start..], |_| false, &mut reader);
        let document = toml_file::parse(&content, &mut reader);
        let file = reader.table(&Table { map: document.get_ref(), header: Span::of_file(text) });
        (file, reader.into_problems())
    }
}
