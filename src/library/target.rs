//! What a link of a document leads to.
//!
//! [`Library::resolve`] reads a link's target as a path or an id and looks it up in the [`Index`], which is built once.

use std::{collections::HashMap, ops::Range};

use super::{Document, Library, Value, files::is_markdown, suggestion};
use crate::markdown::LinkForm;

/// What a link leads to.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// A document, by its place in [`Library::documents`], and the anchor in it.
    Document {
        /// Its place; the variant in the linking document's language where there is one.
        index: usize,
        /// The anchor, without `#`.
        anchor: Option<String>,
        /// Whether the anchor is there.
        anchor_exists: bool,
    },
    /// A file under the content folder, by its path relative to the library's root.
    File(String),
    /// Another site, a mail address or a telephone number, as written.
    External(String),
    /// Several ids end in what the wiki link says.
    Ambiguous(Vec<String>),
    /// Nothing is there. [`Library::nearest`] says what may have been meant.
    Missing,
}

/// Names that the page of a folder can have, best first.
const FOLDER_PAGES: [&str; 2] = ["index", "README"];

/// Finds documents by the ways in which links name them.
#[derive(Debug)]
pub(super) struct Index {
    /// Variants of an id, as a range of places, since documents are in the order of ids.
    by_id: HashMap<Box<str>, Range<usize>>,
    /// Places of the first variants of the ids that end in a word; for the page of a folder that is the folder's name.
    by_last_word: HashMap<Box<str>, Vec<usize>>,
}

impl Index {
    /// Indexes documents, which are in the order of ids.
    pub(super) fn new(documents: &[Document]) -> Self {
        let mut by_id = HashMap::with_capacity(documents.len());
        let mut by_last_word: HashMap<Box<str>, Vec<usize>> = HashMap::with_capacity(documents.len());
        let mut start = 0;
        for variants in documents.chunk_by(|one, other| one.id == other.id) {
            if let Some(first) = variants.first() {
                by_id.insert(Box::from(first.id.as_str()), start..start + variants.len());
                by_last_word.entry(Box::from(last_word(short_id(first)))).or_default().push(start);
            }
            start += variants.len();
        }
        Self { by_id, by_last_word }
    }

    /// Variants of the document of an id, or of the page of the folder of that name.
    fn find(&self, id: &str) -> Option<Range<usize>> {
        let exact = if id.is_empty() { None } else { self.by_id.get(id) };
        let of_folder = |page: &&str| {
            let path = if id.is_empty() { (*page).to_owned() } else { format!("{id}/{page}") };
            self.by_id.get(path.as_str())
        };
        exact.or_else(|| FOLDER_PAGES.iter().find_map(of_folder)).cloned()
    }
}

/// An id as links name it: that of a folder's page is the folder.
fn short_id(document: &Document) -> &str {
    let id = document.id.as_str();
    id.strip_suffix("/index").unwrap_or(id)
}

