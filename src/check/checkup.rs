//! A whole repository, read and checked: every account in parallel, every finding in the order in which it is shown.
//!
//! What all accounts share is read once; each account is then a pure function of its folder, that and a date. Nothing
//! here prints, and nothing here decides whether to go on.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::NaiveDate;
use rayon::prelude::*;

use super::redact;
use super::rules::duplicate_id;
use super::{Checked, Context, Export, Places, Withheld, check_account, check_portfolio, check_shared};
use crate::diagnostic::{self, Diagnostic};
use crate::record::{Broken, Config, Entry, Records, Shared, read_account, read_shared};
use crate::source::{AccountFolder, RepoPath, Source, SourceError, Span, Survey};

/// Which day everything is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsOf {
    /// This day, whatever the configuration says.
    Day(NaiveDate),
    /// The configuration's day, or this one where it names none.
    ConfiguredOr(NaiveDate),
}

/// What must be known before an account can be checked.
#[derive(Debug)]
pub struct Portfolio {
    /// The folders and their files.
    pub survey: Survey,
    /// What all accounts share.
    pub shared: Shared,
    /// The same without what the site withholds.
    pub shown: Shared,
    /// The configuration; where it cannot be understood, an empty one, and the reason is among the findings.
    pub config: Config,
    /// The day as of which everything is judged.
    pub as_of: NaiveDate,
}

/// One account, checked.
#[derive(Debug)]
pub struct AccountCheck {
    /// The account.
    pub checked: Checked,
    /// What it shows to other accounts.
    pub export: Export,
    /// What was found, in order.
    pub findings: Vec<Diagnostic>,
}

/// A repository, checked.
#[derive(Debug)]
pub struct Checkup {
    /// What all accounts share.
    pub portfolio: Portfolio,
    /// The accounts, in path order.
    pub accounts: Vec<Checked>,
    /// What each account shows to others, in path order.
    pub exports: Vec<Export>,
    /// Every finding of every file, in path order.
    pub findings: Vec<Diagnostic>,
}

impl Portfolio {
    /// Lists a source's files and reads what all accounts share.
    ///
    /// # Errors
    /// When a folder or a file cannot be read.
    pub fn open(source: &dyn Source, as_of: AsOf) -> Result<Self, SourceError> {
        let survey = source.survey()?;
        let mut shared = read_shared(source, &survey)?;
        for records in [&mut shared.team, &mut shared.plan] {
            leave_out_seconds(records);
        }
        let config = shared.config.clone().unwrap_or_else(|| Config::empty(&shared.span));
        let as_of = match as_of {
            AsOf::Day(day) => day,
            AsOf::ConfiguredOr(day) => config.as_of.as_ref().map_or(day, |at| at.value),
        };
        let shown = redact::shared(&shared);
        Ok(Self { survey, shared, shown, config, as_of })
    }

    /// What a rule may look at beside the account.
    #[must_use]
    pub fn context(&self) -> Context<'_> {
        Context { shared: &self.shared, config: &self.config, as_of: self.as_of }
    }

    /// The same for what is told on the site.
    #[must_use]
    pub fn shown_context(&self) -> Context<'_> {
        Context { shared: &self.shown, ..self.context() }
    }

    /// What the site shows of an account: the account without what is withheld, and what is found in it that says nothing of
    /// that.
    #[must_use]
    pub fn show(&self, checked: Checked, findings: Vec<Diagnostic>) -> (Checked, Vec<Diagnostic>) {
        let withheld = Withheld::of(&checked);
        let shown = withheld.checked(checked);
        let is_whole = withheld.is_empty() && self.shown.plan.entries.len() == self.shared.plan.entries.len();
        let told = if is_whole { findings } else { withheld.told(findings, &shown, &self.shown_context()) };
        (shown, told)
    }

    /// What is found in what all accounts share, as the site tells it: without what is withheld, and true with it too.
    #[must_use]
    pub fn check_shown(&self) -> Vec<Diagnostic> {
        let whole = check_shared(&self.context());
        let places: BTreeSet<(&str, &Span)> = whole.iter().map(|one| (one.code, &one.span)).collect();
        let mut shown = check_shared(&self.shown_context());
        shown.retain(|one| places.contains(&(one.code, &one.span)));
        shown
    }

    /// The folder of the account that a file belongs to.
    #[must_use]
    pub fn account_of(&self, path: &RepoPath) -> Option<&str> {
        let accounts = &self.survey.accounts;
        path.as_str().match_indices('/').find_map(|(end, _)| {
            let folder = &path.as_str()[..end];
            let found = accounts.binary_search_by(|account| account.path.as_str().cmp(folder)).ok()?;
            Some(accounts[found].path.as_str())
        })
    }

    /// Reads and checks one account.
    ///
    /// # Errors
    /// When a file cannot be read, or when the program fails on this account, which is then named.
    pub fn check(&self, source: &dyn Source, folder: &AccountFolder) -> Result<AccountCheck, SourceError> {
        guard(&folder.path, || -> Result<_, SourceError> {
            let records = read_account(source, folder, &self.config.patterns())?;
            let (checked, export, findings) = check_account(records, &self.context());
            Ok(AccountCheck { checked, export, findings })
        })
    }
}

