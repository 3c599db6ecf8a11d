//! A small repository in memory, through the real reader: for tests alone.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::check::{Checked, Context, check_account};
use crate::diagnostic::{Diagnostic, Severity};
use crate::record::{Config, Shared, read_account, read_shared};
use crate::source::{AccountFolder, FileEntry, FileKind, RepoPath, Source, SourceError, Survey};

/// A portfolio of one account.
pub struct Sample {
    pub checked: Checked,
    pub shared: Shared,
    pub config: Config,
    pub findings: Vec<Diagnostic>,
}

struct Memory(BTreeMap<RepoPath, String>);

impl Memory {
    fn entries(&self, keep: impl Fn(&str) -> bool) -> Vec<FileEntry> {
        let kept = self.0.iter().filter(|(path, _)| keep(path.as_str()));
        let entry = |path: &RepoPath, text: &String| FileEntry {
            path: path.clone(),
            kind: FileKind::File(text.len() as u64),
        };
        kept.map(|(path, text)| entry(path, text)).collect()
    }
}

impl Source for Memory {
    fn survey(&self) -> Result<Survey, SourceError> {
        let folder = AccountFolder {
            path: RepoPath::new("accounts/northwind"),
            files: self.entries(|path| path.starts_with("accounts/")),
        };
        let shared = self.entries(|path| !path.contains('/'));
        Ok(Survey { accounts: vec![folder], shared, strays: Vec::new() })
    }

    fn read(&self, path: &RepoPath) -> Result<Vec<u8>, SourceError> {
        let missing = || SourceError { path: path.to_string(), problem: "is not there".into() };
        self.0.get(path).map(|text| text.clone().into_bytes()).ok_or_else(missing)
    }
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
        if shared.contains(&name) {
            RepoPath::new(name)
        } else {
            RepoPath::new(format!("accounts/northwind/{name}"))
        }
    };
    let memory = Memory(all.into_iter().map(|(name, text)| (path(name), text.to_owned())).collect());
    let survey = memory.survey().expect("listed");
    let shared = read_shared(&memory, &survey).expect("read");
    let config = shared.config.clone().expect("a configuration");
    let records = read_account(&memory, &survey.accounts[0]).expect("read");
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
