//! The terms of a build's glossary: what first uses lead to, and what cards on them say.
//!
//! Pages link to terms as they are rendered ([`Glossaries`]); what a card says is in one file for each language, which browsers
//! fetch when a reader first rests on a term.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    gate::Held,
    linking::{DocumentLinks, ImageSizes},
    plan::{Plan, Planned, kind_path},
};
use crate::{
    library::Value,
    markdown::{Lexicon, Term},
};

/// The kind of terms.
const KIND: &str = "term";

/// The terms that a build holds, by language.
#[derive(Debug, Default)]
pub struct Glossaries(BTreeMap<String, Lexicon>);

/// What the card on a term says.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Card {
    /// The term.
    pub title: String,
    /// Its definition.
    pub text: String,
}

impl Glossaries {
    /// The terms among some documents. Retired ones aren't led to.
    pub fn new(documents: &[Planned<'_>]) -> Self {
        let mut terms: BTreeMap<String, Vec<Term>> = BTreeMap::new();
        for document in documents.iter().filter(|document| is_term(document.held)) {
            terms.entry(document.held.language().to_owned()).or_default().push(term(document));
        }
        Self(terms.into_iter().filter_map(|(language, terms)| Some((language, Lexicon::new(terms)?))).collect())
    }

    /// The terms of a language.
    pub fn of(&self, language: &str) -> Option<&Lexicon> {
        self.0.get(language)
    }
}

fn is_term(held: Held<'_>) -> bool {
    held.kind_name() == KIND && !held.is_retired()
}

fn term(document: &Planned<'_>) -> Term {
    let names = std::iter::once(document.held.title()).chain(texts(document.held, "synonyms"));
    Term { url: document.url.clone(), names: names.map(str::to_owned).collect() }
}

/// The texts of a field.
pub fn texts<'a>(held: Held<'a>, field: &str) -> impl Iterator<Item = &'a str> {
    held.field(field).map_or(&[] as &[Value], Value::elements).iter().filter_map(Value::as_str)
}

/// The definition of a term: the first paragraph of its body, without markup; its summary where it has no body.
pub fn definition(plan: &Plan<'_>, number: usize) -> Option<String> {
    let held = plan.documents[number].held;
    let sizes = ImageSizes::default();
    // A file that is gone since the library was read is said when its own page is made.
    let rendered = held.render(&DocumentLinks::new(plan, number, &sizes), &plan.phrases(number)).ok();
    let sections = rendered.map(|rendered| rendered.sections).unwrap_or_default();
    let paragraph = sections.iter().find_map(|section| section.text.lines().find(|line| !line.trim().is_empty()));
    paragraph.or(held.summary()).map(str::to_owned)
}

/// The first sentence of a text. A full stop after a letter or two is taken for that of an abbreviation ("z. B.").
pub fn first_sentence(text: &str) -> &str {
    let ends = text.char_indices().filter(|(_, letter)| ['.', '!', '?', '。'].contains(letter));
    for (at, letter) in ends {
        let end = at + letter.len_utf8();
        let (before, after) = (&text[..at], &text[end..]);
        let word = before.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
        let is_abbreviation = letter == '.' && word.chars().count() <= 2 && word.chars().all(char::is_alphabetic);
        let is_end = letter == '。' || after.is_empty() || after.starts_with(char::is_whitespace);
        if is_end && !is_abbreviation {
            return &text[..end];
        }
    }
    text
}

/// Where in the site the cards of a language are: beside the list of all terms, where no document can be.
fn cards_path(language: &str) -> String {
    format!("{}/{language}.json", kind_path(KIND))
}

/// Address of the cards for a page in a language; `None` where its body leads to no term.
pub fn cards_for(plan: &Plan<'_>, language: &str, html: &str) -> Option<String> {
    let leads_to_term = plan.glossaries.of(language).is_some() && html.contains("class=\"term\"");
    leads_to_term.then(|| plan.base.file(&cards_path(language)))
}

/// The files of cards: path in the site, and cards by the address of the term's page.
pub fn cards<'p>(plan: &'p Plan<'_>) -> Vec<(String, BTreeMap<&'p str, Card>)> {
    let languages = plan.glossaries.0.keys();
    languages.map(|language| (cards_path(language), cards_in(plan, language))).collect()
}

fn cards_in<'p>(plan: &'p Plan<'_>, language: &str) -> BTreeMap<&'p str, Card> {
    let terms = plan.documents.iter().enumerate();
    let terms = terms.filter(|(_, document)| is_term(document.held) && document.held.language() == language);
    terms
        .map(|(number, document)| {
            let text = definition(plan, number).unwrap_or_default();
            (document.url.as_str(), Card { title: document.held.title().to_owned(), text })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_where_a_full_stop_is_no_abbreviation() {
        assert_eq!(first_sentence("Once a year a box arrives. It holds probes."), "Once a year a box arrives.");
        assert_eq!(
            first_sentence("Waren, z. B. Impfstoffe, werden warm. Dann."),
            "Waren, z. B. Impfstoffe, werden warm."
        );
        assert_eq!(first_sentence("At 8.5 degrees for 40. Then more."), "At 8.5 degrees for 40.");
        assert_eq!(first_sentence("逸脱です。次の文。"), "逸脱です。");
        assert_eq!(first_sentence("No end"), "No end");
        assert_eq!(first_sentence(""), "");
    }
}
