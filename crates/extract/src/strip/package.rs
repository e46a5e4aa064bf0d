//! Office files: names in the parts that say something of the file as a whole.

use std::{
    borrow::Cow,
    collections::BTreeSet,
    io::{Cursor, Write as _},
};

use quick_xml::{Reader, Writer, events::Event};
use zip::{ZipArchive, ZipWriter, result::ZipError, write::SimpleFileOptions};

use super::Stripped;
use crate::{
    Limits, ReadError,
    archive::Archive,
    ooxml::{package::Package, properties},
    plain,
};

/// The parts as most programs call them: of Microsoft's formats, in which others may be named as well, and of `OpenDocument`.
const PARTS: [&str; 3] = ["docProps/core.xml", "docProps/app.xml", "meta.xml"];
/// Where signatures are, in the same.
const SIGNATURES: [&str; 2] = ["_xmlsignatures/", "META-INF/documentsignatures.xml"];
/// Their elements that hold names.
const NAMES: [&str; 6] = ["creator", "lastModifiedBy", "Company", "Manager", "initial-creator", "printed-by"];

pub(super) fn strip(bytes: &[u8], limits: &Limits) -> Result<Stripped, ReadError> {
    let mut parts = Archive::open(bytes, limits)?;
    // A signature holds for the bytes that were signed.
    if parts.names().iter().any(|name| SIGNATURES.iter().any(|signature| name.starts_with(signature))) {
        return Ok(Stripped::Signed);
    }
    let said = properties::parts(&mut Package::open(bytes, limits)?)?;
    let names: BTreeSet<String> = PARTS.map(str::to_owned).into_iter().chain(said).collect();
    let mut changed = Vec::new();
    for name in names {
        let Some(part) = parts.read(&name)? else { continue };
        if let Some(text) = without_names(&plain::decode(&part))? {
            changed.push((name, text));
        }
    }
    if changed.is_empty() { Ok(Stripped::Nothing) } else { with(bytes, &changed).map(Stripped::Without) }
}

/// The archive with some of its parts replaced; the others are copied as they are, in their order.
fn with(bytes: &[u8], changed: &[(String, String)]) -> Result<Vec<u8>, ReadError> {
    let damaged = |error: ZipError| ReadError::damaged(error.to_string());
    let mut from = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut to = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
    for index in 0..from.len() {
        let file = from.by_index_raw(index).map_err(damaged)?;
        let own = file.name().map(Cow::into_owned).unwrap_or_default();
        // Parts are named in any case.
        let replaced = changed.iter().find(|(name, _)| own.eq_ignore_ascii_case(name));
        match replaced {
            Some((_, text)) => {
                to.start_file(own, SimpleFileOptions::default()).map_err(damaged)?;
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
