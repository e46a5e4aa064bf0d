//! Fieldbook's search: schema, analysis, query planning and ranking.
//!
//! The same code answers `fieldbook search` natively and runs as WASM in a browser, so nothing here knows a file
//! system, a thread or a clock. Start reading at [`Searcher`].
//!
//! - What is indexed: [`schema`]. One tantivy document is one **section** of a page; the first section of a page is its
//!   **head**, which also carries what belongs to the page as a whole (title, questions, facets).
//! - How text becomes terms: [`analysis`], `folding`. Terms are words as written, in lower case and without accents; stems are
//!   compared only when a query is planned.
//! - How a query is read: `query` takes it apart, `reader` reads its words with `dictionary`, `spelling`, `compounds` and
//!   `synonyms`; what comes out is a `plan`.
//! - How pages are found and ranked: `matching`, `weighing`, [`ranking`], `function_words`; why: [`Explanation`]; what comes
//!   out: [`results`]; what is shown of a page:
//!   [`records`], and pieces of its text, which a [`Marker`] cuts.
//! - Where bytes come from: any [`tantivy::Directory`]. In a browser it is [`PagedDirectory`], which is filled from
//!   the files that [`bundle`] describes, and says which of them a query still lacks.

pub mod analysis;
pub mod best;
pub mod bundle;
mod compounds;
mod dictionary;
mod directory;
mod error;
mod explanation;
mod facets;
mod folding;
mod function_words;
mod matching;
mod pages;
mod plan;
mod query;
pub mod ranking;
mod reader;
pub mod records;
pub mod results;
pub mod schema;
mod searcher;
mod segment;
mod snippet;
mod spelling;
mod stemming;
mod suggestions;
mod synonyms;
mod vocabulary;
mod weighing;
mod words;

pub use directory::PagedDirectory;
pub use error::SearchError;
pub use explanation::{Explanation, Factor, Found, Reason, WordExplanation};
pub use query::Filter;
pub use ranking::{Demand, Standing};
pub use results::{Hit, Results};
pub use searcher::{Request, Searcher};
pub use snippet::Marker;
pub use vocabulary::{Facet, FacetValue, GlossaryTerm, Vocabulary};
