//! A set of questions with known answers.

use std::{
    collections::BTreeMap,
    fmt, fs, io,
    path::{Path, PathBuf},
};

use fieldbook::{
    markdown::Section,
    search::{Indexer, Page, Request, SearchError, Vocabulary},
};
use fieldbook_search::Searcher;
use serde::Deserialize;

use crate::metrics::{DEPTH, Metrics};

/// Why a set can't be evaluated.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("{}: {source}", path.display())]
    Read { path: PathBuf, source: io::Error },
    #[error("{}:{line}: {reason}", path.display())]
    Line { path: PathBuf, line: usize, reason: String },
    #[error(transparent)]
    Search(#[from] SearchError),
}

/// Which of a set's queries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Half {
    /// On which weights are tuned.
    Tuned,
    /// Which no weight has seen.
    Held,
    Both,
}

impl fmt::Display for Half {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Tuned => "tuned on",
            Self::Held => "held back",
            Self::Both => "all",
        })
    }
}

impl Half {
    /// The halves are told apart by a hash of the query's id, so that they stay the same whatever the order in the file.
    fn holds(self, query: &str) -> bool {
        let hash = query
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
        // The lowest bits of short texts' hashes are alike; those of all bits together aren't.
        let is_tuned = hash.count_ones().is_multiple_of(2);
        match self {
            Self::Tuned => is_tuned,
            Self::Held => !is_tuned,
            Self::Both => true,
        }
    }
}

/// A line of a file: a document, or a query.
#[derive(Deserialize)]
struct Entry {
    #[serde(rename = "_id")]
    id: String,
    #[serde(default)]
    title: String,
    text: String,
}

/// A set.
pub(crate) struct Set {
    documents: Vec<Entry>,
    queries: Vec<Entry>,
    /// Grades of documents by query.
    judgements: BTreeMap<String, BTreeMap<String, u32>>,
}

/// The sets in a folder: itself, or those in it.
pub(crate) fn folders(folder: &Path) -> Vec<PathBuf> {
    let is_set = |folder: &Path| folder.join("corpus.jsonl").is_file();
    if is_set(folder) {
        return vec![folder.to_owned()];
    }
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| is_set(path)).collect();
    found.sort();
    found
}

impl Set {
    pub(crate) fn read(folder: &Path) -> Result<Self, Failure> {
        Ok(Self {
            documents: texts(&folder.join("corpus.jsonl"))?,
            queries: texts(&folder.join("queries.jsonl"))?,
            judgements: judgements(&folder.join("qrels.tsv"))?,
        })
    }

    /// Indexes the documents as pages of the site would be.
    pub(crate) fn index(&self) -> Result<Searcher, Failure> {
        let mut indexer = Indexer::new()?;
        for document in &self.documents {
            indexer.add(&Page {
                url: document.id.clone(),
                title: document.title.clone(),
                kind: "page".to_owned(),
                language: "en".to_owned(),
                sections: vec![Section { text: document.text.clone(), ..Section::default() }],
                ..Page::default()
            })?;
        }
        Ok(indexer.search(&Vocabulary::default())?)
    }

    /// Asks the judged queries of a half.
    pub(crate) fn evaluate(&self, searcher: &Searcher, half: Half) -> Result<Metrics, Failure> {
        let mut metrics = Metrics::default();
        for query in self.queries.iter().filter(|query| half.holds(&query.id)) {
            let Some(grades) = self.judgements.get(&query.id) else { continue };
            // A question that has been typed to its end: its last word is whole.
            let request = Request { query: format!("{} ", query.text), limit: DEPTH, ..Request::default() };
            let results: Vec<String> = searcher.search(&request)?.hits.into_iter().map(|hit| hit.url).collect();
            metrics.add(&results, grades);
        }
        Ok(metrics.mean())
    }
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|source| Failure::Read { path: path.to_owned(), source })
}

fn texts(path: &Path) -> Result<Vec<Entry>, Failure> {
    let parse = |(line, text): (usize, &str)| {
        serde_json::from_str(text).map_err(|error| Failure::Line {
            path: path.to_owned(),
            line,
            reason: error.to_string(),
        })
    };
    (1..).zip(read(path)?.lines()).filter(|(_, text)| !text.trim().is_empty()).map(parse).collect()
}

fn judgements(path: &Path) -> Result<BTreeMap<String, BTreeMap<String, u32>>, Failure> {
    let mut judgements: BTreeMap<String, BTreeMap<String, u32>> = BTreeMap::new();
    for (line, text) in (1..).zip(read(path)?.lines()).skip(1) {
        let mut parts = text.split('\t');
        let (Some(query), Some(document), Some(Ok(grade))) = (parts.next(), parts.next(), parts.next().map(str::parse))
        else {
            let reason = "a judgement is a query, a document and a grade".to_owned();
            return Err(Failure::Line { path: path.to_owned(), line, reason });
        };
        if grade > 0 {
            judgements.entry(query.to_owned()).or_default().insert(document.to_owned(), grade);
        }
    }
    Ok(judgements)
}
