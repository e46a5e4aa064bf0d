//! What each file of a site is worth to somebody without a network.

use std::{cmp::Reverse, collections::BTreeMap};

use globset::GlobSet;

use super::Press;
use crate::{
    library::{self, ReviewState},
    site::{delivery, machines, offline::fallback_path, plan::Plan, responding},
};

/// Why a file is kept, the worthier first: in this order files are chosen, and fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Worth {
    /// What every page stands in: styles, scripts, fonts, and the page for what isn't kept. Small, and no page is one without.
    Frame,
    /// A home page.
    Home,
    /// A list's first page or a special page, with the data that it fetches.
    List,
    /// The search engine and what first answers need.
    Search,
    /// The rest of the search index: bounded, while pages are not, and with it whatever has been kept is found.
    SearchRest,
    /// The file that names the index. After all that it names: a new index is begun with once it is whole.
    SearchName,
    /// What the bid desk works with: its module and the answers.
    Responding,
    /// The page of a document.
    Document(Rank),
    /// Further pages of lists, and pages at old addresses.
    Further,
    /// A document's JSON, of whose text search cuts excerpts.
    Text(Rank),
    /// A file that documents show or lead to.
    Asset,
}

/// How much a document is worth among its like, the worthier first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    /// 0 for what may be used as it is, 1 for what is stale, 2 for what is retired.
    standing: u8,
    /// How many documents lead to it.
    backlinks: Reverse<usize>,
    number: usize,
}

/// Knows what the files of a plan are.
pub(super) struct Appraiser<'p> {
    /// What is worth what, by the folder in the site of its page.
    pages: BTreeMap<String, Worth>,
    /// The pages for what isn't kept.
    fallbacks: Vec<String>,
    /// The folder of the theme's static files.
    frame: &'p str,
    /// The library's files that are wanted, by their stable paths in the site.
    assets: Vec<String>,
}

impl<'p> Appraiser<'p> {
    pub(super) fn new(press: &Press<'p, '_>) -> Self {
        let plan = press.plan;
        Self {
            pages: pages(plan),
            fallbacks: plan.languages.iter().map(|language| fallback_path(plan, language)).collect(),
            frame: press.theme.folder(),
            assets: assets(plan, &library::matching(&plan.library.config.offline.assets)),
        }
    }

    /// What a file is worth; `None` where nobody without a network asks for it: what is for programs, feeds and previews.
    pub(super) fn of(&self, path: &str) -> Option<Worth> {
        if let Some(file) = path.strip_prefix(self.frame).and_then(|file| file.strip_prefix('/')) {
            return Some(match file.split_once('/') {
                Some(("search", _)) => Worth::Search,
                Some(("respond", _)) => Worth::Responding,
                _ => Worth::Frame,
            });
        }
        if path.starts_with(responding::FOLDER) && !path.as_bytes().ends_with(b".html") {
            return Some(Worth::Responding);
        }
        if let Some(file) = path.strip_prefix("search/") {
            return Some(of_search(file));
        }
        if delivery::is_file(path) {
            let is_wanted =
                !path.ends_with("/index.html") && self.assets.binary_search(&delivery::stable_of(path)).is_ok();
            if is_wanted {
                return Some(Worth::Asset);
            }
        }
        if self.fallbacks.iter().any(|fallback| fallback == path) {
            return Some(Worth::Frame);
        }
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        let page = self.pages.get(folder).copied();
        match (file, page) {
            ("index.html", page) => page,
            (machines::JSON, Some(Worth::Document(rank))) => Some(Worth::Text(rank)),
            // What lists' pages fetch.
            (_, Some(Worth::List)) if file.as_bytes().ends_with(b".json") && file != machines::JSON => {
                Some(Worth::List)
            }
            _ => None,
        }
    }
}

/// What a file of the index is worth, by its path in `search/`.
fn of_search(file: &str) -> Worth {
    let name = file.rsplit_once('/').map_or(file, |(_, name)| name);
    let is_early = ["hot.", "records-", "first-", "labels-"].iter().any(|beginning| name.starts_with(beginning));
    match file {
        "index.json" => Worth::SearchName,
        _ if is_early => Worth::Search,
        _ => Worth::SearchRest,
    }
}

fn pages(plan: &Plan<'_>) -> BTreeMap<String, Worth> {
    let mut pages: BTreeMap<String, Worth> = BTreeMap::new();
    pages.extend(plan.redirects.keys().map(|path| (path.clone(), Worth::Further)));
    pages.extend(plan.certificates.values().map(|path| (path.clone(), Worth::Further)));
    for listing in &plan.listings {
        pages.extend((2..=listing.pages()).map(|page| (listing.page_path(page), Worth::Further)));
        pages.insert(listing.path.clone(), Worth::List);
    }
    pages.extend(plan.specials.iter().map(|special| (special.path().to_owned(), Worth::List)));
    pages.extend((0..plan.documents.len()).map(|number| {
        let worth = Worth::Document(rank(plan, number));
        (plan.documents[number].path.clone(), worth)
    }));
    pages.extend(plan.languages.iter().map(|language| (plan.path_in(language, ""), Worth::Home)));
    pages
}

fn rank(plan: &Plan<'_>, number: usize) -> Rank {
    let document = &plan.documents[number];
    let standing = match document.held.review().map(|review| review.state) {
        _ if document.held.is_retired() => 2,
        Some(ReviewState::Expired | ReviewState::Overdue) => 1,
        _ => 0,
    };
    Rank { standing, backlinks: Reverse(document.backlinks.len()), number }
}

/// The library's files that are wanted, by their stable paths in the site, sorted.
fn assets(plan: &Plan<'_>, wanted: &GlobSet) -> Vec<String> {
    let content = plan.library.config.content.as_str();
    let inner = |path: &str| path.strip_prefix(content).unwrap_or(path).trim_start_matches('/').to_owned();
    let files = plan.library.files.iter().filter(|path| wanted.is_match(inner(path)));
    let mut files: Vec<String> = files.map(|path| delivery::stable(plan, path)).collect();
    files.sort();
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_index_the_parts_that_first_answers_need_come_first_and_its_name_last() {
        assert_eq!(of_search("0123456789abcdef/hot.gz"), Worth::Search);
        assert_eq!(of_search("0123456789abcdef/records-3.bin"), Worth::Search);
        assert_eq!(of_search("0123456789abcdef/first-0.gz"), Worth::Search);
        assert_eq!(of_search("labels-de.json"), Worth::Search);
        assert_eq!(of_search("0123456789abcdef/idx-17.bin"), Worth::SearchRest);
        assert_eq!(of_search("0123456789abcdef/pos-3.bin"), Worth::SearchRest);
        assert_eq!(of_search("index.json"), Worth::SearchName);
    }

    #[test]
    fn documents_that_may_be_used_and_that_many_lead_to_come_first() {
        let rank = |standing, backlinks, number| Rank { standing, backlinks: Reverse(backlinks), number };
        let mut ranks = [rank(2, 9, 0), rank(0, 1, 1), rank(1, 5, 2), rank(0, 3, 3), rank(0, 1, 4)];
        ranks.sort();
        assert_eq!(ranks.map(|rank| rank.number), [3, 1, 4, 2, 0]);
    }
}
