//! Publishing: what stands on the disk after it, whole trees compared, and what it refuses to touch.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/tree.rs"]
mod tree;

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use standing::publish::{
    Interrupt, OutputPath, OutputPathProblem, PublishError, Published, Refusal, Staging, publish,
};
use tempfile::TempDir;
use tree::{Node, Tree, names, tree};

/// A records repository in a folder of its own, and room for a site.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir_all(desk.at("records/accounts/northwind")).unwrap();
        fs::write(desk.at("records/standing.toml"), "format = 1\n").unwrap();
        desk
    }

    fn at(&self, path: &str) -> PathBuf {
        self.folder.path().canonicalize().unwrap().join(path)
    }

    fn site(&self) -> PathBuf {
        self.at("records/site")
    }

    fn publish(&self, pages: &[(&str, &str)]) -> Result<Published, PublishError> {
        self.publish_to(&self.site(), pages)
    }

    fn publish_to(&self, target: &Path, pages: &[(&str, &str)]) -> Result<Published, PublishError> {
        let pages = pages.iter().map(|(path, text)| (page(path), text.as_bytes()));
        publish(target, &self.at("records"), pages)
    }

    fn begin(&self) -> Result<Staging, PublishError> {
        Staging::begin(&self.site(), &self.at("records"), &Interrupt::default())
    }

    /// The site without its manifest, and a proof that nothing of ours is left beside it.
    fn site_tree(&self) -> Tree {
        assert_eq!(names(&self.at("records")), ["accounts", "site", "standing.toml"]);
        let mut tree = tree(&self.site());
        assert!(tree.remove(".standing-manifest").is_some(), "a site has a manifest");
        tree
    }

    fn put(&self, path: &str, text: &str) {
        let file = self.site().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
}

fn page(path: &str) -> OutputPath {
    OutputPath::new(path).unwrap()
}

fn file(text: &str) -> Node {
    Node::File(text.to_owned())
}

fn expected(nodes: &[(&str, Node)]) -> Tree {
    nodes.iter().map(|(path, node)| ((*path).to_owned(), node.clone())).collect()
}

fn refusal(result: Result<Published, PublishError>) -> Refusal {
    match result {
        Err(PublishError::Refused { why, .. }) => why,
        other => panic!("not refused: {other:?}"),
    }
}

const FIRST: [(&str, &str); 3] = [
    ("index.html", "<p>one</p>"),
    ("accounts/north.html", "<p>north</p>"),
    ("accounts/south.html", "<p>south</p>"),
];

#[test]
fn a_first_site_is_what_was_given_and_a_manifest() {
    let desk = Desk::new();
    let published = desk.publish(&FIRST).unwrap();
    assert_eq!(published, Published { written: 3, unchanged: 0, deleted: 0, total: 3 });
    assert_eq!(
        tree(&desk.at("records")),
        expected(&[
            ("accounts", Node::Folder),
            ("accounts/northwind", Node::Folder),
            ("standing.toml", file("format = 1\n")),
            ("site", Node::Folder),
            ("site/index.html", file("<p>one</p>")),
            ("site/accounts", Node::Folder),
            ("site/accounts/north.html", file("<p>north</p>")),
            ("site/accounts/south.html", file("<p>south</p>")),
            (
                "site/.standing-manifest",
                file(
                    "standing-manifest 1\n\
                     408ffd6cdd13407a 12 accounts/north.html\n\
                     e4f10baa24ecf400 12 accounts/south.html\n\
                     3cf6bac84bb64fd9 10 index.html\n"
                )
            ),
        ])
    );
}

#[test]
fn what_changed_is_written_what_went_is_deleted_and_the_rest_keeps_its_file() {
    let desk = Desk::new();
    desk.publish(&FIRST).unwrap();
    let before = fs::metadata(desk.site().join("accounts/north.html")).unwrap();
    let published = desk
        .publish(&[
            ("index.html", "<p>two</p>"),
            ("accounts/north.html", "<p>north</p>"),
            ("team/ana.html", "ana"),
        ])
        .unwrap();
    assert_eq!(published, Published { written: 2, unchanged: 1, deleted: 1, total: 3 });
    assert_eq!(
        desk.site_tree(),
        expected(&[
            ("index.html", file("<p>two</p>")),
            ("accounts", Node::Folder),
            ("accounts/north.html", file("<p>north</p>")),
            ("team", Node::Folder),
            ("team/ana.html", file("ana")),
        ])
    );
    let after = fs::metadata(desk.site().join("accounts/north.html")).unwrap();
    assert_eq!((before.ino(), before.modified().unwrap()), (after.ino(), after.modified().unwrap()));
}