fn last_word(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

impl Library {
    /// All language variants of a document, the main language first; none where there is no such id.
    pub fn variants(&self, id: &str) -> &[Document] {
        self.index.by_id.get(id).and_then(|range| self.documents.get(range.clone())).unwrap_or_default()
    }

    /// The variant of a document in a language.
    pub fn document(&self, id: &str, language: &str) -> Option<&Document> {
        self.variants(id).iter().find(|document| document.language == language)
    }

    /// What a link in `from` leads to.
    pub fn resolve(&self, from: &Document, form: LinkForm, target: &str) -> Target {
        let target = target.trim();
        if is_external(target) {
            return Target::External(target.to_owned());
        }
        let (path, anchor) = match target.split_once('#') {
            Some((path, anchor)) => (path, Some(decode(anchor)).filter(|anchor| !anchor.is_empty())),
            None => (target, None),
        };
        if path.is_empty() {
            let index = self.place_of(from);
            return index.map_or(Target::Missing, |index| self.at(index, anchor));
        }
        // A name may hold what looks like an escape; a query is for the server that a file may once be on.
        let without_query = path.split('?').next().unwrap_or(path);
        let ways: [&dyn Fn() -> String; 3] = [&|| decode(path), &|| decode(without_query), &|| path.to_owned()];
        let ways = ways.iter().map(|way| way()).filter(|way| !way.is_empty());
        let mut found = ways.map(|way| self.look_up(from, form, &way, anchor.clone()));
        found.find(|target| *target != Target::Missing).unwrap_or(Target::Missing)
    }

    /// The id or file that comes nearest to a target that leads nowhere, if any comes near.
    pub fn nearest(&self, target: &str) -> Option<&str> {
        let path = target.split(['#', '?']).next().unwrap_or_default().trim_end_matches('/');
        let path = decode(path);
        let word = last_word(&path);
        let names_file = word.contains('.') && !is_markdown(word);
        if names_file {
            return self.files.iter().find(|file| last_word(file) == word).map(String::as_str);
        }
        let word = without_extension(word);
        let places = self.index.by_last_word.get(word).or_else(|| {
            let near = suggestion::nearest(word, self.index.by_last_word.keys().map(|word| &**word))?;
            self.index.by_last_word.get(near)
        })?;
        let wanted = without_extension(&path).trim_start_matches(['/', '.', '@']).to_lowercase();
        let ids = places.iter().filter_map(|&place| self.documents.get(place)).map(short_id);
        ids.min_by_key(|id| strsim::osa_distance(&wanted, &id.to_lowercase()))
    }

    fn look_up(&self, from: &Document, form: LinkForm, path: &str, anchor: Option<String>) -> Target {
        if form == LinkForm::Wiki && !path.starts_with(['.', '/']) {
            match self.by_wiki_name(from, path, anchor.clone()) {
                Target::Missing => {}
                found => return found,
            }
        }
        match path.strip_prefix('/').or_else(|| path.strip_prefix("@/")) {
            Some(path) => self.by_root_path(from, path, anchor.as_deref()),
            None => join(folder_of(self.content_path(&from.path)), path)
                .map_or(Target::Missing, |place| self.by_content_path(from, &place, anchor)),
        }
    }

    /// By a path from the root, wherever its author counts that from.
    fn by_root_path(&self, from: &Document, path: &str, anchor: Option<&str>) -> Target {
        let Some(place) = join("", path) else { return Target::Missing };
        let content = self.config.content.as_str();
        let mut places = vec![place.clone()];
        if content.is_empty() {
            // A checkout of another program's site without a configuration of its own.
            let folders = content_folders(&from.path, &self.config.language);
            places.extend(folders.map(|folder| format!("{folder}/{place}")));
        } else {
            // Code hosts count from the root of the checkout.
            places.extend(place.strip_prefix(content).and_then(|rest| rest.strip_prefix('/')).map(str::to_owned));
        }
        let mut found = places.iter().map(|place| self.by_content_path(from, place, anchor.map(str::to_owned)));
        found.find(|target| *target != Target::Missing).unwrap_or(Target::Missing)
    }

    /// By an id, or by what just one id ends in.
    fn by_wiki_name(&self, from: &Document, name: &str, anchor: Option<String>) -> Target {
        let name = without_extension(name.trim_end_matches('/'));
        if let Some(variants) = self.index.find(name) {
            return self.at(self.variant_for(from, variants), anchor);
        }
        let ends_so = |&place: &usize| {
            self.documents.get(place).is_some_and(|document| {
                short_id(document).strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
            })
        };
        let places = self.index.by_last_word.get(last_word(name)).map(Vec::as_slice).unwrap_or_default();
        let places: Vec<usize> = places.iter().copied().filter(ends_so).collect();
        let ids =
            || places.iter().filter_map(|&place| self.documents.get(place)).map(|document| document.id.to_string());
        match places.as_slice() {
            [] => Target::Missing,
            [place] => {
                let variants = self.documents.get(*place).and_then(|document| self.index.find(document.id.as_str()));
                variants.map_or(Target::Missing, |variants| self.at(self.variant_for(from, variants), anchor))
            }
            _ => Target::Ambiguous(ids().collect()),
        }
    }

    /// By a path relative to the content folder: of a document with or without its extension, of a folder, of a file.
    fn by_content_path(&self, from: &Document, path: &str, anchor: Option<String>) -> Target {
        let path = path.trim_end_matches('/');
        if is_markdown(path) {
            let exact = self.id_candidates(path).find_map(|id| {
                let range = self.index.by_id.get(id.as_str())?;
                let is_it = |document: &Document| self.content_path(&document.path) == path;
                let offset = self.documents.get(range.clone())?.iter().position(is_it)?;
                Some((range.clone(), range.start + offset))
            });
            if let Some((variants, index)) = exact {
                let is_main = self.documents.get(index).is_some_and(|it| it.language == self.config.language);
                // Who names a language's file means that language; who names the main one means the reader's.
                return self.at(if is_main { self.variant_for(from, variants) } else { index }, anchor);
            }
        }
        let file =
            if self.config.content.is_empty() { path.to_owned() } else { format!("{}/{path}", self.config.content) };
        if self.files.binary_search(&file).is_ok() {
            return Target::File(file);
        }
        if let Some(reference) = self.asset(&file).and_then(|asset| asset.reference.as_ref()) {
            return Target::External(reference.url.clone());
        }
        match self.index.find(path) {
            Some(variants) => self.at(self.variant_for(from, variants), anchor),
            None => Target::Missing,
        }
    }

    /// Ids that the document in this file may have.
    fn id_candidates(&self, path: &str) -> impl Iterator<Item = String> {
        let stem = without_extension(path);
        let base = match stem.rsplit_once('.') {
            Some((base, suffix)) if self.config.languages.iter().any(|language| language == suffix) => base,
            _ => stem,
        };
        let base = match base.strip_suffix("_index") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("{folder}index"),
            _ => base.to_owned(),
        };
        [base, stem.to_owned()].into_iter()
    }

    /// The variant in the linking document's language, else the first.
    fn variant_for(&self, from: &Document, variants: Range<usize>) -> usize {
        let documents = self.documents.get(variants.clone()).unwrap_or_default();
        let offset = documents.iter().position(|document| document.language == from.language).unwrap_or(0);
        variants.start + offset
    }

    fn at(&self, index: usize, anchor: Option<String>) -> Target {
        let has = |document: &Document, anchor: &str| {
            let outline = &document.outline;
            outline.headings.iter().any(|heading| heading.anchor == anchor)
                || outline.html_anchors.iter().any(|known| known == anchor)
                || has_concern(document, anchor)
        };
        let anchor_exists = match (&anchor, self.documents.get(index)) {
            (Some(anchor), Some(document)) => anchor == "top" || anchor.starts_with(":~:") || has(document, anchor),
            _ => true,
        };
        Target::Document { index, anchor, anchor_exists }
    }

    fn place_of(&self, document: &Document) -> Option<usize> {
        let range = self.index.by_id.get(document.id.as_str())?;
        let offset = self.documents.get(range.clone())?.iter().position(|other| other.path == document.path)?;
        Some(range.start + offset)
    }

    /// A path relative to the content folder, of one relative to the root.
    fn content_path<'p>(&self, path: &'p str) -> &'p str {
        path.strip_prefix(self.config.content.as_str()).map_or(path, |rest| rest.trim_start_matches('/'))
    }
}

