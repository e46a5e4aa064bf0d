//! Ogg: RFC 3533, pages with positions; Vorbis I, 4.2 and 5, and RFC 7845 (Opus) say what positions count and how names are written.

use std::io::{Read, Seek};

use super::{Told, seconds, shared_key};
use crate::{ReadError, plain, stream::Stream};

/// A page is shorter than this, so that there is one in the last so many bytes.
const LONGEST_PAGE: usize = 27 + 255 + 255 * 255;
/// How often Opus' positions count.
const OPUS: u64 = 48_000;
/// Names in comments at most.
const MOST: u32 = 1_000;

/// A page: which stream it is of, where what is in it begins and where it ends.
struct Page {
    serial: [u8; 4],
    begin: u64,
    end: u64,
}

pub(super) fn read<R: Read + Seek>(stream: &mut Stream<R>, told: &mut Told) -> Result<(), ReadError> {
    let first = page(stream, 0)?;
    let head = stream.up_to(first.begin, 64)?;
    let (rate, skipped) = rate(&head).ok_or_else(|| ReadError::damaged("what is in it isn't known"))?;
    let last = last_position(stream, first.serial)?;
    told.seconds = last.and_then(|last| seconds(last.saturating_sub(skipped), rate));
    let second = page(stream, first.end)?;
    let most = usize::try_from(second.end - second.begin).unwrap_or(LONGEST_PAGE).min(LONGEST_PAGE);
    let comments = stream.up_to(second.begin, most)?;
    let marks = [b"\x03vorbis".as_slice(), b"OpusTags"];
    if let Some(comments) = marks.iter().find_map(|mark| comments.strip_prefix(*mark)) {
        // They may go on in the next page, which holds pictures rather than names.
        let _ = names(comments, told);
    }
    Ok(())
}

fn page<R: Read + Seek>(stream: &mut Stream<R>, at: u64) -> Result<Page, ReadError> {
    let head: [u8; 27] = stream.array(at)?;
    let [b'O', b'g', b'g', b'S', _, _, _, _, _, _, _, _, _, _, a, b, c, d, .., segments] = head else {
        return Err(ReadError::damaged("a page isn't where it should be"));
    };
    let lengths = stream.bytes(at.saturating_add(27), segments.into())?;
    let begin = at.saturating_add(27 + u64::from(segments));
    let end = begin.saturating_add(lengths.iter().map(|length| u64::from(*length)).sum());
    Ok(Page { serial: [a, b, c, d], begin, end })
}

/// How often positions count in a second, and how many of them aren't heard.
fn rate(head: &[u8]) -> Option<(u64, u64)> {
    if let Some(opus) = head.strip_prefix(b"OpusHead") {
        let skipped = opus.get(2..).and_then(<[u8]>::first_chunk).map(|bytes| u16::from_le_bytes(*bytes))?;
        return Some((OPUS, skipped.into()));
    }
    if let Some(flac) = head.strip_prefix(b"\x7fFLAC") {
        // 20 bits of STREAMINFO (RFC 9639, 8.2 and 10.1).
        let [a, b, c] = flac.get(22..).and_then(<[u8]>::first_chunk)?;
        return Some((u64::from(u32::from_be_bytes([0, *a, *b, *c]) >> 4), 0));
    }
    let at = if head.starts_with(b"\x01vorbis") {
        12
    } else if head.starts_with(b"Speex   ") {
        36
    } else {
        return None;
    };
    let rate = head.get(at..).and_then(<[u8]>::first_chunk).map(|bytes| u32::from_le_bytes(*bytes))?;
    Some((rate.into(), 0))
}

/// The position of a stream's last page that has one.
fn last_position<R: Read + Seek>(stream: &mut Stream<R>, serial: [u8; 4]) -> Result<Option<u64>, ReadError> {
    let from = stream.length().saturating_sub(2 * u64::try_from(LONGEST_PAGE).unwrap_or(u64::MAX));
    let end = stream.up_to(from, 2 * LONGEST_PAGE)?;
    let position = |head: &[u8]| {
        let is_ours = head.starts_with(b"OggS") && head.get(14..18) == Some(&serial);
        let position = head.get(6..14).and_then(<[u8]>::first_chunk).map(|bytes| u64::from_le_bytes(*bytes));
        position.filter(|position| is_ours && *position != u64::MAX)
    };
    Ok(end.windows(27).rev().find_map(position))
}

/// Comments: who wrote the file, then their number, each with its length.
fn names(comments: &[u8], told: &mut Told) -> Option<()> {
    let length = |bytes: &[u8; 4]| usize::try_from(u32::from_le_bytes(*bytes)).ok();
    let (writer, rest) = comments.split_first_chunk::<4>()?;
    let (count, mut rest) = rest.get(length(writer)?..)?.split_first_chunk::<4>()?;
    for _ in 0..u32::from_le_bytes(*count).min(MOST) {
        let (long, behind) = rest.split_first_chunk::<4>()?;
        let (comment, behind) = behind.split_at_checked(length(long)?)?;
        rest = behind;
        let equals = comment.iter().position(|byte| *byte == b'=')?;
        let (name, value) = comment.split_at_checked(equals)?;
        if let Some(key) = shared_key(&String::from_utf8_lossy(name)) {
            told.add(key, &plain::decode(value.get(1..)?));
        }
    }
    Some(())
}
