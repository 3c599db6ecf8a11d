//! A difference in words: for a terminal, or as Markdown for the page of a proposed change in a forge.

use super::{
    AccountDifference, Deed, Difference, FieldDifference, FindingDifference, RecordDifference,
    StandingDifference,
};
use crate::language::{Language, count};
use crate::source::visible;

/// How words are set off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// As they are.
    Plain,
    /// As Markdown, in which what records say cannot be taken for marks.
    Markdown,
}

/// The longest text of a field that is told in full, in characters.
const LONGEST: usize = 120;

/// How many records or findings are listed one by one, before the rest is counted.
const MOST: usize = 50;

impl Style {
    fn heading(self, words: &str) -> String {
        match self {
            Self::Plain => format!("{words}\n"),
            Self::Markdown => format!("### {words}\n\n"),
        }
    }

    fn strong(self, words: &str) -> String {
        match self {
            Self::Plain => words.to_owned(),
            Self::Markdown => format!("**{words}**"),
        }
    }

    /// What a record says, on one line, without power over the page that it is shown on.
    fn said(self, words: &str) -> String {
        let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let line = visible(&line).into_owned();
        match self {
            Self::Plain => line,
            Self::Markdown => {
                let is_mark =
                    |letter: char| "\\`*_{}[]()<>#+-.!|~@&:".contains(letter) && !letter.is_alphanumeric();
                let mut safe = String::new();
                for letter in line.chars() {
                    match letter {
                        // A name behind `@` would call somebody, a number behind `#` would link to a stranger's page.
                        '@' => safe.push_str("@\u{200b}"),
                        '#' => safe.push_str("\\#\u{200b}"),
                        '<' => safe.push_str("&lt;"),
                        '&' => safe.push_str("&amp;"),
                        '-' | '.' | '(' | ')' | ':' | '+' | '!' => safe.push(letter),
                        letter if is_mark(letter) => safe.extend(['\\', letter]),
                        letter => safe.push(letter),
                    }
                }
                safe
            }
        }
    }
}

impl Difference {
    /// Everything that differs, in words.
    #[must_use]
    pub fn text(&self, style: Style) -> String {
        if self.is_empty() {
            return "Nothing differs.\n".to_owned();
        }
        let moved: Vec<String> =
            self.accounts.iter().filter_map(|account| sentence(account, style)).collect();
        let mut text = match (style, moved.as_slice()) {
            (_, []) => "No account stands otherwise.\n".to_owned(),
            (_, moved) => moved.iter().map(|one| format!("{one}\n")).collect::<Vec<_>>().join("\n"),
        };
        for account in &self.accounts {
            text.push('\n');
            text.push_str(&of_account(account, style));
        }
        if self.configuration || !self.shared.is_empty() {
            text.push('\n');
            text.push_str(&style.heading("What all accounts share"));
            if self.configuration {
                text.push_str("- standing.toml differs: how accounts are judged may differ through it\n");
            }
            text.push_str(&of_records(&self.shared, style));
        }
        for (words, findings) in [("Newly broken rules", &self.broken), ("Cleared", &self.cleared)] {
            if !findings.is_empty() {
                text.push('\n');
                text.push_str(&style.heading(&format!("{words} ({})", findings.len())));
                text.push_str(&of_findings(findings, style));
            }
        }
        text
    }
}

/// “This edit moves Northwind from watch to at risk, because commitments −12.3 (action/report: its score changed).”
fn sentence(account: &AccountDifference, style: Style) -> Option<String> {
    let standing = account.standing.as_ref()?;
    let name = style.strong(&style.said(&account.name));
    let score = |score: Option<f64>| score.map(|score| format!(" ({})", number(score))).unwrap_or_default();
    let because = because(standing, style);
    Some(match (&standing.was, &standing.is) {
        (Some(was), Some(is)) if was != is => format!(
            "This moves {name} from {was}{} to {}{}{because}.",
            score(standing.score_was),
            style.strong(is),
            score(standing.score_is)
        ),
        (Some(was), Some(_)) => format!(
            "{name} stays {was}, and goes from {} to {}{because}.",
            standing.score_was.map_or_else(|| "no score".to_owned(), number),
            standing.score_is.map_or_else(|| "no score".to_owned(), number)
        ),
        (None, Some(is)) => {
            format!("{name} is new, and stands at {}{}.", style.strong(is), score(standing.score_is))
        }
        (Some(was), None) => format!("{name} is taken out; it stood at {was}{}.", score(standing.score_was)),
        (None, None) => return None,
    })
}

