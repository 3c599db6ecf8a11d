//! `standing explain`: a rule's page, a kind of record with its fields, or the list of all of them.

use clap::Args;

mod theme;

use super::{Console, Failure, Outcome};
use crate::check::{Rule, registry};
use crate::diagnostic::nearest;
use crate::record::{Config, Criterion, Field, Fields, Kind, Necessity, common_fields, first_paragraph};
use crate::review::evidence::{carrier, rules};

/// The word that stands for the configuration.
const CONFIGURATION: &str = "standing.toml";

/// The word that stands for what can be changed in the look of the site.
const THEME: &str = "theme";

/// Explain a code that `standing check` printed, or a kind of record with its fields.
#[derive(Args)]
pub struct Arguments {
    /// A code, a kind of record such as `note`, a criterion such as `CFACSB15-P6`, `standing.toml`, `theme`, or a
    /// template such as `account.html`; codes and kinds are listed when left out.
    #[arg(value_name = "WORD")]
    word: Option<String>,
}

/// Runs the command.
///
/// # Errors
/// When there is no such word, or the output cannot be written.
pub fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Failure> {
    let text = match arguments.word.as_deref() {
        None => list(),
        Some(CONFIGURATION) => configuration(),
        Some(THEME) => theme::page(),
        Some(word) if word.ends_with(".html") => theme::template(word).ok_or_else(|| unknown(word))?,
        Some(word) => {
            let rule = registry().iter().find(|rule| rule.code == word);
            match (rule, Kind::from_word(word), Criterion::from_word(word)) {
                (Some(rule), ..) => page(rule),
                (None, Some(kind), _) => reference(kind),
                (None, None, Some(one)) => criterion(one),
                (None, None, None) => return Err(unknown(word)),
            }
        }
    };
    console.print(&text)?;
    Ok(Outcome::Clean)
}

fn unknown(word: &str) -> Failure {
    let codes = registry().iter().map(|rule| rule.code);
    let kinds = Kind::ALL.iter().map(|kind| kind.word());
    let criteria = Criterion::ALL.iter().map(|criterion| criterion.word());
    let problem = match nearest(word, codes.chain(kinds).chain(criteria).chain([CONFIGURATION, THEME]).chain(theme::templates())) {
        Some(meant) => {
            format!("is neither a code, a criterion, a kind of record nor a template. Did you mean `{meant}`?")
        }
        None => {
            "is neither a code, a criterion, a kind of record nor a template. `standing explain` lists codes and kinds."
                .to_owned()
        }
    };
    Failure::new(word, problem)
}

fn page(rule: &Rule) -> String {
    let mut page = format!("{} ({})\n\n{}\n", rule.code, rule.severity.word(), rule.page());
    if !rule.criteria.is_empty() {
        page.push_str(&format!("\nCriteria: {}\n", rule.criteria.join(", ")));
    }
    page
}

/// A kind of record: what it is, where it is written, and its fields.
fn reference(kind: Kind) -> String {
    format!(
        "{} (record)\n\n{}\n\nWritten as: {}\n\n{}\n\n{}\n{}",
        kind.word(),
        kind.summary(),
        kind.written_as(),
        kind.details(),
        table_of("Fields", &kind.fields()),
        table_of("As every record", &common_fields(kind))
    )
}

/// A criterion of the standards: what it asks for, what carries it, and the rules that watch it.
fn criterion(criterion: Criterion) -> String {
    let carried = carrier(criterion).map_or("", |one| one.carried_by);
    let rules: Vec<&str> = rules(criterion).map(|rule| rule.code).collect();
    format!(
        "{} ({})\n\n{}\n\nCarried by: {carried}\nWatched by: {}\n",
        criterion.word(),
        criterion.standard().title(),
        criterion.doc(),
        rules.join(", ")
    )
}

/// The configuration and its fields.
fn configuration() -> String {
    format!("{CONFIGURATION}\n\n{}\n\n{}", Config::doc(), table_of("Fields", &Config::fields()))
}

/// Fields under a heading, each with what it is for, what it holds, and the words or fields that it may have.
fn table_of(heading: &str, fields: &[Field]) -> String {
    format!("{heading}:\n{}", lines(fields, 2))
}

fn lines(fields: &[Field], indent: usize) -> String {
    let mut text = String::new();
    for field in fields {
        let must = match field.necessity {
            Necessity::Required => " (required)",
            Necessity::Optional => "",
            Necessity::List => " (a list)",
        };
        let (words, inner) = ((field.words)(), (field.inner)());
        text.push_str(&format!("{:indent$}{}{must}: {}\n", "", field.name, field.doc));
        if words.is_empty() && inner.is_empty() {
            text.push_str(&format!("{:indent$}    {}\n", "", field.expected));
        }
        let width = words.iter().map(|(word, _)| word.len()).max().unwrap_or(0);
        for (word, doc) in words {
            text.push_str(&format!("{:indent$}    {word:width$}  {doc}\n", ""));
        }
        text.push_str(&lines(&inner, indent + 4));
    }
    text
}

fn list() -> String {
    let rules = registry().iter().map(|rule| (rule.code, rule.severity.word(), rule.summary().to_owned()));
    let kinds = Kind::ALL.iter().map(|kind| (kind.word(), "record", kind.summary()));
    let lines: Vec<_> = rules
        .chain(kinds)
        .chain([
            (CONFIGURATION, "file", first_paragraph(&Config::doc()).0),
            (THEME, "look", "How the site looks, and what of it can be changed.".to_owned()),
        ])
        .collect();
    let width = lines.iter().map(|(word, ..)| word.len()).max().unwrap_or(0);
    lines.iter().map(|(word, what, doc)| format!("{word:width$}  {what:7}  {doc}\n")).collect()
}
