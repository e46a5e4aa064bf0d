//! An index that is asked anything.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    time::{Duration, Instant},
};

use fieldbook::{
    library::LoadError,
    search::{Indexer, Page, Request, SearchError, Searcher, Vocabulary},
    theme::ThemeError,
};

use crate::queries::Queries;

/// Why a run ends early.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error(transparent)]
    Load(#[from] LoadError),
    #[error(transparent)]
    Theme(#[from] ThemeError),
    #[error(transparent)]
    Search(#[from] SearchError),
    #[error(transparent)]
    Read(#[from] std::io::Error),
    #[error("{0}")]
    Broken(String),
}

/// An index with what asks it.
pub(crate) struct Subject {
    pub(crate) searcher: Searcher,
    pub(crate) queries: Queries,
    /// Texts to cut excerpts from.
    texts: Vec<String>,
}

impl Subject {
    /// Indexes pages.
    pub(crate) fn new(pages: &[Page], vocabulary: &Vocabulary, queries: Queries) -> Result<Self, Failure> {
        let texts = pages.iter().flat_map(|page| page.sections.iter().map(|section| section.text.clone())).collect();
        Ok(Self { searcher: indexer(pages)?.search(vocabulary)?, queries, texts })
    }

    /// Asks a case's query; says how long that took.
    pub(crate) fn ask(&self, case: u64) -> Result<Duration, Failure> {
        let request = self.queries.request(case);
        let begin = Instant::now();
        let outcome = catch_unwind(AssertUnwindSafe(|| self.answer(case, &request)));
        let time = begin.elapsed();
        match outcome {
            Ok(Ok(())) => Ok(time),
            Ok(Err(failure)) => Err(Failure::Broken(format!("case {case}, {:?}: {failure}", request.query))),
            Err(_) => Err(Failure::Broken(format!("case {case} panics: {:?}", request.query))),
        }
    }

    fn answer(&self, case: u64, request: &Request) -> Result<(), Failure> {
        let results = self.searcher.search(request)?;
        let marker = self.searcher.marker(&request.query)?;
        let number = usize::try_from(case).unwrap_or_default() % self.texts.len().max(1);
        let excerpt = marker.excerpt(self.texts.get(number).map_or("", String::as_str));
        marker.excerpt(&request.query);
        let is_sound = results.hits.len() <= results.total.min(request.limit)
            && results.hits.iter().all(|hit| hit.score.is_finite() && hit.sections.len() <= request.sections)
            && excerpt.0.iter().all(|piece| !piece.text.is_empty());
        if is_sound { Ok(()) } else { Err(Failure::Broken("the answer contradicts itself".to_owned())) }
    }
}

/// An index that holds the pages.
pub(crate) fn indexer(pages: &[Page]) -> Result<Indexer, SearchError> {
    let mut indexer = Indexer::new()?;
    for page in pages {
        indexer.add(page)?;
    }
    Ok(indexer)
}
