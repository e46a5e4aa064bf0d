//! Insight pages: what `fieldbook report` found, for the company's own people.
//!
//! A page is made of [`Part`]s: what it's about, what was found, figures, a chart, and the table that the chart is made of, which is also a file of CSV
//! ([`files`]). Nothing is reckoned here: the pages say what is in the report. Charts are made in `chart`, tables and files in `table`, words in
//! `tell`; each topic has a file of its own that says which parts its page has.

mod bids;
mod chart;
mod definitions;
mod document;
mod engagement;
mod freshness;
mod gaps;
mod inventory;
mod overview;
mod returns;
mod table;
mod tell;
mod uses;

use fieldbook_metrics::report::Definition;
use serde::Serialize;

pub use chart::{Chart, Mark};
pub use definitions::Defined;
pub use document::DocumentInsights;
pub use table::{Cell, Heading, Row, Table};

use super::{
    Day, Link,
    filter::{self, Filter},
};
use crate::site::plan::{Plan, Special, Topic};
use tell::Teller;

/// What an insight page shows.
#[derive(Debug, Default, Serialize)]
pub struct Insights {
    /// Whether what it shows is made up.
    pub made_up: bool,
    /// The first day that it is about.
    pub from: Option<Day>,
    /// The last day.
    pub to: Option<Day>,
    /// How large a group must be for its figures to be shown.
    pub minimum: u64,
    /// All insight pages.
    pub topics: Vec<TopicLink>,
    /// What this one shows: how the work goes apart from what came of it.
    pub groups: Vec<Group>,
    /// By what rows about documents can be told apart.
    pub filters: Vec<Filter>,
    /// What figures mean, on the page of definitions.
    pub definitions: Vec<Defined>,
}

/// An insight page, as others name it.
#[derive(Debug, Serialize)]
pub struct TopicLink {
    /// To its page.
    #[serde(flatten)]
    pub link: Link,
    /// Whether this is it.
    pub current: bool,
}

/// Parts of a page that belong together.
#[derive(Debug, Serialize)]
pub struct Group {
    /// `formative` for how the work goes, `summative` for what came of it.
    pub name: &'static str,
    /// What it has.
    pub parts: Vec<Part>,
}

/// A part of a page.
#[derive(Debug, Default, Serialize)]
pub struct Part {
    /// By which addresses and files name it.
    pub name: &'static str,
    /// What it's about.
    pub subject: String,
    /// What was found; empty where there is nothing to find.
    pub finding: String,
    /// What its figures mean.
    pub definitions: Vec<Link>,
    /// Single figures.
    pub figures: Vec<Figure>,
    /// A chart of the table.
    pub chart: Option<Chart>,
    /// All there is.
    pub table: Option<Table>,
    /// Whether the table is what readers come for, and so isn't folded.
    pub is_list: bool,
    /// What readers must know beside.
    pub notes: Vec<String>,
    /// Address of the file with all rows.
    pub csv: Option<String>,
}

/// A single figure.
#[derive(Debug, Serialize)]
pub struct Figure {
    /// What it's called, and where it's defined.
    pub label: Link,
    /// The figure.
    pub value: String,
    /// Of what.
    pub note: String,
}

impl Insights {
    /// The page of a topic. Without a report, which plans don't let happen, it's empty.
    pub fn new(plan: &Plan<'_>, topic: Topic) -> Self {
        let Some(teller) = Teller::new(plan) else { return Self::default() };
        let groups = groups(teller, topic);
        let entries = groups.iter().flat_map(|group| &group.parts).filter(|part| part.is_list);
        let entries = entries.filter_map(|part| part.table.as_ref()).flat_map(|table| &table.rows);
        let mut numbers: Vec<usize> = entries.filter_map(|row| row.entry).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let filters = filter::of(plan, &plan.library.config.language, &numbers);
        let definitions = if topic == Topic::Definitions { definitions::all(teller) } else { Vec::new() };
        Self { groups, filters, definitions, ..Self::frame(teller, Some(topic)) }
    }

