//! PDF (ISO 32000-2): text by page, what it says of itself, and what in it may do something.
//!
//! Objects, fonts and encodings are `hayro`'s matter, which draws pages too; here glyphs become lines ([`lines`]) and objects are
//! looked through ([`scan`]).

mod lines;
mod scan;
#[cfg(test)]
mod tests;

use std::panic::{self, AssertUnwindSafe};

use encoding_rs::{UTF_16BE, UTF_16LE};
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings,
    hayro_syntax::{DecryptionError, LoadPdfError, Pdf, page::Page},
    interpret_page,
    kurbo::{Affine, Rect},
};

use crate::{Content, Limits, Part, Place, ReadError, Trace, plain};

use lines::Lines;

/// Reads a PDF.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Content, ReadError> {
    // Files are built to find faults in readers: one that panics has met a file that it can't read.
    let read = AssertUnwindSafe(|| read_unguarded(bytes, limits));
    panic::catch_unwind(read).unwrap_or_else(|_| Err(ReadError::damaged("its objects contradict one another")))
}

fn read_unguarded(bytes: &[u8], limits: &Limits) -> Result<Content, ReadError> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm) => {
            ReadError::Encrypted
        }
        LoadPdfError::Decryption(_) => ReadError::damaged("how it is encrypted can't be told"),
        LoadPdfError::Invalid => ReadError::damaged("it has no table of its objects, or no pages"),
    })?;
    let mut content = Content::default();
    scan::read(&pdf, limits, &mut content);
    let pages = pdf.pages();
    content.facts.pages = u32::try_from(pages.len()).ok();
    content.facts.title = pdf.metadata().title.as_deref().map(text).filter(|title| !title.is_empty());
    let cache = InterpreterCache::new();
    let mut length = 0;
    let mut parts = Vec::new();
    for (number, page) in (1_u32..).zip(pages.iter()) {
        if length > limits.text || parts.len() >= limits.parts {
            content.cut = true;
            break;
        }
        // A page that can't be read costs its text only.
        match panic::catch_unwind(AssertUnwindSafe(|| page_text(&pdf, page, &cache))) {
            Ok(text) => {
                length += text.len();
                parts.push(Part::new(Place::Page(number), text));
            }
            Err(_) => content.cut = true,
        }
    }
    content.parts.splice(0..0, parts);
    let author = pdf.metadata().author.as_deref().map(text).filter(|author| !author.is_empty());
    content.traces.extend(author.map(Trace::Author));
    content.traces.sort();
    content.traces.dedup();
    Ok(content)
}

/// The text of a page, in the order in which it is drawn: programs draw in the order of reading, but for headers and footers.
fn page_text<'a>(pdf: &'a Pdf, page: &Page<'a>, cache: &InterpreterCache<'a>) -> String {
    // Where things are drawn to doesn't matter, only where they are to one another.
    let everywhere = Rect::new(0.0, 0.0, 1.0, 1.0);
    let mut context = Context::new(Affine::IDENTITY, everywhere, cache, pdf.xref(), InterpreterSettings::default());
    let mut lines = Lines::default();
    interpret_page(page, &mut context, &mut lines);
    lines.into_text()
}

/// A text string (7.9.2.2): UTF-16 or UTF-8 by its mark, else PDF's own encoding, which is Latin in all that names are written with.
fn text(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xfe, 0xff, rest @ ..] => UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        [0xff, 0xfe, rest @ ..] => UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
        _ => plain::decode(bytes),
    };
    text.replace('\0', "").trim().to_owned()
}
