//! Which pages a build makes, for one audience: where each is, and how they hang together.
//!
//! A plan holds places, not contents: what a page shows is read when it is rendered, so that a large library never
//! stands in memory as pages. Documents are known by their number in the plan ([`Plan::documents`]).

mod assets;
mod folders;
mod insights;
mod links;
mod listing;
mod related;
mod remains;
mod special;

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::OnceLock,
};

use rayon::prelude::*;

use super::{
    address::Base,
    gate::{ASSET, Gate, Held},
    glossary::Glossaries,
    labels,
    view::{Link, filter::Traits, learning},
};
use crate::{
    assets::Reader,
    audience::Audience,
    library::{Asset, DocumentId, Library},
    markdown::Phrases,
    theme::{Wordbook, Words},
};

pub use folders::Folder;
pub use folders::parent;
pub use insights::Insight;
pub use links::ids;
pub use listing::{
    Group, Listing, ListingKind, PER_PAGE, facet_path, facet_value_path, kind_path, owner_path, tag_path,
};
pub use remains::{Remains, Since};
pub use special::{Role, Special, Topic};

use links::Links;

/// The folder in the site of files' pages. Not that of static files, which hosts let browsers keep for ever.
const ASSETS: &str = "asset";

/// What to build.
#[derive(Debug)]
pub struct Plan<'a> {
    /// What it is made of.
    pub library: &'a Library,
    /// The site's own words.
    pub wordbook: &'a Wordbook,
    /// What its readers may see.
    pub gate: Gate<'a>,
    /// Where it will be.
    pub base: Base,
    /// BCP 47 tags of the languages that have a home page and lists of their own, the main one first: those that documents
    /// are in and the site has words for.
    pub languages: Vec<&'a str>,
    /// The documents that it holds, in the library's order.
    pub documents: Vec<Planned<'a>>,
    /// What first uses of terms lead to; empty where the library doesn't want that.
    pub glossaries: Glossaries,
    /// Lists of documents.
    pub listings: Vec<Listing>,
    /// Pages that are neither of a document nor a list.
    pub specials: Vec<Special>,
    /// Courses, and the folders in the site of their certificates' pages.
    pub certificates: BTreeMap<usize, String>,
    /// Documents of which something is reported, with their insight pages.
    pub insights: BTreeMap<usize, Insight<'a>>,
    /// Old paths and the documents they lead to.
    pub redirects: BTreeMap<String, usize>,
    /// What stands in which folder.
    pub folders: BTreeMap<&'a str, Folder>,
    /// Numbers of the documents that lists show, one for each id, by title.
    pub listed: Vec<usize>,
    /// How often the document is used that is used most; 0 where nothing is known of use.
    pub most_uses: u64,
    /// What the build couldn't do as asked, in sentences.
    pub notes: Vec<String>,
    /// What the library's files are and hold.
    pub reader: Reader,
    traits: OnceLock<Traits>,
    /// What each document leads to.
    links: Vec<Links>,
    numbers: Vec<Option<usize>>,
    /// The numbers of files that have a page, by their paths relative to the library's root. They stand behind all documents.
    assets: BTreeMap<&'a str, usize>,
    by_id: BTreeMap<&'a DocumentId, Vec<usize>>,
    by_path: HashMap<String, usize>,
    listings_by_path: BTreeMap<String, usize>,
}

/// A document in a plan.
#[derive(Debug)]
pub struct Planned<'a> {
    /// The document, or what is said of a file.
    pub held: Held<'a>,
    /// The file, where it is one.
    pub asset: Option<&'a Asset>,
    /// The folder in the site of its page.
    pub path: String,
    /// Address of its page, for `href`.
    pub url: String,
    /// Numbers of the documents that link here, in order.
    pub backlinks: Vec<usize>,
    /// Numbers of the documents most like it, after [`Plan::find_related`]; none that it links to or that links here.
    pub alike: Vec<usize>,
}

