//! How dates, numbers and money read in the portfolio's language.
//!
//! A foundation of charts and pages: it formats, it never computes, and it never reads the locale of the machine. Forms
//! and words come from the catalogues in `languages/`, one file a language; a language without one gets ISO dates and a
//! plain decimal point, which nobody can misread, and English words.

use std::fmt::Display;

use chrono::{Datelike, NaiveDate};

mod catalogue;

pub use catalogue::{Catalogues, Said, month_named};

/// The forms of one language; every method is pure and gives the same text on every machine.
#[derive(Debug, Clone)]
pub struct Language {
    tag: String,
    catalogues: Catalogues,
    months: [String; 12],
    date_pattern: String,
    month_pattern: String,
    decimal: String,
    group: String,
    percent_gap: String,
}

/// A no-break space: numbers and their units stay on one line.
const NO_BREAK: &str = "\u{a0}";
/// The sign of negative numbers, as wide as a plus sign and a digit in tabular figures.
const MINUS: char = '\u{2212}';

impl Default for Language {
    fn default() -> Self {
        Language::new("en", None)
    }
}

/// A number with so many digits behind the point, a half away from zero, as people round; one that is not finite as it is.
#[must_use]
pub fn rounded(value: f64, decimals: usize) -> String {
    let shift = 10_f64.powi(i32::try_from(decimals).unwrap_or(0));
    let moved = value * shift;
    // Where the digits behind the point are more than a number holds, there is nothing to round.
    let value = if moved.abs() < 1e15 { moved.round() / shift } else { value };
    format!("{value:.decimals$}")
}

impl Language {
    /// The forms of a BCP 47 tag such as `en`, `en-US`, `de` or `fr`. A date pattern, where given, replaces the
    /// language's own: `yyyy`, `MMM` (short name), `MM`, `M`, `dd` and `d` stand for their parts, all else for itself.
    pub fn new(tag: &str, date_pattern: Option<&str>) -> Self {
        let catalogues = Catalogues::of(tag);
        let form = |name: &str| catalogues.form(&format!("form-{name}"));
        Language {
            tag: tag.to_owned(),
            catalogues: catalogues.clone(),
            months: std::array::from_fn(|at| catalogues.form(&format!("month-{}", at + 1))),
            date_pattern: date_pattern.map_or_else(|| form("date"), str::to_owned),
            month_pattern: form("month"),
            decimal: form("decimal"),
            group: form("group"),
            percent_gap: form("percent-gap"),
        }
    }

    /// The language tag as configured, for the `lang` attribute.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// A word or a sentence of the catalogue; the id itself where no catalogue has it, which a test sees to.
    #[must_use]
    pub fn word(&self, id: &str) -> String {
        self.catalogues.word(id).unwrap_or_else(|| id.to_owned())
    }

    /// A message of the catalogue with what belongs into it.
    #[must_use]
    pub fn say(&self, id: &str, with: &[(&str, &dyn Display)]) -> String {
        let with = with.iter().map(|(name, words)| (*name, Said::from(words.to_string())));
        self.catalogues.say(id, with).unwrap_or_else(|| id.to_owned())
    }

    /// The same for a number of things, `$n`, in the form that the language has for that number.
    #[must_use]
    pub fn count(&self, id: &str, number: usize, with: &[(&str, &dyn Display)]) -> String {
        let with = with.iter().map(|(name, words)| (*name, Said::from(words.to_string())));
        self.catalogues.say(id, with.chain([("n", Said::from(number))])).unwrap_or_else(|| id.to_owned())
    }

    /// A date in full, as in “12 Mar 2026”.
    pub fn date(&self, date: NaiveDate) -> String {
        self.by_pattern(&self.date_pattern, date)
    }

    fn by_pattern(&self, pattern: &str, date: NaiveDate) -> String {
        let mut text = String::with_capacity(12);
        let mut rest = pattern;
        while let Some(first) = rest.chars().next() {
            let run = rest.len() - rest.trim_start_matches(first).len();
            match (first, run) {
                ('y', _) => text.push_str(&format!("{:04}", date.year())),
                ('M', 3..) => text.push_str(&self.months[date.month0() as usize]),
                ('M', 2) => text.push_str(&format!("{:02}", date.month())),
                ('M', _) => text.push_str(&date.month().to_string()),
                ('d', 2..) => text.push_str(&format!("{:02}", date.day())),
                ('d', _) => text.push_str(&date.day().to_string()),
                (' ', _) => text.push_str(&NO_BREAK.repeat(run)),
                _ => text.push_str(&rest[..run]),
            }
            rest = &rest[run..];
        }
        text
    }

    /// The short name of a date's month, for axes; two digits where the language is not known.
    pub fn month_name(&self, date: NaiveDate) -> String {
        self.months[date.month0() as usize].clone()
    }

