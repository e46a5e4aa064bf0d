//! `fieldbook usage`

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use fieldbook_collect::store::{self, Kept, Store, StoreError};
use fieldbook_metrics::{
    event::Event,
    import::{
        DateOrder, DecimalSign, Field, Ids, ImportError, Imported, RefusedRow, Site, access_log, bids,
        exports::{self, Tool},
        opportunities::{self, Settings},
    },
    money::Currency,
};
use jiff::civil::Date;

use super::{
    Failure, LibraryArguments, Outcome,
    build::base,
    collect,
    findings::counted,
    format::Format,
    questionnaire::{note, print},
};
use crate::{audience::Audience, library::Library, site::visited::Visited, theme::Wordbook};

/// Takes in what others know of use and deals
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    Import(Import),
}

/// Takes deals from a CRM's export, and events from logs, other tools and records of bids
///
/// What is in the files is found out by how they begin. Rows that can't be read are listed, and the rest goes in; the same file twice changes
/// nothing.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  fieldbook usage import opportunities.csv --as-of 2026-11-22 --currency EUR
  fieldbook usage import deals.csv --map id=Nummer --map amount=Summe --decimals comma
  fieldbook usage import access.log --store usage.db       # addresses are those of this library's site
  fieldbook usage import acme.events.jsonl                 # of `fieldbook answer --record`")]