#[test]
fn a_folder_goes_with_its_last_page_and_a_page_may_take_its_place() {
    let desk = Desk::new();
    desk.publish(&[("index.html", "i"), ("team/ana.html", "ana")]).unwrap();
    desk.publish(&[("index.html", "i"), ("team", "all")]).unwrap();
    assert_eq!(desk.site_tree(), expected(&[("index.html", file("i")), ("team", file("all"))]));
    desk.publish(&[("index.html", "i"), ("team/ana.html", "ana")]).unwrap();
    let team = [("index.html", file("i")), ("team", Node::Folder), ("team/ana.html", file("ana"))];
    assert_eq!(desk.site_tree(), expected(&team));
}

#[test]
fn where_nothing_changed_nothing_is_touched() {
    let desk = Desk::new();
    desk.publish(&FIRST).unwrap();
    let stamp = |path: &Path| {
        let found = fs::metadata(path).unwrap();
        (found.ino(), found.ctime(), found.ctime_nsec(), found.modified().unwrap())
    };
    let paths = [desk.site(), desk.site().join("index.html"), desk.site().join(".standing-manifest")];
    let before: Vec<_> = paths.iter().map(|path| stamp(path)).collect();
    let published = desk.publish(&FIRST).unwrap();
    assert_eq!(published, Published { written: 0, unchanged: 3, deleted: 0, total: 3 });
    assert_eq!(before, paths.iter().map(|path| stamp(path)).collect::<Vec<_>>());
    desk.site_tree();
}

#[test]
fn a_page_that_somebody_edited_or_removed_is_put_right() {
    let desk = Desk::new();
    desk.publish(&FIRST).unwrap();
    let good = desk.site_tree();
    desk.put("index.html", "<p>own</p>");
    fs::remove_file(desk.site().join("accounts/north.html")).unwrap();
    let published = desk.publish(&FIRST).unwrap();
    assert_eq!(published, Published { written: 2, unchanged: 1, deleted: 0, total: 3 });
    assert_eq!(desk.site_tree(), good);
}

#[test]
fn what_others_put_into_the_site_survives() {
    let desk = Desk::new();
    desk.publish(&FIRST).unwrap();
    desk.put("CNAME", "accounts.example\n");
    desk.put("accounts/own.html", "own");
    desk.put("files/deep/offer.pdf", "%PDF");
    fs::create_dir(desk.site().join("empty")).unwrap();
    fs::set_permissions(desk.site().join("empty"), fs::Permissions::from_mode(0o750)).unwrap();
    symlink("nowhere/at/all", desk.site().join("dangling")).unwrap();
    symlink("files", desk.site().join("files-too")).unwrap();
    symlink("..", desk.site().join("files/loop")).unwrap();
    let published = desk.publish(&[("index.html", "<p>two</p>")]).unwrap();
    assert_eq!(published, Published { written: 1, unchanged: 0, deleted: 2, total: 1 });
    let survived = expected(&[
        ("index.html", file("<p>two</p>")),
        ("CNAME", file("accounts.example\n")),
        ("accounts", Node::Folder),
        ("accounts/own.html", file("own")),
        ("files", Node::Folder),
        ("files/deep", Node::Folder),
        ("files/deep/offer.pdf", file("%PDF")),
        ("files/loop", Node::Link("..".to_owned())),
        ("empty", Node::Folder),
        ("dangling", Node::Link("nowhere/at/all".to_owned())),
        ("files-too", Node::Link("files".to_owned())),
    ]);
    assert_eq!(desk.site_tree(), survived);
    assert_eq!(fs::metadata(desk.site().join("empty")).unwrap().permissions().mode() & 0o777, 0o750);
    desk.publish(&[("index.html", "<p>three</p>")]).unwrap();
    desk.publish(&[("index.html", "<p>two</p>")]).unwrap();
    assert_eq!(desk.site_tree(), survived);
}

#[test]
fn a_page_that_goes_survives_if_somebody_edited_it() {
    let desk = Desk::new();
    desk.publish(&FIRST).unwrap();
    desk.put("accounts/north.html", "notes of my own");
    let published = desk.publish(&[("index.html", "<p>one</p>")]).unwrap();
    assert_eq!(published.deleted, 1);
    let nodes = [
        ("index.html", file("<p>one</p>")),
        ("accounts", Node::Folder),
        ("accounts/north.html", file("notes of my own")),
    ];
    assert_eq!(desk.site_tree(), expected(&nodes));
}

