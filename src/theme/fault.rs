//! Templates that cannot be used: which, where and why, and a theme without them.
//!
//! The engine says what it found in its own words and, for much of it, in text alone; here it becomes a finding with the
//! place in the file that somebody wrote.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;
use tera::{ErrorKind, ReportError, Tera};

use crate::diagnostic::{Diagnostic, nearest};
use crate::language::Catalogues;
use crate::page::contract::{POLICY, Template};
use crate::source::Span;

use super::faults::Layers;
use super::layer::{Markup, first_line};
use super::proof::{Measure, Views};
use super::{ThemeError, render, say};

/// A template of the records repository: its layer and its name.
type Place = (usize, String);

/// What cannot be used of a theme.
enum Fault {
    /// The engine's error.
    Engine(tera::Error),
    /// A page without the content security policy.
    Unguarded(Template),
}

/// The engine with all templates that can be used. What cannot is taken out of the layers, and told.
///
/// # Errors
/// When it is not for a file of the records repository that a theme cannot be used.
pub fn settle(
    layers: &mut Layers,
    catalogues: &Catalogues,
    findings: &mut Vec<Diagnostic>,
) -> Result<Tera, ThemeError> {
    for layer in &mut layers.0 {
        let broken: Vec<_> = layer
            .own()
            .filter_map(|(name, ..)| Some((name.to_owned(), unparsed(layer.templates.get(name)?)?)))
            .collect();
        for (name, problem) in broken {
            layer.templates.remove(&name);
            findings.push(problem);
        }
    }
    loop {
        let fault = match made(layers, catalogues) {
            Ok(tera) => return Ok(tera),
            Err(fault) => fault,
        };
        let mut blamed = match &fault {
            Fault::Engine(error) => of(layers, error),
            Fault::Unguarded(_) => Vec::new(),
        };
        if blamed.is_empty() {
            blamed.extend(culprit(layers, catalogues, &fault));
        }
        if blamed.is_empty() {
            let (name, source) = match fault {
                Fault::Engine(source) => ("templates".to_owned(), source),
                Fault::Unguarded(template) => (template.file().to_owned(), tera::Error::message(unguarded())),
            };
            return Err(ThemeError::Template { name, source });
        }
        for ((at, name), problem) in blamed {
            layers.0[at].templates.remove(&name);
            findings.push(problem);
        }
    }
}

/// The engine with the templates of all layers; where some are the repository's own, pages are made for proof.
fn made(layers: &Layers, catalogues: &Catalogues) -> Result<Tera, Fault> {
    let tera = compiled(layers, catalogues).map_err(Fault::Engine)?;
    if layers.0.iter().all(|layer| layer.own().next().is_none()) {
        return Ok(tera);
    }
    let views = Views::new();
    for template in Template::ALL {
        for measure in Measure::EACH {
            let page = render(&tera, template, &views.of(template.file(), measure)).map_err(Fault::Engine)?;
            if !is_guarded(&page) {
                return Err(Fault::Unguarded(template));
            }
        }
    }
    Ok(tera)
}

/// Whether a page has the content security policy, before anything that it loads.
pub fn is_guarded(page: &str) -> bool {
    let policy = page.find(&format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">"));
    let loads = ["<link", "<script", "<style", "<body"].iter().filter_map(|tag| page.find(tag)).min();
    policy.is_some_and(|policy| loads.is_none_or(|loads| policy < loads))
}

fn unguarded() -> &'static str {
    "its pages have no content security policy, or have it too late"
}

fn compiled(layers: &Layers, catalogues: &Catalogues) -> Result<Tera, tera::Error> {
    let mut tera = Tera::default();
    tera.autoescape_on(["html"]);
    tera.set_fallback_prefixes(layers.0.iter().map(|layer| layer.prefix))?;
    let words = catalogues.clone();
    tera.register_function("say", move |with: tera::Kwargs, _: &tera::State<'_>| say(&words, &with));
    let templates = layers.0.iter().enumerate().flat_map(|(at, layer)| {
        layer.templates.iter().map(move |(name, markup)| {
            let ready = markup.ready(name, layers.below(name, at), catalogues);
            (format!("{}{name}", layer.prefix), ready)
        })
    });
    tera.add_raw_templates(templates.collect::<Vec<_>>())?;
    Ok(tera)
}

/// Why a template cannot be parsed, if it cannot.
fn unparsed(markup: &Markup) -> Option<Diagnostic> {
    let text = markup.own.as_ref()?;
    let error = Tera::default().add_raw_template("template", text.content()).err()?;
    let ErrorKind::SyntaxError(report) = error.kind() else { return None };
    Some(told(Span::new(text, report.span().range.clone()), report.message(), &Names::default()))
}

/// The templates of the records repository that an error names, each with what is wrong.
pub fn of(layers: &Layers, error: &tera::Error) -> Vec<(Place, Diagnostic)> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            reported(layers, report).into_iter().collect()
        }
        ErrorKind::CircularExtend { tpl, .. } => {
            whole(layers, tpl, "this extends itself, through others").into_iter().collect()
        }
        ErrorKind::CircularInclude { tpl, .. } => {
            whole(layers, tpl, "this includes itself, through others").into_iter().collect()
        }
        ErrorKind::MissingParent { current, parent } => {
            let Some((place, markup, _)) = found(layers, current) else { return Vec::new() };
            let (Some(text), Some((_, at))) = (&markup.own, &markup.scan.extends) else { return Vec::new() };
            let message = format!("unknown template `{}`", parent.rsplit('/').next().unwrap_or(parent));
            vec![(place, told(Span::new(text, at.clone()), &message, &Names::of(layers)))]
        }
        ErrorKind::Msg(text) => listed(layers, text),
        _ => Vec::new(),
    }
}

