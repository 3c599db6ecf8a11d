//! The values that a field can hold, each with what it expects in words and how it is read.

mod money;
mod names;
mod scalar;
mod time;

use std::ops::Deref;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::DeValue;

use super::fields::Field;
use super::reader::Reader;
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::Span;

pub use money::Money;
pub use names::{AccountName, Id, Verbatim, What, Who, composed};
pub use scalar::{Count, Rating, Ratings};
pub use time::{Duration, MonthDay, Period, PeriodUnit, either_date, guess_date, is_plausible, parse_date};

/// A value and the place where somebody wrote it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Deref for At<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// Something that a field can hold.
pub trait Value: Sized {
    /// What to write, in words.
    fn expected() -> String;
    /// Reads it; reports a problem and gives `None` where it cannot be understood.
    fn read(raw: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self>;
    /// What a page shows.
    fn show<'a>(&'a self, span: &'a Span) -> Shown<'a>;

    /// The words that it may be, each with its meaning, where it is one of a fixed list.
    fn words() -> Vec<(&'static str, String)> {
        Vec::new()
    }

    /// Its fields, where it is a table.
    fn inner() -> Vec<Field> {
        Vec::new()
    }
}

/// A value as a page or a rule sees it, whatever its field.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown<'a> {
    /// Words.
    Text(&'a str),
    /// A number.
    Number(f64),
    /// A day.
    Date(NaiveDate),
    /// A period such as `3m`.
    Period(Period),
    /// A length of time.
    Duration(Duration),
    /// An amount of money.
    Money(&'a Money),
    /// Yes or no.
    Flag(bool),
    /// A word of a fixed list.
    Word(&'static str),
    /// A person, with the place of the reference.
    Who(&'a Who, &'a Span),
    /// A record, with the place of the reference.
    What(&'a What, &'a Span),
    /// An account, with the place of the reference.
    Account(&'a AccountName, &'a Span),
    /// Several.
    List(Vec<Shown<'a>>),
    /// A table within.
    Table(Vec<(&'a str, Shown<'a>)>),
}

impl<'a> Shown<'a> {
    /// Its single values, down through lists and tables, in order.
    #[must_use]
    pub fn leaves(&self) -> Vec<&Self> {
        match self {
            Self::List(all) => all.iter().flat_map(Self::leaves).collect(),
            Self::Table(all) => all.iter().flat_map(|(_, one)| one.leaves()).collect(),
            one => vec![one],
        }
    }
}

/// `` `a`, `b`, `c` ``.
#[must_use]
pub fn listed(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// Reads one of a fixed list of words.
pub fn read_word<T>(
    raw: &Spanned<DeValue<'_>>,
    reader: &mut Reader,
    words: &[&str],
    from_word: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let expected = format!("one of {}", listed(words));
    let DeValue::String(written) = raw.get_ref() else {
        reader.wrong_type(raw, &expected);
        return None;
    };
    let found = from_word(written);
    if found.is_none() {
        let meant = nearest(written, words.iter().copied());
        let message = format!("`{written}` is no value of `{}`", reader.field());
        let span = reader.span(raw.span());
        reader.report(
            Diagnostic::error("unknown-value", span, message)
                .expected(expected)
                .maybe_fix(meant.map(|meant| format!("write `\"{meant}\"`"))),
        );
    }
    found
}

/// Reads a string and parses it; what does not parse is reported with the given code.
fn read_string<T: Value>(
    raw: &Spanned<DeValue<'_>>,
    reader: &mut Reader,
    code: &'static str,
    parse: impl Fn(&str) -> Option<T>,
    guess: impl Fn(&str) -> Option<String>,
) -> Option<T> {
    let DeValue::String(written) = raw.get_ref() else {
        reader.wrong_type(raw, &T::expected());
        return None;
    };
    let read = parse(written);
    if read.is_none() {
        let message = format!("`{}` cannot be understood: `{written}`", reader.field());
        let span = reader.span(raw.span());
        let fix = guess(written.trim()).filter(|guess| parse(guess).is_some());
        reader.report(
            Diagnostic::error(code, span, message)
                .expected(T::expected())
                .maybe_fix(fix.map(|fix| format!("write `\"{fix}\"`"))),
        );
    }
    read
}

/// A number and the word after it: `3 months` gives `3` and `months`.
fn number_and_word(written: &str) -> Option<(&str, &str)> {
    let end = written.find(|letter: char| !letter.is_ascii_digit())?;
    let (number, word) = written.split_at(end);
    (!number.is_empty()).then_some((number, word.trim_start_matches([' ', '-'])))
}
