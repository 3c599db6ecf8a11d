//! Folders to shelves of records: which file is what, and what cannot be read at all.

use std::ops::Range;
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use super::Account;
use super::config::{Config, FORMAT};
use super::csv_file;
use super::entry::{Broken, Entry};
use super::kind::{Home, Kind, Noun};
use super::reader::{Reader, Table};
use super::repair::repair;
use super::toml_file::{self, Place, Within};
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::{
    AccountFolder, FILE_LIMIT, FileEntry, FileKind, Forbidden, Patterns, RepoPath, Slug, SlugFault, Source,
    SourceError, Span, Survey, Text,
};

/// Records with the problems found while they were read.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Records {
    /// What was understood, in path order and the order of each file.
    pub entries: Vec<Entry>,
    /// What was not.
    pub broken: Vec<Broken>,
    /// What was left out though it could be read: its references are still checked.
    pub unsound: Vec<Entry>,
    /// Every problem.
    pub problems: Vec<Diagnostic>,
    /// Where something stood that must not be written down; it is masked in every text.
    pub forbidden: Vec<(Span, Forbidden)>,
}

impl Records {
    /// The records of a kind, with their entries.
    pub fn each<T: Noun + 'static>(&self) -> impl Iterator<Item = (&Entry, &T)> {
        self.entries.iter().filter_map(|entry| Some((entry, entry.as_kind::<T>()?)))
    }
}

/// The records of one account.
#[derive(Debug, Clone, PartialEq)]
pub struct AccountRecords {
    /// Its slug. A folder whose name is no slug gets one made for it, and a diagnostic.
    pub slug: Slug,
    /// Its folder.
    pub path: RepoPath,
    /// Its records.
    pub records: Records,
    /// The files of its folder that are no records, such as images, in path order.
    pub attachments: Vec<RepoPath>,
}

/// What all accounts share.
#[derive(Debug, Clone, PartialEq)]
pub struct Shared {
    /// The configuration; `None` when it cannot be understood.
    pub config: Option<Config>,
    /// Where the configuration stands.
    pub span: Span,
    /// Our people.
    pub team: Records,
    /// What is planned for all accounts, and what is said of the records themselves.
    pub plan: Records,
    /// Problems of the configuration and of files that belong to nothing.
    pub problems: Vec<Diagnostic>,
    /// Where something stood in the configuration that must not be written down.
    pub forbidden: Vec<(Span, Forbidden)>,
}

/// Reads one account's folder. What fits the patterns is masked in every text.
///
/// # Errors
/// When a file cannot be read. What is wrong inside a file is a diagnostic.
pub fn read_account(
    source: &dyn Source,
    folder: &AccountFolder,
    patterns: &Patterns<'_>,
) -> Result<AccountRecords, SourceError> {
    let mut records = Records::default();
    let mut attachments = Vec::new();
    let slug = read_slug(folder, &mut records);
    let is_answers = |file: &&FileEntry| file.path.below(&folder.path).is_some_and(holds_answers);
    for file in folder.files.iter().filter(|file| !is_answers(file)) {
        let inside = file.path.below(&folder.path).unwrap_or(file.path.name());
        let Some(reading) = reading_of(inside, file) else {
            match pointer(source, file)? {
                Some(problem) => records.problems.push(problem),
                None => attachments.push(file.path.clone()),
            }
            continue;
        };
        if let Reading::Nothing(problem) = reading {
            records.broken.extend(problem.code.ne("unclaimed-file").then(|| whole_file(inside, &problem)));
            records.problems.push(problem);
            continue;
        }
        match read_text(source, file, patterns, &mut records.forbidden)? {
            Ok(text) => match reading {
                Reading::Tables => toml_file::read_tables(&text, Place::Account, &mut records),
                Reading::Markdown(kind) => toml_file::read_markdown(&text, kind, &mut records),
                Reading::Nothing(_) => {}
            },
            Err(problem) => {
                records.broken.push(whole_file(inside, &problem));
                records.problems.push(problem);
            }
        }
    }
    for file in folder.files.iter().filter(is_answers) {
        read_answers(source, file, patterns, &mut records)?;
    }
    require_account(folder, &mut records);
    Ok(AccountRecords { slug, path: folder.path.clone(), records, attachments })
}

