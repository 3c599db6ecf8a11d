//! Secrets: private keys, tokens in the forms that their issuers publish, and what is called a password.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex, RegexSet};

/// A form of secret: what it is, what it looks like, and whether a place that looks so is one. The first group of the
/// pattern is the secret, where it has one.
struct Form {
    what: &'static str,
    pattern: &'static str,
    is_secret: fn(&Captures<'_>) -> bool,
}

/// The forms of tokens are those that their issuers give in public, among them for scanners like this one.
const FORMS: [Form; 8] = [
    Form {
        what: "a private key",
        pattern: r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?s:.*?)(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|\z)",
        is_secret: |_| true,
    },
    Form { what: "an access key", pattern: r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b", is_secret: |_| true },
    Form {
        what: "an access token",
        pattern: r"\b(?:gh[pousr]_[0-9A-Za-z]{36,}|github_pat_[0-9A-Za-z_]{22,}|glpat-[0-9A-Za-z_-]{20,})\b",
        is_secret: |_| true,
    },
    Form {
        what: "an access token",
        pattern: r"\b(?:xox[abeprs]-[0-9A-Za-z-]{10,}|[sr]k_(?:live|test)_[0-9A-Za-z]{16,}|AIza[0-9A-Za-z_-]{35})\b",
        is_secret: |_| true,
    },
    Form {
        what: "an access token",
        pattern: r"\beyJ[0-9A-Za-z_-]{8,}\.eyJ[0-9A-Za-z_-]{8,}\.[0-9A-Za-z_-]{8,}",
        is_secret: |_| true,
    },
    Form {
        what: "a bearer token",
        pattern: r"(?i)\bbearer\s+([0-9a-z._~+/-]{16,}=*)",
        is_secret: |found| found[1].bytes().any(|byte| byte.is_ascii_digit()),
    },
    Form {
        what: "a password",
        pattern: concat!(
            r#"(?im)\b(?:password|passwd|passphrase|passwort|kennwort|pwd|pin code)["'`*]{0,3}[ \t]*[:=][ \t]*"#,
            r#"(?:\\?"((?:[^"\\\r\n]|\\[^"\r\n])+)|\\?'([^'\r\n]+)|`([^`\r\n]+)"#,
            r#"|([^\s"'`\\]+))[ \t]*(["'.]?$)?"#
        ),
        is_secret: is_password,
    },
    Form {
        what: "a secret key",
        pattern: r#"(?i)\b(?:secret|secret[ _-]?key|api[ _-]?key|access[ _-]?key|access[ _-]?token|auth[ _-]?token|client[ _-]?secret)["'`*]{0,3}[ \t]*[:=][ \t]*\\?["'`]?([0-9a-z._~+/=-]{12,})"#,
        is_secret: |found| found[1].bytes().any(|byte| byte.is_ascii_digit()),
    },
];

/// All forms at once: most texts hold none, and are looked through once.
static ANY: LazyLock<Option<RegexSet>> =
    LazyLock::new(|| RegexSet::new(FORMS.iter().map(|form| form.pattern)).ok());

static EACH: LazyLock<Vec<Option<Regex>>> =
    LazyLock::new(|| FORMS.iter().map(|form| Regex::new(form.pattern).ok()).collect());

/// The places of secrets, and what each is.
pub fn find(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let Some(any) = ANY.as_ref() else { return Vec::new() };
    let mut found = Vec::new();
    for at in any.matches(text) {
        for place in EACH[at].iter().flat_map(|pattern| pattern.captures_iter(text)) {
            if (FORMS[at].is_secret)(&place)
                && let Some(secret) = value(&place)
            {
                found.push((secret, FORMS[at].what));
            }
        }
    }
    found
}

/// The secret itself: the first group that is there, else the whole.
fn value(place: &Captures<'_>) -> Option<Range<usize>> {
    let groups = (1..place.len().min(5)).find_map(|group| place.get(group));
    groups.or_else(|| place.get(0)).map(|found| found.range())
}

/// What stands where no password is given.
const NO_PASSWORDS: [&str; 16] = [
    "none",
    "no",
    "yes",
    "unknown",
    "same",
    "reset",
    "changed",
    "unchanged",
    "required",
    "forgotten",
    "expired",
    "tbd",
    "n/a",
    "see",
    "ask",
    "withheld",
];

/// In prose “password: reset on Tuesday” is none: a bare word is one only where the line ends with it, or where it is no
/// plain word.
fn is_password(found: &Captures<'_>) -> bool {
    let Some(bare) = found.get(4) else { return (1..4).any(|group| found.get(group).is_some_and(is_filled)) };
    let word = bare.as_str().trim_end_matches(['.', ',', ';', ')', ']', '}']);
    let is_plain =
        word.chars().all(char::is_alphabetic) && word.chars().skip(1).all(|sign| !sign.is_uppercase());
    let is_last = found.get(5).is_some();
    is_filled(bare) && !NO_PASSWORDS.contains(&word.to_lowercase().as_str()) && (!is_plain || is_last)
}

/// Whether there is more than signs that stand for something left out.
fn is_filled(value: regex::Match<'_>) -> bool {
    let value = value.as_str();
    let is_placeholder = value.starts_with('<') || value.starts_with('{') || value.starts_with('$');
    let is_filled = value.chars().filter(|sign| sign.is_alphanumeric()).count() >= 3;
    is_filled && !is_placeholder && !value.chars().all(|sign| matches!(sign, 'x' | 'X'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, &'static str)> {
        find(text).into_iter().map(|(at, what)| (&text[at], what)).collect()
    }

    #[test]
    fn finds_secrets_in_their_forms() {
        let key = "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----";
        let github = format!("ghp_{}", "a1B2".repeat(9));
        for (text, secret, what) in [
            (format!("x\n{key}\ny"), key, "a private key"),
            (
                "-----BEGIN PRIVATE KEY-----\nMII".to_owned(),
                "-----BEGIN PRIVATE KEY-----\nMII",
                "a private key",
            ),
            ("Their key is AKIAIOSFODNN7EXAMPLE.".to_owned(), "AKIAIOSFODNN7EXAMPLE", "an access key"),
            (format!("token {github}"), github.as_str(), "an access token"),
            ("Authorization: Bearer abcdef0123456789xyz".to_owned(), "abcdef0123456789xyz", "a bearer token"),
            ("password = \"correct horse\"".to_owned(), "correct horse", "a password"),
            ("Password: hunter2".to_owned(), "hunter2", "a password"),
            ("The password: Sommer, as ever".to_owned(), "", ""),
            ("password: summer\n".to_owned(), "summer", "a password"),
            ("words = \"Password: summer\"".to_owned(), "summer", "a password"),
            ("**Password**: `s3cret`".to_owned(), "s3cret", "a password"),
            (r#"mood = "password = \"s3cret\"""#.to_owned(), "s3cret", "a password"),
            (r#"password = "a\\b-1""#.to_owned(), r"a\\b-1", "a password"),
            (r#"words = "Password: hunter2\nNext""#.to_owned(), "hunter2", "a password"),
            ("api_key=9f8e7d6c5b4a3921".to_owned(), "9f8e7d6c5b4a3921", "a secret key"),
        ] {
            let expected = if secret.is_empty() { vec![] } else { vec![(secret, what)] };
            assert_eq!(found(&text), expected, "{text}");
        }
        assert!(EACH.iter().all(Option::is_some) && ANY.is_some());
    }

    #[test]
    fn leaves_words_about_secrets_alone() {
        for text in [
            "They asked how to change a password.",
            "Password: reset on Tuesday by Lena",
            "password: none",
            "password = \"\"",
            "password: <see the vault>",
            "Password: ********",
            "The secret: talk to Amelia first.",
            "the bearer of this letter was Mr Okonjo",
            "Bearer certificates expire in 2026",
            "api key: ask their IT",
        ] {
            assert_eq!(found(text), vec![], "{text}");
        }
    }
}
