//! The forge in which the records are kept: where a file can be read, edited, begun, and looked back on there.
//!
//! It is recognised from the address of the records, by its host or by how the address is made. Every address is made of
//! text; nothing is ever asked for.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

words! {
    /// The software of a forge.
    pub enum ForgeKind {
        /// GitHub, also an enterprise's own.
        Github = "github",
        /// GitLab, also one's own.
        Gitlab = "gitlab",
        /// Forgejo or Gitea, such as Codeberg.
        Forgejo = "forgejo",
    }
}

/// What may stand in an address as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What may stand in the path of an address as it is.
const PATH: &AsciiSet = &PLAIN.remove(b'/');

/// The branch where none is named.
const BRANCH: &str = "main";

/// The forge, and where in it the records are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forge {
    /// The software; without it, files can be read there, and no more.
    kind: Option<ForgeKind>,
    /// The address of the repository; where the software is not known, that of the records' folder.
    repository: String,
    /// The branch, as it stands in addresses.
    branch: String,
    /// The folder of the records in the repository, as it stands in addresses; ends with a slash unless it is empty.
    folder: String,
}

/// Why an address leads to no forge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForgeFault {
    /// It is not the address of a web page.
    NoAddress,
    /// It is the address of another forge than the one that is named.
    OtherForge(ForgeKind),
    /// It is that of another branch than the one that is named.
    OtherBranch,
    /// It names no branch where one should be.
    NoBranch,
}

impl Forge {
    /// Reads the address of the records, with the software and the branch where they are named.
    ///
    /// # Errors
    /// When the address is none, or says something else.
    pub fn parse(url: &str, kind: Option<ForgeKind>, branch: Option<&str>) -> Result<Self, ForgeFault> {
        let url = url.trim_end_matches('/');
        let host = host(url).ok_or(ForgeFault::NoAddress)?;
        let branch = branch.map(|branch| utf8_percent_encode(branch, PATH).to_string());
        if let Some((found, repository, rest)) = by_form(url) {
            if kind.is_some_and(|kind| kind != found) {
                return Err(ForgeFault::OtherForge(found));
            }
            let (branch, folder) = split(rest, branch)?;
            return Ok(Self { kind: Some(found), repository: repository.to_owned(), branch, folder });
        }
        let branch = branch.unwrap_or_else(|| BRANCH.to_owned());
        let kind = kind.or_else(|| by_host(host));
        Ok(Self { kind, repository: url.to_owned(), branch, folder: String::new() })
    }

    /// Where a line of a file can be read.
    #[must_use]
    pub fn line(&self, path: &str, line: u32) -> String {
        // A forge shows a Markdown file rendered, without lines, unless it is asked for the source.
        let (page, source) = match self.kind {
            Some(ForgeKind::Github) => (self.page("blob"), "?plain=1"),
            Some(ForgeKind::Gitlab) => (self.page("-/blob"), "?plain=1"),
            Some(ForgeKind::Forgejo) => (self.page("src/branch"), "?display=source"),
            None => (format!("{}/", self.repository), ""),
        };
        let source = if path.ends_with(".md") { source } else { "" };
        format!("{page}{}{source}#L{line}", utf8_percent_encode(path, PATH))
    }

    /// Where a file can be edited; `None` where the software is not known.
    #[must_use]
    pub fn edit(&self, path: &str) -> Option<String> {
        let page = match self.kind? {
            ForgeKind::Github => self.page("edit"),
            ForgeKind::Gitlab => self.page("-/edit"),
            ForgeKind::Forgejo => self.page("_edit"),
        };
        Some(format!("{page}{}", utf8_percent_encode(path, PATH)))
    }

    /// Where the changes of a file are listed; `None` where the software is not known.
    #[must_use]
    pub fn history(&self, path: &str) -> Option<String> {
        let page = match self.kind? {
            ForgeKind::Github => self.page("commits"),
            ForgeKind::Gitlab => self.page("-/commits"),
            ForgeKind::Forgejo => self.page("commits/branch"),
        };
        Some(format!("{page}{}", utf8_percent_encode(path, PATH)))
    }