/// Reads one file by itself: of an account, whose folder it lies in, or, where the folder is empty, of what all share.
/// Nothing is read that is no text, and no answers that stand beside their survey.
#[must_use]
pub fn read_alone(path: &RepoPath, folder: &str, bytes: Vec<u8>, patterns: &Patterns<'_>) -> Records {
    let mut records = Records::default();
    let masked = |content: String| Text::new(path.clone(), patterns.mask(content).0);
    if bytes.len() as u64 > FILE_LIMIT || bytes.starts_with(POINTER) {
        return records;
    }
    let file = FileEntry { path: path.clone(), kind: FileKind::File(bytes.len() as u64) };
    let Ok(text) = to_text(path, bytes, masked) else { return records };
    let inside =
        path.as_str().strip_prefix(folder).map_or(path.as_str(), |rest| rest.trim_start_matches('/'));
    match (folder, path.as_str()) {
        ("", "standing.toml") => {}
        ("", "team.toml") => toml_file::read_tables(&text, Place::Team, &mut records),
        ("", "plan.toml") => toml_file::read_tables(&text, Place::Plan, &mut records),
        ("", path) if !path.starts_with("feedback/") => {}
        ("", path) if is_toml(path) => toml_file::read_tables(&text, Place::Feedback, &mut records),
        ("", _) => toml_file::read_markdown(&text, Kind::Feedback, &mut records),
        _ => match reading_of(inside, &file) {
            Some(Reading::Tables) => toml_file::read_tables(&text, Place::Account, &mut records),
            Some(Reading::Markdown(kind)) => toml_file::read_markdown(&text, kind, &mut records),
            Some(Reading::Nothing(_)) | None => {}
        },
    }
    records
}

/// An account has a table `[account]`, unless what holds it could not be read, which has been reported.
fn require_account(folder: &AccountFolder, records: &mut Records) {
    let is_there = records.each::<Account>().next().is_some();
    let may_be_lost = |broken: &Broken| broken.kind.is_none_or(|kind| kind == Kind::Account);
    if is_there || records.broken.iter().any(may_be_lost) {
        return;
    }
    let path = RepoPath::new(format!("{}/account.toml", folder.path));
    let span = Span::of_file(&Text::new(path, String::new()));
    records.broken.push(Broken {
        kind: Some(Kind::Account),
        id: None,
        span: span.clone(),
        path: span.path().clone(),
    });
    records.problems.push(
        Diagnostic::error("missing-field", span, "there is no table `[account]`")
            .expected("`[account]` with a `name`: who the customer is")
            .fix("begin the file with a line `[account]`, and below it `name = \"…\"`"),
    );
}

/// A file of which nothing is known: what kind it may have held follows from its name.
fn whole_file(inside: &str, problem: &Diagnostic) -> Broken {
    let kind = kind_of_markdown(inside).filter(|_| is_markdown(inside));
    Broken { kind, id: None, span: problem.span.clone(), path: problem.span.path().clone() }
}

/// The slug of an account's folder; where its name is none, one that stands in for it, and what is wrong.
#[must_use]
pub fn slug_of(folder: &AccountFolder) -> (Slug, Option<SlugFault>) {
    match Slug::parse(folder.name()) {
        Ok(slug) => (slug, None),
        Err(fault) => {
            let made = fault.suggestion.as_deref().unwrap_or("unnamed");
            // Two folders whose names would mend to the same one stay apart.
            let mark = xxh3_64(folder.path.as_str().as_bytes()) & 0xffff;
            let slug = Slug::parse(&format!("{made}-misnamed-{mark:04x}"));
            (slug.unwrap_or_else(|_| Slug::stand_in()), Some(fault))
        }
    }
}

