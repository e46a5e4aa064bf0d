//! The glossary: terms by their first letter, each with the first sentence of its definition.

use serde::Serialize;

use super::super::{Link, kinds::term::Term};
use crate::site::{glossary, plan::Plan};

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
    pub terms: Vec<Defined>,
}

/// A term as the glossary has it.
#[derive(Debug, Serialize)]
pub struct Defined {
    /// Its page.
    #[serde(flatten)]
    pub link: Link,
    /// Its language, where that isn't the page's.
    pub language: Option<String>,
    /// The first sentence of its definition.
    pub definition: Option<String>,
    /// Other words for it, and words to avoid.
    #[serde(flatten)]
    pub words: Term,
}

impl Glossary {
    /// The glossary of these terms, which are in order, on a page in a language.
    pub fn new(plan: &Plan<'_>, language: &str, numbers: &[usize]) -> Self {
        let mut letters: Vec<Letter> = Vec::new();
        for number in numbers {
            let term = defined(plan, *number, language);
            let first = term.link.text.chars().next().into_iter().flat_map(char::to_uppercase).collect();
            match letters.last_mut() {
                Some(last) if last.letter == first => last.terms.push(term),
                _ => letters.push(Letter { letter: first, terms: vec![term] }),
            }
        }
        Self { letters }
    }
}

fn defined(plan: &Plan<'_>, number: usize, page: &str) -> Defined {
    let document = &plan.documents[number];
    let language = document.held.language();
    let definition = glossary::definition(plan, number);
    Defined {
        link: document.link(),
        language: (language != page).then(|| language.to_owned()),
        definition: definition.map(|text| glossary::first_sentence(&text).to_owned()),
        words: Term::of(document.held),
    }
}
