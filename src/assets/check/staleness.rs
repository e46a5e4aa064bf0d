//! Files that nobody uses, and files that are used though they shouldn't be any more.

use std::collections::BTreeMap;

use super::Inspection;
use crate::{
    diagnostics::{Code, Diagnostic, Diagnostics},
    library::{Asset, Status, Use},
};

/// Checks where files are used.
pub(super) fn check(inspection: &Inspection<'_>, findings: &mut Diagnostics) {
    findings.extend(unused(inspection));
    findings.extend(outdated(inspection));
}

fn unused(inspection: &Inspection<'_>) -> Vec<Diagnostic> {
    let brand: Vec<&str> = inspection.library.config.brand.files().collect();
    let is_unused =
        |asset: &&Asset| inspection.uses.of(&asset.path).is_empty() && !brand.contains(&asset.path.as_str());
    let unused: Vec<&Asset> = inspection.in_use().map(|file| file.asset).filter(is_unused).collect();
    let help = "link to it from where a reader would need it, put it into a kit, or remove it";
    if !inspection.is_plain_folder() {
        let one = |asset: &&Asset| {
            let finding = Diagnostic::new(Code::UnusedAsset, format!("no document leads to {}", asset.name()));
            finding.at(&asset.path, None).help(help)
        };
        return unused.iter().map(one).collect();
    }
    // One note for the whole folder, which may have hundreds of them.
    let message = match unused.len() {
        0 => return Vec::new(),
        1 => "no document leads to 1 file".to_owned(),
        count => format!("no document leads to {count} files"),
    };
    let finding = Diagnostic::new(Code::UnusedAsset, message).help(help);
    vec![finding.among(unused.iter().map(|asset| asset.path.as_str()), "nothing leads here")]
}

/// Links to what something has taken the place of, or to what is retired.
fn outdated(inspection: &Inspection<'_>) -> Vec<Diagnostic> {
    let assets = inspection.library.assets.iter();
    let replaced: BTreeMap<&str, &Asset> =
        assets.flat_map(|asset| asset.replaces.iter().map(move |old| (old.as_str(), asset))).collect();
    let mut found = Vec::new();
    for asset in &inspection.library.assets {
        let newer = replaced.get(asset.path.as_str()).filter(|newer| newer.path != asset.path);
        if newer.is_none() && asset.about.status != Status::Retired {
            continue;
        }
        let uses = inspection.uses.of(&asset.path).iter();
        // Who meets a retired document knows what to think of its links.
        let uses = uses.filter(|place| place.document.status != Status::Retired);
        found.extend(uses.map(|place| finding(asset, newer.copied(), place)));
    }
    found
}

fn finding(asset: &Asset, newer: Option<&Asset>, place: &Use<'_>) -> Diagnostic {
    let (message, help) = match newer {
        Some(newer) => (
            format!("this leads to {}, and {} has taken its place", asset.path, newer.path),
            format!("lead to `/{}`", newer.id()),
        ),
        None => (format!("this leads to {}, which is retired", asset.path), "lead to what is in use".to_owned()),
    };
    let finding = Diagnostic::new(Code::OutdatedAsset, message).at(&place.document.path, Some(place.span)).help(help);
    match newer.and_then(|newer| newer.sidecar.as_deref()) {
        Some(sidecar) => finding.related(sidecar, None, "says that it takes its place"),
        None => finding,
    }
}
