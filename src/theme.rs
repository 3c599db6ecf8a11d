//! The theme: templates and assets, the layers in which they lie over each other, and the contract between them and the
//! view data.
//!
//! A template sees the fields of one struct of [`crate::page`], serialised as they are named there. Everything is
//! escaped unless its type is [`crate::page::common::Html`]. The theme reads no record and writes no file.
//!
//! The uppermost layer is the folder `theme` of the records repository, below it lies the theme that `standing.toml` names,
//! and below that the default. A file that stands in several is taken from the uppermost, and a template may extend the one
//! of its own name below. What is wrong in a theme of one's own is a finding, and the theme does without the file.

mod blocked;
mod fault;
mod faults;
mod layer;
mod proof;
mod scan;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;
use tera::{Context, Kwargs, Tera};
use xxhash_rust::xxh3::Xxh3;

use crate::diagnostic::{Diagnostic, nearest};
use crate::language::{Catalogues, Said};
pub use crate::page::contract::{CONTRACT, Template};
use crate::page::script::literal;
use crate::record::{At, Config};
use crate::source::{Source, SourceError, Survey};

use faults::Layers;
use layer::Layer;
pub use layer::{DEFAULT, SELF, about, built_in};

/// A file that goes into the site as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Its path in the site, relative to the root: `assets/style.css`.
    pub path: String,
    /// Its bytes.
    pub bytes: Cow<'static, [u8]>,
}

/// A theme, ready to render.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    assets: Vec<Asset>,
    fingerprint: u64,
    layers: Layers,
    findings: Vec<Diagnostic>,
}

/// A theme could not be used.
#[derive(Debug)]
pub enum ThemeError {
    /// A file of it could not be read.
    Source(SourceError),
    /// A template of the program could not be parsed, or a page not be rendered.
    Template {
        /// The template.
        name: String,
        /// Why, with its place.
        source: tera::Error,
    },
}

impl fmt::Display for ThemeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Source(error) => error.fmt(formatter),
            Self::Template { name, source } => {
                write!(formatter, "the theme's {name} could not be used: {source}")
            }
        }
    }
}

impl std::error::Error for ThemeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Source(error) => Some(error),
            Self::Template { source, .. } => Some(source),
        }
    }
}

impl From<SourceError> for ThemeError {
    fn from(error: SourceError) -> Self {
        Self::Source(error)
    }
}

impl Theme {
    /// The default theme, with the words of a language. Fails only where a template of it does not parse.
    pub fn load(language: &str) -> Result<Theme, ThemeError> {
        let layers = Layer::built_in(DEFAULT, "default/").into_iter().collect();
        Self::of(Layers(layers), &Catalogues::of(language), language, Vec::new())
    }

    /// The theme of a records repository: its own files, over the theme that the configuration names, over the default.
    /// What is wrong in them is among the [`findings`](Self::findings).
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn open(source: &dyn Source, survey: &Survey, config: &Config) -> Result<Theme, ThemeError> {
        let mut findings = Vec::new();
        let mut layers = vec![Layer::read_if_any(source, survey, "theme", "records/", &mut findings)?];
        match config.theme.as_ref().and_then(|named| Layer::built_in(&named.value, "chosen/")) {
            // Each theme of the program is whole.
            Some(whole) => layers.push(Some(whole)),
            None => {
                layers.push(chosen(source, survey, config, &mut findings)?);
                layers.push(Layer::built_in(DEFAULT, "default/"));
            }
        }
        let mut layers = Layers(layers.into_iter().flatten().collect());
        findings.extend(layers.0.iter().flat_map(blocked::find));
        let (unmatched, unusable) = layers.unmatched();
        findings.extend(unmatched);
        for (at, name) in unusable {
            layers.0[at].templates.remove(&name);
        }
        Self::of(layers, &Catalogues::of(config.language()), config.language(), findings)
    }

