//! The small data script by which a reader searches and filters over all accounts, from a disk, without a request.
//!
//! It holds at most about 200 bytes an account and nothing that the portfolio's table does not show.

use serde::Serialize;

use super::common::StandingWord;
use super::script::literal;

/// What the script knows of one account.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Jump {
    /// The account's address under `accounts/`, without `.html`.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Its standing.
    pub standing: StandingWord,
    /// The tier's id.
    pub tier: String,
    /// The owner's id, or empty.
    pub owner: String,
    /// The segment's id, or empty.
    pub segment: String,
    /// Its tags.
    pub tags: Vec<String>,
}

/// The file, relative to the site's root.
pub const PATH: &str = "assets/accounts.js";

/// The script: one assignment of rows `[slug, name, standing, tier, owner, segment, tags]`, safe inside any page.
pub fn script(accounts: &[Jump]) -> Result<String, serde_json::Error> {
    #[derive(Serialize)]
    struct Row<'a>(&'a str, &'a str, &'a str, &'a str, &'a str, &'a str, &'a [String]);
    let mut text = String::from("var standingAccounts = [");
    for (index, account) in accounts.iter().enumerate() {
        text.push_str(if index == 0 { "\n" } else { ",\n" });
        let row = Row(
            &account.slug,
            &account.name,
            account.standing.key(),
            &account.tier,
            &account.owner,
            &account.segment,
            &account.tags,
        );
        text.push_str(&literal(&row)?);
    }
    text.push_str("\n];\n");
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_is_one_row_an_account_and_cannot_end_its_element() {
        let account = Jump {
            slug: "northwind".into(),
            name: "</script>\u{2028}".into(),
            standing: StandingWord::AtRisk,
            tier: "key".into(),
            owner: "priya".into(),
            segment: "logistics".into(),
            tags: vec!["pilot".into()],
        };
        assert_eq!(
            script(&[account]).unwrap(),
            "var standingAccounts = [\n[\"northwind\",\"\\u003c/script>\\u2028\",\"at-risk\",\"key\",\"priya\",\
             \"logistics\",[\"pilot\"]]\n];\n"
        );
        assert_eq!(script(&[]).unwrap(), "var standingAccounts = [\n];\n");
    }
}