    /// A month with its year, as in “Mar 2026”.
    pub fn month(&self, date: NaiveDate) -> String {
        self.by_pattern(&self.month_pattern, date)
    }

    /// A number with a fixed count of decimals, digits in groups of three, a true minus sign and never “−0”.
    pub fn number(&self, value: f64, decimals: usize) -> String {
        if !value.is_finite() {
            return "–".to_owned();
        }
        self.decimal_text(&rounded(value, decimals))
    }

    /// A number that always shows its sign, for changes: “+3.5”, “−2.0”, “0.0”.
    pub fn signed(&self, value: f64, decimals: usize) -> String {
        let text = self.number(value, decimals);
        let zero = !text.chars().any(|c| ('1'..='9').contains(&c));
        if zero || text.starts_with(MINUS) || !value.is_finite() { text } else { format!("+{text}") }
    }

    /// A share of one as a percentage: 0.375 with one decimal is “37.5%”.
    pub fn percent(&self, share: f64, decimals: usize) -> String {
        format!("{}{}%", self.number(share * 100.0, decimals), self.percent_gap)
    }

    /// An exact decimal such as `-120000.50`, as money is kept, with the language's separators and no rounding.
    pub fn decimal_text(&self, plain: &str) -> String {
        let (negative, digits) = match plain.strip_prefix(['-', MINUS]) {
            Some(digits) => (true, digits),
            None => (false, plain),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let zero = !digits.chars().any(|c| ('1'..='9').contains(&c));
        let mut text = String::with_capacity(plain.len() + 6);
        if negative && !zero {
            text.push(MINUS);
        }
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index) % 3 == 0 && whole.len() > 3 {
                text.push_str(&self.group);
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push_str(&self.decimal);
            text.push_str(fraction);
        }
        text
    }

    /// Money: the currency code, a no-break space, the exact amount.
    pub fn money(&self, currency: &str, plain: &str) -> String {
        format!("{currency}{NO_BREAK}{}", self.decimal_text(plain))
    }
}

/// A number of things in words: “1 day”, “3 days”.
#[must_use]
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn dates_read_as_the_language_writes_them() {
        let date = day("2026-03-02");
        let written = ["en", "en-US", "de", "fr", "xx"].map(|tag| Language::new(tag, None).date(date));
        assert_eq!(
            written.map(|text| text.replace('\u{a0}', " ")),
            ["2 Mar 2026", "Mar 2, 2026", "2. März 2026", "2 mars 2026", "2026-03-02"]
        );
        assert_eq!(Language::new("de", Some("dd.MM.yyyy")).date(date), "02.03.2026");
        assert_eq!(Language::new("xx", None).month(date), "2026-03");
    }

    /// Every message that drawings ask for is there, and whatever is there for them is asked for.
    #[test]
    fn the_words_of_drawings_come_from_the_catalogue() {
        let mut source = String::new();
        for file in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/chart")).unwrap() {
            source.push_str(&std::fs::read_to_string(file.unwrap().path()).unwrap());
        }
        let english = Language::default();
        let lines = include_str!("../languages/en.ftl").lines();
        let there: Vec<&str> =
            lines.filter_map(|line| Some(line.strip_prefix("drawing-")?.split_once(" =")?.0)).collect();
        assert!(there.len() > 40, "{there:?}");
        for id in &there {
            let is_said =
                source.contains(&format!("\"drawing-{id}\"")) || source.contains(&format!("\"{id}\""));
            assert!(is_said, "nothing says drawing-{id}");
        }
        for asked in source.split("\"drawing-").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(asked == "{id}" || there.contains(&asked), "languages/en.ftl has no drawing-{asked}");
        }
        assert_eq!(
            english.count("drawing-waves", 1, &[("low", &0), ("high", &10)]),
            "1 wave on a scale from 0 to 10."
        );
    }

    #[test]
    fn numbers_are_grouped_signed_and_never_minus_zero() {
        let english = Language::default();
        assert_eq!(english.number(1_234_567.891, 2), "1,234,567.89");
        assert_eq!(english.number(-0.04, 1), "0.0");
        assert_eq!(english.signed(-2.0, 1), "−2.0");
        assert_eq!(english.signed(0.04, 1), "0.0");
        assert_eq!(english.signed(3.25, 1), "+3.3", "a half goes up, as people round");
        assert_eq!(english.signed(-3.25, 1), "−3.3");
        assert_eq!(english.number(12.5, 0), "13");
        assert_eq!(english.number(f64::NAN, 1), "–");
        assert_eq!(Language::new("de", None).percent(0.375, 1), "37,5\u{a0}%");
        assert_eq!(Language::new("de", None).money("EUR", "-120000.50"), "EUR\u{a0}−120.000,50");
    }
}
