//! What is known of the records now: every account's summary in memory, and its pages made when they are asked for.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::build::{Across, BuildError, Gathered, Job, Mapped, OnError, Past, Sink, second_of_their_name};
use crate::check::{AsOf, Portfolio, any_at_least, guard};
use crate::diagnostic::{self, Diagnostic, Listing, Paint, Severity, to_report};
use crate::publish::PublishError;
use crate::record::slug_of;
use crate::source::{
    AccountFolder, Provenance, RepoPath, Repository, Source, SourceError, WorkingTree, fingerprint,
};
use crate::theme::Theme;

/// How many pages are remembered for the case that an account's next version cannot be understood.
const REMEMBERED: usize = 64;

/// The records as they are now.
pub struct World {
    source: WorkingTree,
    day: Box<dyn Fn() -> AsOf + Send + Sync>,
    theme: Theme,
    memory: Box<Memory>,
    /// The commit that the folder began from when version control was last asked.
    tip: Option<String>,
    /// What version control knew then, and of which files it knows less since.
    provenance: Provenance,
    past: Vec<Past>,
    portfolio: Portfolio,
    /// What was read of what all accounts share, of the theme, and of each account, in path order.
    marks: Marks,
    gathered: Gathered,
    across: Across,
    shared: Vec<Diagnostic>,
    /// Pages that were asked for while their account was sound.
    sound: Mutex<BTreeMap<String, Vec<u8>>>,
}

/// Says what version control knows.
type Memory = dyn Fn(&WorkingTree, &Portfolio) -> (Provenance, Vec<Past>) + Send + Sync;

/// Fingerprints of what was read.
#[derive(Debug, Default, PartialEq, Eq)]
struct Marks {
    shared: u64,
    theme: u64,
    accounts: BTreeMap<RepoPath, u64>,
    /// Folders that have no page, since an earlier one has their name.
    second: BTreeSet<RepoPath>,
}

impl World {
    /// Reads and reviews everything. `day` says as of which day, whenever it is asked; `memory` what version control knows.
    ///
    /// # Errors
    /// When the records cannot be read, or the theme cannot be used.
    pub fn open(
        source: WorkingTree,
        day: impl Fn() -> AsOf + Send + Sync + 'static,
        memory: impl Fn(&WorkingTree, &Portfolio) -> (Provenance, Vec<Past>) + Send + Sync + 'static,
    ) -> Result<Self, BuildError> {
        let portfolio = Portfolio::open(&source, day())?;
        let theme = Theme::open(&source, &portfolio.survey, &portfolio.config)?;
        let marks = Marks::of(&source, &portfolio, None)?;
        let tip = tip(&source);
        let (provenance, past) = memory(&source, &portfolio);
        let job = Job::new(&source, &portfolio, &provenance, &theme, &Nothing, OnError::KeepGoing)
            .remembering(&past);
        let all: Vec<&AccountFolder> = portfolio.survey.accounts.iter().collect();
        let mut gathered = Gathered::default();
        map(&job, &all)?.into_iter().for_each(|one| gathered.add(one));
        let across = job.across(&gathered);
        let shared = job.shared;
        Ok(Self {
            source,
            day: Box::new(day),
            theme,
            memory: Box::new(memory),
            tip,
            provenance,
            past,
            portfolio,
            marks,
            gathered,
            across,
            shared,
            sound: Mutex::default(),
        })
    }

    /// The folder of the records.
    #[must_use]
    pub fn root(&self) -> &Path {
        self.source.root()
    }

