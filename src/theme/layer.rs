//! The files of one theme: of one that is compiled into the program, or of a folder of the records repository.
//!
//! Nothing of a folder is trusted: what cannot be read, has no place in a theme, or was written for another contract is
//! left out, and told.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use crate::diagnostic::{Diagnostic, nearest};
use crate::language::Catalogues;
use crate::page::contract::{CONTRACT, Template};
use crate::page::jump;
use crate::record::{ThemeFile, read_other, text_of};
use crate::source::{FileEntry, FileKind, RepoPath, Source, SourceError, Span, Survey, Text};

use super::scan::Scan;

static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// The theme that all others are laid over.
pub const DEFAULT: &str = "default";

/// What a theme says of itself.
pub const SELF: &str = "theme.toml";

/// What each build makes itself.
const MADE: [&str; 2] = [jump::PATH, super::WORDS];

/// The names of the themes that are compiled into the program.
pub fn built_in() -> impl Iterator<Item = &'static str> {
    BUILT_IN.dirs().filter_map(|folder| folder.path().to_str())
}

/// What a theme of the program says of itself, in a sentence.
#[must_use]
pub fn about(name: &str) -> String {
    let file = BUILT_IN.get_file(format!("{name}/{SELF}")).and_then(|file| file.contents_utf8());
    let text = Text::new(RepoPath::new(SELF), file.unwrap_or_default().to_owned());
    ThemeFile::read(&text).0.and_then(|file| file.about).map(|about| about.value).unwrap_or_default()
}

/// The files of one theme.
#[derive(Debug, Clone)]
pub struct Layer {
    /// How the names of its templates begin among those of all layers: `records/`.
    pub prefix: &'static str,
    /// Its templates, by the name of the file.
    pub templates: BTreeMap<String, Markup>,
    /// Its assets, by their path in the site.
    pub assets: BTreeMap<String, Part>,
}

/// A template.
#[derive(Debug, Clone)]
pub struct Markup {
    /// What stands in it.
    pub text: Cow<'static, str>,
    /// What it names.
    pub scan: Scan,
    /// The file, where it is one of the records repository.
    pub own: Option<Arc<Text>>,
}

/// An asset.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its bytes.
    pub bytes: Cow<'static, [u8]>,
    /// The file, where it is one of the records repository.
    pub own: Option<RepoPath>,
}

impl Layer {
    /// A theme of the program; `None` where it has none of this name.
    pub fn built_in(name: &str, prefix: &'static str) -> Option<Self> {
        let folder = BUILT_IN.get_dir(name)?;
        let inside = |path: &std::path::Path| Some(path.strip_prefix(name).ok()?.to_str()?.to_owned());
        let templates = folder.files().filter_map(|file| {
            let name = inside(file.path()).filter(|name| name.ends_with(".html"))?;
            let text = file.contents_utf8()?;
            Some((name, Markup { text: text.into(), scan: Scan::of(text), own: None }))
        });
        let assets = folder.get_dir(format!("{name}/assets")).into_iter().flat_map(|folder| folder.files());
        let assets = assets.filter_map(|file| {
            Some((inside(file.path())?, Part { bytes: file.contents().into(), own: None }))
        });
        Some(Self { prefix, templates: templates.collect(), assets: assets.collect() })
    }

    /// The same, where there is such a folder.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn read_if_any(
        source: &dyn Source,
        survey: &Survey,
        folder: &str,
        prefix: &'static str,
        findings: &mut Vec<Diagnostic>,
    ) -> Result<Option<Self>, SourceError> {
        let of_folder = RepoPath::new(folder);
        let is_there =
            survey.theme.iter().any(|file| file.path == of_folder || file.path.below(&of_folder).is_some());
        is_there.then(|| Self::read(source, survey, folder, prefix, findings)).transpose()
    }

    /// The theme in a folder of the records repository; empty where it was written for another contract.
    ///
    /// # Errors
    /// When a file cannot be read.
    fn read(
        source: &dyn Source,
        survey: &Survey,
        folder: &str,
        prefix: &'static str,
        findings: &mut Vec<Diagnostic>,
    ) -> Result<Self, SourceError> {
        let mut layer = Self { prefix, templates: BTreeMap::new(), assets: BTreeMap::new() };
        let of_folder = RepoPath::new(folder);
        let mut own = None;
        for file in &survey.theme {
            if file.path == of_folder && !matches!(file.kind, FileKind::File(_)) {
                findings.extend(read_other(source, file)?.err());
                return Ok(layer);
            }
            let Some(inside) = file.path.below(&of_folder) else { continue };
            match read_other(source, file)? {
                Err(problem) => findings.push(problem),
                Ok(bytes) if inside == SELF => own = Some((file, bytes)),
                Ok(bytes) => findings.extend(layer.take(inside, file, bytes)),
            }
        }
        let is_ours = is_of_contract(folder, own, findings);
        if !is_ours {
            layer.templates.clear();
            layer.assets.clear();
        }
        Ok(layer)
    }

    /// Takes a file to its place, or says that it has none.
    fn take(&mut self, inside: &str, file: &FileEntry, bytes: Vec<u8>) -> Option<Diagnostic> {
        let is_template = inside.ends_with(".html") && !inside.contains('/');
        if is_template {
            let text = match text_of(&file.path, bytes) {
                Ok(text) => text,
                Err(problem) => return Some(problem),
            };
            let content = text.content().to_owned();
            let markup = Markup { scan: Scan::of(&content), text: content.into(), own: Some(text) };
            self.templates.insert(inside.to_owned(), markup);
            return None;
        }
        if inside.starts_with("assets/") && !MADE.contains(&inside) {
            if let Some(problem) = misnamed(inside, file) {
                return Some(problem);
            }
            let part = Part { bytes: bytes.into(), own: Some(file.path.clone()) };
            self.assets.insert(inside.to_owned(), part);
            return None;
        }
        let is_about = ["readme", "license", "licence", "copying"]
            .iter()
            .any(|word| inside.to_lowercase().starts_with(word));
        if is_about { None } else { Some(without_place(inside, file)) }
    }

    /// The templates of the records repository, with the names by which the theme knows them.
    pub fn own(&self) -> impl Iterator<Item = (&str, &Markup, &Arc<Text>)> {
        self.templates.iter().filter_map(|(name, markup)| Some((name.as_str(), markup, markup.own.as_ref()?)))
    }
}

