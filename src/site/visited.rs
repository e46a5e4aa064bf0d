//! What the addresses of a site lead to, for those who read logs of its visits.

use fieldbook_metrics::import::Page;

use super::{
    address::Base,
    delivery,
    plan::{self, Plan},
};
use crate::{audience::Audience, library::Library, theme::Wordbook};

/// The addresses of a site.
#[derive(Debug)]
pub struct Visited<'a> {
    plan: Plan<'a>,
}

impl<'a> Visited<'a> {
    /// Those of a library's site for an audience.
    pub fn new(library: &'a Library, wordbook: &'a Wordbook, audience: Audience, base: Base) -> Self {
        Self { plan: plan::plan(library, wordbook, audience, base) }
    }

    /// What a path leads to, as `/handbook/answers/encryption/`: the page of a document, or a file to take along.
    pub fn page(&self, path: &str) -> Option<Page> {
        let below = path.strip_prefix(self.plan.base.path())?;
        let folder = below.strip_suffix("index.html").unwrap_or(below).trim_end_matches('/');
        if let Some(number) = self.plan.at(folder) {
            return Some(Page::Document(self.plan.documents[number].held.id().to_string()));
        }
        // The page at a stable address leads on to the file, which is then asked for itself.
        if !delivery::is_file(below) || below.ends_with('/') {
            return None;
        }
        // Pictures come with pages; nobody asked for them.
        let is_asked_for = below.contains('.') && !delivery::is_picture(below);
        is_asked_for.then(|| Page::Asset(delivery::inner(&delivery::stable_of(below)).to_owned()))
    }
}
