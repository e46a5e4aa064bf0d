//! What is wrong with a library's files: a file for each topic.
//!
//! What their sidecars say wrong is found while these are read (`library::sidecar`); here is what follows from the files' bytes and from
//! where they are used.

mod copies;
mod facts;
mod risks;
mod staleness;

use rayon::prelude::*;

use super::{Known, Reader, Told};
use crate::{
    diagnostics::{Diagnostics, Span},
    library::{Asset, Library, Status, Uses},
};

const RULES: &[fn(&Inspection<'_>, &mut Diagnostics)] = &[copies::check, facts::check, risks::check, staleness::check];

/// All that is wrong with a library's files, in no particular order.
pub fn check(library: &Library, reader: &Reader) -> Diagnostics {
    if library.assets.is_empty() {
        return Diagnostics::default();
    }
    let inspection = Inspection::new(library, reader);
    let found = RULES.par_iter().map(|rule| {
        let mut findings = Diagnostics::default();
        rule(&inspection, &mut findings);
        findings
    });
    found.collect::<Vec<_>>().into_iter().flatten().collect()
}

/// A library's files with what is known of each.
struct Inspection<'a> {
    library: &'a Library,
    reader: &'a Reader,
    uses: Uses<'a>,
    files: Vec<File<'a>>,
}

/// A file of the library, or one elsewhere.
struct File<'a> {
    asset: &'a Asset,
    /// `None` where it is elsewhere, or can't be opened.
    known: Option<Known>,
}

impl File<'_> {
    /// What reading it told.
    fn told(&self) -> Option<&Told> {
        self.known.as_ref()?.told.as_ref().ok()?.as_ref()
    }
}

impl<'a> Inspection<'a> {
    fn new(library: &'a Library, reader: &'a Reader) -> Self {
        let file = |asset: &'a Asset| File { asset, known: reader.known(asset) };
        let files = library.assets.par_iter().map(file).collect();
        Self { library, reader, uses: library.uses_of_files(), files }
    }

    /// The files that are in use.
    fn in_use(&self) -> impl Iterator<Item = &File<'a>> {
        self.files.iter().filter(|file| file.asset.about.status != Status::Retired)
    }

    /// Whether the library is a plain folder of markdown, which is spared what only an author for Fieldbook can be asked for.
    fn is_plain_folder(&self) -> bool {
        self.library.is_plain_folder()
    }
}

/// Where to point when something is missing in what is said of a file: its sidecar, or the file itself.
fn said(asset: &Asset) -> (&str, Option<Span>) {
    match &asset.sidecar {
        Some(sidecar) => (sidecar, Some(Span::default())),
        None => (&asset.path, None),
    }
}