fn read_slug(folder: &AccountFolder, records: &mut Records) -> Slug {
    let (slug, fault) = slug_of(folder);
    if let Some(fault) = fault {
        let text = Text::new(RepoPath::new(format!("{}/account.toml", folder.path)), String::new());
        let message = format!("the folder's name `{}` {}", folder.name(), fault.reason);
        let fix = fault.suggestion.map(|name| format!("rename the folder to `{name}`"));
        records.problems.push(
            Diagnostic::error("bad-slug", Span::of_file(&text), message)
                .expected("lower-case letters and digits of any script, joined by hyphens")
                .maybe_fix(fix),
        );
    }
    slug
}

/// How a file is read.
enum Reading {
    Tables,
    Markdown(Kind),
    Nothing(Diagnostic),
}

fn is_toml(inside: &str) -> bool {
    inside.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("toml"))
}

fn is_markdown(inside: &str) -> bool {
    inside.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("md"))
}

/// The kind of a Markdown file, from its folder or its name.
fn kind_of_markdown(inside: &str) -> Option<Kind> {
    match inside.split_once('/') {
        Some((folder, _)) => Kind::of_folder(folder),
        None => {
            Kind::ALL.iter().copied().find(|kind| matches!(kind.home(), Home::File(name) if name == inside))
        }
    }
}

/// Whether a file holds the answers of a survey: `feedback/2026-02-survey.csv`.
fn holds_answers(inside: &str) -> bool {
    let is_csv = inside.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("csv"));
    is_csv
        && inside.split_once('/').is_some_and(|(folder, _)| Kind::of_folder(folder) == Some(Kind::Feedback))
}

/// Reads answers that stand beside the TOML file of their survey, under the same name.
fn read_answers(
    source: &dyn Source,
    file: &FileEntry,
    patterns: &Patterns<'_>,
    records: &mut Records,
) -> Result<(), SourceError> {
    let read = match unreadable(file) {
        Some(problem) => Err(problem),
        None => read_text(source, file, patterns, &mut records.forbidden)?,
    };
    let lost = |problem: Diagnostic, records: &mut Records| {
        let (span, path) = (problem.span.clone(), problem.span.path().clone());
        records.broken.push(Broken { kind: Some(Kind::Answer), id: None, span, path });
        records.problems.push(problem);
    };
    let text = match read {
        Ok(text) => text,
        Err(problem) => {
            lost(problem, records);
            return Ok(());
        }
    };
    let beside = RepoPath::new(format!("{}/{}.toml", file.path.folder(), file.path.stem()));
    let is_survey = |entry: &&Entry| entry.kind() == Kind::Survey && *entry.span.path() == beside;
    let survey = records.entries.iter().find(is_survey);
    let survey = survey.map(|entry| Within { host: Some(entry.key.clone()), date: entry.date });
    match survey {
        Some(survey) => csv_file::read_answers(&text, &survey, records),
        // What became of the survey has been reported.
        None if records.broken.iter().any(|broken| broken.path == beside) => {}
        None => lost(
            Diagnostic::error("bad-csv", Span::of_file(&text), "these answers belong to no survey")
                .expected(format!("a table `[survey]` in `{beside}`, with the day and the method"))
                .fix("write it, or rename one of the two files to the name of the other"),
            records,
        ),
    }
    Ok(())
}

