//! Where a command reads records from: the folder as it lies there, or a revision of it.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::{Datelike, Days, NaiveDate};
use clap::Args;

use super::clean::{kept, program};
use super::{Console, Failure};
use crate::build::{Memo, Past, key};
use crate::check::{AsOf, Portfolio};
use crate::record::{At, slug_of, trace};
use crate::source::{
    Commit, Provenance, RepoPath, Repository, Revision, Since, Source, SourceError, State, Traced,
    WorkingTree,
};

/// The argument that commands share.
#[derive(Args)]
pub struct RevisionArgument {
    /// Read the records as they are in this revision, such as `main`, `HEAD~3` or `v1.0:FOLDER`, without a checkout.
    #[arg(long, value_name = "REV")]
    rev: Option<String>,
}

/// Records that can be read.
pub enum Opened {
    /// As they lie in a folder.
    Folder(WorkingTree),
    /// As they are in a revision.
    Revision(Box<Revision>),
}

impl RevisionArgument {
    /// Opens the records in a folder, or of the revision that is asked for.
    ///
    /// # Errors
    /// When there are none, or there is no such revision.
    pub fn open(&self, folder: &Path, console: &Console) -> Result<Opened, Failure> {
        let Some(rev) = &self.rev else {
            return Ok(Opened::Folder(WorkingTree::open(folder)?));
        };
        let revision = repository(folder)?.revision(rev)?;
        console.log(|| {
            let commit = revision.commit();
            format!("reading {} of {} by {}", commit.short(), commit.committed, commit.author)
        });
        Ok(Opened::Revision(Box::new(revision)))
    }
}

/// The git repository around a folder.
///
/// # Errors
/// When there is none, or it cannot be used.
pub fn repository(folder: &Path) -> Result<Repository, SourceError> {
    Repository::around(folder)?.ok_or_else(|| SourceError {
        path: folder.display().to_string(),
        problem: "is in no git repository, so it has no revisions".into(),
    })
}

impl Opened {
    /// The records.
    #[must_use]
    pub fn source(&self) -> &dyn Source {
        match self {
            Self::Folder(folder) => folder,
            Self::Revision(revision) => &**revision,
        }
    }

    /// The commit, where it is a revision.
    #[must_use]
    pub fn commit(&self) -> Option<&Commit> {
        match self {
            Self::Folder(_) => None,
            Self::Revision(revision) => Some(revision.commit()),
        }
    }

    /// The commit that the history of the records ends with, if there is any; an error where it cannot be told that the
    /// same commit has the same history: in a shallow clone, which may be deepened.
    ///
    /// # Errors
    /// When the repository cannot be read, or is shallow.
    pub fn history_ends_with(&self) -> Result<Option<String>, SourceError> {
        let present = match self {
            Self::Revision(_) => None,
            Self::Folder(folder) => {
                Repository::around(folder.root())?.map(Repository::present).transpose()?.flatten()
            }
        };
        let revision = match self {
            Self::Revision(revision) => Some(&**revision),
            Self::Folder(_) => present.as_ref(),
        };
        let Some(revision) = revision else { return Ok(None) };
        if revision.repository().is_shallow() {
            return Err(SourceError {
                path: revision.commit().id.clone(),
                problem: "is in a shallow clone".into(),
            });
        }
        Ok(Some(revision.commit().id.clone()))
    }

    /// The commit that a name means, where it means one.
    #[must_use]
    pub fn commit_of(&self, name: &str) -> Option<String> {
        match self {
            Self::Revision(revision) => revision.repository().commit_of(name),
            Self::Folder(folder) => Repository::around(folder.root()).ok().flatten()?.commit_of(name),
        }
    }

    /// What git knows of the records, and how they were known at the ends of the last four quarters of a year. A history that
    /// is not there, or cannot be read, is left out: the records do not need it.
    #[must_use]
    pub fn memory(
        &self,
        portfolio: &Portfolio,
        memo: Option<&Memo>,
        console: &Console,
    ) -> (Provenance, Vec<Past>) {
        match self {
            Self::Folder(folder) => memory(folder, portfolio, memo, console),
            Self::Revision(revision) => {
                told(remember(revision, BTreeSet::new(), portfolio, memo, console), console)
            }
        }
    }

    /// Whether there is no folder of files that a site could stand in.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        matches!(self, Self::Revision(revision) if revision.repository().is_bare())
    }

    /// The day that stands for the present where nobody names one: that of the commit, which is a part of it.
    #[must_use]
    pub fn present(&self) -> Option<NaiveDate> {
        self.commit().map(|commit| commit.committed)
    }
}

