//! `standing explain`: a rule's page, a kind of record with its fields, or the list of all of them.

use clap::Args;

use super::{Console, Failure, Outcome};
use crate::check::{Rule, registry};
use crate::diagnostic::nearest;
use crate::record::{Common, Config, Field, Fields, Home, Kind, Manner, Necessity};

/// The word that stands for the configuration.
const CONFIGURATION: &str = "standing.toml";

/// Explain a code that `standing check` printed, or a kind of record with its fields.
#[derive(Args)]
pub struct Arguments {
    /// A code, a kind of record such as `note`, or `standing.toml`; all are listed when left out.
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
        Some(word) => match (registry().iter().find(|rule| rule.code == word), Kind::from_word(word)) {
            (Some(rule), _) => page(rule),
            (None, Some(kind)) => reference(kind),
            (None, None) => return Err(unknown(word)),
        },
    };
    console.print(&text)?;
    Ok(Outcome::Clean)
}

fn unknown(word: &str) -> Failure {
    let codes = registry().iter().map(|rule| rule.code);
    let words = codes.chain(Kind::ALL.iter().map(|kind| kind.word())).chain([CONFIGURATION]);
    let problem = match nearest(word, words) {
        Some(meant) => format!("is neither a code nor a kind of record. Did you mean `{meant}`?"),
        None => "is neither a code nor a kind of record. `standing explain` lists all.".to_owned(),
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
    let word = kind.word();
    let table = if kind.is(Manner::Single) { format!("`[{word}]`") } else { format!("`[[{word}]]`") };
    let home = match (kind, kind.home()) {
        (Kind::Account, _) => format!("{table} in account.toml, in a folder of its own below accounts/"),
        (Kind::Answer, _) => format!("{table} in the TOML file of its survey"),
        (Kind::Survey, _) => format!("{table}, with its answers, in a TOML file of its own in feedback/"),
        (Kind::Action, _) => format!("{table} in any record, or `- [ ] …` in the text of one"),
        (_, Home::Folder(folder)) => {
            format!("{folder}/YEAR-MONTH-DAY-name.md: the fields between `+++` lines, then the text")
        }
        (_, Home::File(file)) => format!("{file}: the fields between `+++` lines, then the text"),
        (_, Home::Team) => format!("{table} in team.toml"),
        (_, Home::Table(_)) if kind.is(Manner::Shared) => {
            format!("{table} in any TOML file of the account's folder, or for all accounts in plan.toml")
        }
        (_, Home::Table(_)) => format!("{table} in any TOML file of the account's folder"),
    };
    let mut common = Common::fields();
    if kind.is(Manner::Titled) {
        let titles = common.iter_mut().filter(|field| field.name == "title");
        titles.for_each(|title| title.necessity = Necessity::Required);
    }
    let doc = kind.doc();
    format!(
        "{word} (record)\n\n{doc}\n\nWritten as: {home}\n\n{}\n{}",
        table_of("Fields", &kind.fields()),
        table_of("As every record", &common)
    )
}

/// The configuration and its fields.
fn configuration() -> String {
    format!("{CONFIGURATION}\n\n{}\n\n{}", Config::doc(), table_of("Fields", &Config::fields()))
}

/// Fields under a heading, each with what it is for and what it holds.
fn table_of(heading: &str, fields: &[Field]) -> String {
    let mut text = format!("{heading}:\n");
    for field in fields {
        let must = match field.necessity {
            Necessity::Required => " (required)",
            Necessity::Optional => "",
            Necessity::List => " (a list)",
        };
        text.push_str(&format!("  {}{must}: {}\n      {}\n", field.name, field.doc, field.expected));
    }
    text
}

fn list() -> String {
    let rules = registry().iter().map(|rule| (rule.code, rule.severity.word(), rule.summary().to_owned()));
    let kinds = Kind::ALL.iter().map(|kind| (kind.word(), "record", kind.doc()));
    let lines: Vec<_> = rules.chain(kinds).chain([(CONFIGURATION, "file", Config::doc())]).collect();
    let width = lines.iter().map(|(word, ..)| word.len()).max().unwrap_or(0);
    lines.iter().map(|(word, what, doc)| format!("{word:width$}  {what:7}  {doc}\n")).collect()
}
