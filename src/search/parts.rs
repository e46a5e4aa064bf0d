//! An index that is made in parts, on all processors, and of which only those parts are made again whose pages have changed.
//!
//! Pages are cut into runs by their documents' ids ([`runs`]): a document more or less moves no border but its neighbours'. Each run is
//! a [`Part`], a segment of its own that is kept in a [`Store`] under the hash of its pages. At the end all are merged into the one
//! segment that is served, by a first build as by a later one: so both give the same bytes.

use std::{
    io::Write as _,
    ops::Range,
    path::{Path, PathBuf},
};

use fieldbook_search::SearchError;
use tantivy::{
    Directory, Index, TantivyError,
    directory::{RamDirectory, TerminatingWrite as _},
};

use super::{
    Packed, Page, Vocabulary,
    index::Writer,
    notes::Notes,
    pack::{self, EXTENSIONS, META},
};
use crate::{
    ledger::{Fingerprint, Fingerprinter},
    markdown::Section,
    store::Store,
};

/// Counts the changes of what makes a segment of pages, and of how it is kept.
const FORMAT: &str = "1";

/// Pages of a part at least and at most, and how many of them follow on the least in the middle.
const LEAST: usize = 512;
const MOST: usize = 2_048;
const BEYOND_LEAST: u64 = 512;

/// Cuts documents into runs, by ids in the order of the index.
pub fn runs<'i>(ids: impl Iterator<Item = &'i str>) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (number, id) in ids.enumerate() {
        match runs.last_mut() {
            Some(run) if run.len() < LEAST || run.len() < MOST && !begins_a_run(id) => run.end = number + 1,
            _ => runs.push(number..number + 1),
        }
    }
    runs
}

fn begins_a_run(id: &str) -> bool {
    let hash = blake3::hash(id.as_bytes());
    let number = hash.as_bytes().first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes));
    number.is_multiple_of(BEYOND_LEAST)
}

/// The index of a run of pages.
#[derive(Debug)]
pub struct Part {
    directory: RamDirectory,
    notes: Notes,
}

impl Part {
    /// Indexes pages, unless the store has what was made of the same.
    pub fn new(pages: &[Page], store: &Store) -> Result<Self, SearchError> {
        let made_of = made_of(pages);
        let mut notes = Notes::default();
        for page in pages {
            notes.note(page);
        }
        if let Some(directory) = store.get(made_of).and_then(|bytes| read(&bytes)) {
            return Ok(Self { directory, notes });
        }
        let mut writer = Writer::new()?;
        pages.iter().try_for_each(|page| writer.add(page))?;
        let directory = writer.finish()?;
        store.put(made_of, &written(&directory)?);
        Ok(Self { directory, notes })
    }
}

/// Packs the index of all parts, in their order, into files for the site. `text` is the file beside each page that holds its text, for
/// excerpts; empty where there is none but the page itself.
pub fn finish(parts: Vec<Part>, vocabulary: &Vocabulary, text: &str) -> Result<Packed, SearchError> {
    let mut notes = Notes::default();
    let mut directories = Vec::with_capacity(parts.len());
    for part in parts {
        notes.append(part.notes);
        directories.push(part.directory);
    }
    // Merging keeps one processor busy.
    let (directory, records) = rayon::join(|| merged(directories), || pack::serve_records(&notes.records));
    pack::pack(&directory?, &notes.labels(vocabulary), &records?, text)
}

/// One segment of several.
fn merged(mut directories: Vec<RamDirectory>) -> Result<RamDirectory, SearchError> {
    match (directories.pop(), directories.is_empty()) {
        (None, _) => Writer::new()?.finish(),
        (Some(only), true) => Ok(only),
        (Some(last), false) => {
            directories.push(last);
            let indices = directories.into_iter().map(Index::open).collect::<Result<Vec<_>, _>>()?;
            let directory = RamDirectory::create();
            tantivy::indexer::merge_indices(&indices, directory.clone())?;
            Ok(directory)
        }
    }
}

/// All of pages that gets into a segment.
fn made_of(pages: &[Page]) -> Fingerprint {
    let mut all = Fingerprinter::new("part of an index");
    all.text(FORMAT);
    for page in pages {
        // What is only in records: `url`, `avoid`, anchors.
        let Page {
            url: _,
            title,
            summary,
            kind,
            language,
            questions,
            synonyms,
            avoid: _,
            facets,
            standing,
            demand,
            sections,
        } = page;
        for text in [title, summary.as_deref().unwrap_or_default(), kind, language] {
            all.text(text);
        }
        let lengths = [questions.len(), synonyms.len(), facets.len(), sections.len()];
        all.text(&format!("{standing:?} {} {lengths:?}", demand.step()));
        for text in questions.iter().chain(synonyms) {
            all.text(text);
        }
        for (facet, value) in facets {
            all.text(facet).text(value);
        }
        for Section { anchor, heading, text } in sections {
            all.text(if anchor.is_none() { "intro" } else { "section" }).text(heading).text(text);
        }
    }
    all.end()
}

