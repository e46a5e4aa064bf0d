//! Pages that say how documents are used, one for each of which something is reported.

use std::collections::BTreeMap;

use fieldbook_metrics::report::{OfDocument, Standing};

use super::Plan;
use crate::library::DocumentId;

/// What is reported of a document.
#[derive(Debug)]
pub struct Insight<'a> {
    /// The folder in the site of its insight page.
    pub path: String,
    /// What is reported.
    pub figures: &'a OfDocument,
}

/// The insight pages of a plan's documents, by number; none where readers may not see the report.
pub(super) fn all<'a>(plan: &Plan<'a>) -> BTreeMap<usize, Insight<'a>> {
    let report = plan.gate.report().into_iter().flat_map(|report| &report.documents);
    let of_library = report.filter(|figures| figures.standing == Standing::Document);
    let pages = of_library.filter_map(|figures| {
        let number = plan.find(&DocumentId::new(&figures.id), &plan.library.config.language)?;
        // The home page is no document to be used.
        let below = Some(&plan.documents[number].path).filter(|path| !path.is_empty())?;
        let path = format!("insights/documents/{below}");
        (!plan.is_taken(&path)).then_some((number, Insight { path, figures }))
    });
    pages.collect()
}

impl Plan<'_> {
    /// Address of the page that says how a document, or another language of it, is used.
    pub fn insights_of(&self, number: usize) -> Option<String> {
        let pages = self.variants(number).iter().filter_map(|variant| self.insights.get(variant));
        pages.map(|page| self.base.page(&page.path)).next()
    }
}
