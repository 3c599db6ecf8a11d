//! The text with which a record in a file of its own begins: what it cannot do without, and remarks that say what else it may
//! hold. What nobody has judged yet is never drafted as good.

use super::Kind;

/// The text of a new note, voice, complaint or review; `None` for other kinds.
#[must_use]
pub fn draft(kind: Kind, title: Option<&str>) -> Option<String> {
    let (fields, body) = match kind {
        Kind::Note => (
            "# channel = \"call\"   # call, video, visit, email, chat, event, letter, social; without it, no contact\n# people = [\"…\"]\n",
            "What was said, and what was agreed:",
        ),
        Kind::Feedback => (
            "# from = \"…\"\n# method = \"…\"\n# score = …\n# strengths = [\"…\"]\n# weaknesses = [\"…\"]\n",
            "Their words.",
        ),
        Kind::Complaint => (
            "# by = \"…\"\nseverity = \"major\"   # minor, major, critical\n# acknowledged = …\n# target = …\n",
            "What happened, in their words.",
        ),
        Kind::Review => (
            "# from = …\n# to = …\n# attendees = [\"…\"]\n# strengths = [\"…\"]\n# weaknesses = [\"…\"]\n# improve = [\"…\"]\n",
            "What we conclude.",
        ),
        _ => return None,
    };
    Some(with_front_matter(title, fields, body))
}

/// A Markdown file with its front matter.
#[must_use]
pub fn with_front_matter(title: Option<&str>, fields: &str, body: &str) -> String {
    let title = title.map_or(String::new(), |title| format!("title = {}\n", quoted(title)));
    format!("+++\n{title}{fields}+++\n\n{body}\n")
}

/// Text as TOML writes it.
#[must_use]
pub fn quoted(words: &str) -> String {
    toml::Value::from(words).to_string()
}
