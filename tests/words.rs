//! Whatever the program says on a page stands in the catalogue, `languages/en.ftl`, where it can be translated: no sentence
//! stands in the code of a page or a drawing, every message that the code asks for is there, and none is there for nothing.
//!
//! What rules find is told to whoever writes records, in English as on the command line, and so are the pages that print the
//! program's own reference.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/program.rs"]
mod program;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use program::project;
use regex::Regex;

/// Files of pages that have sentences of their own: what documents the contract with themes and the data for other programs.
const OWN_WORDS: [&str; 3] = ["src/page/common.rs", "src/page/contract.rs", "src/page/data/table.rs"];

/// The sources below a folder, without their tests, by path from the root.
fn sources(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![project(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("tests.rs") {
                let text = fs::read_to_string(&path).unwrap();
                let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap().to_owned();
                found.push((name(&path), text));
            }
        }
    }
    found.sort();
    found
}

fn name(path: &Path) -> String {
    path.strip_prefix(project("")).unwrap().to_str().unwrap().replace('\\', "/")
}

fn catalogue() -> String {
    fs::read_to_string(project("languages/en.ftl")).unwrap()
}

/// The literals of a source, as they stand there, that are neither in a comment nor in an attribute.
fn literals(text: &str) -> Vec<(usize, String)> {
    let token = Regex::new(
        r##"(?s)//[^\n]*|#!?\[[^\]\n]*\]|r#+".*?"#+|"(?:\\.|[^"\\])*"|'(?:\\u\{[^}]*\}|\\.|[^'\\])'"##,
    )
    .unwrap();
    let found = token.find_iter(text).filter(|token| token.as_str().starts_with('"'));
    found.map(|token| (text[..token.start()].matches('\n').count() + 1, token.as_str().to_owned())).collect()
}

/// Whether a literal has a sentence in it, or a part of one: two words beside each other that are no code.
fn is_sentence(literal: &str) -> bool {
    let words = Regex::new(r"[A-Za-z]{2,}[,:;.’”)]* \{?[A-Za-z]{2,}").unwrap();
    let code = Regex::new(r#"^"\s*<|^"- \[|\\n|\[\[|=|^"(label|event|tie) "#).unwrap();
    words.is_match(literal) && !code.is_match(literal)
}

#[test]
fn no_sentence_of_a_page_or_a_drawing_stands_in_code() {
    let all = ["src/page", "src/chart"].map(sources).concat();
    let mut wrong = Vec::new();
    let mut own: BTreeSet<&str> = OWN_WORDS.into();
    for (path, text) in &all {
        let found: Vec<_> = literals(text).into_iter().filter(|(_, literal)| is_sentence(literal)).collect();
        match (own.remove(path.as_str()), found.is_empty()) {
            (false, false) => {
                wrong.extend(found.into_iter().map(|(line, literal)| format!("{path}:{line}: {literal}")))
            }
            (true, true) => wrong.push(format!("{path} has no sentence any more: take it from OWN_WORDS")),
            _ => {}
        }
    }
    wrong.extend(own.into_iter().map(|path| format!("{path}, named in OWN_WORDS, is not there")));
    let hint = "say it by a message of languages/en.ftl, as its neighbours do";
    assert!(wrong.is_empty(), "{hint}:\n{}", wrong.join("\n"));
}

#[test]
fn every_message_that_code_asks_for_is_there_and_none_is_there_for_nothing() {
    let asked = Regex::new(r#"\.(?:word|say|count)\(\s*"([a-z0-9-]+)""#).unwrap();
    let named = Regex::new(r#""([a-z][a-z0-9-]*)""#).unwrap();
    let begins = Regex::new(r#"\.word\(&format!\("([a-z-]+-)\{"#).unwrap();
    let id = Regex::new(r"(?m)^([a-z][a-z0-9-]*) =").unwrap();
    let ids =
        |text: &str| -> BTreeSet<String> { id.captures_iter(text).map(|one| one[1].to_owned()).collect() };
    let all: Vec<_> = ["src/page", "src/chart"].map(sources).concat();
    let catalogue = catalogue();
    let there = ids(&catalogue);
    let lacking: Vec<String> = all
        .iter()
        .flat_map(|(path, text)| {
            let ids = asked.captures_iter(text).map(|one| one[1].to_owned());
            ids.filter(|id| !there.contains(id)).map(move |id| format!("{path}: {id}")).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(lacking, Vec::<String>::new(), "languages/en.ftl lacks these");
    let (_, pages) = catalogue.split_once("# What pages say").unwrap();
    let (pages, _) = pages.split_once("# Words").unwrap();
    // Some are asked for by a name that a list or a match has, or that begins in the code and ends in a record.
    let mentioned: BTreeSet<String> =
        all.iter().flat_map(|(_, text)| named.captures_iter(text).map(|one| one[1].to_owned())).collect();
    let begun: Vec<String> =
        all.iter().flat_map(|(_, text)| begins.captures_iter(text).map(|one| one[1].to_owned())).collect();
    let is_asked = |id: &String| mentioned.contains(id) || begun.iter().any(|begin| id.starts_with(begin));
    let idle: Vec<_> = ids(pages).into_iter().filter(|id| !is_asked(id)).collect();
    assert_eq!(idle, Vec::<String>::new(), "nobody asks for these of languages/en.ftl");
}