impl Markup {
    /// What a template that goes over another of its own name is for the engine: it extends the one that lies below. With the
    /// words put in where it is one of ours.
    pub fn ready(&self, name: &str, below: Option<&str>, catalogues: &Catalogues) -> String {
        match (&self.own, &self.scan.extends, below) {
            (Some(_), Some((parent, at)), Some(below)) if parent == name => {
                let (before, after) = self.text.split_at(at.start);
                format!("{before}{below}{after}")
            }
            (Some(_), ..) => self.text.clone().into_owned(),
            (None, ..) => super::with_words(&self.text, catalogues),
        }
    }

    /// The place in the file of a range of what [`ready`](Self::ready) gave.
    pub fn span(&self, name: &str, below: Option<&str>, range: Range<usize>) -> Option<Span> {
        let text = self.own.as_ref()?;
        let longer = match (&self.scan.extends, below) {
            (Some((parent, at)), Some(below)) if parent == name => Some((at.start, below.len())),
            _ => None,
        };
        let back = |at: usize| match longer {
            Some((start, by)) if at > start => start.max(at.saturating_sub(by)),
            _ => at,
        };
        Some(Span::new(text, back(range.start)..back(range.end)))
    }
}

/// The first line of a file: the place of what concerns all of it.
pub fn first_line(text: &Arc<Text>) -> Span {
    let line = text.content().lines().next().unwrap_or_default().trim_end();
    Span::new(text, 0..line.len())
}

fn nowhere(path: &RepoPath) -> Span {
    Span::of_file(&Text::new(path.clone(), String::new()))
}

/// Whether a theme says that it was written for our contract.
fn is_of_contract(folder: &str, own: Option<(&FileEntry, Vec<u8>)>, findings: &mut Vec<Diagnostic>) -> bool {
    let Some((file, bytes)) = own else {
        let span = nowhere(&RepoPath::new(format!("{folder}/{SELF}")));
        let problem =
            Diagnostic::error("theme-contract", span, "this theme does not say what it was written for");
        findings
            .push(problem.expected(expected()).fix(format!("write a file `{folder}/{SELF}` with that line")));
        return false;
    };
    let text = match text_of(&file.path, bytes) {
        Ok(text) => text,
        Err(problem) => {
            findings.push(problem);
            return false;
        }
    };
    let (read, problems) = ThemeFile::read(&text);
    findings.extend(problems);
    let Some(read) = read else { return false };
    let written = read.contract.value.0;
    if written == CONTRACT {
        return true;
    }
    let message = format!("this theme was written for version {written} of the contract");
    let problem = Diagnostic::error("theme-contract", read.contract.span.clone(), message);
    let fix = if written < CONTRACT {
        format!("`standing explain theme` says what templates get now; then write `contract = {CONTRACT}`")
    } else {
        "update the program, or take an older version of the theme".to_owned()
    };
    findings.push(problem.expected(expected()).fix(fix));
    false
}

fn expected() -> String {
    format!(
        "`contract = {CONTRACT}`, the version of the contract between pages and templates of this program"
    )
}

/// A name that some web server or disk could not hold.
fn misnamed(inside: &str, file: &FileEntry) -> Option<Diagnostic> {
    let is_plain = |name: &str| {
        !name.is_empty()
            && !name.ends_with('.')
            && !crate::source::is_reserved(name)
            && name.chars().all(|sign| sign.is_ascii_alphanumeric() || "-_.".contains(sign))
    };
    if inside.split('/').all(is_plain) {
        return None;
    }
    let message = format!("`{inside}` cannot be an address in every site");
    let problem = Diagnostic::error("bad-file-name", nowhere(&file.path), message);
    Some(problem.expected("letters, digits, `-`, `_` and `.`").fix("rename it, and what refers to it"))
}

fn without_place(inside: &str, file: &FileEntry) -> Diagnostic {
    let message = if MADE.contains(&inside) {
        "each build makes this file itself, so this one is not used".to_owned()
    } else {
        "this file has no place in a theme, and is not used".to_owned()
    };
    let names: Vec<_> = Template::ALL.iter().map(|template| template.file()).chain([SELF]).collect();
    let fix = match nearest(inside, names) {
        Some(meant) => format!("rename it to `{meant}`"),
        None => "put it into `assets/` and refer to it, or delete it".to_owned(),
    };
    Diagnostic::warning("theme-unused", nowhere(&file.path), message)
        .expected(format!("templates such as `base.html`, files in `assets/`, or `{SELF}`"))
        .fix(fix)
}
