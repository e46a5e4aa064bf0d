//! A library that is kept in step is the one that is read anew, whatever happens to its files.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::{collections::BTreeSet, fs, path::Path};

use jiff::civil::date;
use proptest::prelude::*;

use super::{Extent, Live};

/// Something that happens to a file.
#[derive(Clone, Debug)]
enum Edit {
    Write(usize, usize),
    Remove(usize),
    Rename(usize, usize),
    RemoveFolder(usize),
    Configure(usize),
}

const FILES: [&str; 7] = ["index.md", "a.md", "a.de.md", "sub/b.md", "sub/index.md", "sub/deep/c.md", "sub/pic.png"];
const FOLDERS: [&str; 2] = ["sub", "sub/deep"];
const TEXTS: [&str; 6] = [
    "# Heading\n\nSome text with [a link](/a).\n",
    "+++\ntitle = \"Titled\"\ntags = [\"one\"]\n+++\n[[sub/b]] and [[missing]].\n",
    "+++\ntitle = [\n+++\nBroken.\n",
    "+++\nkind = \"answer\"\nquestions = [\"Why?\"]\naudience = \"customer\"\n+++\nSince.\n",
    "no heading\n",
    "\u{0}\u{1}binary",
];
const CONFIGURATIONS: [&str; 4] = [
    "name = \"One\"\nlanguages = [\"en\", \"de\"]\n",
    "name = \"Two\"\nignore = [\"sub/deep/**\"]\n",
    "name = \"Three\"\n[facets.industry]\nvalues = [\"food\"]\n",
    "name = \"broken\n",
];

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        6 => (0..FILES.len(), 0..TEXTS.len()).prop_map(|(file, text)| Edit::Write(file, text)),
        2 => (0..FILES.len()).prop_map(Edit::Remove),
        2 => (0..FILES.len(), 0..FILES.len()).prop_map(|(from, to)| Edit::Rename(from, to)),
        1 => (0..FOLDERS.len()).prop_map(Edit::RemoveFolder),
        1 => (0..CONFIGURATIONS.len()).prop_map(Edit::Configure),
    ]
}

/// Does it, and says which paths have changed.
fn apply(root: &Path, edit: &Edit) -> BTreeSet<String> {
    let path = |file: &str| format!("content/{file}");
    let place = |file: &str| root.join(path(file));
    // What isn't there can't be moved or removed, and then nothing has changed that matters.
    let changed: Vec<String> = match *edit {
        Edit::Write(file, text) => {
            fs::create_dir_all(place(FILES[file]).parent().unwrap()).unwrap();
            fs::write(place(FILES[file]), TEXTS[text]).unwrap();
            vec![path(FILES[file])]
        }
        Edit::Remove(file) => {
            drop(fs::remove_file(place(FILES[file])));
            vec![path(FILES[file])]
        }
        Edit::Rename(from, to) => {
            drop(fs::create_dir_all(place(FILES[to]).parent().unwrap()));
            drop(fs::rename(place(FILES[from]), place(FILES[to])));
            vec![path(FILES[from]), path(FILES[to])]
        }
        Edit::RemoveFolder(folder) => {
            drop(fs::remove_dir_all(place(FOLDERS[folder])));
            vec![path(FOLDERS[folder])]
        }
        Edit::Configure(text) => {
            fs::write(root.join("fieldbook.toml"), CONFIGURATIONS[text]).unwrap();
            vec!["fieldbook.toml".to_owned()]
        }
    };
    changed.into_iter().collect()
}

/// All that is to be known of a library.
fn told(live: &Live) -> String {
    let library = live.library();
    let mut findings = live.diagnostics();
    findings.append(library.check());
    findings.sort();
    let resolved: Vec<_> = library
        .documents
        .iter()
        .flat_map(|document| {
            document.outline.links.iter().map(move |link| library.resolve(document, link.form, &link.target))
        })
        .collect();
    format!("{:#?}\n{:#?}\n{:#?}\n{findings:#?}\n{resolved:#?}", library.config, library.documents, library.files)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_library_kept_in_step_is_the_one_read_anew(batches in prop::collection::vec(prop::collection::vec(edit(), 1..4), 1..8)) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir(root.join("content")).unwrap();
        fs::write(root.join("fieldbook.toml"), CONFIGURATIONS[0]).unwrap();
        let today = date(2026, 11, 22);
        let mut live = Live::load(root, today).unwrap();
        for batch in batches {
            let changed: BTreeSet<String> = batch.iter().flat_map(|edit| apply(root, edit)).collect();
            let before = told(&live);
            match live.refresh(&changed).unwrap() {
                Ok(extent) => {
                    let anew = Live::load(root, today).unwrap();
                    prop_assert_eq!(told(&live), told(&anew));
                    prop_assert!(extent != Extent::Nothing || before == told(&live));
                }
                // The last library that could be read stays, and the next change brings it in step again.
                Err(findings) => {
                    prop_assert!(findings.has_findings());
                    prop_assert_eq!(told(&live), before);
                    fs::write(root.join("fieldbook.toml"), CONFIGURATIONS[1]).unwrap();
                    prop_assert!(live.refresh(&BTreeSet::from(["fieldbook.toml".to_owned()])).unwrap().is_ok());
                }
            }
        }
    }
}
