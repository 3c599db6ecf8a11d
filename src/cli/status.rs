//! `standing status`: the portfolio as a table in the terminal, or one account with its reasons.

use std::path::{Path, PathBuf};

use anstyle::{AnsiColor, Style};
use clap::Args;
use comfy_table::{Cell, CellAlignment, ContentArrangement, Table, TableComponent, presets};
use rayon::prelude::*;
use serde::Serialize;

use super::day::DayArgument;
use super::format::{Format, json};
use super::records::RevisionArgument;
use super::{Console, Failure, Outcome};
use crate::check::{Checked, Checkup, check_all};
use crate::diagnostic::{Diagnostic, Paint, Severity, nearest};
use crate::language::Language;
use crate::page::account::AccountPage;
use crate::page::common::StandingWord;
use crate::page::desk::Site;
use crate::page::make;
use crate::page::make::standing::{band_word, word_of};
use crate::record::Member;
use crate::review;
use crate::review::line::{Line, line};
use crate::review::past::by;
use crate::review::standing::{Level, Standing, standing};
use crate::source::{Provenance, visible};

/// The version of the JSON output.
const VERSION: u32 = 1;

/// Print how the accounts stand, or how one of them does and why.
#[derive(Args)]
pub struct Arguments {
    /// The folder that holds standing.toml, and the slug of an account; one alone is taken for whichever it is.
    #[arg(value_names = ["DIR", "ACCOUNT"], num_args = 0..=2)]
    what: Vec<String>,
    /// Only the accounts of this owner: a member's id, or part of the name.
    #[arg(long, value_name = "NAME")]
    owner: Option<String>,
    /// How to print it.
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,
    #[command(flatten)]
    revision: RevisionArgument,
    #[command(flatten)]
    day: DayArgument,
}

/// Runs the command.
///
/// # Errors
/// When the repository cannot be read, or there is no such account or owner.
pub fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Failure> {
    let (folder, account) = places(&arguments.what);
    let records = arguments.revision.open(&folder, console)?;
    let checkup = check_all(records.source(), arguments.day.resolve_or(records.present())?)?;
    let errors = checkup.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let mut checkup = checkup.shown();
    review::complete(&mut checkup);
    let text = match account {
        Some(slug) => {
            let provenance = records.memory(&checkup.portfolio, None, console).0;
            one(&checkup, &slug, arguments.format, &provenance)?
        }
        None => all(&checkup, arguments, console)?,
    };
    console.print(&text)?;
    if errors > 0 {
        let (noun, verb) = if errors == 1 { ("error", "is") } else { ("errors", "are") };
        console.say(&format!(
            "There {verb} {errors} {noun} in the records: what they could have fed counts as unknown. `standing check` \
             lists them."
        ));
    }
    Ok(if errors > 0 { Outcome::Problems } else { Outcome::Clean })
}

/// The folder and the account that the arguments name.
pub(super) fn places(what: &[String]) -> (PathBuf, Option<String>) {
    match what {
        [] => (PathBuf::from("."), None),
        [only] if Path::new(only).is_dir() || only.contains(std::path::MAIN_SEPARATOR) => {
            (PathBuf::from(only), None)
        }
        [only] => (PathBuf::from("."), Some(only.clone())),
        [folder, account, ..] => (PathBuf::from(folder), Some(account.clone())),
    }
}

/// The portfolio as a JSON document.
#[derive(Serialize)]
struct PortfolioDocument<'a> {
    version: u32,
    title: &'a str,
    as_of: String,
    accounts: &'a [Line],
}

/// One account as a JSON document.
#[derive(Serialize)]
struct AccountDocument {
    version: u32,
    account: Line,
    standing: Standing,
}

