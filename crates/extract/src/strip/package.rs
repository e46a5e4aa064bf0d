//! Office files: names in the parts that say something of the file as a whole.

use std::io::{Cursor, Write as _};

use quick_xml::{Reader, Writer, events::Event};
use zip::{ZipArchive, ZipWriter, result::ZipError, write::SimpleFileOptions};

use crate::{Limits, ReadError, archive::Archive, plain};

/// The parts: of Microsoft's formats, and of `OpenDocument`.
const PARTS: [&str; 3] = ["docProps/core.xml", "docProps/app.xml", "meta.xml"];
/// Where signatures are, in the same.
const SIGNATURES: [&str; 2] = ["_xmlsignatures/", "META-INF/documentsignatures.xml"];
/// Their elements that hold names.
const NAMES: [&str; 6] = ["creator", "lastModifiedBy", "Company", "Manager", "initial-creator", "printed-by"];

pub(super) fn strip(bytes: &[u8], limits: &Limits) -> Result<Option<Vec<u8>>, ReadError> {
    let mut parts = Archive::open(bytes, limits)?;
    // A signature holds for the bytes that were signed.
    if parts.names().iter().any(|name| SIGNATURES.iter().any(|signature| name.starts_with(signature))) {
        return Ok(None);
    }
    let mut changed = Vec::new();
    for name in PARTS {
        let Some(part) = parts.read(name)? else { continue };
        if let Some(text) = without_names(&plain::decode(&part))? {
            changed.push((name, text));
        }
    }
    if changed.is_empty() { Ok(None) } else { with(bytes, &changed).map(Some) }
}

/// The archive with some of its parts replaced; the others are copied as they are, in their order.
fn with(bytes: &[u8], changed: &[(&str, String)]) -> Result<Vec<u8>, ReadError> {
    let damaged = |error: ZipError| ReadError::damaged(error.to_string());
    let mut from = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut to = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
    for index in 0..from.len() {
        let file = from.by_index_raw(index).map_err(damaged)?;
        let replaced = changed.iter().find(|(name, _)| file.name().is_ok_and(|own| own == *name));
        match replaced {
            Some((name, text)) => {
                to.start_file(*name, SimpleFileOptions::default()).map_err(damaged)?;
                to.write_all(text.as_bytes()).map_err(|error| ReadError::damaged(error.to_string()))?;
            }
            None => to.raw_copy_file(file).map_err(damaged)?,
        }
    }
    Ok(to.finish().map_err(damaged)?.into_inner())
}

/// A part with its names emptied; `None` where there are none.
fn without_names(text: &str) -> Result<Option<String>, ReadError> {
    let damaged = |error: &dyn std::fmt::Display| ReadError::damaged(error.to_string());
    let (mut reader, mut writer) = (Reader::from_str(text), Writer::new(Vec::new()));
    let (mut is_name, mut is_changed) = (false, false);
    loop {
        let event = reader.read_event().map_err(|error| damaged(&error))?;
        match &event {
            Event::Start(start) => is_name = NAMES.contains(&local(start.name().into_inner())),
            Event::End(_) => is_name = false,
            Event::Eof => break,
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) if is_name => {
                is_changed = true;
                continue;
            }
            _ => {}
        }
        writer.write_event(event).map_err(|error| damaged(&error))?;
    }
    let text = String::from_utf8(writer.into_inner()).map_err(|error| damaged(&error))?;
    Ok(is_changed.then_some(text))
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}
