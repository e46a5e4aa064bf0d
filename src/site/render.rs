//! Making every file of a plan and handing it to the stage, on all processors.
//!
//! Documents are taken in runs, so that only some hundred rendered pages are in memory at a time, however large the
//! library is.

use std::{
    borrow::Cow,
    collections::BTreeSet,
    ops::Range,
    sync::{
        LazyLock,
        atomic::{AtomicUsize, Ordering},
    },
};

use rayon::prelude::*;
use serde::Serialize;

use super::{
    BuildError, Phase, Progress, asset, cards, delivery,
    feed::{self, Feed, SitemapIndex},
    glossary, kit,
    linking::{DocumentLinks, ImageSizes},
    machines,
    output::{OutputError, Stage},
    plan::{Listing, ListingKind, Plan, Special},
    responding, searching,
    view::{
        Head, Link,
        certificate::CertificatePage,
        document::DocumentPage,
        filter::Index,
        home::HomePage,
        insights::{self, DocumentInsights},
        listing::ListingPage,
        special::{SpecialPage, compare},
    },
};
use crate::{
    cards::{Card, Studio},
    ledger::Fingerprint,
    library::Asset,
    markdown::Rendered,
    search::{self, Page, Part},
    store::Store,
    theme::{Theme, ThemeError},
};

/// Takes the files of a site.
pub trait Shelf: Sync {
    /// Takes a file by its path in the site.
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), OutputError>;

    /// Takes a file that is there already, by an earlier build; says whether it was there. Only for files whose names tell all
    /// that is in them.
    fn keep(&self, path: &str) -> bool;

    /// Takes a file that is yet to be made, unless it is there already and was made of the same. What it is made of is `None` where
    /// that can't be told.
    fn make(
        &self,
        path: &str,
        _made_of: &dyn Fn() -> Option<Fingerprint>,
        make: &dyn Fn() -> Result<String, ThemeError>,
    ) -> Result<(), BuildError> {
        Ok(self.put(path, make()?.as_bytes())?)
    }

    /// The same of a file that isn't text, and may not be had.
    fn draw(
        &self,
        path: &str,
        _made_of: Option<Fingerprint>,
        draw: &dyn Fn() -> Option<Vec<u8>>,
    ) -> Result<(), OutputError> {
        draw().map_or(Ok(()), |bytes| self.put(path, &bytes))
    }
}

impl Shelf for Stage {
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), OutputError> {
        Self::put(self, path, bytes)
    }

    fn keep(&self, path: &str) -> bool {
        Self::keep(self, path)
    }

    fn make(
        &self,
        path: &str,
        made_of: &dyn Fn() -> Option<Fingerprint>,
        make: &dyn Fn() -> Result<String, ThemeError>,
    ) -> Result<(), BuildError> {
        let made_of = made_of();
        if made_of.is_some_and(|made_of| self.has(path, made_of)) {
            return Ok(());
        }
        Ok(self.put_made(path, make()?.as_bytes(), made_of)?)
    }

    fn draw(
        &self,
        path: &str,
        made_of: Option<Fingerprint>,
        draw: &dyn Fn() -> Option<Vec<u8>>,
    ) -> Result<(), OutputError> {
        if made_of.is_some_and(|made_of| self.has(path, made_of)) {
            return Ok(());
        }
        draw().map_or(Ok(()), |bytes| self.put_made(path, &bytes, made_of))
    }
}

/// What it takes to make a file.
#[derive(Clone, Copy)]
pub struct Press<'p, 'a> {
    /// What to make.
    pub plan: &'p Plan<'a>,
    /// How pages look.
    pub theme: &'p Theme,
    /// Where files go.
    pub shelf: &'p dyn Shelf,
}

