//! How files of the library are published: under names that tell what is in them, with an address that stays.
//!
//! | path in the site | what |
//! |---|---|
//! | `files/decks/first.0123456789ab.pptx` | the file; pages lead straight here, and browsers may keep it for ever |
//! | `files/decks/first.pptx/index.html` | the stable address: a page that leads to the newest |
//! | `_redirects` | the same for hosts that know this file: there `files/decks/first.pptx` is answered with the newest at once |

use std::{collections::BTreeSet, fmt::Write as _, path::Path};

use super::plan::Plan;
use crate::ledger::Fingerprint;

/// The folder in the site of files that documents show or lead to.
const FILES: &str = "files";
/// The file that some hosts read to answer old addresses.
pub const REDIRECTS: &str = "_redirects";
/// Hexadecimal digits in a name. It only tells apart what stood under one name at different times.
const DIGITS: usize = 12;
/// What browsers show or play by themselves; anything else is saved, under its own name.
const SHOWN: [&str; 22] = [
    "aac", "avif", "csv", "flac", "gif", "htm", "html", "jpeg", "jpg", "json", "m4a", "mp3", "mp4", "ogg", "pdf",
    "png", "svg", "txt", "vtt", "wav", "webm", "webp",
];

/// The stable path in the site of a file of the library, given by its path relative to the library's root.
pub fn stable(plan: &Plan<'_>, path: &str) -> String {
    let content = plan.library.config.content.trim_matches('/');
    let inner = path.strip_prefix(content).map_or(path, |inner| inner.trim_start_matches('/'));
    format!("{FILES}/{inner}")
}

/// Where in the site a file of the library is now.
pub fn published(plan: &Plan<'_>, path: &str) -> String {
    let stable = stable(plan, path);
    let Some(hash) = plan.reader.hash(path).map(Fingerprint::digits) else { return stable };
    let hash = &hash[..DIGITS];
    let (folder, name) = stable.rsplit_once('/').unwrap_or(("", &stable));
    match name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()) {
        Some((stem, extension)) => format!("{folder}/{stem}.{hash}.{extension}"),
        None => format!("{folder}/{name}.{hash}"),
    }
}

/// The stable path of a published file, whatever its hash was when somebody asked for it.
pub fn stable_of(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    let is_hash =
        |part: &str| part.len() == DIGITS && part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let mut parts: Vec<&str> = name.split('.').collect();
    // Before the extension; at the end where there is none.
    let place = [2, 1]
        .into_iter()
        .filter_map(|behind| parts.len().checked_sub(behind))
        .find(|at| *at > 0 && is_hash(parts[*at]));
    if let Some(place) = place {
        parts.remove(place);
    }
    if folder.is_empty() { parts.join(".") } else { format!("{folder}/{}", parts.join(".")) }
}

/// Whether a path in the site is one of a file of the library, or the page at its stable address.
pub fn is_file(path: &str) -> bool {
    path.strip_prefix(FILES).is_some_and(|rest| rest.starts_with('/'))
}

/// Whether what stands at a path never changes.
pub fn is_lasting(path: &str) -> bool {
    is_file(path) && stable_of(path) != path
}

/// The path below the content folder of a file's stable path.
pub fn inner(stable: &str) -> &str {
    stable.strip_prefix(FILES).map_or(stable, |inner| inner.trim_start_matches('/'))
}

/// Whether a file is a picture, by its name.
pub fn is_picture(path: &str) -> bool {
    has_extension(path, &["avif", "gif", "ico", "jpeg", "jpg", "png", "svg", "webp"])
}

/// The element that plays a file in a page, by the file's name.
pub fn player(path: &str) -> Option<&'static str> {
    if has_extension(path, &["mp4", "webm"]) {
        return Some("video");
    }
    has_extension(path, &["aac", "flac", "m4a", "mp3", "ogg", "wav"]).then_some("audio")
}

fn has_extension(path: &str, known: &[&str]) -> bool {
    let extension = Path::new(path).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    known.contains(&extension.to_ascii_lowercase().as_str())
}

/// The name under which a published file is saved, where browsers don't show it.
pub fn saved_as(path: &str) -> Option<String> {
    let is_shown = has_extension(path, &SHOWN);
    let stable = stable_of(path);
    (!is_shown).then(|| stable.rsplit('/').next().unwrap_or(&stable).to_owned())
}

/// `_redirects`: from the stable address of each of these files to where it is now.
pub fn redirects(plan: &Plan<'_>, files: &BTreeSet<String>) -> String {
    files.iter().fold(String::new(), |mut text, path| {
        let (from, to) = (plan.base.file(&stable(plan, path)), plan.base.file(&published(plan, path)));
        // Writing to a string can't fail.
        let _ = writeln!(text, "{from} {to} 302");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_published_name_leads_back_to_the_stable_one() {
        for (published, stable) in [
            ("files/decks/first.0123456789ab.pptx", "files/decks/first.pptx"),
            ("files/a.tar.0123456789ab.gz", "files/a.tar.gz"),
            ("files/LICENSE.0123456789ab", "files/LICENSE"),
            ("files/first.pptx", "files/first.pptx"),
            ("files/0123456789ab.pdf", "files/0123456789ab.pdf"),
            ("files/v1.0123456789.pdf", "files/v1.0123456789.pdf"),
        ] {
            assert_eq!(stable_of(published), stable);
            assert_eq!(is_lasting(published), published != stable);
        }
    }

    #[test]
    fn what_browsers_dont_show_is_saved_under_its_own_name() {
        assert_eq!(saved_as("files/decks/first.0123456789ab.pptx").as_deref(), Some("first.pptx"));
        assert_eq!(saved_as("files/sheet.0123456789ab.PDF"), None);
    }
}