/// Whether it is another site's address: one with a scheme (`https:`, `mailto:`, `tel:`), or `//host`.
fn is_external(target: &str) -> bool {
    if target.starts_with("//") {
        return true;
    }
    target.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() > 1
            && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+.-".contains(&byte))
    })
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn without_extension(path: &str) -> &str {
    if is_markdown(path) { path.rsplit_once('.').map_or(path, |(stem, _)| stem) } else { path }
}

/// From where Zola and Hugo count the paths in a document: the folders `content` that it's in, outermost first, and its
/// language's folder in each.
fn content_folders<'p>(path: &'p str, language: &'p str) -> impl Iterator<Item = String> + 'p {
    let ends = path.match_indices('/').map(|(end, _)| end);
    let folders = ends.filter_map(|end| path.get(..end)).filter(|folder| last_word(folder) == "content");
    folders.flat_map(move |folder| [folder.to_owned(), format!("{folder}/{language}")])
}

/// A path from a folder on; `None` where it leads out of the content folder.
pub(super) fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Text without percent escapes; as it is where they don't make UTF-8.
fn decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let escape = if byte == b'%' { text.get(at + 1..at + 3) } else { None };
        let is_hex = |digits: &&str| digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        let escaped = escape.filter(is_hex).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        decoded.push(escaped.unwrap_or(byte));
        at += if escaped.is_some() { 3 } else { 1 };
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

/// Whether it is a persona with a concern of that id: its page sets one as anchor.
fn has_concern(document: &Document, anchor: &str) -> bool {
    let concerns = document.fields.get("concerns").filter(|_| document.kind == "persona");
    let mut tables = concerns.map(Value::elements).unwrap_or_default().iter().filter_map(Value::as_table);
    tables.any(|concern| concern.get("id").and_then(Value::as_str) == Some(anchor))
}

#[cfg(test)]
mod tests;