/// Makes all files of a site; returns how many pages there are. `parts` are those of the last build's search index.
pub fn everything(
    press: &Press<'_, '_>,
    stage: &Stage,
    Gathered { feed, parts }: Gathered<'_>,
    progress: &dyn Progress,
) -> Result<usize, BuildError> {
    progress.begin(Phase::Render);
    let (files, parts) = documents(press, parts, progress)?;
    progress.begin(Phase::Search);
    let (pages, indexed) = rayon::join(|| others(press, stage, &files, feed), || index(press, parts));
    indexed?;
    pages
}

/// What all files of a site are made of, besides its plan.
pub struct Gathered<'g> {
    /// What the feed says, where there is one.
    pub feed: Option<Feed>,
    /// Parts of earlier search indexes.
    pub parts: &'g Store,
}

/// Makes the files of the search index.
fn index(press: &Press<'_, '_>, parts: Vec<Part>) -> Result<(), BuildError> {
    let packed = search::finish(parts, &searching::vocabulary(press.plan), searching::text_file(press.plan))?;
    packed.files.par_iter().try_for_each(|(path, bytes)| press.shelf.put(path, bytes))?;
    press.plan.languages.iter().skip(1).try_for_each(|language| search_labels(press, language))
}

/// Makes the file of what search's facets are called in a language that isn't the library's main one.
pub(super) fn search_labels(press: &Press<'_, '_>, language: &str) -> Result<(), BuildError> {
    press.json(&searching::labels_path(language), &searching::labels(press.plan, language))
}

/// Makes all files but those of documents and for search, and copies the library's files that documents need; returns how many pages
/// there are in all.
fn others(
    press: &Press<'_, '_>,
    stage: &Stage,
    files: &BTreeSet<String>,
    feed: Option<Feed>,
) -> Result<usize, BuildError> {
    let plan = press.plan;
    let listings = plan.listings.iter().flat_map(|listing| (1..=listing.pages()).map(move |page| (listing, page)));
    let listings: Vec<_> = listings.collect();
    listings.par_iter().try_for_each(|(listing, page)| list(press, listing, *page))?;
    let compared = compare::files(plan);
    compared.par_iter().try_for_each(|(path, documents)| press.json(path, documents))?;
    responding::files(plan)?.iter().try_for_each(|(path, bytes)| press.shelf.put(path, bytes))?;
    let long: Vec<_> = plan.listings.iter().filter(|listing| listing.pages() > 1).collect();
    long.par_iter().try_for_each(|listing| press.json(&Index::path(listing), &Index::new(plan, listing)))?;
    plan.specials.par_iter().try_for_each(|page| special(press, *page))?;
    plan.certificates.par_iter().try_for_each(|(course, path)| certificate(press, *course, path))?;
    plan.insights.par_iter().try_for_each(|(number, _)| insight(press, *number))?;
    insights::files(plan).iter().try_for_each(|(path, bytes)| press.shelf.put(path, bytes))?;
    let homes = homes(press)?;
    not_found(press)?;
    let redirects: Vec<_> = plan.redirects.iter().collect();
    redirects.par_iter().try_for_each(|(alias, number)| redirect(press, alias, **number))?;
    for_machines(press, feed)?;
    deliver(press, stage, files)?;
    press.theme.files().try_for_each(|(path, bytes)| press.shelf.put(&path, bytes))?;
    let others = plan.specials.len() + plan.certificates.len() + plan.insights.len() + homes;
    Ok(plan.documents.len() + listings.len() + others)
}

/// Copies the library's files that documents need, and makes what leads to them from where they always are.
fn deliver(press: &Press<'_, '_>, stage: &Stage, files: &BTreeSet<String>) -> Result<(), BuildError> {
    let plan = press.plan;
    files.par_iter().try_for_each(|path| -> Result<(), BuildError> {
        stage.copy(&delivery::published(plan, path), &plan.library.root.join(path))?;
        stable_address(press, path)
    })?;
    redirects(press, files)
}

