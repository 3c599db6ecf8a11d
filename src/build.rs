//! Drives the pipeline: maps every account to its pages and a summary, in parallel, then reduces the summaries to the
//! portfolio's pages. Everything goes through the staging area; nothing here prints or reads the clock.

mod job;
mod memo;
mod watch;

use std::fmt;

use rayon::prelude::*;

pub use job::{Across, Gathered, Job, Mapped, Sink, second_of_their_name};
pub use memo::{Memo, Note, VERSION as CACHE_VERSION, clear, key};
pub use watch::{Unwatched, Watch, Work};

use crate::check::{Portfolio, guard};
use crate::diagnostic::{self, Diagnostic};
use crate::publish::{OutputPath, PublishError, Published, Staging};
use crate::record::slug_of;
use crate::source::{AccountFolder, Provenance, Slug, Source, SourceError};
use crate::theme::{Theme, ThemeError};
use watch::watched;

/// The records as they were known at the end of a day.
pub struct Past {
    /// What all accounts shared then, as of that day.
    pub portfolio: Portfolio,
    /// Whether it is the revision with which changes are compared, not the end of a quarter.
    pub is_compared: bool,
    /// Where the accounts are read from.
    pub source: Box<dyn Source + Send>,
}

impl Past {
    /// The folder of an account then.
    fn folder(&self, slug: &Slug) -> Option<&AccountFolder> {
        self.portfolio.survey.accounts.iter().find(|folder| slug_of(folder).0 == *slug)
    }
}

/// Whether to build in spite of errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnError {
    /// Leave the site as it is.
    Refuse,
    /// Build from what is understood, and say on each page what was left out.
    KeepGoing,
}

/// What a build found and did.
#[derive(Debug)]
pub struct Built {
    /// Every finding, in the order in which they are shown.
    pub findings: Vec<Diagnostic>,
    /// How many accounts there are.
    pub accounts: usize,
    /// How many records were understood.
    pub records: usize,
    /// What was published, and a mark of all that the site holds; `None` when errors forbade it.
    pub published: Option<(Published, u64)>,
}

/// The build could not run.
#[derive(Debug)]
pub enum BuildError {
    /// The records could not be read.
    Source(SourceError),
    /// The theme could not be used.
    Theme(ThemeError),
    /// The site could not be written.
    Publish(PublishError),
    /// A page's data could not be written down.
    Data(serde_json::Error),
}

impl fmt::Display for BuildError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Source(error) => error.fmt(formatter),
            Self::Theme(error) => error.fmt(formatter),
            Self::Publish(error) => error.fmt(formatter),
            Self::Data(error) => write!(formatter, "the data of a page could not be written down: {error}"),
        }
    }
}

impl std::error::Error for BuildError {}

macro_rules! from {
    ($($variant:ident($error:ty)),*) => {
        $(impl From<$error> for BuildError {
            fn from(error: $error) -> Self {
                Self::$variant(error)
            }
        })*
    };
}
from!(Source(SourceError), Theme(ThemeError), Publish(PublishError), Data(serde_json::Error));

/// Builds a site into a staging area and, unless errors forbid it, publishes it, while somebody may watch.
///
/// # Errors
/// When the records cannot be read or the site cannot be written. What is wrong in the records is a finding.
pub fn build(
    source: &dyn Source,
    portfolio: &Portfolio,
    provenance: &Provenance,
    past: &[Past],
    on_error: OnError,
    staging: Staging,
    watch: &dyn Watch,
) -> Result<Built, BuildError> {
    let theme = Theme::open(source, &portfolio.survey, &portfolio.config)?;
    let job = Job::new(source, portfolio, provenance, &theme, &staging, on_error)
        .remembering(past)
        .watched_by(watch);
    let map = |folder: &AccountFolder| {
        watched(watch, Work::Account(&folder.path), || guard(&folder.path, || job.map(folder)))
    };
    let mapped: Vec<Mapped> = watched(watch, Work::Stage("accounts"), || {
        portfolio.survey.accounts.par_iter().map(map).collect::<Result<_, _>>()
    })?;
    let mut gathered = Gathered::default();
    mapped.into_iter().for_each(|one| gathered.add(one));
    let (accounts, records) = (gathered.accounts(), gathered.records());
    let across = watched(watch, Work::Stage("checks across accounts"), || job.across(&gathered));
    let mut findings: Vec<Diagnostic> =
        gathered.findings().chain(&job.shared).chain(&across.findings).cloned().collect();
    diagnostic::sort(&mut findings);
    if job.is_refused() {
        return Ok(Built { findings, accounts, records, published: None });
    }
    watched(watch, Work::Stage("pages across accounts"), || job.reduce(&gathered, &across))?;
    drop(job);
    let published = watched(watch, Work::Stage("publication"), || staging.commit_marked())?;
    Ok(Built { findings, accounts, records, published: Some(published) })
}

impl Sink for Staging {
    fn wants(&self, _address: &str) -> bool {
        true
    }

    fn wants_of(&self, _first: &str) -> bool {
        true
    }

    fn put(&self, address: &str, bytes: &[u8]) -> Result<(), PublishError> {
        let path = OutputPath::new(address).map_err(PublishError::Path)?;
        self.write(&path, bytes)
    }
}
