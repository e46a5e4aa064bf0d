//! Where the library's files are used: which documents lead to each, and for whom it is by that.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{Asset, Document, Library, Status, Target};
use crate::{audience::Audience, diagnostics::Span};

/// Which documents lead to the library's files.
#[derive(Debug)]
pub struct Uses<'a> {
    /// By path of the file, in the order of documents and of their text.
    by_file: BTreeMap<String, Vec<Use<'a>>>,
}

/// A place in a document that leads to a file.
#[derive(Clone, Copy, Debug)]
pub struct Use<'a> {
    /// The document.
    pub document: &'a Document,
    /// The place in its file.
    pub span: Span,
    /// The widest circle of readers who get there.
    pub readers: Audience,
}

impl Library {
    /// Where its files are used.
    pub fn uses_of_files(&self) -> Uses<'_> {
        let mut by_file: BTreeMap<String, Vec<Use<'_>>> = BTreeMap::new();
        if !self.assets.is_empty() {
            let found: Vec<_> = self.documents.par_iter().flat_map_iter(|document| self.uses_by(document)).collect();
            for (path, found) in found {
                by_file.entry(path).or_default().push(found);
            }
        }
        Uses { by_file }
    }

    fn uses_by<'a>(&'a self, document: &'a Document) -> Vec<(String, Use<'a>)> {
        let readers = readers(document);
        let links = document.outline.links.iter().map(|link| {
            let readers = link.audience.map_or(readers, |block| block.min(readers));
            let target = self.resolve(document, link.form, &link.target);
            (target, link.span.shifted(document.body_start), readers)
        });
        let gathered = self.kit_items(document).into_iter().map(|item| (item.target, item.span, readers));
        let uses = links.chain(gathered).filter_map(|(target, span, readers)| match target {
            Target::File(path) => Some((path, Use { document, span, readers })),
            Target::External(url) => {
                let is_there = |asset: &&Asset| asset.reference.as_ref().is_some_and(|reference| reference.is_at(&url));
                let asset = self.assets.iter().find(is_there)?;
                Some((asset.path.clone(), Use { document, span, readers }))
            }
            _ => None,
        });
        uses.collect()
    }
}

impl<'a> Uses<'a> {
    /// The places that lead to a file, given by its path relative to the library's root.
    pub fn of(&self, path: &str) -> &[Use<'a>] {
        self.by_file.get(path).map_or(&[], Vec::as_slice)
    }

    /// The widest circle of readers who get a file: those whom its sidecar says, else those of the documents that lead to it.
    pub fn readers_of(&self, asset: &Asset) -> Audience {
        if asset.sidecar.is_some() {
            return readers(&asset.about);
        }
        self.of(&asset.path).iter().map(|place| place.readers).max().unwrap_or_default()
    }
}

/// The widest circle of readers who get a document: what isn't released is for the company's own people.
fn readers(document: &Document) -> Audience {
    match document.status {
        Status::Approved | Status::Retired => Library::audience_in_effect(document),
        _ => Audience::Internal,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use std::fs;

    use jiff::civil::date;

    use super::*;
    use crate::library::load;

    #[test]
    fn a_file_without_a_sidecar_is_for_the_widest_circle_that_is_led_to_it() {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in [
            ("fieldbook.toml", "name = \"Book\"\n"),
            ("content/said.pdf.toml", "audience = \"partner\"\n"),
            ("content/inner.md", "# Inner\n\n[led](led.pdf) [said](said.pdf)\n"),
            ("content/outer.md", "+++\naudience = \"customer\"\n+++\n# Outer\n\n[led](led.pdf) [said](said.pdf)\n"),
            (
                "content/draft.md",
                "+++\naudience = \"customer\"\nstatus = \"draft\"\n+++\n# Draft\n\n![](drafted.png)\n",
            ),
            (
                "content/block.md",
                "+++\naudience = \"customer\"\n+++\n# Block\n\n:::partner\n[blocked](blocked.pdf)\n:::\n",
            ),
        ] {
            fs::create_dir_all(folder.path().join("content")).unwrap();
            fs::write(folder.path().join(path), text).unwrap();
        }
        for name in ["said.pdf", "led.pdf", "blocked.pdf", "drafted.png", "alone.pdf"] {
            fs::write(folder.path().join("content").join(name), "%PDF-1.7").unwrap();
        }
        let library = load(folder.path(), date(2026, 11, 23)).unwrap().0;
        let uses = library.uses_of_files();
        let readers = |name: &str| uses.readers_of(library.asset(&format!("content/{name}")).unwrap());
        assert_eq!((readers("said.pdf"), readers("led.pdf")), (Audience::Partner, Audience::Customer));
        assert_eq!((readers("blocked.pdf"), readers("drafted.png")), (Audience::Partner, Audience::Internal));
        let places: Vec<_> = uses.of("content/led.pdf").iter().map(|it| it.document.path.as_str()).collect();
        assert_eq!(places, ["content/inner.md", "content/outer.md"]);
        assert_eq!((uses.of("content/alone.pdf").len(), readers("alone.pdf")), (0, Audience::Internal));
    }
}