/// Decides what a file is; `None` for what is not ours to read.
fn reading_of(inside: &str, file: &FileEntry) -> Option<Reading> {
    if let Some(problem) = unreadable(file) {
        return Some(Reading::Nothing(problem));
    }
    let name = file.path.name();
    if is_toml(inside) && name == "account.toml" && inside != name {
        let problem = Diagnostic::error("nested-account", at_file(file), "an account inside another account")
            .expected("each account in a folder of its own")
            .fix("move the folder out, and name the other account with `parent`");
        return Some(Reading::Nothing(problem));
    }
    if is_toml(inside) {
        return Some(Reading::Tables);
    }
    if looks_like_a_record(inside) {
        return Some(Reading::Nothing(
            unclaimed(file).fix("save it as plain text with a name that ends in `.md`"),
        ));
    }
    if !is_markdown(inside) || name.eq_ignore_ascii_case("readme.md") {
        return None;
    }
    Some(kind_of_markdown(inside).map_or_else(|| Reading::Nothing(unclaimed(file)), Reading::Markdown))
}

/// Prose in a folder of records under another ending: somebody wrote it to be read.
fn looks_like_a_record(inside: &str) -> bool {
    const ENDINGS: [&str; 6] = ["txt", "markdown", "text", "rtf", "doc", "docx"];
    let of_kind = inside.split_once('/').is_some_and(|(folder, _)| Kind::of_folder(folder).is_some());
    let ending = inside.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_lowercase());
    of_kind && ENDINGS.contains(&ending.as_str())
}

fn unclaimed(file: &FileEntry) -> Diagnostic {
    let folders: Vec<_> = Kind::ALL
        .iter()
        .filter_map(|kind| match kind.home() {
            Home::Folder(name) => Some(format!("`{name}/`")),
            Home::File(name) => Some(format!("`{name}`")),
            _ => None,
        })
        .collect();
    Diagnostic::warning(
        "unclaimed-file",
        at_file(file),
        "this file belongs to no kind of record, and is not read",
    )
    .expected(format!("one of {}", folders.join(", ")))
    .fix("move it to the folder of its kind")
}

/// The bytes of a file that is no record, such as a part of a theme; or why it is not read.
///
/// # Errors
/// When the file cannot be read.
pub fn read_other(source: &dyn Source, file: &FileEntry) -> Result<Result<Vec<u8>, Diagnostic>, SourceError> {
    if let FileKind::File(size) = file.kind
        && size > FILE_LIMIT
    {
        let message = format!("this file is larger than {} MiB, and is not read", FILE_LIMIT / (1024 * 1024));
        let problem = Diagnostic::error("file-too-large", at_file(file), message);
        return Ok(Err(problem.expected("what a page can load at once").fix("make it smaller, or split it")));
    }
    if let Some(problem) = unreadable(file) {
        return Ok(Err(problem));
    }
    let bytes = source.read(&file.path)?;
    Ok(if bytes.starts_with(POINTER) { Err(elsewhere(&file.path)) } else { Ok(bytes) })
}

/// The text of a file that is no record; or why it is none.
///
/// # Errors
/// When the bytes are not UTF-8, or hold what no text does.
pub fn text_of(path: &RepoPath, bytes: Vec<u8>) -> Result<Arc<Text>, Diagnostic> {
    to_text(path, bytes, |content| Text::new(path.clone(), content))
}

/// The place of a file whose text is not known.
fn at_file(file: &FileEntry) -> Span {
    Span::of_file(&Text::new(file.path.clone(), String::new()))
}

/// Why a file must not be opened, if it must not.
fn unreadable(file: &FileEntry) -> Option<Diagnostic> {
    let is_record = is_markdown(file.path.name()) || is_toml(file.path.name());
    match file.kind {
        FileKind::File(size) if size > FILE_LIMIT && is_record => {
            let message =
                format!("this file is larger than {} MiB, and is not read", FILE_LIMIT / (1024 * 1024));
            Some(
                Diagnostic::error("file-too-large", at_file(file), message)
                    .expected("what a person typed")
                    .fix("split it, or keep it as an attachment of another type"),
            )
        }
        FileKind::File(_) => None,
        FileKind::Link => {
            let message = "this is a symbolic link, and is not followed";
            let problem = Diagnostic::error("symbolic-link", at_file(file), message);
            Some(problem.expected("a plain file").fix("put the file itself here"))
        }
        FileKind::Submodule => {
            let message = "this folder is a repository of its own, so its files are not part of this one";
            let problem = Diagnostic::error("submodule", at_file(file), message);
            Some(
                problem
                    .expected("the files themselves")
                    .fix("copy them here without their `.git`, or check that repository by itself"),
            )
        }
        FileKind::Special => {
            let problem =
                Diagnostic::error("not-text", at_file(file), "this is no plain file, and is not opened");
            Some(problem.expected("a plain file").fix("put a file here, or move it out of the accounts"))
        }
        FileKind::BadName => {
            let message = "this file's name is not UTF-8";
            let problem = Diagnostic::error("bad-file-name", at_file(file), message);
            Some(problem.expected("a name that reads the same on every computer").fix("rename it"))
        }
    }
}

