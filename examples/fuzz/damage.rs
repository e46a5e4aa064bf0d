//! Files of an index that came cut short, changed, or in place of one another: refused, and harmless.

use std::{collections::BTreeMap, io::Read};

use fieldbook::search::{MANIFEST, Packed, SearchError, Searcher};
use fieldbook_search::PagedDirectory;

use crate::{queries::Queries, random::Random, subject::Failure};

/// Rounds of requests in which a query must be answered, though half of what is asked for comes no sooner than in a later one.
const MOST_ROUNDS: usize = 50;

/// The files of an index, no longer compressed, by name.
#[derive(Debug)]
pub(crate) struct Files(BTreeMap<String, Vec<u8>>);

impl Files {
    /// Unpacks what a site would serve.
    pub(crate) fn new(packed: Packed) -> Result<Self, Failure> {
        let mut files = BTreeMap::new();
        for (path, bytes) in packed.files.into_iter().filter(|(path, _)| path != MANIFEST) {
            let mut plain = Vec::new();
            flate2::read::GzDecoder::new(bytes.as_slice()).read_to_end(&mut plain)?;
            files.insert(path.rsplit('/').next().unwrap_or_default().to_owned(), plain);
        }
        Ok(Self(files))
    }

    fn get(&self, name: &str) -> Result<&Vec<u8>, Failure> {
        self.0.get(name).ok_or_else(|| Failure::Broken(format!("{name} is asked for and doesn't exist")))
    }

    /// Opens the index with a damaged hot file, which must fail, then with the right one; asks, and answers what is asked
    /// for with damaged chunks, which must be refused, then with the right ones. Gives how many files were damaged.
    pub(crate) fn try_case(&self, queries: &Queries, number: u64) -> Result<usize, Failure> {
        let mut random = Random::of_case(number, number);
        let mut damaged = 0;
        let hot = self.get("hot.gz")?;
        let changed = self.damage(hot, &mut random);
        if changed != *hot {
            damaged += 1;
            refused("hot.gz", PagedDirectory::open(changed).map(|_| ()))?;
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
            for name in directory.take_misses() {
                let chunk = self.get(&name)?;
                let changed = self.damage(chunk, &mut random);
                if changed != *chunk {
                    damaged += 1;
                    refused(&name, directory.put(&name, changed))?;
                }
                // Half of them come no second time in this round.
                if random.one_in(2) {
                    directory.put(&name, chunk.clone())?;
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

/// That something was refused as damaged or made otherwise.
fn refused(name: &str, outcome: Result<(), SearchError>) -> Result<(), Failure> {
    match outcome {
        Err(SearchError::Damaged(_) | SearchError::OtherFormat { .. }) => Ok(()),
        Err(error) => Err(error.into()),
        Ok(()) => Err(Failure::Broken(format!("a damaged {name} is taken for a whole one"))),
    }
}