    /// Looks at the files again, all of them or those that have changed, and reviews again the accounts that differ; all of
    /// them where git has another commit. Says whether anything did.
    ///
    /// # Errors
    /// When the records cannot be read; what was known stays as it was.
    pub fn refresh(&mut self, changed: Option<&[PathBuf]>) -> Result<bool, BuildError> {
        let portfolio = Portfolio::open(&self.source, (self.day)())?;
        let known = changed.map(|paths| (paths, &self.marks.accounts));
        let marks = Marks::of(&self.source, &portfolio, known)?;
        let may_be_committed = changed.is_none_or(|paths| paths.iter().any(|path| path.starts_with(".git")));
        let tip = if may_be_committed { tip(&self.source) } else { self.tip.clone() };
        let is_later = portfolio.as_of != self.portfolio.as_of;
        if marks == self.marks && !is_later && tip == self.tip {
            return Ok(false);
        }
        let named =
            |portfolio: &Portfolio| portfolio.config.changes_since.as_ref().map(|at| at.value.clone());
        let is_recalled = is_later || tip != self.tip || named(&portfolio) != named(&self.portfolio);
        if is_recalled {
            (self.provenance, self.past) = (self.memory)(&self.source, &portfolio);
            self.tip = tip;
        }
        let is_all = is_recalled || marks.shared != self.marks.shared;
        if marks.theme != self.marks.theme || marks.shared != self.marks.shared {
            self.theme = Theme::open(&self.source, &portfolio.survey, &portfolio.config)?;
        }
        let differs = |path: &RepoPath| {
            is_all
                || self.marks.accounts.get(path) != marks.accounts.get(path)
                || self.marks.second.contains(path) != marks.second.contains(path)
        };
        let folders: Vec<&AccountFolder> =
            portfolio.survey.accounts.iter().filter(|folder| differs(&folder.path)).collect();
        if let Some(state) = self.provenance.state.as_mut().filter(|_| !is_recalled && marks != self.marks) {
            state.is_dirty = true;
            let is_saved = |folder: &&&AccountFolder| {
                self.marks.accounts.get(&folder.path) != marks.accounts.get(&folder.path)
            };
            let saved = folders.iter().filter(is_saved).flat_map(|folder| &folder.files);
            let shared = portfolio.survey.shared.iter().filter(|_| marks.shared != self.marks.shared);
            // What a record of them says is compared before its commit is named, so more of them than were saved is no harm.
            self.provenance.uncommitted.extend(saved.chain(shared).map(|file| file.path.clone()));
        }
        let job =
            Job::new(&self.source, &portfolio, &self.provenance, &self.theme, &Nothing, OnError::KeepGoing)
                .remembering(&self.past);
        let mut fresh: BTreeMap<&RepoPath, Mapped> =
            folders.iter().map(|folder| &folder.path).zip(map(&job, &folders)?).collect();
        let old = std::mem::take(&mut self.gathered).apart();
        let mut old: BTreeMap<&RepoPath, Mapped> = self.marks.accounts.keys().zip(old).collect();
        let mut gathered = Gathered::default();
        for folder in &portfolio.survey.accounts {
            let one = fresh.remove(&folder.path).or_else(|| old.remove(&folder.path));
            one.into_iter().for_each(|one| gathered.add(one));
        }
        let (across, shared) = (job.across(&gathered), job.shared);
        (self.gathered, self.across, self.shared) = (gathered, across, shared);
        (self.portfolio, self.marks) = (portfolio, marks);
        Ok(true)
    }

    /// The page, image or file at an address relative to the site's root; `None` where there is none. Of an account whose
    /// records cannot be understood as they stand, the last that could be.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn page(&self, address: &str) -> Result<Option<Vec<u8>>, BuildError> {
        let sink = Only { address, found: Mutex::default() };
        let job =
            Job::new(&self.source, &self.portfolio, &self.provenance, &self.theme, &sink, OnError::KeepGoing)
                .remembering(&self.past);
        let Some(at) = self.account_at(address) else {
            match self.gathered.image(address) {
                Some(path) => sink.put(address, &self.source.read(path)?)?,
                None => job.reduce(&self.gathered, &self.across)?,
            }
            return Ok(sink.page());
        };
        let is_broken = any_at_least(self.gathered.findings_of(at), Severity::Error);
        let mut sound = self.sound.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bytes) = sound.get(address).filter(|_| is_broken) {
            return Ok(Some(bytes.clone()));
        }
        guard(&self.portfolio.survey.accounts[at].path, || job.map(&self.portfolio.survey.accounts[at]))?;
        let page = sink.page();
        if let Some(page) = page.as_ref().filter(|_| !is_broken) {
            if sound.len() >= REMEMBERED {
                sound.clear();
            }
            sound.insert(address.to_owned(), page.clone());
        }
        Ok(page)
    }

    /// The place, in path order, of the account that a page or its data is of.
    fn account_at(&self, address: &str) -> Option<usize> {
        let address = address.strip_prefix("data/").unwrap_or(address);
        let (slug, _) = address.strip_prefix("accounts/")?.split_once('.')?;
        self.portfolio.survey.accounts.iter().position(|folder| slug_of(folder).0.as_str() == slug)
    }

    /// What is wrong in the records: errors, in the order of their places.
    fn errors(&self) -> Vec<Diagnostic> {
        let all = self.gathered.findings().chain(&self.shared).chain(&self.across.findings);
        let mut errors: Vec<_> = all.filter(|one| one.severity == Severity::Error).cloned().collect();
        diagnostic::sort(&mut errors);
        errors
    }

    /// What is wrong in the records, for a reader of plain text; empty where nothing is.
    #[must_use]
    pub fn problems(&self) -> String {
        self.report(Paint::Plain)
    }

    /// What is wrong in the records, for a terminal; empty where nothing is.
    #[must_use]
    pub fn report(&self, paint: Paint) -> String {
        let errors = self.errors();
        let folder = |finding: &Diagnostic| self.portfolio.account_of(finding.span.path());
        to_report(&errors, Listing::Each, paint, folder)
    }

    /// How many accounts and records are known, and as of which day.
    #[must_use]
    pub fn extent(&self) -> (usize, usize, chrono::NaiveDate) {
        (self.gathered.accounts(), self.gathered.records(), self.portfolio.as_of)
    }
}