impl Planned<'_> {
    /// Its language, where that isn't the one of the page that names it.
    pub fn other_language(&self, language: &str) -> Option<String> {
        (self.held.language() != language).then(|| self.held.language().to_owned())
    }

    /// A link to its page, by its title.
    pub fn link(&self) -> Link {
        Link { text: self.held.title().to_owned(), url: self.url.clone() }
    }
}

/// Plans a build for one audience.
pub fn plan<'a>(library: &'a Library, wordbook: &'a Wordbook, audience: Audience, base: Base) -> Plan<'a> {
    Plan::empty(library, wordbook, audience, base).filled(None)
}

/// Plans a build of a library that was planned before, with the same result as [`plan()`].
pub fn after<'a>(library: &'a Library, wordbook: &'a Wordbook, audience: Audience, since: Since<'_>) -> Plan<'a> {
    Plan::empty(library, wordbook, audience, since.base.clone()).filled(Some(since))
}

impl<'a> Plan<'a> {
    fn empty(library: &'a Library, wordbook: &'a Wordbook, audience: Audience, base: Base) -> Self {
        let gate = Gate::new(library, audience);
        let uses = gate.usage().into_iter().flat_map(|usage| usage.documents.values().map(|document| document.uses));
        Self {
            library,
            wordbook,
            gate,
            most_uses: uses.max().unwrap_or(0),
            base,
            languages: Vec::new(),
            documents: Vec::new(),
            glossaries: Glossaries::default(),
            listings: Vec::new(),
            specials: Vec::new(),
            certificates: BTreeMap::new(),
            insights: BTreeMap::new(),
            redirects: BTreeMap::new(),
            folders: BTreeMap::new(),
            listed: Vec::new(),
            notes: Vec::new(),
            reader: Reader::new(&library.root),
            traits: OnceLock::new(),
            links: Vec::new(),
            numbers: Vec::with_capacity(library.documents.len()),
            assets: BTreeMap::new(),
            by_id: BTreeMap::new(),
            by_path: HashMap::new(),
            listings_by_path: BTreeMap::new(),
        }
    }

    fn filled(mut self, mut since: Option<Since<'_>>) -> Self {
        self.admit_documents(since.as_mut());
        self.admit_assets();
        self.find_languages();
        if self.library.config.link_terms {
            self.glossaries = Glossaries::new(&self.documents);
        }
        (self.listed, self.folders) = rayon::join(|| self.one_for_each_id(), || folders::gather(&self));
        // Neither needs the other, and a reader who has saved waits for both.
        let (links, listings) = rayon::join(|| self.find_links(since), || listing::all(&self));
        self.set_links(links);
        self.add_listings(listings);
        self.add_specials();
        self.add_certificates();
        self.insights = insights::all(&self);
        self.find_redirects();
        self
    }
}

impl<'a> Plan<'a> {
    /// Finds for each document those that are like it.
    pub fn find_related(&mut self) {
        let alike = self.related();
        self.set_related(alike);
    }

    /// For each document the numbers of those that are like it: what [`find_related`](Self::find_related) sets.
    pub fn related(&self) -> Vec<Vec<usize>> {
        related::find(self)
    }

    /// Sets what was found of this plan, or of an earlier one with the same documents.
    pub fn set_related(&mut self, related: Vec<Vec<usize>>) {
        for (document, alike) in self.documents.iter_mut().zip(related) {
            document.alike = alike;
        }
    }

    /// Takes out again what was found, to set it in a later plan.
    pub fn take_related(&mut self) -> Vec<Vec<usize>> {
        self.documents.iter_mut().map(|document| std::mem::take(&mut document.alike)).collect()
    }

    /// What its documents can be found by, in lists.
    pub fn traits(&self) -> &Traits {
        self.traits.get_or_init(|| Traits::new(self))
    }