/// Makes the page at a file's stable address.
pub(super) fn stable_address(press: &Press<'_, '_>, path: &str) -> Result<(), BuildError> {
    let plan = press.plan;
    let (stable, published) = (delivery::stable(plan, path), delivery::published(plan, path));
    // A document may be in a folder of that name.
    if stable == published || plan.at(&stable).is_some() {
        return Ok(());
    }
    let name = stable.rsplit('/').next().unwrap_or(&stable).to_owned();
    let to = Link { url: plan.base.file(&published), text: name };
    // What others link to is the address that stays.
    let head = Head::new(plan, to.text.as_str(), &plan.base.page(&stable));
    press.page(&stable, "redirect.html", &RedirectPage { head, to, says: "moved-file" })
}

/// Makes the file that hosts read to answer stable addresses of files.
pub(super) fn redirects(press: &Press<'_, '_>, files: &BTreeSet<String>) -> Result<(), BuildError> {
    if files.is_empty() {
        return Ok(());
    }
    Ok(press.shelf.put(delivery::REDIRECTS, delivery::redirects(press.plan, files).as_bytes())?)
}

/// Makes a page of a list.
pub(super) fn list(press: &Press<'_, '_>, listing: &Listing, page: usize) -> Result<(), BuildError> {
    let template = press.template_of_list(&listing.kind);
    press.page(&listing.page_path(page), &template, &ListingPage::new(press.plan, listing, page))
}

/// Makes a page that is neither a document's nor a list's.
pub(super) fn special(press: &Press<'_, '_>, special: Special) -> Result<(), BuildError> {
    let (template, page) = SpecialPage::new(press.plan, special);
    press.page(special.path(), template, &page)
}

/// Makes the page of a course's certificate.
pub(super) fn certificate(press: &Press<'_, '_>, course: usize, path: &str) -> Result<(), BuildError> {
    press.page(path, "certificate.html", &CertificatePage::new(press.plan, course, path))
}

/// Makes the page that says how a document is used.
pub(super) fn insight(press: &Press<'_, '_>, number: usize) -> Result<(), BuildError> {
    let page = press.plan.insights.get(&number).zip(DocumentInsights::new(press.plan, number));
    page.map_or(Ok(()), |(insight, page)| press.page(&insight.path, "special/insights.html", &page))
}

/// Draws cards; the font is read when the first one is.
static STUDIO: LazyLock<Studio> = LazyLock::new(Studio::default);

impl Press<'_, '_> {
    /// Draws a social card, unless an earlier build has.
    fn card(&self, card: &Card<'_>) -> Result<(), BuildError> {
        let path = cards::path(card);
        if !self.shelf.keep(&path) {
            self.shelf.put(&path, &STUDIO.draw(card)?)?;
        }
        Ok(())
    }

    /// Makes the page of a folder of the site.
    fn page(&self, folder: &str, template: &str, view: &impl Serialize) -> Result<(), BuildError> {
        let path = if folder.is_empty() { "index.html".to_owned() } else { format!("{folder}/index.html") };
        self.file(&path, template, view)
    }

    /// Makes a file of a template.
    pub(super) fn file(&self, path: &str, template: &str, view: &impl Serialize) -> Result<(), BuildError> {
        let made_of = || self.theme.fingerprint(template, view);
        self.shelf.make(path, &made_of, &|| self.theme.render(template, view))
    }

    /// Makes a file of JSON.
    pub(super) fn json(&self, path: &str, view: &impl Serialize) -> Result<(), BuildError> {
        let text = serde_json::to_string(view).map_err(std::io::Error::from);
        let text = text.map_err(|source| OutputError::Io { path: path.into(), source })?;
        Ok(self.shelf.put(path, text.as_bytes())?)
    }

    /// Makes a file of XML, without the characters that would make it unreadable.
    fn xml(&self, path: &str, template: &str, view: &impl Serialize) -> Result<(), BuildError> {
        let make = || {
            let mut text = self.theme.render(template, view)?;
            text.retain(feed::is_xml_character);
            Ok(text)
        };
        self.shelf.make(path, &|| self.theme.fingerprint(template, view), &make)
    }
}

