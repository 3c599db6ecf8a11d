//! Pages made for proof: each template with views that hold everything, little, and nothing.
//!
//! The views follow from the contract, so that a template is tried with every name that it gets and every kind of what a
//! cell may say, whatever the records hold. What a template asks for wrongly is found by a check, and not on the day on
//! which a record first takes that way.

use serde_json::{Value, json};

use crate::page::contract::contract;

/// How much a view holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Everything that may be there, and one of each kind in each list.
    All,
    /// What must be there, and lists of it.
    Some,
    /// What must be there, and empty lists.
    Nothing,
}

impl Measure {
    /// Every measure.
    pub const EACH: [Self; 3] = [Self::All, Self::Some, Self::Nothing];
}

/// Views for proof, by the file of their template.
pub struct Views(Value);

impl Views {
    /// The views that follow from the contract.
    pub fn new() -> Self {
        Self(contract())
    }

    /// The view of a template.
    pub fn of(&self, template: &str, measure: Measure) -> Value {
        self.value(&self.0["templates"][template], measure, None)
    }

    /// A value that a schema allows; of several, the one at a place.
    fn value(&self, schema: &Value, measure: Measure, which: Option<usize>) -> Value {
        if let Some(name) = schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")) {
            return self.value(&self.0["$defs"][name], measure, which);
        }
        if let Some(ways) = choices(schema) {
            let is_null = |way: &&Value| way["type"] == "null";
            return match ways.iter().find(is_null) {
                Some(_) if measure != Measure::All => Value::Null,
                _ => {
                    let way = ways.iter().filter(|way| !is_null(way)).nth(which.unwrap_or(0));
                    way.map_or(Value::Null, |way| self.value(way, measure, None))
                }
            };
        }
        if let Some(only) = schema.get("const").or_else(|| schema["enum"].get(0)) {
            return only.clone();
        }
        let kinds: Vec<&str> = match &schema["type"] {
            Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
            kind => kind.as_str().into_iter().collect(),
        };
        if kinds.contains(&"null") && measure != Measure::All {
            return Value::Null;
        }
        match kinds.first() {
            Some(&"object") => {
                let fields = schema["properties"].as_object().into_iter().flatten();
                let fields = fields.map(|(name, inner)| (name.clone(), self.value(inner, measure, None)));
                Value::Object(fields.collect())
            }
            Some(&"array") if measure == Measure::Nothing => json!([]),
            Some(&"array") => self.list(&schema["items"], measure),
            Some(&"integer") => json!(1),
            Some(&"number") => json!(1.5),
            Some(&"boolean") => json!(measure == Measure::All),
            _ => json!(if measure == Measure::Nothing { "" } else { "proof" }),
        }
    }

    /// A list with one of each kind.
    fn list(&self, items: &Value, measure: Measure) -> Value {
        let named = items["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/"));
        let whole = named.map_or(items, |name| &self.0["$defs"][name]);
        let kinds = choices(whole).map_or(1, Vec::len);
        (0..kinds).map(|which| self.value(items, measure, Some(which))).collect()
    }
}

/// The ways in which a value may be written.
fn choices(schema: &Value) -> Option<&Vec<Value>> {
    schema["oneOf"].as_array().or_else(|| schema["anyOf"].as_array())
}
