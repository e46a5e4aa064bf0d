//! Making every file of a plan and handing it to the stage, on all processors.
//!
//! Documents are taken in chunks, so that only some hundred rendered pages are in memory at a time, however large the
//! library is.

use std::{
    collections::BTreeSet,
    sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
};

use rayon::prelude::*;
use serde::Serialize;

use super::{
    BuildError,
    feed::{self, Feed, SitemapIndex},
    linking::{self, DocumentLinks, ImageSizes},
    output::Stage,
    plan::Plan,
    searching,
    view::{Head, Link, document::DocumentPage, home::HomePage, listing::ListingPage},
};
use crate::{
    search::{Indexer, Packed, Page, SearchError, Vocabulary},
    theme::{Theme, ThemeError},
};

/// Documents whose pages are rendered before the next ones are begun.
const CHUNK: usize = 256;

/// What it takes to make a file.
#[derive(Clone, Copy)]
pub struct Press<'p, 'a> {
    /// What to make.
    pub plan: &'p Plan<'a>,
    /// How pages look.
    pub theme: &'p Theme,
    /// Where files go.
    pub stage: &'p Stage,
}

/// Makes all files of a site; returns how many pages there are.
pub fn everything(press: &Press<'_, '_>, feed: Option<Feed>) -> Result<usize, BuildError> {
    let pages = AtomicUsize::new(0);
    let files = documents(press, &pages)?;
    let numbered: Vec<_> =
        press.plan.listings.iter().flat_map(|listing| (1..=listing.pages()).map(move |page| (listing, page))).collect();
    numbered.par_iter().try_for_each(|(listing, page)| {
        pages.fetch_add(1, Ordering::Relaxed);
        let view = ListingPage::new(press.plan, listing, *page);
        press.page(&listing.page_path(*page), "listing.html", &view)
    })?;
    if press.plan.at("").is_none() {
        pages.fetch_add(1, Ordering::Relaxed);
        press.page("", "home.html", &HomePage::new(press.plan, None))?;
    }
    not_found(press)?;
    redirects(press)?;
    for_machines(press, feed)?;
    files.par_iter().try_for_each(|path| {
        press.stage.copy(&linking::published(press.plan, path), &press.plan.library.root.join(path))
    })?;
    press.theme.files().try_for_each(|(path, bytes)| press.stage.put(&path, bytes))?;
    Ok(pages.into_inner())
}

impl Press<'_, '_> {
    /// Makes the page of a folder of the site.
    fn page(&self, folder: &str, template: &str, view: &impl Serialize) -> Result<(), BuildError> {
        let path = if folder.is_empty() { "index.html".to_owned() } else { format!("{folder}/index.html") };
        self.file(&path, template, view)
    }

    fn file(&self, path: &str, template: &str, view: &impl Serialize) -> Result<(), BuildError> {
        let text = self.theme.render(template, view)?;
        Ok(self.stage.put(path, text.as_bytes())?)
    }
}

