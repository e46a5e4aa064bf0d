//! What may do something on readers' machines, and what readers outside shouldn't learn.

use fieldbook_extract::{Active, Trace};

use super::{File, Inspection};
use crate::{
    assets::Told,
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
        if readers > Audience::Internal {
            findings.extend(traces(file, told, readers));
        }
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
    // Whose program made it is no news where the company is known.
    let traces = told.traces.iter().filter(|trace| !matches!(trace, Trace::Company(_)));
    let said: Vec<String> = traces.map(name).collect();
    if said.is_empty() {
        return None;
    }
    let message = format!("this file is for {readers} readers, and tells them: {}", said.join(", "));
    Some(
        Diagnostic::new(Code::LeakingAsset, message)
            .at(&file.asset.path, None)
            .help("take it out in its program (in Office: File, Info, Inspect Document), or give readers a PDF"),
    )
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

fn name(trace: &Trace) -> String {
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
