//! Files made here that tell of somebody, before and after.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::io::{Cursor, Read as _, Write as _};

use proptest::prelude::*;
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::*;
use crate::{media_type, read};

const CORE: &str = "<?xml version=\"1.0\"?><cp:coreProperties xmlns:dc=\"d\"><dc:title>Ours &amp; theirs</dc:title><dc:creator>Ada &amp; Bob</dc:creator>\
    <cp:lastModifiedBy>Bob</cp:lastModifiedBy></cp:coreProperties>";

fn package(first: (&str, &str), parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    zip.start_file(first.0, stored).unwrap();
    zip.write_all(first.1.as_bytes()).unwrap();
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn document() -> Vec<u8> {
    let relations = "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"word/document.xml\"/>\
        <Relationship Id=\"b\" Type=\"x/core-properties\" Target=\"docProps/core.xml\"/></Relationships>";
    let body = "<w:document><w:p><w:ins><w:r><w:t>Text</w:t></w:r></w:ins></w:p></w:document>";
    package(
        ("[Content_Types].xml", "<Types/>"),
        &[("_rels/.rels", relations), ("docProps/core.xml", CORE), ("word/document.xml", body)],
    )
}

/// Names and compressed bytes of all parts.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let count = zip.len();
    let part = |index| {
        let mut file = zip.by_index_raw(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().unwrap().into_owned(), bytes)
    };
    (0..count).map(part).collect()
}

fn traces(bytes: &[u8], media: MediaType) -> Vec<Trace> {
    read(bytes, media, &Limits::default()).unwrap().traces
}

fn stripped(bytes: &[u8], media: MediaType) -> Vec<u8> {
    assert_eq!(media_type(bytes, ""), media);
    let outcome = strip(bytes, media, &Limits::default()).unwrap();
    let Stripped::Without(stripped) = outcome else { unreachable!("{outcome:?}") };
    assert_eq!(strip(&stripped, media, &Limits::default()), Ok(Stripped::Nothing), "once is enough");
    let (before, after) = (traces(bytes, media), traces(&stripped, media));
    let left: Vec<&Trace> = before.iter().filter(|trace| !strips(media, trace)).collect();
    assert_eq!(after.iter().collect::<Vec<_>>(), left, "what is said to be taken out is, and no more");
    stripped
}

#[test]
fn names_are_taken_out_of_documents_and_all_other_parts_keep_their_bytes() {
    let before = document();
    let after = stripped(&before, MediaType::Docx);
    let content = read(&after, MediaType::Docx, &Limits::default()).unwrap();
    assert_eq!((content.facts.title.as_deref(), content.text().as_str()), (Some("Ours & theirs"), "Text\n"));
    assert_eq!(content.traces, [Trace::TrackedChanges(1)]);
    let (before, after) = (parts(&before), parts(&after));
    assert_eq!(before.len(), after.len());
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before.0, after.0);
        assert!(before.1 == after.1 || before.0 == "docProps/core.xml", "{}", before.0);
    }
}

#[test]
fn an_open_document_still_begins_with_its_type() {
    let meta = "<office:document-meta><meta:initial-creator>Ada</meta:initial-creator><dc:creator>Bob</dc:creator></office:document-meta>";
    let body = "<office:text><text:p>Text<office:annotation><dc:creator>Eve</dc:creator></office:annotation></text:p></office:text>";
    let parts = [("content.xml", body), ("meta.xml", meta)];
    let after = stripped(&package(("mimetype", MediaType::Odt.name()), &parts), MediaType::Odt);
    assert_eq!(traces(&after, MediaType::Odt), [Trace::Comments(1)]);
}

/// A block of Exif: turned, by Ada, somewhere.
fn exif(orientation: u8) -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [&tag.to_be_bytes()[..], &kind.to_be_bytes(), &count.to_be_bytes(), &value].concat()
    };
    let (of_gps, of_latitude) = (8 + 2 + 3 * 12 + 4, 8 + 2 + 3 * 12 + 4 + 2 + 12 + 4);
    let mut block = b"MM\0\x2a\0\0\0\x08\0\x03".to_vec();
    block.extend(entry(0x0112, 3, 1, [0, orientation, 0, 0]));
    block.extend(entry(0x013b, 2, 4, *b"Ada\0"));
    block.extend(entry(0x8825, 4, 1, [0, 0, 0, of_gps]));
    block.extend([0, 0, 0, 0, 0, 1]);
    block.extend(entry(0x0002, 5, 3, [0, 0, 0, of_latitude]));
    block.extend([0; 4]);
    block.extend([0, 0, 0, 51, 0, 0, 0, 1, 0, 0, 0, 30, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1]);
    block
}

