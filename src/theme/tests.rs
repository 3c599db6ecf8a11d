//! Every template renders a view without anything in it, escapes what records say, and refuses a view that lacks a field.

use std::collections::BTreeSet;

use regex::Regex;

use super::layer::Layer;
use super::proof::{Measure, Views};
use super::{Catalogues, Layers, Template, Theme, fault};
use crate::page::account::AccountPage;
use crate::page::actions::ActionsPage;
use crate::page::model::ModelPage;
use crate::page::portfolio::PortfolioPage;
use crate::page::team::{PersonPage, TeamPage};
use crate::page::year::YearPage;

#[test]
fn every_template_renders_a_view_without_anything_in_it() {
    let theme = Theme::load("en").unwrap();
    theme.render(Template::Portfolio, &PortfolioPage::default()).unwrap();
    theme.render(Template::Account, &AccountPage::default()).unwrap();
    theme.render(Template::Year, &YearPage::default()).unwrap();
    theme.render(Template::Actions, &ActionsPage::default()).unwrap();
    theme.render(Template::Team, &TeamPage::default()).unwrap();
    theme.render(Template::Person, &PersonPage::default()).unwrap();
    theme.render(Template::Model, &ModelPage::default()).unwrap();
}

#[test]
fn text_from_records_is_escaped_and_a_missing_field_is_an_error() {
    let theme = Theme::load("en").unwrap();
    let mut view = AccountPage::default();
    view.head.name = "<script>alert(1)</script>\" onmouseover=\"x".to_owned();
    let page = theme.render(Template::Account, &view).unwrap();
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot; onmouseover="));
    assert!(!page.contains("<script>alert"));
    let message = theme.render(Template::Team, &serde_json::json!({})).unwrap_err().to_string();
    assert!(message.contains("team.html"), "{message}");
}

#[test]
fn assets_are_where_pages_ask_for_them() {
    let theme = Theme::load("en").unwrap();
    let paths: Vec<&str> = theme.assets().iter().map(|asset| asset.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "assets/icon.svg",
            "assets/own.css",
            "assets/search.js",
            "assets/searchable-map.js",
            "assets/standing.js",
            "assets/style.css",
            "assets/words.js"
        ]
    );
}

/// A template has no words of its own: what it says stands in the catalogue, and all that stands there is said.
#[test]
fn the_words_of_templates_come_from_the_catalogue() {
    let markup =
        Regex::new(r"(?s)\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<code[^>]*>[^<]*</code>|<[^>]*>|&[a-z]+;").unwrap();
    let kind = Regex::new(r"\{% block kind %\}\w+(?: \{\{ kind \}\})?\{% endblock %\}").unwrap();
    let asked = Regex::new(r#"say\(id="([a-z0-9-]+)"[,)]"#).unwrap();
    let mut all = BTreeSet::new();
    let themes = super::built_in().map(|name| Layer::built_in(name, "").unwrap());
    for (name, template) in themes.flat_map(|theme| theme.templates) {
        let bare = markup.replace_all(&kind.replace_all(&template.text, "|"), "|").into_owned();
        let own: Vec<&str> = bare.split('|').filter(|part| part.contains(char::is_alphabetic)).collect();
        assert!(own.is_empty(), "{name}: {own:?}");
        all.extend(asked.captures_iter(&template.text).map(|found| found[1].to_owned()));
    }
    let (_, words) = include_str!("../../languages/en.ftl").split_once("# Words").unwrap();
    let there: BTreeSet<String> =
        words.lines().filter_map(|line| Some(line.split_once(" = ")?.0.to_owned())).collect();
    let (lacking, idle) = (all.difference(&there), there.difference(&all));
    assert_eq!(lacking.chain(idle).collect::<Vec<_>>(), Vec::<&String>::new());
}

/// Whatever a script says stands in the catalogue, and whatever stands there for scripts is said.
#[test]
fn the_words_of_scripts_come_from_the_catalogue() {
    let theme = Theme::load("en").unwrap();
    let text = |path: &str| {
        let asset = theme.assets().iter().find(|asset| asset.path == path).unwrap();
        String::from_utf8(asset.bytes.to_vec()).unwrap()
    };
    let words = text("assets/words.js");
    let words = words.strip_prefix("window.standingWords = ").unwrap().trim_end().trim_end_matches(';');
    let words: std::collections::BTreeMap<String, String> = serde_json::from_str(words).unwrap();
    assert_eq!(words["shown-of"], "{shown} of {total}");
    let script = text("assets/standing.js");
    let asked = Regex::new(r#"\b(?:say|many)\((?:\w+ \? )?"([a-z-]+)"(?: : "([a-z-]+)")?"#).unwrap();
    let asked: Vec<&str> = asked
        .captures_iter(&script)
        .flat_map(|found| [found.get(1), found.get(2)])
        .flatten()
        .map(|id| id.as_str())
        .collect();
    assert!(asked.len() > 15, "{asked:?}");
    for id in &asked {
        assert!(words.keys().any(|word| word.starts_with(id)), "languages/en.ftl has no script-{id}");
    }
    let is_said =
        |word: &str| script.contains(&format!("\"{word}\"")) || asked.iter().any(|id| word.starts_with(id));
    let idle: Vec<_> = words.keys().filter(|word| !is_said(word)).collect();
    assert!(idle.is_empty(), "{idle:?}");
}

/// A site in another language has its forms, and English words where it has none of its own.
#[test]
fn a_theme_speaks_the_language_that_it_is_loaded_for() {
    let view = TeamPage::default();
    let say = |tag: &str| Theme::load(tag).unwrap().render(Template::Team, &view).unwrap();
    assert_eq!(say("de"), say("en"));
    assert!(say("ar").contains("Skip to the content"));
}

/// What pages are made of tells two themes apart, and nothing else does.
#[test]
fn a_theme_is_known_by_its_fingerprint() {
    let mark = |tag: &str| Theme::load(tag).unwrap().fingerprint();
    assert_eq!(mark("en"), mark("en"));
    assert_ne!(mark("en"), mark("de"));
}

/// Every theme of the program makes every page, and each has the content security policy before all that it loads.
#[test]
fn every_theme_of_the_program_makes_every_page() {
    for name in super::built_in() {
        let layer = Layer::built_in(name, "alone/").unwrap();
        assert!(!super::about(name).is_empty(), "{name}");
        let theme = Theme::of(Layers(vec![layer]), &Catalogues::of("en"), "en", Vec::new());
        let theme = theme.unwrap_or_else(|error| panic!("{name}: {error}"));
        let views = Views::new();
        for template in Template::ALL {
            for measure in Measure::EACH {
                let page = theme.render(template, &views.of(template.file(), measure));
                let page = page.unwrap_or_else(|error| panic!("{name}, {measure:?}: {error}"));
                assert!(fault::is_guarded(&page), "{name}: {}", template.file());
            }
        }
    }
}
