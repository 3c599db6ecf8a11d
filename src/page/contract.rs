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

/// What every page lets its reader's browser load: what lies beside it, and nothing else. It works from a disk too.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; \
                          form-action 'none'";

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

/// A name that a template gets, or that a type has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name.
    pub name: String,
    /// What it is.
    pub about: String,
    /// What it holds, in words: `text`, `list of ActionRow, or none`.
    pub holds: String,
    /// The type of the contract that it holds, or that its list is of.
    pub of: Option<String>,
}

/// What a template gets, or a type holds, name by name.
#[must_use]
pub fn names(schema: &Value) -> Vec<Name> {
    let kinds =
        schema["oneOf"].as_array().into_iter().flatten().filter(|way| way["properties"]["kind"].is_object());
    let kinds = kinds.map(|way| Name {
        name: format!("kind = \"{}\"", way["properties"]["kind"]["const"].as_str().unwrap_or_default()),
        about: about(way),
        holds: format!("`is`: {}", holds(&way["properties"]["is"])),
        of: of(&way["properties"]["is"]),
    });
    let fields = schema["properties"].as_object().into_iter().flatten();
    let fields = fields.map(|(name, field)| Name {
        name: name.clone(),
        about: about(field),
        holds: holds(field),
        of: of(field),
    });
    kinds.chain(fields).collect()
}

fn about(schema: &Value) -> String {
    schema["description"].as_str().unwrap_or_default().replace('\n', " ")
}

/// The name of the type that a schema refers to, directly or in a list.
fn of(schema: &Value) -> Option<String> {
    let name = schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/"));
    let inner = || of(schema.get("items")?);
    let way = || schema["anyOf"].as_array()?.iter().find_map(of);
    name.map(str::to_owned).or_else(inner).or_else(way)
}

/// What a value is, in words.
fn holds(schema: &Value) -> String {
    if let Some(ways) = schema["anyOf"].as_array() {
        let ways: Vec<_> = ways.iter().map(holds).collect();
        return ways.join(", or ");
    }
    if schema["$ref"].is_string() {
        return of(schema).unwrap_or_default();
    }
    let word = |kind: &str| match kind {
        "string" if schema["format"] == "html" => "markup".to_owned(),
        "string" if schema["enum"].is_array() => listed(&schema["enum"]),
        "string" => "text".to_owned(),
        "integer" | "number" => "number".to_owned(),
        "boolean" => "true or false".to_owned(),
        "array" => format!("list of {}", holds(&schema["items"])),
        "null" => "none".to_owned(),
        other => other.to_owned(),
    };
    match &schema["type"] {
        Value::Array(kinds) => {
            kinds.iter().filter_map(Value::as_str).map(word).collect::<Vec<_>>().join(", or ")
        }
        kind => kind.as_str().map(word).unwrap_or_default(),
    }
}

fn listed(words: &Value) -> String {
    let words = words.as_array().into_iter().flatten().filter_map(Value::as_str);
    words.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
