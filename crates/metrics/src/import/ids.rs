//! Ids of imported events: the same for the same content.

use std::collections::HashMap;

/// Makes ids by a hash with a key.
///
/// The key keeps ids from telling what they were made of: addresses are few enough to be tried out. It belongs to the store that the events go to, and
/// stays the same, so that a file that is imported again gives the same ids.
#[derive(Clone, Debug)]
pub struct Ids {
    key: [u8; 32],
    /// How often each content came: two equal lines are two events.
    times: HashMap<[u8; 16], u64>,
}

impl Ids {
    /// Ids by a key of the store's.
    pub fn new(key: [u8; 32]) -> Self {
        Self { key, times: HashMap::new() }
    }

    /// An event's id: of what it was made of, and the how-manieth of these in the file it is.
    pub(super) fn event(&mut self, kind: &str, parts: &[&str]) -> String {
        let hash = self.hash(kind, parts, 0);
        let times = self.times.entry(hash).or_default();
        *times += 1;
        let nth = *times;
        hex(self.hash(kind, parts, nth))
    }

    /// A session's id: of what tells readers apart.
    pub(super) fn session(&self, parts: &[&str]) -> String {
        hex(self.hash("session", parts, 0))
    }

    fn hash(&self, kind: &str, parts: &[&str], nth: u64) -> [u8; 16] {
        let mut hasher = blake3::Hasher::new_keyed(&self.key);
        for part in std::iter::once(&kind).chain(parts) {
            // Lengths keep "ab", "c" and "a", "bc" apart.
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        hasher.update(&nth.to_le_bytes());
        let mut short = [0; 16];
        hasher.finalize_xof().fill(&mut short);
        short
    }
}

fn hex(bytes: [u8; 16]) -> String {
    bytes.iter().fold(String::with_capacity(32), |mut text, byte| {
        for half in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(half), 16).unwrap_or_default());
        }
        text
    })
}
