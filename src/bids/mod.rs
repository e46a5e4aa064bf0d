//! The bid desk: a library's answers to a questionnaire's questions.
//!
//! [`Desk`] holds the answers that fit one customer (language, region, industry, product), and decides on each question: what is filled
//! in, what is only shown, and why. Reading, matching and filling are crates of their own; what is here knows documents: their state,
//! their variants, their placeholders. [`Sheet`] is what a run came to, [`review`] writes it for people.

mod answers;
mod desk;
mod place;
pub mod review;
mod sheet;
mod values;

pub use answers::{Bar, Context, LibraryAnswer};
pub use desk::{Desk, Found, Reply};
pub use place::{Filled, Status};
pub use sheet::{Entry, Sheet};
pub use values::{Values, ValuesError};
