//! What came of it: deals, attribution by all models, lift with its intervals, value added.

use std::collections::BTreeMap;

use fieldbook_metrics::{
    Shown,
    attribution::Model,
    lift::{Estimate, Lift},
    money::Money,
    report::{Definition, OfDocument},
};

use super::{
    Cell, Figure, Part, Teller,
    chart::{self, Interval, Row},
    overview, table,
    tell::{cells, float},
    uses::{BARS, ranked},
};

/// The columns of models, as [`Model::ALL`] has them.
const MODELS: [&str; 7] = ["first", "last", "linear", "position", "time-decay", "markov", "shapley"];

/// The parts of the page.
pub(super) fn parts(teller: Teller<'_, '_>) -> Vec<Part> {
    vec![deals(teller), attribution(teller), lift(teller), value(teller)]
}

/// What all content has to do with deals.
fn deals(teller: Teller<'_, '_>) -> Part {
    let deals = &teller.report.summative.deals;
    let rows = [("won", deals.won), ("lost", deals.lost), ("open", deals.open)].map(|(name, count)| {
        let label = teller.words.say(&format!("insights-column-{name}"));
        cells(vec![Cell { raw: name.to_owned(), ..Cell::text(&label) }, teller.count(count)])
    });
    let figures: Vec<Figure> = overview::results(teller).figures;
    let decided = deals.won + deals.lost;
    let finding = if decided == 0 {
        String::new()
    } else {
        let [won, decided] = [deals.won, decided].map(|count| teller.count(count).text);
        let revenue = teller.amounts(&deals.revenue).text;
        teller.say("insights-finding-deals", &[("won", &won), ("decided", &decided), ("amount", &revenue)])
    };
    let part = Part { figures, ..Part::new(teller, "deals", &[]) };
    let part =
        part.finding(finding).with_table(teller, teller.table(&["outcome", "deals"], rows.into_iter().collect()));
    let unknown = usize::try_from(deals.unknown_touches).unwrap_or(usize::MAX);
    if unknown == 0 { part } else { part.note(teller.say_of("insights-unknown-touches", unknown, &[])) }
}

/// Amounts of all models, in their order.
fn by_model(teller: Teller<'_, '_>, amounts: &BTreeMap<Model, Money>) -> Vec<Cell> {
    let amount = |model: Model| amounts.get(&model).map_or_else(Cell::nothing, |amount| teller.money(*amount));
    Model::ALL.map(amount).into()
}

/// Cells of all models for a group that may be too small.
pub(super) fn models<T>(
    teller: Teller<'_, '_>,
    shown: &Shown<BTreeMap<Model, T>>,
    figure: impl Fn(&T) -> Cell,
) -> Vec<Cell> {
    let cell = |model: Model| teller.shown(shown, |by_model| by_model.get(&model).map_or_else(Cell::nothing, &figure));
    Model::ALL.map(cell).into()
}

/// The table of what is attributed to documents: each model's column sums to the same total.
fn attribution_table(teller: Teller<'_, '_>) -> table::Table {
    let ranked = ranked(teller, |document| {
        document.attributed.figure().and_then(|all| Some(all.get(&Model::Shapley)?.to_f64()))
    });
    let mut rows: Vec<table::Row> = Vec::new();
    for (_, document) in &ranked {
        let mut row = vec![teller.title(document)];
        row.extend(models(teller, &document.attributed, |amount| teller.money(*amount)));
        row.push(teller.shown(&document.return_on_investment, |all| {
            all.get(&Model::Shapley).map_or_else(Cell::nothing, |it| teller.share(Some(*it)))
        }));
        rows.push(teller.row(document, row));
    }
    if let Some(all) = teller.report.summative.attributed.value.figure() {
        let documents = usize::try_from(all.unshown_documents).unwrap_or(usize::MAX);
        if documents > 0 {
            let mut row = vec![Cell::text(&teller.say_of("insights-unshown", documents, &[]))];
            row.extend(by_model(teller, &all.unshown));
            row.push(Cell::nothing());
            rows.push(cells(row));
        }
        let mut row = vec![Cell::text(&teller.words.say("insights-total"))];
        row.extend(Model::ALL.map(|_| teller.money(all.total)));
        row.push(teller.shown(&teller.report.summative.return_on_investment.value, |it| teller.share(*it)));
        rows.push(cells(row));
    }
    let mut columns = vec!["document"];
    columns.extend(MODELS);
    columns.push("return");
    teller.table(&columns, rows)
}

/// What is attributed to documents: from the least to the most that a model gives them, with a point for each model. They stand in the
/// order of the model that doesn't depend on the order of touches.
fn attribution(teller: Teller<'_, '_>) -> Part {
    let ranked = ranked(teller, |document| {
        document.attributed.figure().and_then(|all| Some(all.get(&Model::Shapley)?.to_f64()))
    });
    let rows: Vec<Interval> = ranked.iter().take(BARS).filter_map(|(_, document)| span(teller, document)).collect();
    let finding = rows.first().map_or_else(String::new, |first| {
        teller.say("insights-finding-attribution", &[("title", &first.label), ("amounts", &first.text)])
    });
    Part::new(teller, "attribution", &[Definition::AttributedRevenue, Definition::ReturnOnInvestment])
        .chart(chart::intervals(&rows))
        .finding(finding)
        .with_table(teller, attribution_table(teller))
        .note(teller.words.say("insights-models"))
}