/// What stands at the beginning of a file that Git LFS keeps elsewhere.
const POINTER: &[u8] = b"version https://git-lfs.github.com/spec/";

/// The largest file that may be such a pointer, in bytes.
const LARGEST_POINTER: u64 = 1024;

/// What is wrong with a file of which only a pointer is here.
fn elsewhere(path: &RepoPath) -> Diagnostic {
    let span = Span::of_file(&Text::new(path.clone(), String::new()));
    let message = "this is a pointer of Git LFS: the content is kept elsewhere, and is not here";
    Diagnostic::error("lfs-pointer", span, message)
        .expected("the content itself, in the repository")
        .fix("`git lfs migrate export` with this path, or `git lfs pull` for the files on disk alone")
}

/// Tells of an attachment of which only a pointer is here.
fn pointer(source: &dyn Source, file: &FileEntry) -> Result<Option<Diagnostic>, SourceError> {
    let FileKind::File(0..=LARGEST_POINTER) = file.kind else { return Ok(None) };
    Ok(source.read(&file.path)?.starts_with(POINTER).then(|| elsewhere(&file.path)))
}

/// Reads a file's text, or says why it is none. What must not be written down is masked, and its places noted.
fn read_text(
    source: &dyn Source,
    file: &FileEntry,
    patterns: &Patterns<'_>,
    forbidden: &mut Vec<(Span, Forbidden)>,
) -> Result<Result<Arc<Text>, Diagnostic>, SourceError> {
    let bytes = source.read(&file.path)?;
    if bytes.len() as u64 > FILE_LIMIT {
        let grown = FileEntry { path: file.path.clone(), kind: FileKind::File(bytes.len() as u64) };
        return Ok(Err(unreadable(&grown).unwrap_or_else(|| unclaimed(&grown))));
    }
    if bytes.starts_with(POINTER) {
        return Ok(Err(elsewhere(&file.path)));
    }
    let masked = |content: String| {
        let (content, found) = patterns.mask(content);
        let text = Text::new(file.path.clone(), content);
        forbidden.extend(found.into_iter().map(|(at, what)| (Span::new(&text, at), what)));
        text
    };
    Ok(to_text(&file.path, bytes, masked))
}

fn to_text(
    path: &RepoPath,
    bytes: Vec<u8>,
    masked: impl FnOnce(String) -> Arc<Text>,
) -> Result<Arc<Text>, Diagnostic> {
    let is_utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    match String::from_utf8(bytes) {
        Ok(content) => match content.find('\0') {
            None => {
                let conflict = conflict_in(&content);
                let text = masked(content);
                match conflict {
                    None => Ok(text),
                    Some(place) => Err(unmerged(Span::new(&text, place))),
                }
            }
            Some(at) => {
                let text = masked(content);
                let span = Span::new(&text, at..at + 1);
                let message = "this file holds a NUL byte, so it is not text";
                Err(Diagnostic::error("not-text", span, message)
                    .fix("save it as plain text, or delete the byte"))
            }
        },
        Err(error) => {
            if is_utf16 {
                // Its text would be shown as signs without meaning.
                let span = Span::of_file(&Text::new(path.clone(), String::new()));
                let problem = Diagnostic::error("not-text", span, "this file is UTF-16, not UTF-8");
                return Err(problem.expected("plain text in UTF-8").fix("save it with the encoding UTF-8"));
            }
            let at = error.utf8_error().valid_up_to();
            let text = masked(String::from_utf8_lossy(error.as_bytes()).into_owned());
            let span = Span::new(&text, at..at + 1);
            let message = "this file is not UTF-8 from here on";
            let problem = Diagnostic::error("not-text", span, message).expected("plain text in UTF-8");
            Err(problem.fix("save it with the encoding UTF-8"))
        }
    }
}

