//! Names by which records refer to each other, and values of any type.

use std::fmt;

use toml::Spanned;
use toml::de::DeValue;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{Shown, Value};
use crate::diagnostic::{Diagnostic, nearest};
use crate::record::kind::Kind;
use crate::record::reader::Reader;
use crate::source::{Slug, Span, slugify};

/// Whatever was written, kept as it was: a value of any type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verbatim(pub String);

impl Value for Verbatim {
    fn expected() -> String {
        "the value as it was before".into()
    }

    fn read(raw: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        Some(Self(match raw.get_ref() {
            DeValue::String(written) => written.clone().into_owned(),
            _ => reader.span(raw.span()).content().to_owned(),
        }))
    }

    fn show<'a>(&'a self, _: &'a Span) -> Shown<'a> {
        Shown::Text(&self.0)
    }
}

/// Letters and their marks as one, so that a name is the same wherever it was typed: macOS writes file names apart.
#[must_use]
pub fn composed(name: &str) -> String {
    name.nfc().collect()
}

/// A name by which other records refer to one: letters and digits of any script, hyphens, underscores and dots.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Id(pub String);

impl Value for Id {
    fn expected() -> String {
        "a short name of letters, digits and hyphens, such as \"uptime\"".into()
    }

    fn read(raw: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        let written = composed(&String::read(raw, reader)?);
        let fits = |letter: char| {
            letter.is_alphanumeric() || is_combining_mark(letter) || matches!(letter, '-' | '_' | '.')
        };
        let made = slugify(&written);
        if written.chars().all(fits) && written.len() <= 120 && Slug::parse(&made).is_ok() {
            return Some(Self(written));
        }
        let span = reader.span(raw.span());
        let made = if Slug::parse(&made).is_ok() { made } else { String::new() };
        reader.report(
            Diagnostic::error("bad-id", span, format!("`{written}` cannot be an id"))
                .expected(Self::expected())
                .maybe_fix((!made.is_empty() && made.len() <= 120).then(|| format!("write `\"{made}\"`"))),
        );
        None
    }

    fn show<'a>(&'a self, _: &'a Span) -> Shown<'a> {
        Shown::Text(&self.0)
    }
}

/// The name of a person of this account or a member of the team, not yet resolved.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Who(pub String);

impl Who {
    /// Reads a name; an `@` before it is the same, and so are letters in either of Unicode's forms.
    #[must_use]
    pub fn parse(written: &str) -> Self {
        Self(composed(written.trim_start_matches('@')))
    }
}

impl Value for Who {
    fn expected() -> String {
        "the id of a person of this account or of the team".into()
    }

    fn read(raw: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        String::read(raw, reader).map(|written| Self::parse(&written))
    }

    fn show<'a>(&'a self, span: &'a Span) -> Shown<'a> {
        Shown::Who(self, span)
    }
}

/// The slug of another account, not yet resolved.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct AccountName(pub String);

impl Value for AccountName {
    fn expected() -> String {
        "the slug of an account: the name of its folder".into()
    }

    fn read(raw: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        String::read(raw, reader).map(Self)
    }

    fn show<'a>(&'a self, span: &'a Span) -> Shown<'a> {
        Shown::Account(self, span)
    }
}

/// The name of a record, not yet resolved: `uptime`, `expectation/uptime` or `northwind:expectation/uptime`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct What {
    /// The slug of another account, when one is named.
    pub account: Option<String>,
    /// The kind, when it is named.
    pub kind: Option<Kind>,
    /// The id.
    pub id: String,
}

impl What {
    /// Reads a reference.
    ///
    /// # Errors
    /// Says what is wrong with it, and the kind that may have been meant.
    pub fn parse(written: &str) -> Result<Self, (String, Option<&'static str>)> {
        let (account, rest) = match written.split_once(':') {
            Some((account, rest)) => (Some(account.trim().to_owned()), rest),
            None => (None, written),
        };
        let (kind, id) = match rest.split_once('/') {
            Some((kind, id)) => {
                let known = Kind::from_word(kind.trim());
                if known.is_none() {
                    let meant = nearest(kind, Kind::ALL.iter().map(|kind| kind.word()));
                    return Err((format!("`{kind}` is no kind of record"), meant));
                }
                (known, id)
            }
            None => (None, rest),
        };
        if id.trim().is_empty() || account.as_deref() == Some("") {
            return Err((format!("`{written}` names no record"), None));
        }
        Ok(Self { account: account.as_deref().map(composed), kind, id: composed(id.trim()) })
    }
}

impl fmt::Display for What {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(account) = &self.account {
            write!(formatter, "{account}:")?;
        }
        if let Some(kind) = self.kind {
            write!(formatter, "{}/", kind.word())?;
        }
        formatter.write_str(&self.id)
    }
}

impl Value for What {
    fn expected() -> String {
        "a record's name: kind/id, such as \"expectation/uptime\"; an id alone where the kind is implied"
            .into()
    }

    fn read(raw: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        let written = String::read(raw, reader)?;
        match Self::parse(&written) {
            Ok(what) => Some(what),
            Err((message, meant)) => {
                let span = reader.span(raw.span());
                reader.report(
                    Diagnostic::error("bad-reference", span, message)
                        .expected(Self::expected())
                        .maybe_fix(meant.map(|kind| format!("write the kind as `{kind}`"))),
                );
                None
            }
        }
    }

    fn show<'a>(&'a self, span: &'a Span) -> Shown<'a> {
        Shown::What(self, span)
    }
}
