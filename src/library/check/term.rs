//! Words that the glossary says to avoid, in all other content.
//!
//! Bodies aren't kept in memory, so files are read again, and only if a term has such words at all.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, MatchKind};
use rayon::prelude::*;

use super::{Survey, in_file};
use crate::{
    diagnostics::{Code, Diagnostic, Diagnostics, Span},
    library::{Document, FieldSpec, FieldType, Fields, Status, Value},
    markdown::{self, folded, is_whole_word},
};

/// Looks for words to avoid.
pub(super) fn check(survey: &Survey<'_>, findings: &mut Diagnostics) {
    let vocabularies = Vocabulary::by_language(survey);
    if vocabularies.is_empty() {
        return;
    }
    let documents = survey.library.documents.par_iter().filter(|document| document.status != Status::Retired);
    let found = documents.map(|document| match vocabularies.get(document.language.as_str()) {
        Some(vocabulary) => vocabulary.findings(survey, document),
        None => Vec::new(),
    });
    findings.extend(found.collect::<Vec<_>>().into_iter().flatten());
}

/// The words of one language's terms.
struct Vocabulary<'a> {
    automaton: AhoCorasick,
    /// What each pattern is, by its place.
    entries: Vec<Entry<'a>>,
}

/// A word of a term.
#[derive(Clone, Copy)]
struct Entry<'a> {
    term: &'a Document,
    /// The word to avoid; `None` for a term or synonym, which may well hold one ("deal room" where "room" is to be
    /// avoided).
    avoided: Option<&'a str>,
}

impl<'a> Vocabulary<'a> {
    fn by_language(survey: &Survey<'a>) -> BTreeMap<&'a str, Self> {
        let mut words: BTreeMap<&str, Vec<(String, Entry<'_>)>> = BTreeMap::new();
        for (_, term) in survey.in_use("term") {
            let entries = words.entry(&term.language).or_default();
            let names = std::iter::once(term.title.as_str()).chain(texts(term, "synonyms"));
            entries.extend(names.map(|name| (folded(name), Entry { term, avoided: None })));
            entries.extend(texts(term, "avoid").map(|word| (folded(word), Entry { term, avoided: Some(word) })));
        }
        let avoided = words.into_iter().filter(|(_, it)| it.iter().any(|(_, entry)| entry.avoided.is_some()));
        avoided.filter_map(|(language, words)| Some((language, Self::new(words)?))).collect()
    }

    fn new(words: Vec<(String, Entry<'a>)>) -> Option<Self> {
        let (patterns, entries): (Vec<String>, Vec<Entry<'a>>) =
            words.into_iter().filter(|(word, _)| !word.trim().is_empty()).unzip();
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(patterns).ok()?;
        Some(Self { automaton, entries })
    }

    fn findings(&self, survey: &Survey<'_>, document: &Document) -> Vec<Diagnostic> {
        let Ok(text) = std::fs::read_to_string(survey.library.root.join(&document.path)) else {
            // That it can't be read has been said when the library was loaded.
            return Vec::new();
        };
        let mut uses: Vec<(Entry<'_>, Span)> = self
            .automaton
            .find_iter(&folded(&text))
            .map(|hit| (self.entries[hit.pattern().as_usize()], Span::from(hit.range())))
            .filter(|(entry, span)| {
                entry.avoided.is_some() && entry.term.id != document.id && is_whole_word(&text, &(span.start..span.end))
            })
            .collect();
        if uses.is_empty() {
            return Vec::new();
        }
        let prose = prose(survey, document, &text);
        uses.retain(|(_, span)| prose.iter().any(|part| part.start <= span.start && span.end <= part.end));
        uses.into_iter().map(|(entry, span)| finding(document, entry, span)).collect()
    }
}

fn texts<'a>(term: &'a Document, field: &str) -> impl Iterator<Item = &'a str> {
    term.fields.get(field).map(Value::elements).unwrap_or_default().iter().filter_map(Value::as_str)
}

fn finding(document: &Document, entry: Entry<'_>, span: Span) -> Diagnostic {
    let (term, word) = (entry.term, entry.avoided.unwrap_or_default());
    Diagnostic::new(Code::AvoidedWord, format!("the glossary says to avoid \"{word}\""))
        .at(&document.path, span)
        .help(format!("write \"{}\"", term.title))
        .related(&term.path, term.fields.get("avoid").map(|value| value.span), "by this term")
}

/// Places in the file of what readers read: the body's prose, and the texts of the front matter.
fn prose(survey: &Survey<'_>, document: &Document, text: &str) -> Vec<Span> {
    let body = text.get(document.body_start..).unwrap_or_default();
    let mut parts: Vec<Span> = markdown::prose(body).into_iter().map(|part| in_file(document, part)).collect();
    parts.extend(["title", "summary"].iter().filter_map(|field| Some(document.places.of(field)?.value)));
    if let Some(kind) = survey.library.kinds.get(&document.kind) {
        collect_texts(&kind.fields, &document.fields, &mut parts);
    }
    parts
}

fn collect_texts(specs: &[FieldSpec], fields: &Fields, parts: &mut Vec<Span>) {
    // What another term avoids, or takes for the same, isn't content.
    let specs = specs.iter().filter(|spec| !["avoid", "synonyms"].contains(&spec.name.as_str()));
    for spec in specs {
        let Some(value) = fields.get(&spec.name) else { continue };
        let values: &[Value] = if spec.list { value.elements() } else { std::slice::from_ref(value) };
        match &spec.field_type {
            FieldType::Text | FieldType::Markdown => parts.extend(values.iter().map(|value| value.span)),
            FieldType::Table(specs) => {
                for table in values.iter().filter_map(Value::as_table) {
                    collect_texts(specs, table, parts);
                }
            }
            _ => {}
        }
    }
}
