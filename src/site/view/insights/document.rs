//! The insight page of one document.

use fieldbook_metrics::{
    Shown,
    attribution::Model,
    report::{Definition, OfDocument},
};
use serde::Serialize;

use super::{
    Cell, Figure, Group, Insights, Part, Table, Teller,
    chart::{self, Interval, Row},
    csv_path, overview, returns,
    tell::{cells, float},
};
use crate::site::{
    plan::{Plan, Special, Topic},
    view::{Head, Link, Navigation, navigation},
};

/// The insight page of a document.
#[derive(Debug, Serialize)]
pub struct DocumentInsights {
    /// What every page's head says.
    pub head: Head,
    /// The side navigation.
    pub navigation: Navigation,
    /// The pages above this one, from the home page on.
    pub trail: Vec<Link>,
    /// The document's own page.
    pub document: Link,
    /// What it shows.
    #[serde(flatten)]
    pub insights: Insights,
}

impl DocumentInsights {
    /// The page of a document that has one.
    pub fn new(plan: &Plan<'_>, number: usize) -> Option<Self> {
        let page = plan.insights.get(&number)?;
        let teller = Teller::new(plan)?;
        let document = page.figures;
        let link = plan.documents[number].link();
        let title = teller.say("insights-of-document", &[("title", &link.text)]);
        let special = Special::Insights(Topic::Overview);
        let above = Link { text: teller.words.say(special.title()), url: plan.base.page(special.path()) };
        let groups = vec![
            Group {
                name: "formative",
                parts: vec![work(teller, document), months(teller, document), stages(teller, document)],
            },
            Group {
                name: "summative",
                parts: vec![results(teller, document), attribution(teller, document), lift(teller, document)],
            },
        ];
        Some(Self {
            head: Head::new(plan, title, &plan.base.page(&page.path)),
            navigation: Navigation::of_kind(None),
            trail: vec![navigation::home(plan, &plan.library.config.language), above],
            document: link,
            insights: Insights { groups, ..Insights::frame(teller, None) },
        })
    }
}