    /// A theme of layers, without the files that cannot be used.
    fn of(
        mut layers: Layers,
        catalogues: &Catalogues,
        language: &str,
        mut findings: Vec<Diagnostic>,
    ) -> Result<Theme, ThemeError> {
        let tera = fault::settle(&mut layers, catalogues, &mut findings)?;
        let mut assets = BTreeMap::new();
        for layer in layers.0.iter().rev() {
            assets.extend(layer.assets.iter().map(|(path, part)| (path.clone(), part.bytes.clone())));
        }
        if assets.contains_key(SCRIPT) {
            assets.insert(WORDS.to_owned(), words(catalogues).into());
        }
        let assets: Vec<_> = assets.into_iter().map(|(path, bytes)| Asset { path, bytes }).collect();
        let mut hash = Xxh3::new();
        hash.update(format!("{CONTRACT}\0{language}\0").as_bytes());
        for layer in &layers.0 {
            for (name, markup) in &layer.templates {
                mark(&mut hash, &format!("{}{name}", layer.prefix), markup.text.as_bytes());
            }
        }
        for asset in &assets {
            mark(&mut hash, &asset.path, &asset.bytes);
        }
        crate::diagnostic::sort(&mut findings);
        Ok(Theme { tera, assets, fingerprint: hash.digest(), layers, findings })
    }

    /// A number that differs wherever a template, an asset, the language or the contract does: two themes with the same one
    /// make the same pages of the same views.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// What is wrong in the files of the records repository that it is made of, in the order in which it is shown.
    #[must_use]
    pub fn findings(&self) -> &[Diagnostic] {
        &self.findings
    }

    /// Renders one page. Fails where a template asks for something that the view does not hold.
    pub fn render(&self, template: Template, view: &impl Serialize) -> Result<String, ThemeError> {
        render(&self.tera, template, view).map_err(|error| self.blame(template, error))
    }

    /// What failed, in the words of a finding where it is a template of the records repository.
    fn blame(&self, template: Template, error: tera::Error) -> ThemeError {
        let name = template.file().to_owned();
        match fault::of(&self.layers, &error).into_iter().next() {
            Some((_, problem)) => {
                let path = format!("{}:{}", problem.span.path(), problem.span.line());
                ThemeError::Source(SourceError { path, problem: problem.message })
            }
            None => ThemeError::Template { name, source: error },
        }
    }

    /// The style sheet, scripts and other files, ordered by path.
    pub fn assets(&self) -> &[Asset] {
        &self.assets
    }
}

/// The script that brings what others say, where there are any.
const WORDS: &str = "assets/words.js";

/// The script that the words are for.
const SCRIPT: &str = "assets/standing.js";

/// What scripts say, as one of them.
fn words(catalogues: &Catalogues) -> Vec<u8> {
    let words = literal(&catalogues.templates("script-")).unwrap_or_default();
    format!("window.standingWords = {words};\n").into_bytes()
}

fn render(tera: &Tera, template: Template, view: &impl Serialize) -> Result<String, tera::Error> {
    tera.render(template.file(), &Context::from_serialize(view)?)
}

/// The theme in a folder of the records repository that the configuration names, if it names one.
fn chosen(
    source: &dyn Source,
    survey: &Survey,
    config: &Config,
    findings: &mut Vec<Diagnostic>,
) -> Result<Option<Layer>, SourceError> {
    let Some(named) = config.theme.as_ref() else { return Ok(None) };
    if own_themes(survey).contains(&named.value.as_str()) {
        return Layer::read_if_any(source, survey, &named.value, "chosen/", findings);
    }
    findings.push(unknown(named, survey));
    Ok(None)
}

/// The folders of `themes/`, as `standing.toml` names them.
#[must_use]
pub fn own_themes(survey: &Survey) -> Vec<&str> {
    let folders = survey.theme.iter().filter_map(|file| {
        let path = file.path.as_str();
        let name = path.strip_prefix("themes/")?.split_once('/')?.0;
        Some(&path[.."themes/".len() + name.len()])
    });
    let mut folders: Vec<_> = folders.collect();
    folders.dedup();
    folders
}

