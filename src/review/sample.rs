//! A small repository in memory, through the real reader: for tests alone.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::check::{Checked, Context, check_account};
use crate::diagnostic::{Diagnostic, Severity};
use crate::record::{Config, Shared, read_account, read_shared};
use crate::source::{MemorySource, Patterns, Source};

/// A portfolio of one account.
pub struct Sample {
    pub checked: Checked,
    pub shared: Shared,
    pub config: Config,
    pub findings: Vec<Diagnostic>,
}

const CONFIG: &str = r#"
format = 1
title = "Sample"
currency = "EUR"

[[tier]]
id = "key"
major = true
cadence = "30d"
roles = ["decision-maker", "user"]
review_every = "3m"
complaint_target = "14d"

[[tier]]
id = "core"
"#;

const TEAM: &str = r#"
[[member]]
id = "priya"
name = "Priya Nair"

[[member]]
id = "tomas"
name = "Tomas Lind"
"#;

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// Reads files below the account's folder; `standing.toml`, `team.toml` and `account.toml` are there unless given.
pub fn sample(files: &[(&str, &str)], as_of: &str) -> Sample {
    let mut all = BTreeMap::from([
        ("standing.toml", CONFIG),
        ("team.toml", TEAM),
        ("account.toml", "[account]\nname = \"Northwind\"\ntier = \"key\"\n"),
    ]);
    all.extend(files.iter().copied());
    let shared = ["standing.toml", "team.toml", "plan.toml"];
    let path = |name: &str| {
        if shared.contains(&name) { name.to_owned() } else { format!("accounts/northwind/{name}") }
    };
    let memory: MemorySource = all.into_iter().map(|(name, text)| (path(name), text)).collect();
    let survey = memory.survey().expect("listed");
    let shared = read_shared(&memory, &survey).expect("read");
    let config = shared.config.clone().expect("a configuration");
    let records = read_account(&memory, &survey.accounts[0], &Patterns::default()).expect("read");
    let context = Context { shared: &shared, config: &config, as_of: day(as_of) };
    let (checked, _, findings) = check_account(records, &context);
    Sample { checked, shared, config, findings }
}

impl Sample {
    /// Fails where a record of the test itself is wrong.
    pub fn sound(self) -> Self {
        let errors: Vec<_> = self.findings.iter().filter(|one| one.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{errors:#?}");
        self
    }
}
