//! The glossary: terms by their first letter.

use serde::Serialize;

use super::super::Link;
use crate::site::plan::Plan;

/// The glossary.
#[derive(Debug, Serialize)]
pub struct Glossary {
    /// In order.
    pub letters: Vec<Letter>,
}

/// Terms that begin with a letter.
#[derive(Debug, Serialize)]
pub struct Letter {
    /// The letter, as a capital.
    pub letter: String,
    /// In order.
    pub terms: Vec<Link>,
}

impl Glossary {
    /// The glossary of these terms, which are in order.
    pub fn new(plan: &Plan<'_>, numbers: &[usize]) -> Self {
        let mut letters: Vec<Letter> = Vec::new();
        for number in numbers {
            let document = &plan.documents[*number];
            let first = document.held.title().chars().next().into_iter().flat_map(char::to_uppercase).collect();
            match letters.last_mut() {
                Some(last) if last.letter == first => last.terms.push(document.link()),
                _ => letters.push(Letter { letter: first, terms: vec![document.link()] }),
            }
        }
        Self { letters }
    }
}
