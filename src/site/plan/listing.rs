//! Lists of documents: by kind, facet, tag, owner, and what is to be checked.

use std::collections::{BTreeMap, BTreeSet};

use super::Plan;
use crate::{
    library::ReviewState,
    site::{address::slug, labels},
};

/// Entries on one page of a list.
pub const PER_PAGE: usize = 100;

/// A list of documents, or of lists.
#[derive(Debug)]
pub struct Listing {
    /// The folder in the site of its first page.
    pub path: String,
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

/// All lists of a plan.
pub(super) fn all(plan: &Plan<'_>) -> Vec<Listing> {
    let mut listings = kinds(plan);
    listings.extend(facets(plan));
    listings.extend(tags(plan));
    if plan.gate.is_internal() {
        listings.extend(owners(plan));
        listings.extend(review(plan));
    }
    listings
}

fn kinds(plan: &Plan<'_>) -> Vec<Listing> {
    let words = plan.words(&plan.library.config.language);
    let mut by_kind: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for number in &plan.listed {
        by_kind.entry(plan.documents[*number].held.kind_name()).or_default().push(*number);
    }
    let kinds = plan.library.kinds.iter().filter_map(|kind| Some((kind, by_kind.remove(kind.name.as_str())?)));
    kinds
        .map(|(kind, entries)| Listing {
            path: kind_path(&kind.name),
            kind: ListingKind::Kind(kind.name.clone()),
            title: labels::kind_plural(words, kind),
            description: labels::kind_description(words, kind),
            entries,
            groups: Vec::new(),
        })
        .collect()
}

fn facets(plan: &Plan<'_>) -> Vec<Listing> {
    let mut by_value: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for number in &plan.listed {
        for (facet, values) in plan.documents[*number].held.facets() {
            for value in values.iter().collect::<BTreeSet<_>>() {
                by_value.entry((facet, value)).or_default().push(*number);
            }
        }
    }
    let words = plan.words(&plan.library.config.language);
    let mut listings = Vec::new();
    for facet in &plan.library.config.facets {
        // A value that no held document has isn't named: even the names of values can be internal.
        let used = facet.values.iter().filter_map(|value| {
            let entries = by_value.remove(&(facet.name.as_str(), value.id.as_str()))?;
            Some((value, entries))
        });
        let mut groups = Vec::new();
        for (value, entries) in used {
            let listing = Listing {
                path: facet_value_path(&facet.name, &value.id),
                kind: ListingKind::FacetValue(facet.name.clone()),
                title: labels::facet_value(words, facet, value),
                description: String::new(),
                entries,
                groups: Vec::new(),
            };
            groups.push(listing.group(listing.title.clone()));
            listings.push(listing);
        }
        if !groups.is_empty() {
            listings.push(Listing {
                path: facet_path(&facet.name),
                kind: ListingKind::Facet(facet.name.clone()),
                title: labels::facet(words, facet),
                description: String::new(),
                entries: Vec::new(),
                groups,
            });
        }
    }
    listings
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

fn tags(plan: &Plan<'_>) -> Vec<Listing> {
    let words = plan.listed.iter().flat_map(|number| {
        plan.documents[*number].held.tags().iter().map(move |tag| (tag.as_str(), tag_path(tag), *number))
    });
    let root = Root { path: "tag", title: "tags-title", kind: ListingKind::Tags, each: ListingKind::Tag };
    words_and_root(plan, words, root)
}

fn owners(plan: &Plan<'_>) -> Vec<Listing> {
    let people = plan.listed.iter().filter_map(|number| {
        let owner = plan.documents[*number].held.owner()?;
        Some((owner, owner_path(owner), *number))
    });
    let root = Root { path: "owner", title: "owners-title", kind: ListingKind::Owners, each: ListingKind::Owner };
    words_and_root(plan, people, root)
}

/// A list of lists, and what its lists are.
struct Root {
    path: &'static str,
    /// A message.
    title: &'static str,
    kind: ListingKind,
    each: ListingKind,
}

/// A list for each word, and one of all words. Words that differ only in writing (`Big deal`, `big-deal`) share a list.
fn words_and_root<'a>(
    plan: &Plan<'_>,
    words: impl Iterator<Item = (&'a str, String, usize)>,
    root: Root,
) -> Vec<Listing> {
    let mut lists: BTreeMap<String, Listing> = BTreeMap::new();
    for (word, path, number) in words {
        let list = lists.entry(path.clone()).or_insert_with(|| Listing {
            path,
            kind: root.each.clone(),
            title: word.to_owned(),
            description: String::new(),
            entries: Vec::new(),
            groups: Vec::new(),
        });
        if list.entries.last() != Some(&number) {
            list.entries.push(number);
        }
    }
    let mut listings: Vec<Listing> = lists.into_values().collect();
    if !listings.is_empty() {
        listings.push(Listing {
            path: root.path.to_owned(),
            kind: root.kind,
            title: plan.words(&plan.library.config.language).say(root.title),
            description: String::new(),
            entries: Vec::new(),
            groups: listings.iter().map(|listing| listing.group(listing.title.clone())).collect(),
        });
    }
    listings
}

fn review(plan: &Plan<'_>) -> Option<Listing> {
    let urgency = |state| match state {
        ReviewState::Expired => Some(0),
        ReviewState::Overdue => Some(1),
        ReviewState::Due => Some(2),
        ReviewState::Unreviewed => Some(3),
        ReviewState::Reviewed => None,
    };
    let mut entries: Vec<_> = plan
        .listed
        .iter()
        .filter_map(|number| {
            let review = plan.documents[*number].held.review()?;
            Some((urgency(review.state)?, review.due, *number))
        })
        .collect();
    entries.sort_by_key(|(urgency, due, _)| (*urgency, *due));
    let words = plan.words(&plan.library.config.language);
    (!entries.is_empty()).then(|| Listing {
        path: "review".to_owned(),
        kind: ListingKind::Review,
        title: words.say("review-title"),
        description: words.say("review-description"),
        entries: entries.into_iter().map(|(_, _, number)| number).collect(),
        groups: Vec::new(),
    })
}
