//! What a kit gathers, as its front matter says.

use super::{Document, Library, Target, Value};
use crate::{audience::Audience, diagnostics::Span, markdown::LinkForm};

/// Name of the kind.
pub(crate) const KIND: &str = "kit";

/// Its field that says what is in it.
pub(crate) const CONTENTS: &str = "contents";

/// Something that a kit gathers.
#[derive(Clone, Debug, PartialEq)]
pub struct KitItem<'a> {
    /// As written: a document's id, or the path of a file in the content folder.
    pub item: &'a str,
    /// What it is for.
    pub note: Option<&'a str>,
    /// What is there.
    pub target: Target,
    /// The value in the file.
    pub span: Span,
}

impl Library {
    /// What a document gathers, in order; nothing where it is no kit.
    pub fn kit_items<'a>(&self, document: &'a Document) -> Vec<KitItem<'a>> {
        let contents = document.fields.get(CONTENTS).filter(|_| document.kind == KIND);
        let tables = contents.map(Value::elements).unwrap_or_default().iter().filter_map(Value::as_table);
        let items = tables.filter_map(|table| {
            let value = table.get("item")?;
            let item = value.as_str()?;
            let note = table.get("note").and_then(Value::as_str).filter(|note| !note.trim().is_empty());
            Some(KitItem { item, note, target: self.gathered(document, item), span: value.span })
        });
        items.collect()
    }

    /// What a kit's item is: an id counts from the content folder, as paths of files do.
    fn gathered(&self, kit: &Document, item: &str) -> Target {
        // Names of files may hold what ends an address.
        let address = item.trim().trim_start_matches('/').replace('%', "%25").replace('#', "%23").replace('?', "%3F");
        match self.resolve(kit, LinkForm::Inline, &format!("/{address}")) {
            // An address outside, or a place in a page, can't be put into a kit.
            found @ (Target::Document { .. } | Target::File(_)) => found,
            _ => Target::Missing,
        }
    }

    /// For whom a document is in the end: a case study without its customer's consent is left out of `customer` builds.
    pub(crate) fn audience_in_effect(document: &Document) -> Audience {
        let unconsented = document.kind == "case-study" && !document.fields.contains_key("consent");
        if unconsented { document.audience.min(Audience::Partner) } else { document.audience }
    }
}