struct Import {
    /// Files to take in
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Where events are kept: a file of SQLite's, or postgres://… [default: `FIELDBOOK_STORE`, else usage.db]
    #[arg(long, value_name = "PLACE")]
    store: Option<String>,
    /// What the files are, where that isn't found out
    #[arg(long, value_enum)]
    form: Option<Form>,
    /// The day that deals are told of [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<Date>,
    /// Which column of deals says what: id, account, stage, amount, currency, created, closed, outcome, is-won, is-closed, expected,
    /// probability, segment
    #[arg(long, value_name = "WHAT=COLUMN", value_parser = mapped)]
    map: Vec<(Field, String)>,
    /// Currency of amounts that don't say theirs
    #[arg(long, value_name = "CODE", value_parser = currency)]
    currency: Option<Currency>,
    /// What dates with slashes mean
    #[arg(long, value_enum)]
    dates: Option<Dates>,
    /// What stands before the cents
    #[arg(long, value_enum)]
    decimals: Option<Decimals>,
    /// Address of the site that logs are of, or its path [default: `base_url` of fieldbook.toml]
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// For whom the site was built that logs are of
    #[arg(long, value_name = "AUDIENCE", default_value = "internal")]
    audience: Audience,
    /// How to print what was taken in
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// A CRM's CSV of opportunities
    Deals,
    /// Events as `collect` hands them out
    Events,
    /// The record of a bid
    Bid,
    /// A web server's access log
    Log,
    /// GoatCounter's CSV
    Goatcounter,
    /// Umami's `website_event.csv`
    Umami,
    /// Plausible's `imported_pages.csv`
    Plausible,
    /// Matomo's `Live.getLastVisitsDetails` as JSON
    Matomo,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Dates {
    /// 22/11/2026
    DayMonthYear,
    /// 11/22/2026
    MonthDayYear,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Decimals {
    /// 1,234.50
    Point,
    /// 1.234,50
    Comma,
}

fn mapped(text: &str) -> Result<(Field, String), String> {
    let (what, column) = text.split_once('=').ok_or("it must be WHAT=COLUMN, as in amount=Summe")?;
    let field = Field::ALL.into_iter().find(|field| field.name() == what);
    let names: Vec<&str> = Field::ALL.into_iter().map(Field::name).collect();
    let field = field.ok_or_else(|| format!("`{what}` is none of {}", names.join(", ")))?;
    Ok((field, column.to_owned()))
}

fn currency(text: &str) -> Result<Currency, String> {
    text.parse().map_err(|_| "a currency is three letters, like EUR".to_owned())
}

/// Runs the command: fine if every row went in.
pub(super) fn run(library: &LibraryArguments, arguments: &Arguments) -> Result<Outcome, Failure> {
    match &arguments.what {
        What::Import(asked) => import(library, asked),
    }
}

/// What came of a file.
#[derive(Debug, serde::Serialize)]
struct Taken {
    file: String,
    /// What it was found to be.
    form: &'static str,
    /// Rows that are kept now.
    new: usize,
    /// Rows that were there already.
    known: usize,
    /// Rows that can't be read, by line.
    refused: Vec<(u64, String)>,
    /// How many rows were left out, by reason.
    left_out: Vec<(&'static str, u64)>,
}

fn import(arguments: &LibraryArguments, asked: &Import) -> Result<Outcome, Failure> {
    let mut importer =
        Importer { asked, arguments, site: None, store: store::open(&collect::store(asked.store.as_deref()))? };
    let mut all = Vec::new();
    for file in &asked.files {
        all.push(importer.file(file)?);
    }
    for taken in &all {
        for (line, reason) in &taken.refused {
            note(&format!("{}:{line}: {reason}", taken.file));
        }
    }
    match asked.format {
        Format::Human => print(&all.iter().map(Taken::line).collect::<String>())?,
        Format::Json => print(&(serde_json::to_string(&all).unwrap_or_default() + "\n"))?,
    }
    let is_whole = all.iter().all(|taken| taken.refused.is_empty());
    Ok(if is_whole { Outcome::Fine } else { Outcome::Findings })
}

impl Taken {
    fn line(&self) -> String {
        let mut line = format!("{}: {}, {} new, {} known", self.file, self.form, self.new, self.known);
        // Writing to a string can't fail.
        if !self.refused.is_empty() {
            let _ = write!(line, ", {} refused", counted(self.refused.len(), "row"));
        }
        for (reason, count) in &self.left_out {
            let _ = write!(line, "; left out: {count} {reason}");
        }
        line + "\n"
    }
}

/// Takes files into a store.
struct Importer<'a> {
    asked: &'a Import,
    arguments: &'a LibraryArguments,
    /// Loaded for the first file that names addresses.
    site: Option<(Library, Wordbook)>,
    store: Box<dyn Store>,
}

impl Importer<'_> {
    fn file(&mut self, path: &Path) -> Result<Taken, Failure> {
        let file = path.display().to_string();
        let bytes = fs::read(path).map_err(|error| Failure::new(format!("{file}: {error}")))?;
        let form = self.asked.form.unwrap_or_else(|| Form::of(path, &bytes));
        let (kept, refused, left_out) = match form {
            Form::Deals => {
                let settings = self.settings()?;
                let imported = opportunities::read(&bytes, &settings).map_err(|error| unread(&file, &error))?;
                let kept = self.store.tell(&imported.rows)?;
                (kept, imported.refused, imported.left_out)
            }
            Form::Bid => {
                let record = bids::read(&bytes, &Ids::new(self.key()?));
                let bids = self.store.record(&record.bids)?;
                let used = self.append(&record.used.rows)?;
                let kept = Kept { stored: bids.stored + used.stored, known: bids.known + used.known };
                (kept, record.used.refused, record.used.left_out)
            }
            form => {
                let imported = self.events(form, &bytes, &file)?;
                (self.append(&imported.rows)?, imported.refused, imported.left_out)
            }
        };
        Ok(Taken {
            file,
            form: form.name(),
            new: kept.stored,
            known: kept.known,
            refused: refused.into_iter().map(|RefusedRow { line, reason }| (line, reason)).collect(),
            left_out: left_out.into_iter().collect(),
        })
    }

    fn settings(&self) -> Result<Settings, Failure> {
        let asked = self.asked;
        let as_of = asked.as_of.map_or_else(|| self.arguments.today(), Ok)?;
        Ok(Settings {
            mapping: asked.map.iter().cloned().collect(),
            currency: asked.currency,
            dates: asked.dates.map(|order| match order {
                Dates::DayMonthYear => DateOrder::DayMonthYear,
                Dates::MonthDayYear => DateOrder::MonthDayYear,
            }),
            decimals: asked.decimals.map(|sign| match sign {
                Decimals::Point => DecimalSign::Point,
                Decimals::Comma => DecimalSign::Comma,
            }),
            ..Settings::new(as_of)
        })
    }

    fn events(&mut self, form: Form, bytes: &[u8], file: &str) -> Result<Imported<Event>, Failure> {
        if form == Form::Events {
            return Ok(events(bytes));
        }
        let mut ids = Ids::new(self.key()?);
        if self.site.is_none() {
            let (library, _) = self.arguments.load()?;
            let wordbook = Wordbook::load(&library.root, &library.config.theme)?;
            self.site = Some((library, wordbook));
        }
        let Some((library, wordbook)) = &self.site else { return Ok(Imported::default()) };
        let audience = self.asked.audience;
        let visited = Visited::new(library, wordbook, audience, base(library, self.asked.base_url.as_deref())?);
        let site = Site { page: &|path| visited.page(path), audience: told(audience) };
        match form.tool() {
            Some(tool) => exports::read(bytes, tool, &site, &mut ids).map_err(|error| unread(file, &error)),
            None => Ok(access_log::read(bytes, &site, &mut ids)),
        }
    }

    fn key(&mut self) -> Result<[u8; 32], Failure> {
        let mut fresh = [0; 32];
        getrandom::fill(&mut fresh)
            .map_err(|error| Failure::new(format!("the system gives no random bytes: {error}")))?;
        Ok(self.store.key(fresh)?)
    }

    /// Keeps events, so many at once that a reader of a large file isn't kept from writing in between.
    fn append(&mut self, events: &[Event]) -> Result<Kept, Failure> {
        const AT_ONCE: usize = 10_000;
        let mut all = Kept::default();
        for some in events.chunks(AT_ONCE) {
            for kept in self.store.append(&[some])? {
                all.stored += kept.stored;
                all.known += kept.known;
            }
        }
        Ok(all)
    }
}

/// Reads events as `collect` hands them out.
fn events(bytes: &[u8]) -> Imported<Event> {
    let mut imported = Imported::default();
    for (line, text) in (1..).zip(String::from_utf8_lossy(bytes).lines()) {
        match Event::from_json(text) {
            Ok(event) => imported.rows.push(event),
            Err(refusal) => imported.refused.push(RefusedRow { line, reason: refusal.to_string() }),
        }
    }
    imported
}

impl Form {
    /// What a file is, by how it begins and what it is called.
    fn of(path: &Path, bytes: &[u8]) -> Self {
        let first = String::from_utf8_lossy(bytes.split(|byte| *byte == b'\n').next().unwrap_or_default()).into_owned();
        if Event::from_json(&first).is_ok() {
            return Self::Events;
        }
        if first.starts_with('{') && first.contains("\"bid\"") {
            return Self::Bid;
        }
        match Tool::of(bytes) {
            Some(Tool::GoatCounter) => Self::Goatcounter,
            Some(Tool::Umami) => Self::Umami,
            Some(Tool::Plausible) => Self::Plausible,
            Some(Tool::Matomo) => Self::Matomo,
            None if path.extension().is_some_and(|extension| extension == "csv" || extension == "tsv") => Self::Deals,
            None => Self::Log,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Deals => "deals",
            Self::Events => "events",
            Self::Bid => "record of a bid",
            Self::Log => "access log",
            Self::Goatcounter => "GoatCounter",
            Self::Umami => "Umami",
            Self::Plausible => "Plausible",
            Self::Matomo => "Matomo",
        }
    }

    fn tool(self) -> Option<Tool> {
        match self {
            Self::Goatcounter => Some(Tool::GoatCounter),
            Self::Umami => Some(Tool::Umami),
            Self::Plausible => Some(Tool::Plausible),
            Self::Matomo => Some(Tool::Matomo),
            Self::Deals | Self::Events | Self::Bid | Self::Log => None,
        }
    }
}

fn told(audience: Audience) -> fieldbook_metrics::event::Audience {
    match audience {
        Audience::Internal => fieldbook_metrics::event::Audience::Internal,
        Audience::Partner => fieldbook_metrics::event::Audience::Partner,
        Audience::Customer => fieldbook_metrics::event::Audience::Customer,
    }
}

fn unread(file: &str, error: &ImportError) -> Failure {
    let failure = Failure::new(format!("{file}: {error}"));
    match error {
        ImportError::NoColumn { .. } => {
            failure.hint("`--map amount=Summe` says that the column Summe holds the amount")
        }
        ImportError::Form { .. } => failure.hint("--form says what the file is"),
        ImportError::Empty | ImportError::NoSuchColumn { .. } => failure,
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::new(error.to_string()).hint("name a file of SQLite's, or postgres://…, with --store")
    }
}
