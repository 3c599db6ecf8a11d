//! `standing build`: the site.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::clean::{CacheArgument, kept, program};
use super::day::DayArgument;
use super::records::{Opened, RevisionArgument};
use super::timings::Timings;
use super::{Console, Failure, Outcome, files};
use crate::build::{Memo, Note, OnError, Past, Watch, Work, build, key};
use crate::check::Portfolio;
use crate::diagnostic::{Listing, Severity, to_report};
use crate::language::count;
use crate::publish::{Interrupt, Published, Staging};
use crate::record::At;
use crate::source::{Provenance, fingerprint_of_all};
use crate::theme;

/// How long a build may take before a progress bar appears.
const PATIENCE: Duration = Duration::from_secs(1);

/// Build the review site from a records repository.
///
/// While the records have errors, the site is left as it is; `--keep-going` builds from what is understood and says on
/// each page what was left out.
#[derive(Args)]
pub struct Arguments {
    /// The folder that holds standing.toml.
    #[arg(default_value = ".", value_name = "DIR")]
    folder: PathBuf,
    /// The folder to write the site to; `site` in the records' folder when left out.
    #[arg(short, long, value_name = "SITE")]
    output: Option<PathBuf>,
    /// Build in spite of errors, from what is understood.
    #[arg(long)]
    keep_going: bool,
    /// Take this theme, whatever standing.toml says: one of the program's own, such as `plain`, or a folder in `themes/`.
    #[arg(long, value_name = "THEME")]
    theme: Option<String>,
    /// Leave out who wrote what, and when, though git knows.
    #[arg(long)]
    no_history: bool,
    /// Build all of it, whatever is kept of the last build, and keep nothing for the next.
    #[arg(long)]
    no_cache: bool,
    /// Say on the error stream what took how long, and how much memory was needed.
    #[arg(long)]
    timings: bool,
    #[command(flatten)]
    cache: CacheArgument,
    #[command(flatten)]
    revision: RevisionArgument,
    #[command(flatten)]
    day: DayArgument,
}

/// Runs the command.
///
/// # Errors
/// When the repository cannot be read or the site not be written.
pub fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Failure> {
    let started = Instant::now();
    let records = arguments.revision.open(&arguments.folder, console)?;
    let as_of = arguments.day.resolve_or(records.present())?;
    let target = match &arguments.output {
        Some(output) => output.clone(),
        None if records.is_bare() => {
            let problem = "holds no files beside its history: name a folder for the site with `--output`";
            return Err(Failure::new(arguments.folder.display(), problem));
        }
        None => files::below(&arguments.folder, "site"),
    };
    let failure = |error: &dyn std::fmt::Display| Failure::new("build", error.to_string());
    let interrupt = Interrupt::on_signals().map_err(|error| failure(&error))?;
    let before = arguments.fingerprint(&records);
    let mut portfolio = Portfolio::open(records.source(), as_of)?;
    if let Some(name) = &arguments.theme {
        if !theme::is_there(name, &portfolio.survey) {
            let problem =
                "is no theme: neither one of the program's own nor a folder in `themes/` of the records";
            return Err(Failure::new(name, problem));
        }
        portfolio.config.theme = Some(At { value: name.clone(), span: portfolio.shared.span.clone() });
    }
    console.log(|| format!("found {} accounts; as of {}", portfolio.survey.accounts.len(), portfolio.as_of));
    let staging = Staging::begin(&target, &arguments.folder, &interrupt).map_err(|error| failure(&error))?;
    let memo = Memo::of_site(&arguments.cache.folder(&arguments.folder), staging.target());
    let key = |fingerprint: u64| arguments.key(&records, &portfolio, fingerprint, console);
    if let Some(note) = before.and_then(key).and_then(|key| memo.recall::<Note>(&key))
        && let Some(published) = staging.stands(note.site).map_err(|error| failure(&error))?
    {
        console.log(|| "nothing has changed since the last build".to_owned());
        if arguments.timings {
            console.say(&Timings::new(started, &|| ()).report(Some(published)));
        }
        return end(&note, Some(published), &target, started, console);
    }
    let progress = Progress::new(portfolio.survey.accounts.len(), console);
    let step = || progress.step();
    let timings = Timings::new(started, &step);
    timings.took(Work::Stage("listing and comparing"), timings.now());
    let begun = timings.now();
    let (provenance, past) = if arguments.no_history {
        Default::default()
    } else {
        arguments.memory(&records, &portfolio, console)
    };
    timings.took(Work::Stage("history"), timings.now().saturating_sub(begun));
    let on_error = if arguments.keep_going { OnError::KeepGoing } else { OnError::Refuse };
    let built = build(records.source(), &portfolio, &provenance, &past, on_error, staging, &timings)
        .map_err(|error| failure(&error))?;
    progress.finish();
    let problems: Vec<_> =
        built.findings.iter().filter(|finding| finding.severity != Severity::Advice).cloned().collect();
    let mut told = String::new();
    if !problems.is_empty() {
        let folder = |finding: &crate::diagnostic::Diagnostic| portfolio.account_of(finding.span.path());
        let report = to_report(&problems, Listing::Each, console.paint_beside(), folder);
        told = format!("{}\n", report.trim_end());
    }
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    let (published, site) = built.published.unzip();
    let note = Note {
        site: site.unwrap_or_default(),
        accounts: built.accounts,
        records: built.records,
        errors,
        told,
    };
    // What was saved while the site was made may or may not be in it: such a build is not kept in mind.
    let is_steady = before.is_some() && arguments.fingerprint(&records) == before;
    let was_read = provenance.state.map(|state| state.commit.id);
    let is_read = arguments.no_history || records.history_ends_with().is_ok_and(|last| last == was_read);
    if let Some(key) = before.filter(|_| is_steady && is_read && published.is_some()).and_then(key) {
        kept(memo.keep(&key, &note), console);
    }
    if arguments.timings {
        console.say(&timings.report(published));
    }
    end(&note, published, &target, started, console)
}

