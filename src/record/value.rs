//! The values that a field can hold, each with what it expects in words and how it is read.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate};
use rust_decimal::Decimal;
use toml::Spanned;
use toml::de::DeValue;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::fields::Field;
use super::kind::Kind;
use super::reader::Reader;
use super::repair::looks_like_date;
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::{Slug, Span, is_unreadable, slugify};

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

/// The period that somebody may have meant by another way of writing it.
fn guess_period(written: &str) -> Option<String> {
    let lower = written.to_lowercase();
    let (number, word) = match lower.as_str() {
        "daily" => ("1", "d"),
        "weekly" => ("1", "w"),
        "monthly" => ("1", "m"),
        "quarterly" => ("3", "m"),
        "yearly" | "annually" => ("1", "y"),
        lower => number_and_word(lower)?,
    };
    let unit = word.chars().next().filter(|unit| "dwmy".contains(*unit))?;
    (word != "min" && !word.starts_with("minute")).then(|| format!("{number}{unit}"))
}

/// The length of time that somebody may have meant by another way of writing it.
fn guess_duration(written: &str) -> Option<String> {
    let lower = written.to_lowercase();
    if let Some((hours, minutes)) = lower.split_once(':') {
        return Some(format!("{hours}h{minutes}"));
    }
    let (number, word) = number_and_word(&lower).or(Some((lower.as_str(), "min")))?;
    match word.chars().next()? {
        'm' | '\'' => Some(format!("{number}min")),
        'h' => Some(format!("{number}h")),
        _ => None,
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

/// Reads `2026-03-20`.
#[must_use]
pub fn parse_date(written: &str) -> Option<NaiveDate> {
    let shaped = written.len() == 10
        && written.as_bytes().iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let date = shaped.then(|| NaiveDate::parse_from_str(written, "%Y-%m-%d").ok()).flatten();
    date.filter(is_plausible)
}

/// Whether a record can have a date: a year outside these is a slip of the finger, `0206` for `2026`.
#[must_use]
pub fn is_plausible(date: &NaiveDate) -> bool {
    (1900..=2200).contains(&date.year())
}

/// The date that somebody may have meant by another way of writing it.
pub fn guess_date(written: &str) -> Option<NaiveDate> {
    let trimmed = written.trim();
    let forms =
        ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%d.%m.%Y", "%d %B %Y", "%B %d, %Y", "%d %b %Y", "%Y%m%d"];
    forms.iter().find_map(|form| NaiveDate::parse_from_str(trimmed, form).ok()).filter(is_plausible)
}

impl Value for NaiveDate {
    fn expected() -> String {
        "a date without quotes, year-month-day, such as 2026-03-20".into()
    }

    fn read(raw: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        let (date, fix) = match raw.get_ref() {
            DeValue::Datetime(stamp) => {
                let date = stamp.date.and_then(|date| {
                    Self::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
                });
                let date = date.filter(is_plausible);
                match (date, stamp.time.is_some()) {
                    (Some(date), false) => (Some(date), None),
                    (date, _) => (None, date.or_else(|| guess_date(reader.span(raw.span()).content()))),
                }
            }
            DeValue::String(written) => (None, guess_date(written)),
            _ => {
                reader.wrong_type(raw, &Self::expected());
                return None;
            }
        };
        if date.is_none() {
            let span = reader.span(raw.span());
            let written = span.content().trim_matches(['"', '\'']);
            let is_shaped = written.len() == 10 && fix.is_none() && looks_like_date(written);
            let message = if is_shaped {
                format!("`{}` is a day that no calendar here has: {}", reader.field(), span.content())
            } else {
                format!("`{}` is not a date: {}", reader.field(), span.content())
            };
            reader.report(
                Diagnostic::error("bad-date", span, message)
                    .expected(Self::expected())
                    .maybe_fix(fix.map(|date| format!("write `{date}`"))),
            );
        }
        date
    }

    fn show<'a>(&'a self, _: &'a Span) -> Shown<'a> {
        Shown::Date(*self)
    }
}

/// The units of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PeriodUnit {
    /// `d`.
    Day,
    /// `w`.
    Week,
    /// `m`: months, everywhere.
    Month,
    /// `y`.
    Year,
}

/// A period of whole days, weeks, months or years, at least one and at most 100 years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    count: u32,
    unit: PeriodUnit,
}

impl Period {
    /// A month.
    pub const MONTH: Self = Self { count: 1, unit: PeriodUnit::Month };

    /// A year.
    pub const YEAR: Self = Self { count: 1, unit: PeriodUnit::Year };

    /// A period of days.
    #[must_use]
    pub const fn days_long(count: u32) -> Self {
        Self { count, unit: PeriodUnit::Day }
    }

    /// A period of so many years.
    #[must_use]
    pub const fn years_long(count: u32) -> Self {
        Self { count, unit: PeriodUnit::Year }
    }

