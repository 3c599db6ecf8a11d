//! Days, periods and lengths of time.

use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate};
use toml::Spanned;
use toml::de::DeValue;

use super::{Shown, Value, number_and_word, read_string};
use crate::diagnostic::Diagnostic;
use crate::language::month_named;
use crate::record::reader::Reader;
use crate::record::repair::looks_like_date;
use crate::source::Span;

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
    let found = forms.iter().find_map(|form| NaiveDate::parse_from_str(trimmed, form).ok());
    found.or_else(|| date_in_words(trimmed)).or_else(|| only_reading(trimmed)).filter(is_plausible)
}

/// A day, the name of a month in whatever language, and a year, in any order: “3 novembre 2025”, “Nov 3rd, 2025”.
fn date_in_words(written: &str) -> Option<NaiveDate> {
    let (mut day, mut month, mut year) = (None, None, None);
    for part in written.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty()) {
        let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
        let slot = match (digits.len(), part) {
            (0, "de" | "of" | "the" | "le" | "el" | "il" | "den" | "am") => continue,
            (0, word) => (&mut month, month_named(word)?),
            (4, _) => (&mut year, digits.parse().ok()?),
            _ => (&mut day, digits.parse().ok()?),
        };
        if slot.0.replace(slot.1).is_some() {
            return None;
        }
    }
    NaiveDate::from_ymd_opt(i32::try_from(year?).ok()?, month?, day?)
}

/// The two days that figures between slashes, points or hyphens may mean: day first, and month first.
fn readings(written: &str) -> Option<[Option<NaiveDate>; 2]> {
    let parts: Vec<&str> = written.split(['/', '.', '-']).map(str::trim).collect();
    let [first, second, year] = parts.as_slice() else { return None };
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| part.len() <= 2);
    let (first, second) = (number(first)?, number(second)?);
    let year = match (year.len(), year.parse::<i32>().ok()?) {
        (2, short) => 2000 + short,
        (4, year) => year,
        _ => return None,
    };
    Some([NaiveDate::from_ymd_opt(year, second, first), NaiveDate::from_ymd_opt(year, first, second)])
}

/// Such a day, where only one of the two can be meant.
fn only_reading(written: &str) -> Option<NaiveDate> {
    match readings(written)? {
        [Some(one), other] if other.is_none_or(|other| other == one) => Some(one),
        [None, other] => other,
        _ => None,
    }
}

/// What to do about a day that can be read in two ways; `None` for everything else.
pub fn either_date(written: &str) -> Option<String> {
    match readings(written.trim())? {
        [Some(one), Some(other)] if one != other => {
            Some(format!("write `{one}` or `{other}`, whichever is meant"))
        }
        _ => None,
    }
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
            let fix = fix.map(|date| format!("write `{date}`")).or_else(|| either_date(written));
            reader.report(
                Diagnostic::error("bad-date", span, message).expected(Self::expected()).maybe_fix(fix),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_can_be_meant_in_one_way_only_is_guessed() {
        let meant = [
            ("3 novembre 2025", "2025-11-03"),
            ("Nov 3rd, 2025", "2025-11-03"),
            ("le 14 août 2026", "2026-08-14"),
            ("3. März 2026", "2026-03-03"),
            ("7 de mayo de 2026", "2026-05-07"),
            ("13/11/2025", "2025-11-13"),
            ("11/13/25", "2025-11-13"),
            ("5/5/2026", "2026-05-05"),
            ("2025/11/3", "2025-11-03"),
        ];
        for (written, date) in meant {
            assert_eq!(guess_date(written).map(|date| date.to_string()).as_deref(), Some(date), "{written}");
        }
        for unknown in
            ["soon", "32 March 2026", "11/3/26", "3 of 2026", "1.2.3", "March 2026", "3 March 12026", ""]
        {
            assert_eq!(guess_date(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn both_readings_of_figures_are_offered() {
        let fix = either_date("11/3/26").unwrap();
        assert_eq!(fix, "write `2026-03-11` or `2026-11-03`, whichever is meant");
        assert_eq!(either_date("5/5/2026"), None);
        assert_eq!(either_date("13/11/2025"), None);
    }
}
