//! What files tell readers outside, and taking it out.

use std::fs;

use fieldbook_extract::{ReadError, Trace, strip, strips};
use rayon::prelude::*;

use super::{LIMITS, Reader, Told};
use crate::{
    audience::Audience,
    library::{Asset, Library},
};

/// A file without what it tells.
#[derive(Debug)]
pub struct Stripped {
    /// Its path, relative to the library's root.
    pub path: String,
    /// What it is to be.
    pub bytes: Vec<u8>,
    /// What was taken out.
    pub taken: Vec<Trace>,
}

/// Why a file is left as it is.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {why}")]
pub struct Unstripped {
    path: String,
    why: String,
}

/// What a file tells readers outside that they shouldn't learn.
pub(super) fn leaking(told: &Told, readers: Audience) -> Vec<&Trace> {
    if readers == Audience::Internal {
        return Vec::new();
    }
    // Whose program made it is no news where the company is known.
    told.traces.iter().filter(|trace| !matches!(trace, Trace::Company(_))).collect()
}

/// The files of which something can be taken out that they tell readers outside, without it; what can't be stripped is said.
pub fn stripped(library: &Library, is_meant: impl Fn(&str) -> bool + Sync) -> Vec<Result<Stripped, Unstripped>> {
    let reader = Reader::new(&library.root);
    let uses = library.uses_of_files();
    let one = |asset: &Asset| {
        let known = reader.known(asset).filter(|_| is_meant(&asset.path))?;
        let told = known.told.ok()??;
        let leaking = leaking(&told, uses.readers_of(asset)).into_iter();
        let taken: Vec<Trace> = leaking.filter(|trace| strips(known.media, trace)).cloned().collect();
        if taken.is_empty() {
            return None;
        }
        let path = asset.path.clone();
        let bytes = fs::read(library.root.join(&path)).map_err(|error| error.to_string());
        let stripped =
            bytes.and_then(|bytes| strip(&bytes, known.media, &LIMITS).map_err(|error: ReadError| error.to_string()));
        Some(match stripped {
            Ok(Some(bytes)) => Ok(Stripped { path, bytes, taken }),
            Ok(None) => {
                Err(Unstripped { path, why: "it is signed, and a change would break the signature".to_owned() })
            }
            Err(why) => Err(Unstripped { path, why }),
        })
    };
    let stripped = library.assets.par_iter().filter_map(one).collect();
    reader.keep();
    stripped
}

/// A trace in words: "its author (Ada)".
pub fn name(trace: &Trace) -> String {
    let count = |count: &u32, one: &str, many: &str| format!("{count} {}", if *count == 1 { one } else { many });
    match trace {
        Trace::Author(name) => format!("its author ({name})"),
        Trace::LastEditor(name) => format!("who saved it last ({name})"),
        Trace::Company(name) => format!("the company ({name})"),
        Trace::Location => "where it was taken".to_owned(),
        Trace::TrackedChanges(changes) => count(changes, "tracked change", "tracked changes"),
        Trace::Comments(comments) => count(comments, "comment", "comments"),
        Trace::SpeakerNotes(slides) => count(slides, "slide's speaker notes", "slides' speaker notes"),
        Trace::HiddenSlides(slides) => count(slides, "hidden slide", "hidden slides"),
        Trace::HiddenSheets(sheets) => count(sheets, "hidden sheet", "hidden sheets"),
    }
}
