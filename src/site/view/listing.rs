//! A page of a list.

use serde::Serialize;

use super::{
    Alternate, Entry, Head, Link, Navigation,
    filter::{self, Filter, Index},
    most_used::{self, MostUsed},
    navigation,
    overview::{
        Brief, Overview,
        work::{Owners, Worklist},
    },
};
use crate::site::plan::{Listing, ListingKind, PER_PAGE, Plan};

/// A page of a list.
#[derive(Debug, Serialize)]
pub struct ListingPage {
    /// What every page's head says.
    pub head: Head,
    /// The side navigation.
    pub navigation: Navigation,
    /// The pages above this one, from the home page on.
    pub trail: Vec<Link>,
    /// A sentence on it; may be empty.
    pub description: String,
    /// How many documents the whole list has.
    pub count: usize,
    /// On the first page: by what its entries can be told apart.
    pub filters: Vec<Filter>,
    /// Address of the file that says what all entries of a list of several pages have.
    pub filter_index: Option<String>,
    /// On the other pages: address of the first, where the filters are.
    pub filters_at: Option<String>,
    /// On the first page of a kind's list: what the kind has to show as a whole.
    pub overview: Option<Overview>,
    /// On the first page of a stage's list: what is used most in it.
    pub most_used: Option<MostUsed>,
    /// Its documents on this page.
    pub entries: Vec<Entry>,
    /// Lists that it leads to.
    pub groups: Vec<CountedLink>,
    /// The pages of the list, where there are several.
    pub pages: Option<Pages>,
}

/// A link with the number of documents behind it.
#[derive(Debug, Serialize)]
pub struct CountedLink {
    /// What stands there.
    pub text: String,
    /// Where it leads.
    pub url: String,
    /// How many documents there are.
    pub count: usize,
}

/// Where in a list of several pages a page is.
#[derive(Debug, Serialize)]
pub struct Pages {
    /// From 1.
    pub current: usize,
    /// How many there are.
    pub last: usize,
    /// Address of the page before.
    pub before: Option<String>,
    /// Address of the page after.
    pub after: Option<String>,
}

impl ListingPage {
    /// Page `page` of a list, counted from 1.
    pub fn new(plan: &Plan<'_>, listing: &Listing, page: usize) -> Self {
        let address = |page| plan.base.page(&listing.page_path(page));
        let last = listing.pages();
        let words = plan.words(&listing.language);
        let title = if page == 1 {
            listing.title.clone()
        } else {
            words.say_with("list-title-page", &[("title", listing.title.as_str().into()), ("page", page.into())])
        };
        let shown = listing.entries.iter().skip((page - 1) * PER_PAGE).take(PER_PAGE);
        Self {
            head: Head::on(plan, &listing.language, title, &address(page))
                .with_alternates(plan, alternates(plan, listing)),
            navigation: Navigation::of_kind(match &listing.kind {
                ListingKind::Kind(kind) => Some(kind),
                _ => None,
            }),
            trail: trail(plan, listing),
            description: listing.description.clone(),
            count: listing.entries.len(),
            overview: (page == 1).then(|| overview(plan, listing)).flatten(),
            most_used: (page == 1).then(|| most_used::in_list(plan, &listing.language, &listing.path)).flatten(),
            filters: if page == 1 { filter::all(plan, listing) } else { Vec::new() },
            filter_index: (last > 1).then(|| plan.base.file(&Index::path(listing))),
            filters_at: (page > 1).then(|| address(1)),
            entries: shown.map(|number| entry(plan, listing, *number)).collect(),
            groups: groups(plan, listing),
            pages: (last > 1).then(|| Pages {
                current: page,
                last,
                before: (page > 1).then(|| address(page - 1)),
                after: (page < last).then(|| address(page + 1)),
            }),
        }
    }
}

/// A document in a list: in that of its kind with what the kind shows of each.
fn entry(plan: &Plan<'_>, listing: &Listing, number: usize) -> Entry {
    let brief = match &listing.kind {
        ListingKind::Kind(_) => Brief::new(plan, &listing.language, number),
        _ => None,
    };
    Entry { brief, ..Entry::to_filter(plan, number, &listing.language) }
}

/// The lists that a list leads to.
pub fn groups(plan: &Plan<'_>, listing: &Listing) -> Vec<CountedLink> {
    let link = |group: &crate::site::plan::Group| CountedLink {
        text: group.label.clone(),
        url: plan.base.page(&group.path),
        count: group.count,
    };
    listing.groups.iter().map(link).collect()
}

/// The same list in other languages.
fn alternates(plan: &Plan<'_>, listing: &Listing) -> Vec<Alternate> {
    let path = match listing.path.strip_prefix(&listing.language) {
        Some(path) if listing.language != plan.library.config.language => path.trim_start_matches('/'),
        _ => &listing.path,
    };
    let others = plan.languages.iter().filter(|language| **language != listing.language);
    let lists = others.filter_map(|language| plan.listing(&plan.path_in(language, path)));
    lists.map(|list| Alternate::new(plan, &list.language, &plan.base.page(&list.path))).collect()
}

fn overview(plan: &Plan<'_>, listing: &Listing) -> Option<Overview> {
    match &listing.kind {
        ListingKind::Owner => Worklist::new(plan, listing).map(Overview::Worklist),
        ListingKind::Owners => Some(Overview::Owners(Owners::new(plan, listing))),
        ListingKind::Kind(kind) => Overview::new(plan, &listing.language, kind, &listing.entries),
        _ => None,
    }
}

fn trail(plan: &Plan<'_>, listing: &Listing) -> Vec<Link> {
    let mut trail = vec![navigation::home(plan, &listing.language)];
    let above = match &listing.kind {
        ListingKind::FacetValue(_) | ListingKind::Tag | ListingKind::Owner => {
            listing.path.rsplit_once('/').and_then(|(above, _)| plan.listing(above))
        }
        _ => None,
    };
    trail.extend(above.map(|list| Link { text: list.title.clone(), url: plan.base.page(&list.path) }));
    trail
}
