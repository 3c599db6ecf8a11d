//! What of the look of the site can be changed, and what a template gets.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::page::contract::{CONTRACT, Name, Template, contract, names};
use crate::theme::{self, Parts};

/// The themes, templates with their blocks, components and assets.
pub fn page() -> String {
    let mut text = format!(
        "theme (contract {CONTRACT})\n\n\
         A file in the folder `theme` of the records goes before that of the same name in the theme that `standing.toml`\n\
         names, and that before the default. `theme/{}` says `contract = {CONTRACT}`. A template that extends the one of\n\
         its own name changes what it fills of its blocks; `{{{{ super() }}}}` is what was there.\n\nThemes:\n",
        theme::SELF
    );
    for name in theme::built_in() {
        text.push_str(&format!("  {name:20}{}\n", theme::about(name)));
    }
    let Parts { templates, components, assets, colours } = theme::parts();
    text.push_str("\nTemplates, each with what it is for and its blocks:\n");
    for (name, blocks) in &templates {
        let about = of_file(name).map_or("What other templates extend or use.", Template::about);
        text.push_str(&format!("  {name:20}{about}\n"));
        if !blocks.is_empty() {
            text.push_str(&format!("  {:20}{}\n", "", blocks.join(", ")));
        }
    }
    for (what, names) in [
        ("Components", components),
        ("Assets", assets),
        ("Colours, to be set in `:root` of assets/own.css", colours),
    ] {
        text.push_str(&format!("\n{what}:\n  {}\n", names.join(", ")));
    }
    text.push_str(
        "\nDrawings and prose bring class names of their own, which assets/style.css gives their look.\n\
         Each page must keep its content security policy, before all that it loads.\n",
    );
    text.push_str("\n`standing explain account.html` lists what that template gets.\n");
    text
}

/// What a template gets, and the types that occur in it.
pub fn template(file: &str) -> Option<String> {
    let template = of_file(file)?;
    let contract = contract();
    let own = names(&contract["templates"][file]);
    let mut text = format!("{file} (template)\n\n{}\n\nNames:\n{}", template.about(), lines(&own));
    let mut wanted: Vec<String> = own.into_iter().filter_map(|name| name.of).collect();
    let mut seen = BTreeSet::new();
    while let Some(kind) = wanted.pop() {
        if seen.insert(kind.clone()) {
            wanted.extend(names(&contract["$defs"][&kind]).into_iter().filter_map(|name| name.of));
        }
    }
    for kind in seen {
        let schema: &Value = &contract["$defs"][&kind];
        let inner = names(schema);
        let about = schema["description"].as_str().unwrap_or_default().replace('\n', " ");
        text.push_str(&format!("\n{kind}: {about}\n{}", lines(&inner)));
    }
    Some(text)
}

/// The files of templates that make pages.
pub fn templates() -> impl Iterator<Item = &'static str> {
    Template::ALL.into_iter().map(Template::file)
}

fn of_file(file: &str) -> Option<Template> {
    Template::ALL.into_iter().find(|template| template.file() == file)
}

fn lines(names: &[Name]) -> String {
    names.iter().map(|name| format!("  {}: {}\n      {}\n", name.name, name.about, name.holds)).collect()
}
