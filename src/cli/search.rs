//! `fieldbook search`

use std::{
    fmt::Write as _,
    io::{self, IsTerminal, Write},
};

use super::{Failure, LibraryArguments, Outcome, format::Format};
use crate::{
    audience::Audience,
    search::{
        Excerpt, Explanation, Factor, Filter, Found, Hit, Indexer, Marker, Page, Reason, Request, Results, SearchError,
        SectionHit, Standing, WordExplanation,
    },
    site::searching::Pages,
    theme::{ThemeError, Wordbook},
};

/// Sections shown of each page.
const SECTIONS: usize = 2;

/// Searches the library
///
/// It finds what the search of the built site finds, in the same order. Of a few words all must be on the page, if there
/// are such pages, of longer questions as many as can be; the last one may be unfinished; a word that isn't found is taken for
/// a misspelling.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  fieldbook search encryption at rest
  fieldbook search '\"at rest\" -draft kind:answer'
  fieldbook search --explain how do you encrypt stored data
  fieldbook search pricing --kind playbook --facet stage=engage --format json")]
pub(super) struct Arguments {
    /// Words, \"a phrase\", -without, facet:value
    #[arg(required = true, value_name = "QUERY")]
    query: Vec<String>,
    /// Only documents of this kind; several widen
    #[arg(long, value_name = "KIND")]
    kind: Vec<String>,
    /// Only documents with this value of a facet; several of one facet widen, several facets narrow
    #[arg(long, value_name = "NAME=VALUE", value_parser = facet)]
    facet: Vec<Filter>,
    /// Only what these readers may see: internal, partner or customer
    #[arg(long, value_name = "AUDIENCE", default_value = "internal")]
    audience: Audience,
    /// How many documents to show
    #[arg(long, value_name = "COUNT", default_value_t = 10)]
    limit: usize,
    /// Say of each document how its score comes about
    #[arg(long)]
    explain: bool,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

fn facet(text: &str) -> Result<Filter, String> {
    let (facet, value) = text.split_once('=').ok_or("it must be NAME=VALUE, as in stage=engage")?;
    Ok(Filter { facet: facet.to_owned(), value: value.to_owned() })
}

/// Runs the command: fine if something was found.
pub(super) fn run(library: &LibraryArguments, arguments: &Arguments) -> Result<Outcome, Failure> {
    let (library, _) = library.load()?;
    let mut indexer = Indexer::new()?;
    let wordbook = Wordbook::load(&library.root, &library.config.theme)?;
    let pages = Pages::new(&library, &wordbook, arguments.audience);
    for number in 0..pages.count() {
        indexer.add(&pages.page(number)?)?;
    }
    let searcher = indexer.search(&pages.vocabulary())?;
    let request = arguments.request();
    let mut results = searcher.search(&request)?;
    let marker = searcher.marker(&request.query)?;
    for hit in &mut results.hits {
        hit.document = Some(pages.document(hit.page));
        add_excerpts(hit, &pages.page(hit.page)?, &marker);
    }
    let mut output = io::stdout().lock();
    let text = match arguments.format {
        Format::Human => human(&results, output.is_terminal() && std::env::var_os("NO_COLOR").is_none()),
        Format::Json => serde_json::to_string_pretty(&results).map_err(|error| Failure::new(error.to_string()))? + "\n",
    };
    match output.write_all(text.as_bytes()).and_then(|()| output.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("the results can't be written: {error}")))
        }
        _ => Ok(if results.total > 0 { Outcome::Fine } else { Outcome::Findings }),
    }
}

/// Shows of each section the piece that holds most of what was looked for. Of what stands before the first heading only
/// where there is such, or where nothing else says what the page is about.
fn add_excerpts(hit: &mut Hit, page: &Page, marker: &Marker) {
    let best = |section: usize| {
        let excerpts = page.texts(section).into_iter().map(|text| marker.excerpt(text));
        excerpts.reduce(|best, other| if other.marked_words() > best.marked_words() { other } else { best })
    };
    for section in &mut hit.sections {
        section.excerpt = best(section.section);
    }
    let is_marked = |excerpt: &Excerpt| excerpt.marked_words() > 0;
    hit.sections.retain(|section| section.anchor.is_some() || section.excerpt.as_ref().is_some_and(is_marked));
    if hit.sections.is_empty() && hit.summary.0.is_empty() {
        let excerpt = page.texts(0).pop().map(|intro| marker.excerpt(intro));
        hit.sections.push(SectionHit { section: 0, anchor: None, heading: Excerpt::default(), excerpt, score: 0.0 });
    }
}