    /// The number of a library's document in the plan, if the build holds it.
    pub fn number_of(&self, index: usize) -> Option<usize> {
        self.numbers.get(index).copied().flatten()
    }

    /// The numbers of all of the library's documents in the plan, in the library's order.
    pub fn numbers(&self) -> &[Option<usize>] {
        &self.numbers
    }

    /// The document of that id, in the wanted language if it is there.
    pub fn find(&self, id: &DocumentId, language: &str) -> Option<usize> {
        let variants = self.by_id.get(id)?;
        let wanted = variants.iter().find(|number| self.documents[**number].held.language() == language);
        wanted.or(variants.first()).copied()
    }

    /// All language variants of a document, itself among them.
    pub fn variants(&self, number: usize) -> &[usize] {
        self.by_id.get(self.documents[number].held.id()).map_or(&[], Vec::as_slice)
    }

    /// The document whose page is in this folder of the site.
    pub fn at(&self, path: &str) -> Option<usize> {
        self.by_path.get(path).copied()
    }

    /// The list in this folder of the site.
    pub fn listing(&self, path: &str) -> Option<&Listing> {
        self.listings_by_path.get(path).map(|at| &self.listings[*at])
    }

    /// The variant of a document in a language, if there is one, else the document itself.
    pub fn in_language(&self, number: usize, language: &str) -> usize {
        // Most libraries are in one language, and pages ask for all their neighbours.
        if self.documents[number].held.language() == language {
            return number;
        }
        let variants = self.variants(number).iter();
        variants.copied().find(|variant| self.documents[*variant].held.language() == language).unwrap_or(number)
    }

