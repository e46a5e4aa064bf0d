//! `fieldbook import`

use std::{
    fmt::Write as _,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use fieldbook_questionnaire::{Answered, Questionnaire, detect_answered};

use super::{
    Failure, LibraryArguments, Outcome,
    findings::counted,
    format::Format,
    questionnaire::{MapArguments, bytes_of, note, print, unreadable},
};
use crate::{
    import::{self, NewDocument, Options, Plan},
    library::{Library, Status},
};

/// Makes answer documents from a spreadsheet, a CSV, Word or markdown file of questions and answers
///
/// It finds questions, responses and answers as `answer` does. What the library answers already, rows without an answer and hidden rows are left out, and
/// said by place. No file is ever written over.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  fieldbook import answers.xlsx --dry-run         # what it would write
  fieldbook import answers.xlsx --owner jane@example.com
  fieldbook import old-bids/*.xlsx --status approved
  fieldbook import answers.csv --save-map map.toml --dry-run   # then mend the map
  fieldbook import answers.csv --map map.toml")]
pub(super) struct Arguments {
    /// Files with questions and answers
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    map: MapArguments,
    /// The language of the answers [default: the library's main language]
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
    /// Where the answers are in their life; only approved ones are filled into questionnaires
    #[arg(long, value_enum, default_value_t)]
    status: State,
    /// Who answers for them: a key of `[people]`, an address or a name
    #[arg(long, value_name = "NAME")]
    owner: Option<String>,
    /// Only say what would be written
    #[arg(long)]
    dry_run: bool,
    /// How to print what was written and left out
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// The states that new answers may have.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum State {
    /// They are being written
    Draft,
    /// Somebody has to look at them
    #[default]
    InReview,
    /// They may be used
    Approved,
}

/// Runs the command.
pub(super) fn run(library: &LibraryArguments, arguments: &Arguments) -> Result<Outcome, Failure> {
    if arguments.files.len() > 1 && arguments.map.is_given() {
        return Err(Failure::usage("a map is for one file: import files with maps one by one"));
    }
    let mut rows = Vec::new();
    for file in &arguments.files {
        rows.extend(arguments.rows(file)?);
    }
    if rows.is_empty() {
        return Err(Failure::new("no questions were found")
            .hint("say where they are with `--map`; `--save-map` writes a file to begin with"));
    }
    let (library, _) = library.load()?;
    let plan = import::plan(&library, rows, &arguments.options(&library)?)?;
    if !arguments.dry_run {
        write(&library, &plan.documents)?;
    }
    match arguments.format {
        Format::Json => {
            let text = serde_json::to_string_pretty(&plan).map_err(|error| Failure::new(error.to_string()))?;
            print(&format!("{text}\n"))?;
        }
        Format::Human => report(&plan)?,
    }
    note(&summary(&plan, arguments));
    Ok(Outcome::Fine)
}

impl Arguments {
    /// Questions and answers of a file. Where there are several, places begin with its name.
    fn rows(&self, file: &Path) -> Result<Vec<Answered>, Failure> {
        let bytes = bytes_of(file)?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let questionnaire = Questionnaire::read(&bytes, &name).map_err(|error| unreadable(&name, &error))?;
        let detections: Vec<_> = questionnaire.grids().iter().map(detect_answered).collect();
        let layouts = self.map.layouts(&questionnaire, &detections, false)?;
        let mut rows = questionnaire.answered(&layouts).map_err(|error| unreadable(&name, &error))?;
        if self.files.len() > 1 {
            for row in rows.iter_mut().filter(|row| !row.question.place.starts_with(&*name)) {
                row.question.place = format!("{name}: {}", row.question.place);
            }
        }
        Ok(rows)
    }

    fn options(&self, library: &Library) -> Result<Options, Failure> {
        let language = self.lang.clone().unwrap_or_else(|| library.config.language.clone());
        if !library.config.languages.contains(&language) {
            let known = library.config.languages.join(", ");
            return Err(
                Failure::usage(format!("`{language}` is no language of the library")).hint(format!("it has: {known}"))
            );
        }
        let folder = library.kinds.get("answer").and_then(|kind| library.home(kind));
        let status = match self.status {
            State::Draft => Status::Draft,
            State::InReview => Status::InReview,
            State::Approved => Status::Approved,
        };
        let folder = folder.ok_or_else(|| Failure::new("the library has no folder for answers"))?;
        Ok(Options { language, status, owner: self.owner.clone(), folder })
    }
}

/// Writes all documents. None may be there: all that are in the library have been looked at, so a clash is a file that isn't.
fn write(library: &Library, documents: &[NewDocument]) -> Result<(), Failure> {
    let there: Vec<&str> =
        documents.iter().map(|it| it.path.as_str()).filter(|path| library.root.join(path).exists()).collect();
    if !there.is_empty() {
        return Err(Failure::new(format!("nothing was written: {} is there already", there.join(", ")))
            .hint("move these files away, or import what they hold"));
    }
    for document in documents {
        let file = library.root.join(&document.path);
        let failed = |error: io::Error| Failure::new(format!("{}: {error}", file.display()));
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        let mut output = fs::File::create_new(&file).map_err(failed)?;
        output.write_all(document.text.as_bytes()).map_err(failed)?;
    }
    Ok(())
}

fn report(plan: &Plan) -> Result<(), Failure> {
    let mut text = String::new();
    for document in &plan.documents {
        // Writing to a string can't fail.
        let _ = writeln!(text, "{}  {}", document.path, document.response.as_str());
        for (question, place) in document.questions.iter().zip(&document.places) {
            let _ = writeln!(text, "  {place}: {question}");
        }
    }
    for row in &plan.left_out {
        let _ = writeln!(text, "left out  {}: {} ({})", row.place, row.question, row.reason);
    }
    print(&text)
}

fn summary(plan: &Plan, arguments: &Arguments) -> String {
    let done = if arguments.dry_run { "would be written" } else { "written" };
    let mut text = format!(
        "{} {done}, {} left out",
        counted(plan.documents.len(), "document"),
        counted(plan.left_out.len(), "row")
    );
    if !plan.documents.is_empty() && !matches!(arguments.status, State::Approved) {
        text.push_str(
            "\nthey are filled into questionnaires once their `status` is `approved`, which is so without that line",
        );
    }
    text
}