/// What git knows of the records in a folder, as [`Opened::memory`].
#[must_use]
pub fn memory(
    folder: &WorkingTree,
    portfolio: &Portfolio,
    memo: Option<&Memo>,
    console: &Console,
) -> (Provenance, Vec<Past>) {
    let known = || -> Result<_, SourceError> {
        let present = Repository::around(folder.root())?.map(Repository::present).transpose()?.flatten();
        let Some(present) = present else { return Ok(Default::default()) };
        let uncommitted = present.differing(folder, &portfolio.survey)?;
        remember(&present, uncommitted, portfolio, memo, console)
    };
    told(known(), console)
}

/// What is known, or nothing and a word on why.
fn told(known: Result<(Provenance, Vec<Past>), SourceError>, console: &Console) -> (Provenance, Vec<Past>) {
    known.unwrap_or_else(|error| {
        let error = Failure::from(error);
        console.say(&format!("The site does not say who wrote what, and when. {error}\n"));
        Default::default()
    })
}

fn remember(
    revision: &Revision,
    uncommitted: BTreeSet<RepoPath>,
    portfolio: &Portfolio,
    memo: Option<&Memo>,
    console: &Console,
) -> Result<(Provenance, Vec<Past>), SourceError> {
    let mut provenance = traced(revision, portfolio, memo, console)?;
    let is_cut = revision.repository().is_shallow();
    if is_cut {
        console.say(
            "This is a shallow clone: who wrote older records, and when, is not known. `git fetch --unshallow` \
             brings the history.\n",
        );
    }
    let is_dirty = !uncommitted.is_empty();
    provenance.state = Some(State { commit: revision.commit().clone(), is_dirty, is_cut });
    provenance.uncommitted = uncommitted;
    let mut past = Vec::new();
    for day in quarter_ends(portfolio.as_of) {
        if let Some(then) = revision.repository().on(day, revision.commit())? {
            let portfolio = Portfolio::open(&then, AsOf::Day(day))?;
            past.push(Past { portfolio, source: Box::new(then), is_compared: false });
        }
    }
    if let Some(name) = &portfolio.config.changes_since {
        match compared(revision, name, portfolio) {
            Ok((since, then)) => {
                provenance.since = Some(since);
                past.push(then);
            }
            Err(error) => {
                let (path, line) = (name.span.path(), name.span.line());
                console.say(&format!(
                    "{path}:{line}: `changes_since` is `{}`: {}. The page of changes goes without it.\n",
                    name.value,
                    error.problem.trim_end_matches('.')
                ));
            }
        }
    }
    Ok((provenance, past))
}

/// What the history says, traced now or kept since: of one commit it is always the same, unless the clone is shallow and may be
/// deepened.
fn traced(
    revision: &Revision,
    portfolio: &Portfolio,
    memo: Option<&Memo>,
    console: &Console,
) -> Result<Provenance, SourceError> {
    let patterns = portfolio.config.patterns();
    let memo = memo.filter(|_| !revision.repository().is_shallow()).zip(program());
    let Some((memo, program)) = memo else { return trace(revision, &patterns) };
    let place = revision.repository().place();
    let key = key(&[&program, &revision.commit().id, &place, &format!("{patterns:?}")]);
    if let Some(known) = memo.recall::<Traced>(&key).and_then(Traced::provenance) {
        return Ok(known);
    }
    let provenance = trace(revision, &patterns)?;
    kept(memo.keep(&key, &Traced::from(&provenance)), console);
    Ok(provenance)
}

/// The records at the revision with which changes are compared, as of the day of its commit; of one that was made later than
/// the day that is shown, as of that day.
fn compared(
    revision: &Revision,
    name: &At<String>,
    present: &Portfolio,
) -> Result<(Since, Past), SourceError> {
    let then = revision.repository().clone().revision(&name.value)?;
    let commit = then.commit().clone();
    let portfolio = Portfolio::open(&then, AsOf::Day(commit.committed.min(present.as_of)))?;
    let slugs = |portfolio: &Portfolio| -> BTreeSet<String> {
        portfolio.survey.accounts.iter().map(|folder| slug_of(folder).0.to_string()).collect()
    };
    let gone = slugs(&portfolio).difference(&slugs(present)).cloned().collect();
    let past = Past { portfolio, source: Box::new(then), is_compared: true };
    Ok((Since { name: name.value.clone(), commit, gone }, past))
}

/// The last days of the four quarters of a year before a day, oldest first.
fn quarter_ends(day: NaiveDate) -> Vec<NaiveDate> {
    let mut ends = Vec::new();
    let mut at = day;
    while ends.len() < 4 {
        let first = NaiveDate::from_ymd_opt(at.year(), (at.month0() / 3) * 3 + 1, 1);
        let Some(end) = first.and_then(|first| first.checked_sub_days(Days::new(1))) else { break };
        ends.push(end);
        at = end;
    }
    ends.reverse();
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_end_before_the_day() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let ends = ["2025-06-30", "2025-09-30", "2025-12-31", "2026-03-31"].map(day);
        assert_eq!(quarter_ends(day("2026-06-30")), ends);
        assert_eq!(quarter_ends(day("2026-04-01")), ends);
    }
}
