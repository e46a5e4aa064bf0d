//! What the links and images of one document lead to, in one build; and which files they need.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::{Mutex, PoisonError},
};

use super::{delivery, plan::Plan};
use crate::{
    library::Target,
    markdown::{Destination, Glossary, LinkForm, Linker, Picture},
};

/// Pixels of the library's images, each read once.
#[derive(Debug, Default)]
pub struct ImageSizes(Mutex<BTreeMap<String, Option<(u32, u32)>>>);

impl ImageSizes {
    /// Width and height of an image; `None` where the file says neither.
    pub(super) fn of(&self, root: &Path, path: &str) -> Option<(u32, u32)> {
        if let Some(size) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(path) {
            return *size;
        }
        let pixels = |length: usize| u32::try_from(length).ok();
        let size = imagesize::size(root.join(path)).ok();
        let size = size.and_then(|size| Some((pixels(size.width)?, pixels(size.height)?)));
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), size);
        size
    }
}

/// Knows the way from one document of a plan.
pub struct DocumentLinks<'p, 'a> {
    plan: &'p Plan<'a>,
    number: usize,
    sizes: &'p ImageSizes,
    files: RefCell<BTreeSet<String>>,
    /// Names under which files are saved, by their addresses.
    saved: RefCell<BTreeMap<String, String>>,
}

impl<'p, 'a> DocumentLinks<'p, 'a> {
    /// The links of a document.
    pub fn new(plan: &'p Plan<'a>, number: usize, sizes: &'p ImageSizes) -> Self {
        Self { plan, number, sizes, files: RefCell::default(), saved: RefCell::default() }
    }

    /// The files that have been asked for, by their paths relative to the library's root.
    pub fn into_files(self) -> BTreeSet<String> {
        self.files.into_inner()
    }

    fn need(&self, path: String) -> String {
        let published = delivery::published(self.plan, &path);
        let url = self.plan.base.file(&published);
        if let Some(name) = delivery::saved_as(&published) {
            self.saved.borrow_mut().insert(url.clone(), name);
        }
        self.files.borrow_mut().insert(path);
        url
    }
}

impl Linker for DocumentLinks<'_, '_> {
    fn link(&self, form: LinkForm, target: &str) -> Destination {
        match self.plan.documents[self.number].held.resolve(form, target) {
            Target::Document { index, anchor, .. } => {
                let Some(number) = self.plan.number_of(index) else { return Destination::Withheld };
                let document = &self.plan.documents[number];
                let fragment = anchor.map_or_else(String::new, |anchor| format!("#{anchor}"));
                let own = number == self.number && !fragment.is_empty();
                Destination::Url {
                    url: if own { fragment } else { format!("{}{fragment}", document.url) },
                    title: Some(document.held.title().to_owned()),
                    external: false,
                }
            }
            Target::File(path) if !self.plan.gate.admits_file(&path) => Destination::Withheld,
            Target::File(path) => Destination::Url { url: self.need(path), title: None, external: false },
            Target::External(url) if !self.plan.gate.admits_address(&url) => Destination::Withheld,
            Target::External(url) => Destination::Url { url, title: None, external: true },
            Target::Ambiguous(_) | Target::Missing => Destination::Broken,
        }
    }

    fn glossary(&self) -> Option<Glossary<'_>> {
        let document = &self.plan.documents[self.number];
        let terms = self.plan.glossaries.of(document.held.language())?;
        Some(Glossary { terms, own: &document.url })
    }

    fn image(&self, target: &str) -> Option<Picture> {
        match self.plan.documents[self.number].held.resolve(LinkForm::Image, target) {
            Target::File(path) if !self.plan.gate.admits_file(&path) => None,
            Target::File(path) => {
                let size = self.sizes.of(&self.plan.library.root, &path);
                Some(Picture { url: self.need(path), size })
            }
            Target::External(url) if !self.plan.gate.admits_address(&url) => None,
            Target::External(url) => Some(Picture { url, size: None }),
            Target::Document { .. } | Target::Ambiguous(_) | Target::Missing => None,
        }
    }

    fn saved_as(&self, url: &str) -> Option<String> {
        self.saved.borrow().get(url).cloned()
    }

    fn whole(&self, url: &str) -> String {
        let within = if url.starts_with('#') { self.plan.documents[self.number].url.as_str() } else { "" };
        let address = format!("{within}{url}");
        let is_own = address.starts_with('/') && !address.starts_with("//");
        if is_own { self.plan.base.whole(&address) } else { address }
    }
}
