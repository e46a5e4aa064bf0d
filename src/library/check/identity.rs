//! What a document is called by: ids, addresses and aliases that must be unique.

use std::collections::BTreeMap;

use super::{Survey, beginning};
use crate::{
    diagnostics::{Code, Diagnostic, Diagnostics},
    library::{Document, DocumentId, Library},
};

/// Top folders of the site that hold its own pages and files.
const RESERVED: &[&str] = &["assets", "facet", "kind", "owner", "search", "tag"];

/// Checks ids, addresses and aliases.
pub(super) fn check(survey: &Survey<'_>, findings: &mut Diagnostics) {
    let documents = &survey.library.documents;
    findings.extend(documents.iter().filter_map(reserved));
    if !survey.library.is_plain_folder() {
        findings.extend(documents.iter().filter_map(|document| undeclared(survey, document)));
    }
    let mut homes: BTreeMap<String, &Document> = BTreeMap::new();
    for document in documents {
        match homes.entry(address(survey.library, document)) {
            std::collections::btree_map::Entry::Vacant(home) => {
                home.insert(document);
            }
            std::collections::btree_map::Entry::Occupied(home) => findings.push(clash(document, home.get())),
        }
    }
    check_aliases(documents, &homes, findings);
}

/// A document whose name says a language that the library doesn't have, beside the one that it seems to be a variant of.
fn undeclared(survey: &Survey<'_>, document: &Document) -> Option<Diagnostic> {
    let (base, suffix) = document.id.as_str().rsplit_once('.')?;
    let primary = suffix.split('-').next()?;
    let is_tag = primary.len() == 2 && primary.bytes().all(|byte| byte.is_ascii_lowercase());
    survey.find(&DocumentId::new(base)).filter(|_| is_tag)?;
    let message = format!("`{suffix}` is none of the library's languages, so this is a page of its own");
    let finding = Diagnostic::new(Code::UndeclaredLanguage, message).at(&document.path, None);
    Some(finding.help(format!("add `{suffix}` to `languages` in fieldbook.toml: then it is a variant of `{base}`")))
}

fn reserved(document: &Document) -> Option<Diagnostic> {
    let top = document.id.as_str().split('/').next()?;
    let top = RESERVED.iter().find(|reserved| top.eq_ignore_ascii_case(reserved))?;
    let message = format!("the site needs the address `/{top}/` for itself");
    Some(Diagnostic::new(Code::ReservedPath, message).at(&document.path, None).help(format!(
        "give the file or folder another name, and keep the old address by `aliases = [\"{}\"]` if it was in use",
        document.id
    )))
}

/// A document's path on the site, in lower case, since not all hosts tell large letters from small ones.
fn address(library: &Library, document: &Document) -> String {
    let id = document.id.as_str();
    let folder = if document.is_index() { id.trim_end_matches("index").trim_end_matches('/') } else { id };
    let path = folder.to_lowercase();
    if document.language == library.config.language { path } else { format!("{}/{path}", document.language) }
}

fn clash(document: &Document, first: &Document) -> Diagnostic {
    if document.id == first.id && document.language == first.language {
        return Diagnostic::new(Code::DuplicateId, format!("the id `{}` is taken", document.id))
            .at(&document.path, beginning(document))
            .help("rename or remove one of the two files")
            .related(&first.path, first.places.block, "by this file");
    }
    Diagnostic::new(Code::DuplicateUrl, format!("{} would be written to the same address", first.path))
        .at(&document.path, beginning(document))
        .help("rename one of the two files")
        .related(&first.path, first.places.block, "the other document")
}

fn check_aliases(documents: &[Document], homes: &BTreeMap<String, &Document>, findings: &mut Diagnostics) {
    let mut taken: BTreeMap<String, &Document> = BTreeMap::new();
    for document in documents {
        let place = document.places.of("aliases");
        for (index, alias) in document.aliases.iter().enumerate() {
            let span = place.and_then(|place| place.elements.get(index).copied().or(Some(place.value)));
            let key = alias.trim_matches('/').to_lowercase();
            let (other, role) = match (homes.get(&key), taken.get(&key)) {
                (Some(home), _) => (*home, "this document lives there"),
                (None, Some(first)) => (*first, "this document has the same alias"),
                (None, None) => {
                    taken.insert(key, document);
                    continue;
                }
            };
            findings.push(
                Diagnostic::new(Code::AliasClash, format!("the path `{alias}` is taken"))
                    .at(&document.path, span.unwrap_or_default())
                    .help("remove the alias from one of the two documents")
                    .related(&other.path, other.span_of("aliases").filter(|_| role.ends_with("alias")), role),
            );
        }
    }
}