impl Arguments {
    /// A fingerprint of the records as they are now; `None` where nothing is kept of a build.
    fn fingerprint(&self, records: &Opened) -> Option<u64> {
        let has_room = self.cache.is_named() || !records.is_bare();
        (!self.no_cache && has_room).then(|| fingerprint_of_all(records.source()).ok()).flatten()
    }

    /// What version control knows of the records, as far as it was kept.
    fn memory(&self, records: &Opened, portfolio: &Portfolio, console: &Console) -> (Provenance, Vec<Past>) {
        let has_room = self.cache.is_named() || !records.is_bare();
        let folder = std::fs::canonicalize(&self.folder).ok().filter(|_| !self.no_cache && has_room);
        let memo = folder.map(|folder| Memo::of_history(&self.cache.folder(&self.folder), &folder));
        records.memory(portfolio, memo.as_ref(), console)
    }

    /// All that the site is made of; `None` where that cannot be told.
    fn key(&self, records: &Opened, portfolio: &Portfolio, files: u64, console: &Console) -> Option<String> {
        let history = if self.no_history { None } else { records.history_ends_with().ok()? };
        // A tag may be moved.
        let named = portfolio.config.changes_since.as_ref().filter(|_| history.is_some());
        let compared = named.map(|name| records.commit_of(&name.value));
        let folder = std::fs::canonicalize(&self.folder).ok()?;
        Some(key(&[
            &program()?,
            &format!("{files:016x}"),
            &format!("{:?}", portfolio.as_of),
            &format!("{:?} {:?} {:?}", self.theme, history, compared),
            &format!("{} {} {:?}", self.keep_going, self.no_history, console.paint_beside()),
            &format!("{folder:?}"),
        ]))
    }
}

/// Says what was found and done.
fn end(
    note: &Note,
    published: Option<Published>,
    target: &Path,
    started: Instant,
    console: &Console,
) -> Result<Outcome, Failure> {
    if !note.told.is_empty() {
        console.say(&note.told);
    }
    console.print(&report(note, published, target, started.elapsed()))?;
    Ok(if note.errors > 0 { Outcome::Problems } else { Outcome::Clean })
}

/// One line on what was done.
fn report(note: &Note, published: Option<Published>, target: &Path, took: Duration) -> String {
    let errors = count(note.errors, "error", "errors");
    let Some(published) = published else {
        return format!(
            "Not built: {errors}. {} was left as it was; `--keep-going` builds from what is understood.\n",
            target.display()
        );
    };
    let index = target.join("index.html");
    let left_out = if note.errors == 0 { String::new() } else { format!(" In spite of {errors}.") };
    format!(
        "Built {} with {} into {} in {:.2} s ({} written, {} unchanged, {} deleted).{left_out} Open {}\n",
        count(note.accounts, "account", "accounts"),
        count(note.records, "record", "records"),
        count(published.total, "file", "files"),
        took.as_secs_f64(),
        published.written,
        published.unchanged,
        published.deleted,
        index.display()
    )
}

/// A bar on a terminal, once the build takes longer than a reader waits without one.
struct Progress {
    bar: ProgressBar,
    started: Instant,
    shown: Mutex<bool>,
}

impl Progress {
    fn new(accounts: usize, console: &Console) -> Self {
        let bar = ProgressBar::with_draw_target(Some(accounts as u64), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{wide_bar} {pos}/{len} accounts");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self { bar, started: Instant::now(), shown: Mutex::new(!console.is_interactive()) }
    }

    fn step(&self) {
        self.bar.inc(1);
        if self.started.elapsed() > PATIENCE
            && let Ok(mut shown) = self.shown.lock()
            && !std::mem::replace(&mut shown, true)
        {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
