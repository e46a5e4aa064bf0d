//! PDFs made here, of objects as they are written.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use proptest::prelude::*;

use crate::{Active, Content, Limits, MediaType, Place, ReadError, Trace, read};

/// A file of these objects, the first of which is its catalog; further entries of the trailer.
fn pdf(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(file.len());
        file.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let table = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
    file.extend(places.iter().flat_map(|place| format!("{place:010} 00000 n \n").into_bytes()));
    let size = places.len() + 1;
    file.extend(format!("trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n").bytes());
    file
}

fn stream(text: &str) -> String {
    format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len())
}

fn page(content: usize, more: &str) -> String {
    format!(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents {content} 0 R /Resources << /Font << /F 7 0 R >> >> {more} >>"
    )
}

fn two_pages() -> Vec<u8> {
    pdf(
        &[
            "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /Names 8 0 R >>"
                .to_owned(),
            "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>".to_owned(),
            page(5, ""),
            page(6, "/Annots [<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (Too cheap) >>]"),
            stream(
                "BT /F 12 Tf 20 300 Td (Cold ) Tj (chain) Tj 0 -20 Td [(From)-400(dock)] TJ 0 -20 Td (Ship-) Tj 0 -14 Td (ment) Tj ET",
            ),
            stream("BT /F 12 Tf 20 300 Td (Second page) Tj ET"),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
            "<< /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (list.xlsx) /EF << /F 5 0 R >> >>] >> >>"
                .to_owned(),
            "<< /Title (Our deck) /Author <FEFF00C400640061> >>".to_owned(),
        ],
        "/Info 9 0 R",
    )
}

fn read_pdf(bytes: &[u8]) -> Result<Content, ReadError> {
    read(bytes, MediaType::Pdf, &Limits::default())
}

#[test]
fn text_comes_by_page_and_comments_apart() {
    let content = read_pdf(&two_pages()).unwrap();
    let parts: Vec<_> = content.parts.iter().map(|part| (&part.place, part.text.as_str(), part.hidden)).collect();
    let expected = [
        (&Place::Page(1), "Cold chain\nFrom dock\nShipment", false),
        (&Place::Page(2), "Second page", false),
        (&Place::Comments(None), "Too cheap", true),
    ];
    assert_eq!(parts, expected);
    assert_eq!((content.facts.pages, content.facts.title.as_deref()), (Some(2), Some("Our deck")));
}

#[test]
fn scripts_files_within_and_authors_are_found() {
    let content = read_pdf(&two_pages()).unwrap();
    assert_eq!(content.active, [Active::Script, Active::Embedded("list.xlsx".to_owned())]);
    assert_eq!(content.traces, [Trace::Author("Äda".to_owned()), Trace::Comments(1)]);
}

#[test]
fn what_is_no_pdf_and_what_needs_a_password_is_refused() {
    assert!(matches!(read_pdf(b"%PDF-1.7\nnothing more"), Err(ReadError::Damaged { .. })));
    let encrypt = "/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O (0123456789abcdef0123456789abcdef) \
        /U (0123456789abcdef0123456789abcdef) >> /ID [(0123456789abcdef) (0123456789abcdef)]";
    let pages = "<< /Type /Pages /Kids [] /Count 0 >>".to_owned();
    let locked = pdf(&["<< /Type /Catalog /Pages 2 0 R >>".to_owned(), pages], encrypt);
    assert_eq!(read_pdf(&locked), Err(ReadError::Encrypted));
}

proptest! {
    #[test]
    fn damaged_files_are_read_or_refused(cut in 0usize..200, places in prop::collection::vec((0usize..4_000, any::<u8>()), 0..20)) {
        let mut bytes = two_pages();
        for (place, byte) in places {
            let at = place % bytes.len();
            bytes[at] = byte;
        }
        bytes.truncate(bytes.len().saturating_sub(cut));
        let _ = read_pdf(&bytes);
    }
}
