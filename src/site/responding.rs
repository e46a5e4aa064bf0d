//! What the bid desk gets to know of a library: its answers, as the build's readers may give them to customers.
//!
//! `fieldbook answer` reads them from here, and so does the site's own desk (`themes/default/static/js/respond`), so that both fill in
//! the same. For that one there are files:
//!
//! | file | what |
//! |---|---|
//! | `respond/index.json` | which file has the answers in a language |
//! | `respond/answers-LANGUAGE-HASH.json.gz` | those answers, as a list of `fieldbook_bids::Answer`, gzipped |

use std::collections::{BTreeMap, BTreeSet};

use fieldbook_bids::{Answer, Bar, Source};
use fieldbook_questionnaire::Response;
use rayon::prelude::*;
use serde::Serialize;

use super::{
    BuildError,
    gate::{Gate, Held},
    output::OutputError,
    plan::{Plan, Special},
};
use crate::{
    library::{DocumentId, Library, LoadError, ReviewState, Status, Value},
    markdown::{Destination, LinkForm, Linker, Picture},
    theme,
};

/// The folder in the site of all that the desk reads.
pub const FOLDER: &str = "respond/";

/// Version of the files' format.
const FORMAT: u32 = 1;

/// Hexadecimal digits of a file's name that tell its content.
const DIGITS: usize = 16;

/// `respond/index.json`
#[derive(Serialize)]
struct Index<'a> {
    format: u32,
    /// Names of files by language.
    answers: BTreeMap<&'a str, String>,
}

/// Languages that a plan has answers in, the library's main one first.
pub fn languages<'a>(plan: &Plan<'a>) -> Vec<&'a str> {
    let answers = plan.documents.iter().filter(|document| document.held.kind_name() == "answer");
    let found: BTreeSet<&str> = answers.map(|document| document.held.language()).collect();
    let declared = plan.library.config.languages.iter().map(String::as_str);
    declared.filter(|language| found.contains(language)).collect()
}

/// The files of a site's desk, by their paths; none where the site has none.
pub fn files(plan: &Plan<'_>) -> Result<Vec<(String, Vec<u8>)>, BuildError> {
    if !plan.specials.contains(&Special::Respond) {
        return Ok(Vec::new());
    }
    let unwritten = |source| OutputError::Io { path: FOLDER.into(), source };
    let mut index = Index { format: FORMAT, answers: BTreeMap::new() };
    let mut files = Vec::new();
    for language in languages(plan) {
        let mut answers = answers(plan.library, plan.gate, language)?;
        for answer in &mut answers {
            answer.source.page = page(plan, &answer.id, language);
        }
        let text = serde_json::to_vec(&answers).map_err(std::io::Error::from).map_err(unwritten)?;
        let hash: String = blake3::hash(&text).to_hex().chars().take(DIGITS).collect();
        let name = format!("answers-{language}-{hash}.json.gz");
        files.push((format!("{FOLDER}{name}"), theme::gzip(&text).map_err(unwritten)?));
        index.answers.insert(language, name);
    }
    let index = serde_json::to_vec(&index).map_err(std::io::Error::from).map_err(unwritten)?;
    files.push((format!("{FOLDER}index.json"), index));
    Ok(files)
}

/// Address of an answer's page.
fn page(plan: &Plan<'_>, id: &str, language: &str) -> Option<String> {
    let number = plan.find(&DocumentId::new(id), language)?;
    Some(plan.documents[number].url.clone())
}

/// The answers in a language that the gate's readers may give to customers, in the order of their ids.
pub fn answers(library: &Library, gate: Gate<'_>, language: &str) -> Result<Vec<Answer>, LoadError> {
    let documents = library.documents.par_iter();
    let answers = documents.filter(|document| document.kind == "answer" && document.language == language);
    answers.filter_map(|document| gate.admit(document)).filter_map(|held| answer(gate, held).transpose()).collect()
}

/// A document as an answer; none where these readers mustn't learn why it can't be used.
fn answer(gate: Gate<'_>, held: Held<'_>) -> Result<Option<Answer>, LoadError> {
    let bar = bar(held);
    if bar == Some(Bar::Unapproved) && !gate.is_internal() {
        return Ok(None);
    }
    let text = |name: &str| held.field(name).and_then(Value::as_str);
    let wordings = held.field("questions").map(Value::elements).unwrap_or_default().iter().filter_map(Value::as_str);
    let review = held.review();
    let source = Source {
        title: held.title().to_owned(),
        path: held.path().map(str::to_owned),
        page: None,
        commit: held.commit().map(str::to_owned),
        owner: held.owner().map(str::to_owned),
        reviewed: review.and_then(|review| review.reviewed).map(|day| day.to_string()),
    };
    Ok(Some(Answer {
        id: held.id().to_string(),
        language: held.language().to_owned(),
        wordings: wordings.map(str::to_owned).collect(),
        response: text("response").and_then(Response::from_word).unwrap_or(Response::Info),
        short: text("short").map(str::to_owned),
        long: held.words(&NoLinks)?.trim().to_owned(),
        bar,
        is_overdue: review.is_some_and(|review| review.state == ReviewState::Overdue),
        variant_of: text("variant_of").map(str::to_owned),
        facets: held.facets().map(|(facet, values)| (facet.to_owned(), values.to_vec())).collect(),
        source,
    }))
}

fn bar(held: Held<'_>) -> Option<Bar> {
    let state = held.review().map(|review| review.state);
    match held.status() {
        _ if held.is_retired() => Some(Bar::Retired),
        _ if state == Some(ReviewState::Expired) => Some(Bar::Expired),
        Some(Status::Draft) => Some(Bar::Draft),
        Some(Status::InReview) => Some(Bar::InReview),
        _ if held.lacks_approval() => Some(Bar::Unapproved),
        _ => None,
    }
}

/// A customer's file has no pages to lead to: links are their words.
struct NoLinks;

impl Linker for NoLinks {
    fn link(&self, _: LinkForm, _: &str) -> Destination {
        Destination::Words(None)
    }

    fn image(&self, _: &str) -> Option<Picture> {
        None
    }
}