/// What the default theme is made of, by name: what a theme of one's own may go over.
#[derive(Debug, Default)]
pub struct Parts {
    /// Its templates, each with its blocks in the order of the file.
    pub templates: Vec<(String, Vec<String>)>,
    /// Its components.
    pub components: Vec<String>,
    /// Its assets.
    pub assets: Vec<String>,
    /// Its colours, by the names of their variables in its style sheet.
    pub colours: Vec<String>,
}

/// What the default theme is made of.
#[must_use]
pub fn parts() -> Parts {
    let Some(layer) = Layer::built_in(DEFAULT, "") else { return Parts::default() };
    let style =
        layer.assets.get("assets/style.css").map(|part| String::from_utf8_lossy(&part.bytes).into_owned());
    let root = style
        .as_deref()
        .and_then(|style| style.split_once(":root {")?.1.split_once('}'))
        .map(|(root, _)| root);
    let colours = root.unwrap_or_default().lines().filter(|line| line.contains('#'));
    let colours = colours.filter_map(|line| Some(line.trim().split_once(':')?.0.to_owned())).collect();
    let of = |markup: &layer::Markup| markup.scan.blocks.iter().map(|block| block.name.clone()).collect();
    Parts {
        templates: layer.templates.iter().map(|(name, markup)| (name.clone(), of(markup))).collect(),
        components: layer
            .templates
            .values()
            .flat_map(|markup| &markup.scan.components)
            .map(|(name, _)| name.clone())
            .collect(),
        assets: layer.assets.into_keys().collect(),
        colours,
    }
}

/// Whether there is a theme of a name.
#[must_use]
pub fn is_there(name: &str, survey: &Survey) -> bool {
    built_in().any(|known| known == name) || own_themes(survey).contains(&name)
}

/// What to say of a theme that there is not.
fn unknown(named: &At<String>, survey: &Survey) -> Diagnostic {
    let name = named.value.as_str();
    let mut known: Vec<&str> = built_in().collect();
    known.extend(own_themes(survey));
    let listed: Vec<_> = known.iter().map(|name| format!("`{name}`")).collect();
    let fix = match nearest(name, known.iter().copied()) {
        Some(meant) => format!("write `{meant}`"),
        None => "put its files into a folder in `themes/` of the records repository".to_owned(),
    };
    Diagnostic::error("unknown-theme", named.span.clone(), format!("there is no theme `{name}`"))
        .expected(format!("one of {}, or a folder in `themes/`", listed.join(", ")))
        .fix(fix)
}

/// Takes a file into a fingerprint, apart from the files beside it.
fn mark(hash: &mut Xxh3, path: &str, bytes: &[u8]) {
    for part in [path.as_bytes(), bytes] {
        hash.update(&(part.len() as u64).to_le_bytes());
        hash.update(part);
    }
}

/// A template with the words that are the same on every page, `{{ say(id="skip-to-the-content") }}`, put in once and for all.
fn with_words(template: &str, catalogues: &Catalogues) -> String {
    let (mut text, mut rest) = (String::with_capacity(template.len()), template);
    while let Some((before, (call, after))) =
        rest.split_once("{{ say(id=\"").and_then(|(before, after)| Some((before, after.split_once(" }}")?)))
    {
        text.push_str(before);
        match call.strip_suffix("\")").and_then(|id| catalogues.say(id, [])) {
            Some(words) => text.push_str(&escaped(&words)),
            None => text.push_str(&format!("{{{{ say(id=\"{call} }}}}")),
        }
        rest = after;
    }
    text.push_str(rest);
    text
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// `{{ say(id="records-of-year", year=year) }}` in a template: a message of the catalogue, with what belongs into it.
fn say(catalogues: &Catalogues, with: &Kwargs) -> Result<String, tera::Error> {
    let id = with.must_get::<&str>("id")?;
    let given = with.iter().filter_map(|(name, value)| {
        let value = match value.as_str() {
            Some(text) => Said::from(text),
            None => Said::try_number(value.to_string().as_str()).into_owned(),
        };
        Some((name.as_str()?, value))
    });
    let said = catalogues.say(id, given);
    said.ok_or_else(|| {
        tera::Error::message(format!("no catalogue has the message {id}, or it lacks what belongs into it"))
    })
}

#[cfg(test)]
mod tests;
