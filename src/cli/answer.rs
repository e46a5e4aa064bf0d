//! `fieldbook answer`

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use fieldbook_bids::{Context, Desk, Entry, Sheet, Status, Values, review};
use fieldbook_questionnaire::{
    Layout, Mapping, Questionnaire, QuestionnaireError, grid::column_name, limits::LARGEST_FILE,
};
use serde::Serialize;

use super::{Failure, LibraryArguments, Outcome, format::Format};
use crate::{bids, library::Library};

/// Fills answers into a customer's questionnaire
///
/// It finds the questions of an XLSX, DOCX, CSV or markdown file, fills in what the library is sure to have an answer to, and leaves the
/// rest open. The file itself stays as it is: a copy is written, in which nothing else changes, and a review sheet beside it.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  fieldbook answer acme.xlsx
  fieldbook answer acme.xlsx --values acme.toml --region dach --industry pharma
  fieldbook answer acme.xlsx --save-map acme.map.toml --dry-run   # what was found where
  fieldbook answer acme.xlsx --map acme.map.toml --out answered.xlsx --force")]
pub(super) struct Arguments {
    /// The questionnaire
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The answered copy [default: FILE with `.answered` before its extension]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The review sheet, as markdown [default: the answered copy with `.review.md`]
    #[arg(long, value_name = "FILE")]
    review: Option<PathBuf>,
    /// Values of placeholders, as TOML
    #[arg(long, value_name = "FILE")]
    values: Option<PathBuf>,
    /// Where the file has what, as `--save-map` writes it
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// Write down where the file has what
    #[arg(long, value_name = "FILE")]
    save_map: Option<PathBuf>,
    /// The language of the answers [default: the library's main language]
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
    /// The customer's region; several widen
    #[arg(long, value_name = "VALUE")]
    region: Vec<String>,
    /// The customer's industry; several widen
    #[arg(long, value_name = "VALUE")]
    industry: Vec<String>,
    /// The product that is asked about; several widen
    #[arg(long, value_name = "VALUE")]
    product: Vec<String>,
    /// The confidence from which on answers are filled in, from 0 to 1
    #[arg(long, value_name = "NUMBER", default_value_t = fieldbook_matching::FILL, value_parser = confidence)]
    threshold: f64,
    /// Only say what would be filled in
    #[arg(long)]
    dry_run: bool,
    /// Write over files that are there
    #[arg(long)]
    force: bool,
    /// How to print what became of each question
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

fn confidence(text: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| "it must be a number from 0 to 1".to_owned())
}

/// Runs the command.
pub(super) fn run(library: &LibraryArguments, arguments: &Arguments) -> Result<Outcome, Failure> {
    let bytes = questionnaire(&arguments.file)?;
    let name = arguments.file.file_name().unwrap_or_default().to_string_lossy();
    let unreadable = |error: QuestionnaireError| Failure::new(format!("{name}: {error}")).hint(error.hint());
    let questionnaire = Questionnaire::read(&bytes, &name).map_err(unreadable)?;
    let layouts = arguments.layouts(&questionnaire)?;
    let questions = questionnaire.questions(&layouts).map_err(unreadable)?;
    if questions.is_empty() {
        return Err(Failure::new(format!("{name}: no questions were found"))
            .hint("say where they are with `--map`; `--save-map` writes a file to begin with"));
    }
    let (library, _) = library.load()?;
    let context = arguments.context(&library)?;
    let answers = bids::answers(&library, &context.language)?;
    let desk = Desk::new(&answers, &context, arguments.values()?).fill_from(arguments.threshold);
    if desk.answers().is_empty() {
        return Err(Failure::new(format!("the library has no answers in `{}` for such a customer", context.language)));
    }
    let sheet = Sheet::new(&desk, questions);
    if !arguments.dry_run {
        let filled = questionnaire.fill(&sheet.fillings()).map_err(unreadable)?;
        arguments.write(&filled, &review::markdown(&desk, &sheet, &name))?;
    }
    print(&desk, &sheet, arguments.format)?;
    note(&review::summary(&sheet));
    Ok(Outcome::Fine)
}

fn questionnaire(file: &Path) -> Result<Vec<u8>, Failure> {
    let failure = |error: io::Error| Failure::usage(format!("{}: {error}", file.display()));
    let length = fs::metadata(file).map_err(failure)?.len();
    if length > LARGEST_FILE as u64 {
        let error = QuestionnaireError::enormous();
        return Err(Failure::new(format!("{}: {error}", file.display())).hint(error.hint()));
    }
    fs::read(file).map_err(failure)
}

fn text_of(file: &Path) -> Result<String, Failure> {
    fs::read_to_string(file).map_err(|error| Failure::usage(format!("{}: {error}", file.display())))
}

impl Arguments {
    /// Where the file has what: found, or as the mapping says. What was found goes to stderr.
    fn layouts(&self, questionnaire: &Questionnaire<'_>) -> Result<Vec<Layout>, Failure> {
        let detections = questionnaire.detect();
        let found = detections.iter().map(|detection| detection.layout.clone()).collect();
        let mapping = match &self.map {
            Some(file) => {
                let problem = |error| Failure::usage(format!("{}: {error}", file.display()));
                Mapping::parse(&text_of(file)?).map_err(problem)?
            }
            None => Mapping::default(),
        };
        let layouts = mapping.apply(questionnaire.grids(), found).map_err(|error| Failure::usage(error.to_string()))?;
        for (layout, detection) in layouts.iter().zip(&detections) {
            let is_mapped = mapping.sheets.iter().any(|mapped| mapped.name == layout.name);
            let reasons = if is_mapped { "as the mapping says".to_owned() } else { detection.reasons.join("; ") };
            note(&format!("{}: {} ({reasons})", layout.name, described(layout)));
        }
        if let Some(file) = &self.save_map {
            let mapping = Mapping { sheets: layouts.clone() };
            self.write_new(file, mapping.to_toml().as_bytes())?;
        }
        Ok(layouts)
    }

