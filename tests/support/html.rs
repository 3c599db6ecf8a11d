//! Tags, attributes and anchors of pages, read by a scanner of our own: enough for markup that is well formed, which
//! the HTML checker of the browser tests sees to. A second opinion on the pages, so it uses nothing of the program.

#![allow(dead_code, reason = "each test takes what it needs of this")]

use std::collections::BTreeSet;

/// A start tag.
#[derive(Debug)]
pub struct Tag {
    /// The element's name in lower case.
    pub name: String,
    /// Names in lower case, and values with their character references undone.
    pub attributes: Vec<(String, String)>,
    /// The line it stands on.
    pub line: usize,
}

impl Tag {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }
}

/// Every start tag of a page; `Err` says where the markup is not what a scanner can follow.
pub fn tags(page: &str) -> Result<Vec<Tag>, String> {
    let mut tags = Vec::new();
    let mut rest = page;
    let (mut line, mut counted) = (1, 0);
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let at = page.len() - rest.len();
        line += page[counted..at].matches('\n').count();
        counted = at;
        let fault =
            |what: &str| format!("line {line}: {what}: <{}", rest.chars().take(60).collect::<String>());
        if rest.starts_with('!') || rest.starts_with('/') {
            let end = if rest.starts_with("!--") { "-->" } else { ">" };
            rest = &rest[rest.find(end).ok_or_else(|| fault("never closed"))? + end.len()..];
            continue;
        }
        if !rest.starts_with(|first: char| first.is_ascii_alphabetic()) {
            return Err(fault("a < that begins no tag"));
        }
        let end = rest.find([' ', '\n', '>', '/']).ok_or_else(|| fault("never closed"))?;
        let name = rest[..end].to_ascii_lowercase();
        let (attributes, after) =
            attributes(&rest[end..]).ok_or_else(|| fault("attributes that cannot be read"))?;
        rest = after;
        if name == "script" || name == "style" {
            let close = format!("</{name}");
            let body = rest.find(&close).ok_or_else(|| fault("never closed"))?;
            if !rest[..body].trim().is_empty() {
                return Err(fault("a script or style within the page"));
            }
            rest = &rest[body..];
        }
        tags.push(Tag { name, attributes, line });
    }
    Ok(tags)
}

/// The attributes up to the end of a tag, and what follows it.
fn attributes(mut rest: &str) -> Option<(Vec<(String, String)>, &str)> {
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix('>').or_else(|| rest.strip_prefix("/>")) {
            return Some((found, after));
        }
        let end = rest.find(|letter: char| letter.is_whitespace() || ['=', '>', '/'].contains(&letter))?;
        if end == 0 {
            return None;
        }
        let name = rest[..end].to_ascii_lowercase();
        rest = &rest[end..];
        let mut value = String::new();
        if let Some(after) = rest.strip_prefix("=\"") {
            let close = after.find('"')?;
            value = unescape(&after[..close]);
            rest = &after[close + 1..];
        } else if rest.starts_with('=') {
            // Every value stands in double quotes.
            return None;
        }
        found.push((name, value));
    }
}

fn unescape(value: &str) -> String {
    let named =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&#x2F;", "/")];
    let value = named.iter().fold(value.to_owned(), |value, (from, to)| value.replace(from, to));
    value.replace("&amp;", "&")
}

/// What may be addressed on a page.
pub fn anchors(tags: &[Tag]) -> BTreeSet<String> {
    tags.iter().filter_map(|tag| tag.get("id")).map(str::to_owned).collect()
}

/// Undoes percent-encoding, as a browser does before it opens a file.
pub fn decode(address: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = address.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = (*first == b'%').then(|| after.get(..2)).flatten();
        let byte = hex.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
