//! What machines read: the feed and the sitemap. Both hold whole addresses, so both need the site's own.

use serde::Serialize;

use super::plan::Plan;

/// The feed's file.
pub const FEED: &str = "feed.xml";
/// The sitemap's file.
pub const SITEMAP: &str = "sitemap.xml";

/// Entries in the feed.
const ENTRIES: usize = 50;
/// Addresses in one file of a sitemap, as its protocol allows.
const ADDRESSES: usize = 50_000;

/// The feed: what changed last.
#[derive(Debug, Serialize)]
pub struct Feed {
    /// The feed's own address.
    url: String,
    /// Address of the home page.
    home: String,
    /// Latest day of its entries, as time in UTC.
    updated: String,
    entries: Vec<FeedEntry>,
}

#[derive(Debug, Serialize)]
struct FeedEntry {
    title: String,
    url: String,
    updated: String,
    summary: Option<String>,
    language: String,
}

/// A file of the sitemap.
#[derive(Debug, Serialize)]
pub struct Sitemap {
    addresses: Vec<Address>,
}

#[derive(Debug, Serialize)]
struct Address {
    url: String,
    changed: Option<String>,
}

/// The parts of a sitemap that takes several files.
#[derive(Debug, Serialize)]
pub struct SitemapIndex {
    files: Vec<String>,
}

impl Feed {
    /// The feed of a plan; `None` where the site's address isn't known or nothing has a date.
    pub fn new(plan: &Plan<'_>) -> Option<Self> {
        let mut dated: Vec<_> = plan
            .documents
            .iter()
            .enumerate()
            .filter_map(|(number, document)| Some((document.held.latest()?, number)))
            .collect();
        dated.sort_by(|(left, first), (right, second)| right.cmp(left).then(first.cmp(second)));
        let updated = time(dated.first()?.0);
        let entry = |(day, number): (jiff::civil::Date, usize)| {
            let document = &plan.documents[number];
            Some(FeedEntry {
                title: document.held.title().to_owned(),
                url: plan.base.absolute(&document.url)?,
                updated: time(day),
                summary: document.held.summary().map(str::to_owned),
                language: document.held.language().to_owned(),
            })
        };
        Some(Self {
            url: plan.base.absolute(&plan.base.file(FEED))?,
            home: plan.base.absolute(&plan.base.page(""))?,
            updated,
            entries: dated.into_iter().take(ENTRIES).map(entry).collect::<Option<_>>()?,
        })
    }
}

/// Whether XML 1.0 allows a character (its production `Char`): most control characters it doesn't, however they are written.
pub fn is_xml_character(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..)
}

fn time(day: jiff::civil::Date) -> String {
    format!("{day}T00:00:00Z")
}

/// The files of a plan's sitemap; nothing where the site's address isn't known.
pub fn sitemaps(plan: &Plan<'_>) -> Vec<Sitemap> {
    let homes = plan.languages.iter().filter(|language| plan.at(&plan.path_in(language, "")).is_none());
    let homes = homes.map(|language| (plan.home(language), None));
    let documents = plan.documents.iter().map(|document| (document.url.clone(), document.held.latest()));
    let lists = plan.listings.iter().map(|listing| (plan.base.page(&listing.path), None));
    let addresses: Vec<_> = homes.chain(documents).chain(lists).collect();
    addresses
        .chunks(ADDRESSES)
        .filter_map(|part| {
            let address = |(url, day): &(String, Option<jiff::civil::Date>)| {
                Some(Address { url: plan.base.absolute(url)?, changed: day.map(|day| day.to_string()) })
            };
            Some(Sitemap { addresses: part.iter().map(address).collect::<Option<_>>()? })
        })
        .collect()
}

impl SitemapIndex {
    /// The index of a sitemap of `count` files.
    pub fn new(plan: &Plan<'_>, count: usize) -> Option<Self> {
        let files = (1..=count).map(|part| plan.base.absolute(&plan.base.file(&sitemap_part(part))));
        Some(Self { files: files.collect::<Option<_>>()? })
    }
}

/// The file of a part of the sitemap, counted from 1.
pub fn sitemap_part(part: usize) -> String {
    format!("sitemap-{part}.xml")
}
