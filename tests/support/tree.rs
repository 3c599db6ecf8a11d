//! Whole folders as values, to be compared with what was expected of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// What stands at a path below a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    Folder,
    File(String),
    Link(String),
}

/// Everything below a folder; nothing at all if it is not there.
pub type Tree = BTreeMap<String, Node>;

/// Reads everything below a folder, without following symbolic links.
pub fn tree(root: &Path) -> Tree {
    let mut tree = Tree::new();
    if root.exists() {
        collect(root, "", &mut tree);
    }
    tree
}

fn collect(folder: &Path, prefix: &str, tree: &mut Tree) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            collect(&entry.path(), &format!("{name}/"), tree);
            tree.insert(name, Node::Folder);
        } else if kind.is_symlink() {
            let leads_to = fs::read_link(entry.path()).unwrap();
            tree.insert(name, Node::Link(leads_to.to_str().unwrap().to_owned()));
        } else {
            tree.insert(name, Node::File(fs::read_to_string(entry.path()).unwrap()));
        }
    }
}

/// The names directly in a folder, sorted.
pub fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}
