//! What documents of a plan lead to, and so what leads to them.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::{Plan, Since};
use crate::library::{Data, DocumentId, FieldType, Target, Value};

/// The documents that a document names, by their numbers, ascending.
pub(super) type Links = Box<[usize]>;

impl Plan<'_> {
    /// The documents that each document names.
    pub(super) fn find_links(&self, since: Option<Since<'_>>) -> Vec<Links> {
        let mut known = since.map(|since| since.links(self)).unwrap_or_default();
        known.resize_with(self.documents.len(), || None);
        let find = |(number, known): (usize, Option<Links>)| {
            known.unwrap_or_else(|| self.leads_to(number).into_iter().collect())
        };
        known.into_par_iter().enumerate().map(find).collect()
    }

    pub(super) fn set_links(&mut self, links: Vec<Links>) {
        for (from, targets) in links.iter().enumerate() {
            for target in targets {
                self.documents[*target].backlinks.push(from);
            }
        }
        self.links = links;
    }

    /// The documents of the build that a document names: by links, as related, or in fields.
    fn leads_to(&self, number: usize) -> BTreeSet<usize> {
        let held = self.documents[number].held;
        let linked = held.links().filter_map(|target| match target {
            Target::Document { index, .. } => self.number_of(index),
            Target::File(path) => self.number_of_file(&path),
            _ => None,
        });
        let mut targets: BTreeSet<usize> = linked.collect();
        targets.extend(held.related().iter().filter_map(|id| self.find(id, held.language())));
        targets.extend(held.gathers().into_iter().filter_map(|item| match item.target {
            Target::Document { index, .. } => self.number_of(index),
            Target::File(path) => self.number_of_file(&path),
            _ => None,
        }));
        for (spec, value) in held.fields() {
            if matches!(spec.field_type, FieldType::Document(_)) {
                targets.extend(ids(value).filter_map(|id| self.find(&id, held.language())));
            }
        }
        let own = self.variants(number);
        targets.retain(|target| !own.contains(target));
        targets
    }
}

/// The ids in a field's value.
pub fn ids(value: &Value) -> impl Iterator<Item = DocumentId> {
    let single = matches!(value.data, Data::Text(_)).then_some(value);
    single.into_iter().chain(value.elements()).filter_map(Value::as_str).map(DocumentId::new)
}
