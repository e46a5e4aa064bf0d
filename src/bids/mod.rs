//! The bid desk's side of a library: its answers, read from their files; and the [`Review`] that a run leaves.
//!
//! What is decided by them, and how, is in `crates/bids`, which the browser uses as well.

mod review;

use std::collections::{BTreeSet, HashMap};

use fieldbook_bids::{Answer, Desk, Reply, Sheet};
use fieldbook_questionnaire::Question;
use rayon::prelude::*;

pub use review::{Review, ReviewForm};

use crate::{
    audience::Audience,
    library::{Library, LoadError},
    site::{gate::Gate, responding},
};

/// The library's answers in a language, as the company's own people give them to customers.
pub fn answers(library: &Library, language: &str) -> Result<Vec<Answer>, LoadError> {
    responding::answers(library, Gate::new(library, Audience::Internal), language)
}

/// Answers questions, each once, on all processors.
pub fn sheet(desk: &Desk, questions: Vec<Question>) -> Sheet {
    let texts: BTreeSet<&str> = questions.iter().map(|question| question.text.as_str()).collect();
    let decide = |text| desk.decide(&desk.find(text));
    let replies: HashMap<&str, Reply> = texts.into_par_iter().map(|text| (text, decide(text))).collect();
    let replies = questions.iter().filter_map(|question| replies.get(question.text.as_str()).cloned()).collect();
    Sheet::of(questions, replies)
}
