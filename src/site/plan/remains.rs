//! What of a plan holds for the next one, where only contents of documents have changed between them.
//!
//! Where pages are follows from which documents there are. What a document leads to follows from that and from the document itself:
//! no other document's content has a say in it. So a server that has read one document again takes the rest from its last plan.
//! All else is planned anew.

use std::collections::{BTreeSet, HashMap};

use super::{Links, Listing, Plan, Traits};
use crate::{library::Document, site::address::Base};

/// What is left of a plan.
#[derive(Debug)]
pub struct Remains {
    numbers: Vec<Option<usize>>,
    /// The library's files, which links may lead to.
    files: Vec<String>,
    /// Those that had a page.
    assets: Vec<String>,
    places: Places,
    links: Vec<Links>,
    // What is of no use any more. Freeing it takes time, in which nobody should have to wait.
    _listings: Vec<Listing>,
    _traits: Option<Traits>,
    _neighbours: Vec<[Vec<usize>; 2]>,
}

/// Where documents are in a site.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// Folder and address of each.
    pub(super) of_documents: Vec<(String, String)>,
    /// The numbers of the documents by folder.
    pub(super) by_path: HashMap<String, usize>,
}

/// What has changed since a plan of the same library, for the same readers, at the same address.
#[derive(Debug)]
pub struct Since<'r> {
    /// Where the site is.
    pub base: Base,
    /// What is left of that plan. What is taken for the next one is gone afterwards.
    pub remains: &'r mut Remains,
    /// Paths of documents, or of folders that hold them, whose content may have changed. Which documents there are, in which order
    /// and in which languages, is as it was.
    pub changed: &'r BTreeSet<String>,
}

impl Remains {
    /// What is left of a plan, and which documents are alike in it.
    pub fn of(plan: Plan<'_>) -> Self {
        let count = plan.count_of_documents();
        let mut places = Places { of_documents: Vec::with_capacity(plan.documents.len()), by_path: plan.by_path };
        // Where files' pages are is found anew: what is said of them may have changed.
        places.by_path.retain(|_, number| *number < count);
        let mut neighbours = Vec::with_capacity(plan.documents.len());
        for document in plan.documents {
            places.of_documents.push((document.path, document.url));
            neighbours.push([document.backlinks, document.alike]);
        }
        Self {
            numbers: plan.numbers,
            files: plan.library.files.clone(),
            assets: plan.assets.into_keys().map(str::to_owned).collect(),
            places,
            links: plan.links,
            _listings: plan.listings,
            _traits: plan.traits.into_inner(),
            _neighbours: neighbours,
        }
    }
}

impl Since<'_> {
    /// The places of a plan's documents, where the plan holds the same as the one before.
    pub(super) fn places(&mut self, plan: &Plan<'_>) -> Option<Places> {
        self.holds(plan).then(|| std::mem::take(&mut self.remains.places))
    }

    /// What a plan's documents led to, but for those that have changed; nothing where the plan holds others than the one before.
    pub(super) fn links(self, plan: &Plan<'_>) -> Vec<Option<Links>> {
        if !self.holds(plan) || !plan.assets.keys().eq(self.remains.assets.iter()) {
            return Vec::new();
        }
        let held = plan.library.documents.iter().zip(plan.numbers()).filter(|(_, number)| number.is_some());
        let links = std::mem::take(&mut self.remains.links).into_iter();
        links.zip(held).map(|(links, (document, _))| (!self.has_changed(document)).then_some(links)).collect()
    }

    fn holds(&self, plan: &Plan<'_>) -> bool {
        self.remains.numbers == plan.numbers && self.remains.files == plan.library.files
    }

    fn has_changed(&self, document: &Document) -> bool {
        let path = document.path.as_str();
        let mut folders = path.match_indices('/').map(|(at, _)| &path[..at]);
        ["", path].iter().any(|path| self.changed.contains(*path))
            || folders.any(|folder| self.changed.contains(folder))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use std::{collections::BTreeSet, fs};

    use super::*;
    use crate::{audience::Audience, library::Live, site::plan, theme::Wordbook};

    /// All that is taken from an earlier plan.
    fn taken<'p>(plan: &'p Plan<'_>) -> Vec<(&'p str, &'p str, &'p [usize], &'p [usize])> {
        let links = plan.links.iter().map(AsRef::as_ref);
        let documents = plan.documents.iter().zip(links);
        documents
            .map(|(document, links)| (document.path.as_str(), document.url.as_str(), &*document.backlinks, links))
            .collect()
    }

    #[test]
    fn a_plan_after_edits_is_the_plan_of_the_library_as_it_is_then() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("fieldbook.toml"), "name = \"Test\"\nlanguages = [\"en\", \"de\"]\n").unwrap();
        fs::create_dir_all(folder.path().join("content/sub")).unwrap();
        let write = |path: &str, text: &str| fs::write(folder.path().join(path), text).unwrap();
        write("content/one.md", "# One\n[[two]] and [[sub/three]]\n");
        write("content/one.de.md", "# Eins\n[[two]]\n");
        write("content/two.md", "# Two\n[one](one.md)\n");
        write("content/sub/three.md", "+++\ntitle = \"Three\"\nrelated = [\"two\"]\n+++\nText\n");
        write(
            "content/draft.md",
            "+++\ntitle = \"Draft\"\nstatus = \"draft\"\naudience = \"customer\"\n+++\n[[two]]\n",
        );

        let edits = [
            ("content/one.md", "# Another title\n[[sub/three]]\n"),
            ("content/sub/three.md", "+++\ntitle = \"Three\"\n+++\n[Two](/two) and [[nothing]]\n"),
            ("content/draft.md", "+++\ntitle = \"Draft\"\naudience = \"customer\"\n+++\n[[two]]\n"),
            ("content/two.md", "+++\ntitle = \"Two\"\naliases = [\"old\"]\naudience = \"customer\"\n+++\n[[one]]\n"),
        ];
        for audience in [Audience::Internal, Audience::Customer] {
            let mut live = Live::load(folder.path(), jiff::civil::date(2026, 11, 22)).unwrap();
            let wordbook = Wordbook::load(folder.path(), &live.library().config.theme).unwrap();
            let mut remains = Remains::of(plan::plan(live.library(), &wordbook, audience, Base::at_root()));
            for (path, text) in edits {
                write(path, text);
                let changed = BTreeSet::from([path.to_owned()]);
                live.refresh(&changed).unwrap().unwrap();
                let since = Since { base: Base::at_root(), remains: &mut remains, changed: &changed };
                let plan = plan::after(live.library(), &wordbook, audience, since);
                let anew = plan::plan(live.library(), &wordbook, audience, Base::at_root());
                assert_eq!(taken(&plan), taken(&anew), "after {path}");
                assert_eq!((&plan.by_path, &plan.redirects), (&anew.by_path, &anew.redirects));
                remains = Remains::of(plan);
            }
            // The next audience begins with the same files.
            write("content/one.md", "# One\n[[two]] and [[sub/three]]\n");
            write("content/two.md", "# Two\n[one](one.md)\n");
            write(
                "content/draft.md",
                "+++\ntitle = \"Draft\"\nstatus = \"draft\"\naudience = \"customer\"\n+++\n[[two]]\n",
            );
        }
    }
}