/// The files of an index as they are kept: for each the length of its name and its content, both in four bytes, and both.
fn written(directory: &RamDirectory) -> Result<Vec<u8>, SearchError> {
    let (meta, segment) = pack::read_meta(directory)?;
    let mut bytes = Vec::new();
    let mut add = |name: &str, content: &[u8]| {
        for part in [name.as_bytes(), content] {
            // A file of more than four gigabytes isn't read again.
            bytes.extend(u32::try_from(part.len()).unwrap_or(u32::MAX).to_le_bytes());
        }
        bytes.extend(name.as_bytes());
        bytes.extend(content);
    };
    add(META, meta.as_bytes());
    for extension in segment.iter().flat_map(|_| EXTENSIONS) {
        let name = format!("{}.{extension}", segment.as_deref().unwrap_or_default());
        let file = directory.open_read(Path::new(&name)).map_err(TantivyError::from)?;
        add(&name, &file.read_bytes().map_err(TantivyError::from)?);
    }
    Ok(bytes)
}

/// An index of its files; `None` where they can't be read.
fn read(mut bytes: &[u8]) -> Option<RamDirectory> {
    let directory = RamDirectory::create();
    while !bytes.is_empty() {
        let (name, rest) = bytes.split_first_chunk()?;
        let (content, rest) = rest.split_first_chunk()?;
        let length = |bytes: &[u8; 4]| usize::try_from(u32::from_le_bytes(*bytes)).ok();
        let (name, rest) = rest.split_at_checked(length(name)?)?;
        let (content, rest) = rest.split_at_checked(length(content)?)?;
        let path = PathBuf::from(std::str::from_utf8(name).ok()?);
        let mut file = directory.open_write(&path).ok()?;
        file.write_all(content).ok()?;
        file.terminate().ok()?;
        bytes = rest;
    }
    Some(directory)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use super::*;

    fn page(number: usize, text: &str) -> Page {
        let section = Section { text: format!("Text {number} about {text}"), ..Section::default() };
        Page { title: format!("Page {number}"), url: format!("{number}/"), sections: vec![section], ..Page::default() }
    }

    fn kept(folder: &Path) -> Store {
        Store::new(folder.to_owned(), Fingerprint::of("test", b""))
    }

    fn packed(pages: &[Page], store: &Store) -> Packed {
        let ids: Vec<String> = (0..pages.len()).map(|number| format!("id-{number}")).collect();
        let runs = runs(ids.iter().map(String::as_str));
        let parts = runs.into_iter().map(|run| Part::new(&pages[run], store).unwrap()).collect();
        finish(parts, &Vocabulary::default(), "").unwrap()
    }

    #[test]
    fn runs_follow_one_another_and_an_id_more_moves_few_borders() {
        let ids: Vec<String> = (0..5_000).map(|number| format!("folder/id-{number}")).collect();
        let before = runs(ids.iter().map(String::as_str));
        assert!(before.windows(2).all(|pair| pair[0].end == pair[1].start));
        assert_eq!((before[0].start, before.last().unwrap().end), (0, 5_000));
        assert!(before[..before.len() - 1].iter().all(|run| (LEAST..=MOST).contains(&run.len())));
        let more: Vec<&str> = std::iter::once("a first one").chain(ids.iter().map(String::as_str)).collect();
        let after: Vec<usize> = runs(more.into_iter()).into_iter().map(|run| run.start.saturating_sub(1)).collect();
        let moved = before.iter().filter(|run| !after.contains(&run.start)).count();
        assert!(moved <= 4, "{moved} of {} borders have moved", before.len());
        assert_eq!(runs(std::iter::empty()), Vec::<Range<usize>>::new());
    }

    #[test]
    fn an_index_of_kept_parts_is_the_same_as_one_made_anew() {
        let folder = tempfile::tempdir().unwrap();
        let mut pages: Vec<Page> = (0..1_500).map(|number| page(number, "telemetry")).collect();
        packed(&pages, &kept(folder.path()));
        pages[700] = page(700, "encryption");
        let anew = packed(&pages, &Store::default()).files;
        let store = kept(folder.path());
        assert_eq!(packed(&pages, &store).files, anew);

        store.sweep();
        let pieces: Vec<PathBuf> =
            std::fs::read_dir(folder.path()).unwrap().map(|piece| piece.unwrap().path()).collect();
        for (number, piece) in pieces.iter().enumerate() {
            let mut bytes = std::fs::read(piece).unwrap();
            bytes.truncate(bytes.len() * number / pieces.len());
            std::fs::write(piece, bytes).unwrap();
        }
        assert_eq!(packed(&pages, &kept(folder.path())).files, anew);
    }

    #[test]
    fn an_index_of_nothing_and_of_one_part_is_an_index() {
        for count in [0, 1, 5] {
            let pages: Vec<Page> = (0..count).map(|number| page(number, "text")).collect();
            assert!(!packed(&pages, &Store::default()).files.is_empty());
        }
    }
}
