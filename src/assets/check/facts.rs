//! Who answers for a file, how large it is, and whether it is what it seems to be.

use fieldbook_extract::{Family, MediaType};

use super::{File, Inspection, said};
use crate::{
    assets::Unread,
    diagnostics::{Code, Diagnostic, Diagnostics},
};

/// Bytes in a kilobyte, and kilobytes in a megabyte, as file managers count.
const KILOBYTE: f64 = 1_000.0;

/// Checks each file by itself.
pub(super) fn check(inspection: &Inspection<'_>, findings: &mut Diagnostics) {
    for file in inspection.in_use() {
        if !inspection.is_plain_folder() {
            findings.extend(without_owner(file));
        }
        findings.extend(too_large(file, inspection.library.config.assets.max_size));
        let Some(known) = &file.known else { continue };
        match (&known.told, known.media) {
            (_, MediaType::LfsPointer) => findings.push(pointer(file)),
            (Err(why), _) => findings.push(unread(file, why)),
            (Ok(_), media) => findings.extend(wrong_extension(file, media)),
        }
    }
}

/// A picture of which nobody says anything is a part of the page that shows it, whose owner answers for it.
fn without_owner(file: &File<'_>) -> Option<Diagnostic> {
    let asset = file.asset;
    let is_picture = file.known.as_ref().is_some_and(|known| known.media.family() == Family::Image);
    if asset.about.owner.is_some() || (asset.sidecar.is_none() && is_picture) {
        return None;
    }
    let (path, span) = said(asset);
    let help = match &asset.sidecar {
        Some(_) => "add `owner = \"…\"`: who answers when a reader doubts it".to_owned(),
        None => format!("say who answers for it beside it, in {}.toml: `owner = \"…\"`", asset.name()),
    };
    let message = format!("nobody owns {}", asset.name());
    Some(Diagnostic::new(Code::AssetWithoutOwner, message).at(path, span).help(help))
}

fn too_large(file: &File<'_>, most: u64) -> Option<Diagnostic> {
    let bytes = file.asset.size.filter(|size| *size > most)?;
    let message = format!("this file has {}, more than the {} that a file should have", size(bytes), size(most));
    Some(Diagnostic::new(Code::AssetTooLarge, message).at(&file.asset.path, None).help(format!(
        "make it smaller, or put it elsewhere and say in {}.toml where: `url = \"https://…\"` and its `hash`; `max_size` in fieldbook.toml is the bound",
        file.asset.name()
    )))
}

fn pointer(file: &File<'_>) -> Diagnostic {
    Diagnostic::new(Code::LfsPointer, "this is a note of git-lfs that says where the file is, instead of the file")
        .at(&file.asset.path, None)
        .help("run `git lfs pull`; in CI, have the checkout fetch files of git-lfs (`lfs: true`)")
}

fn unread(file: &File<'_>, why: &Unread) -> Diagnostic {
    let help = match why {
        Unread::File(_) => "save it anew in its program, and look whether it opens there",
        Unread::Encrypted => "save it without a password, and say by `audience` for whom it is",
        Unread::TooLarge(_) | Unread::TooLong(_) | Unread::Ended(_) => {
            "divide it, or make it smaller: its page and search have nothing of what is inside"
        }
        Unread::NoReader(_) => "see that the machine has memory and processes left, then check again",
    };
    Diagnostic::new(Code::UnreadAsset, format!("what is inside this file can't be read: {why}"))
        .at(&file.asset.path, None)
        .help(help)
}

fn wrong_extension(file: &File<'_>, media: MediaType) -> Option<Diagnostic> {
    let known = media.extensions();
    let (_, extension) = file.asset.name().rsplit_once('.')?;
    let extension = extension.to_ascii_lowercase();
    // Of types without usual extensions, and of files whose extension is of no type that is told apart, nothing can be said.
    let is_claimed = MediaType::ALL.iter().any(|other| other.extensions().contains(&extension.as_str()));
    if known.is_empty() || !is_claimed || known.contains(&extension.as_str()) {
        return None;
    }
    let message = format!("by its name this is a `.{extension}` file, by what is in it one of type {}", media.name());
    let help =
        format!("name it `.{}`, and mend the links to it; or save it anew as what its name says", known.first()?);
    Some(Diagnostic::new(Code::WrongExtension, message).at(&file.asset.path, None).help(help))
}

/// "12.3 MB", "12.3 kB"
#[expect(clippy::cast_precision_loss, reason = "it is said with one decimal")]
fn size(bytes: u64) -> String {
    let kilobytes = bytes as f64 / KILOBYTE;
    if kilobytes < KILOBYTE { format!("{kilobytes:.1} kB") } else { format!("{:.1} MB", kilobytes / KILOBYTE) }
}
