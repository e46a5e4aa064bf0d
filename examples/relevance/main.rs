//! How well search ranks, on sets of questions with known answers.
//!
//! `cargo xtask relevance [DIR…]`, or `cargo run --release --example relevance -- DIR…`. A set is a folder with
//! `corpus.jsonl` (`_id`, `title`, `text`), `queries.jsonl` (`_id`, `text`) and `qrels.tsv` (query, document, grade), the form
//! of BEIR. A folder of such folders is all of them.
//!
//! Each set's queries are halved by their ids: weights are tuned on one half, and the other is what is reported. Below
//! each stand the figures of BM25 on the same queries, where they are known.

mod baselines;
mod metrics;
mod set;

use std::path::{Path, PathBuf};

use metrics::Metrics;
use set::{Half, Set};

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
    for half in [Half::Tuned, Half::Held, Half::Both] {
        let metrics = set.evaluate(&searcher, half)?;
        print(&format!("{name}, {half}"), &metrics);
        if let Some(baseline) = baselines::bm25(&name, half) {
            print("  BM25", &Metrics { queries: metrics.queries, ..baseline });
        }
    }
    Ok(())
}

fn print(name: &str, metrics: &Metrics) {
    let Metrics { queries, ndcg, recall, reciprocal_rank, first, fifth } = metrics;
    println!("{name:24} {queries:>7} {ndcg:>8.3} {recall:>9.3} {reciprocal_rank:>7.3} {first:>6.3} {fifth:>6.3}");
}