#[test]
fn what_others_put_where_a_page_belongs_is_named_and_left() {
    type Obstacle = fn(&Desk);
    let obstacles: [(&str, Obstacle); 5] = [
        ("team.html", |desk| desk.put("team.html", "mine")),
        ("team.html", |desk| desk.put("team.html/mine", "mine")),
        ("team.html", |desk| symlink("index.html", desk.site().join("team.html")).unwrap()),
        ("team", |desk| desk.put("team", "mine")),
        ("team", |desk| symlink(desk.at("records/accounts"), desk.site().join("team")).unwrap()),
    ];
    for (path, put) in obstacles {
        let desk = Desk::new();
        desk.publish(&FIRST).unwrap();
        put(&desk);
        let before = desk.site_tree();
        let result = desk.publish(&[("index.html", "new"), ("team.html", "new"), ("team/ana.html", "new")]);
        match result {
            Err(PublishError::InTheWay { path: found }) => assert_eq!(found, desk.site().join(path)),
            other => panic!("{path} was not in the way: {other:?}"),
        }
        assert_eq!(desk.site_tree(), before);
    }
}

#[test]
fn a_page_lost_to_a_folder_of_others_is_named_and_the_folder_left() {
    let desk = Desk::new();
    desk.publish(&FIRST).unwrap();
    fs::remove_file(desk.site().join("index.html")).unwrap();
    desk.put("index.html/mine", "mine");
    let before = desk.site_tree();
    let result = desk.publish(&FIRST);
    assert!(matches!(result, Err(PublishError::InTheWay { path }) if path == desk.site().join("index.html")));
    assert_eq!(desk.site_tree(), before);
}

#[test]
fn a_symbolic_link_in_the_place_of_a_page_is_replaced_and_not_followed() {
    let desk = Desk::new();
    desk.publish(&FIRST).unwrap();
    let outside = desk.at("outside");
    fs::write(&outside, "<p>one</p>").unwrap();
    fs::remove_file(desk.site().join("index.html")).unwrap();
    symlink(&outside, desk.site().join("index.html")).unwrap();
    desk.publish(&FIRST).unwrap();
    assert_eq!(tree(&desk.site())["index.html"], file("<p>one</p>"));
    assert_eq!(fs::read_to_string(outside).unwrap(), "<p>one</p>");
}

#[test]
fn a_folder_of_ours_replaced_by_a_link_does_not_lead_us_out_of_the_site() {
    let desk = Desk::new();
    desk.publish(&FIRST).unwrap();
    fs::rename(desk.site().join("accounts"), desk.at("elsewhere")).unwrap();
    symlink(desk.at("elsewhere"), desk.site().join("accounts")).unwrap();
    let before = tree(&desk.at("elsewhere"));
    desk.publish(&[("index.html", "two")]).unwrap();
    assert_eq!(tree(&desk.at("elsewhere")), before, "pages behind the link are not the site's any more");
    let link = Node::Link(desk.at("elsewhere").to_str().unwrap().to_owned());
    assert_eq!(desk.site_tree(), expected(&[("index.html", file("two")), ("accounts", link)]));
}

#[test]
fn targets_that_would_harm_are_refused() {
    let desk = Desk::new();
    let records = desk.at("records");
    let pages = [("index.html", "new")];
    let to = |target: &str| refusal(desk.publish_to(&desk.at(target), &pages));
    fs::write(desk.at("file"), "mine").unwrap();
    symlink(desk.at("nowhere"), desk.at("dangling")).unwrap();
    symlink(desk.at("records"), desk.at("alias")).unwrap();
    fs::create_dir_all(desk.at("downloads")).unwrap();
    fs::write(desk.at("downloads/photo.jpg"), "mine").unwrap();
    let before = tree(&desk.at(""));

    assert_eq!(to("records"), Refusal::Source);
    assert_eq!(to("alias"), Refusal::Source);
    assert_eq!(to("records/accounts/.."), Refusal::Source);
    assert_eq!(to(""), Refusal::AroundSource(records.clone()));
    assert_eq!(refusal(desk.publish_to(Path::new("/"), &pages)), Refusal::AroundSource(records.clone()));
    for inside in
        ["accounts", "accounts/site", "accounts/northwind/site", "feedback", "theme/site", ".git/site"]
    {
        let folder = records.join(inside.split('/').next().unwrap());
        assert_eq!(to(&format!("records/{inside}")), Refusal::WithinRecords(folder));
    }
    assert_eq!(to("file"), Refusal::File);
    assert_eq!(to("dangling"), Refusal::DanglingLink(desk.at("dangling")));
    assert_eq!(to("dangling/site"), Refusal::DanglingLink(desk.at("dangling")));
    assert_eq!(to("downloads"), Refusal::ContentOfOthers(desk.at("downloads/photo.jpg")));

    assert_eq!(tree(&desk.at("")), before);
}

