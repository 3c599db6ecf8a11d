//! The contract between pages and templates: which template makes which pages, and the names that it gets.
//!
//! All of it comes from the documentation of the views themselves, as a JSON Schema, so that what is told of a name is what
//! its page holds. Nothing here knows a theme.

use schemars::generate::SchemaSettings;
use schemars::transform::RestrictFormats;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Value, json};

use super::account::AccountPage;
use super::actions::ActionsPage;
use super::block::BlocksPage;
use super::model::ModelPage;
use super::portfolio::PortfolioPage;
use super::search::SearchPage;
use super::sheet::SheetPage;
use super::team::{PersonPage, TeamPage};
use super::year::YearPage;

/// The version of the contract: it rises when a name goes or changes its meaning, not when one is added.
pub const CONTRACT: u32 = 1;

/// The pages a theme renders, one template each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Template {
    /// [`super::portfolio::PortfolioPage`].
    Portfolio,
    /// [`super::account::AccountPage`].
    Account,
    /// [`super::year::YearPage`].
    Year,
    /// [`super::actions::ActionsPage`].
    Actions,
    /// [`super::team::TeamPage`].
    Team,
    /// [`super::team::PersonPage`].
    Person,
    /// [`super::model::ModelPage`].
    Model,
    /// [`super::block::BlocksPage`].
    Blocks,
    /// The same, for whoever is outside: it leads to no other page.
    Report,
    /// [`super::sheet::SheetPage`].
    Sheet,
    /// [`super::search::SearchPage`].
    Search,
}

impl Template {
    /// Every template.
    pub const ALL: [Template; 11] = [
        Template::Portfolio,
        Template::Account,
        Template::Year,
        Template::Actions,
        Template::Team,
        Template::Person,
        Template::Model,
        Template::Blocks,
        Template::Report,
        Template::Sheet,
        Template::Search,
    ];

    /// Its file in the theme.
    pub fn file(self) -> &'static str {
        match self {
            Template::Portfolio => "portfolio.html",
            Template::Account => "account.html",
            Template::Year => "year.html",
            Template::Actions => "actions.html",
            Template::Team => "team.html",
            Template::Person => "person.html",
            Template::Model => "model.html",
            Template::Blocks => "blocks.html",
            Template::Report => "report.html",
            Template::Sheet => "sheet.html",
            Template::Search => "search.html",
        }
    }
}

impl Template {
    /// Which pages it makes.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Template::Portfolio => "The portfolio, `index.html`, and the further pages of its accounts.",
            Template::Account => "An account.",
            Template::Year => "The records of an account in a year.",
            Template::Actions => "The actions of all accounts.",
            Template::Team => "The team.",
            Template::Person => "A person of the team.",
            Template::Model => "How a standing is computed.",
            Template::Blocks => {
                "Every other page across accounts: a heading, and blocks of charts and tables."
            }
            Template::Report => "What is sent to somebody outside: it leads to no other page.",
            Template::Sheet => {
                "What is printed and taken along: call sheets, review packs, hand-over sheets."
            }
            Template::Search => "The page on which everything can be searched.",
        }
    }

    /// The names that it gets; a name of a type that pages share refers to the type.
    fn view(self, types: &mut SchemaGenerator) -> Schema {
        match self {
            Template::Portfolio => PortfolioPage::json_schema(types),
            Template::Account => AccountPage::json_schema(types),
            Template::Year => YearPage::json_schema(types),
            Template::Actions => ActionsPage::json_schema(types),
            Template::Team => TeamPage::json_schema(types),
            Template::Person => PersonPage::json_schema(types),
            Template::Model => ModelPage::json_schema(types),
            Template::Blocks | Template::Report => BlocksPage::json_schema(types),
            Template::Sheet => SheetPage::json_schema(types),
            Template::Search => SearchPage::json_schema(types),
        }
    }
}

/// The contract as data: its version, what each template gets, and the types that they share.
#[must_use]
pub fn contract() -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut types = settings.with_transform(RestrictFormats::default()).into_generator();
    let templates: serde_json::Map<_, _> = Template::ALL
        .iter()
        .map(|template| (template.file().to_owned(), template.view(&mut types).to_value()))
        .collect();
    json!({ "contract": CONTRACT, "templates": templates, "$defs": types.take_definitions(true) })
}

/// The contract as a file, with a final line break.
#[must_use]
pub fn published() -> String {
    super::data::written(&contract())
}
