//! Matroska and `WebM`: RFC 9559, elements of EBML (RFC 8794), each with its name and length. Programs that record as they go leave out how
//! long the recording is, and the lengths of its clusters: then the last cluster tells.

use std::{
    io::{Read, Seek},
    ops::Range,
    time::Duration,
};

use super::{Key, LONGEST, Told, shared_key};
use crate::{ReadError, plain, stream::Stream};

const SEGMENT: u32 = 0x1853_8067;
const INFO: u32 = 0x1549_a966;
const SCALE: u32 = 0x002a_d7b1;
const DURATION: u32 = 0x4489;
const TITLE: u32 = 0x7ba9;
const TRACKS: u32 = 0x1654_ae6b;
const TRACK: u32 = 0xae;
const VIDEO: u32 = 0xe0;
const WIDTH: u32 = 0xb0;
const HEIGHT: u32 = 0xba;
const SHOWN_WIDTH: u32 = 0x54b0;
const SHOWN_HEIGHT: u32 = 0x54ba;
const SHOWN_UNIT: u32 = 0x54b2;
const TAGS: u32 = 0x1254_c367;
const TAG: u32 = 0x7373;
const NAMED: u32 = 0x67c8;
const NAME: u32 = 0x45a3;
const VALUE: u32 = 0x4487;
const CLUSTER: u32 = 0x1f43_b675;
const TIME: u32 = 0xe7;

/// An element: its name, what is in it, and whether it says how long it is.
struct Element {
    name: u32,
    inside: Range<u64>,
    is_known: bool,
}

/// Times, in units of so many nanoseconds.
struct Times {
    scale: u64,
    duration: Option<f64>,
    last: Option<u64>,
}

pub(super) fn read<R: Read + Seek>(stream: &mut Stream<R>, told: &mut Told) -> Result<(), ReadError> {
    let mut times = Times { scale: 1_000_000, duration: None, last: None };
    let outcome = walk(stream, told, &mut times);
    let seconds = match (times.duration, times.last) {
        #[expect(clippy::cast_precision_loss, reason = "a scale is far below 2^52")]
        (Some(duration), _) => Duration::try_from_secs_f64(duration * times.scale as f64 / 1e9).ok(),
        // What was cut off lasts longer.
        (None, Some(last)) if outcome.is_ok() => Some(Duration::from_nanos(last.saturating_mul(times.scale))),
        _ => None,
    };
    let rounded = seconds.and_then(|seconds| seconds.checked_add(Duration::from_millis(500)));
    told.seconds = rounded.and_then(|seconds| u32::try_from(seconds.as_secs()).ok());
    outcome
}

