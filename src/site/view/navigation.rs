//! Where a page is: the trail above it, and what stands beside it in its folder.

use serde::Serialize;

use super::Link;
use crate::{
    site::{
        labels,
        plan::{Plan, parent},
    },
    theme::Words,
};

/// Neighbours that the side navigation shows at most.
const NEIGHBOURS: usize = 30;

/// The side navigation of a page.
#[derive(Debug, Default, Serialize)]
pub struct Navigation {
    /// Name of the kind that is marked as the current one.
    pub kind: Option<String>,
    /// The page's folder.
    pub section: Option<Section>,
}

/// A folder in the side navigation.
#[derive(Debug, Serialize)]
pub struct Section {
    /// The folder's page, or its name alone.
    pub title: String,
    /// Address of the folder's page, if it has one.
    pub url: Option<String>,
    /// The documents around the page.
    pub neighbours: Vec<Neighbour>,
    /// How many documents the folder has, where not all are shown.
    pub all: Option<usize>,
    /// Where all of them are listed.
    pub all_url: Option<String>,
}

/// A document in the side navigation.
#[derive(Debug, Serialize)]
pub struct Neighbour {
    /// Its title.
    pub text: String,
    /// Its page.
    pub url: String,
    /// Its language, where that isn't the page's.
    pub language: Option<String>,
    /// Whether it is the page itself.
    pub current: bool,
}

impl Navigation {
    /// The side navigation of a document's page.
    pub fn of_document(plan: &Plan<'_>, number: usize) -> Self {
        let held = plan.documents[number].held;
        Self { kind: Some(held.kind_name().to_owned()), section: section(plan, number) }
    }

    /// The side navigation of a page that stands for a kind, or for none.
    pub fn of_kind(kind: Option<&str>) -> Self {
        Self { kind: kind.map(str::to_owned), section: None }
    }
}

fn section(plan: &Plan<'_>, number: usize) -> Option<Section> {
    let document = &plan.documents[number];
    let id = document.held.id().as_str();
    // Beside the page of a folder stands what is in it.
    let name = id.strip_suffix("/index").unwrap_or_else(|| parent(id));
    let folder = plan.folders.get(name).filter(|_| !name.is_empty())?;
    let listed = plan.variants(number).first().copied();
    let window = folder.window(listed, NEIGHBOURS);
    let page = folder_page(plan, name, document.held.language());
    let neighbours = folder.documents[window]
        .iter()
        .map(|neighbour| {
            let shown = plan.in_language(*neighbour, document.held.language());
            let planned = &plan.documents[shown];
            Neighbour {
                text: planned.held.title().to_owned(),
                url: planned.url.clone(),
                language: planned.other_language(document.held.language()),
                current: shown == number,
            }
        })
        .collect::<Vec<_>>();
    let is_cut = neighbours.len() < folder.documents.len();
    let kind_list = plan.kind_list(document.held.language(), document.held.kind_name());
    Some(Section {
        title: page
            .as_ref()
            .map_or_else(|| folder_name(plan, plan.words(document.held.language()), name), |page| page.text.clone()),
        all: is_cut.then_some(folder.documents.len()),
        all_url: page.as_ref().map(|page| page.url.clone()).filter(|_| is_cut).or(kind_list.map(|list| list.url)),
        url: page.map(|page| page.url),
        neighbours,
    })
}

/// What a folder is called, and the address of its page if it has one.
pub fn folder(plan: &Plan<'_>, folder: &str, language: &str) -> (String, Option<String>) {
    match folder_page(plan, folder, language) {
        Some(page) => (page.text, Some(page.url)),
        None => (folder_name(plan, plan.words(language), folder), None),
    }
}

/// The trail from the home page to a document: its kind, then the folders above it that have a page.
pub fn trail(plan: &Plan<'_>, number: usize) -> Vec<Link> {
    let held = plan.documents[number].held;
    let id = held.id().as_str();
    if id == "index" {
        return Vec::new();
    }
    let mut trail = vec![home(plan, held.language())];
    let folder = parent(id);
    let ends = folder.match_indices('/').map(|(at, _)| at).chain((!folder.is_empty()).then_some(folder.len()));
    let folders: Vec<Link> = ends.filter_map(|end| folder_page(plan, &folder[..end], held.language())).collect();
    if folders.is_empty() {
        trail.extend(plan.kind_list(held.language(), held.kind_name()));
    }
    trail.extend(folders);
    trail
}

/// A link to the home page of a language.
pub fn home(plan: &Plan<'_>, language: &str) -> Link {
    Link { text: plan.words(language).say("site-home"), url: plan.home(language) }
}

/// The page of a folder: its `index` document, or a document of the folder's own name.
fn folder_page(plan: &Plan<'_>, folder: &str, language: &str) -> Option<Link> {
    let number = plan.in_language(plan.at(folder)?, language);
    Some(plan.documents[number].link())
}

/// What a folder without a page of its own is called: after the kind that it is the folder of, else by its own name.
fn folder_name(plan: &Plan<'_>, words: &Words, folder: &str) -> String {
    let kind = plan.library.kinds.iter().find(|kind| kind.folders.iter().any(|known| known == folder));
    kind.map_or_else(|| readable(folder), |kind| labels::kind_plural(words, kind))
}

/// A name for reading: `rfp/security-questions` → "Security questions".
pub fn readable(name: &str) -> String {
    let name = name.rsplit('/').next().unwrap_or(name).replace(['-', '_'], " ");
    let mut characters = name.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + characters.as_str())
}