fn all(checkup: &Checkup, arguments: &Arguments, console: &Console) -> Result<String, Failure> {
    let portfolio = &checkup.portfolio;
    let owners = arguments.owner.as_ref().map(|name| owners(checkup, name)).transpose()?;
    let context = portfolio.context();
    let mut lines: Vec<Line> = checkup.accounts.par_iter().map(|checked| line(checked, &context)).collect();
    if let Some(owners) = owners {
        lines.retain(|line| line.owner.as_ref().is_some_and(|owner| owners.contains(owner)));
    }
    let title = portfolio.config.title.value.as_str();
    if arguments.format == Format::Json {
        let as_of = portfolio.as_of.to_string();
        return json(&PortfolioDocument { version: VERSION, title, as_of, accounts: &lines });
    }
    let tier_rank = |line: &Line| {
        let tier = line.tier.as_deref().and_then(|tier| portfolio.config.tier(tier));
        tier.map_or(usize::MAX, |(rank, _)| rank)
    };
    lines.sort_by(|left, right| {
        let key = |line: &Line| (word_of(&line.word).rank(), tier_rank(line));
        key(left).cmp(&key(right)).then_with(|| left.name.cmp(&right.name))
    });
    let day = Language::default().date(portfolio.as_of);
    Ok(format!("{}, as of {day}\n{}\n", visible(title), table(&lines, checkup, console.paint())))
}

/// The members whose id is the name, or whose name holds it.
fn owners(checkup: &Checkup, name: &str) -> Result<Vec<String>, Failure> {
    let team = &checkup.portfolio.shared.team;
    let wanted = name.to_lowercase();
    let found: Vec<String> = team
        .each::<Member>()
        .filter(|(entry, member)| entry.key.id == name || member.name.value.to_lowercase().contains(&wanted))
        .map(|(entry, _)| entry.key.id.clone())
        .collect();
    if found.is_empty() {
        let ids = team.each::<Member>().map(|(entry, _)| entry.key.id.as_str());
        let meant = nearest(name, ids).map(|id| format!(" Did you mean `{id}`?")).unwrap_or_default();
        return Err(Failure::new(name, format!("is nobody of the team in team.toml.{meant}")));
    }
    Ok(found)
}

fn style(word: StandingWord) -> Style {
    match word {
        StandingWord::Good => AnsiColor::Green.on_default(),
        StandingWord::Watch => AnsiColor::Yellow.on_default(),
        StandingWord::AtRisk => AnsiColor::Red.on_default().bold(),
        _ => Style::new(),
    }
}

fn standing_cell(line: &Line, paint: Paint) -> Cell {
    let word = word_of(&line.word);
    let mut text = format!("{} {}", word.symbol(), word.english());
    if line.provisional {
        text.push_str(", provisional");
    }
    if let Some(band) = line.overridden {
        text.push_str(&format!(" (override: {})", band_word(band).english()));
    }
    match paint {
        Paint::Coloured => Cell::new(format!("{0}{text}{0:#}", style(word))),
        Paint::Plain => Cell::new(text),
    }
}

fn table(lines: &[Line], checkup: &Checkup, paint: Paint) -> Table {
    let language = Language::default();
    let number = |number: f64| language.number(number, 1);
    let mut table = plain_table();
    table.set_header([
        "Account",
        "Tier",
        "Owner",
        "Standing",
        "Score",
        "Bounds",
        "Known",
        "Confidence",
        "Quarter",
        "Contact",
        "Overdue",
    ]);
    for line in lines {
        let is_scored = line.score.is_some();
        let right = |text: String| Cell::new(text).set_alignment(CellAlignment::Right);
        let shown = |text: String| right(if is_scored { text } else { "–".to_owned() });
        let owner = line.owner.as_deref().map_or_else(|| "nobody".to_owned(), |id| member_name(checkup, id));
        table.add_row([
            Cell::new(visible(&line.name)),
            Cell::new(line.tier.as_deref().unwrap_or("–")),
            Cell::new(visible(&owner)),
            standing_cell(line, paint),
            shown(line.score.map(number).unwrap_or_default()),
            shown(format!("{}–{}", language.number(line.low, 0), language.number(line.high, 0))),
            right(language.percent(line.coverage, 0)),
            Cell::new(if is_scored { level(line.confidence) } else { "–" }),
            right(line.change.map_or_else(|| "–".to_owned(), |change| language.signed(change, 1))),
            right(line.last_contact.clone().unwrap_or_else(|| "never".to_owned())),
            right(line.actions_overdue.to_string()),
        ]);
    }
    table
}

fn level(level: Level) -> &'static str {
    match level {
        Level::High => "high",
        Level::Medium => "medium",
        Level::Low => "low",
    }
}

/// The name of a member, who may have left.
fn member_name(checkup: &Checkup, id: &str) -> String {
    let portfolio = &checkup.portfolio;
    let Some((_, member)) = portfolio.shared.team.each::<Member>().find(|(entry, _)| entry.key.id == id)
    else {
        return id.to_owned();
    };
    let has_left = by(member.left.as_ref(), portfolio.as_of).is_some();
    format!("{}{}", member.name.value, if has_left { " (left)" } else { "" })
}