/// The elements of the segment, and those of clusters where times are needed.
fn walk<R: Read + Seek>(stream: &mut Stream<R>, told: &mut Told, times: &mut Times) -> Result<(), ReadError> {
    let mut at = 0;
    while at < stream.length() {
        let element = element(stream, at, stream.length())?;
        at = element.inside.end;
        match element.name {
            SEGMENT => at = element.inside.start,
            CLUSTER if !element.is_known || times.duration.is_none() => at = element.inside.start,
            TIME => times.last = Some(number(stream, &element)?),
            INFO => info(stream, &element, told, times)?,
            TRACKS => {
                for track in children(stream, &element, TRACK)? {
                    for video in children(stream, &track, VIDEO)? {
                        let size = size(stream, &video)?;
                        told.size = told.size.or(size);
                    }
                }
            }
            TAGS => {
                for tag in children(stream, &element, TAG)? {
                    for named in children(stream, &tag, NAMED)? {
                        name(stream, &named, told)?;
                    }
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn info<R: Read + Seek>(
    stream: &mut Stream<R>,
    info: &Element,
    told: &mut Told,
    times: &mut Times,
) -> Result<(), ReadError> {
    let mut at = info.inside.start;
    while at < info.inside.end {
        let element = element(stream, at, info.inside.end)?;
        at = element.inside.end;
        match element.name {
            SCALE => times.scale = number(stream, &element)?,
            TITLE => told.add(Key::Title, &text(stream, &element)?),
            DURATION => {
                let bytes = stream.up_to(element.inside.start, 8)?;
                let length = element.inside.end - element.inside.start;
                times.duration = match (length, bytes.first_chunk::<4>(), bytes.first_chunk::<8>()) {
                    (4, Some(bytes), _) => Some(f32::from_be_bytes(*bytes).into()),
                    (8, _, Some(bytes)) => Some(f64::from_be_bytes(*bytes)),
                    _ => None,
                };
            }
            _ => {}
        }
    }
    Ok(())
}

/// How large a track is shown: the sizes of its pixels where no other are said, or those aren't pixels.
fn size<R: Read + Seek>(stream: &mut Stream<R>, video: &Element) -> Result<Option<(u32, u32)>, ReadError> {
    let mut first = |name| -> Result<Option<u32>, ReadError> {
        let child = children(stream, video, name)?.into_iter().next();
        child.map(|child| number(stream, &child)).transpose().map(|number| number.and_then(|it| u32::try_from(it).ok()))
    };
    let is_in_pixels = first(SHOWN_UNIT)?.unwrap_or(0) == 0;
    let shown = first(SHOWN_WIDTH)?.zip(first(SHOWN_HEIGHT)?).filter(|_| is_in_pixels);
    Ok(shown.or(first(WIDTH)?.zip(first(HEIGHT)?)))
}

fn name<R: Read + Seek>(stream: &mut Stream<R>, named: &Element, told: &mut Told) -> Result<(), ReadError> {
    let mut first = |name| -> Result<Option<String>, ReadError> {
        let child = children(stream, named, name)?.into_iter().next();
        child.map(|child| text(stream, &child)).transpose()
    };
    if let (Some(name), Some(value)) = (first(NAME)?, first(VALUE)?)
        && let Some(key) = shared_key(&name)
    {
        told.add(key, &value);
    }
    Ok(())
}

/// The elements of a name within another one.
fn children<R: Read + Seek>(stream: &mut Stream<R>, parent: &Element, name: u32) -> Result<Vec<Element>, ReadError> {
    let mut children = Vec::new();
    let mut at = parent.inside.start;
    while at < parent.inside.end {
        let child = element(stream, at, parent.inside.end)?;
        at = child.inside.end;
        if child.name == name {
            children.push(child);
        }
    }
    Ok(children)
}

/// The element at a place, as far as the one it is in goes.
fn element<R: Read + Seek>(stream: &mut Stream<R>, at: u64, end: u64) -> Result<Element, ReadError> {
    let damaged = || ReadError::damaged("an element isn't where it should be");
    let head = stream.up_to(at, 12)?;
    // As many zeros as bytes follow: RFC 8794, 4. Names keep the one behind them.
    let long = usize::try_from(head.first().ok_or_else(damaged)?.leading_zeros()).unwrap_or(8) + 1;
    let (name, rest) = head.split_at_checked(long).filter(|_| long <= 4).ok_or_else(damaged)?;
    let name = name.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte));
    let wide = usize::try_from(rest.first().ok_or_else(damaged)?.leading_zeros()).unwrap_or(8) + 1;
    let length = rest.get(..wide).filter(|_| wide <= 8).ok_or_else(damaged)?;
    let bits = (1_u64 << (7 * wide)) - 1;
    let length = length.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)) & bits;
    let begin = at.saturating_add(u64::try_from(long + wide).unwrap_or(u64::MAX));
    // All ones: not known when it was written.
    let is_known = length != bits;
    let inside = begin..if is_known { begin.saturating_add(length).min(end.max(begin)) } else { end.max(begin) };
    Ok(Element { name, inside, is_known })
}

fn number<R: Read + Seek>(stream: &mut Stream<R>, element: &Element) -> Result<u64, ReadError> {
    let bytes = stream.up_to(element.inside.start, length(element).min(8))?;
    Ok(bytes.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)))
}

fn text<R: Read + Seek>(stream: &mut Stream<R>, element: &Element) -> Result<String, ReadError> {
    Ok(plain::decode(&stream.up_to(element.inside.start, length(element).min(LONGEST))?))
}

fn length(element: &Element) -> usize {
    usize::try_from(element.inside.end - element.inside.start).unwrap_or(usize::MAX)
}
