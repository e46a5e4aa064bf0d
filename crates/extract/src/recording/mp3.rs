//! MP3: frames of ISO/IEC 11172-3, 2.4, behind names as ID3 (id3.org, 2.2 to 2.4) writes them. How many frames there are is in the first
//! one, where the encoder wrote it (Xing's and Fraunhofer's ways); else all of them are taken to be as long as it.

use std::io::{Read, Seek};

use super::{Key, LONGEST, Told, seconds};
use crate::{ReadError, plain, stream::Stream};

/// Within so many bytes behind the names a frame begins.
const SEARCHED: usize = 64 * 1024;
/// Kilobits a second of layer III by their index, in version 1 and in the later ones.
const RATES: [[u64; 16]; 2] = [
    [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0],
    [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0],
];

/// A frame's beginning.
#[derive(Clone, Copy)]
struct Frame {
    /// Kilobits a second.
    bits: u64,
    /// Samples a second.
    rate: u64,
    samples: u64,
    /// Bytes.
    length: u64,
    /// Bytes between the header and where the number of frames may be.
    side: usize,
}

pub(super) fn read<R: Read + Seek>(stream: &mut Stream<R>, told: &mut Told) -> Result<(), ReadError> {
    let begin = names(stream, told)?;
    let head = stream.up_to(begin, SEARCHED)?;
    let (at, frame) = first(&head).ok_or_else(|| ReadError::damaged("it has no frame where it should"))?;
    let count = head.get(at..).and_then(|bytes| frames(bytes, frame));
    told.seconds = if let Some(count) = count {
        seconds(u64::from(count).saturating_mul(frame.samples), frame.rate)
    } else {
        let sound = stream.length().saturating_sub(begin).saturating_sub(u64::try_from(at).unwrap_or_default());
        seconds(sound, frame.bits * 125)
    };
    Ok(())
}

/// The first frame that has another one behind it.
fn first(bytes: &[u8]) -> Option<(usize, Frame)> {
    let frame_at = |at: usize| bytes.get(at..)?.first_chunk().and_then(|head| frame(*head));
    let follows = |at: usize, frame: &Frame| {
        let next = usize::try_from(frame.length).ok().and_then(|length| at.checked_add(length));
        next.is_some_and(|next| next >= bytes.len() || frame_at(next).is_some())
    };
    (0..bytes.len()).find_map(|at| frame_at(at).filter(|frame| follows(at, frame)).map(|frame| (at, frame)))
}

/// Reads a frame's header.
fn frame([one, two, three, four]: [u8; 4]) -> Option<Frame> {
    let (version, layer) = (two >> 3 & 3, two >> 1 & 3);
    if one != 0xff || two < 0xe0 || version == 1 || layer != 1 {
        return None;
    }
    let is_first = version == 3;
    let rate = match three >> 2 & 3 {
        0 => 44_100,
        1 => 48_000,
        2 => 32_000,
        _ => return None,
    };
    // Version 2 has half the rates of 1, and 2.5 a quarter.
    let rate = rate
        >> match version {
            3 => 0,
            2 => 1,
            _ => 2,
        };
    let bits = RATES[usize::from(!is_first)][usize::from(three >> 4)];
    if bits == 0 {
        return None;
    }
    let samples = if is_first { 1152 } else { 576 };
    let is_mono = four >> 6 == 3;
    let side = match (is_first, is_mono) {
        (true, false) => 32,
        (true, true) | (false, false) => 17,
        (false, true) => 9,
    };
    let length = samples * bits * 125 / rate + u64::from(three >> 1 & 1);
    Some(Frame { bits, rate, samples, length, side })
}

/// How many frames there are, where the first one says so.
fn frames(bytes: &[u8], frame: Frame) -> Option<u32> {
    let number = |at: usize| bytes.get(at..)?.first_chunk().map(|bytes| u32::from_be_bytes(*bytes));
    let xing = 4 + frame.side;
    let mark = bytes.get(xing..xing + 4)?;
    let count = if mark == b"Xing" || mark == b"Info" {
        number(xing + 4).filter(|flags| flags & 1 == 1).and_then(|_| number(xing + 8))
    } else if bytes.get(36..40) == Some(b"VBRI") {
        number(50)
    } else {
        None
    };
    count.filter(|count| *count > 0)
}

/// Reads ID3's frames; gives back where the sound begins.
fn names<R: Read + Seek>(stream: &mut Stream<R>, told: &mut Told) -> Result<u64, ReadError> {
    let head = stream.up_to(0, 10)?;
    let Some([b'I', b'D', b'3', version, _, flags, length @ ..]) = head.first_chunk::<10>() else { return Ok(0) };
    let mut end = 10 + synchsafe(*length);
    let mut at = 10;
    if flags & 0x40 != 0 {
        // A longer header, which counts itself from 2.4 on.
        let length = stream.array(at)?;
        at += if *version == 4 { synchsafe(length) } else { 4 + u64::from(u32::from_be_bytes(length)) };
    }
    while at + 10 < end {
        let head: [u8; 10] = stream.array(at)?;
        let (name, length) = head.split_at(if *version == 2 { 3 } else { 4 });
        let (length, begin) = match (version, length) {
            (2, [a, b, c, ..]) => (u64::from(u32::from_be_bytes([0, *a, *b, *c])), at + 6),
            (3, [a, b, c, d, ..]) => (u64::from(u32::from_be_bytes([*a, *b, *c, *d])), at + 10),
            (_, [a, b, c, d, ..]) => (synchsafe([*a, *b, *c, *d]), at + 10),
            _ => break,
        };
        let key = match name {
            b"TPE1" | b"TP1" => Some(Key::Person),
            b"TIT2" | b"TT2" => Some(Key::Title),
            // Filled up with zeros.
            [0, ..] => break,
            _ => None,
        };
        if let Some(key) = key {
            let most = usize::try_from(length).unwrap_or(LONGEST).min(LONGEST);
            told.add(key, &text(&stream.up_to(begin, most)?));
        }
        at = begin + length;
    }
    if flags & 0x10 != 0 {
        end += 10;
    }
    Ok(end)
}

/// Numbers of seven bits a byte.
fn synchsafe(bytes: [u8; 4]) -> u64 {
    bytes.iter().fold(0, |sum, byte| sum << 7 | u64::from(byte & 0x7f))
}

/// A text whose first byte says how it is written.
fn text(bytes: &[u8]) -> String {
    match bytes.split_first() {
        // Without a mark; what is read goes by marks.
        Some((2, text)) => plain::decode(&[b"\xfe\xff", text].concat()),
        Some((_, text)) => plain::decode(text),
        None => String::new(),
    }
}
