//! Pictures: how large they are, and what cameras and programs wrote into them (Exif 3.0, XMP).

use std::io::Cursor;

use exif::{Exif, Field, In, Tag, Value};

use crate::{Content, Trace, plain, xmp};

/// Orientations (Exif, 4.6.5) in which width and height are swapped.
const TURNED: std::ops::RangeInclusive<u32> = 5..=8;
/// Where a packet of XMP begins and ends.
const PACKET: (&[u8], &[u8]) = (b"<x:xmpmeta", b"</x:xmpmeta>");

/// Reads a picture. What can't be understood of it is left out: that it is a picture is known.
pub(crate) fn read(bytes: &[u8]) -> Content {
    let mut content = Content::default();
    let exif = exif(bytes);
    let orientation = exif.as_ref().map_or(1, orientation);
    if let Ok(size) = imagesize::blob_size(bytes) {
        let (mut width, mut height) = (u32::try_from(size.width).ok(), u32::try_from(size.height).ok());
        if TURNED.contains(&orientation) {
            std::mem::swap(&mut width, &mut height);
        }
        (content.facts.width, content.facts.height) = (width, height);
    }
    content.traces = exif.iter().flat_map(Exif::fields).filter_map(trace).collect();
    let xmp = packet(bytes).map(|packet| xmp::read(&packet)).unwrap_or_default();
    content.traces.extend(xmp.people.into_iter().map(Trace::Author));
    content.traces.extend(xmp.has_location.then_some(Trace::Location));
    content.traces.sort();
    content.traces.dedup();
    content
}

/// What a camera wrote.
pub(crate) fn exif(bytes: &[u8]) -> Option<Exif> {
    exif::Reader::new().read_from_container(&mut Cursor::new(bytes)).ok()
}

/// How the picture is to be turned; 1 where it says nothing.
pub(crate) fn orientation(exif: &Exif) -> u32 {
    let field = exif.get_field(Tag::Orientation, In::PRIMARY);
    field.and_then(|field| field.value.get_uint(0)).filter(|orientation| (1..=8).contains(orientation)).unwrap_or(1)
}

fn trace(field: &Field) -> Option<Trace> {
    match field.tag {
        Tag::Artist | Tag::CameraOwnerName => {
            let Value::Ascii(texts) = &field.value else { return None };
            let name = plain::decode(texts.first()?).trim().to_owned();
            (!name.is_empty()).then_some(Trace::Author(name))
        }
        Tag::GPSLatitude | Tag::GPSLongitude => Some(Trace::Location),
        _ => None,
    }
}

fn packet(bytes: &[u8]) -> Option<String> {
    let begin = memchr::memmem::find(bytes, PACKET.0)?;
    let rest = bytes.get(begin..)?;
    let end = memchr::memmem::find(rest, PACKET.1)? + PACKET.1.len();
    Some(plain::decode(rest.get(..end)?))
}
