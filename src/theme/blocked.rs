//! What the content security policy keeps a reader's browser from doing, though a theme asks for it.
//!
//! The browser says so in a console that nobody opens, and the page just looks as if the line were not there.

use std::sync::{Arc, LazyLock};

use regex::Regex;

use crate::diagnostic::Diagnostic;
use crate::record::text_of;
use crate::source::{Span, Text};

use super::layer::Layer;

/// What is looked for, what to say of it, and what to do instead.
struct Ban {
    what: &'static str,
    message: &'static str,
    fix: &'static str,
}

const IN_TEMPLATES: [Ban; 4] = [
    Ban {
        what: r#"(?i)(?:<(?:img|script|iframe|source|video|audio|embed)\b[^>]*?\ssrc|<link\b[^>]*?\shref)="((?:https?:)?//[^"]*)""#,
        message: "no page may load anything from elsewhere",
        fix: "save it in `assets/`, and refer to it as `{{ frame.root }}assets/…`",
    },
    Ban {
        what: r#"(?i)<[a-z][^<>]*?\s(style="[^"]*")"#,
        message: "no page may have a style of its own in an element",
        fix: "give the element a class, and write the rule into `assets/own.css`",
    },
    Ban {
        what: r"(?i)(<style\b[^>]*>|<script>)",
        message: "no page may have a style sheet or a script within it",
        fix: "write it into a file in `assets/`, and refer to that",
    },
    Ban {
        what: r#"(?i)<[a-z][^<>]*?\s(on[a-z]+="[^"]*")"#,
        message: "no page may have a script in an element",
        fix: "write it into a script in `assets/`",
    },
];

const IN_STYLES: [Ban; 2] = [
    Ban {
        what: r#"(?i)(?:url\(\s*["']?|@import\s+["'])((?:https?:)?//[^"')\s]*)"#,
        message: "no page may load anything from elsewhere",
        fix: "save it beside the style sheet, and refer to it by its name",
    },
    Ban {
        what: r"(?i)(@font-face)",
        message: "no page may load a font",
        fix: "name a font that readers have, as `font-family`",
    },
];

static OF_TEMPLATES: LazyLock<Vec<(Regex, &Ban)>> = LazyLock::new(|| compiled(&IN_TEMPLATES));
static OF_STYLES: LazyLock<Vec<(Regex, &Ban)>> = LazyLock::new(|| compiled(&IN_STYLES));

fn compiled(bans: &'static [Ban]) -> Vec<(Regex, &'static Ban)> {
    bans.iter().filter_map(|ban| Some((Regex::new(ban.what).ok()?, ban))).collect()
}

/// What of a theme of the records repository no browser will do.
pub fn find(layer: &Layer) -> Vec<Diagnostic> {
    let templates = layer.own().flat_map(|(.., text)| in_text(text, &OF_TEMPLATES));
    let styles = layer.assets.iter().filter(|(path, _)| path.ends_with(".css")).filter_map(|(_, part)| {
        let text = text_of(part.own.as_ref()?, part.bytes.to_vec()).ok()?;
        Some(in_text(&text, &OF_STYLES))
    });
    templates.chain(styles.flatten()).collect()
}

fn in_text(text: &Arc<Text>, bans: &[(Regex, &Ban)]) -> Vec<Diagnostic> {
    let found = bans.iter().flat_map(|(what, ban)| {
        let places = what.captures_iter(text.content()).filter_map(|found| Some(found.get(1)?.range()));
        places.map(move |at| {
            Diagnostic::warning("theme-blocked", Span::new(text, at), ban.message)
                .expected("what the content security policy of every page lets a browser do")
                .fix(ban.fix)
        })
    });
    found.collect()
}
