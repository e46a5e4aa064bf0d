//! Finds the answer to a question among a library's answers.
//!
//! Start reading at [`Matcher`]. A question is compared with all wordings of all answers and with their texts:
//!
//! - `text` makes terms of texts by the search crate's analysis, and stems of these; also pairs of words, pieces of words, numbers,
//!   and whether something is negated.
//! - `terms` numbers all these, so that comparing is comparing numbers.
//! - `concepts` knows words that mean the same ("MFA", "two-factor authentication"): the field's, and short forms that the library explains.
//!   A concept is one more stem of a text.
//! - `index` finds candidates by BM25 (k1 1.2, b 0.75), once over wordings and once over everything.
//! - `kin` learns from the library which stems go together ("TLS", "encrypt"), for answers in other words.
//! - `features` says of a question and a candidate how they're alike, in numbers between 0 and 1.
//! - `model` weighs these for a score, and makes a **confidence** of the best candidate's score and its distance to the next: how
//!   probable it is that the answer is right. Its weights were fitted (`cargo xtask matching --fit`) on one half of sets of questions
//!   with known answers; the other half says how good it is.
//!
//! [`groups`] puts questions together that have no answer. [`Matcher::best`] gives candidates; [`Verdict`] says what to do with the first one.

mod concepts;
mod features;
mod groups;
mod index;
mod kin;
mod matcher;
mod model;
mod terms;
mod text;

pub use features::{FEATURES, Features};
pub use groups::groups;
pub use matcher::{AnswerText, Candidate, Matcher};
pub use model::{FILL, MEASURES, Measures, PROPOSE, Verdict};
