//! What may do something on readers' machines, and what readers outside shouldn't learn.

use fieldbook_extract::{Active, strips};

use super::{File, Inspection};
use crate::{
    assets::{
        Told,
        traces::{self, leaking},
    },
    audience::Audience,
    diagnostics::{Code, Diagnostic, Diagnostics},
};

/// Names and addresses that a finding lists at most.
const LISTED: usize = 3;

/// Checks what was found in each file.
pub(super) fn check(inspection: &Inspection<'_>, findings: &mut Diagnostics) {
    for file in inspection.in_use() {
        let Some(told) = file.told() else { continue };
        findings.extend(active(file, told));
        let readers = inspection.uses.readers_of(file.asset);
        findings.extend(traces(file, told, readers));
    }
}

fn active(file: &File<'_>, told: &Told) -> Option<Diagnostic> {
    let mut kinds = Vec::new();
    if told.active.contains(&Active::Macros) {
        kinds.push("macros".to_owned());
    }
    if told.active.contains(&Active::Script) {
        kinds.push("scripts".to_owned());
    }
    if told.active.contains(&Active::Launch) {
        kinds.push("what starts a program".to_owned());
    }
    let embedded = told.active.iter().filter_map(|it| if let Active::Embedded(name) = it { Some(name) } else { None });
    kinds.extend(listed("files in it", embedded));
    let external = told.active.iter().filter_map(|it| if let Active::External(url) = it { Some(url) } else { None });
    kinds.extend(listed("what is fetched when it is opened", external));
    if kinds.is_empty() {
        return None;
    }
    let message = format!("this file has active content: {}", kinds.join("; "));
    Some(
        Diagnostic::new(Code::ActiveContent, message)
            .at(&file.asset.path, None)
            .help("save it without, or as a PDF: readers' mail programs and browsers block such files, or ought to"),
    )
}

fn traces(file: &File<'_>, told: &Told, readers: Audience) -> Option<Diagnostic> {
    let media = file.known.as_ref()?.media;
    let leaking = leaking(told, readers);
    if leaking.is_empty() {
        return None;
    }
    let said: Vec<String> = leaking.iter().copied().map(traces::name).collect();
    let message = format!("this file is for {readers} readers, and tells them: {}", said.join(", "));
    let by_hand = "take it out in its program (in Office: File, Info, Inspect Document), or give readers a PDF";
    let help = match leaking.iter().filter(|trace| strips(media, trace)).count() {
        0 => by_hand.to_owned(),
        count if count == leaking.len() => "`fieldbook check --fix` takes it out".to_owned(),
        _ => format!("`fieldbook check --fix` takes out names and places; as to the rest, {by_hand}"),
    };
    Some(Diagnostic::new(Code::LeakingAsset, message).at(&file.asset.path, None).help(help))
}

/// "files in it (a.xlsx, b.xlsx and 2 more)"
fn listed<'t>(what: &str, names: impl Iterator<Item = &'t String>) -> Option<String> {
    let names: Vec<&str> = names.map(String::as_str).collect();
    let more = names.len().saturating_sub(LISTED);
    let first = names.get(..LISTED.min(names.len())).unwrap_or_default().join(", ");
    match (names.is_empty(), more) {
        (true, _) => None,
        (false, 0) => Some(format!("{what} ({first})")),
        (false, more) => Some(format!("{what} ({first} and {more} more)")),
    }
}
