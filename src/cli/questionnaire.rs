//! Files with questions, as commands read them: their bytes, and where they have what.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use fieldbook_questionnaire::{
    Detection, Layout, Mapping, Questionnaire, QuestionnaireError, grid::column_name, limits::LARGEST_FILE,
};

use super::Failure;

/// Arguments on where a file has what.
#[derive(Debug, clap::Args)]
pub(super) struct MapArguments {
    /// Where the file has what, as `--save-map` writes it
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// Write down where the file has what
    #[arg(long, value_name = "FILE")]
    save_map: Option<PathBuf>,
}

impl MapArguments {
    /// Where the file has what: found, or as the mapping says. What was found goes to stderr. `force` lets the saved mapping take the
    /// place of a file.
    pub(super) fn layouts(
        &self,
        questionnaire: &Questionnaire<'_>,
        detections: &[Detection],
        force: bool,
    ) -> Result<Vec<Layout>, Failure> {
        let found = detections.iter().map(|detection| detection.layout.clone()).collect();
        let mapping = match &self.map {
            Some(file) => {
                let problem = |error| Failure::usage(format!("{}: {error}", file.display()));
                Mapping::parse(&text_of(file)?).map_err(problem)?
            }
            None => Mapping::default(),
        };
        let layouts = mapping.apply(questionnaire.grids(), found).map_err(|error| Failure::usage(error.to_string()))?;
        for (layout, detection) in layouts.iter().zip(detections) {
            let is_mapped = mapping.sheets.iter().any(|mapped| mapped.name == layout.name);
            let reasons = if is_mapped { "as the mapping says".to_owned() } else { detection.reasons.join("; ") };
            note(&format!("{}: {} ({reasons})", layout.name, described(layout)));
        }
        if let Some(file) = &self.save_map {
            write_new(file, Mapping { sheets: layouts.clone() }.to_toml().as_bytes(), force)?;
        }
        Ok(layouts)
    }

    /// The file that what was found is written to.
    pub(super) fn saved_as(&self) -> Option<&Path> {
        self.save_map.as_deref()
    }

    /// Whether any of them is given.
    pub(super) fn is_given(&self) -> bool {
        self.map.is_some() || self.save_map.is_some()
    }
}

/// The bytes of a file that isn't too large to be read.
pub(super) fn bytes_of(file: &Path) -> Result<Vec<u8>, Failure> {
    let failure = |error: io::Error| Failure::usage(format!("{}: {error}", file.display()));
    let length = fs::metadata(file).map_err(failure)?.len();
    if length > LARGEST_FILE as u64 {
        return Err(unreadable(&file.display().to_string(), &QuestionnaireError::enormous()));
    }
    fs::read(file).map_err(failure)
}

/// What is wrong with a file, and what to do.
pub(super) fn unreadable(name: &str, error: &QuestionnaireError) -> Failure {
    Failure::new(format!("{name}: {error}")).hint(error.hint())
}

/// A file's text.
pub(super) fn text_of(file: &Path) -> Result<String, Failure> {
    fs::read_to_string(file).map_err(|error| Failure::usage(format!("{}: {error}", file.display())))
}

/// Refuses a file that is there, without `force`.
pub(super) fn check_new(file: &Path, force: bool) -> Result<(), Failure> {
    if file.exists() && !force {
        return Err(Failure::usage(format!("{} is there already", file.display())).hint("`--force` writes over it"));
    }
    Ok(())
}

/// Writes a file that isn't there, or any with `force`.
pub(super) fn write_new(file: &Path, bytes: &[u8], force: bool) -> Result<(), Failure> {
    check_new(file, force)?;
    fs::write(file, bytes).map_err(|error| Failure::new(format!("{}: {error}", file.display())))
}

/// Says something beside the results.
pub(super) fn note(text: &str) {
    // Nothing is left to be done where stderr is closed.
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Prints results; a reader that has seen enough is no failure.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("the outcome can't be written: {error}")))
        }
        _ => Ok(()),
    }
}

/// A layout in a line.
fn described(layout: &Layout) -> String {
    if layout.skip {
        return "no questions".to_owned();
    }
    let columns = [("questions", layout.question), ("responses", layout.response), ("answers", layout.answer)];
    let columns = columns.into_iter().chain([("comments", layout.comment), ("sections", layout.section)]);
    let columns = columns.filter_map(|(what, column)| Some(format!("{what} in {}", column_name(column?.0))));
    let marks =
        layout.marks.iter().map(|mark| format!("X for {} in {}", mark.response.as_str(), column_name(mark.column.0)));
    columns.chain(marks).collect::<Vec<_>>().join(", ")
}