#[test]
fn targets_that_do_no_harm_are_taken() {
    let desk = Desk::new();
    fs::create_dir_all(desk.at("empty")).unwrap();
    fs::create_dir_all(desk.at("www/real")).unwrap();
    fs::set_permissions(desk.at("www/real"), fs::Permissions::from_mode(0o711)).unwrap();
    symlink("www/real", desk.at("linked")).unwrap();
    for target in [
        "empty",
        "new",
        "a/b/c",
        "records/site",
        "records/public/site",
        "linked",
        "accounts-site",
        "a/b/../d",
    ] {
        for text in ["one", "two"] {
            desk.publish_to(&desk.at(target), &[("index.html", text)]).unwrap();
            assert_eq!(fs::read_to_string(desk.at(target).join("index.html")).unwrap(), text, "{target}");
        }
    }
    assert!(fs::symlink_metadata(desk.at("linked")).unwrap().is_symlink());
    assert_eq!(fs::metadata(desk.at("www/real")).unwrap().permissions().mode() & 0o777, 0o711);
    assert_eq!(names(&desk.at("www")), ["real"]);
    assert_eq!(
        (names(&desk.at("a")), names(&desk.at("a/b"))),
        (vec!["b".into(), "d".into()], vec!["c".into()])
    );
}

#[test]
fn a_damaged_manifest_ends_the_run_with_its_line() {
    let cases = [
        ("", 1),
        ("standing-manifest 2\n", 1),
        ("standing-manifest 1\nzz 1 index.html\n", 2),
        ("standing-manifest 1\n00 1 index.html\n00 1 ../../records/standing.toml\n", 3),
        ("standing-manifest 1\n00 1 /etc/hosts\n", 2),
    ];
    for (text, line) in cases {
        let desk = Desk::new();
        desk.publish(&FIRST).unwrap();
        desk.put(".standing-manifest", text);
        let before = tree(&desk.at(""));
        match desk.publish(&[("index.html", "new")]) {
            Err(PublishError::Manifest { path, line: found }) => {
                assert_eq!((path, found), (desk.site().join(".standing-manifest"), line));
            }
            other => panic!("{text:?} was understood: {other:?}"),
        }
        assert_eq!(tree(&desk.at("")), before);
    }
}

#[test]
fn pages_that_one_folder_could_not_hold_are_refused() {
    let cases = [
        ("index.html", "index.html"),
        ("accounts/north.html", "accounts/North.html"),
        ("Accounts/x.html", "accounts/X.html"),
        ("a/\u{e9}.html", "a/e\u{301}.html"),
        ("team", "team/ana.html"),
        ("Team/ana.html", "team"),
    ];
    for (one, other) in cases {
        for (first, second) in [(one, other), (other, one)] {
            let desk = Desk::new();
            desk.publish(&FIRST).unwrap();
            let before = tree(&desk.at(""));
            match desk.publish(&[(first, "1"), (second, "2")]) {
                Err(PublishError::Collision { first, second }) => {
                    let mut pair = [one, other];
                    pair.sort_unstable();
                    assert_eq!([first.as_str(), second.as_str()], pair);
                }
                other => panic!("{first} and {second}: {other:?}"),
            }
            assert_eq!(tree(&desk.at("")), before);
        }
    }
}

