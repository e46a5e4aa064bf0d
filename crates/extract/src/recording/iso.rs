//! MP4 and `QuickTime`: ISO/IEC 14496-12, 8, boxes within boxes; names as Apple's `QuickTime` File Format writes them ("Metadata", "User
//! Data").

use std::{
    io::{Read, Seek},
    ops::Range,
};

use super::{Key, LONGEST, Told, seconds};
use crate::{ReadError, plain, stream::Stream, xmp};

/// The name of a box with an XMP packet: XMP specification part 3, 1.2.7.
const XMP: [u8; 16] = *b"\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac";
/// Bytes of an XMP packet at most, and of a list of keys.
const LARGEST: u64 = 1 << 20;

/// A box: its name, and what is in it.
struct Atom {
    name: [u8; 4],
    inside: Range<u64>,
}

pub(super) fn read<R: Read + Seek>(stream: &mut Stream<R>, told: &mut Told) -> Result<(), ReadError> {
    let whole = 0..stream.length();
    let mut at = 0;
    let mut is_found = false;
    while at < whole.end {
        let atom = atom(stream, at, whole.end)?;
        at = atom.inside.end;
        match &atom.name {
            b"moov" => {
                is_found = true;
                movie(stream, &atom.inside, told)?;
            }
            b"uuid" if stream.array::<16>(atom.inside.start)? == XMP => {
                packet(stream, &(atom.inside.start + 16..atom.inside.end), told)?;
            }
            _ => {}
        }
    }
    if is_found { Ok(()) } else { Err(ReadError::damaged("it doesn't say what is in it")) }
}

/// The box at a place, as far as the one it is in goes.
fn atom<R: Read + Seek>(stream: &mut Stream<R>, at: u64, end: u64) -> Result<Atom, ReadError> {
    let [a, b, c, d, name @ ..] = stream.array::<8>(at)?;
    let (begin, length) = match u32::from_be_bytes([a, b, c, d]) {
        0 => (at + 8, end.saturating_sub(at)),
        1 => (at + 16, u64::from_be_bytes(stream.array(at + 8)?)),
        length => (at + 8, length.into()),
    };
    let last = at.saturating_add(length);
    if last < begin {
        return Err(ReadError::damaged("a box is shorter than its beginning"));
    }
    Ok(Atom { name, inside: begin..last.min(end.max(begin)) })
}

fn children<R: Read + Seek>(stream: &mut Stream<R>, inside: &Range<u64>) -> Result<Vec<Atom>, ReadError> {
    let mut children = Vec::new();
    let mut at = inside.start;
    // User data may end with a zero of four bytes.
    while at + 8 <= inside.end {
        let child = atom(stream, at, inside.end)?;
        at = child.inside.end;
        children.push(child);
    }
    Ok(children)
}

fn movie<R: Read + Seek>(stream: &mut Stream<R>, inside: &Range<u64>, told: &mut Told) -> Result<(), ReadError> {
    let mut rate = 0;
    for atom in children(stream, inside)? {
        match &atom.name {
            b"mvhd" => {
                let (units, duration) = lasting(stream, &atom.inside)?;
                rate = units;
                told.seconds = duration.and_then(|duration| seconds(duration, rate));
            }
            // Recordings in fragments say here how long they are, or nowhere.
            b"mvex" => {
                for atom in children(stream, &atom.inside)? {
                    if &atom.name == b"mehd" && told.seconds.is_none() {
                        let duration = if stream.array(atom.inside.start)? == [0_u8] {
                            u32::from_be_bytes(stream.array(atom.inside.start + 4)?).into()
                        } else {
                            u64::from_be_bytes(stream.array(atom.inside.start + 4)?)
                        };
                        told.seconds = seconds(duration, rate);
                    }
                }
            }
            b"trak" => {
                let size = shown(stream, &atom.inside)?;
                told.size = told.size.max(size);
            }
            b"udta" => user_data(stream, &atom.inside, told)?,
            b"meta" => metadata(stream, &atom.inside, told)?,
            _ => {}
        }
    }
    Ok(())
}

/// Units a second, and how many of them it lasts; `None` where that isn't known.
fn lasting<R: Read + Seek>(stream: &mut Stream<R>, header: &Range<u64>) -> Result<(u64, Option<u64>), ReadError> {
    let at = header.start;
    let (rate, duration, unknown) = if stream.array(at)? == [0_u8] {
        let duration = u32::from_be_bytes(stream.array(at + 16)?);
        (stream.array(at + 12)?, duration.into(), u32::MAX.into())
    } else {
        (stream.array(at + 20)?, u64::from_be_bytes(stream.array(at + 24)?), u64::MAX)
    };
    let duration = Some(duration).filter(|duration| *duration != 0 && *duration != unknown);
    Ok((u32::from_be_bytes(rate).into(), duration))
}

