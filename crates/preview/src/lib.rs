//! Small pictures of pictures, and of the first pages of documents, for pages and lists that show what a file is.
//!
//! Bytes go in and bytes come out. Files come from anywhere: memory is bounded, and a file that can't be drawn has no preview.

mod draw;

use std::io::Cursor;

use fieldbook_extract::MediaType;
use image::{
    DynamicImage, ImageEncoder as _,
    codecs::{jpeg::JpegEncoder, webp::WebPEncoder},
    imageops::FilterType,
};
use serde::{Deserialize, Serialize};

/// Widths in pixels: of a place in a list, and of a page, on screens with two pixels to one.
pub const WIDTHS: [u32; 2] = [480, 1280];
/// How many times as high as wide a preview is at most: of what is longer, it shows the beginning.
const TALLEST: u32 = 3;
/// The quality of JPEG from which on nobody sees a difference in a small picture.
const QUALITY: u8 = 80;

/// A small picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// How large it is, and how it is written.
    pub shape: Shape,
    /// The file.
    pub bytes: Vec<u8>,
}

/// How large a preview is, and how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shape {
    /// The format.
    pub format: Format,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// How a preview is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Without loss: pages, drawings, and what one can see through.
    WebP,
    /// Photographs: there is no encoder in Rust alone that writes them smaller and is kept up.
    Jpeg,
}

impl Format {
    /// The extension of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Self::WebP => "webp",
            Self::Jpeg => "jpg",
        }
    }
}

/// Whether there are previews of files of a type.
pub fn is_previewed(media: MediaType) -> bool {
    matches!(media, MediaType::Pdf | MediaType::Png | MediaType::Jpeg | MediaType::Gif | MediaType::WebP)
}

/// Previews of a file, the narrowest first. Of a picture there are only those that are narrower than itself; of what can't be drawn there are none.
pub fn previews(bytes: &[u8], media: MediaType) -> Vec<Preview> {
    if media == MediaType::Pdf {
        return WIDTHS.iter().filter_map(|width| written(&draw::first_page(bytes, *width)?)).collect();
    }
    let Some(picture) = draw::picture(bytes, media) else { return Vec::new() };
    let narrower = WIDTHS.into_iter().filter(|width| *width < picture.width());
    narrower.filter_map(|width| written(&narrowed(&picture, width))).collect()
}

/// The picture at a width.
fn narrowed(picture: &DynamicImage, width: u32) -> DynamicImage {
    // An extreme shape still has a pixel.
    let height = u64::from(picture.height()) * u64::from(width) / u64::from(picture.width().max(1));
    let height = u32::try_from(height).unwrap_or(u32::MAX).max(1);
    let small = picture.resize_exact(width, height.min(picture.height()), FilterType::CatmullRom);
    small.crop_imm(0, 0, width, small.height().min(width.saturating_mul(TALLEST)))
}

/// The smaller one of what can be written of it.
fn written(picture: &DynamicImage) -> Option<Preview> {
    let (width, height) = (picture.width(), picture.height());
    let has_alpha = picture.color().has_alpha() && picture.to_rgba8().pixels().any(|pixel| pixel.0[3] < u8::MAX);
    let lossless = if has_alpha {
        let pixels = picture.to_rgba8();
        encode(|bytes| {
            WebPEncoder::new_lossless(bytes).write_image(&pixels, width, height, image::ExtendedColorType::Rgba8)
        })
    } else {
        let pixels = picture.to_rgb8();
        encode(|bytes| {
            WebPEncoder::new_lossless(bytes).write_image(&pixels, width, height, image::ExtendedColorType::Rgb8)
        })
    };
    let lossy = if has_alpha {
        None
    } else {
        let pixels = picture.to_rgb8();
        encode(|bytes| JpegEncoder::new_with_quality(bytes, QUALITY).encode_image(&pixels))
    };
    let both = [lossless.map(|bytes| (Format::WebP, bytes)), lossy.map(|bytes| (Format::Jpeg, bytes))];
    let (format, bytes) = both.into_iter().flatten().min_by_key(|(_, bytes)| bytes.len())?;
    Some(Preview { shape: Shape { format, width, height }, bytes })
}

fn encode(write: impl FnOnce(&mut Cursor<Vec<u8>>) -> image::ImageResult<()>) -> Option<Vec<u8>> {
    let mut bytes = Cursor::new(Vec::new());
    write(&mut bytes).ok()?;
    Some(bytes.into_inner())
}
