//! What files tell readers outside, and taking it out.

use std::fs;

use fieldbook_extract::{ReadError, Stripped as Outcome, Trace, read, strip, strips};
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

/// Why nothing is taken out of a file that tells something.
const ELSEWHERE: &str = "what it tells stands where nothing is taken out";

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
        let left_as_it_is = |why: &str| Unstripped { path: asset.path.clone(), why: why.to_owned() };
        Some(match stripped {
            Ok(Outcome::Without(bytes)) => match read(&bytes, known.media, &LIMITS) {
                // What is said to be gone has been looked for.
                Ok(content) if taken.iter().any(|trace| content.traces.contains(trace)) => {
                    Err(left_as_it_is(ELSEWHERE))
                }
                Ok(_) => Ok(Stripped { path, bytes, taken }),
                Err(error) => Err(left_as_it_is(&error.to_string())),
            },
            Ok(Outcome::Nothing) => Err(left_as_it_is(ELSEWHERE)),
            Ok(Outcome::Signed) => Err(left_as_it_is("it is signed, and a change would break the signature")),
            Err(why) => Err(left_as_it_is(&why)),
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