    /// What all insight pages have.
    fn frame(teller: Teller<'_, '_>, topic: Option<Topic>) -> Self {
        let report = teller.report;
        let topics = teller.plan.specials.iter().filter_map(|special| match special {
            Special::Insights(other) => Some(TopicLink {
                link: Link {
                    text: teller.words.say(&format!("insights-{}", other.name())),
                    url: teller.plan.base.page(special.path()),
                },
                current: Some(*other) == topic,
            }),
            _ => None,
        });
        Self {
            made_up: report.made_up,
            from: Some(report.window.from.into()),
            to: Some(report.window.to.into()),
            minimum: report.terms.minimum.0,
            topics: topics.collect(),
            ..Self::default()
        }
    }
}

fn groups(teller: Teller<'_, '_>, topic: Topic) -> Vec<Group> {
    let formative = |parts| Group { name: "formative", parts };
    let summative = |parts| Group { name: "summative", parts };
    match topic {
        Topic::Overview => vec![formative(overview::work(teller)), summative(vec![overview::results(teller)])],
        Topic::Inventory => vec![formative(inventory::parts(teller))],
        Topic::Use => vec![formative(uses::parts(teller))],
        Topic::Gaps => vec![formative(gaps::parts(teller))],
        Topic::Freshness => vec![formative(freshness::parts(teller))],
        Topic::Bids => vec![formative(bids::parts(teller))],
        Topic::Return => vec![summative(returns::parts(teller)), formative(engagement::parts(teller))],
        Topic::Definitions => Vec::new(),
    }
}

/// The files of the tables of insight pages, by their paths in the site; none where readers get no such pages.
pub fn files(plan: &Plan<'_>) -> Vec<(String, Vec<u8>)> {
    let Some(teller) = Teller::new(plan) else { return Vec::new() };
    let topics = plan.specials.iter().filter_map(|special| match special {
        Special::Insights(topic) => Some(*topic),
        _ => None,
    });
    let mut files = Vec::new();
    for part in topics.flat_map(|topic| groups(teller, topic)).flat_map(|group| group.parts) {
        files.extend(part.table.map(|table| (csv_path(part.name), table.csv())));
    }
    if !files.is_empty() {
        files.extend(document::tables(teller).into_iter().map(|(name, table)| (csv_path(name), table.csv())));
    }
    files
}

fn csv_path(name: &str) -> String {
    format!("insights/{name}.csv")
}

impl Part {
    /// A part that shows something, whose figures go by these definitions.
    fn new(teller: Teller<'_, '_>, name: &'static str, definitions: &[Definition]) -> Self {
        Self {
            name,
            subject: teller.words.say(&format!("insights-part-{name}")),
            definitions: definitions.iter().map(|definition| definitions::link(teller, *definition)).collect(),
            ..Self::default()
        }
    }

    /// With the table that it's made of, which is also a file.
    fn with_table(self, teller: Teller<'_, '_>, table: Table) -> Self {
        let csv = Some(teller.plan.base.file(&csv_path(self.name)));
        Self { table: Some(table), csv, ..self }
    }

    /// What was found.
    fn finding(self, finding: String) -> Self {
        Self { finding, ..self }
    }

    fn chart(self, chart: Option<Chart>) -> Self {
        Self { chart, ..self }
    }

    /// Whose table isn't folded.
    fn listed(self) -> Self {
        Self { is_list: true, ..self }
    }

    fn note(mut self, note: String) -> Self {
        self.notes.push(note);
        self
    }
}

impl Figure {
    /// A figure that goes by a definition, and is called like it.
    fn new(teller: Teller<'_, '_>, definition: Definition, (value, note): (String, String)) -> Self {
        Self { label: definitions::link(teller, definition), value, note }
    }
}

impl Topic {
    /// Its name in the names of messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Inventory => "inventory",
            Self::Use => "use",
            Self::Gaps => "gaps",
            Self::Freshness => "freshness",
            Self::Bids => "bids",
            Self::Return => "return",
            Self::Definitions => "definitions",
        }
    }
}
