//! The home page: search, what there is, what changed, and what is to be checked.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::{
    Alternate, Entry, Head, Navigation, Preview, document, listing,
    most_used::{self, MostUsed},
    navigation,
    special::start::{self, Teaser},
};
use crate::{
    library::ReviewState,
    markdown::Rendered,
    site::{
        glossary,
        plan::{Folder, ListingKind, Plan, Special, owner_path},
    },
};

/// Entries under 'recently changed'.
const RECENT: usize = 8;
/// Folders that are shown at most, and documents of one.
const SHELVES: usize = 24;
const PER_SHELF: usize = 8;
/// Owners under 'to be checked'.
const OWNERS: usize = 8;
/// Entries of one owner under 'to be checked'.
const PER_OWNER: usize = 3;

/// The home page.
#[derive(Debug, Serialize)]
pub struct HomePage {
    /// What every page's head says.
    pub head: Head,
    /// The side navigation.
    pub navigation: Navigation,
    /// Body of the library's own `index` document, as HTML.
    pub intro: String,
    /// Address of what cards on the terms in `intro` say, where there are any.
    pub terms: Option<String>,
    /// Documents by stage of the customer's life cycle.
    pub stages: Vec<listing::CountedLink>,
    /// Address of the page of what a reader keeps in the browser.
    pub saved_url: Option<String>,
    /// What is used most in each stage; only for internal readers, and where something is known of use.
    pub most_used: Option<MostUsed>,
    /// What changed last.
    pub recent: Vec<Entry>,
    /// What is to be checked, by owner; only for internal readers.
    pub due: Vec<Owner>,
    /// Address of the list of all that is to be checked.
    pub due_url: Option<String>,
    /// How many documents are on that list.
    pub due_count: usize,
    /// What is in the library's folders, where it has no `index` document that says so.
    pub shelves: Vec<Shelf>,
    /// Where people of each function begin.
    pub roles: Vec<Teaser>,
}

/// Somebody's documents that are to be checked.
#[derive(Debug, Serialize)]
pub struct Owner {
    /// Their name; empty for documents without an owner.
    pub name: String,
    /// The list of all their documents.
    pub url: Option<String>,
    /// The most urgent ones.
    pub entries: Vec<Entry>,
    /// How many more there are.
    pub more: usize,
}

/// A folder of the library.
#[derive(Debug, Serialize)]
pub struct Shelf {
    /// What it is called; empty for the library's root.
    pub title: String,
    /// Its page, if it has one.
    pub url: Option<String>,
    /// Its first documents, by id.
    pub entries: Vec<Entry>,
    /// How many more there are.
    pub more: usize,
}

impl HomePage {
    /// The home page in a language; with the `index` document's number and its rendered body where the language has one.
    pub fn new(plan: &Plan<'_>, language: &str, index: Option<(usize, Rendered)>) -> Self {
        let config = &plan.library.config;
        let mut head = if let Some((number, _)) = &index {
            document::head(plan, *number)
        } else {
            let head = Head::on(plan, language, config.name.clone(), &plan.home(language));
            Head { preview: Preview::of_site(plan, language), ..head }
        };
        let mut alternates = std::mem::take(&mut head.alternates);
        for other in plan.languages.iter().filter(|other| **other != language) {
            if !alternates.iter().any(|known| known.language == **other) {
                alternates.push(Alternate::new(plan, other, &plan.home(other)));
            }
        }
        let mut head = head.with_alternates(plan, alternates);
        head.description = head.description.or_else(|| config.description.clone());
        let review =
            plan.listings.iter().find(|listing| listing.kind == ListingKind::Review && listing.language == language);
        let shelves = if index.is_none() { shelves(plan, language) } else { Vec::new() };
        let intro = index.map_or_else(String::new, |(_, rendered)| rendered.html);
        let is_main = language == config.language;
        Self {
            terms: glossary::cards_for(plan, &head.language, &intro),
            head,
            shelves,
            // Start pages are in the library's main language.
            roles: if is_main { start::teasers(plan) } else { Vec::new() },
            navigation: Navigation::default(),
            intro,
            stages: plan.list_in(language, "facet/stage").map_or_else(Vec::new, |stages| listing::groups(plan, stages)),
            saved_url: saved(plan),
            most_used: most_used::by_stage(plan, language),
            recent: recent(plan, language),
            due: review.map_or_else(Vec::new, |review| due(plan, language, &review.entries)),
            due_url: review.map(|review| plan.base.page(&review.path)),
            due_count: review.map_or(0, |review| review.entries.len()),
        }
    }
}

/// Address of the page of what a reader keeps in the browser.
fn saved(plan: &Plan<'_>) -> Option<String> {
    let special = plan.specials.iter().find(|special| **special == Special::Saved)?;
    Some(plan.base.page(special.path()))
}

/// Documents by the latest day on which something is known to have been done to them, with that day.
pub(super) fn latest_first(plan: &Plan<'_>) -> Vec<(Date, usize)> {
    let dated = plan.listed.iter().filter(|number| plan.documents[**number].held.id().as_str() != "index");
    let mut dated: Vec<_> =
        dated.filter_map(|number| Some((plan.documents[*number].held.latest()?, *number))).collect();
    dated.sort_by(|(left, first), (right, second)| right.cmp(left).then(first.cmp(second)));
    dated
}

/// The library's folders with their first documents, those at its root first.
fn shelves(plan: &Plan<'_>, language: &str) -> Vec<Shelf> {
    let shelf = |(folder, content): (&&str, &Folder)| {
        let page = plan.at(folder).filter(|_| !folder.is_empty());
        let page = page.map(|number| plan.documents[plan.in_language(number, language)].link());
        let entry = |number: &usize| Entry::on(plan, plan.in_language(*number, language), language);
        Shelf {
            title: page.as_ref().map_or_else(|| navigation::readable(folder), |page| page.text.clone()),
            url: page.map(|page| page.url),
            entries: content.documents.iter().take(PER_SHELF).map(entry).collect(),
            more: content.documents.len().saturating_sub(PER_SHELF),
        }
    };
    plan.folders.iter().take(SHELVES).map(shelf).collect()
}

fn recent(plan: &Plan<'_>, language: &str) -> Vec<Entry> {
    let entry = |(day, number): (Date, usize)| Entry {
        day: Some(day.into()),
        ..Entry::on(plan, plan.in_language(number, language), language)
    };
    latest_first(plan).into_iter().take(RECENT).map(entry).collect()
}

/// The most urgent documents of the owners who have the most to check. What nobody has ever vouched for is left to the list:
/// in a new library that is everything.
pub(super) fn due(plan: &Plan<'_>, language: &str, urgent_first: &[usize]) -> Vec<Owner> {
    let mut by_owner: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for number in urgent_first {
        let held = plan.documents[*number].held;
        if held.review().is_some_and(|review| review.state != ReviewState::Unreviewed) {
            by_owner.entry(held.owner().unwrap_or_default()).or_default().push(*number);
        }
    }
    let mut owners: Vec<_> = by_owner.into_iter().collect();
    owners.sort_by_key(|(_, numbers)| std::cmp::Reverse(numbers.len()));
    let owner = |(name, numbers): (&str, Vec<usize>)| Owner {
        name: name.to_owned(),
        url: plan.list_in(language, &owner_path(name)).map(|list| plan.base.page(&list.path)),
        entries: numbers.iter().take(PER_OWNER).map(|number| Entry::on(plan, *number, language)).collect(),
        more: numbers.len().saturating_sub(PER_OWNER),
    };
    owners.into_iter().take(OWNERS).map(owner).collect()
}
