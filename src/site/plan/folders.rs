//! What stands in which folder: for the side navigation and the pages of folders.

use std::{collections::BTreeMap, ops::Range};

use super::Plan;

/// What stands in a folder of the site.
#[derive(Debug, Default)]
pub struct Folder {
    /// Numbers of its documents, one for each id, in the order of ids; the folder's own page isn't among them.
    pub documents: Vec<usize>,
}

impl Folder {
    /// At most `count` places around that of a document, so that a page's size doesn't grow with the library.
    pub fn window(&self, number: Option<usize>, count: usize) -> Range<usize> {
        let place = number.and_then(|number| self.documents.binary_search(&number).ok()).unwrap_or(0);
        let start = place.saturating_sub(count / 2).min(self.documents.len().saturating_sub(count));
        start..(start + count).min(self.documents.len())
    }
}

/// The folder that an id stands in: `a/b/index` is the page of `a/b` and stands in `a`.
pub fn parent(id: &str) -> &str {
    let id = id.strip_suffix("/index").unwrap_or(id);
    id.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Gathers the documents of a plan by folder.
pub(super) fn gather<'a>(plan: &Plan<'a>) -> BTreeMap<&'a str, Folder> {
    let mut folders: BTreeMap<&'a str, Folder> = BTreeMap::new();
    // In the order of ids, so that neighbours mostly stand in one folder, and numbers ascend.
    let mut current: (&str, Vec<usize>) = ("", Vec::new());
    let mut put = |(folder, documents): (&'a str, Vec<usize>)| {
        if !documents.is_empty() {
            folders.entry(folder).or_default().documents.extend(documents);
        }
    };
    for number in plan.first_variants().filter(|number| !plan.documents[*number].held.is_asset()) {
        let id = plan.documents[number].held.id().as_str();
        if id == "index" {
            continue;
        }
        if parent(id) != current.0 {
            put(std::mem::replace(&mut current, (parent(id), Vec::new())));
        }
        current.1.push(number);
    }
    put(current);
    folders
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_stays_within_its_folder_and_around_the_document() {
        let folder = Folder { documents: (100..200).collect() };
        assert_eq!(folder.window(Some(100), 30), 0..30);
        assert_eq!(folder.window(Some(150), 30), 35..65);
        assert_eq!(folder.window(Some(199), 30), 70..100);
        assert_eq!(folder.window(None, 30), 0..30);
        assert_eq!(Folder { documents: vec![1, 2] }.window(Some(2), 30), 0..2);
        assert_eq!(Folder::default().window(None, 30), 0..0);
    }

    #[test]
    fn the_page_of_a_folder_stands_in_the_folder_above() {
        assert_eq!(parent("rfp/security/soc2"), "rfp/security");
        assert_eq!(parent("rfp/security/index"), "rfp");
        assert_eq!(parent("rfp/index"), "");
        assert_eq!(parent("soc2"), "");
    }
}