    /// Reads `30d`, `6w`, `3m` or `1y`.
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        let (count, unit) = written.split_at_checked(written.len().checked_sub(1)?)?;
        let unit = match unit {
            "d" => PeriodUnit::Day,
            "w" => PeriodUnit::Week,
            "m" => PeriodUnit::Month,
            "y" => PeriodUnit::Year,
            _ => return None,
        };
        let count = count.bytes().all(|byte| byte.is_ascii_digit()).then(|| count.parse::<u32>().ok())??;
        let period = Self { count, unit };
        (count > 0 && count <= 40_000 && period.days() <= 36_600.0).then_some(period)
    }

    /// The number of units.
    #[must_use]
    pub fn count(self) -> u32 {
        self.count
    }

    /// The unit.
    #[must_use]
    pub fn unit(self) -> PeriodUnit {
        self.unit
    }

    /// The length in days; a month is a twelfth of 365.25 days.
    #[must_use]
    pub fn days(self) -> f64 {
        f64::from(self.count)
            * match self.unit {
                PeriodUnit::Day => 1.0,
                PeriodUnit::Week => 7.0,
                PeriodUnit::Month => 365.25 / 12.0,
                PeriodUnit::Year => 365.25,
            }
    }

    /// The day that lies this period after another, by the calendar: a month after 31 January is the last of February.
    #[must_use]
    pub fn after(self, day: NaiveDate) -> NaiveDate {
        let moved = match self.unit {
            PeriodUnit::Day => day.checked_add_days(Days::new(u64::from(self.count))),
            PeriodUnit::Week => day.checked_add_days(Days::new(u64::from(self.count) * 7)),
            PeriodUnit::Month => day.checked_add_months(Months::new(self.count)),
            PeriodUnit::Year => day.checked_add_months(Months::new(self.count.saturating_mul(12))),
        };
        moved.unwrap_or(NaiveDate::MAX)
    }

    /// The day that lies so many of this period after another: counted from the first day, so that no month's end drifts.
    #[must_use]
    pub fn times_after(self, times: u32, day: NaiveDate) -> NaiveDate {
        if times == 0 { day } else { Self { count: self.count.saturating_mul(times), ..self }.after(day) }
    }

    /// The day that lies so many of this period before another: counted from the last day, so that no month's end drifts.
    #[must_use]
    pub fn times_before(self, times: u32, day: NaiveDate) -> NaiveDate {
        if times == 0 { day } else { Self { count: self.count.saturating_mul(times), ..self }.before(day) }
    }

    /// The day that lies this period before another, by the calendar.
    #[must_use]
    pub fn before(self, day: NaiveDate) -> NaiveDate {
        let moved = match self.unit {
            PeriodUnit::Day => day.checked_sub_days(Days::new(u64::from(self.count))),
            PeriodUnit::Week => day.checked_sub_days(Days::new(u64::from(self.count) * 7)),
            PeriodUnit::Month => day.checked_sub_months(Months::new(self.count)),
            PeriodUnit::Year => day.checked_sub_months(Months::new(self.count.saturating_mul(12))),
        };
        moved.unwrap_or(NaiveDate::MIN)
    }
}

impl Period {
    /// How often something comes round in it: “every month”, “every 6 months”.
    #[must_use]
    pub fn every(self) -> String {
        let words = self.to_string();
        format!("every {}", words.strip_prefix("a ").unwrap_or(&words))
    }
}

/// “a month”, “6 months”.
impl fmt::Display for Period {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.count {
            1 => write!(formatter, "a {}", self.unit.word()),
            count => write!(formatter, "{count} {}s", self.unit.word()),
        }
    }
}

impl PeriodUnit {
    fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

impl Value for Period {
    fn expected() -> String {
        "a period such as \"30d\", \"6w\", \"3m\" (months) or \"1y\"".into()
    }

    fn read(raw: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        read_string(raw, reader, "bad-period", Self::parse, guess_period)
    }

    fn show<'a>(&'a self, _: &'a Span) -> Shown<'a> {
        Shown::Period(*self)
    }
}

/// A length of time in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Duration {
    /// Minutes.
    pub minutes: u32,
}

impl Duration {
    /// Reads `90min`, `2h`, `1h30` or `1h30min`.
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        let number = |digits: &str| -> Option<u32> {
            let plain =
                !digits.is_empty() && digits.len() <= 6 && digits.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| digits.parse().ok()).flatten()
        };
        let (hours, minutes) = match written.split_once('h') {
            Some((hours, "")) => (number(hours)?, 0),
            Some((hours, minutes)) => {
                let minutes = number(minutes.strip_suffix("min").unwrap_or(minutes))?;
                (number(hours)?, (minutes < 60).then_some(minutes)?)
            }
            None => (0, number(written.strip_suffix("min")?)?),
        };
        Some(Self { minutes: hours.checked_mul(60)?.checked_add(minutes)? })
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.minutes / 60, self.minutes % 60) {
            (0, minutes) => write!(formatter, "{minutes} min"),
            (hours, 0) => write!(formatter, "{hours} h"),
            (hours, minutes) => write!(formatter, "{hours} h {minutes:02}"),
        }
    }
}

impl Value for Duration {
    fn expected() -> String {
        "a length of time such as \"90min\", \"2h\" or \"1h30\"".into()
    }

    fn read(raw: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        read_string(raw, reader, "bad-duration", Self::parse, guess_duration)
    }

    fn show<'a>(&'a self, _: &'a Span) -> Shown<'a> {
        Shown::Duration(*self)
    }
}

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

/// A day of every year, such as `12-01`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct MonthDay {
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub day: u32,
}

impl MonthDay {
    /// Reads `12-01`.
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        // 2000 was a leap year, so that 29 February is a day.
        parse_date(&format!("2000-{written}")).map(|date| Self { month: date.month(), day: date.day() })
    }
}

impl fmt::Display for MonthDay {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:02}-{:02}", self.month, self.day)
    }
}

impl Value for MonthDay {
    fn expected() -> String {
        "a month and a day in quotes, such as \"12-01\"".into()
    }

    fn read(raw: &Spanned<DeValue<'_>>, reader: &mut Reader) -> Option<Self> {
        read_string(raw, reader, "bad-date", Self::parse, |_| None)
    }

    fn show<'a>(&'a self, span: &'a Span) -> Shown<'a> {
        Shown::Text(span.content().trim_matches(['"', '\'']))
    }
}

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
