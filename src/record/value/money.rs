//! Amounts of money.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use toml::Spanned;
use toml::de::DeValue;

use super::{Shown, Value, read_string};
use crate::diagnostic::Diagnostic;
use crate::record::reader::Reader;
use crate::source::Span;

/// An amount of money: exact, in one currency.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Money {
    /// Three capital letters, as in ISO 4217.
    pub currency: String,
    /// The amount, in units of the currency.
    pub amount: Decimal,
}

impl Money {
    /// Reads `EUR 120000.50`; digit grouping with spaces, points, commas or apostrophes is not accepted. Three digits
    /// after the point could be either, so they are accepted only where the currency has thousandths.
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        let (currency, amount) = written.trim().split_once(' ')?;
        let is_currency = currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_uppercase());
        let digits = amount.strip_prefix('-').unwrap_or(amount);
        let plain = digits.len() <= 18
            && digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.ends_with(|c: char| c.is_ascii_digit())
            && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let is_clear = |amount: &Decimal| match amount.scale() {
            3 => ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"].contains(&currency),
            scale => scale <= 4,
        };
        let amount =
            Decimal::from_str(amount).ok().filter(|amount| is_currency && plain && is_clear(amount))?;
        Some(Self { currency: currency.to_owned(), amount })
    }
}

impl fmt::Display for Money {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.currency, self.amount)
    }
}

impl Value for Money {
    fn expected() -> String {
        "money in quotes, currency first, such as \"EUR 120000.50\"".into()
    }

    fn read(raw: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        if let DeValue::Integer(_) | DeValue::Float(_) = raw.get_ref() {
            let span = reader.span(raw.span());
            let message = format!("`{}` has no currency", reader.field());
            let fix = format!("write `\"EUR {}\"`, with your currency", span.content());
            reader.report(Diagnostic::error("bad-money", span, message).expected(Self::expected()).fix(fix));
            return None;
        }
        read_string(raw, reader, "bad-money", Self::parse, guess_money)
    }

    fn show<'a>(&'a self, _: &'a Span) -> Shown<'a> {
        Shown::Money(self)
    }
}

/// The amount that somebody may have meant by another way of writing it, where it cannot have been another.
fn guess_money(written: &str) -> Option<String> {
    let letters: String = written.chars().filter(char::is_ascii_alphabetic).collect();
    let currency = match letters.to_uppercase() {
        code if code.len() == 3 => code,
        none if none.is_empty() => {
            let signs = [('€', "EUR"), ('£', "GBP"), ('$', "USD")];
            signs.iter().find(|(sign, _)| written.contains(*sign)).map(|(_, code)| (*code).to_owned())?
        }
        _ => return None,
    };
    let amount: String =
        written.chars().filter(|letter| letter.is_ascii_digit() || ",.".contains(*letter)).collect();
    let (whole, cents) = match amount.rsplit_once([',', '.']) {
        Some((whole, cents)) if cents.len() < 3 => (whole, Some(cents)),
        _ => (amount.as_str(), None),
    };
    let groups: Vec<&str> = whole.split([',', '.']).collect();
    let is_grouped = !groups[0].is_empty() && groups[1..].iter().all(|group| group.len() == 3);
    let cents = cents.map(|cents| format!(".{cents}")).unwrap_or_default();
    is_grouped.then(|| format!("{currency} {}{cents}", groups.concat()))
}
