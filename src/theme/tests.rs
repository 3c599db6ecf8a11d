//! Every template renders a view without anything in it, escapes what records say, and refuses a view that lacks a field.

use super::{Template, Theme};
use crate::page::account::AccountPage;
use crate::page::actions::ActionsPage;
use crate::page::model::ModelPage;
use crate::page::portfolio::PortfolioPage;
use crate::page::team::{PersonPage, TeamPage};
use crate::page::year::YearPage;

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
fn text_from_records_is_escaped_and_a_missing_field_is_an_error() {
    let theme = Theme::load().unwrap();
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
    let theme = Theme::load().unwrap();
    let paths: Vec<&str> = theme.assets().iter().map(|asset| asset.path).collect();
    assert_eq!(paths, ["assets/icon.svg", "assets/standing.js", "assets/style.css"]);
}