    fn context(&self, library: &Library) -> Result<Context, Failure> {
        let mut facets = BTreeMap::new();
        for (name, wanted) in [("region", &self.region), ("industry", &self.industry), ("product", &self.product)] {
            if wanted.is_empty() {
                continue;
            }
            let facet = library.config.facets.iter().find(|facet| facet.name == name);
            let known: Vec<&str> =
                facet.into_iter().flat_map(|facet| &facet.values).map(|value| value.id.as_str()).collect();
            if let Some(unknown) = wanted.iter().find(|value| !known.contains(&value.as_str())) {
                let failure = Failure::usage(format!("`{unknown}` is no {name} of the library"));
                return Err(failure.hint(format!("fieldbook.toml has: {}", known.join(", "))));
            }
            facets.insert(name.to_owned(), wanted.clone());
        }
        let language = self.lang.clone().unwrap_or_else(|| library.config.language.clone());
        if !library.config.languages.contains(&language) {
            let known = library.config.languages.join(", ");
            return Err(
                Failure::usage(format!("`{language}` is no language of the library")).hint(format!("it has: {known}"))
            );
        }
        Ok(Context { language, facets })
    }

    fn values(&self) -> Result<Values, Failure> {
        let Some(file) = &self.values else { return Ok(Values::default()) };
        Values::parse(&text_of(file)?).map_err(|error| Failure::usage(format!("{}: {error}", file.display())))
    }

    /// Writes the answered copy and the review sheet, or neither where one is there already.
    fn write(&self, filled: &[u8], review: &str) -> Result<(), Failure> {
        let out = self.out.clone().unwrap_or_else(|| {
            let stem = self.file.file_stem().unwrap_or_default().to_string_lossy();
            let extension = self.file.extension().unwrap_or_default().to_string_lossy();
            self.file.with_file_name(format!("{stem}.answered.{extension}"))
        });
        let same = |other: &Path| {
            fs::canonicalize(other).ok().is_some_and(|path| fs::canonicalize(&self.file).ok() == Some(path))
        };
        if same(&out) {
            return Err(Failure::usage("the questionnaire itself is never written over: choose another `--out`"));
        }
        let sheet = self.review.clone().unwrap_or_else(|| out.with_extension("review.md"));
        for file in [&out, &sheet] {
            self.check_new(file)?;
        }
        self.write_new(&out, filled)?;
        self.write_new(&sheet, review.as_bytes())?;
        note(&format!("written: {} and {}", out.display(), sheet.display()));
        Ok(())
    }

    fn check_new(&self, file: &Path) -> Result<(), Failure> {
        if file.exists() && !self.force {
            return Err(Failure::usage(format!("{} is there already", file.display())).hint("`--force` writes over it"));
        }
        Ok(())
    }

    fn write_new(&self, file: &Path, bytes: &[u8]) -> Result<(), Failure> {
        self.check_new(file)?;
        fs::write(file, bytes).map_err(|error| Failure::new(format!("{}: {error}", file.display())))
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

fn note(text: &str) {
    // Nothing is left to be done where stderr is closed.
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// A question as programs get it.
#[derive(Serialize)]
struct Line<'a> {
    place: &'a str,
    question: &'a str,
    status: Status,
    confidence: f64,
    documents: Vec<&'a str>,
    response: Option<&'a str>,
    answer: &'a str,
    notes: Vec<String>,
}

impl<'a> Line<'a> {
    fn new(desk: &'a Desk, entry: &'a Entry) -> Self {
        let answers = entry.reply.best.iter().filter_map(|found| desk.answers().get(found.answer));
        Self {
            place: &entry.question.place,
            question: &entry.question.text,
            status: entry.filled.status,
            confidence: entry.reply.confidence,
            documents: answers.map(|answer| answer.id.as_str()).collect(),
            response: entry.filled.word.as_deref(),
            answer: &entry.reply.text,
            notes: entry.reply.notes.iter().map(ToString::to_string).collect(),
        }
    }
}

fn print(desk: &Desk, sheet: &Sheet, format: Format) -> Result<(), Failure> {
    let lines: Vec<Line<'_>> = sheet.entries.iter().map(|entry| Line::new(desk, entry)).collect();
    let text = match format {
        Format::Json => serde_json::to_string_pretty(&lines).map_err(|error| Failure::new(error.to_string()))? + "\n",
        Format::Human => lines.iter().map(human).collect(),
    };
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("the outcome can't be written: {error}")))
        }
        _ => Ok(()),
    }
}

fn human(line: &Line<'_>) -> String {
    let status = match line.status {
        Status::Filled => "filled",
        Status::Proposed => "proposed",
        Status::Open => "open",
        Status::Kept => "kept",
        Status::Hidden => "hidden",
    };
    let mut text = format!("{}  {status}", line.place);
    if matches!(line.status, Status::Filled | Status::Proposed) {
        let _ = write!(text, " {:.2}  {}", line.confidence, line.documents.join(", "));
        for note in &line.notes {
            let _ = write!(text, "\n  {note}");
        }
    }
    text + "\n"
}