#[test]
fn paths_that_some_file_system_could_not_hold_are_refused() {
    use OutputPathProblem as Problem;
    let long = "x".repeat(256);
    let cases = [
        ("", Problem::Empty),
        ("/etc/passwd", Problem::Absolute),
        ("a//b", Problem::EmptyName),
        ("a/", Problem::EmptyName),
        ("..", Problem::Dots),
        ("a/../../b", Problem::Dots),
        ("./a", Problem::Dots),
        (r"..\a", Problem::Character('\\')),
        ("C:/a", Problem::Character(':')),
        ("a\0b", Problem::Character('\0')),
        ("a\nb", Problem::Character('\n')),
        ("a?.html", Problem::Character('?')),
        ("a./b", Problem::End),
        ("a /b", Problem::End),
        ("a.", Problem::End),
        ("con", Problem::Device),
        ("accounts/CON.html", Problem::Device),
        ("NUL.2026.html", Problem::Device),
        ("com1.html", Problem::Device),
        ("LPT\u{b2}.html", Problem::Device),
        ("aux .html", Problem::Device),
        (&long, Problem::Long),
        (".standing-manifest", Problem::Own),
        (".Standing-Manifest", Problem::Own),
    ];
    for (text, problem) in cases {
        assert_eq!(OutputPath::new(text).map_err(|error| error.problem), Err(problem), "{text:?}");
    }
    for text in [
        "index.html",
        ".nojekyll",
        "accounts/zürich-東京.2026.html",
        "com10.html",
        "console.html",
        "a b.html",
    ] {
        assert_eq!(OutputPath::new(text).unwrap().as_str(), text);
    }
}

#[test]
fn a_run_that_ends_early_leaves_no_trace() {
    let desk = Desk::new();
    desk.publish(&FIRST).unwrap();
    let before = tree(&desk.at(""));
    let staging = desk.begin().unwrap();
    staging.write(&page("index.html"), b"new").unwrap();
    assert_ne!(tree(&desk.at("")), before);
    drop(staging);
    assert_eq!(tree(&desk.at("")), before);
}

#[test]
fn an_interrupt_ends_the_run_and_leaves_no_trace() {
    let desk = Desk::new();
    desk.publish(&FIRST).unwrap();
    let before = tree(&desk.at(""));
    let interrupt = Interrupt::default();
    let staging = Staging::begin(&desk.site(), &desk.at("records"), &interrupt).unwrap();
    staging.write(&page("index.html"), b"new").unwrap();
    interrupt.raise();
    assert!(matches!(staging.write(&page("other.html"), b"new"), Err(PublishError::Interrupted)));
    assert!(matches!(staging.commit(), Err(PublishError::Interrupted)));
    assert_eq!(tree(&desk.at("")), before);
}

#[test]
fn signals_raise_the_interrupt() {
    let interrupt = Interrupt::on_signals().unwrap();
    assert!(!interrupt.is_raised());
    signal_hook::low_level::raise(signal_hook::consts::SIGTERM).unwrap();
    assert!(interrupt.is_raised());
}

#[test]
fn threads_may_write_at_once() {
    let desk = Desk::new();
    let staging = desk.begin().unwrap();
    (0..500).into_par_iter().for_each(|number| {
        staging.write(&page(&format!("accounts/{number}.html")), number.to_string().as_bytes()).unwrap();
    });
    assert_eq!(staging.commit().unwrap().written, 500);
    let mut expected: Tree =
        (0..500).map(|number| (format!("accounts/{number}.html"), file(&number.to_string()))).collect();
    expected.insert("accounts".to_owned(), Node::Folder);
    assert_eq!(desk.site_tree(), expected);
}

#[test]
fn a_second_builder_is_told_who_the_first_is() {
    let desk = Desk::new();
    desk.publish(&FIRST).unwrap();
    let first = desk.begin().unwrap();
    match desk.publish(&[("index.html", "second")]) {
        Err(error @ PublishError::Busy { holder, .. }) => {
            assert_eq!(holder, Some(std::process::id()));
            assert!(error.to_string().contains(&format!("(process {})", std::process::id())), "{error}");
        }
        other => panic!("two builders met: {other:?}"),
    }
    first.write(&page("index.html"), b"first").unwrap();
    first.commit().unwrap();
    assert_eq!(desk.site_tree(), expected(&[("index.html", file("first"))]));
    desk.publish(&[("index.html", "second")]).unwrap();
    assert_eq!(desk.site_tree(), expected(&[("index.html", file("second"))]));
}

