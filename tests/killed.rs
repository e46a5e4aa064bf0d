//! A build that is killed at any moment leaves each file of the site as it was or as it was to become, and the next one mends all.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail by panicking")]

mod program;

use std::{
    collections::BTreeMap,
    fs,
    hash::{BuildHasher, RandomState},
    path::Path,
    process::Stdio,
    thread,
    time::{Duration, Instant},
};

use program::Library;
use walkdir::WalkDir;

/// At how many moments builds are killed; `FIELDBOOK_KILLS` says another number.
const MOMENTS: u32 = 24;

/// All files of a site but Fieldbook's own list of them.
fn site(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    files
        .map(|file| (file.path().strip_prefix(folder).unwrap().display().to_string(), fs::read(file.path()).unwrap()))
        .filter(|(path, _)| !path.starts_with(".fieldbook"))
        .collect()
}

fn copy(from: &Path, to: &Path) {
    for entry in WalkDir::new(from).into_iter().map(Result::unwrap) {
        let place = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(place).unwrap();
        } else {
            fs::copy(entry.path(), place).unwrap();
        }
    }
}

/// Documents that link to each other; of an edition some are gone and the others read otherwise.
fn write(root: &Path, edition: usize) {
    fs::write(root.join("fieldbook.toml"), format!("name = \"Edition {edition}\"\n")).unwrap();
    for number in 0..60 {
        let place = root.join(format!("content/{}/{number}.md", number % 5));
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        let next = (number + 1) % 60;
        fs::write(&place, format!("# {number} of {edition}\n\nSee [next](/{}/{next}).\n", next % 5)).unwrap();
        if number % 7 == edition {
            fs::remove_file(place).unwrap();
        }
    }
}

/// A moment of a build that takes so long: another one each time, since what goes wrong only at some moments is found over many runs.
fn random_below(time: Duration) -> Duration {
    let part = RandomState::new().hash_one(()) % 1_000_000;
    time * u32::try_from(part).unwrap() / 1_000_000
}

fn build(library: &Library) {
    let run = library.build();
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
}

#[test]
fn a_build_that_is_killed_leaves_old_or_new_files_and_the_next_one_mends_it() {
    let moments = std::env::var("FIELDBOOK_KILLS").ok().and_then(|count| count.parse().ok()).unwrap_or(MOMENTS);
    let library = Library::new(None);
    let before = library.root().with_file_name("before");
    write(library.root(), 1);
    build(&library);
    copy(&library.out(), &before);
    let old = site(&before);

    write(library.root(), 2);
    let begin = Instant::now();
    build(&library);
    let time = begin.elapsed();
    let new = site(&library.out());

    for _ in 0..moments {
        fs::remove_dir_all(library.out()).unwrap();
        copy(&before, &library.out());
        let mut program = library.program("build");
        let mut process =
            program.arg("--out").arg(library.out()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let moment = random_below(time);
        thread::sleep(moment);
        process.kill().unwrap();
        process.wait().unwrap();
        for (path, bytes) in site(&library.out()) {
            let is_whole = old.get(&path) == Some(&bytes) || new.get(&path) == Some(&bytes);
            assert!(is_whole, "{path} is neither old nor new after {moment:?}");
        }
        build(&library);
        assert!(site(&library.out()) == new, "not mended after {moment:?}");
    }
    let beside = fs::read_dir(library.out().parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(beside.into_iter().all(|name| !name.to_string_lossy().contains("staging")));
}
