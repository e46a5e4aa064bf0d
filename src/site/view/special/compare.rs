//! Two documents of a kind beside each other. A script fetches their pages and arranges them; what there is to choose from is
//! in a file for each kind, so that the page itself stays small.

use serde::Serialize;

use super::super::Link;
use crate::site::plan::{Plan, Special};

/// The page where two documents are compared.
#[derive(Debug, Serialize)]
pub struct Compare {
    /// Kinds with documents to choose from.
    pub kinds: Vec<Choice>,
}

/// A kind to choose.
#[derive(Debug, Serialize)]
pub struct Choice {
    /// `case-study`
    pub name: String,
    /// "Case studies"
    pub label: String,
    /// Its list.
    pub url: String,
    /// Address of the file with its documents.
    pub documents: String,
}

impl Compare {
    /// The page of a plan.
    pub fn new(plan: &Plan<'_>) -> Self {
        let kinds = plan.comparable_kinds().map(|(kind, list)| Choice {
            name: kind.to_owned(),
            label: list.title.clone(),
            url: plan.base.page(&list.path),
            documents: plan.base.file(&file(kind)),
        });
        Self { kinds: kinds.collect() }
    }
}

fn file(kind: &str) -> String {
    format!("{}/{kind}.json", Special::Compare.path())
}

/// The files with the documents of each kind, by their paths in the site; none where the site has no such page.
pub fn files(plan: &Plan<'_>) -> Vec<(String, Vec<Link>)> {
    if !plan.specials.contains(&Special::Compare) {
        return Vec::new();
    }
    let documents = |entries: &[usize]| entries.iter().map(|number| plan.documents[*number].link()).collect();
    plan.comparable_kinds().map(|(kind, list)| (file(kind), documents(&list.entries))).collect()
}

/// Where a document is compared with others of its kind.
pub fn with(plan: &Plan<'_>, number: usize) -> Option<String> {
    let document = &plan.documents[number];
    let kind = document.held.kind_name();
    let is_offered =
        plan.specials.contains(&Special::Compare) && plan.comparable_kinds().any(|(known, _)| known == kind);
    let below = document.url.strip_prefix(plan.base.path()).unwrap_or(&document.url);
    is_offered.then(|| format!("{}?kind={kind}&a={below}", plan.base.page(Special::Compare.path())))
}