/// The commit that a folder began from, where git knows it.
fn tip(source: &WorkingTree) -> Option<String> {
    Repository::around(source.root()).ok().flatten()?.tip()
}

/// Maps accounts in parallel; in the same order.
fn map(job: &Job<'_>, folders: &[&AccountFolder]) -> Result<Vec<Mapped>, BuildError> {
    folders.par_iter().map(|folder| guard(&folder.path, || job.map(folder))).collect()
}

impl Marks {
    /// Fingerprints of every file; with `known`, those of accounts of which no file is named are taken as they are.
    fn of(
        source: &dyn Source,
        portfolio: &Portfolio,
        known: Option<(&[PathBuf], &BTreeMap<RepoPath, u64>)>,
    ) -> Result<Self, SourceError> {
        let survey = &portfolio.survey;
        let mark = |folder: &AccountFolder| -> Result<(RepoPath, u64), SourceError> {
            let untouched = known.and_then(|(paths, marks)| {
                let inside = Path::new(folder.path.as_str());
                let is_named = paths.iter().any(|path| path.starts_with(inside) || inside.starts_with(path));
                marks.get(&folder.path).copied().filter(|_| !is_named)
            });
            let mark = untouched.map_or_else(|| fingerprint(source, folder.files.iter()), Ok)?;
            Ok((folder.path.clone(), mark))
        };
        let accounts = survey.accounts.par_iter().map(mark).collect::<Result<_, _>>()?;
        let shared = fingerprint(source, survey.shared.iter().chain(&survey.strays))?;
        let theme = fingerprint(source, survey.theme.iter())?;
        let second = second_of_their_name(&survey.accounts).into_iter().cloned().collect();
        Ok(Self { shared, theme, accounts, second })
    }
}

/// Where nothing is wanted but what accounts leave.
struct Nothing;

impl Sink for Nothing {
    fn wants(&self, _address: &str) -> bool {
        false
    }

    fn wants_of(&self, _first: &str) -> bool {
        false
    }

    fn put(&self, _address: &str, _bytes: &[u8]) -> Result<(), PublishError> {
        Ok(())
    }
}

/// Where one page is wanted.
struct Only<'a> {
    address: &'a str,
    found: Mutex<Option<Vec<u8>>>,
}

impl Only<'_> {
    fn page(self) -> Option<Vec<u8>> {
        self.found.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for Only<'_> {
    fn wants(&self, address: &str) -> bool {
        self.address == address
    }

    fn wants_of(&self, first: &str) -> bool {
        let name = first.trim_end_matches("html");
        self.address.starts_with(name)
    }

    fn put(&self, address: &str, bytes: &[u8]) -> Result<(), PublishError> {
        if self.wants(address) {
            *self.found.lock().unwrap_or_else(PoisonError::into_inner) = Some(bytes.to_vec());
        }
        Ok(())
    }
}
