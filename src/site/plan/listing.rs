//! Lists of documents: by kind, facet, tag, owner, and what is to be checked.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
};

use super::Plan;
use crate::{
    library::ReviewState,
    site::{address::slug, gate::Held, labels},
    theme::Words,
};

/// Entries on one page of a list.
pub const PER_PAGE: usize = 100;

/// A list of documents, or of lists.
#[derive(Debug)]
pub struct Listing {
    /// The folder in the site of its first page.
    pub path: String,
    /// BCP 47 tag of the language that it is in.
    pub language: String,
    /// What it lists.
    pub kind: ListingKind,
    /// Its title.
    pub title: String,
    /// A sentence on it; may be empty.
    pub description: String,
    /// Numbers of its documents, in order.
    pub entries: Vec<usize>,
    /// Lists that it leads to.
    pub groups: Vec<Group>,
}

/// What a list lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListingKind {
    /// Documents of the kind of that name.
    Kind(String),
    /// Values of the facet of that name.
    Facet(String),
    /// Documents with a value of the facet of that name.
    FacetValue(String),
    /// Tags.
    Tags,
    /// Documents with one tag.
    Tag,
    /// Owners.
    Owners,
    /// Documents of one owner.
    Owner,
    /// What is to be checked, most urgent first.
    Review,
}

/// A list as another list names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its folder in the site.
    pub path: String,
    /// What stands there for it.
    pub label: String,
    /// How many documents it holds.
    pub count: usize,
}

impl Listing {
    /// How it is named in another list.
    fn group(&self, label: String) -> Group {
        Group { path: self.path.clone(), label, count: self.entries.len() }
    }

    /// How many pages it takes: at least one.
    pub fn pages(&self) -> usize {
        self.entries.len().div_ceil(PER_PAGE).max(1)
    }

    /// The folder in the site of its page `page`, counted from 1.
    pub fn page_path(&self, page: usize) -> String {
        if page == 1 { self.path.clone() } else { format!("{}/page/{page}", self.path) }
    }
}

/// All lists of a plan, in each of its languages.
pub(super) fn all(plan: &Plan<'_>) -> Vec<Listing> {
    plan.languages.iter().flat_map(|language| Lists::new(plan, language).all()).collect()
}

/// The lists in one language: of each document the variant in that language, else the one in the library's main language.
struct Lists<'p, 'a> {
    plan: &'p Plan<'a>,
    language: &'p str,
    words: &'a Words,
    /// Numbers of the documents, by title.
    listed: Cow<'p, [usize]>,
}

impl<'p, 'a> Lists<'p, 'a> {
    fn new(plan: &'p Plan<'a>, language: &'p str) -> Self {
        Self { plan, language, words: plan.words(language), listed: plan.listed_in(language) }
    }

    fn all(&self) -> Vec<Listing> {
        let others = || {
            let mut others = self.tags();
            if self.plan.gate.is_internal() {
                others.extend(self.owners());
                others.extend(self.review());
            }
            others
        };
        let ((mut listings, facets), others) = rayon::join(|| rayon::join(|| self.kinds(), || self.facets()), others);
        listings.extend(facets);
        listings.extend(others);
        listings
    }

    /// A list without entries.
    fn list(&self, kind: ListingKind, path: &str, title: String) -> Listing {
        Listing {
            path: self.plan.path_in(self.language, path),
            language: self.language.to_owned(),
            kind,
            title,
            description: String::new(),
            entries: Vec::new(),
            groups: Vec::new(),
        }
    }