/// Makes the pages of all documents and indexes them; returns the files that they need.
///
/// While one chunk is rendered on all processors, the one before it is indexed on a thread of its own, in order: the same
/// library gives the same index.
fn documents(press: &Press<'_, '_>, pages: &AtomicUsize) -> Result<BTreeSet<String>, BuildError> {
    let sizes = ImageSizes::default();
    let (to_index, rendered_pages) = mpsc::sync_channel::<Vec<Page>>(1);
    let (files, packed) = thread::scope(|scope| {
        let indexing = scope.spawn(|| index(rendered_pages, &searching::vocabulary(press.plan)));
        let rendering = || -> Result<BTreeSet<String>, BuildError> {
            let numbers: Vec<usize> = (0..press.plan.documents.len()).collect();
            let mut files = BTreeSet::new();
            for chunk in numbers.chunks(CHUNK) {
                let rendered =
                    chunk.par_iter().map(|number| document(press, *number, &sizes)).collect::<Result<Vec<_>, _>>()?;
                pages.fetch_add(rendered.len(), Ordering::Relaxed);
                let (needed, for_search): (Vec<_>, Vec<_>) = rendered.into_iter().unzip();
                files.extend(needed.into_iter().flatten());
                if to_index.send(for_search).is_err() {
                    // Indexing has failed, and says below why.
                    break;
                }
            }
            Ok(files)
        };
        let files = rendering();
        drop(to_index);
        (files, indexing.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    let (files, packed) = (files?, packed?);
    packed.files.par_iter().try_for_each(|(path, bytes)| press.stage.put(path, bytes))?;
    Ok(files)
}

fn index(chunks: mpsc::Receiver<Vec<Page>>, vocabulary: &Vocabulary) -> Result<Packed, SearchError> {
    let mut indexer = Indexer::new()?;
    for page in chunks.into_iter().flatten() {
        indexer.add(&page)?;
    }
    indexer.finish(vocabulary)
}

/// Makes the page of a document; returns the files that it needs, and what search gets to know of it.
fn document(press: &Press<'_, '_>, number: usize, sizes: &ImageSizes) -> Result<(BTreeSet<String>, Page), BuildError> {
    let plan = press.plan;
    let planned = &plan.documents[number];
    let links = DocumentLinks::new(plan, number, sizes);
    let mut rendered = planned.held.render(&links)?;
    let page = searching::page(plan, number, std::mem::take(&mut rendered.sections));
    if planned.held.id().as_str() == "index" {
        press.page(&planned.path, "home.html", &HomePage::new(plan, Some((number, rendered))))?;
    } else {
        let template = press.template_of(number)?;
        press.page(&planned.path, template, &DocumentPage::new(plan, number, rendered))?;
    }
    Ok((links.into_files(), page))
}

impl<'a> Press<'_, 'a> {
    /// The template of a document's kind.
    fn template_of(&self, number: usize) -> Result<&'a str, ThemeError> {
        let Some(kind) = self.plan.documents[number].held.kind() else { return Ok("document.html") };
        if self.theme.has_template(&kind.template) {
            return Ok(&kind.template);
        }
        Err(ThemeError::NoTemplate { kind: kind.name.clone(), template: kind.template.clone() })
    }
}

#[derive(Serialize)]
struct NotFoundPage {
    head: Head,
    navigation: super::view::Navigation,
}

fn not_found(press: &Press<'_, '_>) -> Result<(), BuildError> {
    let head = Head { canonical: None, ..Head::new(press.plan, "Page not found", "") };
    press.file("404.html", "404.html", &NotFoundPage { head, navigation: super::view::Navigation::default() })
}

#[derive(Serialize)]
struct RedirectPage {
    head: Head,
    to: Link,
}

fn redirects(press: &Press<'_, '_>) -> Result<(), BuildError> {
    let redirects: Vec<_> = press.plan.redirects.iter().collect();
    redirects.par_iter().try_for_each(|(alias, number)| {
        let document = &press.plan.documents[**number];
        let view =
            RedirectPage { head: Head::new(press.plan, document.held.title(), &document.url), to: document.link() };
        press.page(alias, "redirect.html", &view)
    })
}

fn for_machines(press: &Press<'_, '_>, feed: Option<Feed>) -> Result<(), BuildError> {
    if let Some(feed) = feed {
        press.file(feed::FEED, "feed.xml", &feed)?;
    }
    let sitemaps = feed::sitemaps(press.plan);
    if let [sitemap] = sitemaps.as_slice() {
        return press.file(feed::SITEMAP, "sitemap.xml", sitemap);
    }
    for (part, sitemap) in (1..).zip(&sitemaps) {
        press.file(&feed::sitemap_part(part), "sitemap.xml", sitemap)?;
    }
    match SitemapIndex::new(press.plan, sitemaps.len()) {
        Some(index) if !sitemaps.is_empty() => press.file(feed::SITEMAP, "sitemap-index.xml", &index),
        _ => Ok(()),
    }
}