/// The line in which two versions begin that a merge left in a text.
fn conflict_in(content: &str) -> Option<Range<usize>> {
    let mut marks = ["<<<<<<< ", "=======", ">>>>>>> "].into_iter().peekable();
    let (mut at, mut first) = (0, None);
    for line in content.split_inclusive('\n') {
        let written = line.trim_end();
        if marks
            .next_if(|mark| written.starts_with(mark) && (mark.ends_with(' ') || written == *mark))
            .is_some()
        {
            first = first.or(Some(at..at + written.len()));
        }
        at += line.len();
    }
    first.filter(|_| marks.peek().is_none())
}

fn unmerged(span: Span) -> Diagnostic {
    Diagnostic::error("merge-conflict", span, "a merge left two versions of these lines, so the file is not read")
        .expected("the lines of one version")
        .fix("keep what is right of the two, and delete the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`")
}

/// Reads what all accounts share.
///
/// # Errors
/// When a file cannot be read. What is wrong inside a file is a diagnostic.
pub fn read_shared(source: &dyn Source, survey: &Survey) -> Result<Shared, SourceError> {
    let nowhere = Text::new(RepoPath::new("standing.toml"), String::new());
    let mut shared = Shared {
        config: None,
        span: Span::of_file(&nowhere),
        team: Records::default(),
        plan: Records::default(),
        problems: Vec::new(),
        forbidden: Vec::new(),
    };
    // What the configuration forbids is masked in all other files, so it is read first.
    let (configuration, others): (Vec<_>, Vec<_>) =
        survey.shared.iter().partition(|file| file.path.as_str() == "standing.toml");
    for file in configuration {
        if let Some(text) = open_shared(source, file, &Patterns::default(), &mut shared)? {
            read_config(&text, &mut shared);
        }
    }
    let config = shared.config.clone();
    let patterns = config.as_ref().map(Config::patterns).unwrap_or_default();
    for file in others {
        let Some(text) = open_shared(source, file, &patterns, &mut shared)? else { continue };
        match file.path.as_str() {
            "team.toml" => toml_file::read_tables(&text, Place::Team, &mut shared.team),
            "plan.toml" => toml_file::read_tables(&text, Place::Plan, &mut shared.plan),
            path if is_toml(path) => toml_file::read_tables(&text, Place::Feedback, &mut shared.plan),
            _ => toml_file::read_markdown(&text, Kind::Feedback, &mut shared.plan),
        }
    }
    for file in &survey.strays {
        let ours = is_markdown(file.path.as_str()) || is_toml(file.path.as_str());
        let is_readme = file.path.name().eq_ignore_ascii_case("readme.md");
        if !file.path.as_str().starts_with("accounts/") {
            shared.problems.extend(astray(source, file)?);
        } else if let Some(problem) = unreadable(file) {
            shared.problems.push(problem);
        } else if ours && !is_readme {
            let message = "this file is in no account's folder, and is not read";
            shared.problems.push(
                Diagnostic::warning("unclaimed-file", at_file(file), message)
                    .expected("a folder with an `account.toml`, here or above")
                    .fix("add an `account.toml`, or move the file"),
            );
        }
    }
    if survey.accounts.is_empty() {
        let message = "there is no account here";
        shared.problems.push(
            Diagnostic::error("no-account", shared.span.clone(), message)
                .expected("at least one folder with an `account.toml` under `accounts/`")
                .fix(
                    "write `accounts/name-of-a-customer/account.toml`, with a table `[account]` and a `name`",
                ),
        );
    }
    Ok(shared)
}