/// Makes the pages of all documents and indexes them, run by run; returns the files that they need, and the parts of the index.
fn documents(
    press: &Press<'_, '_>,
    kept: &Store,
    progress: &dyn Progress,
) -> Result<(BTreeSet<String>, Vec<Part>), BuildError> {
    let sizes = ImageSizes::default();
    let documents = &press.plan.documents;
    let runs = search::runs(documents.iter().map(|document| document.held.id().as_str()));
    let done = AtomicUsize::new(0);
    let indexed = |run: Range<usize>| {
        let count = run.len();
        let made = run.into_par_iter().map(|number| document(press, number, &sizes)).collect::<Result<Vec<_>, _>>()?;
        let (needed, pages): (Vec<_>, Vec<_>) = made.into_iter().unzip();
        let part = Part::new(&pages, kept)?;
        progress.advance(done.fetch_add(count, Ordering::Relaxed) + count, documents.len());
        Ok((needed.into_iter().flatten().collect::<BTreeSet<_>>(), part))
    };
    let made = runs.into_par_iter().with_max_len(1).map(indexed).collect::<Result<Vec<_>, BuildError>>()?;
    let (needed, parts): (Vec<_>, Vec<_>) = made.into_iter().unzip();
    Ok((needed.into_iter().flatten().collect(), parts))
}

/// Makes the page of a document; returns the files that it needs, and what search gets to know of it.
pub(super) fn document(
    press: &Press<'_, '_>,
    number: usize,
    sizes: &ImageSizes,
) -> Result<(BTreeSet<String>, Page), BuildError> {
    let plan = press.plan;
    let planned = &plan.documents[number];
    let links = DocumentLinks::new(plan, number, sizes);
    let mut rendered = match planned.asset {
        Some(asset) => asset::rendered(plan, number, asset),
        None => planned.held.render(&links, &plan.phrases(number))?,
    };
    for_programs(press, number, &rendered)?;
    let page = searching::page(plan, number, std::mem::take(&mut rendered.sections));
    if planned.held.id().as_str() == "index" {
        press.page(
            &planned.path,
            "home.html",
            &HomePage::new(plan, planned.held.language(), Some((number, rendered))),
        )?;
    } else {
        let template = press.template_of(number)?;
        press.page(&planned.path, template, &DocumentPage::new(plan, number, rendered))?;
    }
    if let Some(asset) = planned.asset {
        previews(press, number, asset)?;
    }
    let mut files = links.into_files();
    files.extend(planned.asset.and_then(asset::file));
    if kit::is_kit(planned.held) {
        files.extend(kit::write(press, number, sizes)?);
    }
    Ok((files, page))
}

/// Puts the previews of a file beside its page, unless they are there.
fn previews(press: &Press<'_, '_>, number: usize, asset: &Asset) -> Result<(), BuildError> {
    let plan = press.plan;
    for shape in plan.reader.previews(asset) {
        let path = asset::preview_path(plan, number, asset, shape);
        // Its name tells of what it is drawn, not by which program.
        press.shelf.draw(&path, plan.reader.preview_made_of(asset, shape), &|| plan.reader.preview(asset, shape))?;
    }
    Ok(())
}

/// Makes the files beside the page of a document that programs read.
fn for_programs(press: &Press<'_, '_>, number: usize, rendered: &Rendered) -> Result<(), BuildError> {
    let plan = press.plan;
    let (outputs, page) = (plan.library.config.outputs, &plan.documents[number].path);
    if outputs.json {
        press.json(&machines::json_path(page), &machines::document(plan, number, rendered))?;
    }
    if let Some(card) = cards::of_document(plan, plan.documents[number].held) {
        press.card(&card)?;
    }
    if outputs.markdown {
        let markdown = machines::markdown(plan, number, &rendered.markdown);
        press.shelf.put(&machines::markdown_path(page), markdown.as_bytes())?;
    }
    Ok(())
}

