//! `fieldbook answer`

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use fieldbook_bids::{Bid, Context, Day, Desk, Entry, Sheet, Status, Values, record, review::summary};
use fieldbook_questionnaire::{Questionnaire, QuestionnaireError};
use serde::Serialize;

use super::{
    Failure, LibraryArguments, Outcome,
    format::Format,
    learn,
    questionnaire::{MapArguments, bytes_of, check_new, note, print as print_text, text_of, unreadable, write_new},
};
use crate::{
    bids::{self, Review, ReviewForm},
    library::Library,
};

/// Fills answers into a customer's questionnaire
///
/// It finds the questions of an XLSX, DOCX, CSV or markdown file, fills in what the library is sure to have an answer to, and leaves the
/// rest open. The file itself stays as it is: a copy is written, in which nothing else changes, and a review sheet beside it.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  fieldbook answer acme.xlsx
  fieldbook answer acme.xlsx --values acme.toml --region dach --industry pharma
  fieldbook answer acme.xlsx --save-map acme.map.toml --dry-run   # what was found where
  fieldbook answer acme.xlsx --map acme.map.toml --out answered.xlsx --force
  fieldbook answer acme.xlsx --review acme.review.xlsx --record acme.events.jsonl --opportunity 0067
  fieldbook answer acme.review.xlsx --learn   # once somebody has accepted rows in it")]
pub(super) struct Arguments {
    /// The questionnaire
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The answered copy [default: FILE with `.answered` before its extension]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The review sheet: `.md`, `.xlsx` or `.html`; may be given several times [default: the answered copy with `.review.md`]
    #[arg(long, value_name = "FILE")]
    review: Vec<PathBuf>,
    /// Also write down as events what was asked, and what was answered from which version of which answer (JSON lines)
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
    /// The deal that it's for, as the CRM has it; for the record
    #[arg(long, value_name = "ID")]
    opportunity: Option<String>,
    /// Values of placeholders, as TOML
    #[arg(long, value_name = "FILE")]
    values: Option<PathBuf>,
    #[command(flatten)]
    map: MapArguments,
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
    /// FILE is a review sheet: add the questions of its accepted rows to the wordings of the answers that they name
    #[arg(long)]
    learn: bool,
    /// Only say what would be done
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
    if arguments.learn {
        return learn::run(library, &arguments.file, arguments.dry_run);
    }
    arguments.check_targets()?;
    let bytes = bytes_of(&arguments.file)?;
    let name = arguments.file.file_name().unwrap_or_default().to_string_lossy();
    let unreadable = |error: QuestionnaireError| unreadable(&name, &error);
    let questionnaire = Questionnaire::read(&bytes, &name).map_err(unreadable)?;
    let layouts = arguments.map.layouts(&questionnaire, &questionnaire.detect(), arguments.force)?;
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
    let sheet = bids::sheet(&desk, questions);
    let day = Day::parse(&library.today.to_string());
    let day = day.ok_or_else(|| Failure::usage(format!("{} is no day that a workbook can say", library.today)))?;
    let review = Review { desk: &desk, sheet: &sheet, file: &name, day };
    if !arguments.dry_run {
        let filled = questionnaire.fill(&sheet.fillings()).map_err(unreadable)?;
        arguments.write(&filled, &review)?;
    }
    if let Some(file) = &arguments.record {
        arguments.write_record(file, &review)?;
    }
    print(&desk, &sheet, arguments.format)?;
    note(&summary(&sheet));
    Ok(Outcome::Fine)
}

impl Arguments {
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

    /// The answered copy.
    fn out(&self) -> PathBuf {
        self.out.clone().unwrap_or_else(|| {
            let stem = self.file.file_stem().unwrap_or_default().to_string_lossy();
            let extension = self.file.extension().unwrap_or_default().to_string_lossy();
            self.file.with_file_name(format!("{stem}.answered.{extension}"))
        })
    }

