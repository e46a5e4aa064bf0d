//! WAV: RIFF chunks (Multimedia Programming Interface and Data Specifications 1.0).

use std::io::{Read, Seek};

use super::{Key, LONGEST, Told, seconds};
use crate::{ReadError, plain, stream::Stream};

pub(super) fn read<R: Read + Seek>(stream: &mut Stream<R>, told: &mut Told) -> Result<(), ReadError> {
    let mut at = 12;
    let mut per_second = None;
    while at < stream.length() {
        let [name @ .., a, b, c, d] = stream.array::<8>(at)?;
        let length = u32::from_le_bytes([a, b, c, d]);
        let begin = at + 8;
        at = begin + u64::from(length) + u64::from(length % 2);
        match &name {
            b"fmt " => per_second = Some(u64::from(u32::from_le_bytes(stream.array(begin + 8)?))),
            b"data" => {
                // Not known when it was written, or more than fits in.
                let left = stream.length().saturating_sub(begin);
                let length = if matches!(length, 0 | u32::MAX) { left } else { u64::from(length).min(left) };
                told.seconds = per_second.and_then(|per_second| seconds(length, per_second));
            }
            b"LIST" if stream.array(begin)? == *b"INFO" => info(stream, begin + 4, at, told)?,
            _ => {}
        }
    }
    Ok(())
}

/// Names, each a chunk.
fn info<R: Read + Seek>(stream: &mut Stream<R>, mut at: u64, end: u64, told: &mut Told) -> Result<(), ReadError> {
    while at + 8 <= end {
        let [name @ .., a, b, c, d] = stream.array::<8>(at)?;
        let length = u32::from_le_bytes([a, b, c, d]);
        let key = match &name {
            b"IART" => Some(Key::Person),
            b"INAM" => Some(Key::Title),
            _ => None,
        };
        if let Some(key) = key {
            let most = usize::try_from(length).unwrap_or(LONGEST).min(LONGEST);
            told.add(key, &plain::decode(&stream.up_to(at + 8, most)?));
        }
        at += 8 + u64::from(length) + u64::from(length % 2);
    }
    Ok(())
}
