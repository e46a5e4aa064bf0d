//! Customers' questionnaires: what they ask and where, and the same file with answers.
//!
//! It works on bytes: nothing here knows a file system, a thread or a clock, and it runs in a browser as well. Start reading at
//! [`Questionnaire`].
//!
//! - Formats: `format` tells them apart; `xlsx`, `docx` (both on `package` and `xml`), `separated` (CSV) and `markdown` read and fill
//!   one each. All are read into [`grid`]s of cells, with merged cells, hidden rows and drop-downs.
//! - Where a grid has questions and where answers go is a [`Layout`]: [`detect`] finds it and says by what, a [`Mapping`] says it
//!   where that is wrong.
//! - What a file answers already, for libraries to take in: `answered`.
//! - What a drop-down's choices mean: [`Response`]. How questions are worded: [`wording`].
//! - Filling edits the parts that change, in the places that change, and copies all other bytes.
//! - Files are strangers': what is read is bounded by [`limits`], and nothing in a file makes this crate panic.

mod answered;
mod docx;
mod error;
mod format;
pub mod grid;
pub mod layout;
pub mod limits;
mod mapping;
mod markdown;
mod package;
mod questionnaire;
mod response;
mod separated;
#[cfg(test)]
mod tests;
pub mod wording;
mod xlsx;
mod xml;

pub use answered::{Answered, detect_answered};
pub use error::QuestionnaireError;
pub use layout::{Detection, Layout, detect};
pub use mapping::{Mapping, MappingError};
pub use questionnaire::{Question, Questionnaire, ResponseSlot};
pub use response::Response;