    /// Whether each file that is to be written is one of its own, and none is the questionnaire.
    fn check_targets(&self) -> Result<(), Failure> {
        // A file that isn't there yet is known by its folder.
        let place = |file: &Path| {
            let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let beside = || Some(fs::canonicalize(folder).ok()?.join(file.file_name()?));
            fs::canonicalize(file).ok().or_else(beside)
        };
        let sheets = self.review.iter().map(|file| ("--review", file.clone()));
        let others = [("--record", self.record.clone()), ("--save-map", self.map.saved_as().map(Path::to_owned))];
        let others = others.into_iter().filter_map(|(option, file)| Some((option, file?)));
        let mut seen: Vec<(&str, Option<PathBuf>)> = Vec::new();
        for (option, file) in std::iter::once(("--out", self.out())).chain(sheets).chain(others) {
            let target = place(&file);
            if target.is_some() && target == place(&self.file) {
                let text = format!("the questionnaire itself is never written over: choose another `{option}`");
                return Err(Failure::usage(text));
            }
            if let Some((other, _)) = seen.iter().find(|(_, other)| other.is_some() && *other == target) {
                let text = format!("`{other}` and `{option}` would both write {}", file.display());
                return Err(Failure::usage(text).hint("name different files"));
            }
            seen.push((option, target));
        }
        Ok(())
    }

    /// Writes the answered copy and the review sheets, or none where one is there already.
    fn write(&self, filled: &[u8], review: &Review<'_>) -> Result<(), Failure> {
        let out = self.out();
        let by_default = [out.with_extension("review.md")];
        let sheets = if self.review.is_empty() { by_default.as_slice() } else { &self.review };
        let mut files = vec![(out.as_path(), filled.to_vec())];
        for file in sheets {
            files.push((file, review_sheet(file, review)?));
        }
        for (file, _) in &files {
            check_new(file, self.force)?;
        }
        for (file, bytes) in &files {
            write_new(file, bytes, self.force)?;
        }
        let names: Vec<String> = files.iter().map(|(file, _)| file.display().to_string()).collect();
        note(&format!("written: {}", names.join(" and ")));
        Ok(())
    }

    /// Writes the record. In a dry run as well: that is how a finished file is recorded.
    fn write_record(&self, file: &Path, review: &Review<'_>) -> Result<(), Failure> {
        let bid = Bid::new(review.file, self.opportunity.as_deref(), review.day);
        let text = record(review.desk, review.sheet, &bid).map_err(|error| Failure::new(error.to_string()))?;
        write_new(file, text.as_bytes(), self.force)
    }
}

/// A review sheet in the form that its name asks for.
fn review_sheet(file: &Path, review: &Review<'_>) -> Result<Vec<u8>, Failure> {
    let extension = file.extension().unwrap_or_default().to_string_lossy();
    let form = ReviewForm::of_extension(&extension).ok_or_else(|| {
        Failure::usage(format!("{}: a review sheet is written as .md, .xlsx or .html", file.display()))
    })?;
    review.write(form).map_err(|error| Failure::new(format!("{}: {error}", file.display())))
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
    /// Of an open question: which others are about the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<usize>,
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
            group: None,
        }
    }
}

fn print(desk: &Desk, sheet: &Sheet, format: Format) -> Result<(), Failure> {
    let mut lines: Vec<Line<'_>> = sheet.entries.iter().map(|entry| Line::new(desk, entry)).collect();
    let groups = sheet.to_write(desk.language());
    for (group, members) in (1..).zip(&groups) {
        for member in members {
            if let Some(line) = lines.get_mut(*member) {
                line.group = Some(group);
            }
        }
    }
    let text = match format {
        Format::Json => serde_json::to_string_pretty(&lines).map_err(|error| Failure::new(error.to_string()))? + "\n",
        Format::Human => lines.iter().map(human).collect::<String>() + &to_write(&lines, groups.len()),
    };
    print_text(&text)
}

/// Open questions by likeness, those about the same below one another.
fn to_write(lines: &[Line<'_>], groups: usize) -> String {
    let mut text = if groups > 0 { "\nanswers to write:\n".to_owned() } else { String::new() };
    for group in 1..=groups {
        for (number, line) in lines.iter().filter(|line| line.group == Some(group)).enumerate() {
            let lead = if number == 0 { format!("{group}.") } else { "   also".to_owned() };
            let _ = writeln!(text, "{lead} {} ({})", one_line(line.question), line.place);
        }
    }
    text
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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