fn span(teller: Teller<'_, '_>, document: &OfDocument) -> Option<Interval> {
    let amounts = document.attributed.figure()?;
    let (low, high) =
        (amounts.values().min_by_key(|amount| amount.minor)?, amounts.values().max_by_key(|amount| amount.minor)?);
    Some(Interval {
        label: document.title.clone(),
        text: teller.say("insights-range", &[("low", &teller.money(*low).text), ("high", &teller.money(*high).text)]),
        lower: low.to_f64(),
        upper: high.to_f64(),
        points: amounts.values().map(|amount| amount.to_f64()).collect(),
    })
}

fn difference(lift: &Lift) -> Option<&Estimate> {
    lift.difference.figure().and_then(Option::as_ref)
}

/// Cells of an estimate and its interval.
pub(super) fn estimate(teller: Teller<'_, '_>, lift: &Lift) -> Vec<Cell> {
    let cell = |number: fn(&Estimate) -> f64| {
        teller.shown(&lift.difference, |estimate| {
            estimate.as_ref().map_or_else(Cell::nothing, |estimate| {
                Cell::number(teller.points(number(estimate)), format!("{:.6}", number(estimate)))
            })
        })
    };
    vec![cell(|it| it.value), cell(|it| it.lower), cell(|it| it.upper)]
}

/// A row of intervals.
pub(super) fn interval(teller: Teller<'_, '_>, label: &str, estimate: &Estimate) -> Interval {
    Interval {
        label: label.to_owned(),
        text: teller.estimate(estimate),
        lower: estimate.lower,
        upper: estimate.upper,
        points: vec![estimate.value],
    }
}

/// How much more often deals with a document are won, those with most deals first: to rank by the estimate would put chance on top.
fn lift(teller: Teller<'_, '_>) -> Part {
    let compared = teller.report.documents.iter().filter_map(|document| Some((document.lift.as_ref()?, document)));
    let mut compared: Vec<(&Lift, &OfDocument)> = compared.collect();
    compared.sort_by(|(one, first), (other, second)| {
        other.compared_with.cmp(&one.compared_with).then_with(|| first.id.cmp(&second.id))
    });
    let all = &teller.report.summative.lift.value;
    let mut rows: Vec<Interval> = difference(all)
        .map(|all| interval(teller, &teller.words.say("insights-any-content"), all))
        .into_iter()
        .collect();
    let documents =
        compared.iter().filter_map(|(lift, document)| Some(interval(teller, &document.title, difference(lift)?)));
    rows.extend(documents.take(BARS));
    let row = |lift: &Lift| {
        let mut row = estimate(teller, lift);
        row.extend([lift.compared_with, lift.compared_without].map(|deals| teller.count(deals)));
        row
    };
    let mut table = vec![cells([vec![Cell::text(&teller.words.say("insights-any-content"))], row(all)].concat())];
    table.extend(
        compared
            .iter()
            .map(|(lift, document)| teller.row(document, [vec![teller.title(document)], row(lift)].concat())),
    );
    let finding = lift_finding(teller, compared.iter().filter_map(|(lift, _)| difference(lift)));
    let columns = ["document", "lift", "lower", "upper", "compared-with", "compared-without"];
    Part::new(teller, "lift", &[Definition::Lift])
        .chart(chart::intervals(&rows))
        .finding(finding)
        .with_table(teller, teller.table(&columns, table))
        .note(teller.words.say("insights-many-intervals"))
        .note(teller.words.say("insights-observed"))
}

/// How many documents differ from chance, beside how many would by chance alone.
fn lift_finding<'e>(teller: Teller<'_, '_>, estimates: impl Iterator<Item = &'e Estimate>) -> String {
    /// Of intervals that hold the truth in 95 of 100 samples, five don't.
    const BY_CHANCE: f64 = 0.05;
    let (mut all, mut sure) = (0, 0);
    for estimate in estimates {
        all += 1;
        sure += u64::from(estimate.lower > 0.0 || estimate.upper < 0.0);
    }
    if all == 0 {
        return String::new();
    }
    let chance = teller.words.number((float(all) * BY_CHANCE).round(), 0);
    let [all, sure] = [all, sure].map(|count| teller.count(count).text);
    teller.say("insights-finding-lifts", &[("all", &all), ("sure", &sure), ("chance", &chance)])
}

/// What deals brought beyond what was expected.
fn value(teller: Teller<'_, '_>) -> Part {
    let currency = teller.report.terms.currency;
    let added = |document: &OfDocument| {
        let figure = document.value_added.figure()?;
        figure.added.iter().find(|amount| amount.currency == currency).map(Money::to_f64)
    };
    let ranked = ranked(teller, added);
    let said = |document: &OfDocument| teller.shown(&document.value_added, |value| teller.amounts(&value.added));
    // The most on either side: what went better, and what went worse.
    let half = BARS / 2;
    let ends = ranked.iter().take(half).chain(ranked.iter().skip(half.max(ranked.len().saturating_sub(half))));
    let bars: Vec<Row> =
        ends.map(|(amount, document)| Row::new(&document.title, *amount, said(document).text)).collect();
    let rows = ranked.iter().map(|(_, document)| {
        let cells = vec![
            teller.title(document),
            said(document),
            teller.shown(&document.value_added, |value| teller.count(value.deals)),
            teller.shown(&document.value_added, |value| teller.count(value.unknown)),
        ];
        teller.row(document, cells)
    });
    let finding = ranked.first().filter(|(amount, _)| *amount > 0.0).map_or_else(String::new, |(_, first)| {
        teller.say("insights-finding-value", &[("title", &first.title), ("amount", &said(first).text)])
    });
    Part::new(teller, "value", &[Definition::ValueAdded])
        .chart(chart::bars(&bars))
        .finding(finding)
        .with_table(teller, teller.table(&["document", "value-added", "deals", "unknown"], rows.collect()))
}
