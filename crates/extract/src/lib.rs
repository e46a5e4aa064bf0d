//! What is in a file that isn't markdown: of what type it is ([`media_type`]), its text by page or slide, facts of it, what in it may do
//! something, and what it tells of those who made it ([`read`]); and the same file
//! without that ([`strip`](strip())).
//!
//! Bytes go in and values come out: no file system, no threads, no clock. Files come from anywhere, so nothing that is in one is believed:
//! reading is bounded by [`Limits`], and damaged files are errors.

mod archive;
mod captions;
mod content;
mod failure;
mod limits;
mod markup;
mod media;
mod odf;
mod ooxml;
mod pdf;
mod picture;
mod plain;
mod recording;
mod stream;
mod strip;
mod xml;
mod xmp;

pub use content::{Active, Content, Facts, Part, Place, Trace};
pub use failure::ReadError;
pub use limits::Limits;
pub use media::{Family, HEAD, MediaType, media_type};
pub use strip::{Stripped, strip, strips};

use std::io::{Cursor, Read, Seek};

use stream::Stream;

/// Reads what is in a file of a type.
pub fn read(bytes: &[u8], media: MediaType, limits: &Limits) -> Result<Content, ReadError> {
    if bytes.len() > limits.bytes {
        return Err(ReadError::TooLarge { what: "the file", most: limits.bytes });
    }
    let mut content = match media {
        MediaType::Text | MediaType::Csv => plain::read(bytes),
        MediaType::Vtt | MediaType::Srt => captions::read(bytes),
        MediaType::Pptx | MediaType::Docx | MediaType::Xlsx => ooxml::read(bytes, media, limits)?,
        MediaType::Png | MediaType::Jpeg | MediaType::Gif | MediaType::WebP | MediaType::Avif | MediaType::Tiff => {
            picture::read(bytes)
        }
        MediaType::Html => markup::read_html(bytes),
        MediaType::Svg => markup::read_svg(bytes),
        MediaType::Odt | MediaType::Odp | MediaType::Ods => odf::read(bytes, media, limits)?,
        MediaType::Pdf => pdf::read(bytes, limits)?,
        media if media.is_streamed() => return read_streamed(Cursor::new(bytes), media, limits),
        // Of these only that is told.
        MediaType::LegacyOffice if is_encrypted(bytes) => return Err(ReadError::Encrypted),
        MediaType::LegacyOffice => Content::default(),
        _ => return Err(ReadError::Unsupported { media }),
    };
    content.bound(limits);
    Ok(content)
}

/// Reads what is in a file of a type that [is streamed](MediaType::is_streamed), of any length: only a little of it, here and there.
pub fn read_streamed<R: Read + Seek>(source: R, media: MediaType, limits: &Limits) -> Result<Content, ReadError> {
    let mut content = recording::read(&mut Stream::new(source, limits)?, media)?;
    content.bound(limits);
    Ok(content)
}

impl MediaType {
    /// Whether [`read_streamed`] reads files of the type: recordings, which may be large.
    pub fn is_streamed(self) -> bool {
        matches!(self.family(), Family::Video | Family::Audio)
    }

    /// Whether [`read`] reads what is inside files of the type.
    pub fn is_read(self) -> bool {
        use MediaType as M;
        let is_text = matches!(self, M::Text | M::Csv | M::Vtt | M::Srt | M::Html | M::Svg | M::Pdf);
        let is_office = matches!(self, M::Pptx | M::Docx | M::Xlsx | M::Odt | M::Odp | M::Ods | M::LegacyOffice);
        let is_picture = matches!(self, M::Png | M::Jpeg | M::Gif | M::WebP | M::Avif | M::Tiff);
        is_text || is_office || is_picture || self.is_streamed()
    }
}

/// Whether a compound file holds an encrypted package (MS-OFFCRYPTO, 2.1.4): a stream of that name, in UTF-16.
fn is_encrypted(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_to_be_read_is() {
        for media in MediaType::ALL {
            let is_refused = matches!(read(b"", *media, &Limits::default()), Err(ReadError::Unsupported { .. }));
            assert_eq!(media.is_read(), !is_refused, "{media:?}");
        }
    }
}
