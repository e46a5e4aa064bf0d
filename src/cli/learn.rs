//! `fieldbook answer --learn`

use std::{fmt::Write as _, path::Path};

use fieldbook_questionnaire::Questionnaire;

use super::{
    Failure, LibraryArguments, Outcome,
    edit::{Edit, edits},
    findings::counted,
    questionnaire::{bytes_of, note, print, unreadable},
};
use crate::{
    import::{self, Learnt},
    library,
};

/// Adds the questions of a reviewed sheet, of those rows that somebody has accepted, to the wordings of the answers that they name.
pub(super) fn run(library: &LibraryArguments, sheet: &Path, dry_run: bool) -> Result<Outcome, Failure> {
    let bytes = bytes_of(sheet)?;
    let name = sheet.file_name().unwrap_or_default().to_string_lossy();
    let read = Questionnaire::read(&bytes, &name).map_err(|error| unreadable(&name, &error))?;
    let rows = import::accepted(read.grids()).ok_or_else(|| {
        Failure::usage(format!(
            "{name}: this is no review sheet, since no row has the headings Question, Document and Accept"
        ))
        .hint("`fieldbook answer` writes one beside the answered file")
    })?;
    let (library, _) = library.load()?;
    let learnt = import::learn(&library, rows);
    let edits = edits(&library, learnt.wordings.keys().map(String::as_str), |path, text| {
        let wordings = learnt.wordings.get(path).map(Vec::as_slice).unwrap_or_default();
        wordings.iter().try_fold(text.to_owned(), |text, wording| library::learn(&text, wording))
    })?;
    if !dry_run {
        edits.iter().try_for_each(Edit::write)?;
    }
    report(&learnt, dry_run)
}

fn report(learnt: &Learnt, dry_run: bool) -> Result<Outcome, Failure> {
    let mut text = String::new();
    // Writing to a string can't fail.
    for (path, wordings) in &learnt.wordings {
        let _ = writeln!(text, "{path}");
        for wording in wordings {
            let _ = writeln!(text, "  + {wording}");
        }
    }
    for row in &learnt.left_out {
        let _ = writeln!(text, "left out  {}: {} ({})", row.place, row.question, row.reason);
    }
    print(&text)?;
    let count = learnt.wordings.values().map(Vec::len).sum();
    let done = if dry_run { "would be learnt" } else { "learnt" };
    note(&format!("{} {done}, {} left out", counted(count, "wording"), counted(learnt.left_out.len(), "row")));
    Ok(Outcome::Fine)
}