/// How large a track is shown, where it has pictures.
fn shown<R: Read + Seek>(stream: &mut Stream<R>, track: &Range<u64>) -> Result<Option<(u32, u32)>, ReadError> {
    let (mut size, mut is_video) = (None, false);
    for atom in children(stream, track)? {
        match &atom.name {
            b"tkhd" => {
                // Behind times: a matrix of nine numbers, then width and height as 16.16.
                let matrix = atom.inside.start + if stream.array(atom.inside.start)? == [0_u8] { 40 } else { 52 };
                let mut number = |index: u64| stream.array(matrix + 4 * index).map(u32::from_be_bytes);
                let (width, height) = (number(9)? >> 16, number(10)? >> 16);
                let is_turned = number(0)? == 0 && number(4)? == 0 && number(1)? != 0;
                size = Some(if is_turned { (height, width) } else { (width, height) });
            }
            b"mdia" => {
                for atom in children(stream, &atom.inside)? {
                    is_video |= &atom.name == b"hdlr" && stream.array(atom.inside.start + 8)? == *b"vide";
                }
            }
            _ => {}
        }
    }
    Ok(size.filter(|(width, height)| is_video && *width > 0 && *height > 0))
}

/// Names as strings with a length and a language; places; and a list of metadata, which most programs write.
fn user_data<R: Read + Seek>(stream: &mut Stream<R>, inside: &Range<u64>, told: &mut Told) -> Result<(), ReadError> {
    for atom in children(stream, inside)? {
        match &atom.name {
            b"meta" => metadata(stream, &atom.inside, told)?,
            b"loci" => told.has_location = true,
            b"XMP_" => packet(stream, &atom.inside, told)?,
            name => {
                if let Some(key) = key(*name) {
                    told.add(key, &text(stream, &(atom.inside.start + 4..atom.inside.end))?);
                }
            }
        }
    }
    Ok(())
}

/// Values with names of their own, or with numbers of names in a list beside them.
fn metadata<R: Read + Seek>(stream: &mut Stream<R>, inside: &Range<u64>, told: &mut Told) -> Result<(), ReadError> {
    // A version stands before the first box in MP4, not so in `QuickTime`.
    let has_version = stream.array::<8>(inside.start)?.last_chunk::<4>() != Some(b"hdlr");
    let begin = inside.start + if has_version { 4 } else { 0 };
    let mut keys = Vec::new();
    for atom in children(stream, &(begin..inside.end))? {
        match &atom.name {
            b"keys" => {
                for key in children(stream, &(atom.inside.start + 8..atom.inside.end))? {
                    keys.push(long_key(&text(stream, &key.inside)?));
                }
            }
            b"ilst" => {
                for item in children(stream, &atom.inside)? {
                    let number = usize::try_from(u32::from_be_bytes(item.name)).unwrap_or(usize::MAX);
                    let numbered = number.checked_sub(1).and_then(|index| keys.get(index).copied().flatten());
                    let Some(key) = key(item.name).or(numbered) else { continue };
                    for data in children(stream, &item.inside)? {
                        if &data.name == b"data" {
                            told.add(key, &text(stream, &(data.inside.start + 8..data.inside.end))?);
                        }
                    }
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn key(name: [u8; 4]) -> Option<Key> {
    match &name {
        b"\xa9nam" => Some(Key::Title),
        b"\xa9ART" | b"\xa9aut" | b"\xa9dir" => Some(Key::Person),
        b"\xa9xyz" => Some(Key::Location),
        _ => None,
    }
}

fn long_key(name: &str) -> Option<Key> {
    match name.strip_prefix("com.apple.quicktime.")? {
        "title" => Some(Key::Title),
        "author" | "artist" | "director" => Some(Key::Person),
        name if name.starts_with("location.") => Some(Key::Location),
        _ => None,
    }
}

fn text<R: Read + Seek>(stream: &mut Stream<R>, place: &Range<u64>) -> Result<String, ReadError> {
    let length = usize::try_from(place.end.saturating_sub(place.start)).unwrap_or(LONGEST).min(LONGEST);
    Ok(plain::decode(&stream.up_to(place.start, length)?))
}

fn packet<R: Read + Seek>(stream: &mut Stream<R>, place: &Range<u64>, told: &mut Told) -> Result<(), ReadError> {
    let length = place.end.saturating_sub(place.start).min(LARGEST);
    let xmp = xmp::read(&plain::decode(&stream.up_to(place.start, usize::try_from(length).unwrap_or_default())?));
    told.people.extend(xmp.people);
    told.has_location |= xmp.has_location;
    Ok(())
}
