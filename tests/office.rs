//! Decks and documents of Office, drawn by LibreOffice: skipped where it isn't installed.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test may fail by panicking, and says what it skips"
)]

mod program;

use std::{
    env, fs,
    io::{self, Cursor, Write as _},
    net::TcpListener,
    path::{Path, PathBuf},
};

use program::{Library, Run};
use zip::{ZipWriter, write::SimpleFileOptions};

const DECK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/content/decks/first-meeting-hospital.pptx");
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006";

fn installed() -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    let found = env::split_paths(&folders).map(|folder| folder.join("soffice")).find(|program| program.is_file());
    if found.is_none() {
        eprintln!("skipped: LibreOffice isn't installed");
    }
    found
}

/// A document of Word's with this text, and a picture that is at an address.
fn document(body: &str, picture: &str) -> Vec<u8> {
    let types = format!(
        "<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>"
    );
    let relation = |id: &str, kind: &str, target: &str, mode: &str| {
        format!(
            "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"{mode}/></Relationships>"
        )
    };
    let drawing = format!(
        "<w:drawing><wp:inline xmlns:wp=\"{DRAWING}/wordprocessingDrawing\"><wp:extent cx=\"914400\" cy=\"914400\"/><wp:docPr id=\"1\" name=\"x\"/>\
         <a:graphic xmlns:a=\"{DRAWING}/main\"><a:graphicData uri=\"{DRAWING}/picture\"><pic:pic xmlns:pic=\"{DRAWING}/picture\">\
         <pic:nvPicPr><pic:cNvPr id=\"0\" name=\"x\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link=\"p\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
         <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"914400\" cy=\"914400\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr>\
         </pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    );
    let text = format!(
        "<w:document xmlns:w=\"{WORD}\" xmlns:r=\"{OFFICE}\"><w:body><w:p>{body}</w:p><w:p><w:r>{drawing}</w:r></w:p></w:body></w:document>"
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in [
        ("[Content_Types].xml", types),
        ("_rels/.rels", relation("d", "officeDocument", "word/document.xml", "")),
        ("word/_rels/document.xml.rels", relation("p", "image", picture, " TargetMode=\"External\"")),
        ("word/document.xml", text),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(part.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A library of a deck, of a document that would have LibreOffice fetch something, and of one with a tracked change.
fn library(elsewhere: &str) -> Library {
    let library = Library::new(None);
    let files = library.root().join("content/files");
    fs::create_dir_all(&files).unwrap();
    fs::write(library.root().join("fieldbook.toml"), "name = \"Book\"\n").unwrap();
    fs::copy(DECK, files.join("deck.pptx")).unwrap();
    fs::write(files.join("linked.docx"), document("<w:r><w:t>Hello</w:t></w:r>", elsewhere)).unwrap();
    let deleted = "<w:del w:author=\"a\"><w:r><w:delText>Secret</w:delText></w:r></w:del><w:r><w:t>Open</w:t></w:r>";
    fs::write(files.join("changed.docx"), document(deleted, elsewhere)).unwrap();
    for name in ["deck.pptx", "linked.docx", "changed.docx"] {
        fs::write(files.join(format!("{name}.toml")), "owner = \"ada\"\n").unwrap();
    }
    library
}

fn build(library: &Library, office: Option<&Path>) -> Run {
    let mut program = library.program("build");
    match office {
        Some(office) => program.env("FIELDBOOK_LIBREOFFICE", office),
        None => program.env_remove("FIELDBOOK_LIBREOFFICE").env("PATH", "/nowhere"),
    };
    let run = library.run(program.arg("--out").arg(library.out()));
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    run
}

/// Whether the page of a file shows what is inside.
fn is_shown(library: &Library, name: &str) -> bool {
    let folder = library.out().join("asset/files").join(name);
    let page = fs::read_to_string(folder.join("index.html")).unwrap();
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name());
    let previews = files.filter(|file| file.to_string_lossy().starts_with("preview-")).count();
    assert_eq!(page.contains("srcset"), previews == 2, "{name}");
    previews == 2
}

#[test]
fn first_pages_are_shown_and_nothing_is_fetched_or_left_for_it() {
    let Some(office) = installed() else { return };
    let elsewhere = TcpListener::bind("127.0.0.1:0").unwrap();
    elsewhere.set_nonblocking(true).unwrap();
    let library = library(&format!("http://{}/picture.png", elsewhere.local_addr().unwrap()));
    build(&library, Some(&office));
    let shown = ["deck.pptx", "linked.docx", "changed.docx"].map(|name| is_shown(&library, name));
    assert_eq!(shown, [true, true, false], "what shows deleted words isn't shown");
    assert_eq!(elsewhere.accept().map(drop).map_err(|error| error.kind()), Err(io::ErrorKind::WouldBlock));
    assert_eq!(fs::read_dir(library.root().join("content/files")).unwrap().count(), 6);
}

#[test]
fn where_it_isnt_there_a_build_says_so_unless_none_is_wanted() {
    let library = library("http://127.0.0.1:9/picture.png");
    let said = build(&library, None).stderr;
    assert!(said.contains("note: 3 files of Office have no picture on their pages: LibreOffice"), "{said}");
    assert!(!is_shown(&library, "deck.pptx"));
    assert!(!library.build().stderr.contains("LibreOffice"));

    let Some(office) = installed() else { return };
    build(&library, Some(&office));
    assert!(is_shown(&library, "deck.pptx"), "once it is installed, pictures are there with the next build");
}
