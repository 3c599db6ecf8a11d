//! Slugs: the names that become addresses. NFC, lower case, letters and digits of any script, joined by hyphens.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

/// The longest slug, in bytes, so that `<slug>.review.html` fits every file system.
const LONGEST: usize = 120;

/// An account's name in addresses: the name of its folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

/// Why a folder's name is not a slug, with the nearest name that would be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlugFault {
    /// What is wrong, as the end of a sentence.
    pub reason: &'static str,
    /// A name that would do, where one can be derived.
    pub suggestion: Option<String>,
}

impl Slug {
    /// Reads a folder's name. Decomposed letters (as macOS writes them) are composed first.
    ///
    /// # Errors
    /// When the name holds anything but lower-case letters, digits and single hyphens, or is reserved.
    pub fn parse(name: &str) -> Result<Self, SlugFault> {
        let composed: String = name.nfc().collect();
        let made = slugify(&composed);
        let suggestion = (!made.is_empty() && !is_reserved(&made)).then(|| made.clone());
        if is_reserved(&composed.to_lowercase()) {
            return Err(SlugFault { reason: "is a name that Windows reserves", suggestion: None });
        }
        if composed.len() > LONGEST {
            return Err(SlugFault { reason: "is longer than 120 bytes", suggestion: None });
        }
        if composed.is_empty() || made != composed {
            return Err(SlugFault {
                reason: "may hold only lower-case letters, digits and single hyphens",
                suggestion,
            });
        }
        Ok(Self(composed))
    }

    /// The name of an account whose folder's name cannot be used at all.
    #[must_use]
    pub fn stand_in() -> Self {
        Self("misnamed".to_owned())
    }

    /// The slug as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Makes a slug of any words: `"Q1: José's call"` becomes `q1-josé-s-call`. Empty when no letter or digit is left.
#[must_use]
pub fn slugify(words: &str) -> String {
    let mut slug = String::with_capacity(words.len());
    for letter in words.nfc().flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() || (is_mark(letter) && !slug.is_empty() && !slug.ends_with('-')) {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug.nfc().collect()
}

/// Whether Windows reserves a name, in lower case, for a device: a file so named cannot be checked out there.
#[must_use]
pub fn is_reserved(name: &str) -> bool {
    let number = name.strip_prefix("com").or_else(|| name.strip_prefix("lpt"));
    let is_numbered = number.is_some_and(|number| {
        let mut letters = number.chars();
        matches!((letters.next(), letters.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
    });
    matches!(name, "con" | "prn" | "aux" | "nul") || is_numbered
}

/// Combining marks that stay apart under NFC (as in Devanagari) belong to the letter before them.
fn is_mark(letter: char) -> bool {
    unicode_normalization::char::is_combining_mark(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_hold_letters_of_any_script() {
        for name in ["northwind", "q1-2026", "josé", "株式会社", "हिन्दी", "a"] {
            assert_eq!(Slug::parse(name).map(|slug| slug.to_string()), Ok(name.to_owned()));
        }
    }

    #[test]
    fn decomposed_names_are_composed() {
        assert_eq!(Slug::parse("jose\u{301}").map(|slug| slug.to_string()), Ok("josé".to_owned()));
    }

    #[test]
    fn what_is_no_slug_says_why_and_suggests() {
        for (name, suggestion) in [
            ("..", None),
            ("CON", None),
            ("nul", None),
            ("com0", None),
            ("LPT¹", None),
            ("Northwind", Some("northwind")),
            ("o'brien & sons", Some("o-brien-sons")),
            ("a--b", Some("a-b")),
            ("a.b", Some("a-b")),
            ("", None),
        ] {
            let fault = Slug::parse(name).expect_err(name);
            assert_eq!(fault.suggestion.as_deref(), suggestion, "{name}");
        }
    }
}
