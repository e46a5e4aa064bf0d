//! A short run of `cargo xtask fuzz search`: search answers any query and refuses damaged files, without a panic.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

#[path = "../examples/fuzz/damage.rs"]
mod damage;
#[path = "../examples/fuzz/libraries.rs"]
mod libraries;
#[path = "../examples/fuzz/queries.rs"]
mod queries;
#[path = "../examples/fuzz/random.rs"]
mod random;
#[path = "../examples/fuzz/subject.rs"]
mod subject;

use std::{path::Path, thread};

use fieldbook::search::{Page, Vocabulary};

/// What all cases follow from.
const SEED: u64 = 7;

/// Queries that are asked, of every processor its share.
const QUERIES: u64 = 5_000;

fn library() -> (Vec<Page>, Vocabulary) {
    libraries::real(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[test]
fn any_query_is_answered() {
    let (pages, vocabulary) = library();
    let queries = queries::Queries::new(SEED, &pages);
    let subject = subject::Subject::new(&pages, &vocabulary, queries).unwrap();
    thread::scope(|scope| {
        let workers = thread::available_parallelism().map_or(1, usize::from);
        for worker in 0..workers {
            let subject = &subject;
            scope.spawn(move || {
                for case in (0..QUERIES).skip(worker).step_by(workers) {
                    subject.ask(case).unwrap();
                }
            });
        }
    });
}

#[test]
fn damaged_files_are_refused_and_whole_ones_answer() {
    let (pages, vocabulary) = library();
    let queries = queries::Queries::new(SEED, &pages);
    let grown = libraries::grown(&pages, pages.len() + 100, SEED);
    let files = damage::Files::new(subject::indexer(&grown).unwrap().finish(&vocabulary, "").unwrap()).unwrap();
    let damaged: usize = (0..60).map(|case| files.try_case(&queries, case).unwrap()).sum();
    assert!(damaged > 60, "chunks were damaged too");
}
