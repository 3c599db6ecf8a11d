//! Themes: the contract between pages and templates, and what a theme of one's own may do.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/git.rs"]
mod git;
#[path = "support/program.rs"]
mod program;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;
use standing::page::contract::{CONTRACT, contract, published};

use git::{Git, pen};
use program::{Files, Run, build, built, files, project, put, run, standing, write};
use tempfile::TempDir;

/// Every name that the contract has, as a path from its template or its type.
fn names(contract: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for part in ["templates", "$defs"] {
        for (holder, schema) in contract[part].as_object().unwrap() {
            collect(schema, holder, &mut found);
        }
    }
    found
}

fn collect(schema: &Value, at: &str, found: &mut BTreeSet<String>) {
    for (name, inner) in schema["properties"].as_object().into_iter().flatten() {
        let at = format!("{at}.{name}");
        collect(inner, &at, found);
        found.insert(at);
    }
    for inner in schema["oneOf"].as_array().into_iter().flatten() {
        let kind = inner["properties"]["kind"]["const"].as_str().unwrap_or_default();
        collect(inner, &format!("{at}({kind})"), found);
    }
}

/// What templates get is published, and nothing of it goes without a new version of the contract.
#[test]
fn the_contract_is_published_and_keeps_its_names() {
    let path = project("schemas/theme.json");
    let before: Value = serde_json::from_slice(&fs::read(&path).unwrap_or_else(|_| b"{}".to_vec())).unwrap();
    if before["contract"] == CONTRACT {
        let now = names(&contract());
        let gone: Vec<_> = names(&before).into_iter().filter(|name| !now.contains(name)).collect();
        assert!(gone.is_empty(), "raise CONTRACT in src/page/contract.rs: templates lose {gone:?}");
    }
    if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
        put(&project("schemas"), "theme.json", published());
    }
    let hint = "templates get other names than schemas/theme.json says: UPDATE=1 renews it";
    assert!(fs::read_to_string(path).unwrap_or_default() == published(), "{hint}");
}

/// Whoever writes a template finds what each name is.
#[test]
fn every_name_of_the_contract_is_explained() {
    let contract = contract();
    let mut bare = Vec::new();
    for part in ["templates", "$defs"] {
        for (holder, schema) in contract[part].as_object().unwrap() {
            for (name, field) in schema["properties"].as_object().into_iter().flatten() {
                let is_told = |told: &str| !told.is_empty() && !told.contains("::") && !told.contains("None");
                if !field["description"].as_str().is_some_and(is_told) {
                    bare.push(format!("{holder}.{name}"));
                }
            }
        }
    }
    assert!(bare.is_empty(), "{bare:?}");
    assert!(names(&contract).len() > 300);
}

/// A small records repository with files of a theme; what it is given replaces what is there.
fn records(theme: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "standing.toml", "format = 1\ntitle = \"Cold Watch\"\nas_of = 2026-06-30\n");
    put(folder.path(), "team.toml", "");
    put(
        folder.path(),
        "accounts/northwind/account.toml",
        "[account]\nname = \"Northwind\"\nsince = 2026-06-01\n",
    );
    put(folder.path(), "theme/theme.toml", "contract = 1\n");
    for (path, content) in theme {
        put(folder.path(), path, content);
    }
    folder
}

/// What a check tells of a theme: each finding whole, as the terminal shows it.
fn told(folder: &Path) -> String {
    let run = Run::of(standing().args(["check"]).arg(folder));
    let findings = run.out.split("\n\n").filter(|finding| finding.contains("theme"));
    findings.map(|finding| format!("{}\n", finding.trim())).collect::<Vec<_>>().join("\n") + &run.err
}