/// What a template may name of other templates.
#[derive(Default)]
struct Names {
    templates: BTreeSet<String>,
    components: BTreeSet<String>,
}

impl Names {
    fn of(layers: &Layers) -> Self {
        let mut names = Self::default();
        for (name, markup) in layers.0.iter().flat_map(|layer| &layer.templates) {
            names.templates.insert(name.clone());
            names.components.extend(markup.scan.components.iter().map(|(name, _)| name.clone()));
        }
        names
    }
}

/// A template by the name under which the engine knows it.
fn found<'l>(layers: &'l Layers, known: &str) -> Option<(Place, &'l Markup, Option<&'static str>)> {
    let (at, name) =
        layers.0.iter().enumerate().find_map(|(at, layer)| Some((at, known.strip_prefix(layer.prefix)?)))?;
    let markup = layers.0[at].templates.get(name)?;
    Some(((at, name.to_owned()), markup, layers.below(name, at)))
}

fn reported(layers: &Layers, report: &ReportError) -> Option<(Place, Diagnostic)> {
    let (place, markup, below) = found(layers, report.filename())?;
    let span = markup.span(&place.1, below, report.span().range.clone())?;
    Some((place, told(span, report.message(), &Names::of(layers))))
}

fn whole(layers: &Layers, known: &str, message: &str) -> Option<(Place, Diagnostic)> {
    let (place, markup, _) = found(layers, known)?;
    Some((place, told(first_line(markup.own.as_ref()?), message, &Names::default())))
}

/// `error: Unknown filter ‘x’`, and below it `--> records/base.html:3:14`, the line, and what is underlined.
static REPORT: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?m)^error: (.*)\n *--> (.*):(\d+):(\d+)\n.*\n.*\n[ |\t]*?(\^+)$").ok());

/// The reports that a message is made of.
fn listed(layers: &Layers, message: &str) -> Vec<(Place, Diagnostic)> {
    let Some(report) = &*REPORT else { return Vec::new() };
    let all = report.captures_iter(message).filter_map(|found_here| {
        let (_, [message, known, line, column, marks]) = found_here.extract();
        let (place, markup, below) = found(layers, known)?;
        let ready = markup.ready(&place.1, below, &Catalogues::of("en"));
        let line = line.parse::<usize>().ok()?;
        let before: usize = ready.split_inclusive('\n').take(line - 1).map(str::len).sum();
        let rest = ready.get(before..)?;
        let after = |signs: usize| rest.char_indices().nth(signs).map_or(rest.len(), |(at, _)| at);
        let column = column.parse::<usize>().ok()? - 1;
        let range = before + after(column)..before + after(column + marks.len());
        Some((place.clone(), told(markup.span(&place.1, below, range)?, message, &Names::of(layers))))
    });
    let mut all: Vec<_> = all.collect();
    all.sort_by(|(one, _), (other, _)| one.cmp(other));
    all
}

/// The template of the records repository without which there is no such fault.
fn culprit(layers: &Layers, catalogues: &Catalogues, fault: &Fault) -> Option<(Place, Diagnostic)> {
    let own = layers
        .0
        .iter()
        .enumerate()
        .flat_map(|(at, layer)| layer.own().map(move |(name, _, text)| (at, name, text)));
    let said = |fault: &Fault| match fault {
        Fault::Engine(error) => error.to_string(),
        Fault::Unguarded(_) => unguarded().to_owned(),
    };
    let before = said(fault);
    let mut without = own.filter(|(at, name, _)| {
        let mut fewer = layers.clone();
        fewer.0[*at].templates.remove(*name);
        made(&fewer, catalogues).err().is_none_or(|other| said(&other) != before)
    });
    let (at, name, text) = without.next()?;
    let problem = match fault {
        Fault::Unguarded(_) => Diagnostic::error("theme-broken", first_line(text), unguarded())
            .expected(format!(
                "`<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">`, first in `<head>`"
            ))
            .fix("write that line, or begin with `{% extends \"base.html\" %}` and change blocks"),
        Fault::Engine(error) => {
            let text_of = error.to_string();
            let first = text_of.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
            told(
                first_line(text),
                &format!("with this, other templates cannot be used: {first}"),
                &Names::default(),
            )
        }
    };
    Some(((at, name.to_owned()), problem))
}

/// What the engine says, as a finding. Where it says what there is, that is what was expected.
fn told(span: Span, message: &str, names: &Names) -> Diagnostic {
    let (message, available) =
        message.split_once(". Available ").unwrap_or((message.trim_end_matches('.'), ""));
    let available: Vec<&str> =
        available.split_once(": ").map(|(_, list)| list.split(", ").collect()).unwrap_or_default();
    let mut letters = message.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    let message = first + letters.as_str();
    let known: Vec<&str> = match message.split(' ').nth(1) {
        _ if !available.is_empty() => available,
        Some("component") => names.components.iter().map(String::as_str).collect(),
        Some("template") => names.templates.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    };
    let quoted = message.split('`').nth(1).unwrap_or_default();
    let fix = match nearest(quoted, known.iter().copied()) {
        Some(meant) => format!("write `{meant}`"),
        None => "`standing explain theme` lists the templates, and what each gets".to_owned(),
    };
    let expected = if known.is_empty() {
        "a template with which every page of its kind can be made".to_owned()
    } else {
        let known: Vec<_> = known.iter().map(|name| format!("`{name}`")).collect();
        format!("one of {}", known.join(", "))
    };
    Diagnostic::error("theme-broken", span, message).expected(expected).fix(fix)
}