impl Arguments {
    fn request(&self) -> Request {
        let kinds = self.kind.iter().map(|kind| Filter { facet: "kind".to_owned(), value: kind.clone() });
        Request {
            query: self.query.join(" "),
            filters: kinds.chain(self.facet.iter().cloned()).collect(),
            limit: self.limit,
            sections: SECTIONS,
            explain: self.explain,
        }
    }
}

impl From<ThemeError> for Failure {
    fn from(error: ThemeError) -> Self {
        Self::new(error.to_string()).hint(error.hint())
    }
}

impl From<SearchError> for Failure {
    fn from(error: SearchError) -> Self {
        Self::new(error.to_string())
    }
}

/// Results for people: found words bold on a terminal.
fn human(results: &Results, is_coloured: bool) -> String {
    let marks = if is_coloured { ("\u{1b}[1m", "\u{1b}[0m") } else { ("", "") };
    let mut text = String::new();
    for hit in &results.hits {
        show(&mut text, hit, marks);
    }
    for correction in &results.corrections {
        line(&mut text, &format!("`{}` was not found and read as {}", correction.word, correction.read_as.join(", ")));
    }
    if !results.synonyms.is_empty() {
        line(&mut text, &format!("Also searched for: {}.", results.synonyms.join(", ")));
    }
    if !results.absent.is_empty() {
        line(&mut text, &format!("No document holds: {}.", results.absent.join(", ")));
    }
    for suggestion in &results.suggestions {
        line(&mut text, &format!("Did you mean: {suggestion}"));
    }
    if results.relaxed {
        line(&mut text, "Some of these documents lack some of the words.");
    }
    let documents = if results.total == 1 { "document" } else { "documents" };
    let shown =
        if results.hits.len() < results.total { format!(", {} shown", results.hits.len()) } else { String::new() };
    line(&mut text, &format!("{} {documents} found{shown}", results.total));
    text
}

fn show(text: &mut String, hit: &Hit, marks: (&str, &str)) {
    let standing = match hit.standing {
        Standing::Current => "",
        Standing::Stale => ", check is overdue",
        Standing::Retired => ", retired",
    };
    let document = hit.document.as_deref().unwrap_or(&hit.url);
    line(text, &format!("{}  ({document}, {}{standing})", excerpt(&hit.title, marks), hit.kind));
    if !hit.summary.0.is_empty() {
        line(text, &format!("  {}", excerpt(&hit.summary, marks)));
    }
    for SectionHit { anchor, heading, excerpt: piece, .. } in &hit.sections {
        if let Some(anchor) = anchor {
            line(text, &format!("  #{anchor}  {}", excerpt(heading, marks)));
        }
        if let Some(piece) = piece {
            line(text, &format!("    {}", excerpt(piece, marks)));
        }
    }
    if let Some(explanation) = &hit.explanation {
        explain(text, explanation);
    }
    text.push('\n');
}

/// A score as a sum that can be reckoned up: a line for each word, one for each factor, and what comes out.
fn explain(text: &mut String, explanation: &Explanation) {
    for word in &explanation.words {
        let WordExplanation { typed, found, rarity, share, score } = word;
        let place = match found {
            Some(Found { term, field, closeness, .. }) if *closeness < 1.0 => {
                format!("`{typed}` as `{term}` in the {}, {closeness:.2} close", field_name(field))
            }
            Some(Found { field, .. }) => format!("`{typed}` in the {}", field_name(field)),
            None => format!("`{typed}` is not there"),
        };
        line(text, &format!("  {score:>7.2}   {place} (rarity {rarity:.2} × share {share:.2})"));
    }
    for Factor { reason, factor } in &explanation.factors {
        let reason = match reason {
            Reason::Apart => "its words are not all in one section",
            Reason::Incomplete => "it lacks some of the words",
            Reason::Stale => "its check is overdue",
            Reason::Retired => "it is retired",
            Reason::Used => "it is used much",
        };
        line(text, &format!("  × {factor:>5.2}   {reason}"));
    }
    line(text, &format!("  = {:>5.2}", explanation.score));
}

/// What people call a field of the index.
fn field_name(field: &str) -> &str {
    match field {
        "wordings" => "questions or synonyms",
        "body" => "text",
        other => other,
    }
}

fn excerpt(excerpt: &Excerpt, (begin, end): (&str, &str)) -> String {
    let piece = |text: &str, marked: bool| if marked { format!("{begin}{text}{end}") } else { text.to_owned() };
    excerpt.0.iter().map(|it| piece(&it.text, it.marked)).collect()
}

fn line(text: &mut String, content: &str) {
    let _ = writeln!(text, "{}", content.trim_end()); // writing to a string can't fail
}
