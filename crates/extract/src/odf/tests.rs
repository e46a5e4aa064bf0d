//! Files made here, with what `LibreOffice` writes into them.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::io::{Cursor, Write as _};

use proptest::prelude::*;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::{Active, Content, Limits, MediaType, Place, ReadError, Trace, media_type, read};

fn file(media: MediaType, parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    zip.start_file("mimetype", stored).unwrap();
    zip.write_all(media.name().as_bytes()).unwrap();
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn read_file(media: MediaType, parts: &[(&str, &str)]) -> Result<Content, ReadError> {
    let bytes = file(media, parts);
    assert_eq!(media_type(&bytes, "a"), media);
    read(&bytes, media, &Limits::default())
}

/// Place, title, text and whether it is hidden, of each part.
fn parts(content: &Content) -> Vec<(&Place, Option<&str>, &str, bool)> {
    content.parts.iter().map(|part| (&part.place, part.title.as_deref(), part.text.as_str(), part.hidden)).collect()
}

const DECK: &str = r#"<office:document-content><office:automatic-styles>
<style:style style:name="dp2" style:family="drawing-page"><style:drawing-page-properties presentation:visibility="hidden"/></style:style>
</office:automatic-styles><office:body><office:presentation>
<draw:page draw:name="page1" draw:style-name="dp1"><draw:frame presentation:class="title"><draw:text-box><text:p>Cold &amp; safe</text:p></draw:text-box></draw:frame>
<draw:frame><draw:text-box><text:p>From <text:span>dock</text:span><text:s text:c="2"/>to door</text:p></draw:text-box></draw:frame>
<draw:frame><draw:image xlink:href="https://tracker.example/a.png"/></draw:frame>
<presentation:notes><draw:frame><draw:text-box><text:p>Smile</text:p></draw:text-box></draw:frame></presentation:notes></draw:page>
<draw:page draw:style-name="dp2"><draw:frame><draw:text-box><text:p>Spare</text:p></draw:text-box></draw:frame></draw:page>
</office:presentation></office:body></office:document-content>"#;

const META: &str = "<office:document-meta><office:meta><dc:title>Our deck</dc:title><meta:initial-creator>Ada</meta:initial-creator>\
    <dc:creator>Bob</dc:creator></office:meta></office:document-meta>";

#[test]
fn slides_have_titles_and_notes_and_some_arent_shown() {
    let content = read_file(
        MediaType::Odp,
        &[("content.xml", DECK), ("meta.xml", META), ("Basic/Standard/Module1.xml", "<script:module/>")],
    );
    let content = content.unwrap();
    let expected = [
        (&Place::Slide(1), Some("Cold & safe"), "Cold & safe\nFrom dock  to door\n", false),
        (&Place::Notes(1), None, "Smile\n", true),
        (&Place::Slide(2), None, "Spare\n", true),
    ];
    assert_eq!(parts(&content), expected);
    assert_eq!((content.facts.slides, content.facts.title.as_deref()), (Some(2), Some("Our deck")));
    assert_eq!(content.active, [Active::Macros, Active::External("https://tracker.example/a.png".to_owned())]);
    let names = [Trace::Author("Ada".to_owned()), Trace::LastEditor("Bob".to_owned())];
    assert_eq!(content.traces, [[Trace::SpeakerNotes(1), Trace::HiddenSlides(1)], names].concat());
}

#[test]
fn texts_tell_what_was_struck_out_and_said_beside_apart() {
    let body = "<office:text><text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>Ada</dc:creator>\
        </office:change-info><text:p>secret price</text:p></text:deletion></text:changed-region></text:tracked-changes>\
        <text:h>Kept</text:h><text:p>Whole<office:annotation><dc:creator>Bob</dc:creator><text:p>Really?</text:p></office:annotation> line</text:p></office:text>";
    let styles = "<office:master-styles><style:master-page><style:header><text:p>Our letter</text:p></style:header></style:master-page>\
        </office:master-styles>";
    let content = read_file(MediaType::Odt, &[("content.xml", body), ("styles.xml", styles)]).unwrap();
    let expected = [
        (&Place::Whole, None, "Kept\nWhole line\nOur letter\n", false),
        (&Place::StruckOut, None, "secret price\n", true),
        (&Place::Comments(None), None, "Really?\n", true),
    ];
    assert_eq!(parts(&content), expected);
    assert_eq!(content.traces, [Trace::TrackedChanges(1), Trace::Comments(1)]);
}

#[test]
fn sheets_are_rows_of_cells_and_many_empty_ones_are_none() {
    let body = "<office:spreadsheet><table:table table:name=\"Prices\"><table:table-row><table:table-cell><text:p>Base</text:p></table:table-cell>\
        <table:table-cell table:number-columns-repeated=\"2\"><text:p>9</text:p></table:table-cell></table:table-row>\
        <table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>\
        </table:table></office:spreadsheet>";
    let content = read_file(MediaType::Ods, &[("content.xml", body)]).unwrap();
    assert_eq!(parts(&content), [(&Place::Sheet("Prices".to_owned()), None, "Base\t9\t9\n", false)]);
}

#[test]
fn what_is_encrypted_or_has_no_content_is_refused() {
    let manifest =
        "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    assert_eq!(read_file(MediaType::Odt, &[("META-INF/manifest.xml", manifest)]), Err(ReadError::Encrypted));
    assert!(matches!(read_file(MediaType::Odt, &[]), Err(ReadError::Damaged { .. })));
}

proptest! {
    #[test]
    fn damaged_files_are_read_or_refused(places in prop::collection::vec((0usize..4_000, any::<u8>()), 0..20)) {
        let mut bytes = file(MediaType::Odp, &[("content.xml", DECK)]);
        for (place, byte) in places {
            let at = place % bytes.len();
            bytes[at] = byte;
        }
        let _ = read(&bytes, MediaType::Odp, &Limits::default());
    }
}
