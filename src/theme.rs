//! The theme: templates and assets compiled into the program, and the contract between them and the view data.
//!
//! A template sees the fields of one struct of [`crate::page`], serialised as they are named there. Everything is
//! escaped unless its type is [`crate::page::common::Html`]. The theme reads no record and writes no file.

use std::fmt;

use include_dir::{Dir, include_dir};
use serde::Serialize;
use tera::{Context, Kwargs, State, Tera};
use xxhash_rust::xxh3::Xxh3;

use crate::language::{Catalogues, Said};
pub use crate::page::contract::{CONTRACT, Template};

static DEFAULT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// A file that goes into the site as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asset {
    /// Its path in the site, relative to the root: `assets/style.css`.
    pub path: &'static str,
    /// Its bytes.
    pub bytes: &'static [u8],
}

/// A theme, ready to render.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    assets: Vec<Asset>,
    fingerprint: u64,
}

/// A template that could not be parsed or rendered, with its file and line.
#[derive(Debug)]
pub struct ThemeError {
    template: String,
    source: tera::Error,
}

impl fmt::Display for ThemeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the theme's {} could not be used: {}", self.template, self.source)
    }
}

impl std::error::Error for ThemeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

impl Theme {
    /// The theme that is compiled into the program, with the words of a language. Fails only where a template of it does not
    /// parse.
    pub fn load(language: &str) -> Result<Theme, ThemeError> {
        let mut tera = Tera::default();
        tera.autoescape_on(["html"]);
        let catalogues = Catalogues::of(language);
        let templates: Vec<(&str, String)> = DEFAULT
            .files()
            .filter_map(|file| {
                let name = file.path().to_str().filter(|name| name.ends_with(".html"))?;
                Some((name, with_words(file.contents_utf8()?, &catalogues)))
            })
            .collect();
        let mut hash = Xxh3::new();
        hash.update(format!("{CONTRACT}\0{language}\0").as_bytes());
        for (name, text) in &templates {
            mark(&mut hash, name, text.as_bytes());
        }
        tera.register_function("say", move |with: Kwargs, _: &State<'_>| say(&catalogues, &with));
        tera.add_raw_templates(templates)
            .map_err(|source| ThemeError { template: "templates".to_owned(), source })?;
        let mut assets: Vec<Asset> = DEFAULT
            .get_dir("assets")
            .into_iter()
            .flat_map(|folder| folder.files())
            .filter_map(|file| Some(Asset { path: file.path().to_str()?, bytes: file.contents() }))
            .collect();
        assets.sort_by_key(|asset| asset.path);
        for asset in &assets {
            mark(&mut hash, asset.path, asset.bytes);
        }
        Ok(Theme { tera, assets, fingerprint: hash.digest() })
    }

    /// A number that differs wherever a template, an asset, the language or the contract does: two themes with the same one
    /// make the same pages of the same views.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// Renders one page. Fails where a template asks for something that the view does not hold.
    pub fn render(&self, template: Template, view: &impl Serialize) -> Result<String, ThemeError> {
        let named = |source| ThemeError { template: template.file().to_owned(), source };
        let context = Context::from_serialize(view).map_err(named)?;
        self.tera.render(template.file(), &context).map_err(named)
    }

    /// The style sheet, scripts and other files, ordered by path.
    pub fn assets(&self) -> &[Asset] {
        &self.assets
    }
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