    /// The language of the home page and the lists that pages in a language lead to.
    pub fn list_language(&self, language: &str) -> &'a str {
        let own = self.languages.iter().find(|known| **known == language);
        own.copied().unwrap_or(&self.library.config.language)
    }

    /// Where in the site something in a language is that the main language has in this folder.
    pub fn path_in(&self, language: &str, path: &str) -> String {
        match (language == self.library.config.language, path.is_empty()) {
            (true, _) => path.to_owned(),
            (false, true) => language.to_owned(),
            (false, false) => format!("{language}/{path}"),
        }
    }

    /// The list that a page in a language leads to, by its folder in the main language; the main language's where that has
    /// none.
    pub fn list_in(&self, language: &str, path: &str) -> Option<&Listing> {
        self.listing(&self.path_in(self.list_language(language), path)).or_else(|| self.listing(path))
    }

    /// Address of the home page that pages in a language lead to.
    pub fn home(&self, language: &str) -> String {
        self.base.page(&self.path_in(self.list_language(language), ""))
    }

    /// Numbers of the documents that lists in a language show, one for each id, by title.
    pub fn listed_in(&self, language: &str) -> Cow<'_, [usize]> {
        if language == self.library.config.language {
            return Cow::Borrowed(&self.listed);
        }
        let mut listed: Vec<usize> = self.listed.iter().map(|number| self.in_language(*number, language)).collect();
        listed.sort_by_cached_key(|number| (self.documents[*number].held.title().to_lowercase(), *number));
        Cow::Owned(listed)
    }

    /// The folder in the site of the certificate of a course.
    pub fn certificate(&self, course: usize) -> Option<&str> {
        self.certificates.get(&course).map(String::as_str)
    }

    /// The lists of kinds of which two documents can be laid beside each other: pages that are nothing more special have
    /// nothing to compare.
    pub fn comparable_kinds(&self) -> impl Iterator<Item = (&str, &Listing)> {
        let main = &self.library.config.language;
        self.listings.iter().filter(move |list| list.language == *main).filter_map(|list| match &list.kind {
            ListingKind::Kind(kind) if kind != "page" && kind != ASSET && list.entries.len() > 1 => {
                Some((kind.as_str(), list))
            }
            _ => None,
        })
    }

    /// The site's own words for pages in a language.
    pub fn words(&self, language: &str) -> &'a Words {
        self.wordbook.of(language, &self.library.config.language)
    }

    /// What the site says within the body of a document.
    pub fn phrases(&self, number: usize) -> Phrases {
        self.words(self.documents[number].held.language()).into()
    }

    /// What a document's kind is called.
    pub fn kind_label(&self, words: &Words, held: Held<'_>) -> String {
        held.kind().map_or_else(|| held.kind_name().to_owned(), |kind| labels::kind(words, kind))
    }

    /// The list of all documents of a kind that pages in a language lead to.
    pub fn kind_list(&self, language: &str, kind: &str) -> Option<Link> {
        let list = self.list_in(language, &kind_path(kind))?;
        Some(Link { text: list.title.clone(), url: self.base.page(&list.path) })
    }

    /// What a facet's value is called.
    pub fn facet_label(&self, words: &Words, facet: &str, value: &str) -> String {
        let known = self.library.config.facet(facet).and_then(|facet| Some((facet, facet.value(value)?)));
        known.map_or_else(|| value.to_owned(), |(facet, value)| labels::facet_value(words, facet, value))
    }

    /// What a facet is called.
    pub fn facet_name(&self, words: &Words, facet: &str) -> String {
        let known = self.library.config.facet(facet);
        known.map_or_else(|| facet.to_owned(), |known| labels::facet(words, known))
    }

    /// Whether a document's page, or a list, is in this folder of the site already.
    fn is_taken(&self, path: &str) -> bool {
        self.by_path.contains_key(path) || self.listings_by_path.contains_key(path)
    }

    fn admit_documents(&mut self, since: Option<&mut Since<'_>>) {
        let mut admitted: Vec<Held<'a>> = Vec::with_capacity(self.library.documents.len());
        for document in &self.library.documents {
            let held = self.gate.admit(document);
            self.numbers.push(held.map(|_| admitted.len()));
            admitted.extend(held);
        }
        let places = since.and_then(|since| since.places(self)).unwrap_or_default();
        self.by_path = places.by_path;
        let mut places = places.of_documents.into_iter();
        let mut by_id: Vec<(&DocumentId, Vec<usize>)> = Vec::with_capacity(admitted.len());
        for (number, held) in admitted.into_iter().enumerate() {
            let (path, url) = places.next().unwrap_or_else(|| self.place(held, number));
            // Variants of an id are neighbours.
            match by_id.last_mut().filter(|(id, _)| *id == held.id()) {
                Some((_, variants)) => variants.push(number),
                None => by_id.push((held.id(), vec![number])),
            }
            self.documents.push(Planned { held, asset: None, path, url, backlinks: Vec::new(), alike: Vec::new() });
        }
        self.by_id = by_id.into_iter().collect();
    }

    /// Takes in the files that have a page, behind all documents: so these keep their numbers whatever files there are.
    fn admit_assets(&mut self) {
        for (asset, held) in assets::admitted(self) {
            let number = self.documents.len();
            let (path, url) = self.place(held, number);
            self.by_id.entry(held.id()).or_default().push(number);
            self.assets.insert(&asset.path, number);
            let (backlinks, alike) = (Vec::new(), Vec::new());
            self.documents.push(Planned { held, asset: Some(asset), path, url, backlinks, alike });
        }
    }

    /// The number of the file at a path relative to the library's root, where it has a page.
    pub fn number_of_file(&self, path: &str) -> Option<usize> {
        self.assets.get(path).copied()
    }

    /// How many documents there are, without files.
    pub fn count_of_documents(&self) -> usize {
        self.documents.len() - self.assets.len()
    }

    /// Finds the folder and the address of a document's page.
    fn place(&mut self, held: Held<'a>, number: usize) -> (String, String) {
        let path = self.free_path(held);
        let url = self.base.page(&path);
        self.by_path.insert(path.clone(), number);
        (path, url)
    }

    fn find_languages(&mut self) {
        let config = &self.library.config;
        let used: BTreeSet<&str> = self.documents.iter().map(|document| document.held.language()).collect();
        let others = config.languages.iter().map(String::as_str).filter(|language| *language != config.language);
        let others = others.filter(|language| used.contains(language) && self.wordbook.known(language).is_some());
        self.languages = std::iter::once(config.language.as_str()).chain(others).collect();
    }

    /// Where a document's page goes: `x/index` is the page of the folder `x`, unless there is a document `x` as well.
    fn free_path(&self, held: Held<'a>) -> String {
        let id = held.id().as_str();
        if held.is_asset() {
            let path = self.path_in(held.language(), &format!("{ASSETS}/{id}"));
            // Documents may be in a folder of that name.
            return if self.is_taken(&path) { format!("{path}/{ASSETS}") } else { path };
        }
        let folder = if id == "index" { "" } else { id.strip_suffix("/index").unwrap_or(id) };
        let in_language = |path: &str| self.path_in(held.language(), path);
        [in_language(folder), in_language(id)]
            .into_iter()
            .find(|path| !self.is_taken(path))
            .unwrap_or_else(|| format!("{}/{}", in_language(id), held.language()))
    }

    /// Numbers of the first variants of all ids, in the order of ids.
    fn first_variants(&self) -> impl Iterator<Item = usize> {
        self.by_id.values().filter_map(|variants| variants.first().copied())
    }

    /// One document for each id, the main language's where there is one, by title.
    fn one_for_each_id(&self) -> Vec<usize> {
        let mut listed: Vec<(String, usize)> =
            self.first_variants().map(|number| (self.documents[number].held.title().to_lowercase(), number)).collect();
        listed.par_sort_unstable();
        listed.into_iter().map(|(_, number)| number).collect()
    }

    /// Adds the lists. One whose place a document or another list has taken isn't made.
    fn add_listings(&mut self, listings: Vec<Listing>) {
        for listing in listings {
            if self.is_taken(&listing.path) {
                let (title, path) = (&listing.title, &listing.path);
                self.notes.push(format!("the list '{title}' isn't made, since its address /{path}/ is taken"));
            } else {
                self.listings_by_path.insert(listing.path.clone(), self.listings.len());
                self.listings.push(listing);
            }
        }
    }

    /// Adds the special pages. One whose place a document or a list has taken isn't made.
    fn add_specials(&mut self) {
        for special in special::all(self) {
            if self.is_taken(special.path()) {
                let path = special.path();
                self.notes.push(format!("the page /{path}/ isn't made, since its address is taken"));
            } else {
                self.specials.push(special);
            }
        }
    }

    /// Adds a certificate for each course that has lessons, below the course's page.
    fn add_certificates(&mut self) {
        let is_course = |held: Held<'_>| held.kind_name() == "course" && !learning::lessons(self, held).is_empty();
        let courses = self.documents.iter().enumerate().filter(|(_, course)| is_course(course.held));
        let paths = courses.map(|(number, course)| (number, format!("{}/certificate", course.path)));
        self.certificates = paths.filter(|(_, path)| !self.is_taken(path)).collect();
    }

    fn find_redirects(&mut self) {
        let mut redirects = BTreeMap::new();
        for (number, document) in self.documents.iter().enumerate() {
            for alias in document.held.aliases() {
                let alias = alias.trim_matches('/');
                let can_be = !alias.is_empty() && alias.split('/').all(|part| !matches!(part, "" | "." | ".."));
                let is_special = self.specials.iter().any(|special| special.path() == alias)
                    || self.certificates.values().any(|path| path == alias)
                    || self.insights.values().any(|page| page.path == alias);
                if can_be && !is_special && !self.is_taken(alias) {
                    redirects.entry(alias.to_owned()).or_insert(number);
                }
            }
        }
        self.redirects = redirects;
    }
}