#[test]
fn builders_at_once_never_mix_their_sites() {
    const PAGES: usize = 20;
    let desk = Desk::new();
    let site = |text: &str| -> Vec<(String, String)> {
        (0..PAGES).map(|number| (format!("{number}.html"), text.to_owned())).collect()
    };
    let published = AtomicUsize::new(0);
    let end = Instant::now() + Duration::from_millis(500);
    thread::scope(|scope| {
        for builder in 0..4 {
            let (desk, published) = (&desk, &published);
            scope.spawn(move || {
                let mut turn = 0;
                while Instant::now() < end {
                    turn += 1;
                    let pages = site(&format!("builder {builder}, turn {turn}"));
                    let pages: Vec<(&str, &str)> =
                        pages.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
                    match desk.publish(&pages) {
                        Ok(_) => published.fetch_add(1, Ordering::Relaxed),
                        Err(PublishError::Busy { .. }) => continue,
                        Err(error) => panic!("{error}"),
                    };
                }
            });
        }
    });
    assert!(published.load(Ordering::Relaxed) > 1);
    let texts: Vec<Node> = desk.site_tree().into_values().collect();
    assert_eq!(texts.len(), PAGES);
    assert!(texts.windows(2).all(|pair| pair[0] == pair[1]), "{texts:?}");
}

#[test]
fn without_an_exchange_of_folders_two_renames_do_the_same() {
    let desk = Desk::new();
    for text in ["one", "two", "three"] {
        let staging = desk.begin().unwrap().by_two_renames();
        staging.write(&page("index.html"), text.as_bytes()).unwrap();
        staging.write(&page("same.html"), b"same").unwrap();
        staging.commit().unwrap();
        if text == "one" {
            desk.put("files/mine", "mine");
        }
        let nodes = [
            ("index.html", file(text)),
            ("same.html", file("same")),
            ("files", Node::Folder),
            ("files/mine", file("mine")),
        ];
        assert_eq!(tree(&desk.site()).get("index.html"), Some(&file(text)));
        if text != "one" {
            assert_eq!(desk.site_tree(), expected(&nodes));
        }
    }
}

#[test]
fn a_run_that_died_between_two_renames_is_put_right() {
    let desk = Desk::new();
    desk.publish(&FIRST).unwrap();
    desk.put("mine", "mine");
    let good = desk.site_tree();
    fs::rename(desk.site(), desk.at("records/.site.standing-last")).unwrap();
    fs::create_dir(desk.at("records/.site.standing-next")).unwrap();
    fs::write(desk.at("records/.site.standing-next/index.html"), "new").unwrap();
    drop(desk.begin().unwrap());
    assert_eq!(desk.site_tree(), good);
}

#[test]
fn a_run_that_died_after_the_swap_loses_nobody_a_file() {
    for leftover in [".site.standing-next", ".site.standing-last"] {
        let desk = Desk::new();
        desk.publish(&FIRST).unwrap();
        desk.put("mine", "mine");
        fs::rename(desk.site(), desk.at("records").join(leftover)).unwrap();
        fs::write(desk.at("records").join(leftover).join("late"), "put there at the last moment").unwrap();
        fs::create_dir(desk.site()).unwrap();
        desk.put("index.html", "<p>two</p>");
        desk.put("mine", "mine");
        desk.put(".standing-manifest", "standing-manifest 1\n");
        fs::remove_file(desk.site().join("index.html")).unwrap();
        drop(desk.begin().unwrap());
        let nodes = [("mine", file("mine")), ("late", file("put there at the last moment"))];
        assert_eq!(desk.site_tree(), expected(&nodes));
    }
}

#[test]
fn what_bears_the_name_of_our_passing_files_and_is_not_one_is_left() {
    for name in [".site.standing-next", ".site.standing-last", ".site.standing-lock"] {
        let desk = Desk::new();
        desk.publish(&FIRST).unwrap();
        fs::write(desk.at("precious"), "precious").unwrap();
        symlink(desk.at("precious"), desk.at("records").join(name)).unwrap();
        let before = tree(&desk.at(""));
        let result = desk.publish(&[("index.html", "new")]);
        assert!(
            matches!(&result, Err(PublishError::NotOurs { path }) if path == &desk.at("records").join(name))
        );
        assert_eq!(tree(&desk.at("")), before);
    }
}

#[test]
fn errors_name_the_path_and_what_to_do() {
    let desk = Desk::new();
    fs::create_dir_all(desk.site()).unwrap();
    desk.put("photo.jpg", "mine");
    let site = desk.site();
    let site = site.display();
    assert_eq!(
        desk.publish(&FIRST).unwrap_err().to_string(),
        format!(
            "cannot publish to {site}: it holds files that Standing did not write, such as {site}/photo.jpg; name a new \
             or an empty folder"
        )
    );
    assert_eq!(
        OutputPath::new("accounts/con.html").unwrap_err().to_string(),
        "\"accounts/con.html\" cannot name a file of the site: a name in it is a device on Windows"
    );
}
