//! Pictures: what cameras and programs wrote beside the picture itself.

use img_parts::{
    Bytes, DynImage, ImageEXIF,
    jpeg::{Jpeg, markers},
    png::Png,
    webp::WebP,
};

use crate::{MediaType, ReadError, picture};

/// Segments of a JPEG that hold no part of the picture: Exif and XMP, IPTC, comments.
const OF_JPEG: [u8; 3] = [markers::APP1, markers::APP13, markers::COM];
/// Chunks of a PNG that hold none (PNG, third edition, 11.3).
const OF_PNG: [[u8; 4]; 5] = [*b"eXIf", *b"tEXt", *b"iTXt", *b"zTXt", *b"tIME"];
/// What a chunk of XMP in a WebP is called.
const XMP: [u8; 4] = *b"XMP ";

pub(super) fn strip(bytes: &[u8], media: MediaType) -> Result<Option<Vec<u8>>, ReadError> {
    let input = Bytes::copy_from_slice(bytes);
    let damaged = |error: img_parts::Error| ReadError::damaged(error.to_string());
    let orientation = picture::exif(bytes).as_ref().map_or(1, picture::orientation);
    let image = match media {
        MediaType::Jpeg => {
            let mut jpeg = Jpeg::from_bytes(input).map_err(damaged)?;
            jpeg.segments_mut().retain(|segment| !OF_JPEG.contains(&segment.marker()));
            DynImage::Jpeg(jpeg)
        }
        MediaType::Png => {
            let mut png = Png::from_bytes(input).map_err(damaged)?;
            png.chunks_mut().retain(|chunk| !OF_PNG.contains(&chunk.kind()));
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