/// A photograph of 8 by 4 pixels with a segment for each thing that cameras write.
fn jpeg(orientation: u8) -> Vec<u8> {
    let segment = |marker: u8, content: &[u8]| {
        let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
        [&[0xff, marker], &length[..], content].concat()
    };
    let exif = [b"Exif\0\0".as_slice(), &exif(orientation)].concat();
    let xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><dc:creator><rdf:li>Eve</rdf:li></dc:creator></x:xmpmeta>";
    [
        b"\xff\xd8".to_vec(),
        segment(0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
        segment(0xe1, &exif),
        segment(0xe1, xmp),
        segment(0xfe, b"a comment"),
        segment(0xc0, &[8, 0, 4, 0, 8, 1, 1, 0x11, 0]),
        segment(0xda, &[1, 1, 0, 0, 63, 0]),
        b"\x12\x34\x56\xff\xd9".to_vec(),
    ]
    .concat()
}

#[test]
fn a_photograph_forgets_where_and_by_whom_but_not_how_to_stand() {
    let before = jpeg(6);
    let told = [Trace::Author("Ada".to_owned()), Trace::Author("Eve".to_owned()), Trace::Location];
    assert_eq!(traces(&before, MediaType::Jpeg), told);
    let after = stripped(&before, MediaType::Jpeg);
    let facts = |bytes: &[u8]| read(bytes, MediaType::Jpeg, &Limits::default()).unwrap().facts;
    assert_eq!((facts(&after).width, facts(&after).height), (Some(4), Some(8)));
    assert_eq!(facts(&before), facts(&after));
    assert!(memchr::memmem::find(&after, b"\x12\x34\x56").is_some(), "the picture itself is as it was");
    assert!(memchr::memmem::find(&after, b"comment").is_none() && memchr::memmem::find(&after, b"Ada").is_none());
    assert!(stripped(&jpeg(1), MediaType::Jpeg).len() < after.len());
}

#[test]
fn other_pictures_lose_what_is_beside_them() {
    let chunk = |kind: &[u8; 4], content: &[u8]| {
        let length = u32::try_from(content.len()).unwrap().to_be_bytes();
        // Nobody checks the sum here, but those who open it.
        [&length[..], &img_parts::png::PngChunk::new(*kind, content.to_vec().into()).encoder().bytes()[4..]].concat()
    };
    let header = [0, 0, 0, 8, 0, 0, 0, 4, 8, 0, 0, 0, 0];
    let png = [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &header),
        chunk(b"tEXt", b"Author\0Ada"),
        chunk(b"eXIf", &exif(1)),
        chunk(b"IDAT", b"picture"),
        chunk(b"IEND", b""),
    ]
    .concat();
    let after = stripped(&png, MediaType::Png);
    assert!(memchr::memmem::find(&after, b"picture").is_some() && memchr::memmem::find(&after, b"Ada").is_none());
}

#[test]
fn names_are_found_where_the_package_says_that_they_are() {
    let place = "package/services/metadata/core-properties/1a2b.psmdcp";
    let relations = format!(
        "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"b\" Type=\"x/core-properties\" Target=\"/{place}\"/></Relationships>"
    );
    let body = "<w:document><w:p><w:r><w:t>Text</w:t></w:r></w:p></w:document>";
    let before = package(
        ("[Content_Types].xml", "<Types/>"),
        &[("_rels/.rels", &relations), ("word/document.xml", body), (place, CORE)],
    );
    assert_eq!(traces(&before, MediaType::Docx).len(), 2);
    assert_eq!(traces(&stripped(&before, MediaType::Docx), MediaType::Docx), []);
}

#[test]
fn what_is_signed_stays_and_says_so() {
    let mut parts = vec![("_rels/.rels", "<Relationships/>"), ("docProps/core.xml", CORE)];
    parts.extend([("word/document.xml", "<w:document/>"), ("_xmlsignatures/sig1.xml", "<Signature/>")]);
    let signed = package(("[Content_Types].xml", "<Types/>"), &parts);
    assert_eq!(strip(&signed, MediaType::Docx, &Limits::default()), Ok(Stripped::Signed));
}

#[test]
fn what_tells_nothing_and_what_isnt_handled_stays() {
    assert_eq!(strip(b"%PDF-1.7", MediaType::Pdf, &Limits::default()), Ok(Stripped::Nothing));
    let plain = package(("mimetype", MediaType::Odt.name()), &[("content.xml", "<a/>")]);
    assert_eq!(strip(&plain, MediaType::Odt, &Limits::default()), Ok(Stripped::Nothing));
    assert!(strip(b"PK\x03\x04 nothing", MediaType::Docx, &Limits::default()).is_err());
}

proptest! {
    #[test]
    fn damaged_files_are_stripped_or_refused(places in prop::collection::vec((0usize..4_000, any::<u8>()), 0..20), cut in 0usize..100) {
        for (mut bytes, media) in [(document(), MediaType::Docx), (jpeg(6), MediaType::Jpeg)] {
            for (place, byte) in &places {
                let at = place % bytes.len();
                bytes[at] = *byte;
            }
            bytes.truncate(bytes.len().saturating_sub(cut));
            let _ = strip(&bytes, media, &Limits::default());
            let _ = read(&bytes, media, &Limits::default());
        }
    }
}
