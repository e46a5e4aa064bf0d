//! Search, the writing side: pages go into an index, the index into files that a static host serves.
//!
//! [`Indexer`] takes pages one by one; [`Indexer::finish`] packs what they gave into the site's `search/` folder, and
//! [`Indexer::search`] opens it in memory instead, for `fieldbook search`. A build makes it in [`Part`]s. What is indexed, how queries are read and
//! how pages are ranked is in the crate `fieldbook-search`, which also runs in browsers.
//!
//! The same pages in the same order give the same bytes, and these hold nothing but text of these pages.

mod first;
mod index;
mod notes;
mod pack;
mod parts;
mod recorder;

pub use fieldbook_search::{
    Demand, Explanation, Factor, Filter, Found, Hit, Marker, Reason, Request, Results, SearchError, Searcher, Standing,
    WordExplanation,
    results::{Excerpt, SectionHit},
};
pub use index::{FacetLabels, Indexer, Page, Vocabulary};
pub use pack::{MANIFEST, Packed, is_lasting};
pub use parts::{Part, finish, runs};