    fn held(&self, number: usize) -> Held<'a> {
        self.plan.documents[number].held
    }

    fn kinds(&self) -> Vec<Listing> {
        let mut by_kind: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for number in &*self.listed {
            by_kind.entry(self.held(*number).kind_name()).or_default().push(*number);
        }
        let kinds = self.plan.library.kinds.iter().chain([self.plan.library.kinds.asset()]);
        kinds
            .filter_map(|kind| Some((kind, by_kind.remove(kind.name.as_str())?)))
            .map(|(kind, entries)| {
                let title = labels::kind_plural(self.words, kind);
                let list = self.list(ListingKind::Kind(kind.name.clone()), &kind_path(&kind.name), title);
                Listing { description: labels::kind_description(self.words, kind), entries, ..list }
            })
            .collect()
    }

    fn facets(&self) -> Vec<Listing> {
        let mut by_value: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
        for number in &*self.listed {
            for pair in self.held(*number).facet_values() {
                let entries = by_value.entry(pair).or_default();
                if entries.last() != Some(number) {
                    entries.push(*number);
                }
            }
        }
        let mut listings = Vec::new();
        for facet in &self.plan.library.config.facets {
            // A value that no held document has isn't named: even the names of values can be internal.
            let used = facet.values.iter().filter_map(|value| {
                let entries = by_value.remove(&(facet.name.as_str(), value.id.as_str()))?;
                Some((value, entries))
            });
            let mut groups = Vec::new();
            for (value, entries) in used {
                let title = labels::facet_value(self.words, facet, value);
                let kind = ListingKind::FacetValue(facet.name.clone());
                let list = self.list(kind, &facet_value_path(&facet.name, &value.id), title.clone());
                let listing = Listing { entries, ..list };
                groups.push(listing.group(title));
                listings.push(listing);
            }
            if !groups.is_empty() {
                let title = labels::facet(self.words, facet);
                let list = self.list(ListingKind::Facet(facet.name.clone()), &facet_path(&facet.name), title);
                listings.push(Listing { groups, ..list });
            }
        }
        listings
    }

    fn tags(&self) -> Vec<Listing> {
        let words = self
            .listed
            .iter()
            .flat_map(|number| self.held(*number).tags().iter().map(move |tag| (tag.as_str(), tag.as_str(), *number)));
        let root = Root { path: "tag", title: "tags-title", kind: ListingKind::Tags, each: ListingKind::Tag };
        self.words_and_root(words, tag_path, root)
    }

    fn owners(&self) -> Vec<Listing> {
        if self.listed.iter().all(|number| self.held(*number).owner().is_none()) {
            return Vec::new();
        }
        // What nobody owns is listed with them, since somebody must look after it.
        let nobody = self.words.say("work-nobody");
        let people = self.listed.iter().map(|number| {
            let owner = self.held(*number).owner();
            (owner.unwrap_or(&nobody), owner.unwrap_or_default(), *number)
        });
        let root = Root { path: "owner", title: "owners-title", kind: ListingKind::Owners, each: ListingKind::Owner };
        self.words_and_root(people, owner_path, root)
    }

    /// A list for each word, by the name that its place follows from, and one of all words. Words that differ only in writing
    /// (`Big deal`, `big-deal`) share a list.
    fn words_and_root<'w>(
        &self,
        words: impl Iterator<Item = (&'w str, &'w str, usize)>,
        path_of: impl Fn(&str) -> String,
        root: Root,
    ) -> Vec<Listing> {
        // Words are few beside the documents that have them.
        let mut paths: HashMap<&str, String> = HashMap::new();
        let mut lists: BTreeMap<String, Listing> = BTreeMap::new();
        for (word, name, number) in words {
            let path = paths.entry(name).or_insert_with(|| path_of(name));
            if !lists.contains_key(path) {
                lists.insert(path.clone(), self.list(root.each.clone(), path, word.to_owned()));
            }
            let Some(list) = lists.get_mut(path) else { continue };
            if list.entries.last() != Some(&number) {
                list.entries.push(number);
            }
        }
        let mut listings: Vec<Listing> = lists.into_values().collect();
        if !listings.is_empty() {
            let groups = listings.iter().map(|listing| listing.group(listing.title.clone())).collect();
            listings.push(Listing { groups, ..self.list(root.kind, root.path, self.words.say(root.title)) });
        }
        listings
    }

    fn review(&self) -> Option<Listing> {
        let urgency = |state| match state {
            ReviewState::Expired => Some(0),
            ReviewState::Overdue => Some(1),
            ReviewState::Due => Some(2),
            ReviewState::Unreviewed => Some(3),
            ReviewState::Reviewed => None,
        };
        let mut entries: Vec<_> = self
            .listed
            .iter()
            .filter_map(|number| {
                let review = self.held(*number).review()?;
                Some((urgency(review.state)?, review.due, *number))
            })
            .collect();
        entries.sort_by_key(|(urgency, due, _)| (*urgency, *due));
        (!entries.is_empty()).then(|| Listing {
            description: self.words.say("review-description"),
            entries: entries.into_iter().map(|(_, _, number)| number).collect(),
            ..self.list(ListingKind::Review, "review", self.words.say("review-title"))
        })
    }
}

/// A list of lists, and what its lists are.
struct Root {
    path: &'static str,
    /// A message.
    title: &'static str,
    kind: ListingKind,
    each: ListingKind,
}

/// The folder in the site of the list of documents of a kind.
pub fn kind_path(kind: &str) -> String {
    format!("kind/{}", slug(kind))
}

/// The folder in the site of the list of a facet's values.
pub fn facet_path(facet: &str) -> String {
    format!("facet/{}", slug(facet))
}

/// The folder in the site of the list of documents with a facet's value.
pub fn facet_value_path(facet: &str, value: &str) -> String {
    format!("facet/{}/{}", slug(facet), slug(value))
}

/// The folder in the site of the list of documents with a tag.
pub fn tag_path(tag: &str) -> String {
    format!("tag/{}", slug(tag))
}

/// The folder in the site of the list of somebody's documents.
pub fn owner_path(owner: &str) -> String {
    format!("owner/{}", slug(owner))
}
