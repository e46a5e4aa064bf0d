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

impl Shape {
    /// Whether it shows all of its picture, rather than the beginning of a long one.
    pub fn is_whole(self) -> bool {
        self.height < self.width.saturating_mul(TALLEST)
    }
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

#[cfg(test)]
mod tests {
    use image::{ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

    use super::*;

    fn png(picture: impl Into<DynamicImage>) -> Vec<u8> {
        let picture: DynamicImage = picture.into();
        encode(|bytes| picture.write_to(bytes, ImageFormat::Png)).unwrap_or_default()
    }

    fn shapes(bytes: &[u8], media: MediaType) -> Vec<(u32, u32)> {
        previews(bytes, media).iter().map(|preview| (preview.shape.width, preview.shape.height)).collect()
    }

    #[test]
    fn a_picture_has_previews_that_are_narrower_than_itself() {
        assert_eq!(shapes(&png(RgbImage::new(1600, 800)), MediaType::Png), [(480, 240), (1280, 640)]);
        assert_eq!(shapes(&png(RgbImage::new(481, 4)), MediaType::Png), [(480, 3)]);
        assert_eq!(shapes(&png(RgbImage::new(480, 480)), MediaType::Png), []);
        assert_eq!(
            shapes(&png(RgbImage::new(500, 4000)), MediaType::Png),
            [(480, 1440)],
            "a long one shows its beginning"
        );
    }

    #[test]
    fn what_one_can_see_through_stays_so_and_photographs_are_small() {
        let through = png(RgbaImage::from_pixel(600, 600, Rgba([9, 9, 9, 100])));
        assert!(previews(&through, MediaType::Png).iter().all(|preview| preview.shape.format == Format::WebP));
        let noise = RgbImage::from_fn(600, 600, |x, y| {
            let value = |factor: u32| u8::try_from((x * 31 + y * 17).wrapping_mul(factor) % 251).unwrap_or_default();
            Rgb([value(3), value(7), value(11)])
        });
        let of_noise = previews(&png(noise), MediaType::Png);
        assert!(of_noise.iter().all(|preview| preview.shape.format == Format::Jpeg && preview.bytes.len() < 400_000));
    }

    #[test]
    fn the_first_page_of_a_pdf_is_drawn_on_white() {
        let page = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
            3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R >>\nendobj\n4 0 obj\n<< /Length 27 >>\nstream\n\
            1 0 0 rg 0 0 100 100 re f  \nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n";
        let previews = previews(page.as_bytes(), MediaType::Pdf);
        let sizes: Vec<_> = previews.iter().map(|preview| (preview.shape.width, preview.shape.height)).collect();
        assert_eq!(sizes, [(480, 240), (1280, 640)]);
        let drawn = previews.first().and_then(|preview| image::load_from_memory(&preview.bytes).ok());
        let pixel = |x| drawn.as_ref().map(|drawn| drawn.to_rgb8().get_pixel(x, 120).0);
        let is_red = pixel(100).is_some_and(|[red, green, blue]| red > 240 && green < 20 && blue < 20);
        assert!(is_red && pixel(400) == Some([255; 3]), "{:?}", (pixel(100), pixel(400)));
    }

    #[test]
    fn what_cant_be_drawn_has_no_preview() {
        for (bytes, media) in [
            (b"%PDF-1.7 nothing".as_slice(), MediaType::Pdf),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff\x08\x02\0\0\0", MediaType::Png),
            (b"PK", MediaType::Pptx),
        ] {
            assert_eq!(previews(bytes, media), []);
        }
    }
}
