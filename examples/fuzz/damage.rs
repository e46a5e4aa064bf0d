//! Files of an index that came cut short, changed, or in place of one another: refused, and harmless.

use std::{
    collections::BTreeMap,
    io::{self, Read},
};

use fieldbook::search::{MANIFEST, Packed, SearchError, Searcher};
use fieldbook_search::{
    PagedDirectory,
    bundle::{HOT, Missing},
};
use flate2::read::{DeflateDecoder, GzDecoder};

use crate::{queries::Queries, random::Random, subject::Failure};

/// Rounds of requests in which a query must be answered, though half of what is asked for comes no sooner than in a later one.
const MOST_ROUNDS: usize = 50;

/// The files of an index by name: the hot file no longer compressed, the others as they are served.
#[derive(Debug)]
pub(crate) struct Files(BTreeMap<String, Vec<u8>>);

impl Files {
    /// Unpacks what a site would serve.
    pub(crate) fn new(packed: Packed) -> Result<Self, Failure> {
        let mut files = BTreeMap::new();
        for (path, bytes) in packed.files.into_iter().filter(|(path, _)| path != MANIFEST) {
            let name = path.rsplit('/').next().unwrap_or_default();
            let bytes = if name == HOT { unpacked(GzDecoder::new(bytes.as_slice()))? } else { bytes };
            files.insert(name.to_owned(), bytes);
        }
        Ok(Self(files))
    }

    fn get(&self, name: &str) -> Result<&Vec<u8>, Failure> {
        self.0.get(name).ok_or_else(|| Failure::Broken(format!("{name} is asked for and doesn't exist")))
    }

    /// Opens the index with a damaged hot file, which must fail, then with the right one; asks, and answers what is asked
    /// for with damaged blocks, which must be refused, then with the right ones. Gives how many were damaged.
    pub(crate) fn try_case(&self, queries: &Queries, number: u64) -> Result<usize, Failure> {
        let mut random = Random::of_case(number, number);
        let mut damaged = 0;
        let hot = self.get(HOT)?;
        let changed = self.damage(hot, &mut random);
        if changed != *hot {
            damaged += 1;
            refused(HOT, PagedDirectory::open(changed).map(|_| ()))?;
        }
        let (directory, vocabulary) = PagedDirectory::open(hot.clone())?;
        let searcher = Searcher::open(directory.clone(), vocabulary, directory.clone())?;
        let request = queries.request(number);
        for _ in 0..MOST_ROUNDS {
            match searcher.search(&request) {
                Ok(_) => return Ok(damaged),
                Err(SearchError::Missing) => {}
                Err(error) => return Err(error.into()),
            }
            for Missing { file, blocks } in directory.take_misses() {
                for place in blocks {
                    let packed = self.get(&file)?.get(place.clone()).unwrap_or_default();
                    let block = unpacked(DeflateDecoder::new(packed))?;
                    // What can't be unpacked doesn't get as far as the engine.
                    let changed = unpacked(DeflateDecoder::new(self.damage(packed, &mut random).as_slice()));
                    if let Some(changed) = changed.ok().filter(|changed| *changed != block) {
                        damaged += 1;
                        refused(&file, directory.put(&file, place.start, changed))?;
                    }
                    // Half of them come no second time in this round.
                    if random.one_in(2) {
                        directory.put(&file, place.start, block)?;
                    }
                }
            }
        }
        Err(Failure::Broken(format!("case {number} isn't answered after {MOST_ROUNDS} rounds")))
    }

    fn damage(&self, bytes: &[u8], random: &mut Random) -> Vec<u8> {
        let mut changed = bytes.to_vec();
        let at = random.below(bytes.len());
        match random.below(6) {
            0 => changed.truncate(at),
            1 => changed[at] ^= 1 << random.below(8),
            2 => changed[at..].fill(0),
            3 => changed.insert(at, 0),
            4 => changed = random.bytes(bytes.len()),
            _ => changed = self.0.values().nth(random.below(self.0.len())).cloned().unwrap_or_default(),
        }
        changed
    }
}

fn unpacked(mut packed: impl Read) -> io::Result<Vec<u8>> {
    let mut plain = Vec::new();
    packed.read_to_end(&mut plain)?;
    Ok(plain)
}

/// That something was refused as damaged or made otherwise.
fn refused(name: &str, outcome: Result<(), SearchError>) -> Result<(), Failure> {
    match outcome {
        Err(SearchError::Damaged(_) | SearchError::OtherFormat { .. }) => Ok(()),
        Err(error) => Err(error.into()),
        Ok(()) => Err(Failure::Broken(format!("a damaged {name} is taken for a whole one"))),
    }
}
