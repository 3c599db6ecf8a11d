//! What a template names: the one that it extends, those that it includes, its blocks and its components.
//!
//! The engine knows all of it too, and keeps it to itself.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// What a template names, each with its place.
#[derive(Debug, Clone, Default)]
pub struct Scan {
    /// The template that it extends; the place is that of the name.
    pub extends: Option<(String, Range<usize>)>,
    /// The templates that it includes.
    pub includes: Vec<String>,
    /// Its blocks, the outer ones first among those that begin at once.
    pub blocks: Vec<Block>,
    /// The components that it defines.
    pub components: Vec<(String, Range<usize>)>,
}

/// A block of a template.
#[derive(Debug, Clone)]
pub struct Block {
    /// Its name.
    pub name: String,
    /// Where the name stands.
    pub at: Range<usize>,
    /// Whether it stands in another block.
    pub is_inside: bool,
}

static TAG: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"\{#(?s:.*?)#\}|\{%-?\s*(extends|include|block|endblock|component)\b\s*(?:"([^"]*)"|'([^']*)'|([\w.]*))"#).ok()
});

impl Scan {
    /// Looks through a template.
    #[must_use]
    pub fn of(template: &str) -> Self {
        let mut scan = Self::default();
        let mut depth = 0_usize;
        let Some(tag) = &*TAG else { return scan };
        for found in tag.captures_iter(template) {
            let Some(word) = found.get(1) else { continue };
            let name = found.get(2).or(found.get(3)).or(found.get(4));
            let Some(name) = name else { continue };
            let (at, name) = (name.range(), name.as_str().to_owned());
            match word.as_str() {
                "extends" => scan.extends = Some((name, at)),
                "include" => scan.includes.push(name),
                "block" => {
                    scan.blocks.push(Block { name, at, is_inside: depth > 0 });
                    depth += 1;
                }
                "endblock" => depth = depth.saturating_sub(1),
                _ => scan.components.push((name, at)),
            }
        }
        scan
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_template_names_is_found_and_comments_are_not() {
        let text = "{% extends \"base.html\" %}{# {% block no %} #}{% block main %}{%- block logo -%}x{% endblock %}\
                    {% endblock main %}{% block footer %}{% include 'a.html' %}{% endblock %}{% component date(d) %}";
        let scan = Scan::of(text);
        let (parent, at) = scan.extends.clone().unwrap();
        assert_eq!((parent.as_str(), &text[at]), ("base.html", "base.html"));
        let blocks: Vec<_> = scan.blocks.iter().map(|block| (block.name.as_str(), block.is_inside)).collect();
        assert_eq!(blocks, [("main", false), ("logo", true), ("footer", false)]);
        assert_eq!(scan.includes, ["a.html"]);
        assert_eq!(scan.components[0].0, "date");
    }
}
