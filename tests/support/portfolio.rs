//! A small repository in memory, read and checked as the program does it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use standing::check::{Checked, Context, check_account};
use standing::record::{Config, Shared, read_account, read_shared};
use standing::source::{MemorySource, Patterns, Source};

/// Files that lie at the top of a repository, not in the account's folder.
const SHARED: [&str; 3] = ["plan.toml", "standing.toml", "team.toml"];

/// One account with what it shares with others.
pub struct Portfolio {
    pub checked: Checked,
    pub shared: Shared,
    pub config: Config,
    /// Codes and places of errors, for a test that wants none.
    pub errors: Vec<String>,
}

/// Reads files by name; those that are not shared are of the account `northwind`.
pub fn portfolio(files: &BTreeMap<String, String>, as_of: NaiveDate) -> Portfolio {
    let path = |name: &str| match SHARED.contains(&name) {
        true => name.to_owned(),
        false => format!("accounts/northwind/{name}"),
    };
    let source: MemorySource =
        files.iter().map(|(name, text)| (path(name), text.clone().into_bytes())).collect();
    let survey = source.survey().expect("a survey");
    let shared = read_shared(&source, &survey).expect("shared files");
    let config = shared.config.clone().expect("a configuration");
    let records = read_account(&source, &survey.accounts[0], &Patterns::default()).expect("an account");
    let context = Context { shared: &shared, config: &config, as_of };
    let (checked, _, findings) = check_account(records, &context);
    let errors = findings
        .iter()
        .filter(|finding| finding.severity == standing::diagnostic::Severity::Error)
        .map(|finding| {
            let span = &finding.span;
            format!("{}:{}: {} {}", span.path(), span.line(), finding.code, finding.message)
        })
        .collect();
    Portfolio { checked, shared, config, errors }
}
