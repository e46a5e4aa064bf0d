//! Decks as office programs write them, with no more in them than a test needs.

use std::io::{Cursor, Write as _};

use zip::{ZipWriter, write::SimpleFileOptions};

/// A deck of an author's, of slides with a title and perhaps speaker's notes.
pub(crate) fn deck(author: &str, slides: &[(&str, Option<&str>)]) -> Vec<u8> {
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"http://x/relationships/{kind}\" Target=\"{target}\"/>")
    };
    let relations = |all: &str| format!("<Relationships>{all}</Relationships>");
    let slide = |holder: &str, text: &str| {
        format!("<s><sp><ph type=\"{holder}\"/><a:p><a:r><a:t>{text}</a:t></a:r></a:p></sp></s>")
    };
    let package = relation("r", "officeDocument", "ppt/presentation.xml")
        + &relation("c", "metadata/core-properties", "docProps/core.xml");
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), "<Types/>".to_owned()),
        ("_rels/.rels".to_owned(), relations(&package)),
        ("docProps/core.xml".to_owned(), format!("<c><dc:creator>{author}</dc:creator></c>")),
    ];
    for (index, (title, notes)) in slides.iter().enumerate() {
        parts.push((format!("ppt/slides/{index}.xml"), slide("title", title)));
        if let Some(notes) = notes {
            let to_notes = relation("n", "notesSlide", &format!("../notes/{index}.xml"));
            parts.push((format!("ppt/slides/_rels/{index}.xml.rels"), relations(&to_notes)));
            parts.push((format!("ppt/notes/{index}.xml"), slide("body", notes)));
        }
    }
    let order: Vec<String> = (0..slides.len()).map(|index| format!("<sldId r:id=\"s{index}\"/>")).collect();
    parts.push(("ppt/presentation.xml".to_owned(), format!("<p>{}</p>", order.concat())));
    let to_slides =
        (0..slides.len()).map(|index| relation(&format!("s{index}"), "slide", &format!("slides/{index}.xml")));
    parts.push(("ppt/_rels/presentation.xml.rels".to_owned(), relations(&to_slides.collect::<Vec<_>>().concat())));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
