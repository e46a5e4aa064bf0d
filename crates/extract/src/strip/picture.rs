//! Pictures: what cameras and programs wrote beside the picture itself.

use img_parts::{
    Bytes, DynImage, ImageEXIF,
    jpeg::{Jpeg, JpegSegment, markers},
    png::{Png, PngChunk},
    webp::WebP,
};

use crate::{MediaType, ReadError, picture};

/// Segments of a JPEG that hold no part of the picture: Exif and XMP, IPTC, comments.
const OF_JPEG: [u8; 3] = [markers::APP1, markers::APP13, markers::COM];
/// Chunks of a PNG that hold none (PNG, third edition, 11.3).
const OF_PNG: [[u8; 4]; 5] = [*b"eXIf", *b"tEXt", *b"iTXt", *b"zTXt", *b"tIME"];
/// Keywords of texts that are the drawing itself, as its program opens it again.
const DRAWINGS: [&[u8]; 3] = [b"mxfile\0", b"mxGraphModel\0", b"application/vnd.excalidraw+json\0"];
/// What a chunk of XMP in a WebP is called.
const XMP: [u8; 4] = *b"XMP ";

pub(super) fn strip(bytes: &[u8], media: MediaType) -> Result<Option<Vec<u8>>, ReadError> {
    let input = Bytes::copy_from_slice(bytes);
    let damaged = |error: img_parts::Error| ReadError::damaged(error.to_string());
    let orientation = picture::exif(bytes).as_ref().map_or(1, picture::orientation);
    let image = match media {
        MediaType::Jpeg => {
            let mut jpeg = Jpeg::from_bytes(input).map_err(damaged)?;
            // Of the second kind only colours: others lead to further pictures behind this one, with all that these tell.
            let is_foreign = |segment: &JpegSegment| {
                segment.marker() == markers::APP2 && !segment.contents().starts_with(b"ICC_PROFILE\0")
            };
            jpeg.segments_mut().retain(|segment| !OF_JPEG.contains(&segment.marker()) && !is_foreign(segment));
            DynImage::Jpeg(jpeg)
        }
        MediaType::Png => {
            let mut png = Png::from_bytes(input).map_err(damaged)?;
            let is_drawing = |chunk: &PngChunk| DRAWINGS.iter().any(|name| chunk.contents().starts_with(name));
            png.chunks_mut().retain(|chunk| !OF_PNG.contains(&chunk.kind()) || is_drawing(chunk));
            DynImage::Png(png)
        }
        _ => {
            let mut webp = WebP::from_bytes(input).map_err(damaged)?;
            webp.set_exif(None);
            webp.remove_chunks_by_id(XMP);
            DynImage::WebP(webp)
        }
    };
    let stripped = turned(image, orientation).encoder().bytes().to_vec();
    Ok((stripped != bytes).then_some(stripped))
}

/// A picture that says how it is to be turned, and nothing else.
fn turned(mut image: DynImage, orientation: u32) -> DynImage {
    if let (Ok(orientation), true) = (u8::try_from(orientation), orientation > 1) {
        // A TIFF header and one directory of one entry: tag 0x0112, a short, one of it.
        let mut exif = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
        image.set_exif(Some(Bytes::from(exif)));
    }
    image
}
