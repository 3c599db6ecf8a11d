//! What in a theme of one's own goes over nothing: a template that no page is made with, a block or a component that
//! nothing below has, an asset that nothing refers to.
//!
//! A name that was mistyped would change nothing, and nobody would be told.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, nearest};
use crate::source::{Span, Text};

use super::layer::{Layer, Markup, first_line};

/// The layers of a theme, the uppermost first.
#[derive(Debug, Clone)]
pub struct Layers(pub Vec<Layer>);

impl Layers {
    /// The layer and the template that a name leads to, from a layer on.
    fn find(&self, name: &str, from: usize) -> Option<(usize, &Markup)> {
        let below = self.0.iter().enumerate().skip(from);
        below.filter_map(|(at, layer)| Some((at, layer.templates.get(name)?))).next()
    }

    /// How the name of the next template of a name begins, below a layer.
    pub fn below(&self, name: &str, at: usize) -> Option<&'static str> {
        self.find(name, at + 1).map(|(at, _)| self.0[at].prefix)
    }

    /// The templates that one extends, the nearest first.
    fn parents<'l>(&'l self, name: &'l str, at: usize) -> Vec<(usize, &'l str, &'l Markup)> {
        let mut found: Vec<(usize, &str, &Markup)> = Vec::new();
        let (mut name, mut at, mut markup) = (name, at, self.0[at].templates.get(name));
        while let Some((parent, _)) = markup.and_then(|markup| markup.scan.extends.as_ref()) {
            let Some((there, above)) = self.find(parent, if parent == name { at + 1 } else { 0 }) else {
                break;
            };
            if found.iter().any(|(at, name, _)| (*at, *name) == (there, parent)) {
                break;
            }
            (name, at, markup) = (parent, there, Some(above));
            found.push((at, name, above));
        }
        found
    }

    /// What goes over nothing, with the layer and the name of each template that cannot be used as it is.
    pub fn unmatched(&self) -> (Vec<Diagnostic>, BTreeSet<(usize, String)>) {
        let (mut findings, mut unusable) = (Vec::new(), BTreeSet::new());
        for (at, layer) in self.0.iter().enumerate() {
            for (name, markup, text) in layer.own() {
                findings.extend(self.template(name, text, at));
                findings.extend(self.components(markup, text, at));
                let mut blocks = self.blocks(name, markup, text, at);
                blocks.extend(self.unfilled(name, text, at));
                if !blocks.is_empty() {
                    unusable.insert((at, name.to_owned()));
                }
                findings.extend(blocks);
            }
            findings.extend(self.assets(at));
        }
        (findings, unusable)
    }

    /// A template that no page is made with, and no other template uses.
    fn template(&self, name: &str, text: &Arc<Text>, at: usize) -> Option<Diagnostic> {
        let uses = |markup: &Markup| {
            let parent = markup.scan.extends.as_ref().map(|(parent, _)| parent);
            markup.scan.includes.iter().chain(parent).any(|used| used == name)
        };
        let own = |layer: &Layer| layer.templates.iter().any(|(other, markup)| other != name && uses(markup));
        let has_components = !self.0[at].templates[name].scan.components.is_empty();
        if self.find(name, at + 1).is_some() || self.0[..=at].iter().any(own) || has_components {
            return None;
        }
        let known: BTreeSet<&str> =
            self.0[at + 1..].iter().flat_map(|layer| layer.templates.keys()).map(String::as_str).collect();
        let problem = Diagnostic::error(
            "theme-unmatched",
            first_line(text),
            format!("no page is made with a template `{name}`"),
        );
        let fix = match nearest(name, known.iter().copied()) {
            Some(meant) => format!("rename it to `{meant}`"),
            None => "delete it, or include it in a template that is used".to_owned(),
        };
        Some(problem.expected(listed(known)).fix(fix))
    }

    /// Blocks that no template below has.
    fn blocks(&self, name: &str, markup: &Markup, text: &Arc<Text>, at: usize) -> Vec<Diagnostic> {
        let parents = self.parents(name, at);
        let Some((_, parent, _)) = parents.first() else { return Vec::new() };
        let known: BTreeSet<&str> = parents
            .iter()
            .flat_map(|(.., above)| &above.scan.blocks)
            .map(|block| block.name.as_str())
            .collect();
        let outer = markup.scan.blocks.iter().filter(|block| !block.is_inside);
        let unknown = outer.filter(|block| !known.contains(block.name.as_str()));
        let problems = unknown.map(|block| {
            let message = format!("`{parent}` has no block `{}`", block.name);
            let fix = match nearest(&block.name, known.iter().copied()) {
                Some(meant) => format!("write `{meant}`"),
                None => format!("take one of these, or write a whole `{name}` of your own"),
            };
            Diagnostic::error("theme-unmatched", Span::new(text, block.at.clone()), message)
                .expected(listed(known.iter().copied()))
                .fix(fix)
        });
        problems.collect()
    }

    /// Blocks that other templates fill, and this one, which they extend, does not have.
    fn unfilled(&self, name: &str, text: &Arc<Text>, at: usize) -> Option<Diagnostic> {
        let mut has: BTreeSet<&str> =
            self.0[at].templates[name].scan.blocks.iter().map(|block| block.name.as_str()).collect();
        let above = self.parents(name, at);
        has.extend(above.iter().flat_map(|(.., above)| &above.scan.blocks).map(|block| block.name.as_str()));
        let mut lacking: BTreeMap<&str, &str> = BTreeMap::new();
        for (layer, other) in self
            .0
            .iter()
            .enumerate()
            .flat_map(|(at, layer)| layer.templates.keys().map(move |other| (at, other)))
        {
            let parents = self.parents(other, layer);
            let Some(place) = parents.iter().position(|(there, parent, _)| (*there, *parent) == (at, name))
            else {
                continue;
            };
            let between: BTreeSet<&str> = parents[..place]
                .iter()
                .flat_map(|(.., one)| &one.scan.blocks)
                .map(|block| block.name.as_str())
                .collect();
            let filled = self.0[layer].templates[other]
                .scan
                .blocks
                .iter()
                .filter(|block| !block.is_inside && self.0[layer].templates[other].own.is_none());
            let filled = filled.map(|block| block.name.as_str());
            lacking.extend(
                filled
                    .filter(|block| !has.contains(block) && !between.contains(block))
                    .map(|block| (block, other.as_str())),
            );
        }
        let (block, other) = lacking.iter().next()?;
        let message = format!("this has no block `{block}`, which `{other}` fills");
        let names = listed(lacking.keys().copied());
        let problem = Diagnostic::error("theme-broken", first_line(text), message)
            .expected(format!("the blocks that others fill, here also {names}"));
        Some(problem.fix(format!("write `{{% block {block} %}}{{% endblock %}}` where it belongs, or begin with `{{% extends \"{name}\" %}}` and change blocks")))
    }

    /// Components that no template below has, and none of the theme's own asks for.
    fn components(&self, markup: &Markup, text: &Arc<Text>, at: usize) -> Vec<Diagnostic> {
        let known: BTreeSet<&str> = self.0[at + 1..]
            .iter()
            .flat_map(|layer| layer.templates.values())
            .flat_map(|markup| &markup.scan.components)
            .map(|(name, _)| name.as_str())
            .collect();
        let asked = |name: &str| {
            let call = format!("<{name}");
            self.0[..=at].iter().flat_map(|layer| layer.templates.values()).any(|markup| {
                markup
                    .text
                    .match_indices(&call)
                    .any(|(at, _)| markup.text[at + call.len()..].starts_with([' ', '/', '>', '\n']))
            })
        };
        let unknown =
            markup.scan.components.iter().filter(|(name, _)| !known.contains(name.as_str()) && !asked(name));
        let problems = unknown.map(|(name, place)| {
            let problem = Diagnostic::error(
                "theme-unmatched",
                Span::new(text, place.clone()),
                format!("no template asks for a component `{name}`"),
            );
            let fix = match nearest(name, known.iter().copied()) {
                Some(meant) => format!("write `{meant}`"),
                None => "delete it, or use it".to_owned(),
            };
            problem.expected(listed(known.iter().copied())).fix(fix)
        });
        problems.collect()
    }

    /// Assets that go over none, and to which nothing refers.
    fn assets(&self, at: usize) -> Vec<Diagnostic> {
        let layer = &self.0[at];
        let is_named = |path: &str| {
            let inside = inside(path);
            let in_templates = self
                .0
                .iter()
                .flat_map(|layer| layer.templates.values())
                .any(|markup| markup.text.contains(inside));
            let texts = layer.assets.iter().filter(|(other, _)| *other != path);
            in_templates
                || texts
                    .filter_map(|(_, part)| std::str::from_utf8(&part.bytes).ok())
                    .any(|text| text.contains(inside))
        };
        let below: BTreeSet<&str> =
            self.0[at + 1..].iter().flat_map(|layer| layer.assets.keys()).map(String::as_str).collect();
        let unused =
            layer.assets.iter().filter(|(path, _)| !below.contains(path.as_str()) && !is_named(path));
        let problems = unused.filter_map(|(path, part)| {
            let span = Span::of_file(&Text::new(part.own.clone()?, String::new()));
            let fix = match nearest(inside(path), below.iter().map(|path| inside(path))) {
                Some(meant) => format!("rename it to `assets/{meant}`, or refer to it"),
                None => format!(
                    "refer to it, as in `<img src=\"{{{{ frame.root }}}}{path}\" alt=\"…\">`, or delete it"
                ),
            };
            Some(
                Diagnostic::warning(
                    "theme-unused",
                    span,
                    format!("no template and no style sheet refers to `{path}`"),
                )
                .expected(format!(
                    "one of {}, or a file that something of the theme shows",
                    listed(below.iter().copied())
                ))
                .fix(fix),
            )
        });
        problems.collect()
    }
}

/// The path of an asset inside `assets/`.
fn inside(path: &str) -> &str {
    path.strip_prefix("assets/").unwrap_or(path)
}

fn listed<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let names: Vec<_> = names.into_iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}