fn one(checkup: &Checkup, slug: &str, format: Format, provenance: &Provenance) -> Result<String, Failure> {
    let checked = find(checkup, slug)?;
    let portfolio = &checkup.portfolio;
    let context = portfolio.context();
    if format == Format::Json {
        let account = line(checked, &context);
        return json(&AccountDocument { version: VERSION, account, standing: standing(checked, &context) });
    }
    let inside =
        |finding: &&Diagnostic| portfolio.account_of(finding.span.path()) == Some(checked.path.as_str());
    let findings: Vec<Diagnostic> = checkup.findings.iter().filter(inside).cloned().collect();
    let site = Site::new(&portfolio.config, &portfolio.shown, provenance, portfolio.as_of);
    Ok(visible(&reasons(&make::account::page_alone(checked, &findings, &site))).into_owned())
}

pub(super) fn find<'a>(checkup: &'a Checkup, slug: &str) -> Result<&'a Checked, Failure> {
    let found = checkup.accounts.iter().find(|checked| checked.slug.as_str() == slug);
    found.ok_or_else(|| {
        let slugs = checkup.accounts.iter().map(|checked| checked.slug.as_str());
        let meant = nearest(slug, slugs).map(|meant| format!(" Did you mean `{meant}`?")).unwrap_or_default();
        Failure::new(slug, format!("there is no such account.{meant}"))
    })
}

/// An account's standing in words: what the head of its page and the section on its standing say.
fn reasons(page: &AccountPage) -> String {
    let head = &page.head;
    let mut text = format!("{}, as of {}\n", head.name, page.frame.as_of.text);
    let word = head.standing;
    text.push_str(&format!("{} {}   score {}", word.symbol(), word.english(), head.score.value));
    if let Some(ungated) = &head.ungated {
        text.push_str(&format!(" ({} before gates)", ungated.value));
    }
    text.push_str(&format!(
        ", between {} and {}; {}% known; confidence {}\n\n{}\n",
        head.low.value, head.high.value, head.coverage.value, head.confidence_figure.value, page.summary
    ));
    if let Some(provisional) = &head.provisional {
        text.push_str(&format!("Provisional: {provisional}\n"));
    }
    for gate in &head.gates {
        let places: Vec<String> =
            gate.evidence.sources.iter().map(|source| format!("{}:{}", source.path, source.line)).collect();
        text.push_str(&format!("Gate at {}: {} [{}]\n", gate.cap, gate.rule, places.join(", ")));
    }
    if let Some(commit) = &head.commit {
        text.push_str(&format!("Last written down: {commit}\n"));
    }
    text.push_str(&format!("\n{}\n", dimensions(page)));
    if let Some(moved) = &page.standing.attribution {
        text.push_str(&format!("\nSince {} ({}): {}\n", moved.from_what, moved.from.text, moved.total.text));
        for line in &moved.lines {
            text.push_str(&format!("  {:>6}  {}: {}\n", line.change.text, line.dimension, line.what));
        }
    }
    if !page.next.rows.is_empty() {
        text.push_str("\nNext:\n");
        for row in &page.next.rows {
            text.push_str(&format!("  {} ({})\n", row.what, row.why));
        }
    }
    text
}

/// A table with one line, below its header.
fn plain_table() -> Table {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    table
        .set_style(TableComponent::HeaderLines, '─')
        .set_style(TableComponent::MiddleHeaderIntersections, '─');
    table
}

fn dimensions(page: &AccountPage) -> Table {
    let mut table = plain_table();
    table.set_header(["Dimension", "Weight", "Score", "Adds", "Evidence", "How it is known"]);
    for row in &page.standing.dimensions {
        let right = |text: &str| Cell::new(text).set_alignment(CellAlignment::Right);
        let how = match &row.score.evidence {
            Some(evidence) => evidence.formula.clone(),
            None => row.why.clone(),
        };
        table.add_row([
            Cell::new(&row.name),
            right(&row.weight.value),
            right(&row.score.value),
            right(&row.adds.value),
            Cell::new(if row.says.is_empty() { "–" } else { &row.says }),
            Cell::new(how),
        ]);
    }
    table
}