    /// Where a new file can be begun, with its name and a text filled in; `None` where the software is not known.
    #[must_use]
    pub fn begin(&self, path: &str, text: &str) -> Option<String> {
        let (page, name, content) = match self.kind? {
            ForgeKind::Github => ("new", "filename", "value"),
            ForgeKind::Gitlab => ("-/new", "file_name", "content"),
            ForgeKind::Forgejo => ("_new", "filename", "value"),
        };
        let Self { repository, branch, folder, .. } = self;
        // The folder is written as it stands in addresses, its slashes apart.
        let folder = folder.replace('/', "%2F");
        let (path, text) = (utf8_percent_encode(path, PLAIN), utf8_percent_encode(text, PLAIN));
        Some(format!("{repository}/{page}/{branch}?{name}={folder}{path}&{content}={text}"))
    }

    /// The address of a page on files, up to the path within the records.
    fn page(&self, page: &str) -> String {
        format!("{}/{page}/{}/{}", self.repository, self.branch, self.folder)
    }
}

/// The host of a web address; `None` where it is none, or says more than where something is.
fn host(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let host = rest.split('/').next().filter(|host| !host.is_empty() && !host.contains('@'))?;
    let is_plain =
        |sign: char| !sign.is_whitespace() && !sign.is_control() && !"\"<>\\^`{|}?#".contains(sign);
    url.chars().all(is_plain).then_some(host)
}

/// The software by how an address is made, the address of the repository, and what follows.
fn by_form(url: &str) -> Option<(ForgeKind, &str, &str)> {
    let forms = [
        ("/-/blob", ForgeKind::Gitlab),
        ("/-/tree", ForgeKind::Gitlab),
        ("/src/branch", ForgeKind::Forgejo),
        ("/blob", ForgeKind::Github),
        ("/tree", ForgeKind::Github),
    ];
    forms.iter().find_map(|(form, kind)| {
        let (repository, rest) = url.split_once(form)?;
        // An owner or a repository may be called `tree`: a page follows both.
        let path = repository.split_once("://")?.1;
        let is_page = (rest.is_empty() || rest.starts_with('/')) && path.split('/').count() > 2;
        is_page.then_some((*kind, repository, rest.trim_start_matches('/')))
    })
}

/// The software by the host.
fn by_host(host: &str) -> Option<ForgeKind> {
    let hosts = [
        ("github.com", ForgeKind::Github),
        ("gitlab.com", ForgeKind::Gitlab),
        ("codeberg.org", ForgeKind::Forgejo),
        ("gitea.com", ForgeKind::Forgejo),
        ("github.", ForgeKind::Github),
        ("gitlab.", ForgeKind::Gitlab),
        ("forgejo.", ForgeKind::Forgejo),
        ("gitea.", ForgeKind::Forgejo),
    ];
    hosts
        .iter()
        .find(|(name, _)| host == *name || (name.ends_with('.') && host.starts_with(name)))
        .map(|(_, kind)| *kind)
}