/// A logo, a footer, a colour and a section are changed in a line each, on every page, and nothing else is.
#[test]
fn a_line_changes_a_logo_a_footer_a_colour_or_a_section() {
    let logo = "{% extends \"base.html\" %}{% block logo %}<img src=\"{{ frame.root }}assets/logo.svg\" alt=\"\">{% endblock %}\
                {% block footer %}<p>Ask Priya.</p>{% endblock %}";
    let section = "{% extends \"account.html\" %}{% block complaints %}<p>Ask us.</p>{% endblock %}";
    let changed = records(&[
        ("theme/base.html", logo),
        ("theme/account.html", section),
        ("theme/assets/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ("theme/assets/own.css", ":root { --accent: #7a1f4d; }\n"),
    ]);
    let plain = records(&[]);
    let (before, after) = (site(plain.path()), site(changed.path()));
    assert_eq!(after["assets/own.css"], b":root { --accent: #7a1f4d; }\n");
    assert!(after.contains_key("assets/logo.svg") && !before.contains_key("assets/logo.svg"));
    let mut pages = 0;
    for (path, bytes) in after.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8(bytes.clone()).unwrap();
        let root = if path.contains('/') { "../" } else { "" };
        let image = format!("<img src=\"{root}assets/logo.svg\" alt=\"\">");
        assert_eq!(page.matches(&image).count(), 1, "{path}");
        assert_eq!(page.matches("<p>Ask Priya.</p>").count(), 1, "{path}");
        let was = page.replace(&image, "").replace("<p>Ask Priya.</p>", "");
        if path != "accounts/northwind.html" {
            assert_eq!(was, String::from_utf8(before[path].clone()).unwrap(), "{path}");
        }
        pages += 1;
    }
    let account = String::from_utf8(after["accounts/northwind.html"].clone()).unwrap();
    let (_, complaints) = account.split_once("<h2 id=\"complaints\">").unwrap();
    assert!(complaints.split_once("</section>").unwrap().0.ends_with("<p>Ask us.</p>"));
    assert!(pages > 20, "{pages}");
}

fn site(records: &Path) -> Files {
    built(records, &records.join("site"))
}

/// The folder `theme` goes before the theme that is named, and that before the default; a template may extend what lies below.
#[test]
fn layers_lie_over_each_other() {
    let footer = |words: &str| {
        format!(
            "{{% extends \"base.html\" %}}{{% block footer %}}{{{{ super() }}}}<p>{words}</p>{{% endblock %}}"
        )
    };
    let (own, named) = (footer("own"), footer("named"));
    let toml = "format = 1\ntitle = \"Cold Watch\"\nas_of = 2026-06-30\ntheme = \"themes/ours\"\n";
    let folder = records(&[
        ("standing.toml", toml),
        ("theme/base.html", &own),
        ("themes/ours/theme.toml", "contract = 1\n"),
        ("themes/ours/base.html", &named),
        ("themes/ours/assets/own.css", "/* named */\n"),
        ("themes/theirs/base.html", "{% nonsense"),
    ]);
    assert_eq!(told(folder.path()), "");
    let files = site(folder.path());
    let page = String::from_utf8(files["index.html"].clone()).unwrap();
    assert!(page.contains("<p>named</p><p>own</p>"), "{page}");
    assert_eq!(files["assets/own.css"], b"/* named */\n");
}

/// A theme that cannot be used forbids the site; whoever goes on gets the site without what is wrong, and the rest of the theme.
#[test]
fn what_is_wrong_in_a_theme_is_left_out_of_it() {
    let folder = records(&[
        ("theme/base.html", "{% extends \"base.html\" %}{% block footer %}<p>Ask Priya.</p>{% endblock %}"),
        (
            "theme/account.html",
            "{% extends \"account.html\" %}{% block complaints %}{{ complaint }}{% endblock %}",
        ),
    ]);
    let (records, site) = (folder.path(), folder.path().join("site"));
    let refused = run(&mut build(records, &site), 1);
    assert!(
        refused.err.contains("error[theme-broken]: variable `complaint` is not defined"),
        "{}",
        refused.err
    );
    assert!(files(&site).is_empty());
    run(build(records, &site).arg("--keep-going"), 1);
    let page = String::from_utf8(files(&site)["accounts/northwind.html"].clone()).unwrap();
    assert!(page.contains("<p>Ask Priya.</p>") && page.contains("<h2 id=\"complaints\">"));
}

/// Nothing of a theme lies outside its folder.
#[cfg(unix)]
#[test]
fn a_theme_cannot_leave_its_folder() {
    use std::os::unix::fs::symlink;
    let folder =
        records(&[("secret.html", "{% extends \"base.html\" %}{% block footer %}secret{% endblock %}")]);
    symlink(folder.path().join("secret.html"), folder.path().join("theme/base.html")).unwrap();
    fs::create_dir(folder.path().join("theme/assets")).unwrap();
    symlink("/etc/passwd", folder.path().join("theme/assets/own.css")).unwrap();
    symlink("..", folder.path().join("theme/up")).unwrap();
    let told = told(folder.path());
    assert_eq!(told.matches("error[symbolic-link]").count(), 3, "{told}");
    let site = folder.path().join("site");
    run(build(folder.path(), &site).arg("--keep-going"), 1);
    let files = files(&site);
    assert!(files["assets/own.css"].starts_with(b"/* Yours"));
    assert!(!String::from_utf8_lossy(&files["index.html"]).contains("secret"));

    let linked = records(&[]);
    fs::remove_dir_all(linked.path().join("theme")).unwrap();
    symlink(folder.path().join("theme"), linked.path().join("theme")).unwrap();
    let run = Run::of(standing().arg("check").arg(linked.path()));
    assert!(run.out.contains("error[symbolic-link]") && run.code == 1, "{}", run.said());

    let outside = ["../theme", "themes/../theme", "/etc", "themes/", "themes"];
    for path in outside {
        let toml = format!("format = 1\ntitle = \"Cold Watch\"\nas_of = 2026-06-30\ntheme = \"{path}\"\n");
        let folder = records(&[("standing.toml", &toml)]);
        let run = Run::of(standing().arg("check").arg(folder.path()));
        assert!(run.out.contains("error[unknown-theme]") && run.code == 1, "{path}: {}", run.said());
    }
}

/// A revision has the look of its own day, from a repository without files too.
#[test]
fn a_revision_has_its_own_theme() {
    let footer = |words: &str| {
        format!("{{% extends \"base.html\" %}}{{% block footer %}}<p>{words}</p>{{% endblock %}}")
    };
    let folder = records(&[("theme/base.html", &footer("first"))]);
    let git = Git::new();
    write(&git.root, &files(folder.path()));
    git.commit(pen("Priya Nair", "2026-06-01"), "First");
    put(&git.root, "theme/base.html", footer("second"));
    git.commit(pen("Priya Nair", "2026-06-02"), "Second");
    put(&git.root, "theme/base.html", "{% nonsense");
    let out = tempfile::tempdir().unwrap();
    for (revision, words) in [("HEAD~1", "first"), ("HEAD", "second")] {
        let site = out.path().join(words);
        run(build(&git.root, &site).args(["--rev", revision]), 0);
        let page = String::from_utf8(files(&site)["index.html"].clone()).unwrap();
        assert!(page.contains(&format!("<p>{words}</p>")), "{revision}");
    }
}

/// The plain theme is chosen for good or for once, asks for no script, and what lies in `theme` goes over it.
#[test]
fn the_plain_theme_is_chosen_for_good_or_for_once() {
    let toml = "format = 1\ntitle = \"Cold Watch\"\nas_of = 2026-06-30\n";
    let footer = "{% extends \"base.html\" %}{% block footer %}<p>Ask Priya.</p>{% endblock %}";
    let for_good =
        records(&[("standing.toml", &format!("{toml}theme = \"plain\"\n")), ("theme/base.html", footer)]);
    let for_once = records(&[("theme/base.html", footer)]);
    let site = for_once.path().join("site");
    run(build(for_once.path(), &site).args(["--theme", "plain"]), 0);
    let (good, once) = (built(for_good.path(), &for_good.path().join("site")), files(&site));
    for (path, bytes) in
        once.iter().filter(|(path, _)| path.ends_with(".html") && !path.starts_with("reference"))
    {
        let page = String::from_utf8(bytes.clone()).unwrap();
        assert!(page.contains("<p>Ask Priya.</p>") && !page.contains("<script"), "{path}");
        assert_eq!(Some(bytes), good.get(path), "{path}");
    }
    assert!(!once.contains_key("assets/standing.js"));
    let unknown = run(build(for_once.path(), &site).args(["--theme", "plane"]), 2);
    assert!(unknown.err.contains("plane") && unknown.err.contains("is no theme"), "{}", unknown.err);
}
