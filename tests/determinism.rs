//! The same records and the same day give the same bytes, whatever the machine, its settings and the order of files;
//! and a second build over the first touches nothing.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use program::{Files, assert_same, build, built, files, project, run, standing};

/// The repositories that are built.
const RECORDS: [&str; 2] = ["tests/golden/records", "example-accounts"];

fn each(test: impl Fn(&Path, &Files, &Path)) {
    for records in RECORDS.map(project) {
        let folder = tempfile::tempdir().unwrap();
        let expected = built(&records, &folder.path().join("first"));
        test(&records, &expected, folder.path());
    }
}

#[test]
fn whatever_the_number_of_threads() {
    each(|records, expected, folder| {
        for threads in ["1", "2", "3", "8"] {
            let site = folder.join(threads);
            run(build(records, &site).env("RAYON_NUM_THREADS", threads), 0);
            assert_same(&format!("{threads} threads"), expected, &files(&site));
        }
    });
}

/// Folders list their files in the order of creation, or of a hash of the name that differs from disk to disk.
#[test]
fn whatever_the_order_of_files() {
    each(|records, expected, folder| {
        let content = files(records);
        let mut order: Vec<_> = content.iter().collect();
        for turn in 0..3 {
            order.reverse();
            let shuffled = order.iter().skip(turn * 7 + 3).step_by(2).chain(order.iter()).copied();
            let copy = folder.join(format!("copy-{turn}"));
            program::write(&copy, shuffled);
            assert_same("a copy in another order", expected, &built(&copy, &folder.join("site")));
            order.rotate_left(content.len() / 3);
        }
    });
}

#[test]
fn whatever_the_working_folder() {
    each(|records, expected, folder| {
        let site = folder.join("site");
        let absolute = fs::canonicalize(records).unwrap();
        let below = absolute.join("accounts");
        for (from, named) in
            [(&absolute, "."), (&below, ".."), (&PathBuf::from("/"), absolute.to_str().unwrap())]
        {
            run(build(Path::new(named), &site).current_dir(from), 0);
            assert_same(&format!("from {}", from.display()), expected, &files(&site));
            fs::remove_dir_all(&site).unwrap();
        }
        let copy = folder.join("renamed by its owner");
        program::write(&copy, &files(records));
        let default = copy.join("site");
        run(standing().arg("build").current_dir(&copy), 0);
        assert_same("into the default folder", expected, &files(&default));
    });
}

#[test]
fn whatever_the_language_and_zone_of_the_machine() {
    each(|records, expected, folder| {
        for (locale, zone) in
            [("tr_TR.UTF-8", "Pacific/Kiritimati"), ("C", "Etc/GMT+12"), ("ar_EG.UTF-8", "Asia/Kathmandu")]
        {
            let site = folder.join(locale);
            let mut command = build(records, &site);
            command.env("LANG", locale).env("LC_ALL", locale).env("TZ", zone);
            command.env("HOME", "/nowhere").env("USER", "nobody").env("NO_COLOR", "1").env("TERM", "dumb");
            run(&mut command, 0);
            assert_same(&format!("{locale} in {zone}"), expected, &files(&site));
        }
    });
}

/// A day that comes from seconds is the day in Greenwich, wherever the machine stands.
#[test]
fn seconds_mean_the_same_day_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    let sites = ["Pacific/Kiritimati", "Etc/GMT+12"].map(|zone| {
        let site = folder.path().join("site");
        let mut command = build(&project(RECORDS[0]), &site);
        // 2026-02-28, a minute before midnight.
        run(command.env("SOURCE_DATE_EPOCH", "1772323140").env("TZ", zone), 0);
        files(&site)
    });
    assert_same("another zone", &sites[0], &sites[1]);
    assert!(String::from_utf8_lossy(&sites[0]["index.html"]).contains("datetime=\"2026-02-28\""));
}

/// What is asked of every path below a folder: when it was last written to.
fn times(root: &Path) -> Vec<(String, SystemTime)> {
    let written = |path: &Path| fs::metadata(path).unwrap().modified().unwrap();
    let mut times: Vec<_> =
        files(root).into_keys().map(|path| (path.clone(), written(&root.join(path)))).collect();
    times.push((String::new(), written(root)));
    times
}

#[test]
fn a_second_build_touches_nothing() {
    each(|records, expected, folder| {
        let site = folder.join("first");
        let before = times(&site);
        let second = run(&mut build(records, &site), 0);
        let number = expected.len() - 1;
        let said = format!("(0 written, {number} unchanged, 0 deleted)");
        assert!(second.out.contains(&said), "{}", second.out);
        assert_same("the second build", expected, &files(&site));
        assert_eq!(times(&site), before);
    });
}

/// One word in one record changes the pages that show it, and the time of no other file.
#[test]
fn a_small_change_writes_few_files() {
    let folder = tempfile::tempdir().unwrap();
    let (copy, site) = (folder.path().join("records"), folder.path().join("site"));
    program::write(&copy, &files(&project(RECORDS[0])));
    let before = built(&copy, &site);
    let stamps = times(&site);
    program::put(
        &copy,
        "accounts/al-noor/notes/2026-02-01-word.md",
        "+++\nchannel = \"chat\"\n+++\nA word.\n",
    );
    let after = built(&copy, &site);
    let changed: Vec<_> =
        after.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes)).map(|(path, _)| path).collect();
    assert!(!changed.is_empty());
    for path in &changed {
        let may = path.starts_with("accounts/al-noor") || !path.starts_with("accounts/");
        assert!(may, "{path} changed by a note of another account");
    }
    for (path, time) in times(&site).iter().filter(|(path, _)| !path.is_empty() && !changed.contains(&path)) {
        let before = stamps.iter().find(|(found, _)| found == path).map(|(_, time)| time);
        assert_eq!(before, Some(time), "{path} was written, though it is as before");
    }
}
