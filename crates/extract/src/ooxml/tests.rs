//! Packages made here, with what office programs write into them.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::io::{Cursor, Write as _};

use proptest::prelude::*;
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::{Active, Content, Limits, MediaType, Part, Place, ReadError, Trace, media_type, read};

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn package(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Relations by id, kind and target; one to an address is external.
fn relations(all: &[(&str, &str, &str)]) -> String {
    let one = |(id, kind, target): &(&str, &str, &str)| {
        let mode = if target.contains("://") { " TargetMode=\"External\"" } else { "" };
        format!("<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"{mode}/>")
    };
    format!("<Relationships>{}</Relationships>", all.iter().map(one).collect::<String>())
}

fn shape(holder: &str, text: &str) -> String {
    format!(
        "<p:sp><p:nvSpPr><p:nvPr><p:ph type=\"{holder}\"/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p>\
         </p:txBody></p:sp>"
    )
}

fn deck() -> Vec<u8> {
    package(&[
        ("[Content_Types].xml", "<Types/>".to_owned()),
        (
            "_rels/.rels",
            relations(&[("r1", "officeDocument", "ppt/presentation.xml"), ("r2", "core-properties", "docProps/core.xml")]),
        ),
        ("docProps/core.xml", "<c><dc:title>Our deck</dc:title><dc:creator>Ada</dc:creator></c>".to_owned()),
        (
            "ppt/presentation.xml",
            "<p:presentation><p:sldIdLst><p:sldId id=\"256\" r:id=\"b\"/><p:sldId id=\"257\" r:id=\"a\"/></p:sldIdLst></p:presentation>"
                .to_owned(),
        ),
        (
            "ppt/_rels/presentation.xml.rels",
            relations(&[("a", "slide", "slides/slide1.xml"), ("b", "slide", "/ppt/slides/slide2.xml")]),
        ),
        ("ppt/slides/slide1.xml", format!("<p:sld show=\"0\">{}</p:sld>", shape("body", "Spare"))),
        (
            "ppt/slides/slide2.xml",
            format!(
                "<p:sld>{}{}<a:p><a:fld type=\"slidenum\"><a:t>7</a:t></a:fld></a:p></p:sld>",
                shape("ctrTitle", "Cold &amp; safe"),
                shape("body", "From dock to door")
            ),
        ),
        (
            "ppt/slides/_rels/slide2.xml.rels",
            relations(&[("n", "notesSlide", "../notesSlides/n.xml"), ("x", "image", "https://tracker.example/a.png")]),
        ),
        ("ppt/notesSlides/n.xml", format!("<p:notes>{}{}</p:notes>", shape("body", "Smile"), shape("sldNum", "1"))),
        ("ppt/vbaProject.bin", String::new()),
    ])
}

fn read_deck() -> Content {
    let bytes = deck();
    let media = media_type(&bytes, "deck.pptx");
    assert_eq!(media, MediaType::Pptx);
    read(&bytes, media, &Limits::default()).unwrap()
}

#[test]
fn slides_come_in_the_order_of_the_presentation_with_notes_and_hidden_ones_marked() {
    let content = read_deck();
    let part = |place, title: Option<&str>, text: &str, hidden| Part {
        place,
        title: title.map(str::to_owned),
        text: text.to_owned(),
        hidden,
    };
    let expected = [
        part(Place::Slide(1), Some("Cold & safe"), "Cold & safe\nFrom dock to door", false),
        part(Place::Notes(1), None, "Smile", true),
        part(Place::Slide(2), None, "Spare", true),
    ];
    assert_eq!(content.parts, expected);
    assert_eq!((content.facts.slides, content.facts.title.as_deref()), (Some(2), Some("Our deck")));
}

#[test]
fn macros_what_is_fetched_and_what_tells_of_authors_are_found() {
    let content = read_deck();
    assert_eq!(content.active, [Active::Macros, Active::External("https://tracker.example/a.png".to_owned())]);
    assert_eq!(content.traces, [Trace::HiddenSlides(1), Trace::SpeakerNotes(1), Trace::Author("Ada".to_owned())]);
}

#[test]
fn documents_tell_what_was_struck_out_and_said_beside_apart() {
    let body = "<w:p><w:r><w:t>Kept</w:t></w:r><w:del><w:r><w:delText>secret price</w:delText></w:r></w:del></w:p>\
        <mc:AlternateContent><mc:Choice><w:p><w:t>once</w:t></w:p></mc:Choice><mc:Fallback><w:p><w:t>once</w:t></w:p></mc:Fallback></mc:AlternateContent>";
    let bytes = package(&[
        ("_rels/.rels", relations(&[("r", "officeDocument", "word/document.xml")])),
        ("word/document.xml", format!("<w:document>{body}</w:document>")),
        ("word/_rels/document.xml.rels", relations(&[("c", "comments", "comments.xml")])),
        (
            "word/comments.xml",
            "<w:comments><w:comment><w:p><w:t>Really?</w:t></w:p></w:comment></w:comments>".to_owned(),
        ),
    ]);
    let content = read(&bytes, MediaType::Docx, &Limits::default()).unwrap();
    let parts: Vec<_> = content.parts.iter().map(|part| (&part.place, part.text.as_str(), part.hidden)).collect();
    let expected = [
        (&Place::Whole, "Kept\nonce\n", false),
        (&Place::StruckOut, "secret price\n", true),
        (&Place::Comments(None), "Really?\n", true),
    ];
    assert_eq!(parts, expected);
    assert_eq!(content.text(), "Kept\nonce\n");
    assert_eq!(content.traces, [Trace::TrackedChanges(1), Trace::Comments(1)]);
}

#[test]
fn fields_that_ask_other_programs_or_fetch_something_are_found() {
    let body = "<w:p><w:fldChar/><w:instrText>DDE</w:instrText><w:instrText>AUTO c:\\\\cmd.exe</w:instrText><w:fldChar/>\
        <w:fldSimple w:instr=\" INCLUDEPICTURE &quot;https://t.example/a.png&quot; \"/><w:fldSimple w:instr=\"PAGE\"/></w:p>";
    let bytes = package(&[
        ("_rels/.rels", relations(&[("r", "officeDocument", "word/document.xml")])),
        ("word/document.xml", format!("<w:document>{body}</w:document>")),
    ]);
    let content = read(&bytes, MediaType::Docx, &Limits::default()).unwrap();
    assert_eq!(content.active, [Active::Launch, Active::External("https://t.example/a.png".to_owned())]);
}

#[test]
fn cells_of_workbooks_are_told_as_they_are_shown_as_far_as_days_go() {
    let styles = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd.mm.yyyy hh:mm\"/></numFmts>\
        <cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>";
    let cells = "<c><v>46348</v></c><c s=\"1\"><v>46348</v></c><c s=\"2\"><v>46348.5</v></c>\
        <c s=\"1\" t=\"s\"><v>0</v></c><c t=\"b\"><v>1</v></c><c s=\"1\" t=\"str\"><v>12</v></c>";
    let bytes = package(&[
        ("_rels/.rels", relations(&[("r", "officeDocument", "xl/workbook.xml")])),
        ("xl/workbook.xml", "<workbook><sheets><sheet name=\"Prices\" r:id=\"a\"/></sheets></workbook>".to_owned()),
        (
            "xl/_rels/workbook.xml.rels",
            relations(&[
                ("a", "worksheet", "a.xml"),
                ("b", "styles", "styles.xml"),
                ("c", "sharedStrings", "texts.xml"),
            ]),
        ),
        ("xl/styles.xml", styles.to_owned()),
        ("xl/texts.xml", "<sst><si><t>Valid from</t></si></sst>".to_owned()),
        ("xl/a.xml", format!("<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>")),
    ]);
    let content = read(&bytes, MediaType::Xlsx, &Limits::default()).unwrap();
    assert_eq!(content.text(), "46348\t2026-11-22\t2026-11-22 12:00\tValid from\tTRUE\t12\n");
}

#[test]
fn no_more_is_unpacked_than_the_limits_allow() {
    let bomb = format!("<w:document>{}</w:document>", "<w:p/>".repeat(100_000));
    let bytes = package(&[("_rels/.rels", relations(&[("r", "officeDocument", "d.xml")])), ("d.xml", bomb)]);
    assert!(bytes.len() < 20_000);
    let limits = Limits { unpacked: 100_000, ..Limits::default() };
    let refused = ReadError::TooLarge { what: "what is unpacked", most: 100_000 };
    assert_eq!(read(&bytes, MediaType::Docx, &limits), Err(refused));
}

proptest! {
    #[test]
    fn damaged_packages_are_read_or_refused(cut in 0usize..4_000, places in prop::collection::vec((0usize..4_000, any::<u8>()), 0..20)) {
        let mut bytes = deck();
        for (place, byte) in places {
            let at = place % bytes.len();
            bytes[at] = byte;
        }
        bytes.truncate(bytes.len().saturating_sub(cut % 200));
        let _ = read(&bytes, MediaType::Pptx, &Limits::default());
        let _ = media_type(&bytes, "deck.pptx");
    }
}
