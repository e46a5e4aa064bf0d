//! From files to pixels.

use std::{
    io::Cursor,
    panic::{self, AssertUnwindSafe},
};

use fieldbook_extract::MediaType;
use hayro::{
    PixmapSettings, RenderCache, RenderSettings, hayro_interpret::InterpreterSettings, hayro_syntax::Pdf,
    vello_cpu::color::palette::css::WHITE,
};
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits, RgbaImage};

use crate::TALLEST;

/// Pixels that a side of a picture has at most.
const LONGEST_SIDE: u32 = 30_000;
/// Bytes that a picture takes at most while it is read: 64 million pixels.
const MEMORY: u64 = 256 << 20;

/// A picture, turned as it is shown; of one that moves, the beginning.
pub(crate) fn picture(bytes: &[u8], media: MediaType) -> Option<DynamicImage> {
    let format = match media {
        MediaType::Png => ImageFormat::Png,
        MediaType::Jpeg => ImageFormat::Jpeg,
        MediaType::Gif => ImageFormat::Gif,
        MediaType::WebP => ImageFormat::WebP,
        _ => return None,
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(LONGEST_SIDE), Some(LONGEST_SIDE));
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let orientation = decoder.orientation().ok();
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    if let Some(orientation) = orientation {
        picture.apply_orientation(orientation);
    }
    Some(picture)
}

/// The first page of a PDF at a width, on white.
pub(crate) fn first_page(bytes: &[u8], width: u32) -> Option<DynamicImage> {
    // Files are built to find faults in readers: one that panics has met a page that it can't draw.
    panic::catch_unwind(AssertUnwindSafe(|| draw(bytes, width))).ok()?
}

#[expect(clippy::cast_precision_loss, reason = "widths of previews are small")]
fn draw(bytes: &[u8], width: u32) -> Option<DynamicImage> {
    let pdf = Pdf::new(bytes.to_vec()).ok()?;
    let page = pdf.pages().first()?;
    let (page_width, page_height) = page.render_dimensions();
    let scale = (width as f32 / page_width).min((width * TALLEST) as f32 / page_height);
    if !scale.is_finite() || scale <= 0.0 {
        return None;
    }
    let settings = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let drawn = hayro::render(
        page,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &settings,
    );
    let (width, height) = (u32::from(drawn.width()), u32::from(drawn.height()));
    // On white nothing is to be seen through.
    RgbaImage::from_raw(width, height, drawn.data_as_u8_slice().to_vec()).map(DynamicImage::ImageRgba8)
}
