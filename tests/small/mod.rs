//! The small library of tests/libraries, copied: so that no git history and no earlier output is about it.

use std::{
    fs,
    path::Path,
    time::{Duration, UNIX_EPOCH},
};

/// A copy with more settings at the end of its own.
pub(crate) fn library(settings: &str) -> tempfile::TempDir {
    let original = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/libraries/small");
    let folder = tempfile::tempdir().unwrap();
    for entry in walkdir::WalkDir::new(&original) {
        let entry = entry.unwrap();
        let target = folder.path().join(entry.path().strip_prefix(&original).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(entry.path(), &target).unwrap();
            // Without git a file's own date counts; the snapshots want one that stays.
            let day = UNIX_EPOCH + Duration::from_secs(1_792_000_000);
            fs::File::options().write(true).open(&target).unwrap().set_modified(day).unwrap();
        }
    }
    let file = folder.path().join("fieldbook.toml");
    fs::write(&file, fs::read_to_string(&file).unwrap() + settings).unwrap();
    folder
}
