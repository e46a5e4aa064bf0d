//! How well search ranks, on sets of questions with known answers.
//!
//! `cargo xtask relevance [DIR…]`, or `cargo run --release --example relevance -- DIR…`. A set is a folder with
//! `corpus.jsonl` (`_id`, `title`, `text`), `queries.jsonl` (`_id`, `text`) and `qrels.tsv` (query, document, grade), the form
//! of BEIR. A folder of such folders is all of them.
//!
//! Each set's queries are halved by their ids: weights are tuned on one half, and the other is what is reported. Beside
//! the figures stand those of BM25 (stemmed, title and text) on all of the set's queries, where they are known.

mod metrics;
mod set;

use std::path::{Path, PathBuf};

use metrics::Metrics;
use set::{Half, Set};

/// nDCG@10, hit@1 and hit@5 of stemmed BM25 on all given queries, from the corpora's README.
const BASELINES: [(&str, [f64; 3]); 3] =
    [("scifact", [0.671, 0.527, 0.760]), ("cranfield", [0.375, 0.313, 0.696]), ("stackfaq", [0.835, 0.702, 0.917])];

fn main() -> Result<(), set::Failure> {
    let folders: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    println!(
        "{:24} {:>7} {:>8} {:>9} {:>7} {:>6} {:>6}",
        "set", "queries", "nDCG@10", "recall@10", "MRR@10", "hit@1", "hit@5"
    );
    for folder in folders.iter().flat_map(|folder| set::folders(folder)) {
        report(&folder)?;
    }
    Ok(())
}

fn report(folder: &Path) -> Result<(), set::Failure> {
    let set = Set::read(folder)?;
    let searcher = set.index()?;
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    for half in [Half::Tuned, Half::Held] {
        let metrics = set.evaluate(&searcher, half)?;
        print(&format!("{name}, {half}"), &metrics);
    }
    print(&format!("{name}, all"), &set.evaluate(&searcher, Half::Both)?);
    if let Some((_, [ndcg, first, fifth])) = BASELINES.iter().find(|(known, _)| *known == name) {
        println!("{:24} {:>7} {ndcg:>8.3} {:>9} {:>7} {first:>6.3} {fifth:>6.3}", format!("{name}, BM25"), "", "", "");
    }
    Ok(())
}

fn print(name: &str, metrics: &Metrics) {
    let Metrics { queries, ndcg, recall, reciprocal_rank, first, fifth } = metrics;
    println!("{name:24} {queries:>7} {ndcg:>8.3} {recall:>9.3} {reciprocal_rank:>7.3} {first:>6.3} {fifth:>6.3}");
}
