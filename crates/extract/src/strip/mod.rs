//! Taking out of files what they tell of those who made them, where that changes nothing that their readers see.
//!
//! Comments, tracked changes, speaker's notes and hidden slides stay: these are what somebody wrote, and somebody has to decide.

mod package;
mod picture;
#[cfg(test)]
mod tests;

use crate::{Limits, MediaType, ReadError, Trace};

/// Whether [`strip`] takes such a trace out of files of a type.
pub fn strips(media: MediaType, trace: &Trace) -> bool {
    match trace {
        Trace::Author(_) | Trace::LastEditor(_) | Trace::Company(_) => is_package(media) || is_picture(media),
        Trace::Location => is_picture(media),
        _ => false,
    }
}

/// What comes of [`strip`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stripped {
    /// The same file without what it told.
    Without(Vec<u8>),
    /// There is nothing that can be taken out.
    Nothing,
    /// The file is signed: any change would break the signature.
    Signed,
}

/// Takes out of a file what it tells of those who made it.
///
/// All that isn't taken out keeps its bytes: parts of packages, the data of pictures, their colour profiles, and how they are to be
/// turned.
pub fn strip(bytes: &[u8], media: MediaType, limits: &Limits) -> Result<Stripped, ReadError> {
    if is_package(media) {
        package::strip(bytes, limits)
    } else if is_picture(media) {
        Ok(picture::strip(bytes, media)?.map_or(Stripped::Nothing, Stripped::Without))
    } else {
        Ok(Stripped::Nothing)
    }
}

fn is_package(media: MediaType) -> bool {
    use MediaType::{Docx, Odp, Ods, Odt, Pptx, Xlsx};
    matches!(media, Pptx | Docx | Xlsx | Odt | Odp | Ods)
}

fn is_picture(media: MediaType) -> bool {
    matches!(media, MediaType::Jpeg | MediaType::Png | MediaType::WebP)
}
