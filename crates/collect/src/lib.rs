//! Receives the events of readers, keeps them, and hands them out to those who may read them.
//!
//! ```text
//! page ──POST /events──▶ visit (who, from where) ──▶ fieldbook_metrics::event (what) ──▶ identity ──▶ writer ──▶ store
//!                                                                                                    one thread   SQLite, PostgreSQL
//! ```
//!
//! An event is acknowledged when it is on disk, and has an id, so that who gets no answer sends it again and nothing is lost or counted
//! twice. Start reading at [`Collector::run`].

mod connections;
mod counts;
mod handlers;
pub mod identity;
mod pace;
mod service;
pub mod store;
mod token;
mod visit;
mod writer;

pub use service::{CollectError, Collector, Options};
pub use token::Token;
pub use writer::{WriteError, Writer};
