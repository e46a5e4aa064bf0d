//! Recordings made here: their frames say how long they are, and hold nothing.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use proptest::prelude::*;

use crate::{Content, Limits, MediaType, ReadError, Trace, media_type, read};

fn long(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap().to_be_bytes()
}

fn little(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap().to_le_bytes()
}

fn atom(name: [u8; 4], data: &[&[u8]]) -> Vec<u8> {
    let data = data.concat();
    [&long(data.len() + 8)[..], &name, &data].concat()
}

/// A track of 64 by 36 pixels that is turned by a quarter.
fn track() -> Vec<u8> {
    let numbers: Vec<u8> = [0, 1 << 16, 0, 1 << 16, 0, 0, 0, 0, 1 << 30, 64 << 16, 36 << 16].map(long).concat();
    let header = atom(*b"tkhd", &[&[0; 40], &numbers]);
    let media = atom(*b"mdia", &[&atom(*b"hdlr", &[&[0; 8], b"vide", &[0; 12]])]);
    atom(*b"trak", &[&header, &media])
}

/// An MP4 of 90 seconds whose contents come before what describes them.
fn mp4() -> Vec<u8> {
    let header = atom(*b"mvhd", &[&[0; 12], &long(600), &long(54_000), &[0; 80]]);
    let place = atom(*b"\xa9xyz", &[&[0, 18, 0x15, 0xc7], b"+48.1371+011.5754/"]);
    let artist = atom(*b"\xa9ART", &[&atom(*b"data", &[&[0, 0, 0, 1, 0, 0, 0, 0], b"Ada"])]);
    let meta = atom(*b"meta", &[&[0; 4], &atom(*b"hdlr", &[&[0; 24]]), &atom(*b"ilst", &[&artist])]);
    let movie = atom(*b"moov", &[&header, &track(), &atom(*b"udta", &[&place, &meta, &[0; 4]])]);
    let contents = [&long(1)[..], b"mdat", &24_u64.to_be_bytes(), &[0; 8]].concat();
    [atom(*b"ftyp", &[b"isom\0\0\0\0isom"]), contents, movie].concat()
}

fn quicktime() -> Vec<u8> {
    let key = |name: &[u8]| [&long(name.len() + 8)[..], b"mdta", name].concat();
    let keys = [key(b"com.apple.quicktime.author"), key(b"com.apple.quicktime.location.ISO6709")].concat();
    let value = |number: usize, value: &[u8]| {
        let data = atom(*b"data", &[&[0, 0, 0, 1, 0, 0, 0, 0], value]);
        [&long(data.len() + 8)[..], &long(number), &data].concat()
    };
    let list = atom(*b"ilst", &[&value(1, b"Bo"), &value(2, b"+48+011/")]);
    let meta = atom(*b"meta", &[&atom(*b"hdlr", &[&[0; 24]]), &atom(*b"keys", &[&[0; 4], &long(2), &keys]), &list]);
    let header = atom(*b"mvhd", &[&[1, 0, 0, 0], &[0; 16], &long(1000), &5_500_u64.to_be_bytes(), &[0; 80]]);
    [atom(*b"ftyp", &[b"qt  \0\0\0\0qt  "]), atom(*b"moov", &[&header, &meta])].concat()
}

/// An element of EBML whose length takes four bytes.
fn element(name: &[u8], data: &[u8]) -> Vec<u8> {
    let mut length = long(data.len());
    length[0] |= 0x10;
    [name, &length, data].concat()
}

fn webm(duration: &[u8], clusters: &[u8]) -> Vec<u8> {
    let info = element(b"\x15\x49\xa9\x66", duration);
    let size = [element(b"\xb0", &[1, 64]), element(b"\xba", &[180])].concat();
    let tracks = element(b"\x16\x54\xae\x6b", &element(b"\xae", &element(b"\xe0", &size)));
    let named = [element(b"\x45\xa3", b"ARTIST"), element(b"\x44\x87", b"Ada")].concat();
    let tags = element(b"\x12\x54\xc3\x67", &element(b"\x73\x73", &element(b"\x67\xc8", &named)));
    let head = element(b"\x1a\x45\xdf\xa3", &element(b"\x42\x82", b"webm"));
    // Neither the segment nor its clusters say how long they are.
    let segment = [b"\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff".as_slice(), &info, &tracks, &tags, clusters];
    [head, segment.concat()].concat()
}

fn finished_webm() -> Vec<u8> {
    webm(&element(b"\x44\x89", &12_345.0_f64.to_be_bytes()), &[])
}

fn live_webm() -> Vec<u8> {
    let cluster = |time: u16| {
        let inside = [element(b"\xe7", &time.to_be_bytes()), element(b"\xa3", b"\x81\0\0\x80frame")].concat();
        [b"\x1f\x43\xb6\x75\xff".as_slice(), &inside].concat()
    };
    webm(&[], &[cluster(0), cluster(5_000), cluster(10_000)].concat())
}

fn wav() -> Vec<u8> {
    let chunk = |name: &[u8; 4], data: &[u8]| [name, &little(data.len())[..], data, &vec![0; data.len() % 2]].concat();
    let format = [&[1, 0, 1, 0][..], &little(1_000), &little(2_000), &[2, 0, 16, 0]].concat();
    let list = [b"INFO".to_vec(), chunk(b"INAM", b"Call"), chunk(b"IART", b"Ada\0\0")].concat();
    let chunks = [chunk(b"fmt ", &format), chunk(b"data", &[0; 6_000]), chunk(b"LIST", &list)].concat();
    [b"RIFF", &little(chunks.len() + 4)[..], b"WAVE", &chunks].concat()
}