impl<'a> Press<'_, 'a> {
    /// The template of a list: the kind's own where the theme has one.
    fn template_of_list(&self, list: &ListingKind) -> Cow<'static, str> {
        let own = match list {
            ListingKind::Kind(kind) => Some(format!("lists/{kind}.html")),
            ListingKind::Owner => Some("special/worklist.html".to_owned()),
            ListingKind::Owners => Some("special/owners.html".to_owned()),
            _ => None,
        };
        own.filter(|own| self.theme.has_template(own)).map_or(Cow::Borrowed("listing.html"), Cow::Owned)
    }

    /// The template of a document's kind.
    fn template_of(&self, number: usize) -> Result<&'a str, ThemeError> {
        let Some(kind) = self.plan.documents[number].held.kind() else { return Ok("document.html") };
        if self.theme.has_template(&kind.template) {
            return Ok(&kind.template);
        }
        Err(ThemeError::NoTemplate { kind: kind.name.clone(), template: kind.template.clone() })
    }
}

/// Makes the home pages of the languages that have no `index` document; returns how many.
pub(super) fn homes(press: &Press<'_, '_>) -> Result<usize, BuildError> {
    let plan = press.plan;
    let mut made = 0;
    for language in &plan.languages {
        let path = plan.path_in(language, "");
        if plan.at(&path).is_none() {
            press.page(&path, "home.html", &HomePage::new(plan, language, None))?;
            made += 1;
        }
    }
    Ok(made)
}

#[derive(Serialize)]
struct NotFoundPage {
    head: Head,
    navigation: super::view::Navigation,
}

/// Makes the page that stands where none is.
pub(super) fn not_found(press: &Press<'_, '_>) -> Result<(), BuildError> {
    let title = press.plan.words(&press.plan.library.config.language).say("missing-title");
    let head = Head { canonical: None, ..Head::new(press.plan, title, "") };
    press.file("404.html", "404.html", &NotFoundPage { head, navigation: super::view::Navigation::default() })
}

#[derive(Serialize)]
struct RedirectPage {
    head: Head,
    to: Link,
    /// The message above the link.
    says: &'static str,
}

/// Makes the page at an old path of a document.
pub(super) fn redirect(press: &Press<'_, '_>, alias: &str, number: usize) -> Result<(), BuildError> {
    let document = &press.plan.documents[number];
    let head = Head::new(press.plan, document.held.title(), &document.url);
    press.page(alias, "redirect.html", &RedirectPage { head, to: document.link(), says: "moved-title" })
}

/// Makes what programs read of the library as a whole.
pub(super) fn for_machines(press: &Press<'_, '_>, feed: Option<Feed>) -> Result<(), BuildError> {
    let outputs = press.plan.library.config.outputs;
    if let Some(card) = cards::of_site(press.plan) {
        press.card(&card)?;
    }
    if outputs.json {
        press.json(machines::LIBRARY, &machines::library(press.plan))?;
    }
    if outputs.markdown {
        press.shelf.put(machines::LLMS, machines::llms(press.plan).as_bytes())?;
    }
    if let Some(feed) = feed {
        press.xml(feed::FEED, "feed.xml", &feed)?;
    }
    for (path, cards) in glossary::cards(press.plan) {
        press.json(&path, &cards)?;
    }
    let sitemaps = feed::sitemaps(press.plan);
    if let [sitemap] = sitemaps.as_slice() {
        return press.xml(feed::SITEMAP, "sitemap.xml", sitemap);
    }
    for (part, sitemap) in (1..).zip(&sitemaps) {
        press.xml(&feed::sitemap_part(part), "sitemap.xml", sitemap)?;
    }
    match SitemapIndex::new(press.plan, sitemaps.len()) {
        Some(index) if !sitemaps.is_empty() => press.xml(feed::SITEMAP, "sitemap-index.xml", &index),
        _ => Ok(()),
    }
}