/// The branch and the folder that follow in an address; the folder with a slash at its end.
fn split(rest: &str, branch: Option<String>) -> Result<(String, String), ForgeFault> {
    let (branch, folder) = match branch {
        Some(branch) => {
            let folder = rest.strip_prefix(branch.as_str()).ok_or(ForgeFault::OtherBranch)?;
            let folder = if folder.is_empty() {
                folder
            } else {
                folder.strip_prefix('/').ok_or(ForgeFault::OtherBranch)?
            };
            (branch, folder)
        }
        None => {
            let (branch, folder) = rest.split_once('/').unwrap_or((rest, ""));
            (branch.to_owned(), folder)
        }
    };
    if branch.is_empty() {
        return Err(ForgeFault::NoBranch);
    }
    Ok((branch, if folder.is_empty() { String::new() } else { format!("{folder}/") }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "accounts/l'étoile & sons/notes/first call.md";
    const MADE: &str = "accounts/l%27%C3%A9toile%20%26%20sons/notes/first%20call.md";

    fn forge(url: &str) -> Forge {
        Forge::parse(url, None, None).unwrap()
    }

    /// The forms are those that the forges' own pages lead to.
    #[test]
    fn each_forge_is_asked_in_its_own_form() {
        let github = forge("https://github.com/us/customers/blob/main");
        assert_eq!(
            github.line(FILE, 12),
            format!("https://github.com/us/customers/blob/main/{MADE}?plain=1#L12")
        );
        assert_eq!(github.line("team.toml", 3), "https://github.com/us/customers/blob/main/team.toml#L3");
        assert_eq!(github.edit(FILE).unwrap(), format!("https://github.com/us/customers/edit/main/{MADE}"));
        assert_eq!(
            github.history(FILE).unwrap(),
            format!("https://github.com/us/customers/commits/main/{MADE}")
        );
        assert_eq!(
            github.begin("notes/a b.md", "+++\nx = \"é&\"\n").unwrap(),
            "https://github.com/us/customers/new/main?filename=notes%2Fa%20b.md&value=%2B%2B%2B%0Ax%20%3D%20%22%C3%A9%26%22%0A"
        );
        let gitlab = forge("https://git.us.example/group/sub/customers/-/tree/trunk/records/");
        assert_eq!(
            gitlab.line(FILE, 1),
            format!("https://git.us.example/group/sub/customers/-/blob/trunk/records/{MADE}?plain=1#L1")
        );
        assert_eq!(
            gitlab.edit("a.toml").unwrap(),
            "https://git.us.example/group/sub/customers/-/edit/trunk/records/a.toml"
        );
        assert_eq!(
            gitlab.history("a.toml").unwrap(),
            "https://git.us.example/group/sub/customers/-/commits/trunk/records/a.toml"
        );
        assert_eq!(
            gitlab.begin("notes/a.md", "b").unwrap(),
            "https://git.us.example/group/sub/customers/-/new/trunk?file_name=records%2Fnotes%2Fa.md&content=b"
        );
        let forgejo = forge("https://codeberg.org/us/customers/src/branch/main");
        assert_eq!(
            forgejo.line(FILE, 2),
            format!("https://codeberg.org/us/customers/src/branch/main/{MADE}?display=source#L2")
        );
        assert_eq!(forgejo.edit("a.toml").unwrap(), "https://codeberg.org/us/customers/_edit/main/a.toml");
        assert_eq!(
            forgejo.history("a.toml").unwrap(),
            "https://codeberg.org/us/customers/commits/branch/main/a.toml"
        );
        assert_eq!(
            forgejo.begin("n.md", "b").unwrap(),
            "https://codeberg.org/us/customers/_new/main?filename=n.md&value=b"
        );
    }

    #[test]
    fn a_forge_is_recognised_by_its_host_or_named() {
        let known =
            |url, kind, branch| Forge::parse(url, kind, branch).unwrap().edit("a").unwrap_or_default();
        assert_eq!(
            known("https://github.com/us/customers", None, None),
            "https://github.com/us/customers/edit/main/a"
        );
        assert_eq!(
            known("https://gitlab.us.example/us/c", None, Some("é/1")),
            "https://gitlab.us.example/us/c/-/edit/%C3%A9/1/a"
        );
        assert_eq!(
            known("https://code.example/us/c", Some(ForgeKind::Forgejo), None),
            "https://code.example/us/c/_edit/main/a"
        );
        assert_eq!(known("https://code.example/us/c", None, None), "");
        assert_eq!(
            forge("https://code.example/plain/").line("a b", 4),
            "https://code.example/plain/a%20b#L4"
        );
        assert_eq!(
            known("https://github.com/us/c/blob/a/b/c", None, Some("a/b")),
            "https://github.com/us/c/edit/a/b/c/a"
        );
        assert_eq!(
            known("https://github.com/tree/blob", None, None),
            "https://github.com/tree/blob/edit/main/a"
        );
    }

    #[test]
    fn what_is_no_address_of_a_forge_is_refused() {
        let fault = |url, kind, branch| Forge::parse(url, kind, branch).unwrap_err();
        for url in [
            "",
            "github.com/us/c",
            "javascript:alert(1)",
            "https://",
            "https:///x",
            "https://a b/c",
            "https://a.b/?x",
            "https://u:p@a.b/c",
            "git@github.com:us/c.git",
            "https://a.b/\"x",
        ] {
            assert_eq!(fault(url, None, None), ForgeFault::NoAddress, "{url}");
        }
        assert_eq!(fault("https://github.com/us/c/blob/", None, None), ForgeFault::NoBranch);
        assert_eq!(fault("https://github.com/us/c/blob/main", None, Some("trunk")), ForgeFault::OtherBranch);
        assert_eq!(fault("https://github.com/us/c/blob/mainly", None, Some("main")), ForgeFault::OtherBranch);
        let other = fault("https://a.b/us/c/-/blob/main", Some(ForgeKind::Github), None);
        assert_eq!(other, ForgeFault::OtherForge(ForgeKind::Gitlab));
    }
}