fn because(standing: &StandingDifference, style: Style) -> String {
    let (Some(was), Some(is)) = (standing.score_was, standing.score_is) else { return String::new() };
    let mut telling: Vec<_> =
        standing.lines.iter().filter(|line| (line.points < 0.0) == (is < was)).collect();
    telling.sort_by(|left, right| right.points.abs().total_cmp(&left.points.abs()));
    let each = telling.iter().filter(|line| line.points != 0.0).take(2).map(|line| {
        let records = line.records.iter().take(3).map(|name| style.said(name)).collect::<Vec<_>>().join(", ");
        let records = if records.is_empty() { String::new() } else { format!(": {records}") };
        format!("{} {} ({}{records})", line.dimension, signed(line.points), line.how)
    });
    let each: Vec<String> = each.collect();
    if each.is_empty() { String::new() } else { format!(", because {}", each.join(" and ")) }
}

fn of_account(account: &AccountDifference, style: Style) -> String {
    let name = style.said(&account.name);
    let formerly = account.formerly.as_ref().map(|slug| format!(", formerly {slug}")).unwrap_or_default();
    let deed = match account.deed {
        Deed::Added => ", added",
        Deed::Removed => ", taken out",
        Deed::Changed | Deed::Closed => "",
    };
    let mut text = style.heading(&format!("{name} ({}{formerly}{deed})", account.slug));
    if let Some(standing) = &account.standing {
        for line in &standing.lines {
            let records: Vec<String> = line.records.iter().map(|name| style.said(name)).collect();
            let records =
                if records.is_empty() { String::new() } else { format!(" ({})", records.join(", ")) };
            text.push_str(&format!("- {} {}: {}{records}\n", signed(line.points), line.dimension, line.how));
        }
    }
    text + &of_records(&account.records, style)
}

fn of_records(records: &[RecordDifference], style: Style) -> String {
    let mut text = String::new();
    for record in records.iter().take(MOST) {
        let deed = match record.deed {
            Deed::Added => "added",
            Deed::Changed => "changed",
            Deed::Closed => "closed",
            Deed::Removed => "removed",
        };
        let formerly = record.formerly.as_ref().map(|name| format!(", formerly {}", style.said(name)));
        let fields: Vec<String> = record.fields.iter().map(|one| field(one, record.deed, style)).collect();
        let name = style.strong(&style.said(&record.name));
        text.push_str(&format!("- {deed} {name}{}: {}\n", formerly.unwrap_or_default(), fields.join("; ")));
    }
    rest(records.len(), &mut text);
    text
}

fn field(change: &FieldDifference, deed: Deed, style: Style) -> String {
    let name = change.field.replace(['_', '.'], " ");
    let says = |says: &str| {
        let cut: String = says.chars().take(LONGEST).collect();
        format!("{}{}", style.said(&cut), if cut.len() < says.len() { "…" } else { "" })
    };
    match (&change.was, &change.is) {
        (Some(was), Some(is)) => format!("{name} {} → {}", says(was), says(is)),
        (None, Some(is)) => format!("{name} {}", says(is)),
        (Some(was), None) if deed == Deed::Removed => format!("{name} {}", says(was)),
        (Some(was), None) => format!("{name} {} left out", says(was)),
        (None, None) => format!("{name} changed"),
    }
}

fn of_findings(findings: &[FindingDifference], style: Style) -> String {
    let mut text = String::new();
    for finding in findings.iter().take(MOST) {
        let severity = finding.severity.word();
        let (code, message) = (style.strong(&finding.code), style.said(&finding.message));
        text.push_str(&format!(
            "- {severity} {code}: {message} ({}:{})\n",
            style.said(&finding.path),
            finding.line
        ));
    }
    rest(findings.len(), &mut text);
    text
}

fn rest(all: usize, text: &mut String) {
    if all > MOST {
        text.push_str(&format!("- and {}\n", count(all - MOST, "more", "more")));
    }
}

fn number(number: f64) -> String {
    Language::default().number(number, 1)
}

fn signed(number: f64) -> String {
    Language::default().signed(number, 1)
}