/// The text of a file that all accounts share; `None` for what is no record, or cannot be read, which is then told.
fn open_shared(
    source: &dyn Source,
    file: &FileEntry,
    patterns: &Patterns<'_>,
    shared: &mut Shared,
) -> Result<Option<Arc<Text>>, SourceError> {
    let is_record = is_toml(file.path.as_str()) || is_markdown(file.path.as_str());
    let read = match unreadable(file) {
        Some(problem) => Err(problem),
        None if !is_record || file.path.name().eq_ignore_ascii_case("readme.md") => return Ok(None),
        None => read_text(source, file, patterns, &mut shared.forbidden)?,
    };
    Ok(read.map_err(|problem| shared.problems.push(problem)).ok())
}

/// What is wrong with a file beside `accounts/`, where it looks like a record that somebody expects to be read.
fn astray(source: &dyn Source, file: &FileEntry) -> Result<Option<Diagnostic>, SourceError> {
    let warn = |message: &str, expected: &str, fix: String| {
        Some(Diagnostic::warning("unclaimed-file", at_file(file), message).expected(expected).fix(fix))
    };
    let (path, name) = (file.path.as_str(), file.path.name());
    if name.eq_ignore_ascii_case("account.toml") {
        let message = "this account is not below `accounts/`, and is not read";
        let fix = format!("move the folder to `accounts/{}`", file.path.folder());
        return Ok(warn(message, "each account in a folder below `accounts/`", fix));
    }
    if path.contains('/') {
        let is_record = is_markdown(path) && Kind::of_folder(file.path.folder()).is_some();
        let message = "this record is in no account's folder, and is not read";
        let fix = "move it to the folder of the account that it is about".to_owned();
        return Ok(is_record.then(|| warn(message, "records in the folder of their account", fix)).flatten());
    }
    let shared = ["standing.toml", "team.toml", "plan.toml"];
    let expected =
        "`standing.toml`, `team.toml` and `plan.toml` at the top, all else in the accounts' folders";
    let message = "this file is not read";
    if let Some(meant) = nearest(&name.to_lowercase(), shared) {
        return Ok(warn(message, expected, format!("rename it to `{meant}`")));
    }
    if !matches!(file.kind, FileKind::File(size) if size <= FILE_LIMIT) {
        return Ok(None);
    }
    let bytes = source.read(&file.path)?;
    let content = String::from_utf8_lossy(&bytes);
    let header = |line: &str| Some(line.trim().strip_prefix("[[")?.strip_suffix("]]")?.trim().to_owned());
    let holds_records = content.lines().filter_map(header).any(|word| Kind::from_word(&word).is_some());
    let fix = "move its tables to the file in which they belong".to_owned();
    Ok(holds_records.then(|| warn(message, expected, fix)).flatten())
}

fn read_config(text: &Arc<Text>, shared: &mut Shared) {
    let start = if text.content().starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut reader = Reader::new(text, start);
    let content = repair(&text.content()[start..], |_| false, &mut reader);
    let document = toml_file::parse(&content, &mut reader);
    let header = Span::of_file(text);
    shared.span = header.clone();
    let config: Option<Config> = reader.table(&Table { map: document.get_ref(), header });
    if let Some(format) = config.as_ref().map(|config| &config.format).filter(|format| format.0 != FORMAT) {
        reader.report(
            Diagnostic::error(
                "unknown-format",
                format.span.clone(),
                format!("format {} is not known", format.0),
            )
            .expected(format!("`format = {FORMAT}`"))
            .fix("update the program, or correct the number"),
        );
    }
    shared.config = config;
    shared.problems.extend(reader.into_problems());
}
