//! What must hold on every page of every site, whatever the records say: nothing runs but the theme's scripts,
//! nothing is fetched from elsewhere, and every link within the site leads to something.

#![allow(dead_code, reason = "each test takes what it needs of this")]

use std::collections::{BTreeMap, BTreeSet};

use super::html::{Tag, anchors, decode, tags};
use super::program::Files;

/// The script that pages load; it loads others, of the site, when somebody asks for what they hold.
const SCRIPTS: [&str; 2] = ["assets/standing.js", "assets/words.js"];

/// Elements that a page has no use for, and that could run, fetch or send something.
const FORBIDDEN: [&str; 15] = [
    "applet",
    "audio",
    "base",
    "embed",
    "foreignobject",
    "frame",
    "frameset",
    "iframe",
    "math",
    "object",
    "portal",
    "style",
    "template",
    "track",
    "video",
];

/// Attributes that could run, fetch or send something, beside `on…`; `href` and `src` are looked at one by one.
const FORBIDDEN_ATTRIBUTES: [&str; 12] = [
    "action",
    "background",
    "cite",
    "data",
    "formaction",
    "longdesc",
    "manifest",
    "ping",
    "poster",
    "srcdoc",
    "srcset",
    "style",
];

/// Every breach, each with its page and line.
pub fn breaches(site: &Files) -> Vec<String> {
    let mut breaches = Vec::new();
    let mut pages: BTreeMap<&str, Vec<Tag>> = BTreeMap::new();
    for (path, bytes) in site.iter().filter(|(path, _)| path.ends_with(".html")) {
        match std::str::from_utf8(bytes).map_err(|error| error.to_string()).and_then(tags) {
            Ok(tags) => {
                pages.insert(path, tags);
            }
            Err(fault) => breaches.push(format!("{path}: {fault}")),
        }
    }
    let places: BTreeMap<&str, BTreeSet<String>> =
        pages.iter().map(|(path, tags)| (*path, anchors(tags))).collect();
    for (path, tags) in &pages {
        for tag in tags {
            let wrongs = wrongs(path, tag, site, &places);
            breaches
                .extend(wrongs.iter().map(|wrong| format!("{path}:{}: <{}> {wrong}", tag.line, tag.name)));
        }
        breaches.extend(doubles(tags).iter().map(|id| format!("{path}: two elements are called {id:?}")));
    }
    breaches
}

fn doubles(tags: &[Tag]) -> Vec<&str> {
    let mut seen = BTreeSet::new();
    tags.iter().filter_map(|tag| tag.get("id")).filter(|id| !seen.insert(*id)).collect()
}

fn wrongs(page: &str, tag: &Tag, site: &Files, places: &BTreeMap<&str, BTreeSet<String>>) -> Vec<String> {
    let mut wrongs = Vec::new();
    let name = tag.name.as_str();
    if FORBIDDEN.contains(&name) {
        wrongs.push("has no place on a page".to_owned());
    }
    if name == "script" && tag.get("src").is_none() {
        wrongs.push("is not loaded from the theme".to_owned());
    }
    if name == "meta" && tag.get("http-equiv").is_some_and(|what| what != "Content-Security-Policy") {
        wrongs.push("speaks for the server".to_owned());
    }
    for (attribute, value) in &tag.attributes {
        if attribute.starts_with("on")
            || attribute.contains(':')
            || FORBIDDEN_ATTRIBUTES.contains(&attribute.as_str())
        {
            wrongs.push(format!("has {attribute}={value:?}"));
        }
    }
    for attribute in ["href", "src"] {
        let Some(address) = tag.get(attribute) else { continue };
        let lower = address.to_lowercase();
        let outside = ["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme));
        if outside && name == "a" && attribute == "href" {
            continue;
        }
        let target = inside(page, address);
        let Some((target, anchor)) = target else {
            wrongs.push(format!("leads outside: {address}"));
            continue;
        };
        if name == "script" && !SCRIPTS.contains(&target.as_str()) {
            wrongs.push(format!("is not the theme's: {address}"));
        }
        if !site.contains_key(&target) {
            wrongs.push(format!("leads to no file: {address}"));
        } else if let (Some(ids), false) = (places.get(target.as_str()), anchor.is_empty())
            && !ids.contains(&anchor)
        {
            wrongs.push(format!("leads to no element: {address}"));
        }
    }
    wrongs
}

/// Where a relative address leads within the site, and to which anchor; `None` if it leaves the site.
fn inside(page: &str, address: &str) -> Option<(String, String)> {
    let (path, anchor) = address.split_once('#').unwrap_or((address, ""));
    let path = path.split('?').next().unwrap_or_default();
    let first = path.split('/').next().unwrap_or_default();
    if first.contains(':') || path.starts_with('/') || path.contains('\\') {
        return None;
    }
    if path.is_empty() {
        return Some((page.to_owned(), decode(anchor)));
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some((decode(&parts.join("/")), decode(anchor)))
}
