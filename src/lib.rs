//! Fieldbook turns a folder of markdown into the searchable site that a revenue team sells from.
//!
//! The crate is a chain of phases, each a function of its input alone:
//!
//! ```text
//! library::load ──▶ Library + Diagnostics ──site::plan──▶ pages ──render──▶ files ──write──▶ public/
//!                        └──────────────────search::index──▶ segment ──pack──▶ public/search/
//! ```
//!
//! Arrows between modules point one way: `cli` → `serve` → `site` → (`theme`, `search`, `assets`) → `library` → `markdown` →
//! `diagnostics`. Only `cli` knows a terminal. Start reading at [`cli::run`].

pub mod assets;
pub mod audience;
pub mod bids;
pub mod cards;
pub mod cli;
pub mod diagnostics;
pub mod import;
pub mod ledger;
pub mod library;
pub mod markdown;
pub mod reporting;
pub mod search;
pub mod serve;
pub mod site;
pub mod store;
pub mod termination;
pub mod theme;
