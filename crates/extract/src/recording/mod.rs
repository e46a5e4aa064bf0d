//! Recordings: how long they play, how large they are shown, who made them, and whether they say where. Of files that may have gigabytes
//! only beginnings, ends and what says how long pieces are is read.

mod iso;
mod matroska;
mod mp3;
mod ogg;
#[cfg(test)]
mod tests;
mod wav;

use std::io::{Read, Seek};

use crate::{Content, Facts, MediaType, ReadError, Trace, stream::Stream};

/// Bytes of a name at most.
const LONGEST: usize = 4096;

/// What a recording tells.
#[derive(Default)]
struct Told {
    title: Option<String>,
    seconds: Option<u32>,
    /// In pixels, as it is shown.
    size: Option<(u32, u32)>,
    people: Vec<String>,
    has_location: bool,
}

/// Reads a recording.
pub(crate) fn read<R: Read + Seek>(stream: &mut Stream<R>, media: MediaType) -> Result<Content, ReadError> {
    let mut told = Told::default();
    let outcome = match media {
        MediaType::Mp4 | MediaType::QuickTime | MediaType::M4a => iso::read(stream, &mut told),
        MediaType::WebM => matroska::read(stream, &mut told),
        MediaType::Wav => wav::read(stream, &mut told),
        MediaType::Mp3 => mp3::read(stream, &mut told),
        MediaType::Ogg => ogg::read(stream, &mut told),
        _ => return Err(ReadError::Unsupported { media }),
    };
    let (width, height) = told.size.unzip();
    // What was known before the damage holds all the same.
    if told.seconds.is_none() && width.is_none() {
        outcome.clone()?;
    }
    let mut traces: Vec<Trace> = told.people.into_iter().map(Trace::Author).collect();
    traces.extend(told.has_location.then_some(Trace::Location));
    traces.sort();
    traces.dedup();
    let facts = Facts { title: told.title, seconds: told.seconds, width, height, ..Facts::default() };
    Ok(Content { facts, traces, cut: outcome.is_err(), ..Content::default() })
}

impl Told {
    /// Adds a name or a title, by what it is called in its format.
    fn add(&mut self, key: Key, text: &str) {
        let text = text.trim_matches(|character: char| character == '\0' || character.is_whitespace());
        match key {
            _ if text.is_empty() => {}
            Key::Title => self.title = Some(text.to_owned()),
            Key::Person => self.people.push(text.to_owned()),
            Key::Location => self.has_location = true,
        }
    }
}

/// What is said of a recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    Title,
    Person,
    Location,
}

/// Keys that Matroska, Vorbis comments and others share.
fn shared_key(name: &str) -> Option<Key> {
    match name.to_ascii_uppercase().as_str() {
        "TITLE" => Some(Key::Title),
        "ARTIST" | "AUTHOR" | "DIRECTOR" | "PERFORMER" => Some(Key::Person),
        "LOCATION" | "RECORDING_LOCATION" => Some(Key::Location),
        _ => None,
    }
}

/// Whole seconds of so many units.
fn seconds(units: u64, per_second: u64) -> Option<u32> {
    let rounded = units.saturating_add(per_second / 2).checked_div(per_second)?;
    u32::try_from(rounded).ok()
}