/// A part whose rows are among those of a file of all documents.
fn part(teller: Teller<'_, '_>, (name, file): (&'static str, &str), definitions: &[Definition]) -> Part {
    Part { csv: Some(teller.plan.base.file(&csv_path(file))), ..Part::new(teller, name, definitions) }
}

fn work(teller: Teller<'_, '_>, document: &OfDocument) -> Part {
    let count = |number: fn(&fieldbook_metrics::report::Used) -> u64| {
        teller.shown(&document.uses, |uses| teller.count(number(uses))).text
    };
    let in_sessions = teller.say("insights-in-sessions", &[("count", &count(|it| it.sessions))]);
    let each = teller.shown(&document.cost_per_use, |each| each.map_or_else(Cell::nothing, |each| teller.money(each)));
    let cost = document.document.as_ref().and_then(|described| described.cost);
    let cost = cost.map_or_else(|| teller.words.say("insights-no-cost"), |cost| teller.money(cost).text);
    let figures = vec![
        Figure::new(teller, Definition::QualifiedUse, (count(|it| it.qualified), in_sessions)),
        Figure::new(teller, Definition::CostPerUse, (each.text, cost)),
    ];
    let names = ["views", "copies", "downloads", "shares", "answers", "found", "helped", "not-helped", "completed"];
    let numbers: [fn(&fieldbook_metrics::report::Used) -> u64; 9] = [
        |it| it.uses.views,
        |it| it.uses.copies,
        |it| it.uses.downloads,
        |it| it.uses.shares,
        |it| it.uses.answers,
        |it| it.uses.found,
        |it| it.uses.helped,
        |it| it.uses.not_helped,
        |it| it.uses.completed,
    ];
    let label = |name: &str| teller.words.say(&format!("insights-column-{name}"));
    let row = |(name, number): (&&str, &fn(&fieldbook_metrics::report::Used) -> u64)| {
        cells(vec![Cell::text(&label(name)), teller.shown(&document.uses, |uses| teller.count(number(uses)))])
    };
    let table = teller.table(&["figure", "value"], names.iter().zip(&numbers).map(row).collect());
    Part { figures, table: Some(table), ..part(teller, ("doc-work", "documents"), &[Definition::QualifiedUse]) }
}

fn months(teller: Teller<'_, '_>, document: &OfDocument) -> Part {
    let amounts: Vec<Option<u64>> = document.by_month.iter().map(|shown| shown.figure().copied()).collect();
    let all: u64 = amounts.iter().flatten().sum();
    let rows = teller.report.window.months.iter().zip(&document.by_month).map(|(month, shown)| {
        cells(vec![Cell::text(&overview::readable(teller, month)), teller.shown(shown, |uses| teller.count(*uses))])
    });
    let table = teller.table(&["month", "qualified"], rows.collect());
    let most = amounts.iter().enumerate().max_by_key(|(_, amount)| **amount);
    let month = most.and_then(|(at, _)| teller.report.window.months.get(at)).filter(|_| all > 0);
    let finding = month.map_or_else(String::new, |month| {
        teller.say("insights-finding-doc-months", &[("month", &overview::readable(teller, month))])
    });
    let chart = chart::columns(&overview::columns(teller, &amounts)).filter(|_| all > 0);
    let part = part(teller, ("doc-months", "document-months"), &[Definition::QualifiedUse]);
    let part = Part { finding, chart, table: Some(table), ..part };
    let is_hidden = all == 0 && amounts.iter().any(Option::is_none);
    if is_hidden { part.note(teller.words.say("insights-hidden")) } else { part }
}

fn stages(teller: Teller<'_, '_>, document: &OfDocument) -> Part {
    let rows = document
        .by_stage
        .iter()
        .map(|(stage, shown)| cells(vec![Cell::text(stage), teller.shown(shown, |uses| teller.count(*uses))]));
    let table = teller.table(&["stage", "qualified"], rows.collect());
    let bars: Vec<Row> = document
        .by_stage
        .iter()
        .map(|(stage, shown)| {
            let said = teller.shown(shown, |uses| teller.count(*uses)).text;
            Row::new(stage, shown.figure().copied().map_or(0.0, float), said)
        })
        .collect();
    let most = document.by_stage.iter().filter_map(|(stage, shown)| Some((shown.figure()?, stage))).max();
    let finding =
        most.map_or_else(String::new, |(_, stage)| teller.say("insights-finding-doc-stages", &[("stage", stage)]));
    let chart = chart::bars(&bars);
    Part { finding, chart, table: Some(table), ..part(teller, ("doc-stages", "document-stages"), &[Definition::Touch]) }
}

fn results(teller: Teller<'_, '_>, document: &OfDocument) -> Part {
    let influence = &document.influence;
    let deals = teller.shown(influence, |it| {
        let [won, lost] = [it.won, it.lost].map(|count| teller.count(count).text);
        Cell::text(&teller.say("insights-won-lost", &[("won", &won), ("lost", &lost)]))
    });
    let value = &document.value_added;
    let of = teller.shown(value, |it| {
        let deals = usize::try_from(it.deals).unwrap_or(usize::MAX);
        Cell::text(&teller.say_of("insights-deals", deals, &[]))
    });
    let revenue = teller.shown(influence, |it| teller.amounts(&it.revenue)).text;
    let added = teller.shown(value, |it| teller.amounts(&it.added)).text;
    let figures = vec![
        Figure::new(teller, Definition::InfluencedRevenue, (revenue, deals.text)),
        Figure::new(teller, Definition::ValueAdded, (added, of.text)),
    ];
    Part { figures, ..part(teller, ("doc-results", "value"), &[]) }
}

fn attribution(teller: Teller<'_, '_>, document: &OfDocument) -> Part {
    let amounts = returns::models(teller, &document.attributed, |amount| teller.money(*amount));
    let returned = returns::models(teller, &document.return_on_investment, |it| teller.share(Some(*it)));
    let label = |model: Model| teller.words.say(&format!("insights-column-{}", model.name()));
    let rows = Model::ALL
        .into_iter()
        .zip(amounts.iter().zip(returned))
        .map(|(model, (amount, returned))| cells(vec![Cell::text(&label(model)), amount.clone(), returned]));
    let table = teller.table(&["model", "attributed", "return"], rows.collect());
    let bars: Vec<Row> = document.attributed.figure().map_or_else(Vec::new, |all| {
        let row = |(model, amount): (&Model, &fieldbook_metrics::money::Money)| {
            Row::new(&label(*model), amount.to_f64(), teller.money(*amount).text)
        };
        all.iter().map(row).collect()
    });
    let chart = chart::bars(&bars);
    let definitions = [Definition::AttributedRevenue, Definition::ReturnOnInvestment];
    Part { chart, table: Some(table), ..part(teller, ("doc-attribution", "attribution"), &definitions) }
}

fn lift(teller: Teller<'_, '_>, document: &OfDocument) -> Part {
    let part = part(teller, ("doc-lift", "lift"), &[Definition::Lift]);
    let Some(lift) = &document.lift else { return part };
    let estimate = lift.difference.figure().and_then(Option::as_ref);
    let rows: Vec<Interval> = estimate.map(|it| returns::interval(teller, &document.title, it)).into_iter().collect();
    let finding = match &lift.difference {
        Shown::Figure(Some(it)) if it.lower > 0.0 || it.upper < 0.0 => {
            teller.say("insights-finding-lift", &[("title", &document.title), ("interval", &teller.estimate(it))])
        }
        Shown::Figure(Some(_)) => teller.words.say("insights-finding-chance"),
        _ => teller.words.say("insights-no-comparison"),
    };
    let of_segment = |(segment, shown): (&String, &Shown<fieldbook_metrics::lift::Rates>)| {
        cells(vec![
            Cell::text(segment),
            teller.shown(shown, |rates| teller.share(Some(rates.with))),
            teller.shown(shown, |rates| teller.share(Some(rates.without))),
        ])
    };
    let table = teller.table(&["segment", "with", "without"], lift.segments.iter().map(of_segment).collect());
    let chart = chart::intervals(&rows);
    Part { finding, chart, table: Some(table), ..part }.note(teller.words.say("insights-observed"))
}

/// Tables of all documents that pages of single ones show a part of, by the names of their files.
pub(super) fn tables(teller: Teller<'_, '_>) -> [(&'static str, Table); 2] {
    let (mut months, mut stages) = (Vec::new(), Vec::new());
    for document in &teller.report.documents {
        for (month, shown) in teller.report.window.months.iter().zip(&document.by_month) {
            let uses = teller.shown(shown, |uses| teller.count(*uses));
            months.push(cells(vec![Cell::text(&document.id), Cell::text(month), uses]));
        }
        for (stage, shown) in &document.by_stage {
            let uses = teller.shown(shown, |uses| teller.count(*uses));
            stages.push(cells(vec![Cell::text(&document.id), Cell::text(stage), uses]));
        }
    }
    [
        ("document-months", teller.table(&["document", "month", "qualified"], months)),
        ("document-stages", teller.table(&["document", "stage", "qualified"], stages)),
    ]
}
