//! Words, truth, numbers, counts and ratings.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::DeValue;

use super::{At, Shown, Value};
use crate::diagnostic::Diagnostic;
use crate::record::reader::Reader;
use crate::source::{Span, is_unreadable};

impl Value for String {
    fn expected() -> String {
        "text in quotes".into()
    }

    fn read(raw: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        let DeValue::String(written) = raw.get_ref() else {
            reader.wrong_type(raw, &Self::expected());
            return None;
        };
        if written.trim().is_empty() {
            let message = format!("`{}` is empty", reader.field());
            let span = reader.span(raw.span());
            reader.report(
                Diagnostic::error("empty-text", span, message)
                    .expected(Self::expected())
                    .fix("write something, or delete the line"),
            );
            return None;
        }
        if let Some(sign) = written.chars().find(|sign| is_unreadable(*sign)) {
            let message =
                format!("`{}` holds the control character U+{:04X}", reader.field(), u32::from(sign));
            let span = reader.span(raw.span());
            let problem = Diagnostic::error("not-text", span, message);
            reader.report(problem.expected("text that can be read").fix("delete it"));
            return None;
        }
        Some(written.clone().into_owned())
    }

    fn show<'a>(&'a self, _: &'a Span) -> Shown<'a> {
        Shown::Text(self)
    }
}

impl Value for bool {
    fn expected() -> String {
        "`true` or `false`".into()
    }

    fn read(raw: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        if let DeValue::Boolean(flag) = raw.get_ref() {
            return Some(*flag);
        }
        reader.wrong_type(raw, &Self::expected());
        None
    }

    fn show<'a>(&'a self, _: &'a Span) -> Shown<'a> {
        Shown::Flag(*self)
    }
}

impl Value for f64 {
    fn expected() -> String {
        "a number without quotes, such as 99.5".into()
    }

    fn read(raw: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        let number = match raw.get_ref() {
            DeValue::Integer(whole) => {
                i64::from_str_radix(whole.as_str(), whole.radix()).ok().map(|n| n as f64)
            }
            DeValue::Float(real) => real.as_str().parse::<f64>().ok(),
            _ => None,
        };
        let number = number.filter(|number| number.is_finite());
        if number.is_none() {
            reader.wrong_type(raw, &Self::expected());
        }
        number
    }

    fn show<'a>(&'a self, _: &'a Span) -> Shown<'a> {
        Shown::Number(*self)
    }
}

/// A whole number from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Count(pub u32);

impl Value for Count {
    fn expected() -> String {
        "a whole number from 0".into()
    }

    fn read(raw: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        let DeValue::Integer(whole) = raw.get_ref() else {
            reader.wrong_type(raw, &Self::expected());
            return None;
        };
        let count = u32::from_str_radix(whole.as_str(), whole.radix()).ok();
        if count.is_none() {
            out_of_range(raw, reader, &Self::expected());
        }
        count.map(Self)
    }

    fn show<'a>(&'a self, _: &'a Span) -> Shown<'a> {
        Shown::Number(f64::from(self.0))
    }
}

/// A rating from 1 to 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rating(u8);

impl Rating {
    /// The rating, 1 to 5.
    #[must_use]
    pub fn get(self) -> u8 {
        self.0
    }

    /// A rating, if it is one.
    #[must_use]
    pub fn new(rating: u8) -> Option<Self> {
        (1..=5).contains(&rating).then_some(Self(rating))
    }
}

impl Value for Rating {
    fn expected() -> String {
        "a whole number from 1 to 5".into()
    }

    fn read(raw: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        let DeValue::Integer(whole) = raw.get_ref() else {
            reader.wrong_type(raw, &Self::expected());
            return None;
        };
        let rating = u8::from_str_radix(whole.as_str(), whole.radix()).ok().and_then(Self::new);
        if rating.is_none() {
            out_of_range(raw, reader, &Self::expected());
        }
        rating
    }

    fn show<'a>(&'a self, _: &'a Span) -> Shown<'a> {
        Shown::Number(f64::from(self.0))
    }
}

fn out_of_range(raw: &Spanned<DeValue<'_>>, reader: &mut Reader, expected: &str) {
    let span = reader.span(raw.span());
    let message = format!("`{}` is out of range: {}", reader.field(), span.content());
    reader.report(Diagnostic::error("out-of-range", span, message).expected(expected));
}

/// Ratings by criterion: `{ growth = 4, fit = 5 }`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ratings(pub BTreeMap<String, At<Rating>>);

impl Value for Ratings {
    fn expected() -> String {
        "ratings from 1 to 5 by criterion, such as { growth = 4, fit = 5 }".into()
    }

    fn read(raw: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        let DeValue::Table(map) = raw.get_ref() else {
            reader.wrong_type(raw, &Self::expected());
            return None;
        };
        let read = map.iter().filter_map(|(criterion, raw)| {
            let span = reader.span(raw.span());
            Some((criterion.get_ref().to_string(), At { value: Rating::read(raw, reader)?, span }))
        });
        Some(Self(read.collect()))
    }

    fn show<'a>(&'a self, _: &'a Span) -> Shown<'a> {
        let each = self.0.iter().map(|(name, at)| (name.as_str(), at.value.show(&at.span)));
        Shown::Table(each.collect())
    }
}
