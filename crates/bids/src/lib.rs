//! The bid desk: a library's answers to a questionnaire's questions.
//!
//! [`Desk`] holds the answers that fit one customer (language, region, industry, product), and decides on each question: what is filled
//! in, what is only shown, and why. Reading, matching and filling are crates of their own; what is here knows the state of answers,
//! their variants, their placeholders. [`Sheet`] is what a run came to, [`review`] writes it for people, [`record`] for the usage store. [`Session`] is
//! all of it while somebody works on a file.
//!
//! Nothing here knows a file system, a thread or a clock: the command line and the browser decide by the same code.

mod answer;
mod choice;
mod context;
mod day;
mod desk;
mod note;
mod place;
pub mod placeholder;
mod record;
pub mod review;
pub mod session;
mod sheet;
mod taken;
mod values;
pub mod view;

pub use answer::{Answer, Bar, Source};
pub use choice::Choice;
pub use context::Context;
pub use day::Day;
pub use desk::{Desk, Finding, Found, Reply};
pub use note::Note;
pub use place::{Filled, Status};
pub use record::{Bid, record};
pub use session::Session;
pub use sheet::{Entry, Sheet};
pub use taken::Taken;
pub use values::{Values, ValuesError};