/// A frame of 128 kbit/s and 44,100 samples a second, with something in it.
fn frame(at: usize, inside: &[u8]) -> Vec<u8> {
    let mut frame = vec![0; 417];
    frame[..4].copy_from_slice(b"\xff\xfb\x90\x00");
    frame[at..at + inside.len()].copy_from_slice(inside);
    frame
}

fn mp3(first: &[u8], frames: usize) -> Vec<u8> {
    let artist = [b"TPE1", &long(9)[..], &[0, 0, 1, 0xff, 0xfe], b"A\0d\0a\0"].concat();
    let names =
        [b"ID3\x03\0\0\0\0\0".as_slice(), &[u8::try_from(artist.len() + 20).unwrap()], &artist, &[0; 20]].concat();
    [names, first.to_vec(), frame(4, &[]).repeat(frames)].concat()
}

fn ogg(head: &[u8], comments: &[u8], last: u64) -> Vec<u8> {
    let page = |position: u64, data: &[u8]| {
        let number = [&position.to_le_bytes()[..], b"abcd", &[0; 8], &[1, u8::try_from(data.len()).unwrap()]].concat();
        [b"OggS\0\0".as_slice(), &number, data].concat()
    };
    let names = [&little(3)[..], b"us!", &little(2), &little(8), b"title=Hi", &little(10), b"Artist=Ada"].concat();
    [page(0, head), page(0, &[comments, &names].concat()), page(last, b"sound"), page(u64::MAX, b"")].concat()
}

fn opus() -> Vec<u8> {
    ogg(b"OpusHead\x01\x02\x38\x01\x80\xbb\0\0\0\0\0", b"OpusTags", 48_000 * 7 + 312)
}

fn vorbis() -> Vec<u8> {
    let head = [b"\x01vorbis\0\0\0\0\x02".as_slice(), &little(8_000), &[0; 14]].concat();
    ogg(&head, b"\x03vorbis", 8_000 * 61)
}

fn attempt(bytes: &[u8], media: MediaType) -> Content {
    read(bytes, media, &Limits::default()).unwrap()
}

fn ada() -> Trace {
    Trace::Author("Ada".to_owned())
}

#[test]
fn films_say_how_long_and_how_large_they_are_who_made_them_and_where() {
    let content = attempt(&mp4(), MediaType::Mp4);
    let facts = &content.facts;
    assert_eq!((facts.seconds, facts.width, facts.height), (Some(90), Some(36), Some(64)));
    assert_eq!((content.traces, content.cut), (vec![ada(), Trace::Location], false));
    let content = attempt(&quicktime(), MediaType::QuickTime);
    assert_eq!((content.facts.seconds, content.facts.width), (Some(6), None));
    assert_eq!(content.traces, [Trace::Author("Bo".to_owned()), Trace::Location]);
}

#[test]
fn matroska_says_it_at_its_beginning_or_in_its_last_cluster() {
    for (bytes, seconds) in [(finished_webm(), 12), (live_webm(), 10)] {
        let content = attempt(&bytes, MediaType::WebM);
        let facts = &content.facts;
        assert_eq!((facts.seconds, facts.width, facts.height), (Some(seconds), Some(320), Some(180)));
        assert_eq!((content.traces, content.cut), (vec![ada()], false));
    }
}

#[test]
fn sounds_say_how_long_they_are_and_who_made_them() {
    let count = frame(36, &[b"Xing".as_slice(), &[0, 0, 0, 1], &long(3_828)].concat());
    let count_by_fraunhofer = frame(36, &[b"VBRI".as_slice(), &[0; 10], &long(1_914)].concat());
    for (bytes, media, seconds) in [
        (wav(), MediaType::Wav, 3),
        (opus(), MediaType::Ogg, 7),
        (vorbis(), MediaType::Ogg, 61),
        (mp3(&count, 2), MediaType::Mp3, 100),
        (mp3(&count_by_fraunhofer, 2), MediaType::Mp3, 50),
        (mp3(&[], 77), MediaType::Mp3, 2),
    ] {
        assert_eq!(media_type(&bytes, "a"), media);
        let content = attempt(&bytes, media);
        assert_eq!((content.facts.seconds, content.cut), (Some(seconds), false), "{media:?}");
        assert_eq!(content.traces, [ada()], "{media:?}");
    }
    assert_eq!(attempt(&wav(), MediaType::Wav).facts.title.as_deref(), Some("Call"));
}

#[test]
fn recordings_that_end_before_they_say_anything_are_refused() {
    for (media, bytes) in [(MediaType::Mp4, mp4()), (MediaType::Ogg, opus()), (MediaType::WebM, finished_webm())] {
        let refused = read(&bytes[..20], media, &Limits::default());
        assert!(matches!(refused, Err(ReadError::Damaged { .. })), "{media:?}: {refused:?}");
    }
}

proptest! {
    #[test]
    fn damaged_recordings_are_read_or_refused(which in 0usize..8, end in 0usize..700, places in prop::collection::vec((0usize..700, any::<u8>()), 0..8)) {
        let all = [
            (MediaType::Mp4, mp4()),
            (MediaType::QuickTime, quicktime()),
            (MediaType::WebM, finished_webm()),
            (MediaType::WebM, live_webm()),
            (MediaType::Wav, wav()),
            (MediaType::Mp3, mp3(&[], 3)),
            (MediaType::Ogg, opus()),
            (MediaType::Ogg, vorbis()),
        ];
        let Some((media, mut bytes)) = all.into_iter().nth(which) else { return Ok(()) };
        for (place, byte) in places {
            let at = place % bytes.len();
            bytes[at] = byte;
        }
        bytes.truncate(end);
        let _ = read(&bytes, media, &Limits::default());
    }
}
