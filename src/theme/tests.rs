//! Every template renders the sample and an almost empty view, and keeps the ground rules that can be read off its text.

use std::collections::BTreeSet;

use super::{Template, Theme, sample};
use crate::page::account::AccountPage;
use crate::page::actions::ActionsPage;
use crate::page::jump;
use crate::page::model::ModelPage;
use crate::page::portfolio::PortfolioPage;
use crate::page::team::{PersonPage, TeamPage};
use crate::page::year::YearPage;

fn sample_site() -> Vec<(&'static str, String)> {
    let theme = Theme::load().unwrap();
    vec![
        ("index.html", theme.render(Template::Portfolio, &sample::portfolio()).unwrap()),
        ("accounts/northwind.html", theme.render(Template::Account, &sample::account()).unwrap()),
        ("accounts/lumen.html", theme.render(Template::Account, &sample::bare_account()).unwrap()),
        ("accounts/northwind.2026.html", theme.render(Template::Year, &sample::year()).unwrap()),
        ("actions.html", theme.render(Template::Actions, &sample::actions()).unwrap()),
        ("team.html", theme.render(Template::Team, &sample::team()).unwrap()),
        ("team/priya.html", theme.render(Template::Person, &sample::person_page()).unwrap()),
        ("model.html", theme.render(Template::Model, &sample::model()).unwrap()),
    ]
}

fn attribute_values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    page.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_template_renders_a_view_without_anything_in_it() {
    let theme = Theme::load().unwrap();
    theme.render(Template::Portfolio, &PortfolioPage::default()).unwrap();
    theme.render(Template::Account, &AccountPage::default()).unwrap();
    theme.render(Template::Year, &YearPage::default()).unwrap();
    theme.render(Template::Actions, &ActionsPage::default()).unwrap();
    theme.render(Template::Team, &TeamPage::default()).unwrap();
    theme.render(Template::Person, &PersonPage::default()).unwrap();
    theme.render(Template::Model, &ModelPage::default()).unwrap();
}

#[test]
fn pages_keep_the_content_security_policy() {
    for (name, page) in sample_site() {
        for forbidden in [" style=", " onclick=", "<style", "javascript:", "<form action"] {
            assert!(!page.contains(forbidden), "{name} holds {forbidden}");
        }
        assert!(page.contains("http-equiv=\"Content-Security-Policy\""), "{name}");
    }
}

#[test]
fn ids_are_unique_and_what_refers_to_one_finds_it() {
    for (name, page) in sample_site() {
        let ids = attribute_values(&page, "id");
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{name} has an id twice");
        let references =
            ["aria-labelledby", "aria-describedby", "for"].map(|name| attribute_values(&page, name));
        for id in references.iter().flatten().flat_map(|value| value.split(' ')) {
            assert!(unique.contains(id), "{name} refers to #{id}, which is not there");
        }
        for link in attribute_values(&page, "href") {
            assert!(!link.starts_with('/'), "{name} links to the root: {link}");
        }
    }
}

#[test]
fn text_from_records_is_escaped_and_a_missing_field_is_an_error() {
    let theme = Theme::load().unwrap();
    let mut view = sample::bare_account();
    view.head.name = "<script>alert(1)</script>\" onmouseover=\"x".to_owned();
    let page = theme.render(Template::Account, &view).unwrap();
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot; onmouseover="));
    assert!(!page.contains("<script>alert"));
    let message = theme.render(Template::Team, &serde_json::json!({})).unwrap_err().to_string();
    assert!(message.contains("team.html"), "{message}");
}

#[test]
fn assets_are_where_pages_ask_for_them() {
    let theme = Theme::load().unwrap();
    let paths: Vec<&str> = theme.assets().iter().map(|asset| asset.path).collect();
    assert_eq!(paths, ["assets/icon.svg", "assets/standing.js", "assets/style.css"]);
}

/// Writes the sample to `target/theme-sample`, to be looked at: `cargo test write_the_sample -- --ignored`.
#[test]
#[ignore = "writes files, for looking at the theme"]
fn write_the_sample() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/theme-sample");
    let mut files: Vec<(String, Vec<u8>)> = sample_site()
        .into_iter()
        .map(|(name, page)| (name.to_owned(), page.into_bytes()))
        .chain(
            Theme::load().unwrap().assets().iter().map(|asset| (asset.path.to_owned(), asset.bytes.to_vec())),
        )
        .collect();
    files.push((jump::PATH.to_owned(), jump::script(&sample::jumps()).unwrap().into_bytes()));
    for (name, bytes) in files {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}