impl Checkup {
    /// The same without what the site withholds, so that a terminal and the site say the same.
    #[must_use]
    pub fn shown(self) -> Self {
        let Self { portfolio, accounts, exports, findings } = self;
        let mut of_folder: BTreeMap<Option<String>, Vec<Diagnostic>> = BTreeMap::new();
        for finding in findings {
            let folder = portfolio.account_of(finding.span.path()).map(str::to_owned);
            of_folder.entry(folder).or_default().push(finding);
        }
        let (mut shown, mut findings) = (Vec::with_capacity(accounts.len()), Vec::new());
        for account in accounts {
            let own = of_folder.remove(&Some(account.path.as_str().to_owned())).unwrap_or_default();
            let (account, told) = portfolio.show(account, own);
            findings.extend(told);
            shown.push(account);
        }
        let plan = &portfolio.shared.plan.entries;
        let places: Places<&Entry> = plan.iter().map(|entry| (&entry.span, entry)).collect();
        let hidden = |entry: &&Entry| !portfolio.shown.plan.entries.iter().any(|one| one.key == entry.key);
        let rest = of_folder.into_values().flatten();
        findings.extend(rest.filter(|one| !places.at(&one.span).is_some_and(hidden)));
        diagnostic::sort(&mut findings);
        Self { accounts: shown, portfolio, exports, findings }
    }
}

/// Leaves out shared records whose id another one has already, and says so.
fn leave_out_seconds(records: &mut Records) {
    let second = duplicate_id::find(&records.entries, &mut records.problems);
    let mut at = 0;
    let kept = |entry: &Entry| {
        at += 1;
        if !second.contains(&(at - 1)) {
            return true;
        }
        let (span, path) = (entry.span.clone(), entry.span.path().clone());
        records.broken.push(Broken { kind: Some(entry.kind()), id: Some(entry.key.id.clone()), span, path });
        false
    };
    records.entries.retain(kept);
}

/// Does something for one account; a failure of the program itself is caught and told with the account's name.
///
/// # Errors
/// When the work fails, or the program does.
pub fn guard<T, E: From<SourceError>>(
    account: &RepoPath,
    work: impl FnOnce() -> Result<T, E>,
) -> Result<T, E> {
    // What the work had in its hands when it failed is dropped with it, so nothing half-made is seen again.
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<String>().map(String::as_str);
        let said = said.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no reason given");
        let problem = format!(
            "the program failed on this account ({said}). This is a fault of the program, not of the record: \
             please report it with the files of the account, or a copy without names."
        );
        Err(SourceError { path: account.to_string(), problem }.into())
    })
}

/// Checks everything that a source holds.
///
/// # Errors
/// When something cannot be read, or the program fails on an account: the first in path order.
pub fn check_all(source: &dyn Source, as_of: AsOf) -> Result<Checkup, SourceError> {
    let portfolio = Portfolio::open(source, as_of)?;
    let folders = &portfolio.survey.accounts;
    let each: Vec<_> = folders.par_iter().map(|folder| portfolio.check(source, folder)).collect();
    let mut findings = check_shared(&portfolio.context());
    let mut accounts = Vec::with_capacity(each.len());
    let mut exports = Vec::with_capacity(each.len());
    for one in each {
        let one = one?;
        findings.extend(one.findings);
        accounts.push(one.checked);
        exports.push(one.export);
    }
    findings.extend(check_portfolio(&exports, &portfolio.context()));
    diagnostic::sort(&mut findings);
    Ok(Checkup { portfolio, accounts, exports, findings })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_of_the_program_names_the_account() {
        let account = RepoPath::new("accounts/northwind");
        let failed =
            guard::<(), SourceError>(&account, || panic!("no such thing as {}", 7)).expect_err("it failed");
        assert_eq!(failed.path, "accounts/northwind");
        assert!(failed.problem.contains("no such thing as 7"), "{}", failed.problem);
        assert_eq!(guard::<_, SourceError>(&account, || Ok(7)), Ok(7));
    }
}
