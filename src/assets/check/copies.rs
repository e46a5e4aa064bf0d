//! Files that are there twice: by their bytes, or by what is in them.

use std::collections::BTreeMap;

use super::{File, Inspection};
use crate::{
    diagnostics::{Code, Diagnostic, Diagnostics},
    ledger::Fingerprint,
};

/// Looks for copies. A plain folder is spared: handbooks repeat pictures on purpose.
pub(super) fn check(inspection: &Inspection<'_>, findings: &mut Diagnostics) {
    if inspection.is_plain_folder() {
        return;
    }
    findings.extend(same_bytes(inspection));
    findings.extend(same_text(inspection));
}

fn same_bytes(inspection: &Inspection<'_>) -> Vec<Diagnostic> {
    let mut firsts: BTreeMap<Fingerprint, &File<'_>> = BTreeMap::new();
    let files = inspection.in_use().filter(|file| file.asset.size.is_some_and(|size| size > 0));
    let mut found = Vec::new();
    for file in files {
        let Some(hash) = inspection.reader.hash(&file.asset.path) else { continue };
        if let Some(first) = firsts.get(&hash) {
            found.push(
                Diagnostic::new(Code::DuplicateAsset, format!("this file is the same as {}", first.asset.path))
                    .at(&file.asset.path, None)
                    .help("keep one of the two, and let all links lead there")
                    .related(&first.asset.path, None, "the same bytes"),
            );
        } else {
            firsts.insert(hash, file);
        }
    }
    found
}

fn same_text(inspection: &Inspection<'_>) -> Vec<Diagnostic> {
    let mut by_run: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    let files: Vec<_> = inspection.in_use().filter_map(|file| Some((file.asset, &file.told()?.sketch))).collect();
    let mut found = Vec::new();
    for (index, (asset, sketch)) in files.iter().enumerate() {
        let mut met: Vec<usize> = sketch.telling().filter_map(|run| by_run.get(&run)).flatten().copied().collect();
        met.sort_unstable();
        met.dedup();
        let hash = inspection.reader.hash(&asset.path);
        // A language's version of a file is in other words; what takes the place of another one is said to.
        let is_version = |other: usize| {
            let (earlier, of_earlier) = files[other];
            let is_known = asset.replaces.contains(&earlier.path) || earlier.replaces.contains(&asset.path);
            let is_same = inspection.reader.hash(&earlier.path) == hash;
            !is_known && !is_same && sketch.is_like(of_earlier)
        };
        if let Some(first) = met.into_iter().find(|other| is_version(*other)) {
            let first = files[first].0;
            found.push(
                Diagnostic::new(Code::NearDuplicateAsset, format!("this file says nearly the same as {}", first.path))
                    .at(&asset.path, None)
                    .help(format!(
                        "if it is a newer version, say so in its sidecar: `replaces = [\"/{}\"]`; else keep one of the two",
                        first.id()
                    ))
                    .related(&first.path, None, "four fifths of the text or more are here too"),
            );
        }
        for run in sketch.telling() {
            by_run.entry(run).or_default().push(index);
        }
    }
    found
}
